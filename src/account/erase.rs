//! Erasing the account: what goes, what stays, and once more whether it is her.

use super::{code_form::CodeForm, data, here::Here, words::wants_fresh};
use crate::{
    browser,
    i18n::td_string,
    ui::{Button, ButtonKind, Sheet, SheetKind},
};
use domain::text::Email;
use leptos::prelude::*;

const CODE: &str = "erase-code";

/// The dialog. When the sign-in is not fresh it asks for a code before it offers to erase.
#[component]
pub fn EraseSheet(
    /// Who this browser is.
    here: Here,
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let locale = here.locale;
    let busy = RwSignal::new(false);
    let wrong = RwSignal::new(None::<String>);
    let prove = RwSignal::new(None::<Email>);
    let proved = StoredValue::new(false);
    let refuse = move |words: String| {
        here.status.announce(words.clone());
        wrong.set(Some(words));
    };
    let send_code = move || async move {
        let email = here.account.with_untracked(|account| account.as_ref().map(|it| it.email.clone()));
        let Some(email) = email else { return };
        match data::send_code(email).await {
            Ok(sent) => prove.set(Some(sent.email)),
            Err(why) => refuse(here.failed(&why)),
        }
    };
    let erase = move || {
        busy.set(true);
        wrong.set(None);
        leptos::task::spawn_local(async move {
            // A clock that is wrong here costs one question at most: the server decides.
            let stale = !proved.get_value()
                && here.account.with_untracked(|account| {
                    account.as_ref().is_some_and(|it| it.fresh_until.as_millisecond() < browser::now_ms())
                });
            if stale {
                send_code().await;
                busy.set(false);
                return;
            }
            match data::erase().await {
                Ok(_guest) => {
                    open.set(false);
                    here.leave(td_string!(locale, account.erase.done));
                }
                Err(why) if wants_fresh(&why) => send_code().await,
                Err(why) => refuse(here.failed(&why)),
            }
            busy.set(false);
        });
    };
    let foot = move || {
        match prove.get() {
        Some(email) => view! {
            <p>{td_string!(locale, account.erase.prove, email = email.as_str().to_owned())}</p>
            <CodeForm
                here
                email
                id=CODE
                confirm=td_string!(locale, account.erase.check)
                on_in=Callback::new(move |view| {
                    here.prove(view);
                    proved.set_value(true);
                    prove.set(None);
                    here.status.announce(td_string!(locale, account.erase.proved));
                })
            />
        }
        .into_any(),
        None => view! {
            <div class="erase__buttons">
                <Button disabled=busy on_press=erase>{td_string!(locale, account.erase.confirm)}</Button>
                <Button kind=ButtonKind::Quiet on_press=move || open.set(false)>{td_string!(locale, account.erase.keep)}</Button>
            </div>
        }
        .into_any(),
    }
    };

    view! {
        <Sheet open title=td_string!(locale, account.erase.title).to_owned() kind=SheetKind::Middle>
            <div class="erase">
                <h3 class="erase__title">{td_string!(locale, account.erase.goes_title)}</h3>
                <p>{td_string!(locale, account.erase.goes)}</p>
                <h3 class="erase__title">{td_string!(locale, account.erase.stays_title)}</h3>
                <p>{td_string!(locale, account.erase.stays)}</p>
                <p class="field__error">{move || wrong.get()}</p>
                {foot}
            </div>
        </Sheet>
    }
}
