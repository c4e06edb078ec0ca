//! What became of a bag: one state machine per fulfilment group, goods and money kept apart.

mod changes;

pub use crate::payments::{PaymentState, PaymentTrouble};
pub use changes::*;

use crate::cart::Receive;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Where the goods of one group are. Money has its own state, [`PaymentState`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum GroupState {
    /// Ordered; the pieces are set aside in the books, nobody has fetched them yet. Not ready.
    Placed,
    /// Somebody is fetching them from the shelves.
    Picking,
    /// They wait at the counter or the kerb.
    Ready,
    /// The shopper has them.
    Collected,
    /// They are in a parcel.
    Packed,
    /// The parcel is with the carrier.
    Shipped,
    /// The parcel arrived.
    Delivered,
    /// Nothing will be handed over; the pieces are free again.
    Cancelled,
}

impl GroupState {
    /// The word kept in the database and on the wire.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Placed => "placed",
            Self::Picking => "picking",
            Self::Ready => "ready",
            Self::Collected => "collected",
            Self::Packed => "packed",
            Self::Shipped => "shipped",
            Self::Delivered => "delivered",
            Self::Cancelled => "cancelled",
        }
    }

    /// The state of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [
            Self::Placed,
            Self::Picking,
            Self::Ready,
            Self::Collected,
            Self::Packed,
            Self::Shipped,
            Self::Delivered,
            Self::Cancelled,
        ]
        .into_iter()
        .find(|state| state.word() == word)
    }

    /// Whether nothing more will happen.
    #[must_use]
    pub fn is_final(self) -> bool {
        matches!(self, Self::Collected | Self::Delivered | Self::Cancelled)
    }
}

/// What staff do with a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum StaffAction {
    /// Begin to fetch.
    StartPicking,
    /// Everything is at the counter.
    MarkReady,
    /// Given to the shopper.
    HandOver,
    /// Put into a parcel.
    Pack,
    /// Given to the carrier.
    Ship,
    /// The carrier says it arrived.
    ConfirmDelivery,
    /// Give up; the pieces are free again.
    Cancel,
}

/// An action does not follow from where the group is.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[error("cannot {action:?} an order group that is {state:?}")]
pub struct TransitionError {
    /// Where the group is.
    pub state: GroupState,
    /// What was tried.
    pub action: StaffAction,
}

/// Where an action leads. An action whose result is already reached changes nothing, so that a double tap is harmless.
///
/// # Errors
/// [`TransitionError`] when the action does not follow, or does not fit the way of receiving.
pub fn advance(state: GroupState, receive: &Receive, action: StaffAction) -> Result<GroupState, TransitionError> {
    use GroupState as State;
    use StaffAction as Action;
    let parcel = *receive == Receive::Ship;
    let (from, to): (&[State], State) = match (action, parcel) {
        (Action::StartPicking, _) => (&[State::Placed], State::Picking),
        (Action::MarkReady, false) => (&[State::Placed, State::Picking], State::Ready),
        (Action::HandOver, false) => (&[State::Ready], State::Collected),
        (Action::Pack, true) => (&[State::Placed, State::Picking], State::Packed),
        (Action::Ship, true) => (&[State::Packed], State::Shipped),
        (Action::ConfirmDelivery, true) => (&[State::Shipped], State::Delivered),
        (Action::Cancel, _) => (&[State::Placed, State::Picking, State::Ready, State::Packed], State::Cancelled),
        _ => return Err(TransitionError { state, action }),
    };
    if state == to || from.contains(&state) { Ok(to) } else { Err(TransitionError { state, action }) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::LocationCode;

    #[test]
    fn a_group_moves_only_the_way_its_goods_do() {
        use GroupState as State;
        use StaffAction as Action;
        let counter = Receive::PickUp { store: LocationCode::parse("mitte").unwrap() };
        let to_try = Receive::Reserve { store: LocationCode::parse("mitte").unwrap() };
        let cases = [
            (State::Placed, &counter, Action::MarkReady, Some(State::Ready)),
            (State::Ready, &counter, Action::MarkReady, Some(State::Ready)),
            (State::Ready, &counter, Action::HandOver, Some(State::Collected)),
            (State::Collected, &counter, Action::HandOver, Some(State::Collected)),
            (State::Placed, &counter, Action::HandOver, None),
            (State::Collected, &counter, Action::Cancel, None),
            (State::Placed, &counter, Action::Pack, None),
            (State::Placed, &Receive::Ship, Action::Pack, Some(State::Packed)),
            (State::Placed, &Receive::Ship, Action::MarkReady, None),
            (State::Packed, &Receive::Ship, Action::Ship, Some(State::Shipped)),
            (State::Shipped, &Receive::Ship, Action::Cancel, None),
            // What is reserved to be tried waits at the counter like anything else.
            (State::Placed, &to_try, Action::MarkReady, Some(State::Ready)),
            (State::Ready, &to_try, Action::HandOver, Some(State::Collected)),
            (State::Placed, &to_try, Action::Pack, None),
        ];
        for (state, receive, action, then) in cases {
            assert_eq!(advance(state, receive, action).ok(), then, "{state:?} {action:?}");
        }
    }
}
