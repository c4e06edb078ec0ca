//! Signing in with a passkey, by the button or where the browser fills in the address; and making one.

use super::{
    data,
    here::{By, Here},
    words::wants_fresh,
};
use crate::{
    browser::{self, NoPasskey},
    client::ClientError,
    i18n::{Locale, td_string},
    ui::{Button, ButtonKind},
};
use futures_util::future::{self, AbortHandle, Abortable, Either};
use leptos::prelude::*;
use std::{pin::pin, time::Duration};

/// The browser waits with options younger than this; the server takes them for five minutes.
const RENEW: Duration = Duration::from_secs(240);

/// The browser's offer to fill in a passkey, to be ended.
pub type FillingIn = StoredValue<Option<AbortHandle>>;

/// The button `Sign in with a passkey`.
#[component]
pub fn PasskeyButton(
    /// Who this browser is.
    here: Here,
    /// Ended first: a browser asks one thing at a time.
    filling_in: FillingIn,
) -> impl IntoView {
    let locale = here.locale;
    let busy = RwSignal::new(false);
    let wrong = RwSignal::new(None::<String>);
    let press = move || {
        stop(filling_in);
        busy.set(true);
        wrong.set(None);
        leptos::task::spawn_local(async move {
            let tried = sign_in(here, false).await;
            busy.set(false);
            if let Err(why) = tried {
                let words = match why {
                    Failure::Browser(_) => td_string!(locale, account.wrong.passkey_none).to_owned(),
                    Failure::Server(why) => here.failed(&why),
                };
                here.status.announce(words.clone());
                wrong.set(Some(words));
            }
        });
    };

    view! {
        <Button kind=ButtonKind::Quiet disabled=busy on_press=press>{td_string!(locale, account.passkey_sign_in)}</Button>
        <p class="field__error">{move || wrong.get()}</p>
    }
}

/// Lets the browser offer passkeys in the field for the address, until the current owner is cleaned up.
#[must_use]
pub fn fill_in(here: Here) -> FillingIn {
    let (abort, registration) = AbortHandle::new_pair();
    let filling_in = StoredValue::new(Some(abort));
    on_cleanup(move || stop(filling_in));
    if here.passkeys {
        let waiting = async move {
            if !browser::fills_in_passkeys().await {
                return;
            }
            loop {
                let (tried, old) = (pin!(sign_in(here, true)), pin!(browser::pause(RENEW)));
                // She was not asked anything, so nothing is said when it fails; the code is there.
                if let Either::Left(_) = future::select(tried, old).await {
                    return;
                }
            }
        };
        leptos::task::spawn_local(async move {
            // It ends by itself, or because the panel went away.
            let _ended = Abortable::new(waiting, registration).await;
        });
    }
    filling_in
}

/// Makes a passkey for the account.
///
/// # Errors
/// Why there is none; see [`Failure`].
pub async fn make(here: Here) -> Result<(), Failure> {
    let options = data::passkey_options().await?;
    let credential = browser::make_passkey(&options.options).await?;
    here.account.set(Some(data::keep_passkey(credential).await?));
    Ok(())
}

/// Why there is no passkey.
#[derive(Debug, Clone, PartialEq)]
pub enum Failure {
    /// The browser, or the shopper.
    Browser(NoPasskey),
    /// The server.
    Server(ClientError),
}

impl Failure {
    /// Whether signing in once more would help.
    #[must_use]
    pub fn wants_fresh(&self) -> bool {
        matches!(self, Self::Server(why) if wants_fresh(why))
    }

    /// What to say when none was made.
    #[must_use]
    pub fn unmade(&self, locale: Locale, here: Here) -> String {
        match self {
            Self::Browser(NoPasskey::AlreadyThere) => td_string!(locale, account.wrong.passkey_there).to_owned(),
            Self::Browser(_) => td_string!(locale, account.wrong.passkey_unmade).to_owned(),
            Self::Server(why) => here.failed(why),
        }
    }
}

impl From<NoPasskey> for Failure {
    fn from(why: NoPasskey) -> Self {
        Self::Browser(why)
    }
}

impl From<ClientError> for Failure {
    fn from(why: ClientError) -> Self {
        Self::Server(why)
    }
}

async fn sign_in(here: Here, filling_in: bool) -> Result<(), Failure> {
    let options = data::passkey_sign_in_options().await?;
    let credential = browser::use_passkey(&options.options, filling_in).await?;
    here.settle().await;
    here.enter(data::passkey_sign_in(credential).await?, By::Else);
    Ok(())
}

fn stop(filling_in: FillingIn) {
    if let Some(abort) = filling_in.try_update_value(Option::take).flatten() {
        abort.abort();
    }
}
