//! The bag over HTTP: on one device, on two, repeated, out of order, at the same time, and after bad input.

use std::slice;

use api::{
    cart::{BagView, CART, CartQuery, EVENTS, LINKS, LinkView, OPS, OpRefusal, PushOps, PushView, REDEEM, RedeemLink},
    problem::Rejection,
};
use axum::{body::Body, http::Method};
use domain::{
    cart::{Dot, LineKey, Op, OpKind, Receive, Spot},
    id::{ActorId, LocationCode, Sku},
    inventory::Band,
    money::{Currency, Money},
    quantity::Quantity,
};
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::{
    goods::stock_up,
    on_both_engines,
    support::{Answer, Events, Person, TestApp},
};

const JSON: (&str, &str) = ("content-type", "application/json");

pub fn shipped(sku: &str) -> LineKey {
    LineKey { sku: Sku::parse(sku).unwrap(), receive: Receive::Ship }
}

pub fn collected(sku: &str, store: &str) -> LineKey {
    LineKey { sku: Sku::parse(sku).unwrap(), receive: Receive::PickUp { store: LocationCode::parse(store).unwrap() } }
}

pub fn quantity(pieces: i64) -> Quantity {
    Quantity::parse(pieces).unwrap()
}

/// What is done to a line.
pub type Deed = fn(Spot) -> OpKind;

pub fn add(pieces: i64) -> impl Fn(Spot) -> OpKind {
    move |line| OpKind::Add { line, quantity: quantity(pieces) }
}

pub fn set(pieces: i64) -> impl Fn(Spot) -> OpKind {
    move |line| OpKind::Set { line, quantity: quantity(pieces) }
}

pub const REMOVE: Deed = |line| OpKind::Remove { line };

/// One browser tab: numbers its operations and pushes each at once.
#[derive(Clone)]
pub struct Tab {
    pub person: Person,
    pub actor: ActorId,
    n: u64,
    seq: u64,
}

impl Tab {
    pub fn new(person: &Person, actor: &str) -> Self {
        Self { person: person.clone(), actor: ActorId::parse(actor).unwrap(), n: 0, seq: 0 }
    }

    pub fn op(&self, n: u64, line: LineKey, deed: impl Fn(Spot) -> OpKind) -> Op {
        self.some(n, deed(line.into()))
    }

    pub fn some(&self, n: u64, kind: OpKind) -> Op {
        let hlc = i64::try_from(n).unwrap_or(i64::MAX);
        Op { actor: self.actor.clone(), n, base_seq: self.seq, after: Vec::new(), hlc, kind }
    }

    pub async fn act(&mut self, line: LineKey, deed: impl Fn(Spot) -> OpKind) -> PushView {
        self.n += 1;
        let view: PushView = self.push(vec![self.op(self.n, line, deed)]).await.json();
        self.seq = view.bag.seq;
        assert_eq!(self.heard(&view.bag), self.n);
        view
    }

    pub async fn push(&self, ops: Vec<Op>) -> Answer {
        self.person.post(OPS, &PushOps { ops, elsewhere: Vec::new() }).await
    }

    pub async fn bag(&self) -> BagView {
        self.person.get(&api::cart::cart(slice::from_ref(&self.actor))).await.json()
    }

    pub async fn follow(&self) -> Events {
        self.person.stream(EVENTS).await
    }

    /// How many of its operations a bag contains.
    pub fn heard(&self, bag: &BagView) -> u64 {
        bag.heard.iter().find(|dot| dot.actor == self.actor).map_or(0, |dot| dot.n)
    }

    pub fn dot(&self, n: u64) -> Dot {
        Dot { actor: self.actor.clone(), n }
    }
}

pub fn quantities(bag: &BagView) -> Vec<(&str, u32)> {
    bag.lines.iter().map(|line| (line.line.sku.as_str(), line.quantity)).collect()
}

async fn next_bag(events: &mut Events) -> BagView {
    let (id, name, data) = events.next().await.expect("the stream goes on");
    let bag: BagView = serde_json::from_str(&data).unwrap();
    assert_eq!((id, name.as_str()), (format!("{}.{}", bag.bag, bag.seq), "bag"));
    bag
}

