//! A small shop to order from: two products, three stores and a warehouse, and some stock. And what must always hold of it.

use api::{
    cart::{OPS, PushOps, PushView},
    checkout::{Collection, HOLD, PLAN, PaymentChoice, PlaceOrder, PlanView},
    orders::ORDERS,
};
use backend::{
    catalog,
    import::{Report, Sheet},
    inventory, stores,
};
use domain::{
    cart::{LineKey, Op, OpKind, Receive},
    checkout::{Contact, DeliveryAddress, Vehicle},
    id::{ActorId, LocationCode, Sku},
    quantity::Quantity,
    text::{Email, Line},
};

use crate::support::{Answer, Person, TestApp};

/// One lipstick in two shades at €28, one soap at €9.50.
const PRODUCTS: &str = "\
Handle,Title,Vendor,Type,Tags,Option1 Name,Option1 Value,Variant SKU,Variant Price
velvet,Velvet Lipstick,Halde,Lips,Lipstick,Shade,Oxblood,LIP-1,28.00
velvet,,,,,,Rosewood,LIP-2,28.00
soap,Quiet Soap,Lind,Body,Soap,Title,Default Title,SOAP-1,9.50
";

/// Mitte and Kreuzberg in Berlin, Soho in London, and a warehouse. Kreuzberg has no curbside, Mitte is closed on Sundays.
pub const STORES: &str = "\
Code,Name,Kind,Street,Postal Code,City,Country,Latitude,Longitude,Time Zone,Services,Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday,Holidays,Pickup Lead Minutes,Slot Capacity,Directions,Safety Stock
mitte,Ondée Mitte,store,Rosenthaler Straße 41,10178,Berlin,DE,52.5247,13.4022,Europe/Berlin,pickup;curbside;brow bar,10:00-20:00,10:00-20:00,10:00-20:00,10:00-20:00,10:00-20:00,10:00-20:00,closed,2026-11-23 closed,30,2,Two steps up.,1
kreuzberg,Ondée Kreuzberg,store,Bergmannstraße 94,10961,Berlin,DE,52.4892,13.3893,Europe/Berlin,pickup,11:00-19:00,11:00-19:00,11:00-19:00,11:00-19:00,11:00-19:00,11:00-19:00,,,45,100,,
soho,Ondée Soho,store,Beak Street 12,W1F 9RB,London,GB,51.5126,-0.1372,Europe/London,pickup;curbside,12:00-18:00,12:00-18:00,12:00-18:00,12:00-18:00,12:00-18:00,,,,60,4,,
leipzig,Warehouse,warehouse,Torgauer Straße 1,04318,Leipzig,DE,51.35,12.43,Europe/Berlin,,08:00-18:00,08:00-18:00,08:00-18:00,08:00-18:00,08:00-18:00,,,,120,,,
";

/// Mitte keeps one of each back, so it can promise five of LIP-1.
pub const STOCK: &str = "\
SKU,Location Code,On Hand,Safety,Incoming
LIP-1,mitte,6,,
LIP-1,kreuzberg,10,0,
LIP-1,leipzig,100,,
LIP-2,mitte,3,,24
LIP-2,soho,0,,
SOAP-1,leipzig,40,,
SOAP-1,kreuzberg,8,,
";

/// A shop with goods on its shelves.
pub async fn stock_up(shop: &TestApp) {
    let sheet = |text: &str| Sheet::parse(text.as_bytes().to_vec(), &[]).unwrap();
    let folder = shop.folder.path();
    let done = catalog::import(&shop.app, folder, sheet(PRODUCTS), Report::new("products.csv", "products"), false)
        .await
        .unwrap();
    assert_eq!(done.added, 2, "{done}");
    import_stores(shop, STORES, true).await;
    import_stock(shop, STOCK, true).await;
}

/// Two gift boxes beside the goods: a duo of a lipstick and a soap, and a trio of a lipstick and two soaps.
const BOXES: &str = "\
Handle,Title,Vendor,Type,Tags,Option1 Name,Option1 Value,Variant SKU,Variant Price
box,Gift Box,Halde,Lips,Gift,Pieces,Two,DUO-1,35.00
box,,,,,,Three,TRIO-1,42.00
";
pub const BUNDLES: &str = "\
Bundle SKU,Component SKU,Quantity
DUO-1,LIP-1,1
DUO-1,SOAP-1,1
TRIO-1,LIP-1,1
TRIO-1,SOAP-1,2
";

