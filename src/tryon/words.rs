//! The try-on's words: places on the face, and what is worn in a sentence.

use super::state::Worn;
use crate::{
    catalog::finish,
    i18n::{Locale, td_string},
};
use domain::tryon::{Area, Layer, Place};

/// The word for a place, as a product is called that is worn there: "lipstick".
pub(super) fn place(locale: Locale, place: Place) -> &'static str {
    match place {
        Place::Foundation => td_string!(locale, tryon.place.foundation),
        Place::Concealer => td_string!(locale, tryon.place.concealer),
        Place::Contour => td_string!(locale, tryon.place.contour),
        Place::Blush => td_string!(locale, tryon.place.blush),
        Place::Highlighter => td_string!(locale, tryon.place.highlighter),
        Place::Brows => td_string!(locale, tryon.place.brows),
        Place::ShadowLid => td_string!(locale, tryon.place.shadow_lid),
        Place::ShadowCrease => td_string!(locale, tryon.place.shadow_crease),
        Place::ShadowOuter => td_string!(locale, tryon.place.shadow_outer),
        Place::LinerThin => td_string!(locale, tryon.place.liner_thin),
        Place::LinerClassic => td_string!(locale, tryon.place.liner_classic),
        Place::LinerWinged => td_string!(locale, tryon.place.liner_winged),
        Place::LinerSmoky => td_string!(locale, tryon.place.liner_smoky),
        Place::Mascara => td_string!(locale, tryon.place.mascara),
        Place::Lips => td_string!(locale, tryon.place.lips),
        Place::Gloss => td_string!(locale, tryon.place.gloss),
        Place::LipLiner => td_string!(locale, tryon.place.lip_liner),
    }
}

/// The word for a part of the face.
pub(super) fn area(locale: Locale, area: Area) -> &'static str {
    match area {
        Area::Lips => td_string!(locale, tryon.area.lips),
        Area::Cheeks => td_string!(locale, tryon.area.cheeks),
        Area::Eyes => td_string!(locale, tryon.area.eyes),
        Area::Brows => td_string!(locale, tryon.area.brows),
        Area::Face => td_string!(locale, tryon.area.face),
    }
}

/// The finish of a layer, in words.
pub(super) fn finish_of(locale: Locale, worn: &Worn, at: Place) -> &'static str {
    finish(locale, worn.shade.finish.unwrap_or(at.usual_finish()))
}

/// "Pan 2".
pub(super) fn pan_of(locale: Locale, pan: Option<u8>) -> String {
    format!("{} {}", td_string!(locale, tryon.pans), pan.unwrap_or(1))
}

/// The shade's name; of a palette, with the pan that is worn.
pub(super) fn shade_of(locale: Locale, worn: &Worn, pan: Option<u8>) -> String {
    let name = worn.shade.name.clone();
    if worn.shade.pans.is_empty() {
        return name;
    }
    format!("{name}, {}", pan_of(locale, pan))
}

/// "Matte Oxblood Alibi lipstick on, 80 %".
pub(super) fn sentence(locale: Locale, worn: &Worn, layer: &Layer) -> String {
    let (finish, shade) = (finish_of(locale, worn, layer.place), shade_of(locale, worn, layer.pan));
    let place = place(locale, layer.place);
    if layer.on {
        let percent = layer.intensity.hundredths();
        td_string!(locale, tryon.is_on, finish = finish, shade = shade, place = place, percent = percent)
    } else {
        td_string!(locale, tryon.is_off, finish = finish, shade = shade, place = place)
    }
}
