//! Six digits from a letter, typed, pasted or filled in; they are sent as soon as all are there.

use super::{data, here::Here};
use crate::{
    browser,
    i18n::td_string,
    ui::{Button, ButtonKind, Field, FieldKind},
};
use api::account::SignedInView;
use domain::{account::Code, text::Email};
use leptos::prelude::*;
use std::time::Duration;

/// When the shopper is offered new digits: most letters have arrived by then.
const LATE: Duration = Duration::from_secs(25);

/// The field `Code` with its button, and new digits after a while. The field takes the focus when it appears.
#[component]
pub fn CodeForm(
    /// Who this browser is.
    here: Here,
    /// Where the digits went.
    email: Email,
    /// The field's id.
    id: &'static str,
    /// The words of the button.
    confirm: &'static str,
    /// Told when the digits were right.
    on_in: Callback<SignedInView>,
    /// Further buttons, beside the offer of new digits.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let locale = here.locale;
    let typed = RwSignal::new(String::new());
    let wrong = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let email = StoredValue::new(email);
    let refuse = move |words: String| {
        here.status.announce(words.clone());
        wrong.set(Some(words));
        browser::focus_to_correct(id);
    };
    let submit = move || {
        if busy.get_untracked() {
            return;
        }
        let Ok(code) = Code::parse(&typed.get_untracked()) else {
            refuse(td_string!(locale, account.wrong.code_short).to_owned());
            return;
        };
        busy.set(true);
        wrong.set(None);
        let email = email.get_value();
        leptos::task::spawn_local(async move {
            here.settle().await;
            let answer = data::sign_in(email, code).await;
            busy.set(false);
            match answer {
                Ok(view) => on_in.run(view),
                Err(why) => refuse(here.failed(&why)),
            }
        });
    };
    Effect::new(move |_| browser::focus(id));
    // Sent once as soon as all six are there; a wrong code that is being corrected is sent when it is complete again.
    let complete = Memo::new(move |_| typed.with(|typed| Code::parse(typed).is_ok().then(|| typed.clone())));
    Effect::new(move |_| {
        if complete.with(Option::is_some) {
            submit();
        }
    });

    view! {
        <form
            class="code-form"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                submit();
            }
        >
            <Field
                label=td_string!(locale, account.code)
                value=typed
                autocomplete="one-time-code"
                kind=FieldKind::Digits
                error=wrong
                id
            />
            <Button submit=true disabled=busy>{confirm}</Button>
        </form>
        <NewDigits here email />
        {children.map(|children| view! { <div class="sign-in__others">{children()}</div> })}
    }
}

/// Offers new digits once a letter should have arrived.
#[component]
fn NewDigits(here: Here, email: StoredValue<Email>) -> impl IntoView {
    let locale = here.locale;
    let late = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let told = RwSignal::new(None::<String>);
    if let Ok(timer) = set_timeout_with_handle(move || late.set(true), LATE) {
        on_cleanup(move || timer.clear());
    }
    let send = move || {
        busy.set(true);
        leptos::task::spawn_local(async move {
            let words = match data::send_code(email.get_value()).await {
                Ok(sent) => td_string!(locale, account.code_again_done, email = sent.email.as_str().to_owned()),
                Err(why) => here.failed(&why),
            };
            busy.set(false);
            here.status.announce(words.clone());
            told.set(Some(words));
        });
    };

    view! {
        <div class="code-form__late" hidden=move || !late.get()>
            <p>{move || told.get().unwrap_or_else(|| td_string!(locale, account.code_late).to_owned())}</p>
            <Button kind=ButtonKind::Plain disabled=busy on_press=send>{td_string!(locale, account.code_again)}</Button>
        </div>
    }
}
