//! What colour skin has where: pigment, blood, pores, freckles, stubble, lips.

use crate::chance::{clouds, hills, speck};
use crate::face::{Canonical, eye_middle, mouth_lines};
use crate::outline::{Depths, LEFT_EYE, RIGHT_EYE};
use crate::vector::{V, bell, bump, step};

/// A person's skin.
#[derive(Debug, Clone, Copy)]
pub struct Skin {
    /// Its colour under white light, sRGB as 0xRRGGBB.
    pub tone: u32,
    /// The lips' own colour.
    pub lips: u32,
    /// How red cheeks, nose and ears are, 0 to 1.
    pub blush: f32,
    /// How many freckles, 0 to 1.
    pub freckles: f32,
    /// How dense a shaven beard is, 0 to 1.
    pub stubble: f32,
    /// How deep lines and folds are, 0 to 1.
    pub age: f32,
    /// How deep the fold over the eye is, 0 to 1.
    pub fold: f32,
}

/// How a place of the skin looks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    pub(crate) colour: V,
    /// How strongly it shines, about 1.
    pub(crate) shine: f32,
    /// How rough it is, 0 to 1.
    pub(crate) rough: f32,
    /// Height of its relief in centimetres.
    pub(crate) relief: f32,
}

/// Light of red, green and blue, 0 to 1, of a colour written as 0xRRGGBB.
pub(crate) fn light_of(colour: u32) -> V {
    let part = |shift: u32| {
        let byte = ((colour >> shift) & 255) as f32 / 255.0;
        if byte <= 0.040_45 { byte / 12.92 } else { libm::powf((byte + 0.055) / 1.055, 2.4) }
    };
    V(part(16), part(8), part(0))
}

/// A skin with the lines of the face it is on.
pub(crate) struct Complexion {
    skin: Skin,
    tone: V,
    lip: V,
    hair: V,
    lips: Depths,
    mouth: Depths,
    eyes: [Depths; 2],
    /// Whether hair grows on the head; its roots darken the skin.
    haired: bool,
}

impl Complexion {
    pub(crate) fn new(skin: Skin, hair: u32, canonical: &Canonical, haired: bool) -> Self {
        let [lips, mouth] = mouth_lines(canonical).map(|line| line.depths(1.2));
        let eyes = [RIGHT_EYE, LEFT_EYE].map(|ring| canonical.outline(&ring).depths(1.2));
        Self {
            skin,
            tone: light_of(skin.tone),
            lip: light_of(skin.lips),
            hair: light_of(hair),
            lips,
            mouth,
            eyes,
            haired,
        }
    }

    /// How a place looks; `at` is where it lies on the canonical face, or on the body.
    pub(crate) fn look(&self, at: V) -> Look {
        let front = step(0.5, 2.5, at.2);
        let mut look = self.bare(at, front);
        if front > 0.0 && at.1 > -11.0 && at.1 < 9.0 {
            self.around_eyes(at, &mut look);
            self.lips(at, &mut look);
            self.nose_and_lines(at, &mut look);
        }
        look
    }

    fn bare(&self, at: V, front: f32) -> Look {
        let skin = &self.skin;
        // Deep skin hides blood; fair skin shows it.
        let bright = self.tone.dot(V(0.21, 0.72, 0.07));
        let red = skin.blush * (0.35 + 0.65 * step(0.02, 0.4, bright));
        let mut blood = 0.12 * clouds(at * 0.8);
        for side in [-1.0, 1.0] {
            blood += 0.62 * bell(at, V(side * 4.4, -0.4, 4.0), V(2.4, 1.9, 3.0));
            blood += 0.5 * bell(at, V(side * 28.4, 0.5, -4.0), V(1.6, 3.4, 2.4));
            blood += 0.22 * bell(at, V(side * 1.2, -1.2, 6.0), V(0.7, 0.8, 1.4));
        }
        blood +=
            0.42 * bell(at, V(0.0, -0.8, 7.4), V(1.2, 1.2, 1.5)) + 0.22 * bell(at, V(0.0, -7.8, 5.0), V(1.8, 1.2, 2.0));
        blood += 0.3 * bump(at.1, -16.5, 2.0) * step(-6.0, -12.0, at.1);
        let mut colour = self.tone.by(V(1.0 + 0.05 * blood * red, 1.0 - 0.26 * blood * red, 1.0 - 0.2 * blood * red));
        // Forehead, the nose's ridge and the chin are a little lighter, the sides of the face a little darker.
        let light = bell(at, V(0.0, 6.2, 5.0), V(3.0, 1.6, 4.0)) + bell(at, V(0.0, 1.6, 6.5), V(0.7, 2.6, 2.0)) * 0.6;
        colour = colour * (1.0 + 0.05 * light - 0.07 * step(5.0, 8.0, at.0.abs()) * front);
        colour = colour * (1.0 + 0.030 * clouds(at * 1.7) + 0.018 * hills(at * 9.0));
        if skin.freckles > 0.0 {
            colour = self.freckled(colour, at);
        }
        if skin.stubble > 0.0 {
            let cover = beard(at) * skin.stubble;
            let dots = 0.45 + 0.55 * step(-0.25, 0.5, hills(at * 15.0));
            colour = colour.mix(self.hair.mix(self.tone, 0.35), 0.5 * cover * dots);
        }
        if self.haired && at.1 > -8.0 && at.0.abs() < 12.0 {
            colour = colour.mix(self.hair * 0.8, 0.85 * crate::hair::grows(at));
        }
        let pores = hills(at * 13.0) * 0.0032 + hills(at * 26.0) * 0.0016 + clouds(at * 3.0) * 0.003;
        let oily = bell(at, V(0.0, 6.0, 5.0), V(3.6, 1.8, 4.0)) + bell(at, V(0.0, 0.5, 7.0), V(1.2, 3.2, 2.4));
        let face = step(-9.5, -7.5, at.1);
        let (shine, rough) = (0.42 + 0.4 * face + 0.3 * oily, 0.6 - 0.12 * face - 0.06 * oily);
        Look { colour, shine, rough, relief: pores * front }
    }

