//! `/continue#t={token}`: opens the bag of another device. The token is in the fragment, so that no server logs it.

use crate::{
    browser,
    cart::use_cart,
    client::ClientError,
    i18n::{td_string, use_locale},
    navigation::use_navigation,
    routes::Route,
    ui::{Button, LinkButton, PageHeading, message},
};
use api::problem::Rejection;
use leptos::prelude::*;

/// Asks first: a link that somebody sent must not take the shopper's bag along without a word.
#[component]
pub fn ContinuePage() -> impl IntoView {
    let locale = use_locale();
    let cart = use_cart();
    let navigation = use_navigation();
    let busy = RwSignal::new(false);
    let refused = RwSignal::new(None::<String>);
    let spent = RwSignal::new(false);

    let open = move || {
        let address = browser::address();
        let token = address.split_once("#t=").map(|(_, token)| token.to_owned()).unwrap_or_default();
        busy.set(true);
        refused.set(None);
        leptos::task::spawn_local(async move {
            let opened = cart.redeem(token).await;
            busy.set(false);
            match opened {
                Ok(()) => {
                    browser::forget_fragment();
                    navigation.go(&Route::Bag.path());
                }
                Err(ClientError::Api(problem)) if problem.rejection == Some(Rejection::LinkSpent) => {
                    spent.set(true);
                    refused.set(Some(td_string!(locale, cart.link_spent).to_owned()));
                }
                Err(why) => refused.set(Some(message(locale, &why))),
            }
        });
    };
    let words = move || {
        let merge = cart.count() > 0;
        if merge { td_string!(locale, cart.open_words_merge) } else { td_string!(locale, cart.open_words) }
    };

    view! {
        <div class="continue">
            <PageHeading text=td_string!(locale, cart.open_title).to_owned() />
            <p>{words}</p>
            <p class="continue__refused" role="alert">{move || refused.get()}</p>
            {move || if spent.get() {
                view! { <LinkButton href=Route::Bag.path()>{td_string!(locale, cart.to_bag)}</LinkButton> }.into_any()
            } else {
                view! { <Button disabled=busy on_press=open>{td_string!(locale, cart.open)}</Button> }.into_any()
            }}
        </div>
    }
}
