//! What something costs.

use crate::{
    format::money,
    i18n::{td_string, use_locale},
};
use domain::money::Money;
use leptos::prelude::*;

/// An amount with its currency, and what it was before if that was more.
#[component]
pub fn Price(
    /// What it costs.
    amount: Money,
    /// What it cost before.
    #[prop(optional_no_strip)]
    before: Option<Money>,
) -> impl IntoView {
    let locale = use_locale();
    let before = before.filter(|before| before.currency == amount.currency && before.minor > amount.minor);

    view! {
        <span class="price">
            <span class="price__now">{money(locale, amount)}</span>
            {before.map(|before| {
                let was = money(locale, before);
                view! {
                    <s class="price__before">
                        <span class="hidden">{td_string!(locale, shell.was, price = was.clone())}</span>
                        <span aria-hidden="true">{was}</span>
                    </s>
                }
            })}
        </span>
    }
}
