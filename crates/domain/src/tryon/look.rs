//! A look: layers of products on a face, and the moves that change it. Every move answers a new look.

use super::Place;
use crate::catalog::{Finish, Hex};
use crate::id::Sku;
use serde::{Deserialize, Serialize};
use std::fmt::Write;
use thiserror::Error;

/// The most layers of a look; the renderer takes no more.
pub const LAYERS_MOST: usize = 24;

/// One variant on the face.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Layer {
    /// The variant.
    pub sku: Sku,
    /// Where it goes and how it is worn there.
    pub place: Place,
    /// How much of it.
    pub intensity: Intensity,
    /// Whether it shows. A layer that is off keeps its settings.
    pub on: bool,
    /// Which pan of a palette, 1 the first. Without one, the first; what has one colour has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pan: Option<u8>,
}

/// How much of a product is worn, in hundredths, 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = u8, minimum = 0, maximum = 100))]
#[serde(try_from = "u8", into = "u8")]
pub struct Intensity(u8);

/// Not a share.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("an intensity is a whole number from 0 to 100, not {0}")]
pub struct IntensityError(pub u8);

/// Layers in the order of putting on; of one place, in her own order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = WornLook, value_type = Vec<Layer>, max_items = 24))]
#[serde(try_from = "Vec<Layer>", into = "Vec<Layer>")]
pub struct Look(Vec<Layer>);

/// Why layers are no look.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum LookError {
    /// Too many of them.
    #[error("a look has at most {LAYERS_MOST} layers: take one off first")]
    TooMany,
}

/// What the catalogue says about a variant that is worn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour {
    /// Its colour.
    pub hex: Hex,
    /// How it takes the light, when the merchant says.
    pub finish: Option<Finish>,
}

/// The colour of a palette's pan, 1 the first; of the first one when that pan is not there, and of what has no pans its own.
#[must_use]
pub fn pan_colour(own: Hex, pans: &[Hex], pan: Option<u8>) -> Hex {
    let at = usize::from(pan.unwrap_or(1)).saturating_sub(1);
    pans.get(at).or(pans.first()).copied().unwrap_or(own)
}

impl Intensity {
    /// A share of at most 100 hundredths.
    ///
    /// # Errors
    /// [`IntensityError`] for more.
    pub fn new(hundredths: u8) -> Result<Self, IntensityError> {
        if hundredths <= 100 { Ok(Self(hundredths)) } else { Err(IntensityError(hundredths)) }
    }

