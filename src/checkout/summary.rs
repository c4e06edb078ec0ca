//! What is ordered and what it costs, beside the steps.

use super::steps::group_title;
use crate::{
    format::money,
    i18n::{Locale, td_string, use_locale},
    ui::{Picture, Shown},
};
use api::checkout::PlanView;
use domain::tax::TaxLine;
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
    let adjustments = plan
        .adjustments
        .iter()
        .map(|it| view! { <div><dt>{it.reason.clone()}</dt><dd>{money(locale, it.amount)}</dd></div> })
        .collect::<Vec<_>>();
    let taxes = match plan.tax.as_slice() {
        [] => td_string!(locale, checkout.sum.tax).to_owned(),
        lines => lines.iter().map(|line| tax_words(locale, line)).collect::<Vec<_>>().join(" · "),
    };
    // What is only reserved is paid at the counter, for what she keeps.
    let later = (plan.due_now != plan.total)
        .then(|| td_string!(locale, checkout.sum.due_now, now = money(locale, plan.due_now)));

    view! {
        <aside class="summary" aria-labelledby="summary">
            <h2 class="summary__title" id="summary">{td_string!(locale, checkout.sum.title)}</h2>
            {groups}
            <dl class="summary__sums">
                <div><dt>{td_string!(locale, checkout.sum.goods)}</dt><dd>{money(locale, plan.goods)}</dd></div>
                {ships.then(|| view! { <div><dt>{td_string!(locale, checkout.sum.shipping)}</dt><dd>{shipping}</dd></div> })}
                {adjustments}
                <div class="summary__total"><dt>{td_string!(locale, checkout.sum.total)}</dt><dd>{money(locale, plan.total)}</dd></div>
            </dl>
            {later.map(|later| view! { <p class="summary__tax">{later}</p> })}
            <p class="summary__tax">{taxes}</p>
        </aside>
    }
}

fn tax_words(locale: Locale, line: &TaxLine) -> String {
    let (rate, tax) = (percent(line.basis_points), money(locale, line.amount));
    if line.included {
        td_string!(locale, checkout.sum.tax_line, rate = rate, tax = tax)
    } else {
        td_string!(locale, checkout.sum.tax_added, rate = rate, tax = tax)
    }
}

/// 1900 hundredths of a percent are "19", 550 are "5.5".
fn percent(basis_points: u32) -> String {
    let text = format!("{}.{:02}", basis_points / 100, basis_points % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn rates_read_as_people_write_them() {
        assert_eq!([1_900, 700, 550, 25, 0].map(percent), ["19", "7", "5.5", "0.25", "0"]);
    }
}
