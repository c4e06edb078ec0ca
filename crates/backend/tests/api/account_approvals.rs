//! Letting another device in: only with the right number, only once, only for the browser that asked, only for five minutes.

use api::{
    account::{
        ANSWER_APPROVAL, APPROVALS, AnswerApproval, ApprovalRequestView, ApprovalState, ApprovalStateView,
        ApprovalView, ERASE, LOOK_AT_APPROVAL, LookAtApproval, SignedInView, approval, approval_events,
        finish_approval,
    },
    problem::Rejection,
};
use domain::account::MatchingNumber;
use jiff::SignedDuration;

use crate::{
    account::{ADA, account, sign_in},
    on_both_engines,
    support::{Answer, Person, TestApp},
};

const PHONE: (&str, &str) =
    ("user-agent", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) Version/26.0 Safari/604.1");

struct Asked {
    view: ApprovalView,
    token: String,
}

async fn ask(phone: &Person) -> Asked {
    let view: ApprovalView = phone.post_with(APPROVALS, &[PHONE], &()).await.json();
    assert!(
        view.qr_svg.starts_with("<svg ") && view.url.starts_with("http://shop.test/account/approve#t="),
        "{view:?}"
    );
    Asked { token: view.url.split_once("#t=").unwrap().1.to_owned(), view }
}

async fn look(desk: &Person, asked: &Asked) -> Answer {
    desk.post(LOOK_AT_APPROVAL, &LookAtApproval { token: asked.token.clone() }).await
}

async fn answer(desk: &Person, asked: &Asked, number: Option<MatchingNumber>) -> Answer {
    desk.post(ANSWER_APPROVAL, &AnswerApproval { token: asked.token.clone(), number }).await
}

async fn state(phone: &Person, asked: &Asked) -> ApprovalState {
    phone.get(&approval(&asked.view.id)).await.json::<ApprovalStateView>().state
}

async fn finish(phone: &Person, asked: &Asked) -> Answer {
    phone.post_with(&finish_approval(&asked.view.id), &[PHONE], &()).await
}

fn other(number: MatchingNumber) -> MatchingNumber {
    MatchingNumber::parse(if number.get() == 99 { 10 } else { i64::from(number.get()) + 1 }).unwrap()
}