    fn freckled(&self, colour: V, at: V) -> V {
        let where_ = bell(at, V(0.0, 0.6, 6.0), V(5.2, 2.2, 6.0))
            + 0.25 * step(2.0, 7.0, at.1)
            + 0.35 * step(-12.0, -16.0, at.1);
        let mut dark: f32 = 0.0;
        for (size, strength) in [(3.1_f32, 1.0), (5.3, 0.7)] {
            let cell = at * size;
            let (x, y) = (cell.0.floor() as i32, cell.1.floor() as i32);
            for (i, j) in [(0, 0), (-1, 0), (1, 0), (0, -1), (0, 1)] {
                let (cx, cy) = (x + i, y + j);
                if speck(cx, cy, 5) < 0.5 * where_ * self.skin.freckles {
                    let (fx, fy) = (cx as f32 + 0.2 + 0.6 * speck(cx, cy, 1), cy as f32 + 0.2 + 0.6 * speck(cx, cy, 2));
                    let far = ((cell.0 - fx) * (cell.0 - fx) + (cell.1 - fy) * (cell.1 - fy)).sqrt();
                    let wide = 0.16 + 0.2 * speck(cx, cy, 3);
                    dark = dark.max(step(wide, wide * 0.3, far) * strength * (0.4 + 0.6 * speck(cx, cy, 4)));
                }
            }
        }
        let brown = colour.by(V(0.74, 0.56, 0.46));
        colour.mix(brown, dark * 0.62)
    }

    fn around_eyes(&self, at: V, look: &mut Look) {
        for (side, outline) in [-1.0, 1.0].into_iter().zip(&self.eyes) {
            let eye = eye_middle(side);
            let from = at - eye;
            if from.0.abs() > 3.6 || from.1.abs() > 2.4 {
                continue;
            }
            // Thin skin: a little darker and bluer round the eye, most in its inner corner.
            let round = bell(at, eye + V(0.0, -0.1, 0.0), V(2.1, 0.95, 3.0)) * 0.45
                + bell(at, eye + V(side * -1.3, 0.2, 0.0), V(0.9, 0.9, 3.0)) * 0.5;
            look.colour = look.colour.by(V(1.0, 1.0, 1.0).mix(V(0.86, 0.80, 0.82), round));
            let far = -outline.depth(at.0, at.1);
            let over = step(-0.05, 0.25, from.1 + 0.12 * (from.0 / 1.3).abs());
            let along = 1.0 - step(1.25, 2.0, from.0.abs());
            let fold = self.skin.fold * bump(far, 0.36, 0.085) * over * along;
            look.colour = look.colour * (1.0 - 0.5 * fold);
            look.relief -= 0.03 * fold;
            // The wet rim of the lids, and the shade of lashes on it.
            let rim = step(0.10, 0.01, far);
            look.colour = look.colour.mix(look.colour.by(V(1.0, 0.74, 0.7)), rim * 0.8 * (1.0 - over));
            look.colour = look.colour.mix(look.colour.by(V(0.30, 0.24, 0.22)), rim * 0.85 * over);
            look.shine += rim * 0.8 * (1.0 - over);
            let bag = bump(far, 0.62, 0.16) * step(0.1, -0.2, from.1) * along;
            look.colour = look.colour * (1.0 - (0.07 + 0.10 * self.skin.age) * bag);
            look.relief -= self.skin.age * 0.035 * bag;
            let crow = step(1.5, 2.2, from.0 * side) * step(3.4, 2.4, from.0 * side) * bump(from.1, 0.0, 0.9);
            let lines = step(0.55, 1.0, libm::sinf((from.1 - 0.2 * (from.0 * side - 1.5) * from.1.signum()) * 12.0));
            look.colour = look.colour * (1.0 - 0.12 * self.skin.age * crow * lines);
        }
    }