    /// The share in hundredths, 0 to 100.
    #[must_use]
    pub fn hundredths(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Intensity {
    type Error = IntensityError;
    fn try_from(hundredths: u8) -> Result<Self, IntensityError> {
        Self::new(hundredths)
    }
}

impl From<Intensity> for u8 {
    fn from(intensity: Intensity) -> u8 {
        intensity.0
    }
}

impl Layer {
    /// A variant as it is first put on.
    #[must_use]
    pub fn new(sku: Sku, place: Place) -> Self {
        Self { sku, place, intensity: Intensity(place.usual_intensity()), on: true, pan: None }
    }
}

impl Look {
    /// A look of these layers, brought into the order of putting on.
    ///
    /// # Errors
    /// [`LookError::TooMany`] for more than [`LAYERS_MOST`].
    pub fn new(layers: Vec<Layer>) -> Result<Self, LookError> {
        if layers.len() > LAYERS_MOST { Err(LookError::TooMany) } else { Ok(Self::ordered(layers)) }
    }

    fn ordered(mut layers: Vec<Layer>) -> Self {
        // Stable: of one place, her own order stays. Gloss and lipstick share the lips, so she may turn them round.
        layers.sort_by_key(|layer| rank(layer.place));
        Self(layers)
    }

    /// Its layers, the first one nearest the skin.
    #[must_use]
    pub fn layers(&self) -> &[Layer] {
        &self.0
    }

    /// Whether nothing is worn.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Puts a variant on in place of what is worn there. What was worn hands on its intensity, so that shades can be compared.
    ///
    /// # Errors
    /// [`LookError::TooMany`].
    pub fn put_on(&self, sku: Sku, place: Place) -> Result<Self, LookError> {
        let mut layers = self.0.clone();
        let worn = layers.iter().position(|layer| place.excludes(layer.place));
        let fresh = Layer::new(sku, place);
        match worn {
            Some(at) => {
                layers[at] = Layer { intensity: layers[at].intensity, ..fresh };
                let mut index = 0;
                // What was layered there before goes with it.
                layers.retain(|layer| {
                    index += 1;
                    index - 1 == at || !place.excludes(layer.place)
                });
            }
            None => layers.push(fresh),
        }
        Self::new(layers)
    }

    /// Puts a variant on over whatever is worn there.
    ///
    /// # Errors
    /// [`LookError::TooMany`].
    pub fn layer_over(&self, sku: Sku, place: Place) -> Result<Self, LookError> {
        let mut layers = self.0.clone();
        layers.push(Layer::new(sku, place));
        Self::new(layers)
    }

    /// Takes the layer off. One that is not there changes nothing.
    #[must_use]
    pub fn take_off(&self, at: usize) -> Self {
        let mut layers = self.0.clone();
        if at < layers.len() {
            layers.remove(at);
        }
        Self(layers)
    }

    /// More or less of a layer.
    #[must_use]
    pub fn with_intensity(&self, at: usize, intensity: Intensity) -> Self {
        self.changed(at, |layer| layer.intensity = intensity)
    }

    /// Shows or hides a layer.
    #[must_use]
    pub fn switched(&self, at: usize, on: bool) -> Self {
        self.changed(at, |layer| layer.on = on)
    }

    /// Wears another pan of a palette.
    #[must_use]
    pub fn with_pan(&self, at: usize, pan: Option<u8>) -> Self {
        self.changed(at, |layer| layer.pan = pan)
    }

    /// Wears a layer another way: a shadow in the crease, a line with a wing.
    #[must_use]
    pub fn moved_to(&self, at: usize, place: Place) -> Self {
        Self::ordered(self.changed(at, |layer| layer.place = place).0)
    }

    /// Whether the layer and the one over it lie on one place, so that their order is hers.
    #[must_use]
    pub fn can_rise(&self, at: usize) -> bool {
        match (self.0.get(at), self.0.get(at + 1)) {
            (Some(under), Some(over)) => rank(under.place) == rank(over.place),
            _ => false,
        }
    }

    /// Puts a layer over the next one of its place; changes nothing where [`Look::can_rise`] says no.
    #[must_use]
    pub fn raised(&self, at: usize) -> Self {
        let mut layers = self.0.clone();
        if self.can_rise(at) {
            layers.swap(at, at + 1);
        }
        Self(layers)
    }

    /// The look as the renderer reads it, `lips:9c2230:matte:90` with commas between layers: what is on and has a colour.
    #[must_use]
    pub fn text(&self, colour: impl Fn(&Layer) -> Option<Colour>) -> String {
        let mut text = String::new();
        for layer in self.0.iter().filter(|layer| layer.on) {
            let Some(Colour { hex, finish }) = colour(layer) else { continue };
            let comma = if text.is_empty() { "" } else { "," };
            let (hex, place) = (hex.to_string(), layer.place);
            let finish = finish.unwrap_or(place.usual_finish()).word();
            let hex = hex.trim_start_matches('#');
            write!(text, "{comma}{}:{hex}:{finish}:{}", place.painted(), layer.intensity.0)
                .expect("writing to a string cannot fail");
        }
        text
    }

    fn changed(&self, at: usize, change: impl FnOnce(&mut Layer)) -> Self {
        let mut layers = self.0.clone();
        if let Some(layer) = layers.get_mut(at) {
            change(layer);
        }
        Self(layers)
    }
}

/// Where a layer is painted: places that share the skin share a rank.
fn rank(place: Place) -> Place {
    if place == Place::Gloss { Place::Lips } else { place }
}

impl TryFrom<Vec<Layer>> for Look {
    type Error = LookError;
    fn try_from(layers: Vec<Layer>) -> Result<Self, LookError> {
        Self::new(layers)
    }
}

impl From<Look> for Vec<Layer> {
    fn from(look: Look) -> Self {
        look.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sku(text: &str) -> Sku {
        Sku::parse(text).unwrap()
    }

    fn worn(look: &Look) -> Vec<(&str, Place, u8)> {
        look.layers().iter().map(|layer| (layer.sku.as_str(), layer.place, layer.intensity.0)).collect()
    }

    #[test]
    fn what_is_put_on_lies_in_the_order_of_painting() {
        let look = Look::default().put_on(sku("L"), Place::Lips).unwrap().put_on(sku("F"), Place::Foundation).unwrap();
        assert_eq!(worn(&look), [("F", Place::Foundation, 50), ("L", Place::Lips, 90)]);
    }

    #[test]
    fn another_shade_takes_the_place_and_the_intensity_of_the_one_before() {
        let look = Look::default().put_on(sku("A"), Place::Lips).unwrap();
        let look = look.with_intensity(0, Intensity(35)).layer_over(sku("B"), Place::Lips).unwrap();
        assert_eq!(worn(&look), [("A", Place::Lips, 35), ("B", Place::Lips, 90)]);
        assert_eq!(worn(&look.put_on(sku("C"), Place::Lips).unwrap()), [("C", Place::Lips, 35)]);
        let lined = Look::default().put_on(sku("A"), Place::LinerThin).unwrap();
        assert_eq!(worn(&lined.put_on(sku("B"), Place::LinerWinged).unwrap()), [("B", Place::LinerWinged, 85)]);
    }

    #[test]
    fn only_layers_of_one_place_change_their_order() {
        let look = Look::default().put_on(sku("G"), Place::Gloss).unwrap().put_on(sku("L"), Place::Lips).unwrap();
        let look = look.put_on(sku("B"), Place::Blush).unwrap();
        assert_eq!(worn(&look).iter().map(|it| it.0).collect::<String>(), "BGL");
        assert!(!look.can_rise(0) && look.can_rise(1) && !look.can_rise(2));
        assert_eq!(worn(&look.raised(1)).iter().map(|it| it.0).collect::<String>(), "BLG");
        assert_eq!(look.raised(0), look);
        assert_eq!(look.raised(9), look);
    }

    #[test]
    fn the_renderer_is_told_what_is_on_and_has_a_colour() {
        let look = Look::default().put_on(sku("A"), Place::Gloss).unwrap().put_on(sku("B"), Place::Blush).unwrap();
        let look = look.put_on(sku("X"), Place::Brows).unwrap();
        let colour = |layer: &Layer| {
            let sku = layer.sku.as_str();
            let finish = (sku == "B").then_some(Finish::Cream);
            (sku != "X").then(|| Colour { hex: Hex::parse("#9c2230").unwrap(), finish })
        };
        assert_eq!(look.text(colour), "blush:9c2230:cream:50,lips:9c2230:gloss:70");
        assert_eq!(look.switched(0, false).text(colour), "lips:9c2230:gloss:70");
        assert_eq!(look.take_off(2).take_off(0).text(colour), "");
        assert_eq!(look.take_off(7), look);
    }

    #[test]
    fn pans_of_one_palette_are_worn_side_by_side() {
        let hex = |text: &str| Hex::parse(text).unwrap();
        let (own, pans) = (hex("#808080"), [hex("#eadfd3"), hex("#3b2d27")]);
        for (pan, colour) in
            [(None, pans[0]), (Some(1), pans[0]), (Some(2), pans[1]), (Some(0), pans[0]), (Some(9), pans[0])]
        {
            assert_eq!(pan_colour(own, &pans, pan), colour, "{pan:?}");
        }
        assert_eq!(pan_colour(own, &[], Some(2)), own);
        let look =
            Look::default().put_on(sku("P"), Place::ShadowLid).unwrap().put_on(sku("P"), Place::ShadowCrease).unwrap();
        let look = look.with_pan(1, Some(2));
        let colour = |layer: &Layer| Some(Colour { hex: pan_colour(own, &pans, layer.pan), finish: None });
        assert_eq!(look.text(colour), "shadow-lid:eadfd3:matte:70,shadow-crease:3b2d27:matte:70");
        assert_eq!(look.with_pan(7, Some(1)), look);
    }

    #[test]
    fn a_look_has_an_end() {
        let mut look = Look::default();
        for _ in 0..LAYERS_MOST {
            look = look.layer_over(sku("A"), Place::Blush).unwrap();
        }
        assert_eq!(look.layer_over(sku("A"), Place::Blush), Err(LookError::TooMany));
        let json = serde_json::to_string(&look).unwrap();
        assert_eq!(serde_json::from_str::<Look>(&json).unwrap(), look);
        let longer = json.replacen('[', r#"[{"sku":"A","place":"lips","intensity":1,"on":true},"#, 1);
        assert!(serde_json::from_str::<Look>(&longer).is_err());
        assert!(serde_json::from_str::<Look>(r#"[{"sku":"A","place":"lips","intensity":101,"on":true}]"#).is_err());
    }
}
