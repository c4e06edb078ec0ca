//! What people think, in stars.

use crate::{
    i18n::{Locale, td_string, use_locale},
    plural,
};
use leptos::prelude::*;

/// Five stars on a strip of 100 × 20, as one path: a list of products has dozens of these.
const STARS: &str = "M10 2l2.4 5.2 5.6.7-4.1 3.9 1.1 5.6L10 14.6 5 17.4l1.1-5.6L2 7.9l5.6-.7zm20 0l2.4 5.2 5.6.7-4.1 3.9 1.1 5.6L30 14.6 25 17.4l1.1-5.6L22 7.9l5.6-.7zm20 0l2.4 5.2 5.6.7-4.1 3.9 1.1 5.6L50 14.6 45 17.4l1.1-5.6L42 7.9l5.6-.7zm20 0l2.4 5.2 5.6.7-4.1 3.9 1.1 5.6L70 14.6 65 17.4l1.1-5.6L62 7.9l5.6-.7zm20 0l2.4 5.2 5.6.7-4.1 3.9 1.1 5.6L90 14.6 85 17.4l1.1-5.6L82 7.9l5.6-.7z";

/// Stars filled to the average, with the number beside them and the whole sentence for screen readers.
#[component]
pub fn Rating(
    /// The average in tenths of a star: 46 is 4.6.
    tenths: u32,
    /// How many reviews; 0 leaves the number out.
    count: u32,
) -> impl IntoView {
    let locale = use_locale();
    let tenths = tenths.min(50);
    let stars = decimal(locale, tenths);
    let said = if count > 0 {
        plural!(locale, count, shell.rating_count, stars = stars.clone())
    } else {
        td_string!(locale, shell.rating, stars = stars.clone())
    };

    view! {
        <span class="rating">
            <span class="hidden">{said}</span>
            <svg class="rating__stars" viewBox="0 0 100 20" aria-hidden="true">
                <path class="rating__ground" d=STARS />
                // An inner svg cuts off what stands out of it.
                <svg width=(tenths * 2).to_string() height="20"><path d=STARS /></svg>
            </svg>
            <span class="rating__words" aria-hidden="true">
                {stars} {(count > 0).then(|| format!(" ({count})"))}
            </span>
        </span>
    }
}

fn decimal(locale: Locale, tenths: u32) -> String {
    let point = if locale == Locale::de { ',' } else { '.' };
    format!("{}{point}{}", tenths / 10, tenths % 10)
}
