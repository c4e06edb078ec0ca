//! The rules of the bag as tables: what meets what, and what comes of it.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use domain::cart::*;
use domain::id::{ActorId, LocationCode, PromotionCode, Sku};
use domain::quantity::{MOST, Quantity};
use jiff::Timestamp;

const ON_A: &str = "a";
const ON_B: &str = "b";

fn key(sku: &str) -> Spot {
    Spot { sku: Sku::parse(sku).unwrap(), receive: Some(Receive::Ship) }
}

fn saved(sku: &str) -> Spot {
    Spot::saved(Sku::parse(sku).unwrap())
}

fn add(quantity: i64) -> OpKind {
    add_to("x", quantity)
}

fn add_to(sku: &str, quantity: i64) -> OpKind {
    OpKind::Add { line: key(sku), quantity: Quantity::parse(quantity).unwrap() }
}

fn set(quantity: i64) -> OpKind {
    OpKind::Set { line: key("x"), quantity: Quantity::parse(quantity).unwrap() }
}

fn remove() -> OpKind {
    OpKind::Remove { line: key("x") }
}

fn save() -> OpKind {
    OpKind::Move { line: key("x"), to: None }
}

fn code(code: &str) -> PromotionCode {
    PromotionCode::parse(code).unwrap()
}

fn op(actor: &str, n: u64, base_seq: u64, hlc: i64, kind: OpKind) -> Op {
    Op { actor: ActorId::parse(actor).unwrap(), n, base_seq, after: Vec::new(), hlc, kind }
}

fn dot(actor: &str, n: u64) -> Dot {
    Dot { actor: ActorId::parse(actor).unwrap(), n }
}

fn apply(bag: &mut Bag, op: &Op) -> Outcome {
    bag.apply(op, Timestamp::UNIX_EPOCH, Ok(()))
}

/// A bag with two of x, from an Add by A, which both A and B have seen as number 1.
fn two_of_x() -> Bag {
    let mut bag = Bag::default();
    apply(&mut bag, &op(ON_A, 1, 0, 1, add(2)));
    bag
}

/// What A (clock 10) and B (clock 20) did without knowing of each other, whichever arrives first.
#[allow(clippy::needless_pass_by_value, reason = "a table reads better")]
fn check(by_a: OpKind, by_b: OpKind, then: u32) {
    for b_first in [false, true] {
        let mut bag = two_of_x();
        let mut ops = [op(ON_A, 2, 1, 10, by_a.clone()), op(ON_B, 1, 1, 20, by_b.clone())];
        if b_first {
            ops.reverse();
        }
        for op in &ops {
            assert_eq!(apply(&mut bag, op), Outcome::Applied);
        }
        assert_eq!(bag.quantity(&key("x")), then, "{by_a:?} ∥ {by_b:?}, b first: {b_first}");
        for op in &ops {
            assert_eq!(apply(&mut bag, op), Outcome::Duplicate);
        }
        assert_eq!(bag.quantity(&key("x")), then, "the same again");
    }
}

#[test]
fn concurrent_pairs() {
    check(add(1), add(3), 6);
    check(set(5), set(4), 4);
    check(set(5), add(3), 8);
    check(add(3), set(5), 8);
    check(remove(), add(3), 3);
    check(add(3), remove(), 3);
    check(remove(), set(4), 4);
    check(set(4), remove(), 0);
    check(remove(), remove(), 0);
    check(add(99), add(99), MOST);
}

#[test]
fn a_set_that_wins_does_not_bring_back_what_was_removed() {
    let mut bag = two_of_x();
    apply(&mut bag, &op(ON_A, 2, 1, 10, add(3)));
    apply(&mut bag, &op(ON_A, 3, 2, 11, remove()));
    apply(&mut bag, &op(ON_B, 1, 1, 20, set(1)));
    assert_eq!(bag.quantity(&key("x")), 1);
}

#[test]
fn a_clock_in_the_future_wins_for_a_minute_only() {
    let mut bag = two_of_x();
    apply(&mut bag, &op(ON_A, 2, 1, i64::MAX, set(7)));
    assert_eq!(bag.clock, AHEAD_MS);
    apply(&mut bag, &op(ON_B, 1, 1, AHEAD_MS - 1, set(4)));
    assert_eq!(bag.quantity(&key("x")), 7);
    let later = Timestamp::from_millisecond(AHEAD_MS).unwrap();
    bag.apply(&op(ON_B, 2, 1, AHEAD_MS + 1, set(4)), later, Ok(()));
    assert_eq!(bag.quantity(&key("x")), 4);
}

