//! Money, apart from goods: what a payment provider says of an attempt to pay, what the shop wants of it, and what to ask for next.
//!
//! An order may be tried to be paid several times; each try is an [`Attempt`] of its own, and at most one of them is accepted.
//! What the accepted one is to come to follows from the goods and is a [`Goal`]. [`Attempt::next`] is the one [`Step`] that leads there:
//! it is asked until it is answered, and only then is the next one worked out. So whatever is lost or repeated, the goal is reached once.
//!
//! All amounts are minor units of the payment's one currency.

use crate::cart::Receive;
use serde::{Deserialize, Serialize};

/// Where the money of an order is, as its shopper is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PaymentState {
    /// To be paid at the counter.
    DueInStore,
    /// The provider has been asked and has not answered.
    Pending,
    /// The provider waits for her, at its own page.
    ActionNeeded,
    /// Reserved on the shopper's card. What was handed over or sent is taken already.
    Authorised,
    /// Taken, all of it.
    Captured,
    /// Given back, all of it, after it was taken.
    Refunded,
    /// Refused by the provider; nothing was taken.
    Declined,
    /// Given back before it was taken.
    Voided,
}

impl PaymentState {
    const ALL: [Self; 8] = [
        Self::DueInStore,
        Self::Pending,
        Self::ActionNeeded,
        Self::Authorised,
        Self::Captured,
        Self::Refunded,
        Self::Declined,
        Self::Voided,
    ];

    /// The word kept in the database and on the wire.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::DueInStore => "due_in_store",
            Self::Pending => "pending",
            Self::ActionNeeded => "action_needed",
            Self::Authorised => "authorised",
            Self::Captured => "captured",
            Self::Refunded => "refunded",
            Self::Declined => "declined",
            Self::Voided => "voided",
        }
    }

    /// The state of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// Whether it is not decided yet if the order will be paid: nothing leaves a shelf for it.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Pending | Self::ActionNeeded)
    }
}

/// Why an order's payment is not where its shopper wanted it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PaymentTrouble {
    /// The last attempt was declined. While the order waits, she may try another card.
    Declined,
    /// The provider's page was closed before she paid. While the order waits, she may open another.
    Expired,
    /// She did not pay in time, so the order came to nothing.
    TooLate,
    /// She paid after the order had been given up, and it could not be had any more: the money went back at once.
    SoldOut,
}

impl PaymentTrouble {
    /// The word kept in the database and on the wire.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Declined => "declined",
            Self::Expired => "expired",
            Self::TooLate => "too_late",
            Self::SoldOut => "sold_out",
        }
    }

    /// The trouble of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Declined, Self::Expired, Self::TooLate, Self::SoldOut].into_iter().find(|it| it.word() == word)
    }
}

/// Whether a group of an order is paid with the order. The one place where that is decided: goods that are only reserved
/// will be paid when they have been tried.
#[must_use]
pub fn due_now(receive: &Receive) -> bool {
    match receive {
        Receive::Ship | Receive::PickUp { .. } | Receive::Curbside { .. } => true,
        Receive::Reserve { .. } => false,
    }
}

/// What has moved in one attempt: none of it negative, and never more given back than taken, nor taken than reserved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Funds {
    /// Reserved, at its most: what was taken or let go of since still counts.
    pub authorised: i64,
    /// Taken, in all.
    pub captured: i64,
    /// Given back of what was taken, in all.
    pub refunded: i64,
}

impl Funds {
    /// Whether these can be the figures of a payment.
    #[must_use]
    pub fn is_sound(self) -> bool {
        0 <= self.refunded && self.refunded <= self.captured && self.captured <= self.authorised
    }
}

/// Where an attempt is at the provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// The provider works on it, or nobody knows.
    Pending,
    /// It waits for the shopper.
    ActionNeeded,
    /// The amount is reserved, and more of it may be taken.
    Authorised,
    /// Refused.
    Declined,
    /// Closed before she paid.
    Expired,
    /// No more will be taken: what was not taken is free again.
    Released,
}

