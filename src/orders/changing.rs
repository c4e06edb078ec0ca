//! Changing one's mind: what the shopper may still do with a group herself, one thing at a time.

use super::{data, elsewhere::Elsewhere};
use crate::{
    checkout::{AddressFields, CheckoutForm, refusal},
    i18n::{Locale, td_string, use_locale},
    ui::{Button, ButtonKind, Disclosure, Fetched, Field, Status, use_status},
};
use api::orders::{Change, OrderGroup, OrderView};
use domain::{id::OrderNumber, text::Line};
use leptos::prelude::*;

/// Who asks for changes of which group, and what came of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asking {
    number: StoredValue<OrderNumber>,
    group: u32,
    order: Fetched<OrderView>,
    locale: Locale,
    status: Status,
    /// The change is on its way.
    pub(super) busy: RwSignal<bool>,
    /// Why the last one was refused.
    refused: RwSignal<Option<String>>,
}

impl Asking {
    /// The order.
    pub(super) fn number(self) -> OrderNumber {
        self.number.get_value()
    }

    /// Which group of it.
    pub(super) fn group(self) -> u32 {
        self.group
    }

    /// Asks for a change; says `done` when it was made, and beside the buttons why not.
    pub(super) fn ask(self, change: Change, done: &'static str) {
        let Self { locale, status, .. } = self;
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.refused.set(None);
        leptos::task::spawn_local(async move {
            let answer = data::change(self.number.get_value(), self.group, change).await;
            self.busy.set(false);
            match answer {
                Ok(newer) => {
                    status.announce(done);
                    self.order.set(newer);
                }
                Err(why) => self.refused.set(Some(refusal::message(locale, &why))),
            }
        });
    }
}

/// What of a group is being changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Elsewhere,
    Collector,
    Cancel,
}

/// Everything the shopper may still change of a group; nothing when it is too late.
#[component]
pub fn ChangeGroup(
    /// The order.
    number: OrderNumber,
    /// The group.
    group: OrderGroup,
    /// Where the newer order goes.
    order: Fetched<OrderView>,
) -> impl IntoView {
    let locale = use_locale();
    let may = group.may;
    if !(may.cancel || may.change_receiving || may.name_collector) {
        return ().into_any();
    }
    let asking = Asking {
        number: StoredValue::new(number),
        group: group.index,
        order,
        locale,
        status: use_status(),
        busy: RwSignal::new(false),
        refused: RwSignal::new(None),
    };
    let open = RwSignal::new(None::<What>);
    let collector = group.collector.clone();
    let button = move |what: What, words: &'static str| {
        view! {
            <Button kind=ButtonKind::Plain on_press=move || open.update(|open| *open = if *open == Some(what) { None } else { Some(what) })>
                {words}
            </Button>
        }
    };
    let part = move || match open.get() {
        Some(What::Elsewhere) => view! { <Elsewhere asking /> }.into_any(),
        Some(What::Collector) => view! { <Collector asking collector=collector.clone() /> }.into_any(),
        Some(What::Cancel) => view! { <Cancel asking /> }.into_any(),
        None => ().into_any(),
    };

    view! {
        <Disclosure title=td_string!(locale, orders.change.title)>
            <div class="changes__ways">
                {may.change_receiving.then(|| button(What::Elsewhere, td_string!(locale, orders.change.elsewhere)))}
                {may.name_collector.then(|| button(What::Collector, td_string!(locale, orders.change.collector)))}
                {may.cancel.then(|| button(What::Cancel, td_string!(locale, orders.change.cancel)))}
            </div>
            {part}
            <p class="field__error" role="alert">{move || asking.refused.get()}</p>
        </Disclosure>
    }
    .into_any()
}

#[component]
fn Collector(asking: Asking, collector: Option<String>) -> impl IntoView {
    let locale = use_locale();
    let name = RwSignal::new(collector.clone().unwrap_or_default());
    let wrong = RwSignal::new(None::<String>);
    let submit = move || match name.with_untracked(|name| Line::parse(name)) {
        Ok(name) => {
            wrong.set(None);
            asking.ask(Change::Collector { name: Some(name) }, td_string!(locale, orders.change.collector_done));
        }
        Err(_) => wrong.set(Some(td_string!(locale, checkout.wrong.empty).to_owned())),
    };

    view! {
        <form
            class="changes__part"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                submit();
            }
        >
            <p>{td_string!(locale, orders.change.collector_words)}</p>
            <Field label=td_string!(locale, orders.change.collector_name) value=name autocomplete="off" error=wrong />
            <div class="changes__ways">
                <Button submit=true disabled=asking.busy>{td_string!(locale, orders.change.collector_save)}</Button>
                {collector.is_some().then(|| view! {
                    <Button kind=ButtonKind::Plain disabled=asking.busy on_press=move || asking.ask(Change::Collector { name: None }, td_string!(locale, orders.change.collector_gone))>
                        {td_string!(locale, orders.change.collector_self)}
                    </Button>
                })}
            </div>
        </form>
    }
}

#[component]
fn Cancel(asking: Asking) -> impl IntoView {
    let locale = use_locale();

    view! {
        <div class="changes__part">
            <p>{td_string!(locale, orders.change.cancel_words)}</p>
            <Button disabled=asking.busy on_press=move || asking.ask(Change::Cancel {}, td_string!(locale, orders.change.cancel_done))>
                {td_string!(locale, orders.change.cancel_sure)}
            </Button>
        </div>
    }
}

/// The address a group is sent to after all.
#[component]
pub(super) fn SendInstead(asking: Asking) -> impl IntoView {
    let locale = use_locale();
    let form = CheckoutForm::new();
    let name = asking.order.get().map(|order| order.name).unwrap_or_default();
    form.name.set(name);
    let send = move || {
        if let Some(address) = form.address(locale) {
            asking.ask(Change::Send { address }, td_string!(locale, orders.change.send_done));
        }
    };

    view! {
        <div class="changes__part">
            <p>{td_string!(locale, orders.change.send_words)}</p>
            <AddressFields form />
            <Button disabled=asking.busy on_press=send>{td_string!(locale, orders.change.send_save)}</Button>
        </div>
    }
}
