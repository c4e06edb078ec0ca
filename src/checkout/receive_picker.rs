//! Choosing how something reaches the shopper.

use crate::{
    i18n::{td_string, use_locale},
    ui::{Choice, RadioGroup},
};
use domain::{cart::Receive, id::LocationCode};
use leptos::prelude::*;

/// A way of receiving, before it is tied to a store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Sent to an address.
    Ship,
    /// Collected at a counter.
    PickUp,
    /// Brought to the car.
    Curbside,
    /// Set aside to be tried.
    Reserve,
}

impl Way {
    const ALL: [Self; 4] = [Self::Ship, Self::PickUp, Self::Curbside, Self::Reserve];

    fn word(self) -> &'static str {
        match self {
            Self::Ship => "ship",
            Self::PickUp => "pick_up",
            Self::Curbside => "curbside",
            Self::Reserve => "reserve",
        }
    }

    /// The way of a line.
    #[must_use]
    pub fn of(receive: &Receive) -> Self {
        match receive {
            Receive::Ship => Self::Ship,
            Receive::PickUp { .. } => Self::PickUp,
            Receive::Curbside { .. } => Self::Curbside,
            Receive::Reserve { .. } => Self::Reserve,
        }
    }

    /// The way at a store; nothing when it needs a store and there is none.
    #[must_use]
    pub fn at(self, store: Option<LocationCode>) -> Option<Receive> {
        match self {
            Self::Ship => Some(Receive::Ship),
            Self::PickUp => store.map(|store| Receive::PickUp { store }),
            Self::Curbside => store.map(|store| Receive::Curbside { store }),
            Self::Reserve => store.map(|store| Receive::Reserve { store }),
        }
    }
}

/// What the shopper may choose for one thing: which ways are possible and what each means now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WayHint {
    /// The second line: "Ready today 16:30 at Mitte".
    pub text: String,
    /// Whether it can be chosen now.
    pub possible: bool,
}

/// Ship it, pick up in store, curbside pickup, or reserve to try, each with what it means now.
#[component]
pub fn ReceivePicker(
    /// The way that is chosen.
    #[prop(into)]
    chosen: Signal<Way>,
    /// What each way means now; a way without a word about it is not shown.
    #[prop(into)]
    hints: Callback<Way, Option<WayHint>>,
    /// Told the way when the shopper chooses.
    #[prop(into)]
    on_choose: Callback<Way>,
) -> impl IntoView {
    let locale = use_locale();
    let choices = Signal::derive(move || {
        Way::ALL
            .into_iter()
            .filter_map(|way| {
                let hint = hints.run(way)?;
                let label = match way {
                    Way::Ship => td_string!(locale, checkout.way.ship),
                    Way::PickUp => td_string!(locale, checkout.way.pick_up),
                    Way::Curbside => td_string!(locale, checkout.way.curbside),
                    Way::Reserve => td_string!(locale, checkout.way.reserve),
                };
                Some(Choice { unavailable: !hint.possible, ..Choice::new(way.word(), label).with_hint(hint.text) })
            })
            .collect::<Vec<_>>()
    });
    let word = Signal::derive(move || Some(chosen.get().word().to_owned()));
    let choose = move |word: String| {
        if let Some(way) = Way::ALL.into_iter().find(|way| way.word() == word) {
            on_choose.run(way);
        }
    };

    view! { <RadioGroup legend=td_string!(locale, checkout.way.question) choices chosen=word on_choose=choose /> }
}
