//! A device that asks to be let in, as the signed-in device sees it.

use super::{
    data,
    here::Here,
    words::{day, device_name},
};
use crate::{
    browser,
    client::ClientError,
    format::clock,
    i18n::td_string,
    routes::Route,
    ui::{Button, ButtonKind, Failed, LinkButton, Shape, Skeleton},
};
use api::account::{ApprovalRequestView, ApprovalState};
use domain::account::MatchingNumber;
use leptos::prelude::*;

const ANSWERED: &str = "approval-answered";

/// What there is to see.
#[derive(Debug, Clone, PartialEq)]
enum Stage {
    /// Finding out who asks.
    Looking,
    /// Somebody asks.
    Asked(ApprovalRequestView),
    /// It is over.
    Over(End),
    /// It could not be found out.
    Failed(ClientError),
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Approved,
    Refused,
    /// Before anybody answered here.
    Ended,
}

/// Who asks and when, three numbers to choose from, and a no.
#[component]
pub fn ApproveRequest(
    /// Who this browser is.
    here: Here,
    /// The request's token, from the address's fragment.
    token: String,
) -> impl IntoView {
    let token = StoredValue::new(token);
    let stage = RwSignal::new(Stage::Looking);
    let busy = RwSignal::new(false);
    let fail = move |why: ClientError| {
        let _words = here.failed(&why);
        stage.set(if matches!(why, ClientError::Api(_)) { Stage::Over(End::Ended) } else { Stage::Failed(why) });
    };
    let look = move || {
        stage.set(Stage::Looking);
        leptos::task::spawn_local(async move {
            match data::look_at_approval(token.get_value()).await {
                Ok(request) => stage.set(Stage::Asked(request)),
                Err(why) => fail(why),
            }
        });
    };
    look();
    let answer = Callback::new(move |number: Option<MatchingNumber>| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        leptos::task::spawn_local(async move {
            let answered = data::answer_approval(token.get_value(), number).await;
            busy.set(false);
            match answered {
                Ok(answered) => {
                    browser::forget_fragment();
                    let approved = matches!(answered.state, ApprovalState::Approved | ApprovalState::Finished);
                    stage.set(Stage::Over(if approved { End::Approved } else { End::Refused }));
                }
                Err(why) => fail(why),
            }
        });
    });

    move || match stage.get() {
        Stage::Looking => view! { <Skeleton shape=Shape::Row count=3 /> }.into_any(),
        Stage::Asked(request) => view! { <Question here request answer /> }.into_any(),
        Stage::Over(end) => view! { <Answered here end /> }.into_any(),
        Stage::Failed(why) => view! { <Failed why on_again=Callback::new(move |()| look()) /> }.into_any(),
    }
}

#[component]
fn Question(here: Here, request: ApprovalRequestView, answer: Callback<Option<MatchingNumber>>) -> impl IntoView {
    let locale = here.locale;
    let device = device_name(locale, &request.device);
    let time = clock(browser::local_time(request.asked_at).time());
    let asked = td_string!(locale, account.approve.asked, day = day(locale, request.asked_at), time = time);
    let numbers = request
        .numbers
        .iter()
        .map(|&number| {
            let shown = number.get().to_string();
            let label = td_string!(locale, account.approve.choose, number = shown.clone());
            view! {
                <button type="button" class="approve__number" aria-label=label on:click=move |_| answer.run(Some(number))>
                    {shown}
                </button>
            }
        })
        .collect::<Vec<_>>();

    view! {
        <div class="approve">
            <p class="approve__who">{td_string!(locale, account.approve.asks, device = device)}</p>
            <p class="approve__when">{asked}</p>
            <div class="approve__numbers" role="group" aria-labelledby="approve-question">
                <h2 class="approve__question" id="approve-question">{td_string!(locale, account.approve.question)}</h2>
                {numbers}
            </div>
            <p class="approve__warning">{td_string!(locale, account.approve.warning)}</p>
            <p><Button kind=ButtonKind::Quiet on_press=move || answer.run(None)>{td_string!(locale, account.approve.not_me)}</Button></p>
        </div>
    }
}

#[component]
fn Answered(here: Here, end: End) -> impl IntoView {
    let locale = here.locale;
    let (title, words) = match end {
        End::Approved => {
            (td_string!(locale, account.approve.approved), td_string!(locale, account.approve.approved_words))
        }
        End::Refused => {
            (td_string!(locale, account.approve.refused), td_string!(locale, account.approve.refused_words))
        }
        End::Ended => (td_string!(locale, account.approve.ended), td_string!(locale, account.approve.ended_words)),
    };
    here.status.announce(title);
    Effect::new(move |_| browser::focus(ANSWERED));

    view! {
        <div class="approve">
            <h2 class="approve__question" id=ANSWERED tabindex="-1">{title}</h2>
            <p>{words}</p>
            <p><LinkButton kind=ButtonKind::Quiet href=Route::Account.path()>{td_string!(locale, account.approve.to_account)}</LinkButton></p>
        </div>
    }
}
