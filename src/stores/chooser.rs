//! The sheet in which the shopper chooses her store, from wherever she is.

use super::StoreFinder;
use crate::{
    i18n::{td_string, use_locale},
    shell::use_shell,
    ui::Sheet,
};
use leptos::prelude::*;

/// The store finder in a sheet; choosing closes it.
#[component]
pub fn StoreChooser() -> impl IntoView {
    let locale = use_locale();
    let open = use_shell().choosing_store;

    view! {
        <Sheet open title=td_string!(locale, stores.choose_title).to_owned()>
            <StoreFinder first=None on_choose=move |_| open.set(false) />
        </Sheet>
    }
}
