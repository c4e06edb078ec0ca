//! Pictures that never move the page.

use domain::catalog::Picture as PictureFile;
use leptos::prelude::*;

/// How soon a picture is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Loads {
    /// When it comes near the screen.
    #[default]
    Lazily,
    /// At once and first: the page's largest picture.
    First,
}

/// A picture of known size on a ground of its own tint, so that nothing flashes grey and nothing shifts.
#[component]
pub fn Picture(
    /// The picture: address, alternative text and natural size.
    picture: PictureFile,
    /// Said instead of the picture's own text; empty where the words beside it already say it.
    #[prop(optional, into)]
    alt: Option<String>,
    /// The colour of the ground until it is there, such as `#f2e4df`.
    #[prop(optional, into)]
    tint: Option<String>,
    /// How soon.
    #[prop(optional)]
    loads: Loads,
    /// A class beside `picture`.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let first = loads == Loads::First;

    view! {
        <span class=format!("picture {class}")>
            // An attribute of SVG, since the policy refuses inline styles.
            {tint.map(|tint| view! { <svg class="picture__tint" aria-hidden="true"><rect width="100%" height="100%" fill=tint /></svg> })}
            <img
                class="picture__image"
                src=picture.url
                alt=alt.unwrap_or(picture.alt)
                width=picture.width.to_string()
                height=picture.height.to_string()
                loading=(!first).then_some("lazy")
                fetchpriority=first.then_some("high")
                decoding="async"
            />
        </span>
    }
}
