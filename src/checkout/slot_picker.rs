//! Choosing when to collect: days beside each other, the chosen day's times below.

use crate::{
    format::{clock, relative_day},
    i18n::{td_string, use_locale},
    ui::{Chip, element_id},
};
use api::checkout::SlotView;
use domain::checkout::Slot;
use jiff::civil::Date;
use leptos::prelude::*;

/// The slots of one store. Times without room can be seen but not chosen.
#[component]
pub fn SlotPicker(
    /// What there is, earliest first.
    slots: Vec<SlotView>,
    /// The slot that is chosen.
    #[prop(into)]
    chosen: Signal<Option<Slot>>,
    /// Told the slot when the shopper chooses.
    #[prop(into)]
    on_choose: Callback<Slot>,
) -> impl IntoView {
    let locale = use_locale();
    let name = element_id("slot");
    let looking_at = RwSignal::new(None::<Date>);
    let mut days: Vec<(Date, i32)> =
        slots.iter().map(|slot| (slot.starts.local.date(), slot.starts.days_ahead)).collect();
    days.dedup();
    let first = days.first().map(|(day, _)| *day);
    let slots = StoredValue::new(slots);
    // The day she looks at; before she looks at one, that of the chosen slot.
    let day = Memo::new(move |_| {
        let of_chosen = || {
            slots.with_value(|slots| {
                slots.iter().find(|slot| Some(slot.slot) == chosen.get()).map(|slot| slot.starts.local.date())
            })
        };
        looking_at.get().or_else(of_chosen).or(first)
    });
    let days = days
        .into_iter()
        .map(|(date, ahead)| {
            let pressed = Signal::derive(move || day.get() == Some(date));
            view! { <Chip text=relative_day(locale, date, ahead) pressed on_press=move || looking_at.set(Some(date)) /> }
        })
        .collect::<Vec<_>>();
    let times = move || {
        let of_day = slots.with_value(|slots| {
            slots.iter().filter(|slot| Some(slot.starts.local.date()) == day.get()).copied().collect::<Vec<_>>()
        });
        of_day
            .into_iter()
            .map(|slot| {
                let words = format!("{}–{}", clock(slot.starts.local.time()), clock(slot.ends.local.time()));
                let full = (!slot.free)
                    .then(|| view! { <span class="slots__full">{td_string!(locale, checkout.slot.full)}</span> });
                view! {
                    <label class="slots__one">
                        <input
                            class="slots__input"
                            type="radio"
                            name=name.clone()
                            disabled=!slot.free
                            prop:checked=move || chosen.get() == Some(slot.slot)
                            on:change=move |_| on_choose.run(slot.slot)
                        />
                        <span class="slots__words">{words}{full}</span>
                    </label>
                }
            })
            .collect::<Vec<_>>()
    };

    view! {
        <fieldset class="slots" role="radiogroup">
            <legend class="radios__legend">{td_string!(locale, checkout.slot.question)}</legend>
            <div class="slots__days">{days}</div>
            <div class="slots__times">{times}</div>
        </fieldset>
    }
}