    fn lips(&self, at: V, look: &mut Look) {
        if at.0.abs() > 3.4 || at.1 < -6.4 || at.1 > -2.4 {
            return;
        }
        let depth = self.lips.depth(at.0, at.1);
        let lip = step(-0.09, 0.11, depth);
        let lines = hills(V(at.0 * 7.5, at.1 * 1.3, 4.0)) + 0.5 * hills(V(at.0 * 15.0, at.1 * 2.0, 8.0));
        // The upper lip is a little darker; the fullest places lighter.
        let upper = step(-4.3, -4.1, at.1);
        let colour = self.lip * (1.0 - 0.13 * upper + 0.05 * lines + 0.08 * step(0.1, 0.45, depth));
        look.colour = look.colour.mix(colour, lip);
        look.shine += lip * 0.25;
        look.rough = look.rough + (0.40 - look.rough) * lip;
        look.relief += lip * 0.011 * lines;
        // The line where they meet is never black.
        let inside = step(-0.07, 0.10, self.mouth.depth(at.0, at.1));
        look.colour = look.colour.mix(self.lip.by(V(0.30, 0.2, 0.2)), inside * 0.9);
        look.shine *= 1.0 - inside;
        let rim = bump(depth, -0.14, 0.1) * upper;
        look.colour = look.colour * (1.0 + 0.06 * rim);
    }

    fn nose_and_lines(&self, at: V, look: &mut Look) {
        for side in [-1.0, 1.0] {
            let hole = bell(at, V(side * 0.74, -1.92, 5.9), V(0.42, 0.2, 0.7));
            look.colour = look.colour.mix(self.tone.by(V(0.16, 0.08, 0.07)), step(0.30, 0.75, hole) * 0.92);
            look.shine *= 1.0 - step(0.2, 0.6, hole);
            // The fold from the nose to the mouth.
            let line = side * (1.85 + (-1.3 - at.1) * 0.36);
            let fold = bump(at.0, line, 0.2) * step(-1.2, -1.9, at.1) * step(-4.6, -3.2, at.1);
            look.colour = look.colour * (1.0 - (0.03 + 0.09 * self.skin.age) * fold);
            look.relief -= (0.004 + 0.05 * self.skin.age) * fold;
            // The groove round each wing.
            let wing = bump((at - V(side * 0.9, -1.25, at.2)).length(), 0.86, 0.17)
                * step(0.9, 1.25, at.0 * side)
                * step(-2.1, -1.7, at.1);
            look.colour =
                look.colour.by(V(1.0, 1.0, 1.0).mix(V(0.72, 0.62, 0.58), 0.34 * wing * step(0.1, -0.7, at.1)));
        }
        let high = at.1 - 0.10 * libm::sinf(at.0 * 0.9) - 6.3;
        let forehead =
            (bump(high, 0.0, 0.07) + bump(high, 0.75, 0.06) + bump(high, -0.7, 0.06)) * step(4.0, 2.2, at.0.abs());
        look.colour = look.colour * (1.0 - 0.11 * self.skin.age * forehead);
        look.relief -= 0.02 * self.skin.age * forehead;
    }
}

/// Where a beard grows on the canonical face, 0 to 1.
pub(crate) fn beard(at: V) -> f32 {
    if at.1 < -14.0 || at.2 < -3.5 {
        return 0.0;
    }
    let side = at.0.abs();
    let cheek = -3.4 - 0.05 * (side - 2.6) * (side - 2.6) + step(6.3, 8.0, side) * 9.0;
    let jaw = step(0.9, -0.9, at.1 - cheek + 0.22 * hills(at * 3.0));
    let lip = bell(at, V(0.0, -2.72 - 0.12 * side, 6.0), V(3.2, 0.5, 3.0));
    let mouth = bell(at, V(0.0, -4.4, 5.2), V(2.9, 1.2, 3.0));
    let below = bell(at, V(0.0, -6.1, 5.5), V(0.6, 0.6, 2.0)) * 0.5;
    (jaw.max(step(0.25, 0.7, lip)) * step(0.5, 0.25, mouth)).max(below * jaw) * step(-12.5, -10.0, at.1)
}
