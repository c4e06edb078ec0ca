//! The eight heads of the demo. None of them is anybody.

use crate::body::Cut;
use crate::brows::Brows;
use crate::face::{AVERAGE, Features};
use crate::hair::{Hair, Style};
use crate::skin::Skin;
use crate::vector::V;

/// Everything that makes one head.
#[derive(Debug, Clone, Copy)]
pub struct Person {
    /// The name of the picture's file.
    pub name: &'static str,
    /// What its chances follow from.
    pub seed: u32,
    /// The face's shape.
    pub features: Features,
    /// The skin.
    pub skin: Skin,
    /// Colour of the irises, sRGB as 0xRRGGBB.
    pub eyes: u32,
    /// Brows and lashes.
    pub brows: Brows,
    /// Colour of the brows.
    pub brow: u32,
    /// The hair.
    pub hair: Hair,
    /// Neck and shoulders: 0.9 slight, 1.2 broad.
    pub build: f32,
    /// How the garment is cut.
    pub cut: Cut,
    /// Its colour.
    pub garment: u32,
    /// The colour of a scarf over the hair.
    pub scarf: u32,
    /// The colour of the wall behind.
    pub backdrop: u32,
    /// How the head is held: yaw, pitch, roll in radians.
    pub pose: [f32; 3],
}

const SKIN: Skin = Skin { tone: 0, lips: 0, blush: 0.6, freckles: 0.0, stubble: 0.0, age: 0.0, fold: 0.7 };
const HAIR: Hair =
    Hair { style: Style::Covered, colour: 0x2a_1a14, tips: 0x2a_1a14, grey: 0.0, shine: 1.0, beard: 0.0 };

