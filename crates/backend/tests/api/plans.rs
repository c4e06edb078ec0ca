//! One plan for a mixed bag: where things come from and why, what else there is, what it costs to bring and to tax.

use api::{
    checkout::{AskPlan, ChosenMethod, PLAN, PaymentChoice, PlanAddress, PlanView},
    orders::{Change, OrderChange, OrderView, order, order_changes, staff_order},
    problem::{ProblemKind, Rejection},
};
use backend::{
    checkout,
    import::{Report, Sheet},
    stores,
};
use domain::{
    cart::Receive,
    checkout::{Instead, PlanProblem, Why},
    geo::Position,
    id::LocationCode,
    tax::TaxLine,
    text::Line,
};

use crate::{
    goods::{
        STORES, add, address, card, check_books, curbside, import_stores, order_of, pick_up, place, plan, stock_up,
    },
    on_both_engines,
    support::{Person, TestApp},
};

/// The stores with one more column for some of them.
pub fn with_column(name: &str, values: &[(&str, &str)]) -> String {
    let columns = STORES.lines().next().unwrap().split(',').count();
    let row = |line: &str| {
        let value =
            values.iter().find(|(code, _)| line.starts_with(&format!("{code},"))).map_or("", |(_, value)| value);
        let blank = ",".repeat(columns - line.split(',').count());
        let value = if line.starts_with("Code,") { name } else { value };
        format!("{line}{blank},{value}\n")
    };
    STORES.lines().map(row).collect()
}

async fn import(shop: &TestApp, what: &str, text: &str) -> Report {
    let sheet = Sheet::parse(text.as_bytes().to_vec(), &[]).unwrap();
    let report = Report::new(format!("{what}.csv"), "rows");
    match what {
        "shipping" => checkout::import_shipping(&shop.app, sheet, report).await.unwrap(),
        _ => checkout::import_taxes(&shop.app, sheet, report).await.unwrap(),
    }
}

fn to(country: &str, postal_code: &str) -> AskPlan {
    let (country, postal_code) = (Line::parse(country).unwrap(), Some(Line::parse(postal_code).unwrap()));
    AskPlan { to: Some(PlanAddress { country, postal_code }), ..AskPlan::default() }
}

async fn asked(shopper: &Person, ask: &AskPlan) -> PlanView {
    shopper.post(PLAN, ask).await.json()
}

fn code(text: &str) -> LocationCode {
    LocationCode::parse(text).unwrap()
}

fn rates(lines: &[TaxLine]) -> Vec<(u32, i64, i64)> {
    lines.iter().map(|it| (it.basis_points, it.base.minor, it.amount.minor)).collect()
}

const SHIPPING: &str = "\
Zone,Countries,Postal Prefixes,Method,Name,Price,Free From,Days Min,Days Max,Goods From,Goods Below
home,DE;AT,,standard,Standard,4.90,60,2,3,,
home,DE;AT,,express,Express,12.90,,1,1,,
islands,DE,27498;25849,boat,By boat,9.00,,3,6,,
";