/// Puts the gift boxes into the shop.
pub async fn pack_boxes(shop: &TestApp) {
    let sheet = Sheet::parse(BOXES.as_bytes().to_vec(), &[]).unwrap();
    let report = Report::new("boxes.csv", "products");
    catalog::import(&shop.app, shop.folder.path(), sheet, report, true).await.unwrap();
    let done = import_bundles(shop, BUNDLES, true).await;
    assert_eq!((done.added, done.issues.len()), (2, 0), "{done}");
}

/// Loads bundles from text.
pub async fn import_bundles(shop: &TestApp, text: &str, strict: bool) -> Report {
    let sheet = Sheet::parse(text.as_bytes().to_vec(), &inventory::BUNDLES_REQUIRED).unwrap();
    inventory::import_bundles(&shop.app, sheet, Report::new("bundles.csv", "bundles"), strict).await.unwrap()
}

/// Loads stores from text.
pub async fn import_stores(shop: &TestApp, text: &str, strict: bool) -> Report {
    let sheet = Sheet::parse(text.as_bytes().to_vec(), &stores::REQUIRED).unwrap();
    stores::import(&shop.app, sheet, Report::new("stores.csv", "stores"), strict).await.unwrap()
}

/// Loads stock from text.
pub async fn import_stock(shop: &TestApp, text: &str, strict: bool) -> Report {
    let sheet = Sheet::parse(text.as_bytes().to_vec(), &inventory::REQUIRED).unwrap();
    inventory::import(&shop.app, sheet, Report::new("stock.csv", "stock rows"), strict).await.unwrap()
}

pub fn pick_up(store: &str) -> Receive {
    Receive::PickUp { store: LocationCode::parse(store).unwrap() }
}

pub fn curbside(store: &str) -> Receive {
    Receive::Curbside { store: LocationCode::parse(store).unwrap() }
}

/// Puts some of a variant into a shopper's bag. `n` counts her operations from 1.
pub async fn add(shopper: &Person, n: u64, sku: &str, quantity: i64, receive: Receive) -> PushView {
    let line = LineKey { sku: Sku::parse(sku).unwrap(), receive }.into();
    act(shopper, n, OpKind::Add { line, quantity: Quantity::parse(quantity).unwrap() }).await
}

/// Does something to a shopper's bag. `n` counts her operations from 1.
pub async fn act(shopper: &Person, n: u64, kind: OpKind) -> PushView {
    let op = Op { actor: ActorId::parse("page-1").unwrap(), n, base_seq: 0, after: Vec::new(), hlc: 1, kind };
    let view: PushView = shopper.post(OPS, &PushOps { ops: vec![op], elsewhere: Vec::new() }).await.json();
    assert!(view.refused.is_empty() && view.expect.is_none(), "{view:?}");
    view
}

/// Begins the checkout: every piece of the plan is held.
pub async fn hold(shopper: &Person) -> PlanView {
    shopper.post(HOLD, &()).await.json()
}

pub async fn plan(shopper: &Person) -> PlanView {
    shopper.post(PLAN, &()).await.json()
}

/// The order of a plan: every group in its first free slot, with all that could be asked for.
pub fn order_of(plan: &PlanView, payment: PaymentChoice) -> PlaceOrder {
    let collections = plan.groups.iter().filter(|group| group.store.is_some()).map(|group| Collection {
        receive: group.receive.clone(),
        slot: group.slots.iter().find(|slot| slot.free).unwrap().slot,
        vehicle: matches!(group.receive, Receive::Curbside { .. })
            .then(|| Vehicle { description: Line::parse("blue Mini").unwrap(), plate: None }),
    });
    PlaceOrder {
        seq: plan.seq,
        total: plan.total,
        contact: Contact {
            name: Line::parse("Ada").unwrap(),
            email: Email::parse("ada@example.org").unwrap(),
            phone: None,
        },
        address: Some(address()),
        methods: Vec::new(),
        collections: collections.collect(),
        payment,
    }
}

/// Where Ada's parcels go.
pub fn address() -> DeliveryAddress {
    DeliveryAddress {
        name: Line::parse("Ada").unwrap(),
        street: Line::parse("Weg 1").unwrap(),
        extra: None,
        postal_code: Line::parse("10115").unwrap(),
        city: Line::parse("Berlin").unwrap(),
        country: Line::parse("DE").unwrap(),
    }
}

