//! Open orders on this device, so that their codes are there without a connection.
//!
//! The page keeps them itself, in the browser's database: what is somebody's own never goes into the worker's caches. An order goes when
//! nothing more will happen to it, and all of them when she signs out.

use super::{data, progress::state_word};
use crate::{
    browser::{self, Change, Database, NotKept},
    client::ClientError,
    i18n::{td_string, use_locale},
    routes::Route,
};
use api::orders::OrderView;
use domain::{id::OrderNumber, orders::GroupState};
use leptos::prelude::*;

const NAME: &str = "vitrine-orders";
const OPEN: &str = "open";

/// Keeps what the server said of an order, or forgets it when it is over. A browser that keeps nothing shows orders with a connection only.
pub async fn keep(order: &OrderView, text: &str) {
    let name = order.number.to_string();
    let is_over = order.groups.iter().all(|group| group.state.is_final());
    let change = match is_over {
        true => Change::Delete { store: OPEN, name },
        false => Change::Put { store: OPEN, name, text: text.to_owned() },
    };
    let _ = write(change).await;
}

/// Forgets an order that cannot be seen any more.
pub async fn drop_order(number: &OrderNumber) {
    let _ = write(Change::Delete { store: OPEN, name: number.to_string() }).await;
}

/// Forgets all of them: somebody else may use this browser now.
pub async fn forget_kept() {
    // Without reading any: the account's part of the app has nothing of orders in it otherwise.
    if let Ok(database) = open().await {
        let _ = database.write(&[Change::Clear { store: OPEN }]).await;
    }
    browser::badge(0);
}

/// Every order that is kept; what an earlier version of the shop wrote and this one cannot read is left out.
pub async fn kept() -> Vec<OrderView> {
    read().await.unwrap_or_default()
}

async fn open() -> Result<Database, NotKept> {
    browser::open_database(NAME, &[OPEN]).await
}

async fn read() -> Result<Vec<OrderView>, NotKept> {
    let texts = open().await?.all(OPEN).await?;
    Ok(texts.iter().filter_map(|text| crate::json::read(text).ok()).collect())
}

/// Writes, and puts the number of orders that are ready onto the app's icon.
async fn write(change: Change<'_>) -> Result<(), NotKept> {
    open().await?.write(&[change]).await?;
    let is_ready = |order: &&OrderView| order.groups.iter().any(|group| group.state == GroupState::Ready);
    browser::badge(read().await?.iter().filter(is_ready).count());
    Ok(())
}

/// The orders on this device with where each is; nothing where there are none.
#[component]
pub fn KeptOrders() -> impl IntoView {
    let locale = use_locale();
    let orders = RwSignal::new(Vec::<OrderView>::new());
    Effect::new(move |_| {
        leptos::task::spawn_local(async move {
            let there = kept().await;
            orders.set(there.clone());
            for order in there {
                // Meanwhile it may have become ready, or be over; without a connection it stays as it is.
                let asked: Result<OrderView, ClientError> = data::order(order.number).await;
                if matches!(asked, Err(ClientError::Offline | ClientError::TimedOut)) {
                    break;
                }
            }
            let there = kept().await;
            orders.try_set(there);
        });
    });
    let rows = move || {
        let row = |order: OrderView| {
            let number = order.number.to_string();
            let group = order.groups.iter().find(|group| !group.state.is_final());
            let state = group.map(|group| state_word(locale, group.state));
            let store = group.and_then(|group| group.store.as_ref()).map(|store| store.name.clone());
            let href = Route::Order { number: number.clone() }.path();
            view! {
                <li class="account-row">
                    <a class="account-row__main account-row__link" href=href>
                        {td_string!(locale, orders.order, number = number)}
                    </a>
                    <span class="account-row__note">{store}</span>
                    <span class="account-row__state">{state}</span>
                </li>
            }
        };
        orders.get().into_iter().map(row).collect::<Vec<_>>()
    };
    let any = Memo::new(move |_| !orders.read().is_empty());

    view! {
        {move || any.get().then(|| view! {
            <section class="kept-orders" aria-labelledby="kept-orders">
                <h2 class="kept-orders__title" id="kept-orders">{td_string!(locale, orders.kept.title)}</h2>
                <p>{td_string!(locale, orders.kept.words)}</p>
                <ul class="account-rows" role="list">{rows}</ul>
            </section>
        })}
    }
}