on_both_engines! {
    async fn a_store_sends_what_the_warehouse_lacks_and_says_so(shop: TestApp) {
        stock_up(&shop).await;
        let ada = shop.shopper();
        add(&ada, 1, "LIP-2", 1, Receive::Ship).await;
        // The warehouse never had it.
        let before = plan(&ada).await;
        assert!(matches!(&before.problems[..], [PlanProblem::OutOfStock { wanted: 1, left: 0, location: None, .. }]));
        let instead: Vec<(Instead, &str)> = before.refused[0].alternatives.iter()
            .map(|it| (it.instead, it.store.as_ref().map_or("", |store| store.code.as_str()))).collect();
        assert_eq!(instead, [(Instead::Elsewhere, "mitte")]);

        import_stores(&shop, &with_column("Ship From Store", &[("mitte", "yes")]), true).await;
        let after = plan(&ada).await;
        let parcel = &after.groups[0];
        assert!(after.problems.is_empty() && parcel.store.is_none() && parcel.from.is_store);
        assert_eq!((parcel.from.name.as_str(), parcel.why), ("Ondée Mitte", Why::OnlySource));
        // Parcels take two hours there: it leaves on Friday and arrives from Saturday on.
        assert_eq!(parcel.arrives.unwrap().0.days_ahead, 1);
        // What is in the warehouse still leaves the warehouse, in one parcel where that is possible.
        add(&ada, 2, "LIP-1", 1, Receive::Ship).await;
        let one = plan(&ada).await;
        assert_eq!(one.groups.iter().map(|it| (it.from.code.as_str(), it.why)).collect::<Vec<_>>(), [("mitte", Why::OnlySource)]);
        add(&ada, 3, "SOAP-1", 1, Receive::Ship).await;
        let two = plan(&ada).await;
        assert_eq!(two.groups.len(), 2);
        let placed: OrderView = place(&ada, "k", &order_of(&two, card("test-approve"))).await.json();
        assert_eq!((placed.groups.len(), placed.total), (2, two.total));
        check_books(&shop).await;
    }

    async fn what_cannot_be_had_comes_with_what_can(shop: TestApp) {
        stock_up(&shop).await;
        let ada = shop.shopper();
        add(&ada, 1, "LIP-1", 1, pick_up("mitte")).await;
        add(&ada, 2, "SOAP-1", 2, pick_up("mitte")).await;
        let near = Some(Position::new(52.4892, 13.3893).unwrap());
        let plan = asked(&ada, &AskPlan { near, ..AskPlan::default() }).await;
        // The line that can be had is planned all the same.
        assert_eq!((plan.groups.len(), plan.goods.minor, plan.problems.len()), (1, 2_800, 1));
        let refused = &plan.refused[0];
        assert_eq!(refused.line.line.sku.as_str(), "SOAP-1");
        let ways: Vec<(Instead, Receive, u32)> = refused.alternatives.iter().map(|it| (it.instead, it.receive.clone(), it.quantity)).collect();
        assert_eq!(ways, [(Instead::Elsewhere, pick_up("kreuzberg"), 2), (Instead::Sent, Receive::Ship, 2)]);
        let kreuzberg = &refused.alternatives[0];
        assert_eq!((kreuzberg.metres, kreuzberg.at.unwrap().local.to_string().as_str()), (Some(0), "2026-11-20T11:45:00"));
        let offers: Vec<(&str, usize)> = plan.whole_bag.iter().map(|it| (it.store.code.as_str(), it.lines.len())).collect();
        assert_eq!(offers, [("kreuzberg", 2), ("mitte", 1)], "all of it later and nearer, or half of it sooner");
    }

    async fn methods_and_zones_come_from_a_file(shop: TestApp) {
        stock_up(&shop).await;
        assert_eq!(import(&shop, "shipping", SHIPPING).await.changed, 3);
        assert_eq!(import(&shop, "shipping", SHIPPING).await.unchanged, 3);
        let ada = shop.shopper();
        add(&ada, 1, "LIP-1", 1, Receive::Ship).await;
        let home = asked(&ada, &to("DE", "10115")).await;
        let codes: Vec<(&str, i64)> = home.groups[0].methods.iter().map(|it| (it.code.as_str(), it.price.minor)).collect();
        assert_eq!(codes, [("standard", 490), ("express", 1_290)]);
        assert_eq!((home.groups[0].method.as_deref(), home.shipping.minor), (Some("standard"), 490));
        let island = asked(&ada, &to("DE", "27498")).await;
        assert_eq!((island.groups[0].method.as_deref(), island.shipping.minor), (Some("boat"), 900));

        let abroad = asked(&ada, &to("FR", "75004")).await;
        assert!(abroad.groups.is_empty());
        assert!(matches!(&abroad.problems[..], [PlanProblem::NotOffered { location: None, .. }]));

        let methods = vec![ChosenMethod { from: code("leipzig"), method: "express".to_owned() }];
        let ask = AskPlan { methods: methods.clone(), ..to("DE", "10115") };
        let express = asked(&ada, &ask).await;
        assert_eq!((express.groups[0].method.as_deref(), express.shipping.minor), (Some("express"), 1_290));
        assert!(express.groups[0].arrives.unwrap().1.at < home.groups[0].arrives.unwrap().1.at);
        // An order that says less than the plan costs less, and is asked about.
        let cheaper = place(&ada, "k1", &order_of(&express, card("test-approve"))).await.problem(409);
        assert_eq!(cheaper.rejection, Some(Rejection::TotalChanged { now: home.total }));
        let order = api::checkout::PlaceOrder { methods, ..order_of(&express, card("test-approve")) };
        let placed: OrderView = place(&ada, "k2", &order).await.json();
        assert_eq!((placed.shipping.minor, placed.total), (1_290, express.total));
        // It is on her order's page, and in the hands of whoever packs it; nobody else sees it.
        let sent_by = placed.groups[0].sent_by.clone().unwrap();
        assert_eq!((sent_by.code.as_str(), sent_by.name.as_str()), ("express", "Express"));
        assert_eq!(placed.groups[0].arrives, express.groups[0].arrives, "as she was told");
        assert_eq!(placed.groups[0].from.as_ref(), Some(&express.groups[0].from));
        import(&shop, "shipping", &SHIPPING.replace("Express", "Overnight")).await;
        let packer: OrderView = shop.staff("leipzig").await.get(&staff_order(&placed.number)).await.json();
        assert_eq!((packer.groups[0].sent_by.as_ref(), packer.own), (Some(&sent_by), false));
        shop.staff("mitte").await.get(&staff_order(&placed.number)).await.problem(404);
        ada.get(&staff_order(&placed.number)).await.problem(401);
    }

    async fn what_is_sent_after_all_goes_the_cheapest_way_to_where_something_is_sent(shop: TestApp) {
        stock_up(&shop).await;
        import(&shop, "shipping", SHIPPING).await;
        let ada = shop.shopper();
        add(&ada, 1, "LIP-1", 1, pick_up("mitte")).await;
        let placed: OrderView = place(&ada, "k", &order_of(&plan(&ada).await, card("test-approve"))).await.json();
        assert_eq!((&placed.groups[0].sent_by, placed.groups[0].arrives, &placed.groups[0].from), (&None, None, &None));
        let send = async |country: &str, postal_code: &str| {
            let mut address = address();
            (address.country, address.postal_code) = (Line::parse(country).unwrap(), Line::parse(postal_code).unwrap());
            ada.post(&order_changes(&placed.number), &OrderChange { group: 0, change: Change::Send { address } }).await
        };
        assert_eq!(send("FR", "75004").await.problem(422).field.as_deref(), Some("change.send.address"));
        let sent: OrderView = send("DE", "27498").await.json();
        let parcel = &sent.groups[0];
        assert_eq!((parcel.sent_by.as_ref().unwrap().code.as_str(), sent.total), ("boat", placed.total));
        assert!(parcel.arrives.is_some_and(|(first, last)| sent.placed_at < first.at && first.at < last.at));
        assert!(parcel.from.is_some());
        check_books(&shop).await;
    }

    async fn a_table_with_a_fault_replaces_nothing_and_names_the_cell(shop: TestApp) {
        stock_up(&shop).await;
        import(&shop, "shipping", SHIPPING).await;
        let header = SHIPPING.lines().next().unwrap();
        for (row, issue) in [
            ("z,DE,,m,M,cheap,,1,2,,", (2, "Price")),
            ("z,Germany,,m,M,1,,1,2,,", (2, "Countries")),
            ("z,DE,,m,M,1,,3,2,,", (2, "Days Min")),
            ("z,DE,,m,M,1,,1,900,,", (2, "Days Max")),
            ("z,DE,,M!,M,1,,1,2,,", (2, "Method")),
            ("z,DE,,m,M,1,,1,2,20,20", (2, "Goods Below")),
            ("z,DE,,m,M,1,,1,2,,\nz,DE,,m,M,2,,1,2,,", (3, "Method")),
            ("z,DE,,m,M,1,,1,2,,\nz,AT,,n,N,2,,1,2,,", (3, "Zone")),
            ("", (1, "")),
        ] {
            let report = import(&shop, "shipping", &format!("{header}\n{row}\n")).await;
            let issues: Vec<(u64, &str)> = report.issues.iter().map(|it| (it.row, it.column.as_str())).collect();
            assert_eq!((report.refused, issues), (true, vec![issue]), "{row}");
        }
        for (row, issue) in [
            ("DE,,standard,19 %,yes,line", (2, "Basis Points")),
            ("DE,,standard,10001,yes,line", (2, "Basis Points")),
            ("de,,standard,1900,yes,line", (2, "Country")),
            ("DE,,standard,1900,maybe,line", (2, "Included")),
            ("DE,,standard,1900,yes,never", (2, "Rounding")),
            ("DE,,standard,1900,yes,line\nDE,,books,700,no,line", (3, "Included")),
            ("DE,,standard,1900,yes,line\nDE,,books,700,yes,order", (3, "Rounding")),
            ("DE,,standard,1900,yes,line\nDE,,standard,700,yes,line", (3, "Class")),
        ] {
            let report = import(&shop, "taxes", &format!("Country,Postal Prefix,Class,Basis Points,Included,Rounding\n{row}\n")).await;
            let issues: Vec<(u64, &str)> = report.issues.iter().map(|it| (it.row, it.column.as_str())).collect();
            assert_eq!((report.refused, issues), (true, vec![issue]), "{row}");
        }
        let ada = shop.shopper();
        add(&ada, 1, "LIP-1", 1, Receive::Ship).await;
        assert_eq!(asked(&ada, &to("DE", "27498")).await.shipping.minor, 900, "the table is as it was");
    }

    async fn prices_include_tax_or_it_is_added_and_orders_keep_it(shop: TestApp) {
        stock_up(&shop).await;
        let ada = shop.shopper();
        add(&ada, 1, "LIP-1", 1, Receive::Ship).await;
        // Nothing was loaded: German prices include 19 %, of the lipstick and of sending it.
        let included = asked(&ada, &to("DE", "10115")).await;
        assert_eq!((included.total.minor, rates(&included.tax)), (3_290, vec![(1_900, 2_765, 525)]));
        assert_eq!(rates(&asked(&ada, &to("AT", "1010")).await.tax), [(2_000, 2_741, 549)]);
        assert_eq!(asked(&ada, &to("US", "10001")).await.tax, []);

        let table = "Country,Postal Prefix,Class,Basis Points,Included,Rounding\nUS,,standard,0,no,order\nUS,100,standard,888,no,order\nUS,100,shipping,0,no,order\n";
        assert_eq!(import(&shop, "taxes", table).await.changed, 3);
        let added = asked(&ada, &to("US", "10001")).await;
        assert_eq!((added.goods.minor, added.shipping.minor, added.total.minor), (2_800, 490, 3_539));
        assert!(!added.tax[0].included);
        assert_eq!(rates(&added.tax), [(888, 2_800, 249)]);
        assert_eq!(asked(&ada, &to("US", "94016")).await.total.minor, 3_290);

        let mut order_body = order_of(&added, card("test-approve"));
        let address = order_body.address.as_mut().unwrap();
        (address.country, address.postal_code) = (Line::parse("US").unwrap(), Line::parse("10001").unwrap());
        let placed: OrderView = place(&ada, "k", &order_body).await.json();
        assert_eq!((placed.total, &placed.tax), (added.total, &added.tax));
        // Rates change, receipts do not.
        import(&shop, "taxes", "Country,Class,Basis Points\nUS,standard,1000\n").await;
        assert_eq!(ada.get(&order(&placed.number)).await.json::<OrderView>().tax, added.tax);
    }

    async fn what_is_tried_first_is_not_due_now(shop: TestApp) {
        stock_up(&shop).await;
        import_stores(&shop, &STORES.replace("pickup;curbside;brow bar", "pickup;curbside;try-on"), true).await;
        let ada = shop.shopper();
        add(&ada, 1, "LIP-1", 1, Receive::Reserve { store: code("mitte") }).await;
        add(&ada, 2, "SOAP-1", 1, Receive::Ship).await;
        let plan = plan(&ada).await;
        assert_eq!(plan.groups.iter().map(|it| it.due_now).collect::<Vec<_>>(), [false, true]);
        assert_eq!((plan.total.minor, plan.due_now.minor), (2_800 + 950 + 490, 950 + 490));
    }

    async fn a_queue_delays_what_is_promised(shop: TestApp) {
        stock_up(&shop).await;
        import_stores(&shop, &with_column("Minutes per Order", &[("kreuzberg", "20")]), true).await;
        let ready = async |n: u32| {
            let shopper = shop.shopper();
            add(&shopper, 1, "SOAP-1", 1, pick_up("kreuzberg")).await;
            let plan = plan(&shopper).await;
            let ready = plan.groups[0].ready_by.unwrap().local.to_string();
            place(&shopper, &format!("k{n}"), &order_of(&plan, PaymentChoice::InStore)).await.json::<OrderView>();
            stores::service::refresh_queues(&shop.app).await.unwrap();
            ready
        };
        // 45 minutes for the first, 20 more behind each order that waits.
        assert_eq!(ready(1).await, "2026-11-20T11:45:00");
        assert_eq!(ready(2).await, "2026-11-20T12:05:00");
        assert_eq!(ready(3).await, "2026-11-20T12:25:00");
    }

    async fn the_kerb_is_full_before_the_counter(shop: TestApp) {
        stock_up(&shop).await;
        import_stores(&shop, &with_column("Curbside Capacity", &[("mitte", "1")]), true).await;
        let first = async |receive: Receive, key: &str| {
            let shopper = shop.shopper();
            add(&shopper, 1, "LIP-1", 1, receive).await;
            let plan = plan(&shopper).await;
            let free = plan.groups[0].slots[0].free;
            place(&shopper, key, &order_of(&plan, PaymentChoice::InStore)).await.json::<OrderView>();
            free
        };
        assert!(first(curbside("mitte"), "k1").await);
        assert!(!first(curbside("mitte"), "k2").await, "one car at a time");
        assert!(first(pick_up("mitte"), "k3").await);
        assert!(first(pick_up("mitte"), "k4").await);
        assert!(!first(pick_up("mitte"), "k5").await, "two at the counter");
        check_books(&shop).await;
    }

    async fn what_a_plan_cannot_be_asked_is_named(shop: TestApp) {
        stock_up(&shop).await;
        let ada = shop.shopper();
        let bad = asked_badly(&ada, &to("de", "1")).await;
        assert_eq!(bad, "to.country");
        let many = vec![ChosenMethod { from: code("leipzig"), method: "m".to_owned() }; 51];
        assert_eq!(asked_badly(&ada, &AskPlan { methods: many, ..AskPlan::default() }).await, "methods");
    }
}

async fn asked_badly(shopper: &Person, ask: &AskPlan) -> String {
    let problem = shopper.post(PLAN, ask).await.problem(422);
    assert_eq!(problem.kind, ProblemKind::Invalid);
    problem.field.unwrap_or_default()
}
