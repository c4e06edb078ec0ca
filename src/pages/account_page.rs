//! `/account`: signing in, and what there is once she is.

use crate::{
    account::{Devices, Here, NewsBox, Orders, Passkeys, SignIn, YourData, data},
    i18n::{td_string, use_locale},
    ui::{Button, ButtonKind, Load, PageHeading, Shape, Skeleton, fetched},
};
use api::account::AccountState;
use leptos::prelude::*;

/// Asks who this browser is, then shows the door or the account.
#[component]
pub fn AccountPage() -> impl IntoView {
    let state = fetched(None, || (), |()| data::account());

    view! {
        <Load of=state skeleton=|| view! { <Skeleton shape=Shape::Heading /><Skeleton shape=Shape::Row count=4 /> } let:data>
            <AccountView data />
        </Load>
    }
}

#[component]
fn AccountView(data: AccountState) -> impl IntoView {
    let here = Here::new(data);
    let signed_in = here.signed_in();

    move || if signed_in.get() { view! { <Inside here /> }.into_any() } else { view! { <AtTheDoor here /> }.into_any() }
}

/// Signed out: what an account is good for, and the way in.
#[component]
fn AtTheDoor(here: Here) -> impl IntoView {
    let locale = use_locale();
    let goods = [
        td_string!(locale, account.intro.bag),
        td_string!(locale, account.intro.orders),
        td_string!(locale, account.intro.data),
    ];

    view! {
        <div class="account-door">
            <div class="account-door__words">
                <PageHeading text=td_string!(locale, account.intro.title).to_owned() title=td_string!(locale, shell.title, page = td_string!(locale, shell.account)) />
                <p class="account-door__lead">{td_string!(locale, account.intro.lead)}</p>
            </div>
            <SignIn here />
            <ul class="account-door__goods" role="list">{goods.map(|good| view! { <li>{good}</li> })}</ul>
        </div>
    }
}

/// Signed in: who, then orders, devices, passkeys and data.
#[component]
fn Inside(here: Here) -> impl IntoView {
    let locale = use_locale();
    let email = Memo::new(move |_| {
        here.account.with(|account| account.as_ref().map(|it| it.email.as_str().to_owned()).unwrap_or_default())
    });
    let busy = RwSignal::new(false);
    let wrong = RwSignal::new(None::<String>);
    let sign_out = move || {
        busy.set(true);
        wrong.set(None);
        leptos::task::spawn_local(async move {
            let out = here.sign_out().await;
            busy.set(false);
            if let Err(why) = out {
                wrong.set(Some(here.failed(&why)));
            }
        });
    };

    view! {
        <header class="account-head">
            <div class="account-head__who">
                <PageHeading text=td_string!(locale, account.title).to_owned() title=td_string!(locale, shell.title, page = td_string!(locale, shell.account)) />
                <p class="account-head__email">{email}</p>
            </div>
            <Button kind=ButtonKind::Quiet disabled=busy on_press=sign_out>{td_string!(locale, account.sign_out)}</Button>
            <p class="field__error" role="alert">{move || wrong.get()}</p>
        </header>
        <NewsBox here />
        <Orders here />
        <Devices here />
        <Passkeys here />
        <YourData here />
    }
}
