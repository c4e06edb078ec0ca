//! Putting on what the page around wishes, as far as `domain::partners::theme` lets it.

use crate::browser;
use domain::{
    catalog::Hex,
    partners::theme::{Colours, Theme, Wishes},
};

/// The shop's own colours in `style/tokens.css`, by day and by night, as far as wishes are measured against them: ground, words, accent.
const OWN: [[&str; 3]; 2] = [["#fbf8f3", "#241512", "#6b1526"], ["#18110e", "#f0ebe5", "#f0b0a8"]];

/// Puts it on.
pub(super) fn wear(wishes: &Wishes) {
    let dark = match wishes.scheme.as_str() {
        "dark" => true,
        "light" => false,
        _ => browser::matches_media("(prefers-color-scheme: dark)"),
    };
    let [bg, fg, accent] = OWN[usize::from(dark)].map(|hex| Hex::parse(hex).expect("colours of our own"));
    let Theme { colours, radius, font, font_size, dark } = Theme::of(wishes, Colours { bg, fg, accent, on_accent: bg });
    let of = |colour: fn(Colours) -> Hex| colours.map(|colours| colour(colours).to_string());
    browser::dress(
        &[
            ("--paper", of(|it| it.bg)),
            ("--paper-float", of(|it| it.bg)),
            ("--ink", of(|it| it.fg)),
            ("--ink-soft", of(|it| it.fg)),
            ("--accent", of(|it| it.accent)),
            ("--accent-ground", of(|it| it.accent)),
            ("--accent-ground-hover", of(|it| it.accent)),
            ("--on-accent", of(|it| it.on_accent)),
            ("--radius", radius.map(|radius| format!("{radius}px"))),
            ("--font-text", font.clone()),
            ("--font-display", font),
            ("font-size", font_size.map(|size| format!("{size}px"))),
        ],
        dark,
    );
}
