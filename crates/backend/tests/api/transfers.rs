//! Goods on their way between places, and from suppliers.

use api::inventory::{
    ArrivedLine, CloseTransfer, ReceiveGoods, Rest, STAFF_ARRIVALS, STAFF_CLOSE, STAFF_TRANSFER, STAFF_TRANSFERS,
    SendGoods, SendLine, TransferView, TransfersView, staff_transfer,
};
use domain::{
    id::{LocationCode, Sku},
    inventory::{Arrived, Transit},
    moment::Day,
};
use futures_util::future::join_all;

use crate::{
    goods::{STOCK, add, card, check_books, import_stock, order_of, pick_up, place, plan, stock_up},
    on_both_engines,
    stock_books::{keyed, level},
    support::{Answer, Person, TestApp},
};

fn code(text: &str) -> LocationCode {
    LocationCode::parse(text).unwrap()
}

/// Some pieces of a variant from a place (or a supplier) to Mitte or wherever.
pub fn goods(source: Option<&str>, target: &str, lines: &[(&str, u32)]) -> SendGoods {
    let line = |(sku, pieces): &(&str, u32)| SendLine { sku: Sku::parse(*sku).unwrap(), pieces: *pieces };
    SendGoods {
        source: source.map(code),
        target: code(target),
        expected: Day::parse("2026-11-24"),
        reference: None,
        lines: lines.iter().map(line).collect(),
    }
}

pub fn arrived(lines: &[(&str, u32, u32)]) -> ReceiveGoods {
    let line = |(sku, sound, damaged): &(&str, u32, u32)| ArrivedLine {
        sku: Sku::parse(*sku).unwrap(),
        arrived: Arrived { sound: *sound, damaged: *damaged },
    };
    ReceiveGoods { lines: lines.iter().map(line).collect() }
}

pub async fn receive(who: &Person, key: &str, id: &str, lines: &[(&str, u32, u32)]) -> Answer {
    keyed(who, &staff_transfer(STAFF_ARRIVALS, id), key, &arrived(lines)).await
}

pub async fn close(who: &Person, key: &str, id: &str, rest: Rest) -> Answer {
    keyed(who, &staff_transfer(STAFF_CLOSE, id), key, &CloseTransfer { rest }).await
}

fn pieces(view: &TransferView) -> Vec<Transit> {
    view.lines.iter().map(|line| line.pieces).collect()
}

