//! Narrowing a shelf: what can be chosen, what is chosen, and the order of the list. All of it is kept in the address.

use super::variant_picker::finish;
use crate::{
    i18n::{Locale, td_string, use_locale},
    navigation::{Navigation, use_navigation},
    stores::use_my_store,
    ui::{Disclosure, RemovableChip},
};
use api::catalog::ListQuery;
use domain::{
    catalog::{Facet, FacetKind, Finish, Sort},
    id::{CategorySlug, LocationCode},
};
use leptos::prelude::*;

/// The kinds of facet, in the order they are offered.
const KINDS: [FacetKind; 4] = [FacetKind::Family, FacetKind::Finish, FacetKind::Label, FacetKind::Tag];

/// What an address asks of a list: `?finish=matte,satin&sort=price_up`. What it cannot mean is left out.
#[must_use]
pub fn list_query(
    category: Option<CategorySlug>,
    pairs: &[(String, String)],
    store: Option<LocationCode>,
) -> ListQuery {
    let value =
        |name: &str| pairs.iter().find(|(found, _)| found == name).map(|(_, value)| value.clone()).unwrap_or_default();
    ListQuery {
        category,
        label: value(parameter(FacetKind::Label)),
        family: value(parameter(FacetKind::Family)),
        finish: value(parameter(FacetKind::Finish)),
        tag: value(parameter(FacetKind::Tag)),
        in_stock: store.is_some() && value("in_stock") == "true",
        store,
        sort: sort_of(&value("sort")),
        page: value("page").parse().unwrap_or_default(),
        ..ListQuery::default()
    }
}

/// Every facet as a folded group of checkboxes; counts say what a choice would leave.
#[component]
pub fn Facets(
    /// The facets of the list as it is now.
    #[prop(into)]
    facets: Signal<Vec<Facet>>,
) -> impl IntoView {
    let locale = use_locale();
    let my_store = use_my_store();
    let navigation = use_navigation();
    let here = move || {
        my_store.name().map(|store| {
            let checked = move || navigation.query("in_stock").as_deref() == Some("true");
            let toggle = move |on: bool| navigation.replace_query(&[("in_stock", if on { "true" } else { "" }), ("page", "")]);
            view! {
                <label class="facet__value facet__value--store">
                    <input type="checkbox" prop:checked=checked on:change:target=move |event| toggle(event.target().checked()) />
                    <span>{td_string!(locale, catalog.only_at, store = store)}</span>
                </label>
            }
        })
    };
    let groups = KINDS.into_iter().map(|kind| view! { <FacetGroup kind facets /> }.into_any()).collect::<Vec<_>>();

    view! { <div class="facets">{here}{groups}</div> }
}

#[component]
fn FacetGroup(kind: FacetKind, facets: Signal<Vec<Facet>>) -> impl IntoView {
    let locale = use_locale();
    let values = Memo::new(move |_| {
        facets.with(|facets| {
            facets.iter().find(|facet| facet.kind == kind).map(|facet| facet.values.clone()).unwrap_or_default()
        })
    });
    let offered = Memo::new(move |_| values.with(|values| !values.is_empty()));
    let rows = move || {
        view! {
            // Keyed by value, so that a box keeps the focus while the counts beside it change.
            <For
                each=move || values.get().into_iter().map(|value| value.value)
                key=Clone::clone
                children=move |value| {
                    let own = value.clone();
                    let count = Signal::derive(move || values.with(|all| all.iter().find(|found| found.value == own).map_or(0, |found| found.count)));
                    view! { <FacetBox kind value count /> }
                }
            />
        }
    };

    move || {
        offered.get().then(|| {
            view! { <Disclosure title=title(locale, kind) open=kind == FacetKind::Family><div class="facet">{rows()}</div></Disclosure> }
        })
    }
}

#[component]
fn FacetBox(kind: FacetKind, value: String, count: Signal<u32>) -> impl IntoView {
    let locale = use_locale();
    let navigation = use_navigation();
    let own = StoredValue::new(value.clone());
    let checked = Memo::new(move |_| own.with_value(|own| chosen(navigation, kind).contains(own)));
    let toggle = move |_| toggle(navigation, kind, &own.get_value());

    view! {
        <label class="facet__value">
            <input type="checkbox" checked=checked.get_untracked() prop:checked=move || checked.get() on:change=toggle />
            <span>{word(locale, kind, &value)}</span>
            <span class="facet__count">{move || count.get()}</span>
        </label>
    }
}

