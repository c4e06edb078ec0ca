//! Whatever is lost, repeated or late between shop and provider, money moves once and never more than it may.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use domain::payments::{Attempt, Funds, Goal, Standing, Step};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// What becomes of one question to the provider.
#[derive(Debug, Clone, Copy)]
enum Fate {
    /// Done and answered.
    Answered,
    /// Done; the answer is lost.
    AnswerLost,
    /// Never arrived.
    Lost,
    /// Done, answered, and arrives once more later.
    Repeated,
}

/// What happens to the order in between.
#[derive(Debug, Clone, Copy)]
enum Turn {
    /// A group is handed over.
    HandOver(usize),
    /// A group is cancelled, if it was not handed over.
    Cancel(usize),
    /// Staff promise some money back.
    Refund(i64),
    /// The shop looks after the payment.
    Ask(Fate),
    /// Somebody looks at the provider and tells the shop.
    Look,
}

/// A provider that remembers keys, as all of them do.
#[derive(Debug)]
struct Provider {
    truth: Attempt,
    done: BTreeMap<String, usize>,
}

impl Provider {
    fn ask(&mut self, key: String, step: Step) {
        let times = self.done.entry(key).or_default();
        *times += 1;
        if *times > 1 {
            return;
        }
        let Funds { authorised, captured, refunded } = self.truth.funds;
        match step {
            Step::Capture { amount, last } => {
                assert_eq!(self.truth.standing, Standing::Authorised, "nothing is taken of what was let go");
                assert!(amount > 0 && captured + amount <= authorised, "more taken than reserved");
                self.truth.funds.captured += amount;
                if last || !self.truth.in_parts {
                    self.truth.standing = Standing::Released;
                }
            }
            Step::Refund { amount } => {
                assert!(amount > 0 && refunded + amount <= captured, "more given back than taken");
                self.truth.funds.refunded += amount;
            }
            Step::Release => self.truth.standing = Standing::Released,
        }
        assert!(self.truth.funds.is_sound());
    }
}

/// The shop: what it knows, and the one step it waits for.
struct Shop {
    known: Attempt,
    waiting: Option<(Funds, Step)>,
}

impl Shop {
    fn key(base: Funds, step: Step) -> String {
        format!("{step:?} after {base:?}")
    }

    fn ask(&mut self, provider: &mut Provider, goal: Goal, fate: Fate) {
        if self.waiting.is_none() {
            self.waiting = self.known.next(goal).map(|step| (self.known.funds, step));
        }
        let Some((base, step)) = self.waiting else { return };
        if !matches!(fate, Fate::Lost) {
            provider.ask(Self::key(base, step), step);
        }
        if matches!(fate, Fate::Repeated) {
            provider.ask(Self::key(base, step), step);
        }
        if matches!(fate, Fate::Answered | Fate::Repeated) {
            self.known = self.known.after(base, step).after(base, step);
            self.waiting = None;
        }
    }

    fn look(&mut self, provider: &Provider) {
        self.known = provider.truth;
        if self.waiting.is_some_and(|(base, step)| self.known.has_done(base, step)) {
            self.waiting = None;
        }
    }
}

fn turn() -> impl Strategy<Value = Turn> {
    let fate =
        prop_oneof![Just(Fate::Answered), Just(Fate::AnswerLost), Just(Fate::Lost), Just(Fate::Repeated)].boxed();
    prop_oneof![
        2 => (0..4_usize).prop_map(Turn::HandOver),
        1 => (0..4_usize).prop_map(Turn::Cancel),
        1 => (1..5_000_i64).prop_map(Turn::Refund),
        4 => fate.prop_map(Turn::Ask),
        1 => Just(Turn::Look),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn money_moves_once_and_comes_to_what_the_goods_say(
        costs in prop::collection::vec(1..9_000_i64, 4),
        turns in prop::collection::vec(turn(), 0..40),
        in_parts in any::<bool>(),
        taken_at_once in any::<bool>(),
    ) {
        let total: i64 = costs.iter().sum();
        let captured = if taken_at_once { total } else { 0 };
        let funds = Funds { authorised: total, captured, refunded: 0 };
        let begun = Attempt { standing: Standing::Authorised, funds, in_parts };
        let mut provider = Provider { truth: begun, done: BTreeMap::new() };
        let mut shop = Shop { known: begun, waiting: None };
        let (mut handed, mut cancelled, mut refund) = ([false; 4], [false; 4], 0);
        let sum = |which: &dyn Fn(usize) -> bool| -> i64 { (0..4).filter(|it| which(*it)).map(|it| costs[it]).sum() };
        for turn in turns {
            match turn {
                Turn::HandOver(group) if !cancelled[group] => handed[group] = true,
                Turn::Cancel(group) if !handed[group] => cancelled[group] = true,
                // No more is promised back than was taken for goods that she had.
                Turn::Refund(amount) => refund = (refund + amount).min(sum(&|it| handed[it])).min(shop.known.funds.captured),
                Turn::HandOver(_) | Turn::Cancel(_) => {}
                Turn::Look => shop.look(&provider),
                Turn::Ask(fate) => {
                    let goal = Goal { charge: sum(&|it| handed[it]), most: sum(&|it| !cancelled[it]), refund };
                    shop.ask(&mut provider, goal, fate);
                }
            }
            prop_assert!(shop.known.funds.is_sound());
        }
        // The day ends: everything is handed over or cancelled, and everything is asked until it is answered.
        let goal = Goal { charge: sum(&|it| !cancelled[it]), most: sum(&|it| !cancelled[it]), refund };
        for _ in 0..6 {
            shop.ask(&mut provider, goal, Fate::Answered);
        }
        prop_assert_eq!(shop.waiting, None);
        prop_assert_eq!(shop.known.funds, provider.truth.funds);
        let Funds { captured, refunded, .. } = provider.truth.funds;
        prop_assert_eq!(captured - refunded, goal.charge - refund);
        prop_assert!(goal.charge > 0 || captured == refunded);
        let open = provider.truth.standing == Standing::Authorised && captured < total;
        prop_assert!(!open, "what was not taken is free again");
    }
}