impl Standing {
    const ALL: [Self; 6] =
        [Self::Pending, Self::ActionNeeded, Self::Authorised, Self::Declined, Self::Expired, Self::Released];

    /// The word kept in the database.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::ActionNeeded => "action_needed",
            Self::Authorised => "authorised",
            Self::Declined => "declined",
            Self::Expired => "expired",
            Self::Released => "released",
        }
    }

    /// The standing of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.word() == word)
    }

    /// Whether the shopper may still pay this attempt.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Pending | Self::ActionNeeded)
    }
}

/// One try at paying an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attempt {
    /// Where it is.
    pub standing: Standing,
    /// What has moved.
    pub funds: Funds,
    /// Whether the provider takes a reserved amount in parts. If not, it is taken once, when all of it is due.
    pub in_parts: bool,
}

/// What an attempt is to come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Goal {
    /// To be taken by now: what was handed over or sent.
    pub charge: i64,
    /// What may yet be taken at the most: everything that is not cancelled.
    pub most: i64,
    /// To be given back of it.
    pub refund: i64,
}

impl Goal {
    /// Of an attempt that no order wants: nothing is taken, and what was goes back.
    pub const NOTHING: Self = Self { charge: 0, most: 0, refund: 0 };

    /// Whether nothing more will be taken later than now.
    #[must_use]
    pub fn is_last(self) -> bool {
        self.charge >= self.most
    }
}

/// What the provider is asked to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Take some of what is reserved.
    Capture {
        /// How much.
        amount: i64,
        /// Whether the rest is then let go of.
        last: bool,
    },
    /// Let go of what was not taken.
    Release,
    /// Give back some of what was taken.
    Refund {
        /// How much.
        amount: i64,
    },
}

impl Attempt {
    /// The next step towards a goal; none when it is reached, or the attempt is not where a step would lead anywhere.
    #[must_use]
    pub fn next(self, goal: Goal) -> Option<Step> {
        let Funds { authorised, captured, refunded } = self.funds;
        let missing = goal.charge.min(authorised) - captured;
        let last = goal.is_last();
        if self.standing == Standing::Authorised {
            // Taken once and for all, a part would free the rest of what is still to be handed over.
            if missing > 0 && (self.in_parts || last) {
                return Some(Step::Capture { amount: missing, last });
            }
            if last && missing <= 0 && captured < authorised {
                return Some(Step::Release);
            }
        }
        let excess = (captured - goal.most.max(goal.charge)).max(0);
        let owed = (goal.refund + excess).min(captured) - refunded;
        (owed > 0).then_some(Step::Refund { amount: owed })
    }

    /// The attempt once a step is done that was asked when `base` had moved. Told twice, it is done once.
    #[must_use]
    pub fn after(mut self, base: Funds, step: Step) -> Self {
        let funds = &mut self.funds;
        match step {
            Step::Capture { amount, last } => {
                funds.captured = funds.captured.max(base.captured + amount).min(funds.authorised);
                if last {
                    self.standing = Standing::Released;
                }
            }
            Step::Refund { amount } => {
                funds.refunded = funds.refunded.max(base.refunded + amount).min(funds.captured);
            }
            Step::Release => self.standing = Standing::Released,
        }
        self
    }

    /// Whether a step that was asked when `base` had moved is done by the looks of this attempt.
    #[must_use]
    pub fn has_done(self, base: Funds, step: Step) -> bool {
        match step {
            Step::Capture { amount, .. } => self.funds.captured >= base.captured + amount,
            Step::Refund { amount } => self.funds.refunded >= base.refunded + amount,
            Step::Release => matches!(self.standing, Standing::Released | Standing::Expired | Standing::Declined),
        }
    }