/// What is chosen, each to be taken back, and all at once.
#[component]
pub fn ChosenFacets() -> impl IntoView {
    let locale = use_locale();
    let navigation = use_navigation();
    let chips = move || {
        let all: Vec<(FacetKind, String)> = KINDS
            .into_iter()
            .flat_map(|kind| chosen(navigation, kind).into_iter().map(move |value| (kind, value)))
            .collect();
        let several = all.len() > 1;
        let chips = all
            .into_iter()
            .map(|(kind, value)| {
                let text = word(locale, kind, &value);
                let label = td_string!(locale, catalog.remove_facet, value = text.clone());
                view! { <RemovableChip text label on_remove=move || toggle(navigation, kind, &value) /> }.into_any()
            })
            .collect::<Vec<_>>();
        let clear = move |_| {
            let changes: Vec<(&str, &str)> =
                KINDS.iter().map(|kind| (parameter(*kind), "")).chain([("page", "")]).collect();
            navigation.replace_query(&changes);
        };
        view! {
            {chips}
            {several.then(|| view! { <button type="button" class="button button--plain" on:click=clear>{td_string!(locale, catalog.clear_facets)}</button> })}
        }
    };

    view! { <div class="chosen-facets">{chips}</div> }
}

/// The order of the list.
#[component]
pub fn SortSelect() -> impl IntoView {
    let locale = use_locale();
    let navigation = use_navigation();
    let now = Memo::new(move |_| navigation.query("sort").unwrap_or_default());
    let options = [
        ("", td_string!(locale, catalog.sort.featured)),
        ("price_up", td_string!(locale, catalog.sort.price_up)),
        ("price_down", td_string!(locale, catalog.sort.price_down)),
        ("rating", td_string!(locale, catalog.sort.rating)),
        ("name", td_string!(locale, catalog.sort.name)),
    ]
    .map(|(value, words)| view! { <option value=value selected=move || now.get() == value>{words}</option> });

    view! {
        <label class="sort">
            <span class="sort__label">{td_string!(locale, catalog.sort.label)}</span>
            <select class="sort__select" on:change:target=move |event| navigation.replace_query(&[("sort", &event.target().value()), ("page", "")])>
                {options}
            </select>
        </label>
    }
}

/// How many values are chosen in all; tracked.
#[must_use]
pub fn chosen_count(navigation: Navigation) -> usize {
    KINDS.into_iter().map(|kind| chosen(navigation, kind).len()).sum()
}

fn chosen(navigation: Navigation, kind: FacetKind) -> Vec<String> {
    let joined = navigation.query(parameter(kind)).unwrap_or_default();
    joined.split(',').filter(|value| !value.is_empty()).map(str::to_owned).collect()
}

fn toggle(navigation: Navigation, kind: FacetKind, value: &str) {
    let mut values = untrack(|| chosen(navigation, kind));
    match values.iter().position(|found| found == value) {
        Some(at) => {
            values.remove(at);
        }
        None => values.push(value.to_owned()),
    }
    // A narrower list begins at its first page.
    navigation.replace_query(&[(parameter(kind), &values.join(",")), ("page", "")]);
}

fn parameter(kind: FacetKind) -> &'static str {
    match kind {
        FacetKind::Label => "label",
        FacetKind::Family => "family",
        FacetKind::Finish => "finish",
        FacetKind::Tag => "tag",
    }
}

fn title(locale: Locale, kind: FacetKind) -> &'static str {
    match kind {
        FacetKind::Label => td_string!(locale, catalog.facet.label),
        FacetKind::Family => td_string!(locale, catalog.facet.family),
        FacetKind::Finish => td_string!(locale, catalog.facet.finish),
        FacetKind::Tag => td_string!(locale, catalog.facet.tag),
    }
}

fn word(locale: Locale, kind: FacetKind, value: &str) -> String {
    match (kind, Finish::from_word(value)) {
        (FacetKind::Finish, Some(known)) => finish(locale, known).to_owned(),
        _ => value.to_owned(),
    }
}

fn sort_of(word: &str) -> Sort {
    match word {
        "price_up" => Sort::PriceUp,
        "price_down" => Sort::PriceDown,
        "rating" => Sort::Rating,
        "name" => Sort::Name,
        _ => Sort::Featured,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_as_far_as_it_makes_sense() {
        let pairs =
            [("finish", "matte,satin"), ("sort", "price_up"), ("page", "x"), ("in_stock", "true"), ("utm", "1")]
                .map(|(name, value)| (name.to_owned(), value.to_owned()));
        let query = list_query(None, &pairs, None);
        assert_eq!(query.finish, "matte,satin");
        assert_eq!(query.sort, Sort::PriceUp);
        assert_eq!(query.page, 0);
        assert!(!query.in_stock, "without a store there is nowhere to be in stock");
    }
}
