//! What goes with the look that is on: a table of what is worn with what, and which shade of it fits.
//!
//! Nothing of her face or skin is asked: only what she wears, and what there is.

use super::{Layer, Look, Place};
use crate::catalog::Hex;
use crate::id::Sku;
use serde::{Deserialize, Serialize};

/// How many products are proposed.
pub const NEXT_MOST: usize = 3;

/// Why something goes with what is worn. The app has the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Reason {
    /// It draws the edge of a colour, in its tone.
    Edge,
    /// It shines over a colour, in its tone.
    Shine,
    /// It says the colour again elsewhere on the face.
    Echo,
    /// It sets off a colour with depth or light beside it.
    Depth,
    /// It frames what has colour.
    Frame,
    /// It evens what shows beside a colour.
    Even,
}

/// How the shade is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tone {
    /// The one nearest to the colour worn.
    Near,
    /// The one that leans as warm or as cool as the colour worn.
    Harmony,
    /// The first one that there is: colour is not what it is about.
    Any,
}

/// Who wears the first wears the second with it, by the reason of the third; those that belong together most come first.
/// One product of a kind is enough: a row counts only where [`Place::excludes`] has nothing on yet.
const GOES_WITH: [(Place, Place, Tone, Reason); 18] = [
    // A painted mouth wants its edge before anything else; a pencil of another tone would show.
    (Place::Lips, Place::LipLiner, Tone::Near, Reason::Edge),
    (Place::LipLiner, Place::Lips, Tone::Near, Reason::Echo),
    // Shadow without lashes looks unfinished, and so does a line.
    (Place::ShadowLid, Place::Mascara, Tone::Any, Reason::Frame),
    (Place::LinerThin, Place::Mascara, Tone::Any, Reason::Frame),
    (Place::LinerClassic, Place::Mascara, Tone::Any, Reason::Frame),
    (Place::LinerWinged, Place::Mascara, Tone::Any, Reason::Frame),
    (Place::LinerSmoky, Place::Mascara, Tone::Any, Reason::Frame),
    // Mouth and cheeks lean the same way, or the face falls apart.
    (Place::Lips, Place::Blush, Tone::Harmony, Reason::Echo),
    (Place::Blush, Place::Lips, Tone::Harmony, Reason::Echo),
    (Place::Gloss, Place::Blush, Tone::Harmony, Reason::Echo),
    // The base goes with the base, in its own tone.
    (Place::Foundation, Place::Concealer, Tone::Near, Reason::Even),
    (Place::Concealer, Place::Foundation, Tone::Near, Reason::Even),
    (Place::Foundation, Place::Blush, Tone::Harmony, Reason::Depth),
    (Place::ShadowLid, Place::LinerClassic, Tone::Near, Reason::Depth),
    (Place::Lips, Place::Gloss, Tone::Near, Reason::Shine),
    (Place::Blush, Place::Highlighter, Tone::Harmony, Reason::Depth),
    (Place::Mascara, Place::Brows, Tone::Any, Reason::Frame),
    (Place::Contour, Place::Highlighter, Tone::Harmony, Reason::Depth),
];

/// A shade that could be put on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The variant.
    pub sku: Sku,
    /// Where it would be worn.
    pub place: Place,
    /// Its colour.
    pub hex: Hex,
    /// Whether her store has it.
    pub at_store: bool,
}

/// Something that goes with the look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Next<'a> {
    /// What.
    pub candidate: &'a Candidate,
    /// The layer it goes with.
    pub with: Sku,
    /// Why.
    pub reason: Reason,
}

/// What goes with a look: at most [`NEXT_MOST`] products, one for each place that is bare. What her store has comes before what has to
/// be sent, then the table's order decides, then the tone, then the order of `candidates`. Only what can be had belongs among them.
#[must_use]
pub fn next<'a>(look: &Look, colour: impl Fn(&Layer) -> Option<Hex>, candidates: &'a [Candidate]) -> Vec<Next<'a>> {
    let worn = |place: Place| look.layers().iter().find(|layer| layer.on && layer.place == place);
    let is_bare = |place: Place| look.layers().iter().all(|layer| !place.excludes(layer.place));
    let mut found: Vec<Next<'a>> = Vec::new();
    for (on, bare, tone, reason) in GOES_WITH {
        let Some(layer) = worn(on).filter(|_| is_bare(bare)) else { continue };
        let Some(hex) = colour(layer) else { continue };
        if found.iter().any(|other| bare.excludes(other.candidate.place)) {
            continue;
        }
        let there = candidates.iter().filter(|candidate| candidate.place == bare);
        // The first of equals: `min_by_key` keeps it.
        let best = there.min_by_key(|candidate| (!candidate.at_store, tone.gap(hex, candidate.hex)));
        found.extend(best.map(|candidate| Next { candidate, with: layer.sku.clone(), reason }));
    }
    // Stable: among those her store has, and among the others, the table's order stays.
    found.sort_by_key(|next| !next.candidate.at_store);
    found.truncate(NEXT_MOST);
    found
}

impl Tone {
    /// How far a shade is from what the tone asks for; 0 is best. Only to be compared with others of the same tone.
    fn gap(self, worn: Hex, offered: Hex) -> i64 {
        match self {
            Self::Near => distance(worn, offered),
            Self::Harmony => (warmth(worn) - warmth(offered)).abs(),
            Self::Any => 0,
        }
    }
}

