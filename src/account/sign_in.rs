//! Signing in: an address, then six digits; or a passkey; or another device.

use super::{
    code_form::CodeForm,
    data,
    here::{By, Here},
    other_device::OtherDevice,
    passkey::{PasskeyButton, fill_in},
};
use crate::{
    browser,
    i18n::td_string,
    ui::{Button, ButtonKind, Field, FieldKind},
};
use domain::text::Email;
use leptos::prelude::*;

const EMAIL: &str = "sign-in-email";
const CODE: &str = "sign-in-code";

/// How far she is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// She says where the digits should go.
    Address,
    /// Digits went there.
    Code(Email),
    /// Another device is asked.
    OtherDevice,
}

/// The panel that signs in, one step at a time.
#[component]
pub fn SignIn(
    /// Who this browser is.
    here: Here,
) -> impl IntoView {
    let locale = here.locale;
    let step = RwSignal::new(Step::Address);
    // Outlives the steps, so that coming back loses nothing.
    let email = RwSignal::new(String::new());
    let content = move || match step.get() {
        Step::Address => view! { <AddressStep here email step /> }.into_any(),
        Step::Code(email) => view! { <CodeStep here email step /> }.into_any(),
        Step::OtherDevice => view! { <OtherDevice here step /> }.into_any(),
    };

    view! { <section class="sign-in" aria-label=td_string!(locale, account.panel)>{content}</section> }
}

#[component]
fn AddressStep(here: Here, email: RwSignal<String>, step: RwSignal<Step>) -> impl IntoView {
    let locale = here.locale;
    let wrong = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let refuse = move |words: String| {
        here.status.announce(words.clone());
        wrong.set(Some(words));
        browser::focus(EMAIL);
    };
    let send = move || {
        if busy.get_untracked() {
            return;
        }
        let Ok(address) = Email::parse(&email.get_untracked()) else {
            refuse(td_string!(locale, account.wrong.email).to_owned());
            return;
        };
        busy.set(true);
        wrong.set(None);
        leptos::task::spawn_local(async move {
            let sent = data::send_code(address).await;
            busy.set(false);
            match sent {
                Ok(sent) => {
                    here.status.announce(td_string!(locale, account.code_sent, email = sent.email.as_str().to_owned()));
                    step.set(Step::Code(sent.email));
                }
                Err(why) => refuse(here.failed(&why)),
            }
        });
    };
    let filling_in = fill_in(here);

    view! {
        <form
            class="sign-in__form"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                send();
            }
        >
            <Field
                label=td_string!(locale, account.email)
                value=email
                autocomplete="username webauthn"
                kind=FieldKind::Email
                error=wrong
                id=EMAIL
            />
            <Button submit=true disabled=busy>{td_string!(locale, account.send_code)}</Button>
        </form>
        <p class="sign-in__or">{td_string!(locale, account.or)}</p>
        <div class="sign-in__ways">
            {here.passkeys.then(|| view! { <PasskeyButton here filling_in /> })}
            <Button kind=ButtonKind::Quiet on_press=move || step.set(Step::OtherDevice)>
                {td_string!(locale, account.device.ask)}
            </Button>
        </div>
    }
}

#[component]
fn CodeStep(here: Here, email: Email, step: RwSignal<Step>) -> impl IntoView {
    let locale = here.locale;
    let back = move || {
        step.set(Step::Address);
        leptos::task::spawn_local(async {
            leptos::task::tick().await;
            browser::focus(EMAIL);
        });
    };

    view! {
        <h2 class="sign-in__title">{td_string!(locale, account.code_title)}</h2>
        <p class="sign-in__words">{td_string!(locale, account.code_words, email = email.as_str().to_owned())}</p>
        <CodeForm
            here
            email
            id=CODE
            confirm=td_string!(locale, account.sign_in)
            on_in=Callback::new(move |view| here.enter(view, By::Code))
        >
            <Button kind=ButtonKind::Plain on_press=back>{td_string!(locale, account.other_address)}</Button>
        </CodeForm>
    }
}
