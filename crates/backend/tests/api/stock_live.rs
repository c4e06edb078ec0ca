//! Stock as it changes: told to every page that shows it, worked out once.

use std::time::{Duration, Instant};

use api::{
    cart::{BagView, EVENTS},
    inventory::{
        AdjustStock, STAFF_ADJUST, STAFF_TRANSFERS, STOCK_EVENTS, Spot, SpotStock, StockNews, TransferView,
        stock_events,
    },
};
use backend::{
    app::App,
    args,
    db::Db,
    ids::Ids,
    inventory,
    pokes::Pokes,
    site::Site,
    streams::{Kind, MOST},
};
use domain::{
    id::{Handle, LocationCode, Sku},
    inventory::{Adjustment, Band},
};
use futures_util::future::join_all;
use tokio::time::timeout;

use crate::{
    goods::{add, import_stock, pack_boxes, pick_up, stock_up},
    on_both_engines,
    stock_books::{at, keyed},
    support::{Events, Person, TestApp},
    transfers::goods,
};

/// The longest that news of another process may take.
const SOON: Duration = Duration::from_millis(1_500);
/// Longer than news of this process takes.
const NEVER: Duration = Duration::from_millis(400);

fn variant(sku: &str, store: &str) -> Spot {
    let store = (!store.is_empty()).then(|| LocationCode::parse(store).unwrap());
    Spot::Variant { sku: Sku::parse(sku).unwrap(), store }
}

fn product(handle: &str, store: &str) -> Spot {
    Spot::Product { handle: Handle::parse(handle).unwrap(), store: LocationCode::parse(store).unwrap() }
}

async fn news(stream: &mut Events) -> Vec<SpotStock> {
    let (_, name, data) = timeout(SOON, stream.next()).await.expect("news in time").expect("an open stream");
    assert_eq!(name, "stock");
    serde_json::from_str::<StockNews>(&data).unwrap().spots
}

fn figures(spots: &[SpotStock]) -> Vec<(Band, Option<u32>)> {
    spots.iter().map(|it| (it.band, it.left)).collect()
}

async fn adjust(who: &Person, key: &str, sku: &str, what: Adjustment, pieces: u32) {
    let body = AdjustStock { what, pieces, note: None };
    assert_eq!(keyed(who, &at(STAFF_ADJUST, sku, "mitte"), key, &body).await.status, 200);
}

