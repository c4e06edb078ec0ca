//! Where a whole bag can be had, and what is on its way.

use api::{
    inventory::{
        AvailabilityQuery, AvailabilityView, Incoming, STAFF_TRANSFERS, STOCK_OF_BAG, WantedLine, WhereIsIt, WhereItIs,
        availability,
    },
    inventory::{SendGoods, TransferView},
};
use domain::{
    id::{LocationCode, Sku},
    inventory::Band,
    moment::Day,
    quantity::Quantity,
};
use jiff::SignedDuration;

use crate::{
    goods::{add, pack_boxes, pick_up, stock_up},
    on_both_engines,
    stock_books::keyed,
    support::TestApp,
    transfers::{goods, receive},
};

fn wanted(lines: &[(&str, i64)]) -> Vec<WantedLine> {
    let line = |(sku, pieces): &(&str, i64)| WantedLine {
        sku: Sku::parse(*sku).unwrap(),
        quantity: Quantity::parse(*pieces).unwrap(),
    };
    lines.iter().map(line).collect()
}

/// A store's code, how many lines it has in full, and what it has of the others.
type Told<'a> = (&'a str, u32, Vec<(&'a str, u32)>);

fn told(view: &WhereItIs) -> Vec<Told<'_>> {
    let missing = |it: &api::inventory::Cover| {
        view.lines
            .iter()
            .filter_map(|line| {
                it.missing.iter().find(|missing| missing.sku == line.sku).map(|it| (line.sku.as_str(), it.left))
            })
            .collect()
    };
    view.stores.iter().map(|it| (it.store.code.as_str(), it.cover.complete, missing(&it.cover))).collect()
}

async fn incoming(shop: &TestApp, sku: &str) -> (Vec<Incoming>, Vec<(String, Vec<Incoming>)>) {
    let path = availability(&Sku::parse(sku).unwrap(), &AvailabilityQuery::default());
    let view: AvailabilityView = shop.shopper().get(&path).await.json();
    (view.incoming, view.stores.into_iter().map(|it| (it.store.code.to_string(), it.incoming)).collect())
}