/// The heads, from the fairest to the deepest skin.
pub const PEOPLE: [Person; 8] = [
    Person {
        name: "ida",
        seed: 11,
        features: Features {
            width: 0.95,
            jaw: 0.94,
            lips: (1.1, 1.12),
            nose: 0.9,
            slant: 0.06,
            brows: 0.05,
            cheeks: 0.2,
            ..AVERAGE
        },
        skin: Skin { tone: 0xf0_d2c4, lips: 0xc9_837c, blush: 0.95, freckles: 0.85, ..SKIN },
        eyes: 0x6f_8a5e,
        brows: Brows { thick: 0.85, dense: 0.8, arch: 0.06, lashes: 0.9 },
        brow: 0x8a_5a38,
        hair: Hair {
            style: Style::Falling { part: -2.2, end: -19.5, wave: 1.0, inward: 0.0, fringe: false },
            colour: 0x96_4a20,
            tips: 0xb8_6a34,
            shine: 1.0,
            ..HAIR
        },
        build: 0.9,
        cut: Cut::Boat,
        garment: 0x2f_3f39,
        scarf: 0,
        backdrop: 0xe9_e0d6,
        pose: [0.10, 0.0, 0.04],
    },
    Person {
        name: "henrik",
        seed: 23,
        features: Features {
            width: 1.0,
            jaw: 1.07,
            chin: 0.45,
            lips: (0.85, 0.9),
            nose: 1.06,
            tip: V(0.0, -0.12, 0.15),
            bridge: 0.25,
            eyes: (1.08, 1.42),
            brows: -0.16,
            sockets: 0.22,
            smile: 0.1,
            cheeks: 0.15,
            ..AVERAGE
        },
        skin: Skin { tone: 0xe2_bba4, lips: 0xb8_7c70, blush: 0.85, stubble: 0.6, age: 0.9, fold: 0.55, ..SKIN },
        eyes: 0x6c_8799,
        brows: Brows { thick: 1.15, dense: 0.95, arch: -0.12, lashes: 0.6 },
        brow: 0x5b_4f47,
        hair: Hair {
            style: Style::Short { top: 5.2, sides: 1.6, sweep: 0.75, lift: 0.55 },
            colour: 0x6d_655f,
            tips: 0x8c_8680,
            grey: 0.55,
            shine: 0.7,
            ..HAIR
        },
        build: 1.13,
        cut: Cut::Rolled,
        garment: 0x34_3a45,
        scarf: 0,
        backdrop: 0xd9_d9d3,
        pose: [-0.10, 0.01, -0.02],
    },
    Person {
        name: "mei",
        seed: 37,
        features: Features {
            width: 0.985,
            jaw: 0.93,
            chin: -0.15,
            lips: (1.15, 1.1),
            mouth: 0.93,
            nose: 0.98,
            tip: V(0.0, 0.1, -0.35),
            bridge: -0.45,
            eyes: (1.12, 1.38),
            slant: 0.16,
            brows: 0.16,
            cheeks: 0.25,
            sockets: -0.2,
            ..AVERAGE
        },
        skin: Skin { tone: 0xe8_c3a3, lips: 0xc2_7872, blush: 0.55, fold: 0.12, ..SKIN },
        eyes: 0x3a_2418,
        brows: Brows { thick: 0.85, dense: 0.85, arch: -0.12, lashes: 0.75 },
        brow: 0x2b_211d,
        hair: Hair {
            style: Style::Falling { part: 0.3, end: -8.6, wave: 0.0, inward: 0.5, fringe: true },
            colour: 0x16_1214,
            tips: 0x1c_1718,
            shine: 1.25,
            ..HAIR
        },
        build: 0.88,
        cut: Cut::Round,
        garment: 0xd8_cfc0,
        scarf: 0,
        backdrop: 0xdc_d3dc,
        pose: [-0.08, 0.0, 0.0],
    },
    Person {
        name: "noor",
        seed: 41,
        features: Features {
            width: 0.965,
            jaw: 0.95,
            lips: (1.12, 1.1),
            nose: 0.98,
            tip: V(0.0, -0.12, 0.12),
            bridge: 0.2,
            eyes: (1.2, 1.9),
            slant: 0.05,
            brows: 0.02,
            ..AVERAGE
        },
        skin: Skin { tone: 0xd3_a482, lips: 0xb2_6a60, blush: 0.6, fold: 0.9, ..SKIN },
        eyes: 0x5a_3a1e,
        brows: Brows { thick: 1.2, dense: 1.2, arch: 0.06, lashes: 1.2 },
        brow: 0x22_1814,
        hair: HAIR,
        build: 0.95,
        cut: Cut::Round,
        garment: 0x6b_1f2a,
        scarf: 0x7c_2b35,
        backdrop: 0xe6_d9c9,
        pose: [0.09, 0.01, -0.03],
    },
    Person {
        name: "marisol",
        seed: 53,
        features: Features {
            width: 0.975,
            jaw: 0.97,
            lips: (1.3, 1.22),
            nose: 1.05,
            eyes: (1.15, 1.75),
            slant: 0.1,
            brows: 0.05,
            cheeks: 0.3,
            smile: 0.2,
            ..AVERAGE
        },
        skin: Skin { tone: 0xbb_8660, lips: 0xa3_5a50, blush: 0.65, fold: 0.75, ..SKIN },
        eyes: 0x4a_2c17,
        brows: Brows { thick: 1.05, dense: 1.05, arch: 0.1, lashes: 1.05 },
        brow: 0x23_1813,
        hair: Hair { style: Style::Knot, colour: 0x2c_1b14, tips: 0x3a_241a, shine: 1.1, ..HAIR },
        build: 0.92,
        cut: Cut::Straight,
        garment: 0xf1_ebe2,
        scarf: 0,
        backdrop: 0xdb_c3b0,
        pose: [-0.11, -0.01, -0.03],
    },
    Person {
        name: "asha",
        seed: 67,
        features: Features {
            width: 0.955,
            jaw: 0.95,
            lips: (1.2, 1.25),
            nose: 1.02,
            tip: V(0.0, -0.05, 0.1),
            bridge: 0.1,
            eyes: (1.2, 1.85),
            slant: 0.06,
            ..AVERAGE
        },
        skin: Skin { tone: 0x99_6646, lips: 0x8a_4a44, blush: 0.5, fold: 0.9, ..SKIN },
        eyes: 0x3a_2012,
        brows: Brows { thick: 1.1, dense: 1.2, arch: 0.08, lashes: 1.15 },
        brow: 0x17_1010,
        hair: Hair {
            style: Style::Falling { part: 0.0, end: -21.0, wave: 0.25, inward: 0.0, fringe: false },
            colour: 0x17_1110,
            tips: 0x2a_1c17,
            shine: 1.15,
            ..HAIR
        },
        build: 0.9,
        cut: Cut::Deep,
        garment: 0x8a_6a2f,
        scarf: 0,
        backdrop: 0xcf_d5cb,
        pose: [0.08, 0.0, 0.03],
    },
    Person {
        name: "amara",
        seed: 79,
        features: Features {
            width: 0.985,
            jaw: 0.95,
            lips: (1.6, 1.42),
            mouth: 1.03,
            nose: 1.22,
            tip: V(0.0, 0.0, -0.2),
            bridge: -0.15,
            eyes: (1.16, 1.75),
            slant: 0.1,
            cheeks: 0.35,
            ..AVERAGE
        },
        skin: Skin { tone: 0x70_452f, lips: 0x74_3c38, blush: 0.4, fold: 0.75, ..SKIN },
        eyes: 0x2c_180f,
        brows: Brows { thick: 0.95, dense: 1.05, arch: 0.1, lashes: 1.05 },
        brow: 0x12_0d0c,
        hair: Hair { style: Style::Curls { reach: 4.2 }, colour: 0x17_100d, tips: 0x2b_1c15, shine: 0.6, ..HAIR },
        build: 0.92,
        cut: Cut::Straight,
        garment: 0xb0_5a3c,
        scarf: 0,
        backdrop: 0xe0_c9a9,
        pose: [-0.09, 0.0, 0.04],
    },
    Person {
        name: "kofi",
        seed: 97,
        features: Features {
            width: 0.995,
            jaw: 1.05,
            chin: 0.35,
            lips: (1.4, 1.3),
            mouth: 1.05,
            nose: 1.25,
            tip: V(0.0, 0.0, -0.1),
            bridge: -0.05,
            eyes: (1.1, 1.5),
            brows: -0.12,
            sockets: 0.1,
            cheeks: 0.2,
            smile: 0.16,
            ..AVERAGE
        },
        skin: Skin { tone: 0x4a_2d22, lips: 0x5b_322e, blush: 0.3, fold: 0.6, stubble: 0.5, ..SKIN },
        eyes: 0x25_140d,
        brows: Brows { thick: 1.15, dense: 1.1, arch: -0.1, lashes: 0.7 },
        brow: 0x0d_0a09,
        hair: Hair {
            style: Style::Short { top: 0.7, sides: 0.3, sweep: 0.0, lift: 0.8 },
            colour: 0x0e_0b0a,
            tips: 0x17_1210,
            shine: 0.4,
            beard: 0.32,
            ..HAIR
        },
        build: 1.12,
        cut: Cut::Round,
        garment: 0xc9_c2b4,
        scarf: 0,
        backdrop: 0xc5_ccd0,
        pose: [0.09, 0.0, -0.02],
    },
];
