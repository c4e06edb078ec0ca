//! The three steps of the checkout: who, how, pay.

use super::{
    CheckoutForm, SlotPicker,
    form::{AT_THE_PROVIDER, element_id},
};
use crate::{
    format::{moment, money, relative_day},
    i18n::{Locale, td_string, use_locale},
    ui::{Choice, Field, FieldKind, RadioGroup},
};
use api::{
    checkout::{ChosenMethod, PlanGroup, PlanView},
    payments::SavedPayment,
    time::StoreTime,
};
use domain::{
    cart::Receive,
    checkout::{PaymentMethod, Slot},
};
use leptos::prelude::*;

/// Countries we deliver to, ISO 3166-1.
const COUNTRIES: [&str; 10] = ["DE", "AT", "CH", "BE", "DK", "ES", "FR", "IT", "NL", "SE"];

/// Before the id of a saved way of paying, among the ways of paying.
const SAVED: &str = "saved:";

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
        (_, Some(days)) => arrives_words(locale, *days),
        _ => String::new(),
    };
    let collected = group.receive != Receive::Ship;
    // Where a parcel comes from is worth a word when it is not simply the warehouse.
    let from = (!collected && group.from.is_store).then(|| {
        td_string!(locale, checkout.receive.from, place = group.from.name.clone(), city = group.from.city.clone())
    });
    let pays_there = (collected && !group.due_now).then(|| td_string!(locale, checkout.receive.pays_there).to_owned());
    let methods = (group.methods.len() > 1).then(|| view! { <MethodPicker group=group.clone() form /> });

    view! {
        <div class="step__group">
            <h3 class="step__group-title">{title}</h3>
            <p class="step__when">{when}</p>
            {from.or(pays_there).map(|words| view! { <p class="step__when">{words}</p> })}
            {methods}
            {collected.then(|| view! { <GroupSlots plan group form /> })}
        </div>
    }
}

/// When a parcel arrives, first and last likely day.
pub fn arrives_words(locale: Locale, (first, last): (StoreTime, StoreTime)) -> String {
    let day = |at: StoreTime| relative_day(locale, at.local.date(), at.days_ahead);
    if first.local.date() == last.local.date() {
        return td_string!(locale, checkout.receive.arrives_on, day = day(last));
    }
    td_string!(locale, checkout.receive.arrives, first = day(first), last = day(last))
}

/// How a parcel is sent, with what each way costs and when it arrives.
#[component]
fn MethodPicker(group: PlanGroup, form: CheckoutForm) -> impl IntoView {
    let locale = use_locale();
    let choices: Vec<Choice> = group
        .methods
        .iter()
        .map(|method| {
            let price = if method.price.is_zero() {
                td_string!(locale, checkout.sum.free).to_owned()
            } else {
                money(locale, method.price)
            };
            let arrives = method.arrives.map(|days| arrives_words(locale, days));
            let hint: Vec<String> = std::iter::once(price).chain(arrives).collect();
            Choice::new(method.code.clone(), method.name.clone()).with_hint(hint.join(" · "))
        })
        .collect();
    let chosen = group.method.clone();
    let from = group.from.code.clone();
    let choose = move |method: String| {
        form.methods.update(|methods| {
            methods.retain(|it| it.from != from);
            methods.push(ChosenMethod { from: from.clone(), method });
        });
    };

    view! { <RadioGroup legend=td_string!(locale, checkout.receive.method) choices chosen=Signal::stored(chosen) on_choose=choose /> }
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
        <div class="step__fields" on:focusout=move |_| form.settled_code.set(form.postal_code.get_untracked())>
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
    /// Ways of paying that are kept for her; nothing for guests.
    #[prop(into)]
    saved: Signal<Option<Vec<SavedPayment>>>,
    /// The fields.
    form: CheckoutForm,
) -> impl IntoView {
    let locale = use_locale();
    let choices = Signal::derive(move || {
        let methods = plan.with(|plan| plan.payment.clone());
        let kept = saved.get().unwrap_or_default();
        let by_saved = |saved: SavedPayment| Choice::new(format!("{SAVED}{}", saved.id), saved.label);
        let kept = kept.into_iter().map(by_saved).filter(|_| methods.contains(&PaymentMethod::Card));
        let choice = |method: &PaymentMethod| match method {
            PaymentMethod::InStore => Choice::new("in_store", td_string!(locale, checkout.pay.in_store))
                .with_hint(td_string!(locale, checkout.pay.in_store_hint)),
            PaymentMethod::Card => Choice::new("card", td_string!(locale, checkout.pay.card))
                .with_hint(td_string!(locale, checkout.pay.card_hint)),
        };
        kept.chain(methods.iter().map(choice)).collect::<Vec<_>>()
    });
    let payment = Memo::new(move |_| plan.with(|plan| form.payment(plan)));
    let chosen = Signal::derive(move || match (payment.get(), form.saved.get()) {
        (Some(PaymentMethod::Card), Some(id)) => Some(format!("{SAVED}{id}")),
        (method, _) => method.map(|method| word(method).to_owned()),
    });
    let choose = move |value: String| {
        let saved = value.strip_prefix(SAVED).map(str::to_owned);
        let method = [PaymentMethod::InStore, PaymentMethod::Card].into_iter().find(|method| word(*method) == value);
        form.method.set(method.or(saved.is_some().then_some(PaymentMethod::Card)));
        form.saved.set(saved);
    };
    let new_card = Memo::new(move |_| payment.get() == Some(PaymentMethod::Card) && form.saved.with(Option::is_none));
    let test_cards = move || {
        (new_card.get() && plan.with(|plan| plan.test_cards)).then(|| {
            let choices = vec![
                Choice::new("test-approve", td_string!(locale, checkout.pay.test.approve)),
                Choice::new("test-decline", td_string!(locale, checkout.pay.test.decline)),
                Choice::new("test-timeout", td_string!(locale, checkout.pay.test.timeout)),
                Choice::new(AT_THE_PROVIDER, td_string!(locale, checkout.pay.test.page)),
            ];
            let chosen = Signal::derive(move || Some(form.test_card.get()));
            view! { <RadioGroup legend=td_string!(locale, checkout.pay.test.title) choices chosen on_choose=move |card| form.test_card.set(card) /> }
        })
    };
    let keep = move || {
        (new_card.get() && saved.with(Option::is_some)).then(|| view! {
            <label class="check">
                <input type="checkbox" prop:checked=move || form.keep_card.get() on:change:target=move |event| form.keep_card.set(event.target().checked()) />
                {td_string!(locale, checkout.pay.keep)}
            </label>
        })
    };

    view! {
        <section class="step" aria-labelledby="step-pay">
            <h2 class="step__title" id="step-pay">{td_string!(locale, checkout.pay.title)}</h2>
            <RadioGroup legend=td_string!(locale, checkout.pay.question) choices chosen on_choose=choose />
            {test_cards}
            {keep}
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