#[test]
fn an_order_begins_the_next_bag() {
    let mut bag = two_of_x();
    bag.seal();
    let late = Outcome::Refused(OpRefusal::TooLate);
    assert_eq!(apply(&mut bag, &op(ON_B, 1, 1, 9, set(5))), late);
    assert_eq!(apply(&mut bag, &op(ON_B, 2, 1, 9, remove())), late);
    assert_eq!(bag.quantity(&key("x")), 0);
    assert_eq!(apply(&mut bag, &op(ON_B, 3, 1, 9, add(3))), Outcome::Carried);
    assert_eq!(bag.quantity(&key("x")), 3);
    let seen = bag.seq;
    apply(&mut bag, &op(ON_A, 2, seen, 9, add(1)));
    assert_eq!(apply(&mut bag, &op(ON_B, 4, 1, 9, remove())), late);
    assert_eq!(bag.quantity(&key("x")), 1, "only her own late Add");
    assert_eq!(apply(&mut bag, &op(ON_A, 1, 0, 1, add(2))), Outcome::Duplicate, "it was in the order");
}

#[test]
fn gaps_are_told_and_refusals_consumed() {
    let mut bag = two_of_x();
    let before = bag.clone();
    assert_eq!(apply(&mut bag, &op(ON_B, 2, 1, 1, add(1))), Outcome::Gap(dot(ON_B, 1)));
    assert_eq!(apply(&mut bag, &op(ON_B, u64::MAX, 1, 1, add(1))), Outcome::Gap(dot(ON_B, 1)));
    assert_eq!(bag, before);
    let unknown = Err(OpRefusal::UnknownSku);
    let now = Timestamp::UNIX_EPOCH;
    assert_eq!(bag.apply(&op(ON_B, 1, 1, 1, add(1)), now, unknown), Outcome::Refused(OpRefusal::UnknownSku));
    assert_eq!(bag.apply(&op(ON_B, 2, 1, 1, remove()), now, unknown), Outcome::Applied);
    assert_eq!(bag.quantities().count(), 0);
}

#[test]
fn a_bag_has_a_most_of_lines() {
    let mut bag = Bag::default();
    let nth = |n: u64| key(&format!("s{n}"));
    for n in 1..=100 {
        assert_eq!(apply(&mut bag, &op(ON_A, n, 0, 1, add_to(&format!("s{n}"), 1))), Outcome::Applied);
    }
    let full = Outcome::Refused(OpRefusal::TooManyLines);
    assert_eq!(apply(&mut bag, &op(ON_A, 101, 0, 1, set(1))), full);
    assert_eq!(apply(&mut bag, &op(ON_A, 102, 0, 1, add_to("s1", 1))), Outcome::Applied);
    let curbside = Receive::Curbside { store: LocationCode::parse("mitte").unwrap() };
    let elsewhere = OpKind::Move { line: nth(1), to: Some(curbside) };
    assert_eq!(apply(&mut bag, &op(ON_A, 103, 0, 1, elsewhere)), Outcome::Applied, "it takes no more room");
    for n in 104..1_000 {
        apply(&mut bag, &op(ON_A, n, 0, 1, OpKind::Remove { line: nth(n) }));
    }
    assert_eq!(bag.quantities().count(), LINES_MOST);
    assert_eq!(bag.lines.len(), KEPT_MOST);
}

#[test]
fn many_adds_keep_their_sum() {
    let mut bag = Bag::default();
    for n in 1..=90 {
        apply(&mut bag, &op(ON_A, n, 0, 1, add(1)));
    }
    assert_eq!(bag.quantity(&key("x")), 90);
    assert_eq!(bag.lines[0].adds.len(), 64);
    apply(&mut bag, &op(ON_B, 1, 90, 1, remove()));
    assert_eq!(bag.quantity(&key("x")), 0);
}

