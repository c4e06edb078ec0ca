//! Every word a shopper reads, in English and German.
//!
//! To add a text:
//! 1. Put the key into **both** `locales/en/<slice>.json` and `locales/de/<slice>.json`. Keys are `snake_case`, may nest, and must not
//!    end in `_one`, `_other`, `_ordinal` or the like (leptos_i18n reads those as ICU plurals, which we leave out to save bytes).
//!    A value is put in with `{{ name }}`. Components (`<b>`) inside a text are not used.
//! 2. In a component: `let locale = use_locale();` at the top, then `td_string!(locale, cart.add_to_bag)`, which is a `&'static str`, or
//!    `td_string!(locale, cart.added, product = title)`, which is a `String`. Both can stand in `view!` as text or attribute.
//!    (`td!` works too, but makes a closure type per use and so more wasm.)
//! 3. For numbers: `"items": { "one": "{{ count }} item", "many": "{{ count }} items" }` and `plural!(locale, n, cart.items)`. Further values
//!    follow as in `td_string!`; both forms must use the same ones.
//!
//! An unknown key or a missing value does not compile ("no method named …"); a key that only one language has is a warning of the build
//! script and fails the test below. Money, times and distances are not texts: see [`crate::format`].
//!
//! The locale is a plain value in the context: switching the language loads the page anew, so nothing has to listen for it.

#[allow(unused_imports, dead_code, clippy::all, clippy::pedantic)]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/i18n.rs"));
}

pub use generated::i18n::Locale;
pub use leptos_i18n::td_string;

use leptos::prelude::*;

/// The cookie that remembers the shopper's choice of language.
pub const COOKIE: &str = "lang";

/// Both languages, the default first.
pub const LOCALES: [Locale; 2] = [Locale::en, Locale::de];

/// One of two texts by number: `plural!(locale, 3, cart.items)` takes `cart.items.one` or `cart.items.many` and puts in `count`.
///
/// English and German share the rule (one, or anything else), so no plural data is carried along.
#[macro_export]
macro_rules! plural {
    ($locale:expr, $count:expr, $($key:ident).+ $(, $name:ident = $value:expr)* $(,)?) => {{
        let count = $count;
        if count == 1 {
            leptos_i18n::td_string!($locale, $($key).+.one, count = count $(, $name = $value)*)
        } else {
            leptos_i18n::td_string!($locale, $($key).+.many, count = count $(, $name = $value)*)
        }
    }};
}
pub use crate::plural;

/// The language of the page around the component.
#[must_use]
pub fn use_locale() -> Locale {
    use_context().unwrap_or_default()
}

/// What the shop is called.
#[must_use]
pub fn brand(locale: Locale) -> &'static str {
    td_string!(locale, shell.brand)
}

/// The language's tag, as it stands in `lang="…"` and in the cookie.
#[must_use]
pub fn tag(locale: Locale) -> &'static str {
    match locale {
        Locale::en => "en",
        Locale::de => "de",
    }
}

/// The language's own name.
#[must_use]
pub fn name(locale: Locale) -> &'static str {
    match locale {
        Locale::en => "English",
        Locale::de => "Deutsch",
    }
}

/// The language a tag such as `de` or `de-AT` asks for, if we speak it.
#[must_use]
pub fn from_tag(tag: &str) -> Option<Locale> {
    let primary = tag.trim().split(['-', '_']).next()?.to_ascii_lowercase();
    LOCALES.into_iter().find(|locale| self::tag(*locale) == primary)
}

/// The language to answer in: the remembered one, else the best of `Accept-Language` (RFC 9110, 12.5.4), else English.
#[must_use]
pub fn choose(remembered: Option<&str>, accept_language: Option<&str>) -> Locale {
    if let Some(locale) = remembered.and_then(from_tag) {
        return locale;
    }
    let mut best = (Locale::default(), 0);
    for range in accept_language.unwrap_or_default().split(',') {
        let (wanted, parameters) = range.split_once(';').unwrap_or((range, ""));
        let weight = parameters.trim().strip_prefix("q=").map_or(1000, thousandths);
        if let Some(locale) = from_tag(wanted)
            && weight > best.1
        {
            best = (locale, weight);
        }
    }
    best.0
}

/// A quality value such as `0.8` in thousandths; what cannot be read counts as refused.
fn thousandths(quality: &str) -> u32 {
    let (whole, decimals) = quality.trim().split_once('.').unwrap_or((quality.trim(), ""));
    let decimals: String = decimals.chars().chain("000".chars()).take(3).collect();
    match (whole, decimals.parse::<u32>()) {
        ("0", Ok(decimals)) => decimals,
        ("1", Ok(0)) => 1000,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{collections::BTreeMap, fs, path::Path};

    #[test]
    fn the_remembered_language_comes_before_the_browsers() {
        assert_eq!(choose(Some("de"), Some("en-GB,en;q=0.9")), Locale::de);
        assert_eq!(choose(Some("klingon"), Some("de-AT, en;q=0.5")), Locale::de);
        assert_eq!(choose(None, Some("fr, de;q=0.4, en;q=0.3")), Locale::de);
        assert_eq!(choose(None, Some("en;q=0.8, de;q=0.9")), Locale::de);
        assert_eq!(choose(None, Some("de;q=0, *")), Locale::en);
        assert_eq!(choose(None, None), Locale::en);
    }

    #[test]
    fn both_languages_have_the_same_keys() {
        let files = |language: &str| -> BTreeMap<String, serde_json::Value> {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(language);
            fs::read_dir(folder)
                .unwrap()
                .map(|entry| {
                    let path = entry.unwrap().path();
                    let text = fs::read_to_string(&path).unwrap();
                    let name = path.file_name().unwrap().to_string_lossy().into_owned();
                    (name.clone(), serde_json::from_str(&text).unwrap_or_else(|why| panic!("{name}: {why}")))
                })
                .collect()
        };
        let (english, german) = (files("en"), files("de"));
        assert_eq!(english.keys().collect::<Vec<_>>(), german.keys().collect::<Vec<_>>());
        for (name, texts) in &english {
            compare(name, texts, &german[name]);
        }
    }

    fn compare(at: &str, one: &serde_json::Value, other: &serde_json::Value) {
        match (one.as_object(), other.as_object()) {
            (Some(one), Some(other)) => {
                let (one_keys, other_keys): (Vec<_>, Vec<_>) = (one.keys().collect(), other.keys().collect());
                assert_eq!(one_keys, other_keys, "keys of {at}");
                for (key, value) in one {
                    compare(&format!("{at}/{key}"), value, &other[key]);
                }
            }
            (None, None) => {
                let values = |text: &serde_json::Value| -> Vec<String> {
                    let mut names: Vec<String> = text
                        .as_str()
                        .unwrap_or_default()
                        .split("{{")
                        .skip(1)
                        .filter_map(|rest| rest.split("}}").next())
                        .map(|name| name.trim().to_owned())
                        .collect();
                    names.sort();
                    names
                };
                assert_eq!(values(one), values(other), "values in {at}");
            }
            _ => panic!("{at} is a text in one language and a group in the other"),
        }
    }
}