on_both_engines! {
    async fn goods_leave_are_on_their_way_and_arrive_in_parts(shop: TestApp) {
        stock_up(&shop).await;
        let (leipzig, mitte) = (shop.staff("leipzig").await, shop.staff("mitte").await);
        let body = goods(Some("leipzig"), "mitte", &[("LIP-1", 20), ("SOAP-1", 5)]);
        let sent: TransferView = keyed(&leipzig, STAFF_TRANSFERS, "a", &body).await.json();
        assert!(sent.open);
        // Sent again: the same transfer.
        assert_eq!(keyed(&leipzig, STAFF_TRANSFERS, "a", &body).await.json::<TransferView>().id, sent.id);
        let (here, there) = (level(&leipzig, "LIP-1", "leipzig").await, level(&mitte, "LIP-1", "mitte").await);
        assert_eq!((here.levels.on_hand, there.levels.on_hand, there.levels.incoming, there.available), (80, 6, 20, 5));
        // Mitte never had soap: with the first it begins to keep one back, as it does with everything.
        let soap = level(&mitte, "SOAP-1", "mitte").await;
        assert_eq!((soap.levels.incoming, soap.levels.safety), (5, 1));

        let part: TransferView = receive(&mitte, "b", &sent.id, &[("LIP-1", 12, 3)]).await.json();
        let again: TransferView = receive(&mitte, "b", &sent.id, &[("LIP-1", 12, 3)]).await.json();
        assert_eq!(part, again);
        let there = level(&mitte, "LIP-1", "mitte").await;
        assert_eq!((there.levels.on_hand, there.levels.unavailable, there.levels.incoming, there.available), (21, 3, 5, 17));
        let more = receive(&mitte, "c", &sent.id, &[("LIP-1", 6, 0)]).await.problem(409);
        assert!(more.detail.unwrap().contains("only 5 are on their way"));
        check_books(&shop).await;

        let lost: TransferView = close(&mitte, "d", &sent.id, Rest::Lost).await.json();
        assert!(!lost.open);
        assert_eq!(pieces(&lost)[0], Transit { sent: 20, received: 12, damaged: 3, returned: 0, lost: 5 });
        assert_eq!(level(&mitte, "LIP-1", "mitte").await.levels.incoming, 0);
        receive(&mitte, "e", &sent.id, &[("LIP-1", 1, 0)]).await.problem(409);
        check_books(&shop).await;
    }

    async fn what_is_cancelled_is_back_where_it_was(shop: TestApp) {
        stock_up(&shop).await;
        let (leipzig, mitte) = (shop.staff("leipzig").await, shop.staff("mitte").await);
        let sent: TransferView =
            keyed(&leipzig, STAFF_TRANSFERS, "a", &goods(Some("leipzig"), "mitte", &[("LIP-1", 20)])).await.json();
        // Goods that go back are booked where they left.
        close(&mitte, "b", &sent.id, Rest::Returned).await.problem(404);
        receive(&leipzig, "b", &sent.id, &[("LIP-1", 1, 0)]).await.problem(404);
        let back: TransferView = close(&leipzig, "c", &sent.id, Rest::Returned).await.json();
        assert_eq!((back.open, pieces(&back)[0].returned), (false, 20));
        assert_eq!(level(&leipzig, "LIP-1", "leipzig").await.levels.on_hand, 100);
        // Closing what is closed changes nothing.
        close(&mitte, "d", &sent.id, Rest::Lost).await.json::<TransferView>();
        assert_eq!(level(&mitte, "LIP-1", "mitte").await.levels.incoming, 0);
        check_books(&shop).await;
    }

    async fn a_supplier_s_goods_come_from_nowhere(shop: TestApp) {
        stock_up(&shop).await;
        let (soho, planner) = (shop.staff("soho").await, shop.staff_as("leipzig", "planner").await);
        let told: TransferView = keyed(&planner, STAFF_TRANSFERS, "a", &goods(None, "soho", &[("LIP-2", 30)])).await.json();
        assert_eq!((told.source.as_ref(), level(&soho, "LIP-2", "soho").await.levels.incoming), (None, 30));
        receive(&soho, "b", &told.id, &[("LIP-2", 30, 0)]).await.json::<TransferView>();
        let now = level(&soho, "LIP-2", "soho").await;
        assert_eq!((now.levels.on_hand, now.levels.incoming, now.available), (30, 0, 30));
        let view: TransferView = soho.get(&staff_transfer(STAFF_TRANSFER, &told.id)).await.json();
        assert!(!view.open);
        shop.staff("mitte").await.get(&staff_transfer(STAFF_TRANSFER, &told.id)).await.problem(404);
        let closed: TransfersView = soho.get(&format!("{STAFF_TRANSFERS}?limit=1")).await.json();
        let open: TransfersView = soho.get(&format!("{STAFF_TRANSFERS}?open=true")).await.json();
        assert_eq!((closed.transfers.len(), open.transfers.len()), (1, 0));
        close(&soho, "c", &told.id, Rest::Returned).await.problem(422);
        check_books(&shop).await;
    }

    async fn nothing_promised_leaves_and_what_is_wrong_is_named(shop: TestApp) {
        stock_up(&shop).await;
        let mitte = shop.staff("mitte").await;
        let shopper = shop.shopper();
        add(&shopper, 1, "LIP-1", 4, pick_up("mitte")).await;
        place(&shopper, "k", &order_of(&plan(&shopper).await, card("test-approve"))).await.json::<api::orders::OrderView>();
        // Six are there, four are sold; the one kept back may go.
        let refused = keyed(&mitte, STAFF_TRANSFERS, "a", &goods(Some("mitte"), "soho", &[("LIP-1", 3)])).await.problem(409);
        assert!(refused.detail.unwrap().contains("mitte has 2 free pieces of LIP-1, 3 are to leave"));
        keyed(&mitte, STAFF_TRANSFERS, "b", &goods(Some("mitte"), "soho", &[("LIP-1", 2)])).await.json::<TransferView>();
        check_books(&shop).await;
        let field = async |body: SendGoods| keyed(&mitte, STAFF_TRANSFERS, "c", &body).await.problem(422).field.unwrap();
        assert_eq!(field(goods(Some("mitte"), "mitte", &[("LIP-1", 1)])).await, "target");
        assert_eq!(field(goods(Some("mitte"), "soho", &[])).await, "lines");
        assert_eq!(field(goods(Some("mitte"), "soho", &[("LIP-1", 1), ("LIP-1", 1)])).await, "lines[1].sku");
        assert_eq!(field(goods(Some("mitte"), "soho", &[("LIP-1", 0)])).await, "lines[0].pieces");
        let late = SendGoods { expected: Day::parse("2026-11-19"), ..goods(Some("mitte"), "soho", &[("LIP-1", 1)]) };
        assert_eq!(field(late).await, "expected");
        keyed(&mitte, STAFF_TRANSFERS, "d", &goods(Some("soho"), "mitte", &[("LIP-1", 1)])).await.problem(404);
        keyed(&mitte, STAFF_TRANSFERS, "e", &goods(Some("mitte"), "nowhere", &[("LIP-1", 1)])).await.problem(404);
    }

    async fn a_parcel_unpacked_by_five_at_once_arrives_once(shop: TestApp) {
        stock_up(&shop).await;
        let mitte = shop.staff("mitte").await;
        let told: TransferView = keyed(&mitte, STAFF_TRANSFERS, "a", &goods(None, "mitte", &[("LIP-2", 8)])).await.json();
        // Each with her own key: only as many arrive as were sent.
        let keys: Vec<String> = (0..5).map(|n| format!("r{n}")).collect();
        let answers = join_all(keys.iter().map(|key| receive(&mitte, key, &told.id, &[("LIP-2", 3, 0)]))).await;
        assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 2);
        let now = level(&mitte, "LIP-2", "mitte").await;
        // Three were there; the file said that 24 more are on their way.
        assert_eq!((now.levels.on_hand, now.levels.incoming), (9, 26));
        check_books(&shop).await;
    }

    async fn a_file_of_stock_forgets_no_transfer(shop: TestApp) {
        stock_up(&shop).await;
        let mitte = shop.staff("mitte").await;
        let told: TransferView = keyed(&mitte, STAFF_TRANSFERS, "a", &goods(None, "mitte", &[("LIP-2", 8)])).await.json();
        let again = import_stock(&shop, STOCK, true).await;
        assert_eq!((again.changed, again.unchanged), (0, 7), "{again}");
        assert_eq!(level(&mitte, "LIP-2", "mitte").await.levels.incoming, 32);
        receive(&mitte, "b", &told.id, &[("LIP-2", 8, 0)]).await.json::<TransferView>();
        check_books(&shop).await;
    }
}
