//! `/scan`: the code on a product or a shelf, and what is behind it.

use crate::scan::Aisle;
use leptos::prelude::*;

/// What the page needs, it asks for once there is a number.
#[component]
pub fn ScanPage() -> impl IntoView {
    view! { <ScanView /> }
}

/// Shows the page. Its styles are a file of their own, which no other page has to carry.
#[component]
pub fn ScanView() -> impl IntoView {
    view! {
        <link rel="stylesheet" href=env!("SCAN_CSS") />
        <Aisle />
    }
}
