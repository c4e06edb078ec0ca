//! Stores and what each has of one variant, nearest first.

use super::StockWord;
use crate::{
    format::{distance, moment, relative_day},
    i18n::{Locale, td_string, use_locale},
    routes,
    stores::use_my_store,
    ui::{Button, ButtonKind},
};
use api::inventory::{StoreBrief, StoreStock};
use domain::{id::LocationCode, inventory::Band};
use leptos::prelude::*;

/// One row per store: name, distance, what it has, when it could be ready, and making it hers.
#[component]
pub fn StoreStockList(
    /// The stores, in the order to show.
    #[prop(into)]
    stores: Signal<Vec<StoreStock>>,
    /// Told when the shopper makes a store hers, after it became so.
    #[prop(optional, into)]
    on_choose: Option<Callback<StoreBrief>>,
) -> impl IntoView {
    // A row keeps its elements while only its figures change, so the focus stays. Another place is another row.
    let rows = Memo::new(move |_| {
        stores.with(|stores| stores.iter().map(|stock| (stock.store.code.clone(), stock.metres)).collect::<Vec<_>>())
    });

    view! {
        <ul class="stock-list" role="list">
            <For each=move || rows.get() key=Clone::clone let:row>
                <StoreStockRow code=row.0 stores on_choose />
            </For>
        </ul>
    }
}

#[component]
fn StoreStockRow(
    code: LocationCode,
    stores: Signal<Vec<StoreStock>>,
    on_choose: Option<Callback<StoreBrief>>,
) -> impl IntoView {
    let locale = use_locale();
    let my_store = use_my_store();
    let find = {
        let code = code.clone();
        move |stores: &Vec<StoreStock>| stores.iter().find(|stock| stock.store.code == code).cloned()
    };
    let Some(stock) = stores.with_untracked(&find) else { return ().into_any() };
    let first = stock.clone();
    // A row that is gone keeps its last look until its elements are gone too.
    let shown = Memo::new(move |last: Option<&StoreStock>| {
        stores.with(&find).or_else(|| last.cloned()).unwrap_or_else(|| first.clone())
    });
    let is_hers = Memo::new(move |_| my_store.get().is_some_and(|hers| hers.code == code));
    let brief = StoredValue::new(stock.store.clone());
    let choose = move || {
        my_store.choose(brief.get_value());
        if let Some(told) = on_choose {
            told.run(brief.get_value());
        }
    };
    let name = stock.store.name.clone();
    let row_name = name.clone();
    let choose_name = td_string!(locale, inventory.make_mine_named, store = name.clone());
    let word = move || shown.with(|stock| view! { <StockWord band=stock.band left=stock.left /> });
    let ready = move || {
        shown.with(|stock| promise(locale, stock)).map(|ready| view! { <span class="stock-list__ready">{ready}</span> })
    };
    let place = match stock.metres {
        Some(metres) => format!("{} · {}", stock.store.street, distance(locale, metres)),
        None => format!("{}, {}", stock.store.street, stock.store.city),
    };

    view! {
        <li class="stock-list__row" class:stock-list__row--hers=move || is_hers.get() aria-label=row_name>
            <div class="stock-list__where">
                <a class="stock-list__name" href=routes::store(stock.store.code.as_str())>{name}</a>
                <span class="stock-list__place">{place}</span>
            </div>
            <div class="stock-list__what">
                {word}
                {ready}
            </div>
            {move || {
                if is_hers.get() {
                    view! { <span class="stock-list__mine">{td_string!(locale, inventory.mine)}</span> }.into_any()
                } else {
                    view! {
                        <Button kind=ButtonKind::Plain label=choose_name.clone() on_press=choose>
                            {td_string!(locale, inventory.make_mine)}
                        </Button>
                    }
                    .into_any()
                }
            }}
        </li>
    }
    .into_any()
}

/// When it can be collected; of what is not there, when it should be.
fn promise(locale: Locale, stock: &StoreStock) -> Option<String> {
    match (stock.ready_by, stock.incoming.first()) {
        (Some(at), _) => Some(td_string!(locale, inventory.ready_by, time = moment(locale, at))),
        (None, Some(goods)) if stock.band == Band::None => {
            let day = relative_day(locale, goods.expected.0, goods.days_ahead);
            Some(td_string!(locale, inventory.expected, day = day))
        }
        _ => None,
    }
}
