//! Stores and what each has of one variant, nearest first.

use super::StockWord;
use crate::{
    format::{distance, moment},
    i18n::{td_string, use_locale},
    routes,
    stores::use_my_store,
    ui::{Button, ButtonKind},
};
use api::inventory::{StoreBrief, StoreStock};
use leptos::prelude::*;

/// One row per store: name, distance, what it has, when it could be ready, and making it hers.
#[component]
pub fn StoreStockList(
    /// The stores, in the order to show.
    stores: Vec<StoreStock>,
    /// Told when the shopper makes a store hers, after it became so.
    #[prop(optional, into)]
    on_choose: Option<Callback<StoreBrief>>,
) -> impl IntoView {
    let rows =
        stores.into_iter().map(|stock| view! { <StoreStockRow stock on_choose /> }.into_any()).collect::<Vec<_>>();

    view! { <ul class="stock-list" role="list">{rows}</ul> }
}

#[component]
fn StoreStockRow(stock: StoreStock, on_choose: Option<Callback<StoreBrief>>) -> impl IntoView {
    let locale = use_locale();
    let my_store = use_my_store();
    let code = stock.store.code.clone();
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
    let ready = stock.ready_by.map(|at| td_string!(locale, inventory.ready_by, time = moment(locale, at)));
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
                <StockWord band=stock.band left=stock.left />
                {ready.map(|ready| view! { <span class="stock-list__ready">{ready}</span> })}
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
}