on_both_engines! {
    async fn the_right_number_lets_the_device_in(shop: TestApp) {
        let (desk, phone) = (shop.shopper(), shop.shopper());
        sign_in(&shop, &desk, ADA).await;
        let asked = ask(&phone).await;
        let mut live = phone.stream(&approval_events(&asked.view.id)).await;
        let first: ApprovalStateView = serde_json::from_str(&live.next().await.unwrap().2).unwrap();
        assert_eq!(first.state, ApprovalState::Waiting);
        finish(&phone, &asked).await.problem(409);

        let request: ApprovalRequestView = look(&desk, &asked).await.json();
        assert_eq!((request.device.browser.as_str(), request.device.system.as_str()), ("Safari", "iPhone"));
        assert!(request.numbers.len() == 3 && request.numbers.contains(&asked.view.number));
        let approved: ApprovalStateView = answer(&desk, &asked, Some(asked.view.number)).await.json();
        assert_eq!(approved.state, ApprovalState::Approved);
        let (_, name, data) = live.next().await.unwrap();
        let second: ApprovalStateView = serde_json::from_str(&data).unwrap();
        assert_eq!((name.as_str(), second.state, live.next().await), ("approval", ApprovalState::Approved, None));
        assert_eq!(account(&phone).await, None, "not before it finishes");

        let before = phone.copy();
        let done = finish(&phone, &asked).await;
        assert_ne!(done.header("set-cookie"), "");
        let signed_in: SignedInView = done.json();
        assert_eq!((signed_in.account.email.as_str(), signed_in.account.devices.len(), signed_in.first), (ADA, 2, false));
        assert_eq!(state(&phone, &asked).await, ApprovalState::Finished);
        assert_eq!(finish(&phone, &asked).await.problem(410).rejection, Some(Rejection::LinkSpent));
        before.get(api::account::ACCOUNT).await.problem(503);
    }

    async fn another_number_or_none_refuses_for_good(shop: TestApp) {
        let (desk, phone) = (shop.shopper(), shop.shopper());
        sign_in(&shop, &desk, ADA).await;
        for number in [None, Some(())] {
            let asked = ask(&phone).await;
            let number = number.map(|()| other(asked.view.number));
            let refused: ApprovalStateView = answer(&desk, &asked, number).await.json();
            assert_eq!((refused.state, state(&phone, &asked).await), (ApprovalState::Refused, ApprovalState::Refused));
            answer(&desk, &asked, Some(asked.view.number)).await.problem(410);
            look(&desk, &asked).await.problem(410);
            assert_eq!(finish(&phone, &asked).await.problem(409).rejection, Some(Rejection::ApprovalRefused));
        }
        assert_eq!(account(&phone).await, None);
    }

    async fn after_five_minutes_nothing_helps(shop: TestApp) {
        let (desk, phone) = (shop.shopper(), shop.shopper());
        sign_in(&shop, &desk, ADA).await;
        let (waiting, approved) = (ask(&phone).await, ask(&shop.shopper()).await);
        answer(&desk, &approved, Some(approved.view.number)).await.json::<ApprovalStateView>();
        shop.advance(SignedDuration::from_mins(5));
        assert_eq!(state(&phone, &waiting).await, ApprovalState::Expired);
        look(&desk, &waiting).await.problem(410);
        answer(&desk, &waiting, Some(waiting.view.number)).await.problem(410);
        finish(&phone, &waiting).await.problem(410);
        let late = ask(&phone).await;
        answer(&desk, &late, Some(late.view.number)).await.json::<ApprovalStateView>();
        shop.advance(SignedDuration::from_mins(5));
        finish(&phone, &late).await.problem(410);
        assert_eq!(account(&phone).await, None);
    }

    async fn only_the_browser_that_asked_gets_in(shop: TestApp) {
        let (desk, phone, thief) = (shop.shopper(), shop.shopper(), shop.shopper());
        sign_in(&shop, &desk, ADA).await;
        let asked = ask(&phone).await;
        look(&thief, &asked).await.problem(401);
        answer(&thief, &asked, Some(asked.view.number)).await.problem(401);
        answer(&desk, &asked, Some(asked.view.number)).await.json::<ApprovalStateView>();
        for path in [approval(&asked.view.id), approval_events(&asked.view.id)] {
            thief.get(&path).await.problem(404);
        }
        finish(&thief, &asked).await.problem(404);
        // Asking again begins anew.
        let again = ask(&phone).await;
        finish(&phone, &asked).await.problem(404);
        finish(&phone, &again).await.problem(409);
    }

    async fn two_finishes_at_once_are_one(shop: TestApp) {
        let (desk, phone) = (shop.shopper(), shop.shopper());
        sign_in(&shop, &desk, ADA).await;
        let asked = ask(&phone).await;
        answer(&desk, &asked, Some(asked.view.number)).await.json::<ApprovalStateView>();
        let (tab, other) = (phone.copy(), phone.copy());
        let (one, two) = tokio::join!(finish(&tab, &asked), finish(&other, &asked));
        assert_eq!([&one, &two].iter().filter(|it| it.status.is_success()).count(), 1, "{} {}", one.text(), two.text());
    }

    async fn a_device_is_as_fresh_as_the_one_that_let_it_in(shop: TestApp) {
        let (desk, phone) = (shop.shopper(), shop.shopper());
        sign_in(&shop, &desk, ADA).await;
        shop.advance(SignedDuration::from_mins(11));
        let asked = ask(&phone).await;
        answer(&desk, &asked, Some(asked.view.number)).await.json::<ApprovalStateView>();
        finish(&phone, &asked).await.json::<SignedInView>();
        assert_eq!(phone.post(ERASE, &()).await.problem(403).rejection, Some(Rejection::SignInAgain));
    }
}
