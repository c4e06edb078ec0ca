//! Shades to choose from, grouped by family, the chosen one's name spoken large.

use crate::ui::{Swatch, element_id};
use leptos::prelude::*;

/// One shade to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ShadeChoice {
    /// Its name, which is the option's value.
    pub(super) name: String,
    /// Its colour.
    pub(super) hex: String,
    /// The family it is shown in.
    pub(super) family: Option<String>,
    /// How it takes the light, in words.
    pub(super) finish: Option<String>,
}

/// Native radio buttons in one group, in families.
#[component]
pub(super) fn ShadePicker(
    /// The option's name: the group's.
    legend: String,
    /// The shades, in the merchant's order.
    shades: Vec<ShadeChoice>,
    /// The name of the chosen shade.
    #[prop(into)]
    chosen: Signal<String>,
    /// Told the name when the shopper chooses.
    on_choose: Callback<String>,
) -> impl IntoView {
    let name = element_id("shade");
    let mut families: Vec<(Option<String>, Vec<ShadeChoice>)> = Vec::new();
    for shade in shades.iter().cloned() {
        match families.iter_mut().find(|(family, _)| *family == shade.family) {
            Some((_, members)) => members.push(shade),
            None => families.push((shade.family.clone(), vec![shade])),
        }
    }
    let several = families.len() > 1;
    let spoken = {
        let shades = shades.clone();
        move || {
            let chosen = chosen.get();
            let finish = shades.iter().find(|shade| shade.name == chosen).and_then(|shade| shade.finish.clone());
            view! {
                <span class="shade-picker__name">{chosen}</span>
                {finish.map(|finish| view! { <span class="shade-picker__finish">{finish}</span> })}
            }
        }
    };
    let groups = families
        .into_iter()
        .map(|(family, members)| {
            let dots = members
                .into_iter()
                .map(|shade| view! { <ShadeRadio group=name.clone() shade chosen on_choose /> }.into_any())
                .collect::<Vec<_>>();
            view! {
                <div class="shade-picker__family">
                    {family.filter(|_| several).map(|family| view! { <span class="shade-picker__family-name" aria-hidden="true">{family}</span> })}
                    <div class="swatches__dots">{dots}</div>
                </div>
            }
        })
        .collect::<Vec<_>>();

    view! {
        <fieldset class="shade-picker" role="radiogroup">
            <legend class="radios__legend">{legend}</legend>
            <p class="shade-picker__spoken" aria-hidden="true">{spoken}</p>
            <div class="shade-picker__families">{groups}</div>
        </fieldset>
    }
}

#[component]
fn ShadeRadio(group: String, shade: ShadeChoice, chosen: Signal<String>, on_choose: Callback<String>) -> impl IntoView {
    let (own, told, title) = (shade.name.clone(), shade.name.clone(), shade.name.clone());
    let is_chosen = Memo::new(move |_| chosen.with(|chosen| *chosen == own));

    view! {
        <label class="swatches__one" title=title>
            <input
                class="swatches__input"
                type="radio"
                name=group
                value=shade.name.clone()
                aria-label=shade.name
                checked=is_chosen.get_untracked()
                prop:checked=move || is_chosen.get()
                on:change=move |_| on_choose.run(told.clone())
            />
            <Swatch hex=shade.hex />
        </label>
    }
}