pub fn card(token: &str) -> PaymentChoice {
    PaymentChoice::Card { token: Some(token.to_owned()), save: false }
}

/// At the provider's page.
pub fn hosted() -> PaymentChoice {
    PaymentChoice::Card { token: None, save: false }
}

pub async fn place(shopper: &Person, key: &str, order: &PlaceOrder) -> Answer {
    shopper.post_with(ORDERS, &[("idempotency-key", key)], order).await
}

/// What must hold of the money at every moment: a payment's figures are the sums of its history, an order is paid once, and for no more
/// than it costs.
pub async fn check_money(shop: &TestApp) {
    let db = &shop.app.db;
    let wrong: Vec<(String,)> = db
        .all(
            "SELECT p.reference FROM payments p LEFT JOIN (
                 SELECT reference, CAST(SUM(authorised) AS BIGINT) AS authorised, CAST(SUM(captured) AS BIGINT) AS captured,
                        CAST(SUM(refunded) AS BIGINT) AS refunded FROM payment_events GROUP BY reference
             ) e ON e.reference = p.reference
             WHERE p.authorised <> COALESCE(e.authorised, 0) OR p.captured <> COALESCE(e.captured, 0)
                OR p.refunded <> COALESCE(e.refunded, 0)",
            vec![],
        )
        .await
        .unwrap();
    assert_eq!(wrong, [], "payments are the sums of their history");
    let dear: Vec<(String,)> = db
        .all(
            "SELECT o.number FROM orders o JOIN (
                 SELECT number, CAST(SUM(captured - refunded) AS BIGINT) AS paid FROM payments GROUP BY number) p ON p.number = o.number
             JOIN (SELECT number, CAST(SUM(goods + shipping) AS BIGINT) AS cost FROM order_groups
                   WHERE state <> 'cancelled' GROUP BY number) g ON g.number = o.number
             WHERE p.paid > g.cost",
            vec![],
        )
        .await
        .unwrap();
    assert_eq!(dear, [], "nobody pays more than what is hers costs");
    let unpaid: Vec<(String, String)> = db
        .all(
            "SELECT o.number, g.state FROM orders o JOIN order_groups g ON g.number = o.number
             WHERE g.state IN ('picking', 'ready', 'packed', 'shipped', 'collected', 'delivered')
               AND NOT EXISTS (SELECT 1 FROM payments p WHERE p.number = o.number AND p.accepted = 1)",
            vec![],
        )
        .await
        .unwrap();
    assert_eq!(unpaid, [], "nothing leaves a shelf for what is not paid");
    let waiting: Vec<(String,)> = db
        .all(
            "SELECT o.number FROM orders o WHERE o.payment IN ('declined', 'voided') AND EXISTS (
                 SELECT 1 FROM order_groups g WHERE g.number = o.number AND g.state <> 'cancelled')",
            vec![],
        )
        .await
        .unwrap();
    assert_eq!(waiting, [], "what came to nothing holds nothing");
}