    /// What the shopper is told of an accepted attempt.
    #[must_use]
    pub fn state(self, goal: Goal) -> PaymentState {
        let Funds { captured, refunded, .. } = self.funds;
        if captured > 0 && refunded == captured {
            PaymentState::Refunded
        } else if captured > 0 && goal.is_last() && captured >= goal.charge {
            PaymentState::Captured
        } else if captured == 0 && matches!(self.standing, Standing::Released | Standing::Expired | Standing::Declined)
        {
            PaymentState::Voided
        } else {
            PaymentState::Authorised
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attempt(standing: Standing, authorised: i64, captured: i64, refunded: i64) -> Attempt {
        Attempt { standing, funds: Funds { authorised, captured, refunded }, in_parts: true }
    }

    fn goal(charge: i64, most: i64, refund: i64) -> Goal {
        Goal { charge, most, refund }
    }

    #[test]
    fn every_word_is_read_back() {
        for state in PaymentState::ALL {
            assert_eq!(PaymentState::from_word(state.word()), Some(state));
            assert_eq!(serde_json::to_string(&state).unwrap(), format!("{:?}", state.word()));
        }
        for standing in Standing::ALL {
            assert_eq!(Standing::from_word(standing.word()), Some(standing));
        }
        assert_eq!(PaymentTrouble::from_word("sold_out"), Some(PaymentTrouble::SoldOut));
        assert_eq!(PaymentTrouble::from_word("what"), None);
    }

    #[test]
    fn the_next_step_follows_from_goods_and_money() {
        use Standing::{Authorised, Declined, Released};
        let capture = |amount, last| Some(Step::Capture { amount, last });
        for (at, goal, then) in [
            (attempt(Authorised, 100, 0, 0), goal(0, 100, 0), None),
            (attempt(Authorised, 100, 0, 0), goal(30, 100, 0), capture(30, false)),
            (attempt(Authorised, 100, 30, 0), goal(100, 100, 0), capture(70, true)),
            (attempt(Authorised, 100, 30, 0), goal(30, 30, 0), Some(Step::Release)),
            (attempt(Authorised, 100, 0, 0), goal(0, 0, 0), Some(Step::Release)),
            (attempt(Authorised, 100, 100, 0), goal(100, 100, 0), None),
            (attempt(Released, 100, 100, 0), goal(100, 100, 20), Some(Step::Refund { amount: 20 })),
            (attempt(Released, 100, 100, 20), goal(100, 100, 20), None),
            (attempt(Released, 100, 100, 0), goal(100, 100, 900), Some(Step::Refund { amount: 100 })),
            // A provider that takes everything at once: only what will never be due goes back.
            (attempt(Authorised, 100, 100, 0), goal(30, 100, 0), None),
            (attempt(Authorised, 100, 100, 0), goal(30, 60, 0), Some(Step::Refund { amount: 40 })),
            (attempt(Declined, 0, 0, 0), goal(0, 0, 0), None),
            (attempt(Released, 100, 0, 0), goal(100, 100, 0), None),
        ] {
            assert_eq!(at.next(goal), then, "{at:?} {goal:?}");
        }
        let whole = Attempt { in_parts: false, ..attempt(Authorised, 100, 0, 0) };
        assert_eq!(whole.next(goal(30, 100, 0)), None, "a part would free the rest");
        assert_eq!(whole.next(goal(70, 70, 0)), capture(70, true));
    }

    #[test]
    fn what_the_shopper_is_told() {
        use Standing::{Authorised, Released};
        for (at, goal, told) in [
            (attempt(Authorised, 100, 0, 0), goal(0, 100, 0), PaymentState::Authorised),
            (attempt(Authorised, 100, 30, 0), goal(30, 100, 0), PaymentState::Authorised),
            (attempt(Released, 100, 100, 0), goal(100, 100, 0), PaymentState::Captured),
            (attempt(Released, 100, 30, 0), goal(30, 30, 0), PaymentState::Captured),
            (attempt(Released, 100, 100, 40), goal(100, 100, 40), PaymentState::Captured),
            (attempt(Released, 100, 100, 100), goal(100, 100, 100), PaymentState::Refunded),
            (attempt(Released, 100, 0, 0), goal(0, 0, 0), PaymentState::Voided),
        ] {
            assert_eq!(at.state(goal), told, "{at:?} {goal:?}");
        }
    }
}
