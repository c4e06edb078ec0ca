//! `/orders/{number}`: what became of an order. The key to it travels in the fragment.

use crate::ui::PageHeading;
use leptos::prelude::*;

/// The page; it loads its own data once the app runs.
#[component]
pub fn OrderPage(
    /// The order's number, as it stands in the address.
    number: String,
) -> impl IntoView {
    view! { <PageHeading text=number /> }
}
