//! What a shopper may still change of an order herself.

use super::GroupState;
use crate::cart::Receive;
use serde::{Deserialize, Serialize};

/// What a shopper may still change of a group herself.
///
/// | where the goods are | cancel | another store, slot or way | who collects | why |
/// |---|---|---|---|---|
/// | placed | yes | yes, what is collected | yes | nobody has touched them |
/// | picking | yes | no | yes | somebody walks with them; another store would make that work for nothing |
/// | ready | yes, what is collected | no | yes | not coming is the same, only later |
/// | packed or later | no | no | no | it is on its way: returning is another rule |
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ShopperMay {
    /// Cancel the group.
    pub cancel: bool,
    /// Get it at another store, in another slot, another way.
    pub change_receiving: bool,
    /// Name somebody else who collects it.
    pub name_collector: bool,
}

/// What a shopper may change of a group in `state`.
#[must_use]
pub fn shopper_may(state: GroupState, receive: &Receive) -> ShopperMay {
    let collected = *receive != Receive::Ship;
    match state {
        GroupState::Placed => ShopperMay { cancel: true, change_receiving: collected, name_collector: collected },
        GroupState::Picking => ShopperMay { cancel: true, change_receiving: false, name_collector: collected },
        GroupState::Ready => ShopperMay { cancel: true, change_receiving: false, name_collector: true },
        GroupState::Collected
        | GroupState::Packed
        | GroupState::Shipped
        | GroupState::Delivered
        | GroupState::Cancelled => ShopperMay::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::LocationCode;

    #[test]
    fn what_may_be_changed_ends_as_the_goods_move() {
        let counter = Receive::PickUp { store: LocationCode::parse("mitte").unwrap() };
        let cases = [
            (GroupState::Placed, &counter, (true, true, true)),
            (GroupState::Placed, &Receive::Ship, (true, false, false)),
            (GroupState::Picking, &counter, (true, false, true)),
            (GroupState::Picking, &Receive::Ship, (true, false, false)),
            (GroupState::Ready, &counter, (true, false, true)),
            (GroupState::Collected, &counter, (false, false, false)),
            (GroupState::Packed, &Receive::Ship, (false, false, false)),
            (GroupState::Shipped, &Receive::Ship, (false, false, false)),
            (GroupState::Delivered, &Receive::Ship, (false, false, false)),
            (GroupState::Cancelled, &counter, (false, false, false)),
        ];
        for (state, receive, (cancel, change_receiving, name_collector)) in cases {
            let may = ShopperMay { cancel, change_receiving, name_collector };
            assert_eq!(shopper_may(state, receive), may, "{state:?}");
        }
    }
}
