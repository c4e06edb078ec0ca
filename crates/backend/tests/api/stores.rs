//! Finding stores.

use api::stores::{STORES as LIST, StorePageView, StoresQuery, StoresView, store, stores};
use domain::id::LocationCode;
use jiff::SignedDuration;

use crate::{
    goods::{STORES, import_stores, stock_up},
    on_both_engines,
    support::TestApp,
};

fn codes(view: &StoresView) -> Vec<&str> {
    view.stores.iter().map(|it| it.store.code.as_str()).collect()
}

async fn find(shop: &TestApp, near: Option<&str>, q: &str, open_now: bool) -> StoresView {
    let query = StoresQuery { near: near.map(str::to_owned), q: q.to_owned(), open_now };
    shop.shopper().get(&stores(&query)).await.json()
}

on_both_engines! {
    async fn stores_are_found_by_point_and_by_words(shop: TestApp) {
        stock_up(&shop).await;
        let near = find(&shop, Some("52.49,13.39"), "", false).await;
        assert_eq!(codes(&near), ["kreuzberg", "mitte", "soho"]);
        assert!(near.stores[0].metres.unwrap() < 200);
        // Mitte is to the north of there.
        assert!(matches!(near.stores[1].bearing, Some(0..=45)), "{:?}", near.stores[1].bearing);

        assert_eq!(codes(&find(&shop, None, "", false).await), ["kreuzberg", "mitte", "soho"]);
        let mut berlin = codes(&find(&shop, None, "Berlin", false).await).join(" ");
        // Its middle is as far from one as from the other.
        if berlin == "mitte kreuzberg" {
            berlin = "kreuzberg mitte".to_owned();
        }
        assert_eq!(berlin, "kreuzberg mitte");
        for (words, then) in [
            ("bergmannstrasse", vec!["kreuzberg", "mitte"]),
            ("w1f", vec!["soho"]),
            ("W1F9RB", vec!["soho"]),
            ("ondee soho", vec!["soho"]),
            ("10179", vec!["mitte", "kreuzberg"]),
            ("Atlantis", vec![]),
        ] {
            let found = find(&shop, None, words, false).await;
            assert_eq!(codes(&found), then, "{words}");
            assert_eq!(found.around.is_some(), !then.is_empty(), "{words}");
        }
    }

    async fn doors_follow_the_stores_own_clocks(shop: TestApp) {
        stock_up(&shop).await;
        // 10:00 UTC on a Friday: 11:00 in Berlin, 10:00 in London.
        assert_eq!(codes(&find(&shop, None, "", true).await), ["kreuzberg", "mitte"]);
        let soho: StorePageView = shop.shopper().get(&store(&LocationCode::parse("soho").unwrap())).await.json();
        let opens = soho.store.door.changes.unwrap();
        assert!(!soho.store.door.open);
        assert_eq!((opens.local.to_string().as_str(), opens.days_ahead), ("2026-11-20T12:00:00", 0));

        let mitte: StorePageView = shop.shopper().get(&store(&LocationCode::parse("mitte").unwrap())).await.json();
        assert!(mitte.store.door.open);
        assert_eq!(mitte.week.len(), 7);
        // Sunday is closed as always, the Monday after for once.
        let closed: Vec<_> = mitte.week.iter().filter(|day| day.ranges.is_empty()).map(|day| day.special).collect();
        assert_eq!(closed, [false, true]);
        shop.advance(SignedDuration::from_hours(9));
        let mitte: StorePageView = shop.shopper().get(&store(&LocationCode::parse("mitte").unwrap())).await.json();
        assert_eq!(mitte.store.door.changes.unwrap().days_ahead, 1);
    }

    async fn what_is_no_store_or_no_question_is_a_problem(shop: TestApp) {
        stock_up(&shop).await;
        let anyone = shop.shopper();
        for code in ["leipzig", "nowhere"] {
            anyone.get(&store(&LocationCode::parse(code).unwrap())).await.problem(404);
        }
        for (query, field) in [("near=91,0", "near"), ("near=x", "near"), ("colour=red", "colour")] {
            let problem = anyone.get(&format!("{LIST}?{query}")).await.problem(422);
            assert_eq!(problem.field.as_deref(), Some(field));
        }
        let long = format!("{LIST}?q={}", "x".repeat(101));
        assert_eq!(anyone.get(&long).await.problem(422).field.as_deref(), Some("q"));
    }

    async fn importing_stores_twice_changes_nothing(shop: TestApp) {
        let first = import_stores(&shop, STORES, true).await;
        assert_eq!((first.added, first.changed, first.unchanged), (4, 0, 0), "{first}");
        let second = import_stores(&shop, STORES, true).await;
        assert_eq!((second.added, second.changed, second.unchanged), (0, 0, 4));
        let moved = import_stores(&shop, &STORES.replace("Beak Street 12", "Beak Street 14"), true).await;
        assert_eq!((moved.added, moved.changed, moved.unchanged), (0, 1, 3));
    }

    async fn what_is_wrong_with_a_file_of_stores_is_said_by_row_and_column(shop: TestApp) {
        let file = STORES
            .replace("52.5247", "152.5247")
            .replace("10:00-20:00,10:00-20:00,closed", "25:00-26:00,10:00-20:00,closed")
            .replace("Europe/London", "Europe/Soho")
            .replace("pickup;curbside,12", "pickup;valet,12");
        let strict = import_stores(&shop, &file, true).await;
        assert!(strict.refused);
        assert!(find(&shop, None, "", false).await.stores.is_empty());
        let done = import_stores(&shop, &file, false).await;
        let places: Vec<_> = done.issues.iter().map(|it| (it.row, it.column.as_str())).collect();
        assert_eq!(places, [(2, "Friday"), (2, "Latitude"), (4, "Services"), (4, "Time Zone")]);
        assert_eq!((done.added, done.left_out), (2, 2));
    }
}