/// How different two colours look, squared, in whole numbers: red, green and blue weighted as the eye does at that redness.
/// Source: Thiadmer Riemersma, "Colour metric" (CompuPhase), which comes close to CIELUV without a root or a float.
fn distance(one: Hex, other: Hex) -> i64 {
    let ([r1, g1, b1], [r2, g2, b2]) = (one.rgb().map(i64::from), other.rgb().map(i64::from));
    let (red, r, g, b) = ((r1 + r2) / 2, r1 - r2, g1 - g2, b1 - b2);
    (512 + red) * r * r + 1024 * g * g + (767 - red) * b * b
}

/// How much yellow there is beside the red, in thousandths of its strength: corals and bronzes are above pinks, plums and berries.
fn warmth(colour: Hex) -> i64 {
    let [red, green, blue] = colour.rgb().map(i64::from);
    (green - blue) * 1000 / red.max(green).max(blue).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CORAL: &str = "#e8735a";
    const BERRY: &str = "#8e1f4b";

    fn sku(text: &str) -> Sku {
        Sku::parse(text).unwrap()
    }

    fn candidate(name: &str, place: Place, hex: &str, at_store: bool) -> Candidate {
        Candidate { sku: sku(name), place, hex: Hex::parse(hex).unwrap(), at_store }
    }

    /// What is worn, what there is, and what is proposed, best first.
    fn check(worn: &[(Place, &str)], there: &[Candidate], proposed: &[(&str, Reason)]) {
        let look = worn
            .iter()
            .fold(Look::default(), |look, (place, hex)| look.put_on(sku(hex.trim_start_matches('#')), *place).unwrap());
        let found = next(&look, |layer| Hex::parse(layer.sku.as_str()).ok(), there);
        let found: Vec<_> = found.iter().map(|next| (next.candidate.sku.as_str(), next.reason)).collect();
        assert_eq!(found, proposed, "{worn:?}");
    }

    #[test]
    fn a_mouth_gets_an_edge_in_its_tone_and_cheeks_that_lean_its_way() {
        let there = [
            candidate("pencil-berry", Place::LipLiner, "#8a2147", true),
            candidate("pencil-coral", Place::LipLiner, "#e0705f", true),
            candidate("blush-pink", Place::Blush, "#e37ca0", true),
            candidate("blush-peach", Place::Blush, "#eda07c", true),
        ];
        check(&[(Place::Lips, CORAL)], &there, &[("pencil-coral", Reason::Edge), ("blush-peach", Reason::Echo)]);
        check(&[(Place::Lips, BERRY)], &there, &[("pencil-berry", Reason::Edge), ("blush-pink", Reason::Echo)]);
    }

    #[test]
    fn what_her_store_has_comes_first() {
        let there = [
            candidate("far-but-near-in-tone", Place::LipLiner, CORAL, false),
            candidate("blush", Place::Blush, "#eda07c", true),
        ];
        check(&[(Place::Lips, CORAL)], &there, &[("blush", Reason::Echo), ("far-but-near-in-tone", Reason::Edge)]);
        let both = [there[0].clone(), candidate("here", Place::LipLiner, BERRY, true)];
        check(&[(Place::Lips, CORAL)], &both, &[("here", Reason::Edge)]);
    }

    #[test]
    fn nothing_is_proposed_for_a_place_that_is_worn_or_hidden_or_without_a_colour() {
        let there = [
            candidate("mascara", Place::Mascara, "#111111", true),
            candidate("wing", Place::LinerClassic, "#111111", true),
        ];
        let shadow = (Place::ShadowLid, "#a07860");
        check(&[shadow], &there, &[("mascara", Reason::Frame), ("wing", Reason::Depth)]);
        check(&[shadow, (Place::LinerThin, "#111111")], &there, &[("mascara", Reason::Frame)]);
        check(&[shadow, (Place::Mascara, "#111111"), (Place::LinerThin, "#111111")], &there, &[]);
        check(&[], &there, &[]);
        check(&[(Place::ShadowLid, "no-colour")], &there, &[]);
        let hidden = Look::default().put_on(sku("a07860"), Place::ShadowLid).unwrap().switched(0, false);
        assert!(next(&hidden, |_| Hex::parse("#a07860").ok(), &there).is_empty());
    }

    #[test]
    fn one_of_a_kind_is_enough_and_there_are_never_more_than_three() {
        let there: Vec<_> = [Place::LipLiner, Place::Blush, Place::Gloss, Place::Mascara, Place::Highlighter]
            .into_iter()
            .map(|place| candidate(place.word(), place, "#c06050", true))
            .collect();
        let worn = [(Place::Lips, CORAL), (Place::ShadowLid, "#a07860"), (Place::Foundation, "#d0a080")];
        let proposed = [("lip-liner", Reason::Edge), ("mascara", Reason::Frame), ("blush", Reason::Echo)];
        check(&worn, &there, &proposed);
    }

    #[test]
    fn the_table_never_pairs_what_cannot_be_worn_together() {
        for (on, bare, ..) in GOES_WITH {
            assert!(!bare.excludes(on), "{on:?} and {bare:?}");
        }
    }
}
