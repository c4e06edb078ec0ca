//! Finding an order without its link: number and address, then the digits that were sent there.

use super::data;
use crate::{
    browser,
    client::ClientError,
    i18n::{Locale, td_string, use_locale},
    navigation::use_navigation,
    routes::Route,
    ui::{Button, Field, FieldKind, message, use_status},
};
use api::{
    orders::{FindOrder, FoundOrder},
    problem::Rejection,
};
use domain::{account::Code, id::OrderNumber, text::Email};
use leptos::prelude::*;

const NUMBER: &str = "find-number";
const EMAIL: &str = "find-email";
const CODE: &str = "find-code";

/// The form; when the digits are right, the order's page.
#[component]
pub fn OrderFinder(
    /// The number, where it is known.
    #[prop(optional)]
    number: Option<OrderNumber>,
) -> impl IntoView {
    let sent_for = RwSignal::new(None::<OrderNumber>);
    let number = RwSignal::new(number.map(|number| number.to_string()).unwrap_or_default());

    view! {
        <AskForCode number sent_for />
        {move || sent_for.get().map(|number| view! { <EnterCode number /> })}
    }
}

#[component]
fn AskForCode(number: RwSignal<String>, sent_for: RwSignal<Option<OrderNumber>>) -> impl IntoView {
    let locale = use_locale();
    let status = use_status();
    let email = RwSignal::new(String::new());
    let (wrong_number, wrong_email) = (RwSignal::new(None::<String>), RwSignal::new(None::<String>));
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<String>);
    let submit = move || {
        let parsed = number.with_untracked(|text| OrderNumber::parse(text.trim().to_uppercase()));
        let address = email.with_untracked(|text| Email::parse(text));
        wrong_number.set(parsed.is_err().then(|| td_string!(locale, orders.find.wrong_number).to_owned()));
        wrong_email.set(address.is_err().then(|| td_string!(locale, checkout.wrong.email).to_owned()));
        let (Ok(parsed), Ok(address)) = (parsed, address) else {
            browser::focus_to_correct(if wrong_number.with_untracked(Option::is_some) { NUMBER } else { EMAIL });
            return;
        };
        busy.set(true);
        failed.set(None);
        leptos::task::spawn_local(async move {
            let answer = data::find(FindOrder { number: parsed.clone(), email: address }).await;
            busy.set(false);
            match answer {
                Ok(_) => {
                    status.announce(td_string!(locale, orders.find.sent));
                    sent_for.set(Some(parsed));
                }
                Err(why) => failed.set(Some(message(locale, &why))),
            }
        });
    };

    view! {
        <form
            class="find"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                submit();
            }
        >
            <Field label=td_string!(locale, orders.find.number) value=number autocomplete="off" hint=td_string!(locale, orders.find.number_hint).to_owned() error=wrong_number id=NUMBER />
            <Field label=td_string!(locale, checkout.contact.email) value=email kind=FieldKind::Email autocomplete="email" hint=td_string!(locale, orders.find.email_hint).to_owned() error=wrong_email id=EMAIL />
            <p class="field__error" role="alert">{move || failed.get()}</p>
            <Button submit=true disabled=busy>{td_string!(locale, orders.find.send)}</Button>
        </form>
    }
}

#[component]
fn EnterCode(number: OrderNumber) -> impl IntoView {
    let locale = use_locale();
    let navigation = use_navigation();
    let number = StoredValue::new(number);
    let typed = RwSignal::new(String::new());
    let wrong = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let submit = move || {
        let Ok(code) = typed.with_untracked(|text| Code::parse(text)) else {
            wrong.set(Some(td_string!(locale, account.wrong.code_short).to_owned()));
            browser::focus_to_correct(CODE);
            return;
        };
        busy.set(true);
        wrong.set(None);
        leptos::task::spawn_local(async move {
            let answer = data::found(FoundOrder { number: number.get_value(), code }).await;
            busy.set(false);
            match answer {
                Ok(order) => navigation.go(&Route::Order { number: order.number.to_string() }.path()),
                Err(why) => {
                    wrong.set(Some(refused(locale, &why)));
                    browser::focus_to_correct(CODE);
                }
            }
        });
    };
    Effect::new(move |_| browser::focus(CODE));

    view! {
        <form
            class="find"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                submit();
            }
        >
            <p>{td_string!(locale, orders.find.sent)}</p>
            <Field label=td_string!(locale, account.code) value=typed kind=FieldKind::Digits autocomplete="one-time-code" error=wrong id=CODE />
            <Button submit=true disabled=busy>{td_string!(locale, orders.find.open)}</Button>
        </form>
    }
}

fn refused(locale: Locale, why: &ClientError) -> String {
    let ClientError::Api(problem) = why else { return message(locale, why) };
    match problem.rejection {
        Some(Rejection::CodeWrong { .. }) => td_string!(locale, orders.find.wrong_code).to_owned(),
        Some(Rejection::CodeSpent) => td_string!(locale, orders.find.spent).to_owned(),
        _ => message(locale, why),
    }
}
