//! `/try-on`: a camera, a photo or a model, and the shop's products on it.

use crate::tryon::FittingRoom;
use leptos::prelude::*;

/// What the page needs, it asks for itself.
#[component]
pub fn TryOnPage() -> impl IntoView {
    view! { <TryOnView /> }
}

/// Shows the try-on. Its styles are a file of their own, which no other page has to carry.
#[component]
pub fn TryOnView() -> impl IntoView {
    view! {
        <link rel="stylesheet" href=env!("TRYON_CSS") />
        <FittingRoom />
    }
}
