//! The passkeys of the account: what is there, one more, one less.

use super::{
    code_form::CodeForm,
    data,
    here::Here,
    passkey,
    words::{day, device_name},
};
use crate::{
    browser,
    i18n::td_string,
    ui::{Button, ButtonKind},
};
use api::account::PasskeyView;
use domain::text::Email;
use leptos::prelude::*;

const TITLE: &str = "account-passkeys";
const CODE: &str = "passkey-code";

/// Lists them, makes one, deletes one. Making one needs a fresh sign-in, and asks for a code when it is not.
#[component]
pub fn Passkeys(
    /// Who this browser is.
    here: Here,
) -> impl IntoView {
    let locale = here.locale;
    let passkeys = Memo::new(move |_| {
        here.account.with(|account| account.as_ref().map(|it| it.passkeys.clone()).unwrap_or_default())
    });
    let busy = RwSignal::new(false);
    let wrong = RwSignal::new(None::<String>);
    let remove = Callback::new(move |passkey: PasskeyView| {
        busy.set(true);
        wrong.set(None);
        leptos::task::spawn_local(async move {
            let answer = data::delete_passkey(&passkey.id).await;
            busy.set(false);
            match answer {
                Ok(account) => {
                    here.account.set(Some(account));
                    here.status.announce(td_string!(locale, account.passkeys.removed));
                    browser::focus(TITLE);
                }
                Err(why) => wrong.set(Some(here.failed(&why))),
            }
        });
    });
    let rows = move || {
        let rows = passkeys.get().into_iter();
        rows.map(|passkey| view! { <PasskeyRow here passkey busy remove /> }.into_any()).collect::<Vec<_>>()
    };
    let words = move || {
        if !here.passkeys {
            td_string!(locale, account.passkeys.off)
        } else if passkeys.with(Vec::is_empty) {
            td_string!(locale, account.passkeys.empty)
        } else {
            ""
        }
    };
    view! {
        <section class="account-part" aria-labelledby=TITLE>
            <h2 class="account-part__title" id=TITLE tabindex="-1">{td_string!(locale, account.passkeys.title)}</h2>
            <div class="account-part__body">
                <p class="account-part__words">{td_string!(locale, account.passkeys.words)}" "{words}</p>
                {move || (!passkeys.with(Vec::is_empty)).then(|| view! { <ul class="account-rows" role="list">{rows}</ul> })}
                <p class="field__error" role="alert">{move || wrong.get()}</p>
                {here.passkeys.then(|| view! { <MakePasskey here busy wrong /> })}
            </div>
        </section>
    }
}

/// Makes a passkey; first asks for a code, when the sign-in is not fresh.
#[component]
fn MakePasskey(here: Here, busy: RwSignal<bool>, wrong: RwSignal<Option<String>>) -> impl IntoView {
    let locale = here.locale;
    let prove = RwSignal::new(None::<Email>);
    let make = move || {
        busy.set(true);
        wrong.set(None);
        leptos::task::spawn_local(async move {
            let made = passkey::make(here).await;
            busy.set(false);
            match made {
                Ok(()) => {
                    here.status.announce(td_string!(locale, account.passkeys.made));
                    browser::focus(TITLE);
                }
                Err(why) if why.wants_fresh() => match send_code(here).await {
                    Ok(email) => prove.set(Some(email)),
                    Err(words) => wrong.set(Some(words)),
                },
                Err(why) => wrong.set(Some(why.unmade(locale, here))),
            }
        });
    };

    move || {
        match prove.get() {
        Some(email) => view! {
            <p>{td_string!(locale, account.erase.prove_passkey, email = email.as_str().to_owned())}</p>
            <CodeForm
                here
                email
                id=CODE
                confirm=td_string!(locale, account.erase.check)
                on_in=Callback::new(move |view| {
                    here.prove(view);
                    prove.set(None);
                    make();
                })
            />
        }
        .into_any(),
        None => view! {
            <Button kind=ButtonKind::Quiet disabled=busy on_press=make>{td_string!(locale, account.passkeys.add)}</Button>
        }
        .into_any(),
    }
    }
}

/// Sends digits to the account's own address; answers where, or what went wrong.
async fn send_code(here: Here) -> Result<Email, String> {
    let Some(email) = here.account.with_untracked(|account| account.as_ref().map(|it| it.email.clone())) else {
        return Err(String::new());
    };
    data::send_code(email).await.map(|sent| sent.email).map_err(|why| here.failed(&why))
}

#[component]
fn PasskeyRow(here: Here, passkey: PasskeyView, busy: RwSignal<bool>, remove: Callback<PasskeyView>) -> impl IntoView {
    let locale = here.locale;
    let device = device_name(locale, &passkey.device);
    let (made, used) = (day(locale, passkey.created_at), day(locale, passkey.used_at));
    let name = td_string!(locale, account.passkeys.made_on, device = device.clone());
    let label = td_string!(locale, account.passkeys.remove_named, device = device, day = made.clone());

    view! {
        <li class="account-row" aria-label=name.clone()>
            <span class="account-row__main">{name.clone()}</span>
            <span class="account-row__note">{td_string!(locale, account.passkeys.used, made = made, used = used)}</span>
            <span class="account-row__end">
                <Button kind=ButtonKind::Plain disabled=busy label on_press=move || remove.run(passkey.clone())>
                    {td_string!(locale, account.passkeys.remove)}
                </Button>
            </span>
        </li>
    }
}
