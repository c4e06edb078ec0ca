//! What is ordered and what it costs, beside the steps.

use super::steps::group_title;
use crate::{
    format::money,
    i18n::{td_string, use_locale},
    ui::{Picture, Shown},
};
use api::checkout::PlanView;
use leptos::prelude::*;

/// Lines by how they reach her, then the honest total.
#[component]
pub fn Summary(
    /// The plan.
    plan: PlanView,
) -> impl IntoView {
    let locale = use_locale();
    let groups = plan
        .groups
        .iter()
        .map(|group| {
            let lines = group
                .lines
                .iter()
                .map(|line| {
                    let item = line.item.clone();
                    view! {
                        <li class="summary__line">
                            {item.picture.map(|picture| view! { <Picture picture alt="" shown=Shown::Small class="summary__picture" /> })}
                            <span class="summary__words">{item.title}<span class="summary__phrase">{item.phrase}" × "{line.quantity}</span></span>
                            <span class="summary__price">{money(locale, line.total)}</span>
                        </li>
                    }
                })
                .collect::<Vec<_>>();
            view! { <h3 class="summary__group">{group_title(locale, group)}</h3><ul role="list">{lines}</ul> }
        })
        .collect::<Vec<_>>();
    let shipping = if plan.shipping.is_zero() {
        td_string!(locale, checkout.sum.free).to_owned()
    } else {
        money(locale, plan.shipping)
    };
    let ships = plan.groups.iter().any(|group| group.store.is_none());

    view! {
        <aside class="summary" aria-labelledby="summary">
            <h2 class="summary__title" id="summary">{td_string!(locale, checkout.sum.title)}</h2>
            {groups}
            <dl class="summary__sums">
                <div><dt>{td_string!(locale, checkout.sum.goods)}</dt><dd>{money(locale, plan.goods)}</dd></div>
                {ships.then(|| view! { <div><dt>{td_string!(locale, checkout.sum.shipping)}</dt><dd>{shipping}</dd></div> })}
                <div class="summary__total"><dt>{td_string!(locale, checkout.sum.total)}</dt><dd>{money(locale, plan.total)}</dd></div>
            </dl>
            <p class="summary__tax">{td_string!(locale, checkout.sum.tax)}</p>
        </aside>
    }
}
