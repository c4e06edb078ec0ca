//! The bag of a browser with several pages, what it saves for later, and the codes it tries.

use api::cart::{BagView, CART, OPS, OpRefusal, PushOps, PushView};
use domain::{
    cart::{Op, OpKind, Receive, Spot},
    id::{LocationCode, PromotionCode, Sku},
};

use crate::{
    cart::{Deed, REMOVE, Tab, add, collected, quantities, shipped},
    goods::{plan, stock_up},
    on_both_engines,
    support::TestApp,
};

const SAVE: Deed = |line| OpKind::Move { line, to: None };

on_both_engines! {
    async fn what_is_saved_for_later_is_kept_apart(shop: TestApp) {
        stock_up(&shop).await;
        let mut tab = Tab::new(&shop.shopper(), "desk");
        tab.act(shipped("LIP-1"), add(2)).await;
        tab.act(collected("LIP-2", "mitte"), add(1)).await;
        let view = tab.act(shipped("LIP-1"), SAVE).await;
        let [saved] = &view.bag.saved[..] else { panic!("{view:?}") };
        assert_eq!((saved.sku.as_str(), saved.quantity, saved.item.phrase.as_str()), ("LIP-1", 2, "Oxblood"));
        assert_eq!((quantities(&view.bag), view.bag.count), (vec![("LIP-2", 1)], 1));
        assert_eq!(tab.bag().await, view.bag);
        let plan = plan(&tab.person).await;
        assert_eq!(plan.groups.iter().map(|group| group.lines.len()).sum::<usize>(), 1);
        let back = |to: Receive| OpKind::Move { line: Spot::saved(Sku::parse("LIP-1").unwrap()), to: Some(to) };
        let nowhere = Receive::PickUp { store: LocationCode::parse("nowhere").unwrap() };
        let refused: PushView = tab.push(vec![tab.some(4, back(nowhere))]).await.json();
        assert_eq!((refused.refused[0].why, refused.bag.saved.len()), (OpRefusal::NotOffered, 1), "it stays where it is");
        let view: PushView = tab.push(vec![tab.some(5, back(Receive::Ship))]).await.json();
        assert_eq!((quantities(&view.bag), view.bag.saved.len()), (vec![("LIP-1", 2), ("LIP-2", 1)], 0));
    }

    async fn a_code_nobody_has_given_out_is_refused(shop: TestApp) {
        stock_up(&shop).await;
        let tab = Tab::new(&shop.shopper(), "desk");
        let code = PromotionCode::parse("SUMMER-24").unwrap();
        let ops = vec![tab.some(1, OpKind::ApplyCode { code: code.clone() }), tab.some(2, OpKind::DropCode { code })];
        let view: PushView = tab.push(ops).await.json();
        assert_eq!((view.refused.len(), view.refused[0].why, view.bag.codes.len()), (1, OpRefusal::UnknownCode, 0));
    }

    async fn a_page_pushes_what_another_page_of_its_browser_did(shop: TestApp) {
        stock_up(&shop).await;
        let person = shop.shopper();
        let (gone, open) = (Tab::new(&person, "gone"), Tab::new(&person, "open"));
        let added = gone.op(1, shipped("LIP-1"), add(3));
        let removed = Op { after: vec![gone.dot(1)], ..open.op(1, shipped("LIP-1"), REMOVE) };
        let early: PushView = open.push(vec![removed.clone()]).await.json();
        assert_eq!(early.expect, Some(gone.dot(1)));
        let view: PushView = open.push(vec![added, removed]).await.json();
        assert_eq!((view.expect, view.bag.count), (None, 0));
        assert_eq!((gone.heard(&view.bag), open.heard(&view.bag)), (1, 1));
    }

    async fn a_browser_that_lost_its_cookie_goes_on_with_what_it_has(shop: TestApp) {
        stock_up(&shop).await;
        let tab = Tab::new(&shop.shopper(), "desk");
        let fourth = vec![tab.op(4, shipped("LIP-1"), add(3))];
        let refused: PushView = tab.push(fourth.clone()).await.json();
        assert_eq!((refused.expect, refused.bag.count), (Some(tab.dot(1)), 0));
        for _ in 0..2 {
            let push = PushOps { ops: fourth.clone(), elsewhere: vec![tab.actor.clone()] };
            let view: PushView = tab.person.post(OPS, &push).await.json();
            assert_eq!((view.expect, view.bag.count, tab.heard(&view.bag)), (None, 3, 4));
        }
    }

    async fn of_many_pages_the_latest_are_told_and_those_asked_about(shop: TestApp) {
        stock_up(&shop).await;
        let person = shop.shopper();
        for page in 1..=20 {
            Tab::new(&person, &format!("page-{page}")).act(shipped("LIP-1"), add(1)).await;
        }
        let first = Tab::new(&person, "page-1");
        let told: BagView = person.get(CART).await.json();
        assert_eq!((told.heard.len(), told.heard_since, first.heard(&told)), (16, 4, 0));
        let asked = first.bag().await;
        assert_eq!((asked.heard.len(), first.heard(&asked)), (17, 1));
        let again: PushView = first.push(vec![first.op(1, shipped("LIP-1"), add(1))]).await.json();
        assert_eq!((again.bag.count, first.heard(&again.bag)), (20, 1), "nobody is forgotten");
    }
}