/// What must hold at every moment: the levels are the sum of their ledger, what is committed is what open orders hold,
/// nothing is promised that is not there, and no slot holds more than open orders put into it.
pub async fn check_books(shop: &TestApp) {
    check_money(shop).await;
    let db = &shop.app.db;
    let none: Vec<(String, String)> = db
        .all(
            "SELECT l.sku, l.location FROM stock_level l JOIN (
                 SELECT sku, location, CAST(SUM(on_hand) AS BIGINT) AS on_hand, CAST(SUM(committed) AS BIGINT) AS committed,
                        CAST(SUM(reserved) AS BIGINT) AS reserved, CAST(SUM(safety) AS BIGINT) AS safety,
                        CAST(SUM(unavailable) AS BIGINT) AS unavailable, CAST(SUM(incoming) AS BIGINT) AS incoming
                 FROM stock_movement GROUP BY sku, location
             ) m ON m.sku = l.sku AND m.location = l.location
             WHERE l.on_hand <> m.on_hand OR l.committed <> m.committed OR l.reserved <> m.reserved OR l.safety <> m.safety
                OR l.unavailable <> m.unavailable OR l.incoming <> m.incoming OR l.committed + l.reserved > l.on_hand",
            vec![],
        )
        .await
        .unwrap();
    assert_eq!(none, [], "levels are the sums of their ledger");
    let committed: Vec<(String, String, i64)> = db
        .all("SELECT sku, location, committed FROM stock_level WHERE committed > 0 ORDER BY sku, location", vec![])
        .await
        .unwrap();
    let open: Vec<(String, String, i64)> = db
        .all(
            "SELECT p.sku, p.location, CAST(SUM(p.quantity) AS BIGINT) FROM (
                 SELECT COALESCE(r.part, l.sku) AS sku, g.location, l.quantity * COALESCE(r.quantity, 1) AS quantity
                 FROM order_lines l JOIN order_groups g ON g.number = l.number AND g.place = l.place
                 LEFT JOIN stock_recipe r ON r.reference = l.number AND r.sku = l.sku
                 WHERE g.state IN ('placed', 'picking', 'ready', 'packed')
             ) p GROUP BY p.sku, p.location ORDER BY p.sku, p.location",
            vec![],
        )
        .await
        .unwrap();
    assert_eq!(committed, open, "what is committed is what open orders hold");
    let reserved: Vec<(String, String, i64)> = db
        .all("SELECT sku, location, reserved FROM stock_level WHERE reserved > 0 ORDER BY sku, location", vec![])
        .await
        .unwrap();
    let holds: Vec<(String, String, i64)> = db
        .all(
            "SELECT sku, location, CAST(SUM(quantity) AS BIGINT) FROM holds WHERE state = 'held'
             GROUP BY sku, location ORDER BY sku, location",
            vec![],
        )
        .await
        .unwrap();
    assert_eq!(reserved, holds, "what is reserved is what checkouts hold");
    check_transfers(shop).await;
    let slots: Vec<(String, String, i64, i64)> = db
        .all("SELECT store, way, starts, taken FROM slot_use WHERE taken > 0 ORDER BY store, way, starts", vec![])
        .await
        .unwrap();
    let held: Vec<(String, String, i64, i64)> = db
        .all(
            "SELECT location, way, slot_starts, COUNT(*) FROM (
                 SELECT location, CASE WHEN receive LIKE '%curbside%' THEN 'kerb' ELSE 'counter' END AS way, slot_starts
                 FROM order_groups WHERE slot_starts IS NOT NULL AND state <> 'cancelled'
             ) held GROUP BY location, way, slot_starts ORDER BY location, way, slot_starts",
            vec![],
        )
        .await
        .unwrap();
    assert_eq!(slots, held, "slots hold what orders put into them");
    for (store, _, starts, taken) in slots {
        let capacity =
            shop.app.locations().get(&LocationCode::parse(store.clone()).unwrap()).unwrap().location.slot_capacity;
        assert!(taken <= i64::from(capacity), "{store} at {starts} holds {taken}");
    }
}

/// What must hold of goods on their way: each piece is in one place, and the ledger says the same.
async fn check_transfers(shop: &TestApp) {
    let wrong: Vec<(String, String)> = shop
        .app
        .db
        .all(
            "SELECT l.transfer, l.sku FROM stock_transfer_line l JOIN stock_transfer t ON t.id = l.transfer JOIN (
                 SELECT m.reference, m.sku, t.target,
                        SUM(CASE WHEN m.location = t.target THEN m.on_hand ELSE 0 END) AS arrived,
                        SUM(CASE WHEN m.location = t.target THEN m.unavailable ELSE 0 END) AS damaged,
                        SUM(CASE WHEN m.location = t.target THEN m.incoming ELSE 0 END) AS incoming,
                        SUM(CASE WHEN m.location = t.target THEN 0 ELSE m.on_hand END) AS gone
                 FROM stock_movement m JOIN stock_transfer t ON t.id = m.reference GROUP BY m.reference, m.sku, t.target
             ) m ON m.reference = l.transfer AND m.sku = l.sku
             WHERE m.arrived <> l.received + l.damaged OR m.damaged <> l.damaged
                OR m.incoming <> l.sent - l.received - l.damaged - l.returned - l.lost
                OR (t.source IS NOT NULL AND m.gone <> l.returned - l.sent) OR (t.source IS NULL AND m.gone <> 0)
                OR (t.state = 'closed' AND m.incoming <> 0)",
            vec![],
        )
        .await
        .unwrap();
    assert_eq!(wrong, [], "each piece of a transfer is in one place");
}
