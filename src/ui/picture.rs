//! Pictures that never move the page, in the size they are shown.

use domain::catalog::{Picture as PictureFile, RENDITION_WIDTHS};
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

/// How large a picture is shown, and so which copy of it is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shown {
    /// Beside a line of words.
    Small,
    /// One of several in a row.
    #[default]
    Card,
    /// The screen's width on a phone, about half of it on a desktop.
    Large,
}

/// A small copy of the picture a page opens with, as a `data:` address: in the server's first paint, seen until the picture itself is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview(pub Option<String>);

/// The preview's id in the page: the browser paints first when it has read so far.
pub const PREVIEW_ID: &str = "leading-preview";

/// Where a browser gets a picture from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The address.
    pub src: String,
    /// Several copies to choose from, as in `srcset`, and the rule for it, as in `sizes`.
    pub choice: Option<(String, &'static str)>,
}

impl Shown {
    /// The copy of a picture that is right for this size, or the original where there is none.
    #[must_use]
    pub fn source(self, picture: &PictureFile) -> Source {
        let [tiny, narrow, wide] = RENDITION_WIDTHS;
        let copy = |width| picture.rendition(width).unwrap_or_else(|| picture.url.clone());
        match self {
            Self::Small => Source { src: copy(tiny), choice: None },
            Self::Card => Source {
                src: copy(narrow),
                choice: picture.rendition(wide).map(|large| {
                    (format!("{} {narrow}w, {large} {wide}w", copy(narrow)), "(min-width: 48rem) 24vw, 46vw")
                }),
            },
            // One copy for all screens: a choice would have to wait until the browser knows the width of the page.
            Self::Large => Source { src: copy(wide), choice: None },
        }
    }
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
    /// How large.
    #[prop(optional)]
    shown: Shown,
    /// A class beside `picture`.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let first = loads == Loads::First;
    let Source { src, choice } = shown.source(&picture);
    let (srcset, sizes) = choice.unzip();
    let preview = use_context::<Preview>().filter(|_| first).and_then(|Preview(address)| address);
    let preview = preview.map(|address| {
        view! { <image id=PREVIEW_ID href=address width="100%" height="100%" preserveAspectRatio="xMidYMid slice" /> }
    });

    view! {
        <span class=format!("picture {class}")>
            // An attribute of SVG, since the policy refuses inline styles.
            {(tint.is_some() || preview.is_some()).then(|| view! {
                <svg class="picture__tint" aria-hidden="true">
                    {tint.map(|tint| view! { <rect width="100%" height="100%" fill=tint /> })}
                    {preview}
                </svg>
            })}
            // `src` comes last: a browser that builds the element attribute by attribute would else load two copies.
            <img
                class="picture__image"
                sizes=sizes
                srcset=srcset
                alt=alt.unwrap_or(picture.alt)
                width=picture.width.to_string()
                height=picture.height.to_string()
                loading=(!first).then_some("lazy")
                fetchpriority=first.then_some("high")
                decoding="async"
                src=src
            />
        </span>
    }
}