#[test]
fn what_is_told_as_one_is_taken_only_by_who_has_seen_both() {
    let bounds = Bounds { adds: 1, ..Bounds::SHOP };
    for (last, left) in [
        // B has seen its own Add, or all there is.
        (op(ON_B, 2, 0, 1, remove()), 5),
        (op(ON_B, 2, 1, 1, remove()), 5),
        (op(ON_B, 2, 2, 1, remove()), 0),
        (op(ON_A, 2, 0, 1, remove()), 5),
    ] {
        let mut bag = Bag::default();
        apply(&mut bag, &op(ON_A, 1, 0, 1, add(2)));
        apply(&mut bag, &op(ON_B, 1, 0, 1, add(3)));
        bag.compact(bounds);
        assert_eq!((bag.lines[0].adds.len(), bag.quantity(&key("x"))), (1, 5));
        apply(&mut bag, &last);
        assert_eq!(bag.quantity(&key("x")), left, "{last:?}");
    }
}

#[test]
fn joining_keeps_the_greater_of_both_once() {
    let mut here = two_of_x();
    let mut there = Bag::default();
    for n in 1..=5 {
        apply(&mut there, &op(ON_B, n, 0, 1, add(1)));
    }
    apply(&mut there, &op(ON_B, 6, 0, 1, add_to("y", 4)));
    let name = ActorId::parse("join-1").unwrap();
    let joined = |line, was, is| Joined { line, was, is };
    let changed = here.join(&there, &name, JoinPolicy::Max);
    assert_eq!(changed, [joined(key("x"), 2, 5), joined(key("y"), 0, 4)]);
    assert_eq!((here.quantity(&key("x")), here.quantity(&key("y"))), (5, 4));
    assert!(here.seq > there.seq);
    let once = here.clone();
    assert_eq!(here.join(&there, &name, JoinPolicy::Max), []);
    assert_eq!(here, once);
    assert_eq!(apply(&mut here, &op(ON_B, 6, 0, 1, add(1))), Outcome::Duplicate);
    assert_eq!(apply(&mut here, &op(ON_B, 7, 5, 1, remove())), Outcome::Refused(OpRefusal::TooLate));
    assert_eq!(apply(&mut here, &op(ON_B, 8, 5, 1, add(1))), Outcome::Carried);
    assert_eq!(here.quantity(&key("x")), 6);
}

#[test]
fn the_shop_may_join_bags_its_own_way() {
    for (policy, x, y) in [(JoinPolicy::Max, 5, 4), (JoinPolicy::Sum, 7, 5), (JoinPolicy::GuestWins, 5, 1)] {
        let mut here = two_of_x();
        apply(&mut here, &op(ON_A, 2, 1, 7, add_to("y", 4)));
        let mut there = Bag::default();
        apply(&mut there, &op(ON_B, 1, 0, 1, set(5)));
        apply(&mut there, &op(ON_B, 2, 0, 1, add_to("y", 1)));
        here.join(&there, &ActorId::parse("join-1").unwrap(), policy);
        assert_eq!((here.quantity(&key("x")), here.quantity(&key("y"))), (x, y), "{policy:?}");
    }
}

#[test]
fn moving_takes_what_was_seen_and_is_neither_more_nor_less() {
    // What B (who saw two) moves, when A did something she had not seen; first A's arrives, then hers, and the other way round.
    for (by_a, left, moved) in
        [(add(3), [3, 3], [2, 2]), (remove(), [0, 0], [0, 2]), (set(5), [0, 0], [5, 2]), (save(), [0, 0], [2, 2])]
    {
        for (b_first, (left, moved)) in [(false, (left[0], moved[0])), (true, (left[1], moved[1]))] {
            let mut bag = two_of_x();
            let mut ops = [op(ON_A, 2, 1, 10, by_a.clone()), op(ON_B, 1, 1, 20, save())];
            if b_first {
                ops.reverse();
            }
            for op in &ops {
                apply(&mut bag, op);
            }
            assert_eq!((bag.quantity(&key("x")), bag.quantity(&saved("x"))), (left, moved), "{by_a:?}, {b_first}");
        }
    }
    let mut bag = two_of_x();
    apply(&mut bag, &op(ON_B, 1, 1, 5, save()));
    assert_eq!(bag.saved().collect::<Vec<_>>(), [(&Sku::parse("x").unwrap(), 2)]);
    let nowhere = bag.apply(
        &op(ON_B, 2, 1, 6, OpKind::Move { line: saved("x"), to: Some(Receive::Ship) }),
        Timestamp::UNIX_EPOCH,
        Err(OpRefusal::NotOffered),
    );
    assert_eq!(nowhere, Outcome::Refused(OpRefusal::NotOffered));
    assert_eq!(bag.quantity(&saved("x")), 2, "what cannot go there stays where it is");
}