on_both_engines! {
    async fn a_bag_is_looked_for_as_a_whole(shop: TestApp) {
        stock_up(&shop).await;
        let question = WhereIsIt {
            lines: wanted(&[("LIP-1", 6), ("SOAP-1", 2)]),
            near: Some("52.52,13.40".to_owned()),
            ..Default::default()
        };
        let view: WhereItIs = shop.shopper().post(STOCK_OF_BAG, &question).await.json();
        // Mitte is nearer, but Kreuzberg has all of it.
        assert_eq!(
            told(&view),
            [
                ("kreuzberg", 2, vec![]),
                ("mitte", 0, vec![("LIP-1", 5), ("SOAP-1", 0)]),
                ("soho", 0, vec![("LIP-1", 0), ("SOAP-1", 0)])
            ]
        );
        assert!(view.stores[0].ready_by.is_some() && view.stores[1].ready_by.is_some() && view.stores[2].ready_by.is_none());
        assert_eq!((view.ship.len(), view.ship[0].city.as_str(), view.ship[0].cover.complete), (1, "Leipzig", 2));
        // Hers comes first, whatever it has.
        let hers = WhereIsIt { store: Some(LocationCode::parse("soho").unwrap()), limit: 2, ..question };
        let view: WhereItIs = shop.shopper().post(STOCK_OF_BAG, &hers).await.json();
        assert_eq!(told(&view).iter().map(|it| it.0).collect::<Vec<_>>(), ["soho", "mitte"]);
    }

    async fn the_browser_s_own_bag_is_taken_when_no_lines_are_named(shop: TestApp) {
        stock_up(&shop).await;
        pack_boxes(&shop).await;
        let shopper = shop.shopper();
        let nothing: WhereItIs = shopper.post(STOCK_OF_BAG, &WhereIsIt::default()).await.json();
        assert_eq!((nothing.lines.len(), nothing.stores[0].cover.complete), (0, 0));
        add(&shopper, 1, "TRIO-1", 3, pick_up("mitte")).await;
        add(&shopper, 2, "DUO-1", 3, pick_up("kreuzberg")).await;
        let view: WhereItIs = shopper.post(STOCK_OF_BAG, &WhereIsIt::default()).await.json();
        // Eight soaps make three trios, which leaves two for duos.
        let kreuzberg = told(&view).into_iter().find(|it| it.0 == "kreuzberg").unwrap();
        assert_eq!(kreuzberg, ("kreuzberg", 1, vec![("DUO-1", 2)]));
    }

    async fn what_cannot_be_asked_is_named(shop: TestApp) {
        stock_up(&shop).await;
        let anyone = shop.shopper();
        let field = async |question: WhereIsIt| anyone.post(STOCK_OF_BAG, &question).await.problem(422).field.unwrap();
        assert_eq!(field(WhereIsIt { lines: wanted(&[("LIP-1", 1), ("NOPE", 1)]), ..Default::default() }).await, "lines[1].sku");
        assert_eq!(field(WhereIsIt { limit: 51, ..Default::default() }).await, "limit");
        assert_eq!(field(WhereIsIt { near: Some("north".to_owned()), ..Default::default() }).await, "near");
        assert_eq!(field(WhereIsIt { lines: wanted(&vec![("LIP-1", 1); 101]), ..Default::default() }).await, "lines");
    }

    async fn what_is_on_its_way_is_told_with_its_day_as_long_as_it_may_be_true(shop: TestApp) {
        stock_up(&shop).await;
        pack_boxes(&shop).await;
        let planner = shop.staff_as("leipzig", "planner").await;
        let mut sent = Vec::new();
        for (key, day, lines) in [
            ("a", "2026-11-24", vec![("LIP-2", 2), ("SOAP-1", 9)]),
            ("b", "2026-11-26", vec![("LIP-2", 20)]),
        ] {
            let body = SendGoods { expected: Day::parse(day), ..goods(None, "soho", &lines) };
            sent.push(keyed(&planner, STAFF_TRANSFERS, key, &body).await.json::<TransferView>());
        }
        let unknown = SendGoods { expected: None, ..goods(None, "leipzig", &[("LIP-2", 5)]) };
        keyed(&planner, STAFF_TRANSFERS, "c", &unknown).await.json::<TransferView>();

        let day = |text: &str, band| {
            let expected = Day::parse(text).unwrap();
            Incoming { band, expected, days_ahead: i32::from(expected.0.day()) - 20 }
        };
        let (ship, stores) = incoming(&shop, "LIP-2").await;
        // Nobody knows when Leipzig gets its own.
        assert_eq!(ship, []);
        assert_eq!(stores[2], ("soho".to_owned(), vec![day("2026-11-24", Band::Few), day("2026-11-26", Band::InStock)]));
        assert_eq!(stores[0].1, []);
        // Soap arrives, but no lipstick for the box.
        assert_eq!(incoming(&shop, "DUO-1").await.1[2].1, []);
        let question = WhereIsIt { lines: wanted(&[("LIP-2", 1)]), ..Default::default() };
        let view: WhereItIs = shop.shopper().post(STOCK_OF_BAG, &question).await.json();
        let soho = view.stores.iter().find(|it| it.store.code.as_str() == "soho").unwrap();
        assert_eq!(soho.cover.missing[0].incoming.len(), 2);

        receive(&planner, "d", &sent[0].id, &[("LIP-2", 2, 0)]).await.json::<TransferView>();
        assert_eq!(incoming(&shop, "LIP-2").await.1[2].1, [day("2026-11-26", Band::InStock)]);
        // What should have come a week ago is nobody's promise.
        shop.advance(SignedDuration::from_hours(24 * 7));
        assert_eq!(incoming(&shop, "LIP-2").await.1[2].1, []);
    }
}
