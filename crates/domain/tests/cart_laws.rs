//! Laws of the bag that need no network; what the network can do to it is in `cart_simulator`.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use domain::cart::{Bag, Dot, JoinPolicy, Op, OpKind, Receive, Spot};
use domain::id::{ActorId, PromotionCode, Sku};
use domain::quantity::Quantity;
use jiff::Timestamp;
use proptest::prelude::*;

const SKUS: [&str; 3] = ["lip", "brow", "nail"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn joining_follows_its_policy_once(ours in bag("ours"), theirs in bag("theirs"), again in 1..4) {
        for policy in [JoinPolicy::Max, JoinPolicy::Sum, JoinPolicy::GuestWins] {
            let mut joined = ours.clone();
            let mut changed = Vec::new();
            for _ in 0..again {
                changed.extend(joined.join(&theirs, &ActorId::parse("join").unwrap(), policy));
            }
            for spot in spots() {
                let (was, wanted, is) = (ours.quantity(&spot), theirs.quantity(&spot), joined.quantity(&spot));
                let right = match policy {
                    JoinPolicy::Max => was.max(wanted),
                    JoinPolicy::Sum => (was + wanted).min(99),
                    JoinPolicy::GuestWins if wanted > 0 => wanted,
                    JoinPolicy::GuestWins => was,
                };
                prop_assert_eq!(is, right, "{:?}", policy);
                let told = changed.iter().find(|it| it.line == spot);
                prop_assert_eq!(told.map(|it| (it.was, it.is)), (was != is).then_some((was, is)));
            }
            prop_assert!(joined.seq > ours.seq && joined.seq > theirs.seq);
            for (actor, them) in theirs.actors.iter().chain(&ours.actors) {
                prop_assert!(joined.last_n(actor) >= them.last_n);
            }
        }
    }

    #[test]
    fn absurd_numbers_do_no_harm(ops in prop::collection::vec(absurd(), 1..60), now in any::<bool>(), bridged in any::<bool>()) {
        let now = if now { Timestamp::MAX } else { Timestamp::MIN };
        let mut bag = Bag::default();
        for op in &ops {
            let mut bridge = op.clone();
            if bridged {
                bag.bridge(&mut bridge, &op.actor);
            }
            let expected = bag.last_n(&op.actor).saturating_add(1);
            bag.apply(op, now, Ok(()));
            bag.apply(&Op { n: expected, ..bridge }, now, Ok(()));
            prop_assert!(bag.quantities().all(|(_, quantity)| (1..=99).contains(&quantity)));
            prop_assert!(bag.saved().all(|(_, quantity)| (1..=99).contains(&quantity)));
        }
    }

    #[test]
    fn the_decoder_takes_any_bytes(op in absurd(), cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..4_u8), 0..8)) {
        let written = serde_json::to_string(&op).unwrap();
        prop_assert_eq!(serde_json::from_str::<Op>(&written).unwrap(), op);
        let mut bytes = written.into_bytes();
        for (place, byte, how) in cuts {
            let place = place.index(bytes.len() + 1);
            match how {
                0 => bytes.insert(place, byte),
                1 => bytes.truncate(place),
                2 if place < bytes.len() => bytes[place] = byte,
                _ => bytes.extend_from_within(place..),
            }
        }
        // Whatever is left of it: either it is refused with a reason, or it means something and is written as it was understood.
        match serde_json::from_slice::<Op>(&bytes) {
            Err(why) => prop_assert!(!why.to_string().is_empty()),
            Ok(read) => {
                let again: Op = serde_json::from_str(&serde_json::to_string(&read).unwrap()).unwrap();
                prop_assert_eq!(again, read);
            }
        }
    }
}

fn spots() -> impl Iterator<Item = Spot> {
    SKUS.iter().flat_map(|sku| {
        let sku = Sku::parse(*sku).unwrap();
        [Spot::saved(sku.clone()), Spot { sku, receive: Some(Receive::Ship) }]
    })
}

fn kind() -> impl Strategy<Value = OpKind> {
    let quantity = || (1_i64..=6).prop_map(|pieces| Quantity::parse(pieces).unwrap());
    let spot = || (0..SKUS.len() * 2).prop_map(|which| spots().nth(which).unwrap());
    prop_oneof![
        4 => (spot(), quantity()).prop_map(|(line, quantity)| OpKind::Add { line, quantity }),
        3 => (spot(), quantity()).prop_map(|(line, quantity)| OpKind::Set { line, quantity }),
        2 => spot().prop_map(|line| OpKind::Remove { line }),
        1 => spot().prop_map(|line| {
            let to = line.receive.is_none().then_some(Receive::Ship);
            OpKind::Move { line, to }
        }),
        1 => Just(OpKind::ApplyCode { code: PromotionCode::parse("TEN").unwrap() }),
    ]
}

fn bag(actor: &'static str) -> impl Strategy<Value = Bag> {
    prop::collection::vec(kind(), 0..12).prop_map(move |acts| {
        let mut bag = Bag::default();
        for (n, kind) in (1..).zip(acts) {
            let actor = ActorId::parse(actor).unwrap();
            let op = Op { actor, n, base_seq: n - 1, after: Vec::new(), hlc: 0, kind };
            bag.apply(&op, Timestamp::UNIX_EPOCH, Ok(()));
        }
        bag
    })
}

fn absurd() -> impl Strategy<Value = Op> {
    let number = || prop_oneof![Just(1), Just(2), Just(u64::MAX), 1..=u64::MAX];
    let clock = prop_oneof![Just(i64::MIN), Just(i64::MAX), any::<i64>()];
    let name = |who: usize| ActorId::parse(format!("actor-{who}")).unwrap();
    let after =
        prop::collection::vec((0..3_usize, number()).prop_map(move |(who, n)| Dot { actor: name(who), n }), 0..2);
    (0..3_usize, number(), number(), clock, after, kind()).prop_map(move |(who, n, base_seq, hlc, after, kind)| Op {
        actor: name(who),
        n,
        base_seq,
        after,
        hlc,
        kind,
    })
}
