//! Bundles: variants that are put together from other variants' pieces.

use api::{
    inventory::{AvailabilityQuery, AvailabilityView, availability},
    orders::{OrderView, StaffStep, staff_step},
    problem::Rejection,
};
use domain::{cart::Receive, checkout::PlanProblem, id::Sku, inventory::Band, orders::StaffAction};
use futures_util::future::join_all;

use crate::{
    goods::{
        BUNDLES, add, card, check_books, import_bundles, import_stock, order_of, pack_boxes, pick_up, place, plan,
        stock_up,
    },
    on_both_engines,
    stock_books::level,
    support::{Person, TestApp},
};

async fn look(shop: &TestApp, sku: &str) -> AvailabilityView {
    shop.shopper().get(&availability(&Sku::parse(sku).unwrap(), &AvailabilityQuery::default())).await.json()
}

async fn shop_with_boxes(shop: &TestApp) {
    stock_up(shop).await;
    pack_boxes(shop).await;
}

async fn order(shopper: &Person, key: &str) -> OrderView {
    place(shopper, key, &order_of(&plan(shopper).await, card("test-approve"))).await.json()
}

on_both_engines! {
    async fn a_bundle_is_there_as_often_as_its_rarest_part(shop: TestApp) {
        shop_with_boxes(&shop).await;
        // Kreuzberg has ten lipsticks and eight soaps, Mitte no soap, Leipzig both.
        let trio = look(&shop, "TRIO-1").await;
        let bands: Vec<_> = trio.stores.iter().map(|it| (it.store.code.as_str(), it.band)).collect();
        assert_eq!(bands, [("mitte", Band::None), ("kreuzberg", Band::InStock), ("soho", Band::None)]);
        assert_eq!(trio.ship, Band::InStock);
        import_stock(&shop, "SKU,Location Code,On Hand\nSOAP-1,kreuzberg,5\n", true).await;
        let trio = look(&shop, "TRIO-1").await;
        assert_eq!((trio.stores[1].band, trio.stores[1].left), (Band::Few, Some(2)));
    }

    async fn lines_that_share_a_part_count_together(shop: TestApp) {
        shop_with_boxes(&shop).await;
        let (shopper, clerk) = (shop.shopper(), shop.staff("kreuzberg").await);
        // Eight soaps: two trios take four, three duos three, and two by themselves are one too many.
        add(&shopper, 1, "TRIO-1", 2, pick_up("kreuzberg")).await;
        add(&shopper, 2, "DUO-1", 3, pick_up("kreuzberg")).await;
        add(&shopper, 3, "SOAP-1", 2, pick_up("kreuzberg")).await;
        let wanted = plan(&shopper).await;
        if !wanted.groups.is_empty() {
            let refused = place(&shopper, "a", &order_of(&wanted, card("test-approve"))).await.problem(409);
            let Some(Rejection::Plan { problems }) = refused.rejection else { panic!("{refused:?}") };
            // She is told of the line in her bag, not of what it is made of.
            let PlanProblem::OutOfStock { sku, wanted, left, .. } = &problems[0] else { panic!("{problems:?}") };
            assert_eq!((problems.len(), sku.as_str(), *wanted, *left), (1, "SOAP-1", 2, 1));
        }
        check_books(&shop).await;
        let second = shop.shopper();
        add(&second, 1, "TRIO-1", 2, pick_up("kreuzberg")).await;
        add(&second, 2, "DUO-1", 3, pick_up("kreuzberg")).await;
        add(&second, 3, "SOAP-1", 1, pick_up("kreuzberg")).await;
        order(&second, "b").await;
        let soap = level(&clerk, "SOAP-1", "kreuzberg").await;
        assert_eq!((soap.levels.committed, soap.available), (8, 0));
        assert_eq!(level(&clerk, "LIP-1", "kreuzberg").await.levels.committed, 5);
        check_books(&shop).await;
    }

    async fn what_was_ordered_is_handed_over_however_the_recipe_changes(shop: TestApp) {
        shop_with_boxes(&shop).await;
        let (shopper, other, clerk) = (shop.shopper(), shop.shopper(), shop.staff("kreuzberg").await);
        add(&shopper, 1, "DUO-1", 2, pick_up("kreuzberg")).await;
        add(&other, 1, "TRIO-1", 1, pick_up("kreuzberg")).await;
        let (first, second) = (order(&shopper, "a").await, order(&other, "b").await);
        // The duo gets three soaps, the trio is dissolved.
        let changed = BUNDLES.replace("DUO-1,SOAP-1,1", "DUO-1,SOAP-1,3");
        let changed = format!("{}TRIO-1,,\n", changed.split("TRIO-1").next().unwrap());
        let report = import_bundles(&shop, &changed, true).await;
        assert_eq!((report.changed, report.left_out), (2, 0), "{report}");
        let step = |action, handover| StaffStep { group: 0, action, handover };
        let path = staff_step(&first.number);
        clerk.post(&path, &step(StaffAction::MarkReady, None)).await.json::<OrderView>();
        let ready: OrderView = shopper.get(&api::orders::order(&first.number)).await.json();
        let token = ready.groups[0].handover.as_ref().map(|it| it.token.clone());
        clerk.post(&path, &step(StaffAction::HandOver, token)).await.json::<OrderView>();
        clerk.post(&staff_step(&second.number), &step(StaffAction::Cancel, None)).await.json::<OrderView>();
        let soap = level(&clerk, "SOAP-1", "kreuzberg").await;
        assert_eq!((soap.levels.on_hand, soap.levels.committed), (6, 0));
        check_books(&shop).await;
    }

    async fn the_last_pieces_go_to_one_of_many_who_want_them_in_different_boxes(shop: TestApp) {
        shop_with_boxes(&shop).await;
        import_stock(&shop, "SKU,Location Code,On Hand\nSOAP-1,leipzig,5\n", true).await;
        let mut orders = Vec::new();
        for n in 0..12 {
            let shopper = shop.shopper();
            let skus = ["DUO-1", "SOAP-1", "TRIO-1"];
            add(&shopper, 1, skus[n % 3], 1, Receive::Ship).await;
            add(&shopper, 2, skus[(n + 1) % 3], 1, Receive::Ship).await;
            let order = order_of(&plan(&shopper).await, card("test-approve"));
            orders.push((shopper, order));
        }
        let answers = join_all(orders.iter().map(|(shopper, order)| place(shopper, "k", order))).await;
        assert!(answers.iter().all(|it| matches!(it.status.as_u16(), 201 | 409)));
        // The dearest pair takes three soaps, so with five of them at least one pair is sold and at most two.
        let sold = answers.iter().filter(|it| it.status == 201).count();
        assert!((1..=2).contains(&sold), "{sold} were sold");
        check_books(&shop).await;
    }

    async fn what_is_wrong_with_a_file_of_bundles_is_said_by_row_and_column(shop: TestApp) {
        shop_with_boxes(&shop).await;
        let again = import_bundles(&shop, BUNDLES, true).await;
        assert_eq!((again.added, again.changed, again.unchanged), (0, 0, 2));
        let file = "Bundle SKU,Component SKU,Quantity\n\
                    LIP-2,SOAP-1,1\nDUO-1,TRIO-1,1\nTRIO-1,TRIO-1,1\nNOPE,LIP-1,1\nDUO-1,LIP-1,none\nSOAP-1,LIP-2,1\n";
        let strict = import_bundles(&shop, file, true).await;
        assert!(strict.refused && strict.changed == 0);
        let done = import_bundles(&shop, file, false).await;
        let places: Vec<_> = done.issues.iter().map(|it| (it.row, it.column.as_str())).collect();
        // Three lipsticks lie on a shelf in Mitte as they are; soap is a part already, and lies on shelves.
        assert_eq!(
            places,
            [(2, "Bundle SKU"),
                (3, "Component SKU"), (4, "Component SKU"), (5, "Bundle SKU"), (6, "Quantity"), (7, "Bundle SKU"), (7, "Component SKU")],
            "{done}"
        );
        assert_eq!((done.added, done.changed, done.left_out), (0, 0, 4));
        assert_eq!(look(&shop, "DUO-1").await.ship, Band::InStock);
        let stock = import_stock(&shop, "SKU,Location Code,On Hand\nDUO-1,mitte,3\n", false).await;
        assert_eq!((stock.left_out, stock.issues[0].column.as_str()), (1, "SKU"));
    }
}