on_both_engines! {
    async fn a_page_hears_what_it_shows_and_only_when_that_changes(shop: TestApp) {
        stock_up(&shop).await;
        let (anyone, clerk) = (shop.shopper(), shop.staff("mitte").await);
        let spots = [variant("LIP-1", "mitte"), variant("LIP-1", "soho"), variant("LIP-1", ""), product("velvet", "mitte")];
        let mut page = anyone.stream(&stock_events(&spots)).await;
        // In the order of their names, which says nothing.
        let first = news(&mut page).await;
        let find = |spot: &Spot| first.iter().find(|it| it.spot == *spot).unwrap();
        assert_eq!((find(&spots[0]).band, find(&spots[0]).ready_by.is_some()), (Band::InStock, true));
        assert_eq!((find(&spots[1]).band, find(&spots[2]).band, find(&spots[3]).band), (Band::None, Band::InStock, Band::InStock));

        // Five become four: she is told the same as before, so nothing is said. Four become two.
        adjust(&clerk, "a", "LIP-1", Adjustment::Damaged, 1).await;
        adjust(&clerk, "b", "LIP-1", Adjustment::Damaged, 2).await;
        let now = news(&mut page).await;
        assert_eq!(figures(&now), [(Band::Few, Some(2)), (Band::Few, None)]);
        assert_eq!((&now[0].spot, &now[1].spot), (&spots[0], &spots[3]));
        adjust(&clerk, "c", "LIP-1", Adjustment::Damaged, 2).await;
        // Of the product, the other shade is still there.
        assert_eq!(figures(&news(&mut page).await), [(Band::None, None)]);
        adjust(&clerk, "d", "LIP-2", Adjustment::Damaged, 2).await;
        assert_eq!(news(&mut page).await[0].spot, spots[3]);
        adjust(&clerk, "e", "LIP-1", Adjustment::Sound, 5).await;
        assert_eq!(figures(&news(&mut page).await), [(Band::InStock, None), (Band::InStock, None)]);
        // What happens elsewhere is nothing to her.
        import_stock(&shop, "SKU,Location Code,On Hand\nLIP-1,kreuzberg,0\n", true).await;
        assert!(timeout(NEVER, page.next()).await.is_err());
    }

    async fn a_box_and_what_is_on_its_way_are_live_too(shop: TestApp) {
        stock_up(&shop).await;
        pack_boxes(&shop).await;
        let planner = shop.staff_as("leipzig", "planner").await;
        let mut page = shop.shopper().stream(&stock_events(&[variant("DUO-1", "kreuzberg"), variant("LIP-2", "")])).await;
        assert_eq!(figures(&news(&mut page).await), [(Band::InStock, None), (Band::None, None)]);
        import_stock(&shop, "SKU,Location Code,On Hand\nSOAP-1,kreuzberg,1\n", true).await;
        assert_eq!(figures(&news(&mut page).await), [(Band::Few, Some(1))]);
        keyed(&planner, STAFF_TRANSFERS, "a", &goods(None, "leipzig", &[("LIP-2", 9)])).await.json::<TransferView>();
        let now = news(&mut page).await;
        assert_eq!((now[0].band, now[0].incoming[0].expected.0.to_string().as_str()), (Band::None, "2026-11-24"));
    }

    async fn a_write_of_another_process_arrives_in_time(shop: TestApp) {
        stock_up(&shop).await;
        let folder = shop.folder.path();
        let db = match shop.database.as_deref() {
            Some(url) => Db::open_postgres(url, Pokes::default()).await.unwrap(),
            None => Db::open_sqlite(&folder.join("shop.sqlite"), Pokes::default()).await.unwrap(),
        };
        // Another shop on the same database; of its pokes this one hears nothing.
        let (clock, ids) = (shop.app.clock.clone(), Ids::random(shop.app.clock.clone()));
        let other = App::open(db, clock, ids, Pokes::default(), Site::default(), shop.app.config.clone()).await.unwrap();
        tokio::spawn(inventory::work(shop.app.clone()));
        let mut page = shop.shopper().stream(&stock_events(&[variant("LIP-1", "mitte")])).await;
        news(&mut page).await;
        for (pieces, told) in [(2, (Band::Few, Some(1))), (1, (Band::None, None)), (9, (Band::InStock, None))] {
            let file = format!("SKU,Location Code,On Hand\nLIP-1,mitte,{pieces}\n");
            let sheet = backend::import::Sheet::parse(file.into_bytes(), &inventory::REQUIRED).unwrap();
            inventory::import(&other, sheet, backend::import::Report::new("stock.csv", "rows"), true).await.unwrap();
            let written = Instant::now();
            assert_eq!(figures(&news(&mut page).await), [told]);
            eprintln!("told after {} ms", written.elapsed().as_millis());
        }
        shop.app.close();
        other.db.close().await;
    }

    async fn two_thousand_pages_cost_one_computation_and_leave_nothing_behind(shop: TestApp) {
        stock_up(&shop).await;
        let clerk = shop.staff("mitte").await;
        let path = stock_events(&[variant("LIP-1", "mitte"), variant("LIP-1", "kreuzberg")]);
        let spots = shop.app.availability().spots();
        // From two hundred addresses, each shared by ten visitors.
        let mut pages = Vec::new();
        for n in 0..2_000 {
            let mut page = shop.shopper().from(n / 10).stream(&path).await;
            news(&mut page).await;
            pages.push(page);
        }
        assert_eq!((spots.count(), shop.app.streams.count(Kind::Stock)), (2, 2_000));
        let before = spots.computed();
        adjust(&clerk, "a", "LIP-1", Adjustment::Damaged, 3).await;
        let told = join_all(pages.iter_mut().map(news)).await;
        assert!(told.iter().all(|it| figures(it) == [(Band::Few, Some(2))]));
        assert_eq!(spots.computed() - before, 1);
        drop(pages);
        assert_eq!((spots.count(), shop.app.streams.count(Kind::Stock)), (0, 0));
    }

    async fn a_browser_s_pages_share_its_few_streams_with_its_bag(shop: TestApp) {
        stock_up(&shop).await;
        let shopper = shop.shopper();
        add(&shopper, 1, "LIP-1", 1, pick_up("mitte")).await;
        let mut bag = shopper.stream(EVENTS).await;
        bag.next().await.unwrap();
        let path = stock_events(&[variant("LIP-2", "mitte")]);
        let mut pages = Vec::new();
        for _ in 0..MOST {
            let mut page = shopper.stream(&path).await;
            news(&mut page).await;
            pages.push(page);
        }
        assert_eq!(pages[0].next().await, None);
        assert_eq!((shop.app.streams.count(Kind::Bag), shop.app.streams.count(Kind::Stock)), (1, MOST - 1));
        add(&shopper, 2, "LIP-1", 1, pick_up("mitte")).await;
        bag.next().await.unwrap();
    }

    async fn a_bag_hears_when_there_is_less_of_what_is_in_it(shop: TestApp) {
        stock_up(&shop).await;
        let (shopper, clerk) = (shop.shopper(), shop.staff("mitte").await);
        add(&shopper, 1, "LIP-1", 3, pick_up("mitte")).await;
        let mut bag = shopper.stream(EVENTS).await;
        let mut line = async || {
            let (_, name, data) = timeout(SOON, bag.next()).await.expect("news in time").unwrap();
            assert_eq!(name, "bag");
            let view: BagView = serde_json::from_str(&data).unwrap();
            (view.seq, view.lines[0].band, view.lines[0].left)
        };
        assert_eq!(line().await, (1, Band::InStock, None));
        adjust(&clerk, "a", "LIP-1", Adjustment::Damaged, 3).await;
        assert_eq!(line().await, (1, Band::Few, Some(2)));
        adjust(&clerk, "b", "LIP-1", Adjustment::Damaged, 2).await;
        assert_eq!(line().await, (1, Band::None, Some(0)));
        adjust(&clerk, "c", "LIP-1", Adjustment::Sound, 5).await;
        assert_eq!(line().await, (1, Band::InStock, None));
        // What is not in it is nothing to it; what is put into it is.
        adjust(&clerk, "d", "LIP-2", Adjustment::Damaged, 1).await;
        add(&shopper, 2, "LIP-2", 1, pick_up("mitte")).await;
        assert_eq!(line().await.0, 2);
    }

    async fn what_cannot_be_told_is_refused(shop: TestApp) {
        stock_up(&shop).await;
        let anyone = shop.shopper();
        assert_eq!(anyone.get(STOCK_EVENTS).await.problem(422).field.as_deref(), Some("sku"));
        assert_eq!(anyone.get(&format!("{STOCK_EVENTS}?sku=LIP-1")).await.problem(422).field.as_deref(), Some("sku"));
        assert_eq!(anyone.get(&format!("{STOCK_EVENTS}?size=1@mitte")).await.problem(422).field.as_deref(), Some("size"));
        let many = vec!["sku=LIP-1@mitte"; 101].join("&");
        anyone.get(&format!("{STOCK_EVENTS}?{many}")).await.problem(422);
        // What nobody sells is simply not there.
        let mut page = anyone.stream(&stock_events(&[variant("NOPE", "mitte"), variant("LIP-1", "nowhere"), product("nope", "mitte")])).await;
        assert_eq!(figures(&news(&mut page).await), [(Band::None, None); 3]);
        let (levels,): (i64,) = shop.app.db.one("SELECT COUNT(*) FROM stock_level", args![]).await.unwrap();
        assert_eq!(levels, 7);
    }
}
