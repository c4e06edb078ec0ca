//! Where a variant can be had, and how stock is counted.

use api::inventory::{AvailabilityQuery, AvailabilityView, availability};
use backend::inventory::service;
use domain::{
    id::{LocationCode, Sku},
    inventory::Band,
};

use crate::{
    goods::{STOCK, check_books, import_stock, stock_up},
    on_both_engines,
    support::TestApp,
};

async fn look(shop: &TestApp, sku: &str, query: AvailabilityQuery) -> AvailabilityView {
    shop.shopper().get(&availability(&Sku::parse(sku).unwrap(), &query)).await.json()
}

fn figures(view: &AvailabilityView) -> Vec<(&str, Band, Option<u32>)> {
    view.stores.iter().map(|it| (it.store.code.as_str(), it.band, it.left)).collect()
}

on_both_engines! {
    async fn her_store_comes_first_then_the_nearest(shop: TestApp) {
        stock_up(&shop).await;
        let mitte = LocationCode::parse("mitte").unwrap();
        let query = AvailabilityQuery { near: Some("51.5,-0.1".to_owned()), store: Some(mitte), ..Default::default() };
        let view = look(&shop, "LIP-1", query).await;
        assert_eq!(view.ship, Band::InStock);
        assert_eq!(figures(&view), [("mitte", Band::InStock, None), ("soho", Band::None, None), ("kreuzberg", Band::InStock, None)]);
        // Half an hour from now, on the store's clock.
        assert_eq!(view.stores[0].ready_by.unwrap().local.to_string(), "2026-11-20T11:30:00");
        assert_eq!(view.stores[1].ready_by, None);
        assert!(view.stores[1].metres.unwrap() < 5_000);
    }

    async fn few_are_counted_and_safety_is_kept_back(shop: TestApp) {
        stock_up(&shop).await;
        let view = look(&shop, "LIP-2", AvailabilityQuery { in_stock: true, ..Default::default() }).await;
        // Three are there, one is kept back, twenty-four on their way are nobody's yet.
        assert_eq!(figures(&view), [("mitte", Band::Few, Some(2))]);
        assert_eq!(view.ship, Band::None);
    }

    async fn what_is_unknown_or_too_much_is_a_problem(shop: TestApp) {
        stock_up(&shop).await;
        let anyone = shop.shopper();
        let at = |sku: &str, query| availability(&Sku::parse(sku).unwrap(), &query);
        anyone.get(&at("NO-SUCH", AvailabilityQuery::default())).await.problem(404);
        let many = AvailabilityQuery { limit: 51, ..Default::default() };
        assert_eq!(anyone.get(&at("LIP-1", many)).await.problem(422).field.as_deref(), Some("limit"));
        let lost = AvailabilityQuery { near: Some("north".to_owned()), ..Default::default() };
        assert_eq!(anyone.get(&at("LIP-1", lost)).await.problem(422).field.as_deref(), Some("near"));
    }

    async fn importing_stock_twice_changes_nothing(shop: TestApp) {
        stock_up(&shop).await;
        check_books(&shop).await;
        let again = import_stock(&shop, STOCK, true).await;
        assert_eq!((again.added, again.changed, again.unchanged), (0, 0, 7), "{again}");
        let (movements,): (i64,) = shop.app.db.one("SELECT COUNT(*) FROM stock_movement", vec![]).await.unwrap();
        assert_eq!(movements, 7);
        let recount = import_stock(&shop, &STOCK.replace("LIP-1,mitte,6", "LIP-1,mitte,2"), true).await;
        assert_eq!((recount.changed, recount.unchanged), (1, 6));
        check_books(&shop).await;
        assert_eq!(figures(&look(&shop, "LIP-1", AvailabilityQuery::default()).await)[0], ("mitte", Band::Few, Some(1)));
    }

    async fn what_is_wrong_with_a_file_of_stock_is_said_by_row_and_column(shop: TestApp) {
        stock_up(&shop).await;
        let file = "SKU,Location Code,On Hand,Safety\nLIP-1,mitte,-1,\nNOPE,mitte,1,\nLIP-1,nowhere,1,\nLIP-2,mitte,9,x\nLIP-2,mitte,8,\n,mitte,,\n";
        let strict = import_stock(&shop, file, true).await;
        assert!(strict.refused && strict.added + strict.changed == 0);
        let done = import_stock(&shop, file, false).await;
        let places: Vec<_> = done.issues.iter().map(|it| (it.row, it.column.as_str())).collect();
        assert_eq!(places, [(2, "On Hand"), (3, "SKU"), (4, "Location Code"), (5, "Safety"), (6, "SKU"), (7, "SKU")]);
        assert_eq!((done.changed, done.left_out), (1, 5));
        check_books(&shop).await;
    }

    async fn figures_in_memory_follow_what_others_write(shop: TestApp) {
        stock_up(&shop).await;
        let now = shop.app.clock.now();
        shop.app
            .db
            .write(|mut tx| async move {
                let sql = "UPDATE stock_level SET on_hand = 1, safety = 0, ver = ver + 1, changed_at = $1 WHERE sku = 'LIP-1' AND location = 'mitte'";
                tx.run(sql, backend::args![now]).await
            })
            .await
            .unwrap();
        service::refresh(&shop.app).await.unwrap();
        let (sku, mitte) = (Sku::parse("LIP-1").unwrap(), LocationCode::parse("mitte").unwrap());
        assert_eq!(shop.app.availability().available(&sku, &mitte), 1);
    }
}