async fn link(from: &Person) -> String {
    let link: LinkView = from.post(LINKS, &()).await.json();
    assert!(link.url.starts_with("http://shop.test/continue#t=") && link.qr_svg.contains("<svg"), "{link:?}");
    link.url.split_once("#t=").unwrap().1.to_owned()
}

async fn redeem(to: &Person, token: &str) -> Answer {
    to.post(REDEEM, &RedeemLink { token: token.to_owned() }).await
}

on_both_engines! {
    async fn what_was_added_is_named_and_priced(shop: TestApp) {
        stock_up(&shop).await;
        let mut tab = Tab::new(&shop.shopper(), "desk");
        tab.act(shipped("LIP-1"), add(2)).await;
        let view = tab.act(collected("LIP-2", "mitte"), add(1)).await;
        assert_eq!(view.bag, tab.bag().await);
        assert_eq!(quantities(&view.bag), [("LIP-1", 2), ("LIP-2", 1)]);
        let euros = |minor| Money::new(minor, Currency::Eur);
        assert_eq!((view.bag.count, view.bag.goods), (3, Some(euros(3 * 2_800))));
        let [parcel, pickup] = &view.bag.lines[..] else { panic!("two lines") };
        assert_eq!((parcel.item.title.as_str(), parcel.item.phrase.as_str(), parcel.total), ("Velvet Lipstick", "Oxblood", euros(5_600)));
        assert_eq!((parcel.band, parcel.left, parcel.store_name.as_deref()), (Band::InStock, None, None));
        assert_eq!((pickup.band, pickup.left, pickup.store_name.as_deref()), (Band::Few, Some(2), Some("Ondée Mitte")));
        assert!(pickup.ready_by.is_some());
    }

    async fn looking_makes_no_cookie(shop: TestApp) {
        let anyone = shop.shopper();
        let answer = anyone.get(CART).await;
        assert_eq!(answer.header("set-cookie"), "");
        let bag: BagView = answer.json();
        assert_eq!((bag.seq, bag.count, bag.goods), (0, 0, None));
        let asked: BagView = anyone.get(&format!("{CART}?actors=a,b")).await.json();
        assert_eq!(asked.heard.iter().map(|dot| (dot.actor.as_str(), dot.n)).collect::<Vec<_>>(), [("a", 0), ("b", 0)]);
        anyone.get(&format!("{CART}?actors=a%20b")).await.problem(422);
        anyone.get(&format!("{CART}?actors={}", vec!["a"; 101].join(","))).await.problem(422);
        anyone.get(&format!("{CART}?who=me")).await.problem(422);
    }

    async fn a_push_can_be_repeated_and_gaps_are_told(shop: TestApp) {
        stock_up(&shop).await;
        let tab = Tab::new(&shop.shopper(), "desk");
        let ops = vec![tab.op(1, shipped("LIP-1"), add(2)), tab.op(2, shipped("LIP-2"), set(5))];
        let ahead: PushView = tab.push(vec![ops[1].clone()]).await.json();
        assert_eq!((ahead.expect, ahead.bag.count), (Some(tab.dot(1)), 0));
        let first: PushView = tab.push(ops.clone()).await.json();
        assert_eq!((&first.expect, first.bag.count), (&None, 7));
        for _ in 0..3 {
            assert_eq!(tab.push(ops.clone()).await.json::<PushView>(), first);
        }
        let overlapping = [ops, vec![tab.op(3, shipped("LIP-1"), REMOVE), tab.op(4, shipped("LIP-1"), add(1))]].concat();
        let view: PushView = tab.push(overlapping).await.json();
        assert_eq!(quantities(&view.bag), [("LIP-1", 1), ("LIP-2", 5)]);
        let gone: PushView = tab.push(vec![tab.op(9, shipped("LIP-1"), add(1))]).await.json();
        assert_eq!((gone.expect, tab.heard(&gone.bag)), (Some(tab.dot(5)), 4));
    }

    async fn what_can_never_be_is_consumed_and_told(shop: TestApp) {
        stock_up(&shop).await;
        let tab = Tab::new(&shop.shopper(), "desk");
        let curbside = LineKey { sku: Sku::parse("LIP-1").unwrap(), receive: Receive::Curbside { store: LocationCode::parse("kreuzberg").unwrap() } };
        let view: PushView = tab
            .push(vec![
                tab.op(1, shipped("NO-SUCH"), add(1)),
                tab.op(2, curbside, set(1)),
                tab.op(3, collected("LIP-1", "leipzig"), add(1)),
                tab.op(4, collected("LIP-1", "nowhere"), add(1)),
                tab.op(5, shipped("LIP-1"), add(1)),
                tab.op(6, shipped("NO-SUCH"), REMOVE),
            ])
            .await
            .json();
        let refused: Vec<(u64, OpRefusal)> = view.refused.iter().map(|refused| (refused.op.n, refused.why)).collect();
        let not_offered = OpRefusal::NotOffered;
        assert_eq!(refused, [(1, OpRefusal::UnknownSku), (2, not_offered), (3, not_offered), (4, not_offered)]);
        assert_eq!((tab.heard(&view.bag), quantities(&view.bag)), (6, vec![("LIP-1", 1)]));
    }

    async fn what_cannot_be_right_names_its_field(shop: TestApp) {
        stock_up(&shop).await;
        let tab = Tab::new(&shop.shopper(), "desk");
        let good = || serde_json::to_value(tab.op(1, shipped("LIP-1"), add(1))).unwrap();
        let with = |pointer: &str, value: Value| {
            let mut op = good();
            *op.pointer_mut(pointer).unwrap() = value;
            json!({ "ops": [op] })
        };
        let ops = |ns: &[u64]| ns.iter().map(|n| tab.op(*n, shipped("LIP-1"), add(1))).collect::<Vec<_>>();
        let between = [ops(&[1]), vec![Tab::new(&tab.person, "other").op(1, shipped("LIP-1"), add(1))], ops(&[3])].concat();
        let crowd: Vec<Dot> = (0..33).map(|n| Dot { actor: ActorId::parse(format!("p{n}")).unwrap(), n: 1 }).collect();
        let too_many: Vec<u64> = (1..=101).collect();
        for (body, field) in [
            (with("/op/quantity", json!(0)), "ops[0].op.quantity"),
            (with("/op/quantity", json!(-1)), "ops[0].op.quantity"),
            (with("/op/quantity", json!(1_000_000_000)), "ops[0].op.quantity"),
            (with("/op/quantity", json!("two")), "ops[0].op.quantity"),
            (with("/op", json!({"do": "add"})), "ops[0].op.quantity"),
            (with("/op", json!({"do": "eat"})), "ops[0].op.do"),
            (with("/line/sku", json!("a/b")), "ops[0].line.sku"),
            (with("/line/receive", json!({"by": "pick_up"})), "ops[0].line.receive.store"),
            (with("/n", json!(-1)), "ops[0].n"),
            (with("/actor", json!("")), "ops[0].actor"),
            (with("/hlc", json!(1.5)), "ops[0].hlc"),
            (json!({ "ops": [] }), "ops"),
            (json!({}), "ops"),
            (json!({ "ops": [good()], "cart": "someone-elses" }), "cart"),
            (json!({ "ops": ops(&[0]) }), "ops[0].n"),
            (json!({ "ops": ops(&[1, 3]) }), "ops[1].n"),
            (json!({ "ops": between }), "ops[2].n"),
            (json!({ "ops": [Op { after: crowd, ..tab.op(1, shipped("LIP-1"), add(1)) }] }), "ops[0].after"),
            (json!({ "ops": [good()], "elsewhere": vec!["a"; 101] }), "elsewhere"),
            (with("/op", json!({"do": "move", "to": {"by": "ship"}})), "ops[0].op.to"),
            (with("/op", json!({"do": "apply_code", "code": "lower"})), "ops[0].op.code"),
            (with("/op", json!({"do": "apply_code", "code": "TEN"})), "ops[0].line"),
            (with("/line", Value::Null), "ops[0].line"),
            (json!({ "ops": ops(&too_many) }), "ops"),
        ] {
            let problem = tab.person.post(OPS, &body).await.problem(422);
            assert_eq!(problem.field.as_deref(), Some(field), "{body}");
        }
        let raw = |text: &str| tab.person.send(Method::POST, OPS, &[JSON], Body::from(text.to_owned()));
        raw("{\"ops\": [").await.problem(400);
        raw(&format!("{{\"ops\": \"{}\"}}", "x".repeat(300_000))).await.problem(413);
        tab.person.send(Method::POST, OPS, &[], Body::from("{}")).await.problem(415);
        tab.person.post(REDEEM, &json!({})).await.problem(422);
        assert_eq!(tab.bag().await.seq, 0);
        // The longest that is right is taken: a hundred operations, each of which has seen as many other pages as it may.
        let name = |n: usize| ActorId::parse(format!("{n:032x}")).unwrap();
        let after: Vec<Dot> = (0..32).map(|n| Dot { actor: name(n), n: 100 }).collect();
        let long = |n| Op { actor: name(99), after: after.clone(), ..tab.op(n, shipped("LIP-1"), add(1)) };
        let view: PushView = tab.person.post(OPS, &json!({ "ops": (1..=100).map(long).collect::<Vec<_>>() })).await.json();
        assert!(view.expect.is_some());
    }

    async fn absurd_numbers_are_taken_for_what_they_can_mean(shop: TestApp) {
        stock_up(&shop).await;
        let mut tab = Tab::new(&shop.shopper(), "desk");
        let absurd = Op { base_seq: u64::MAX, hlc: i64::MAX, ..tab.op(1, shipped("LIP-1"), set(99)) };
        tab.push(vec![absurd]).await.json::<PushView>();
        let ancient = Op { hlc: i64::MIN, ..tab.op(2, shipped("LIP-1"), add(99)) };
        let view: PushView = tab.push(vec![ancient]).await.json();
        assert_eq!(quantities(&view.bag), [("LIP-1", 99)]);
        tab.n = 2;
        tab.seq = view.bag.seq;
        let far: PushView = tab.push(vec![tab.op(u64::MAX - 1, shipped("LIP-1"), add(1))]).await.json();
        assert_eq!(far.expect, Some(tab.dot(3)));
    }

    async fn nobody_sees_or_changes_a_foreign_bag(shop: TestApp) {
        stock_up(&shop).await;
        let (mine, yours) = (shop.shopper(), shop.shopper());
        let mut tab = Tab::new(&mine, "desk");
        tab.act(shipped("LIP-1"), add(1)).await;
        // Even with the same actor's name, and a cookie somebody made up.
        assert_eq!(Tab::new(&yours, "desk").bag().await.count, 0);
        assert_eq!(Tab::new(&yours, "desk").act(shipped("LIP-2"), add(4)).await.bag.count, 4);
        let made_up = yours.send(Method::GET, CART, &[("cookie", "vitrine_session=desk")], Body::empty()).await;
        assert_ne!(made_up.json::<BagView>().lines.first().map(|line| line.line.sku.as_str()), Some("LIP-1"));
        assert_eq!(quantities(&tab.bag().await), [("LIP-1", 1)]);
    }

    async fn a_link_puts_the_bag_on_a_second_device_and_both_are_live(shop: TestApp) {
        stock_up(&shop).await;
        let (desk, phone) = (shop.shopper(), shop.shopper());
        let (mut desk_tab, mut phone_tab) = (Tab::new(&desk, "desk"), Tab::new(&phone, "phone"));
        desk_tab.act(shipped("LIP-1"), add(1)).await;
        let token = link(&desk).await;
        let joined: BagView = redeem(&phone, &token).await.json();
        assert_eq!(quantities(&joined), [("LIP-1", 1)]);

        let (mut on_desk, mut on_phone) = (desk_tab.follow().await, phone_tab.follow().await);
        assert_eq!(desk_tab.heard(&next_bag(&mut on_desk).await), 1);
        let first = next_bag(&mut on_phone).await;
        assert_eq!((phone_tab.heard(&first), first.seq), (0, joined.seq));
        phone_tab.seq = joined.seq;
        phone_tab.act(shipped("LIP-1"), set(4)).await;
        assert_eq!(quantities(&next_bag(&mut on_desk).await), [("LIP-1", 4)]);
        assert_eq!(phone_tab.heard(&next_bag(&mut on_phone).await), 1);
        desk_tab.act(shipped("LIP-2"), add(1)).await;
        assert_eq!(next_bag(&mut on_phone).await.count, 5);
    }

    async fn a_link_works_once_and_for_ten_minutes(shop: TestApp) {
        let (desk, phone, thief) = (shop.shopper(), shop.shopper(), shop.shopper());
        let token = link(&desk).await;
        assert!(redeem(&phone, &token).await.status.is_success());
        assert!(redeem(&phone, &token).await.status.is_success(), "the answer may have been lost");
        let spent = |answer: Answer| assert_eq!(answer.problem(410).rejection, Some(Rejection::LinkSpent));
        spent(redeem(&thief, &token).await);
        spent(redeem(&thief, "made-up").await);
        let token = link(&desk).await;
        shop.advance(SignedDuration::from_mins(10));
        spent(redeem(&thief, &token).await);
        for _ in 0..40 {
            redeem(&thief, "guess").await;
        }
        let problem = redeem(&thief, "guess").await;
        assert!(!problem.header("retry-after").is_empty());
        problem.problem(429);
    }

    async fn what_the_second_device_had_comes_along(shop: TestApp) {
        stock_up(&shop).await;
        let (desk, phone) = (shop.shopper(), shop.shopper());
        let (mut desk_tab, mut phone_tab) = (Tab::new(&desk, "desk"), Tab::new(&phone, "phone"));
        desk_tab.act(shipped("LIP-1"), add(2)).await;
        desk_tab.act(shipped("LIP-2"), add(1)).await;
        for _ in 0..3 {
            phone_tab.act(shipped("LIP-1"), add(1)).await;
        }
        phone_tab.act(shipped("SOAP-1"), add(1)).await;
        let mut on_phone = phone_tab.follow().await;
        let before = next_bag(&mut on_phone).await;

        let token = link(&desk).await;
        let joined: BagView = redeem(&phone, &token).await.json();
        assert_eq!(quantities(&joined), [("LIP-1", 3), ("LIP-2", 1), ("SOAP-1", 1)], "the greater of both");
        let after = next_bag(&mut on_phone).await;
        assert!(after.seq > before.seq);
        assert_eq!((phone_tab.heard(&after), quantities(&after)), (4, quantities(&joined)), "an open stream moves along");
        let again: BagView = redeem(&phone, &token).await.json();
        assert_eq!(again, joined, "nothing is doubled");
        // What was under way is neither lost nor doubled.
        let late = vec![phone_tab.op(4, shipped("SOAP-1"), add(1)), phone_tab.op(5, shipped("LIP-2"), add(1))];
        let view: PushView = phone_tab.push(late).await.json();
        assert_eq!((quantities(&view.bag), view.carried), (vec![("LIP-1", 3), ("LIP-2", 2), ("SOAP-1", 1)], vec![phone_tab.dot(5)]));
        assert_eq!(quantities(&desk_tab.bag().await), quantities(&view.bag));
        // A link to the bag that was joined leads to where it went.
        let (tablet, token) = (shop.shopper(), link(&phone).await);
        assert_eq!(redeem(&tablet, &token).await.json::<BagView>().count, 6);
    }

    async fn a_stream_goes_on_where_it_was_and_ends_with_the_shop(shop: TestApp) {
        stock_up(&shop).await;
        let mut tab = Tab::new(&shop.shopper(), "desk");
        let id = |view: PushView| format!("{}.{}", view.bag.bag, view.bag.seq);
        let first = id(tab.act(shipped("LIP-1"), add(1)).await);
        let second = id(tab.act(shipped("LIP-1"), add(1)).await);
        let mut open = tab.follow().await;
        next_bag(&mut open).await;
        shop.app.close();
        assert_eq!(open.next().await, None);
        let since = async |id: &str| tab.person.send(Method::GET, EVENTS, &[("last-event-id", id)], Body::empty()).await;
        let news = since(&first).await;
        assert_eq!(news.header("content-type"), "text/event-stream");
        assert_eq!(news.header("x-accel-buffering"), "no");
        assert!(news.text().contains(&format!("id: {second}")), "{}", news.text());
        assert_eq!(since(&second).await.text(), "");
        assert!(since(&format!("another.{}", u64::MAX)).await.text().contains(&second), "of another bag");
    }

    async fn a_tab_without_a_bag_hears_of_the_first_thing_added(shop: TestApp) {
        stock_up(&shop).await;
        let person = shop.shopper();
        let (mut here, there) = (Tab::new(&person, "here"), Tab::new(&person, "there"));
        let mut events = there.follow().await;
        assert_eq!(next_bag(&mut events).await.seq, 0);
        here.act(shipped("LIP-1"), add(1)).await;
        assert_eq!(next_bag(&mut events).await.count, 1);
    }

    async fn many_at_once_lose_nothing(shop: TestApp) {
        stock_up(&shop).await;
        let person = shop.shopper();
        Tab::new(&person, "first").act(shipped("LIP-2"), add(1)).await;
        let pushes = (0..12).map(|who| {
            let mut tab = Tab::new(&person, &format!("tab-{who}"));
            tokio::spawn(async move {
                for _ in 0..4 {
                    tab.act(shipped("LIP-1"), add(1)).await;
                    // The same once more, as after a lost answer.
                    tab.push(vec![tab.op(tab.n, shipped("LIP-1"), add(1))]).await.json::<PushView>();
                }
            })
        });
        for push in pushes.collect::<Vec<_>>() {
            push.await.unwrap();
        }
        let bag = Tab::new(&person, "first").bag().await;
        assert_eq!((quantities(&bag), bag.seq), (vec![("LIP-2", 1), ("LIP-1", 48)], 49));
    }

    async fn one_link_is_used_by_one_of_many(shop: TestApp) {
        stock_up(&shop).await;
        let desk = shop.shopper();
        Tab::new(&desk, "desk").act(shipped("LIP-1"), add(1)).await;
        let token = link(&desk).await;
        let tries = (0..8).map(|_| {
            let (device, token) = (shop.shopper(), token.clone());
            tokio::spawn(async move { redeem(&device, &token).await.status })
        });
        let mut used = 0;
        for tried in tries.collect::<Vec<_>>() {
            match tried.await.unwrap().as_u16() {
                200 => used += 1,
                status => assert_eq!(status, 410),
            }
        }
        assert_eq!(used, 1);
    }

    async fn pushes_during_a_join_are_kept(shop: TestApp) {
        stock_up(&shop).await;
        let (desk, phone) = (shop.shopper(), shop.shopper());
        Tab::new(&desk, "desk").act(shipped("LIP-2"), add(1)).await;
        let mut tab = Tab::new(&phone, "phone");
        tab.act(shipped("LIP-1"), add(1)).await;
        let token = link(&desk).await;
        let pushing = tokio::spawn(async move {
            for _ in 0..20 {
                tab.act(shipped("LIP-1"), add(1)).await;
            }
            tab
        });
        let joined = redeem(&phone, &token).await;
        assert!(joined.status.is_success(), "{}", joined.text());
        let tab = pushing.await.unwrap();
        assert_eq!(quantities(&tab.bag().await), [("LIP-2", 1), ("LIP-1", 21)]);
    }
}

#[test]
fn the_query_is_what_the_app_writes() {
    let actors: Vec<ActorId> = ["a-1", "b"].map(|name| ActorId::parse(name).unwrap()).to_vec();
    assert_eq!(api::cart::cart(&[]), CART);
    let address = api::cart::cart(&actors);
    let query: CartQuery = serde_urlencoded::from_str(address.split_once('?').unwrap().1).unwrap();
    assert_eq!(query.actors.0, actors);
}
