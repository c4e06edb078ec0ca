//! `/account/approve#t={token}`: lets another device in. The token is in the fragment, so that no server logs it.

use crate::{
    account::{ApproveRequest, Here, SignIn, data},
    browser,
    i18n::{td_string, use_locale},
    ui::{Load, PageHeading, Shape, Skeleton, fetched},
};
use api::account::AccountState;
use leptos::prelude::*;

/// Asks who this browser is: only a signed-in one may answer, so a guest signs in here first and goes on.
#[component]
pub fn ApprovePage() -> impl IntoView {
    let state = fetched(None, || (), |()| data::account());

    view! {
        <Load of=state skeleton=|| view! { <Skeleton shape=Shape::Heading /><Skeleton shape=Shape::Row count=2 /> } let:data>
            <ApproveView data />
        </Load>
    }
}

#[component]
fn ApproveView(data: AccountState) -> impl IntoView {
    let locale = use_locale();
    let here = Here::new(data);
    let signed_in = here.signed_in();
    // Read once: the address forgets it when the question was answered.
    let token = browser::fragment().strip_prefix("t=").unwrap_or_default().to_owned();
    let content = move || {
        if signed_in.get() {
            view! { <ApproveRequest here token=token.clone() /> }.into_any()
        } else {
            view! {
                <p class="account-door__lead">{td_string!(locale, account.approve.sign_in)}</p>
                <SignIn here />
            }
            .into_any()
        }
    };

    view! {
        <div class="approve-page">
            <PageHeading text=td_string!(locale, account.approve.title).to_owned() />
            {content}
        </div>
    }
}
