//! Her data: to take along, or to erase.

use super::{erase::EraseSheet, here::Here};
use crate::{
    i18n::td_string,
    ui::{Button, ButtonKind},
};
use leptos::prelude::*;

/// The link `Export my data` and the button `Erase my account`.
#[component]
pub fn YourData(
    /// Who this browser is.
    here: Here,
) -> impl IntoView {
    let locale = here.locale;
    let open = RwSignal::new(false);

    view! {
        <section class="account-part" aria-labelledby="account-data">
            <h2 class="account-part__title" id="account-data">{td_string!(locale, account.data.title)}</h2>
            <div class="account-part__body">
                <p class="account-part__words">{td_string!(locale, account.data.words)}</p>
                <p>
                    <a class="button button--quiet" href=api::account::EXPORT download="vitrine-account.json">
                        {td_string!(locale, account.data.export)}
                    </a>
                </p>
                <p class="account-part__words">{td_string!(locale, account.data.erase_words)}</p>
                <p>
                    <Button kind=ButtonKind::Plain on_press=move || open.set(true)>{td_string!(locale, account.data.erase)}</Button>
                </p>
            </div>
            <EraseSheet here open />
        </section>
    }
}
