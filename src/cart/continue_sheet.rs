//! Taking the bag to another device: a QR code that works once.

use super::use_cart;
use crate::{
    client::ClientError,
    i18n::{td_string, use_locale},
    ui::{Failed, Shape, Sheet, SheetKind, Skeleton},
};
use api::{cart::LinkView, encode};
use leptos::prelude::*;

/// The link `Continue on another device` and what it opens. Each opening makes a new code.
#[component]
pub fn ContinueLink() -> impl IntoView {
    let locale = use_locale();
    let cart = use_cart();
    let open = RwSignal::new(false);
    let link = RwSignal::new(None::<Result<LinkView, ClientError>>);
    let make = move || {
        link.set(None);
        leptos::task::spawn_local(async move {
            let made = cart.make_link().await;
            link.set(Some(made));
        });
    };
    let press = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        open.set(true);
        make();
    };
    let content = move || match link.get() {
        None => view! { <Skeleton shape=Shape::Picture /> }.into_any(),
        Some(Ok(link)) => view! { <Code link /> }.into_any(),
        Some(Err(why)) => view! { <Failed why on_again=Callback::new(move |()| make()) /> }.into_any(),
    };

    view! {
        <a class="bag__continue" href="#continue" on:click=press>{td_string!(locale, cart.continue_link)}</a>
        <Sheet open title=td_string!(locale, cart.continue_link).to_owned() kind=SheetKind::Middle>
            <div class="continue-sheet">{content}</div>
        </Sheet>
    }
}

/// The code, the address for who cannot scan, and what it is good for.
#[component]
fn Code(link: LinkView) -> impl IntoView {
    let locale = use_locale();
    let source = format!("data:image/svg+xml,{}", encode(&link.qr_svg));

    view! {
        <p>{td_string!(locale, cart.continue_words)}</p>
        <img class="continue-sheet__code" src=source alt=td_string!(locale, cart.continue_code) width="240" height="240" />
        <label class="continue-sheet__address">
            <span>{td_string!(locale, cart.continue_address)}</span>
            <input readonly value=link.url on:focus:target=|event| event.target().select() />
        </label>
        <p class="continue-sheet__hint">{td_string!(locale, cart.continue_hint)}</p>
    }
}
