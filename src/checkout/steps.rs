//! The three steps of the checkout: who, how, pay.

use super::{CheckoutForm, SlotPicker, form::element_id};
use crate::{
    format::{moment, relative_day},
    i18n::{Locale, td_string, use_locale},
    ui::{Choice, Field, FieldKind, RadioGroup},
};
use api::checkout::{PlanGroup, PlanView};
use domain::{
    cart::Receive,
    checkout::{PaymentMethod, Slot},
};
use leptos::prelude::*;

/// Countries we deliver to, ISO 3166-1.
const COUNTRIES: [&str; 10] = ["DE", "AT", "CH", "BE", "DK", "ES", "FR", "IT", "NL", "SE"];

/// Whom the order is for.
#[component]
pub fn ContactStep(
    /// The fields.
    form: CheckoutForm,
) -> impl IntoView {
    let locale = use_locale();

    view! {
        <section class="step" aria-labelledby="step-contact">
            <h2 class="step__title" id="step-contact">{td_string!(locale, checkout.contact.title)}</h2>
            <Field label=td_string!(locale, checkout.contact.name) value=form.name autocomplete="name" error=form.error("contact.name") id=element_id("contact.name") />
            <Field label=td_string!(locale, checkout.contact.email) value=form.email kind=FieldKind::Email autocomplete="email" hint=td_string!(locale, checkout.contact.email_hint).to_owned() error=form.error("contact.email") id=element_id("contact.email") />
            <Field label=td_string!(locale, checkout.contact.phone) value=form.phone kind=FieldKind::Phone autocomplete="tel" optional=true error=form.error("contact.phone") id=element_id("contact.phone") />
        </section>
    }
}

/// How and when each group reaches her.
#[component]
pub fn ReceiveStep(
    /// The plan.
    plan: Memo<PlanView>,
    /// The fields.
    form: CheckoutForm,
) -> impl IntoView {
    let locale = use_locale();
    // Apart from the groups, so that a newer plan does not take the field away she is typing in.
    let ships = Memo::new(move |_| plan.with(|plan| plan.groups.iter().any(|it| it.receive == Receive::Ship)));
    let drives = Memo::new(move |_| {
        plan.with(|plan| plan.groups.iter().any(|it| matches!(it.receive, Receive::Curbside { .. })))
    });
    let blocks = move || {
        let groups = plan.with(|plan| plan.groups.clone());
        groups.into_iter().map(|group| view! { <GroupBlock plan group form /> }.into_any()).collect::<Vec<_>>()
    };

    view! {
        <section class="step" aria-labelledby="step-receive">
            <h2 class="step__title" id="step-receive">{td_string!(locale, checkout.receive.title)}</h2>
            {blocks}
            <p class="field__error" role="alert">{form.error("slot")}</p>
            {move || ships.get().then(|| view! { <AddressFields form /> })}
            {move || drives.get().then(|| view! {
                <div class="step__fields">
                    <Field label=td_string!(locale, checkout.vehicle.description) value=form.vehicle autocomplete="off" hint=td_string!(locale, checkout.vehicle.hint).to_owned() error=form.error("vehicle.description") id=element_id("vehicle.description") />
                    <Field label=td_string!(locale, checkout.vehicle.plate) value=form.plate autocomplete="off" optional=true error=form.error("vehicle.plate") id=element_id("vehicle.plate") />
                </div>
            })}
        </section>
    }
}

#[component]
fn GroupBlock(plan: Memo<PlanView>, group: PlanGroup, form: CheckoutForm) -> impl IntoView {
    let locale = use_locale();
    let title = group_title(locale, &group);
    let when = match (&group.ready_by, &group.arrives) {
        (Some(ready), _) => td_string!(locale, checkout.receive.ready, time = moment(locale, *ready)),
        (_, Some((first, last))) => {
            let day = |at: &api::time::StoreTime| relative_day(locale, at.local.date(), at.days_ahead);
            td_string!(locale, checkout.receive.arrives, first = day(first), last = day(last))
        }
        _ => String::new(),
    };
    let collected = group.receive != Receive::Ship;

    view! {
        <div class="step__group">
            <h3 class="step__group-title">{title}</h3>
            <p class="step__when">{when}</p>
            {collected.then(|| view! { <GroupSlots plan group form /> })}
        </div>
    }
}

#[component]
fn GroupSlots(plan: Memo<PlanView>, group: PlanGroup, form: CheckoutForm) -> impl IntoView {
    let receive = StoredValue::new(group.receive);
    let chosen = Memo::new(move |_| plan.with(|plan| receive.with_value(|receive| form.slot(plan, receive))));
    let choose = move |slot: Slot| form.slots.update(|slots| slots.push((receive.get_value(), slot)));

    view! { <SlotPicker slots=group.slots chosen on_choose=choose /> }
}

