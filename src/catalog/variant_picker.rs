//! Choosing one variant of a product. The choice is kept in the address, so that a link shows the same variant.

use super::shade_picker::{ShadeChoice, ShadePicker};
use crate::{
    i18n::{Locale, td_string, use_locale},
    navigation::use_navigation,
    ui::{Choice, RadioGroup},
};
use domain::catalog::{Finish, Product, ProductOption, Variant};
use leptos::prelude::*;
use std::sync::Arc;

/// One radio group per option, named after it: colours as swatches, all else as tiles.
#[component]
pub fn VariantPicker(
    /// The product whose variants are offered.
    product: Arc<Product>,
    /// The variant that is chosen now.
    chosen: Memo<Variant>,
) -> impl IntoView {
    let locale = use_locale();
    let navigation = use_navigation();
    let groups = product
        .options
        .iter()
        .enumerate()
        .map(|(at, option)| {
            let value =
                Signal::derive(move || chosen.with(|variant| variant.values.get(at).cloned().unwrap_or_default()));
            let name = option.name.clone();
            let on_choose = Callback::new(move |value: String| navigation.replace_query(&[(&name, &value)]));
            match shades(locale, &product, at) {
                Some(shades) => {
                    view! { <ShadePicker legend=option.name.clone() shades chosen=value on_choose /> }.into_any()
                }
                None => {
                    let choices: Vec<Choice> = option.values.iter().map(|value| Choice::new(value, value)).collect();
                    let chosen = Signal::derive(move || Some(value.get()));
                    view! { <RadioGroup legend=option.name.clone() choices chosen on_choose in_line=true /> }.into_any()
                }
            }
        })
        .collect::<Vec<_>>();

    view! { <div class="variant-picker">{groups}</div> }
}

/// The shades of the option at `at`, when it is the one that gives colour: every value of it has one.
fn shades(locale: Locale, product: &Product, at: usize) -> Option<Vec<ShadeChoice>> {
    let option: &ProductOption = product.options.get(at)?;
    option
        .values
        .iter()
        .map(|value| {
            let of_value = |variant: &&Variant| variant.values.get(at) == Some(value) && variant.shade.is_some();
            let shade = product.variants.iter().find(of_value)?.shade.clone()?;
            // Two options cannot both be the colour: it is the one whose values differ in it.
            let same = product
                .variants
                .iter()
                .filter(of_value)
                .all(|variant| variant.shade.as_ref().is_some_and(|other| other.hex == shade.hex));
            same.then(|| ShadeChoice {
                name: value.clone(),
                hex: shade.hex.to_string(),
                family: shade.family.clone(),
                finish: shade.finish.map(|finish| self::finish(locale, finish).to_owned()),
            })
        })
        .collect()
}

/// The word for a finish.
#[must_use]
pub fn finish(locale: Locale, finish: Finish) -> &'static str {
    match finish {
        Finish::Matte => td_string!(locale, catalog.finish.matte),
        Finish::Satin => td_string!(locale, catalog.finish.satin),
        Finish::Cream => td_string!(locale, catalog.finish.cream),
        Finish::Gloss => td_string!(locale, catalog.finish.gloss),
        Finish::Shimmer => td_string!(locale, catalog.finish.shimmer),
        Finish::Metallic => td_string!(locale, catalog.finish.metallic),
        Finish::Sheer => td_string!(locale, catalog.finish.sheer),
    }
}