#[test]
fn what_is_saved_for_later_is_not_ordered() {
    let mut bag = two_of_x();
    apply(&mut bag, &op(ON_A, 2, 1, 5, save()));
    apply(&mut bag, &op(ON_A, 3, 2, 6, add_to("y", 1)));
    bag.seal();
    assert_eq!((bag.quantities().count(), bag.saved().count()), (0, 1));
    let back = OpKind::Move { line: saved("x"), to: Some(Receive::Ship) };
    assert_eq!(apply(&mut bag, &op(ON_B, 1, 2, 7, back)), Outcome::Carried);
    assert_eq!(bag.quantities().collect::<Vec<_>>(), [(key("x").line().unwrap(), 2)]);
}

#[test]
fn what_another_page_of_the_browser_did_is_seen_before_it_arrives() {
    let mut bag = two_of_x();
    let removal = Op { after: vec![dot(ON_B, 1)], ..op("page", 1, 1, 9, remove()) };
    assert_eq!(apply(&mut bag, &removal), Outcome::Gap(dot(ON_B, 1)));
    apply(&mut bag, &op(ON_B, 1, 1, 8, add(3)));
    assert_eq!(apply(&mut bag, &removal), Outcome::Applied);
    assert_eq!(bag.quantity(&key("x")), 0);
}

#[test]
fn a_browser_goes_on_in_another_bag() {
    let mut bag = Bag::default();
    let mut fourth = Op { after: vec![dot(ON_B, 2)], ..op(ON_A, 4, 9, 9, add(3)) };
    assert_eq!(apply(&mut bag, &fourth), Outcome::Gap(dot(ON_A, 1)));
    for actor in [ON_A, ON_B] {
        bag.bridge(&mut fourth, &ActorId::parse(actor).unwrap());
    }
    assert_eq!(apply(&mut bag, &fourth), Outcome::Applied);
    assert_eq!(apply(&mut bag, &op(ON_A, 3, 9, 9, add(1))), Outcome::Duplicate);
    assert_eq!(apply(&mut bag, &op(ON_A, 5, 9, 9, add(1))), Outcome::Applied);
    assert_eq!(bag.quantity(&key("x")), 4);
    for actor in [ON_A, ON_B] {
        bag.bridge(&mut fourth, &ActorId::parse(actor).unwrap());
    }
    assert_eq!(apply(&mut bag, &fourth), Outcome::Duplicate);
}

#[test]
fn codes_follow_the_later_clock() {
    let mut bag = two_of_x();
    let say = |applied, code| if applied { OpKind::ApplyCode { code } } else { OpKind::DropCode { code } };
    apply(&mut bag, &op(ON_A, 2, 1, 20, say(true, code("TEN"))));
    apply(&mut bag, &op(ON_B, 1, 1, 10, say(false, code("TEN"))));
    assert_eq!(bag.codes().collect::<Vec<_>>(), [&code("TEN")]);
    let unknown = Err(OpRefusal::UnknownCode);
    let refused = bag.apply(&op(ON_B, 2, 1, 30, say(true, code("NO"))), Timestamp::UNIX_EPOCH, unknown);
    assert_eq!(refused, Outcome::Refused(OpRefusal::UnknownCode));
    for n in 3..=6 {
        apply(&mut bag, &op(ON_B, n, 1, 30, say(true, code(&format!("C{n}")))));
    }
    let sixth = apply(&mut bag, &op(ON_B, 7, 1, 30, say(true, code("SIX"))));
    assert_eq!(sixth, Outcome::Refused(OpRefusal::TooManyCodes));
    for n in 8..60 {
        apply(&mut bag, &op(ON_B, n, 1, 30, say(false, code(&format!("D{n}")))));
    }
    assert_eq!((bag.codes().count(), bag.codes.len()), (CODES_MOST, CODES_KEPT));
    bag.seal();
    assert_eq!(bag.codes().count(), 0);
    let late = apply(&mut bag, &op(ON_B, 60, 1, 31, say(true, code("TEN"))));
    assert_eq!(late, Outcome::Refused(OpRefusal::TooLate));
}