/// The fields of an address.
#[component]
pub fn AddressFields(
    /// Where they are kept.
    form: CheckoutForm,
) -> impl IntoView {
    let locale = use_locale();
    let options = COUNTRIES.map(|code| view! { <option value=code selected=move || form.country.get() == code>{country(locale, code)}</option> });

    view! {
        <div class="step__fields">
            <Field label=td_string!(locale, checkout.address.street) value=form.street autocomplete="address-line1" error=form.error("address.street") id=element_id("address.street") />
            <Field label=td_string!(locale, checkout.address.extra) value=form.extra autocomplete="address-line2" optional=true error=form.error("address.extra") id=element_id("address.extra") />
            <Field label=td_string!(locale, checkout.address.postal_code) value=form.postal_code autocomplete="postal-code" error=form.error("address.postal_code") id=element_id("address.postal_code") />
            <Field label=td_string!(locale, checkout.address.city) value=form.city autocomplete="address-level2" error=form.error("address.city") id=element_id("address.city") />
            <label class="field">
                <span class="field__label">{td_string!(locale, checkout.address.country)}</span>
                <select class="field__input" autocomplete="country" on:change:target=move |event| form.country.set(event.target().value())>{options}</select>
            </label>
        </div>
    }
}

/// How it is paid.
#[component]
pub fn PayStep(
    /// The plan.
    plan: Memo<PlanView>,
    /// The fields.
    form: CheckoutForm,
) -> impl IntoView {
    let locale = use_locale();
    let choices = Signal::derive(move || {
        let methods = plan.with(|plan| plan.payment.clone());
        let choice = |method| match method {
            PaymentMethod::InStore => Choice::new("in_store", td_string!(locale, checkout.pay.in_store))
                .with_hint(td_string!(locale, checkout.pay.in_store_hint)),
            PaymentMethod::Card => Choice::new("card", td_string!(locale, checkout.pay.card))
                .with_hint(td_string!(locale, checkout.pay.card_hint)),
        };
        methods.into_iter().map(choice).collect::<Vec<_>>()
    });
    let payment = Memo::new(move |_| plan.with(|plan| form.payment(plan)));
    let chosen = Signal::derive(move || payment.get().map(|method| word(method).to_owned()));
    let choose = move |value: String| {
        form.method
            .set([PaymentMethod::InStore, PaymentMethod::Card].into_iter().find(|method| word(*method) == value));
    };
    let test_cards = move || {
        (payment.get() == Some(PaymentMethod::Card)).then(|| {
            let choices = vec![
                Choice::new("test-approve", td_string!(locale, checkout.pay.test.approve)),
                Choice::new("test-decline", td_string!(locale, checkout.pay.test.decline)),
                Choice::new("test-timeout", td_string!(locale, checkout.pay.test.timeout)),
            ];
            let chosen = Signal::derive(move || Some(form.test_card.get()));
            view! { <RadioGroup legend=td_string!(locale, checkout.pay.test.title) choices chosen on_choose=move |card| form.test_card.set(card) /> }
        })
    };

    view! {
        <section class="step" aria-labelledby="step-pay">
            <h2 class="step__title" id="step-pay">{td_string!(locale, checkout.pay.title)}</h2>
            <RadioGroup legend=td_string!(locale, checkout.pay.question) choices chosen on_choose=choose />
            {test_cards}
        </section>
    }
}

/// What a group is called: the way and the place.
#[must_use]
pub fn group_title(locale: Locale, group: &PlanGroup) -> String {
    let store = group.store.as_ref().map(|store| store.name.clone()).unwrap_or_default();
    match group.receive {
        Receive::Ship => td_string!(locale, checkout.receive.ship).to_owned(),
        Receive::PickUp { .. } => td_string!(locale, checkout.receive.pick_up, store = store),
        Receive::Curbside { .. } => td_string!(locale, checkout.receive.curbside, store = store),
        Receive::Reserve { .. } => td_string!(locale, checkout.receive.reserve, store = store),
    }
}

fn word(method: PaymentMethod) -> &'static str {
    match method {
        PaymentMethod::InStore => "in_store",
        PaymentMethod::Card => "card",
    }
}

fn country(locale: Locale, code: &str) -> &'static str {
    match code {
        "AT" => td_string!(locale, checkout.country.at),
        "CH" => td_string!(locale, checkout.country.ch),
        "BE" => td_string!(locale, checkout.country.be),
        "DK" => td_string!(locale, checkout.country.dk),
        "ES" => td_string!(locale, checkout.country.es),
        "FR" => td_string!(locale, checkout.country.fr),
        "IT" => td_string!(locale, checkout.country.it),
        "NL" => td_string!(locale, checkout.country.nl),
        "SE" => td_string!(locale, checkout.country.se),
        _ => td_string!(locale, checkout.country.de),
    }
}
