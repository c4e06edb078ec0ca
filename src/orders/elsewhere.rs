//! Collecting a group at another store or time, or having it sent.

use super::{
    changing::{Asking, SendInstead},
    data,
};
use crate::{
    checkout::{CheckoutForm, SlotPicker, element_id},
    format::{distance, moment},
    i18n::{Locale, td_string, use_locale},
    ui::{Button, Choice, Field, Load, RadioGroup, Shape, Skeleton, fetched},
};
use api::{
    checkout::{Collection, SlotView},
    orders::{Change, ChoicesView, StoreChoice},
};
use domain::{cart::Receive, checkout::Slot};
use leptos::prelude::*;

/// The value of the choice to have it sent, which no store is called.
const SENT: &str = "";

/// The stores that have all of it, each with its times; and sending it.
#[component]
pub(super) fn Elsewhere(asking: Asking) -> impl IntoView {
    let choices = fetched(None, || (), move |()| data::choices(asking.number(), asking.group()));

    view! {
        <Load of=choices skeleton=|| view! { <Skeleton shape=Shape::Row count=3 /> } let:found>
            <Places asking found />
        </Load>
    }
}

#[component]
fn Places(asking: Asking, found: ChoicesView) -> impl IntoView {
    let locale = use_locale();
    let chosen = RwSignal::new(found.stores.first().map(|it| it.store.code.to_string()));
    let mut choices: Vec<Choice> = found.stores.iter().map(|it| place(locale, it)).collect();
    if found.can_be_sent {
        choices.push(Choice::new(SENT, td_string!(locale, orders.change.send)));
    }
    let stores = StoredValue::new(found.stores);
    let part = move || {
        let code = chosen.get()?;
        if code == SENT {
            return Some(view! { <SendInstead asking /> }.into_any());
        }
        let store = stores.with_value(|stores| stores.iter().find(|it| it.store.code.as_str() == code).cloned())?;
        Some(view! { <AtStore asking store /> }.into_any())
    };

    view! {
        <div class="changes__part">
            <RadioGroup legend=td_string!(locale, orders.change.where_to) choices chosen on_choose=move |code| chosen.set(Some(code)) />
            {part}
        </div>
    }
}

fn place(locale: Locale, choice: &StoreChoice) -> Choice {
    let ready = choice.ready_by.map(|time| td_string!(locale, checkout.receive.ready, time = moment(locale, time)));
    let far = (choice.metres > 0).then(|| distance(locale, choice.metres));
    let hint: Vec<String> = far.into_iter().chain(ready).collect();
    Choice::new(choice.store.code.as_str(), choice.store.name.clone()).with_hint(hint.join(" · "))
}

#[component]
fn AtStore(asking: Asking, store: StoreChoice) -> impl IntoView {
    let locale = use_locale();
    let form = CheckoutForm::new();
    let by_car = RwSignal::new(false);
    let first_free = |slots: &[SlotView]| slots.iter().find(|slot| slot.free).map(|slot| slot.slot);
    let slot = RwSignal::new(first_free(&store.slots));
    let code = StoredValue::new(store.store.code.clone());
    let (counter, kerb) = (StoredValue::new(store.slots), StoredValue::new(store.curbside_slots));
    let offers_kerb = kerb.with_value(|slots| !slots.is_empty());
    let ways = vec![
        Choice::new("counter", td_string!(locale, checkout.way.pick_up)),
        Choice::new("car", td_string!(locale, checkout.way.curbside)),
    ];
    let way = Signal::derive(move || Some(if by_car.get() { "car" } else { "counter" }.to_owned()));
    let choose_way = move |way: String| {
        by_car.set(way == "car");
        slot.set(if way == "car" {
            kerb.with_value(|slots| first_free(slots))
        } else {
            counter.with_value(|slots| first_free(slots))
        });
    };
    let save = move || {
        let Some(slot) = slot.get_untracked() else { return };
        let (store, by_car) = (code.get_value(), by_car.get_untracked());
        let vehicle = if by_car { form.vehicle(locale) } else { None };
        if by_car && vehicle.is_none() {
            return;
        }
        let receive = if by_car { Receive::Curbside { store } } else { Receive::PickUp { store } };
        let change = Change::Collect(Collection { receive, slot, vehicle });
        asking.ask(change, td_string!(locale, orders.change.elsewhere_done));
    };
    let times = move || {
        let slots = if by_car.get() { kerb.get_value() } else { counter.get_value() };
        if first_free(&slots).is_none() {
            return view! { <p>{td_string!(locale, checkout.wrong.no_slot)}</p> }.into_any();
        }
        view! {
            <SlotPicker slots chosen=slot on_choose=move |chosen: Slot| slot.set(Some(chosen)) />
            <Button disabled=asking.busy on_press=save>{td_string!(locale, orders.change.elsewhere_save)}</Button>
        }
        .into_any()
    };

    view! {
        {offers_kerb.then(|| view! {
            <RadioGroup legend=td_string!(locale, checkout.way.question) choices=ways chosen=way on_choose=choose_way />
        })}
        {move || by_car.get().then(|| view! {
            <Field label=td_string!(locale, checkout.vehicle.description) value=form.vehicle autocomplete="off" hint=td_string!(locale, checkout.vehicle.hint).to_owned() error=form.error("vehicle.description") id=element_id("vehicle.description") />
        })}
        {times}
    }
}
