//! Lamps, shadows and what surfaces make of them: from what each sample sees to a picture.

use crate::chance::{hills, speck};
use crate::mesh::Stuff;
use crate::people::Person;
use crate::raster::{FINE, Seen, Stage};
use crate::skin::{Complexion, light_of};
use crate::soft::{hidden, spread};
use crate::vector::{V, step};

/// The studio: the key light to the upper left, a weaker one at the right, one behind to part hair from the backdrop.
pub(crate) const KEY: V = V(-0.50, 0.50, 0.71);
const FILL: V = V(0.78, 0.08, 0.62);
const RIM: V = V(0.72, 0.42, -0.55);
const KEY_LIGHT: V = V(0.86, 0.82, 0.775);
const FILL_LIGHT: V = V(0.17, 0.18, 0.195);
const RIM_LIGHT: V = V(0.62, 0.62, 0.64);

/// What a sample sends to the camera, in two parts: light that went through the skin is softened before they are joined.
#[derive(Clone, Copy, Default)]
pub(crate) struct Sent {
    pub(crate) colour: V,
    pub(crate) inward: V,
    pub(crate) surface: V,
}

/// Everything that is needed to light a sample.
pub(crate) struct Studio<'a> {
    pub(crate) stage: &'a Stage,
    pub(crate) person: &'a Person,
    pub(crate) complexion: &'a Complexion,
    /// How much of the surroundings each pixel is hidden from, 0 to 1.
    hidden: Vec<f32>,
}

/// A picture of `width` by `height` pixels, three bytes each.
pub(crate) fn develop(stage: &Stage, person: &Person, complexion: &Complexion) -> Vec<u8> {
    let (wide, tall) = (stage.camera.width, stage.camera.height);
    let studio = Studio { stage, person, complexion, hidden: hidden(stage) };
    let sent = rows(tall, |y| (0..wide).map(|x| studio.send(x, y)).collect::<Vec<_>>());
    let soft = spread(stage, &sent);
    let (width, height) = (wide / FINE, tall / FINE);
    rows(height, |y| (0..width).map(|x| studio.pixel(x, y, &sent, &soft)).collect::<Vec<_>>())
        .into_iter()
        .flatten()
        .collect()
}

/// All rows of a picture, made by as many threads as there are cores; the result does not depend on them.
pub(crate) fn rows<T: Send>(count: usize, row: impl Fn(usize) -> Vec<T> + Sync) -> Vec<T> {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(16);
    let share = count.div_ceil(threads);
    let row = &row;
    std::thread::scope(|scope| {
        let parts: Vec<_> = (0..threads)
            .map(|k| scope.spawn(move || (k * share..((k + 1) * share).min(count)).flat_map(row).collect::<Vec<_>>()))
            .collect();
        parts.into_iter().flat_map(|part| part.join().unwrap_or_default()).collect()
    })
}

impl Studio<'_> {
    fn send(&self, x: usize, y: usize) -> Sent {
        let at = y * self.stage.camera.width + x;
        let seen = self.stage.seen[at];
        let p = self.stage.camera.point(x as f32 + 0.5, y as f32 + 0.5, seen.z);
        let open = 1.0 - self.hidden[(y / FINE) * (self.stage.camera.width / FINE) + x / FINE];
        let turn = speck(x as i32, y as i32, 3) * std::f32::consts::TAU;
        match seen.stuff {
            Stuff::Nothing => Sent { surface: self.backdrop(x, y), ..Sent::default() },
            Stuff::Skin => self.skin(seen, p, open, turn),
            Stuff::Eye => self.eye(seen, p, open, turn),
            Stuff::Garment | Stuff::Scarf => self.cloth(seen, p, open, turn),
            Stuff::Hair | Stuff::Brow | Stuff::Lash => self.hair(seen, p, open, turn),
        }
    }

    /// Light from all lamps on a matt surface; `wrap` says how far red, green and blue go round its edges.
    fn matt(&self, p: V, n: V, open: f32, turn: f32, wrap: V) -> V {
        let key = self.stage.shadow.lit(p + n * 0.1, turn, 1.1);
        let round = |lamp: V| {
            let cos = n.dot(lamp.unit());
            let part = |w: f32| ((cos + w) / (1.0 + w)).max(0.0);
            V(part(wrap.0), part(wrap.1), part(wrap.2))
        };
        let above = n.1 * 0.5 + 0.5;
        let around = V(0.19, 0.175, 0.17).mix(V(0.30, 0.31, 0.325), above) * (0.25 + 0.75 * open);
        // Light in folds comes from skin and is as red as it.
        let bounced = V(0.05, 0.022, 0.016) * (1.0 - open);
        round(KEY).by(KEY_LIGHT) * key
            + round(FILL).by(FILL_LIGHT) * (0.35 + 0.65 * open)
            + round(RIM).by(RIM_LIGHT) * (0.22 * open * open)
            + around
            + bounced
    }

    /// Light of all lamps that a surface throws back like a dull mirror.
    fn gleam(&self, p: V, n: V, open: f32, turn: f32, rough: f32) -> V {
        let v = self.stage.camera.towards(p);
        let key = self.stage.shadow.lit(p + n * 0.1, turn, 0.8);
        let lamp = |towards: V, rough: f32| {
            let l = towards.unit();
            let h = (l + v).unit();
            let (nh, nl, nv) = (n.dot(h).max(0.0), n.dot(l).max(0.0), n.dot(v).max(0.05));
            let a = rough * rough;
            let d = nh * nh * (a * a - 1.0) + 1.0;
            let spread = a * a / (std::f32::consts::PI * d * d);
            let fresnel = 0.032 + 0.968 * libm::powf(1.0 - h.dot(v).max(0.0), 5.0);
            let k = a * 0.5;
            let shade = 1.0 / ((nl * (1.0 - k) + k) * (nv * (1.0 - k) + k) * 4.0).max(0.02);
            spread * fresnel * shade * nl * std::f32::consts::PI
        };
        let edge = libm::powf(1.0 - n.dot(v).max(0.0), 4.0);
        KEY_LIGHT * (lamp(KEY, rough) * key)
            + FILL_LIGHT * (lamp(FILL, rough + 0.14) * 0.42 * open)
            + RIM_LIGHT * (lamp(RIM, rough) * 0.25 * open)
            + V(0.34, 0.34, 0.36) * (edge * 0.16 * open)
    }

    fn skin(&self, seen: Seen, p: V, open: f32, turn: f32) -> Sent {
        let look = self.complexion.look(seen.rest);
        let small = 0.03;
        let slope = |way: V| (self.complexion.look(seen.rest + way * small).relief - look.relief) / small;
        let front = seen.rest.2 > 1.0 && seen.rest.1 > -10.5;
        let tilt = if front { V(slope(V(1.0, 0.0, 0.0)), slope(V(0.0, 1.0, 0.0)), 0.0) } else { V::default() };
        let rough_normal = (seen.normal - tilt).unit();
        let inward = self.matt(p, seen.normal.mix(rough_normal, 0.6).unit(), open, turn, V(0.38, 0.22, 0.16));
        let gleam = self.gleam(p, rough_normal, open, turn, look.rough) * look.shine;
        Sent { colour: look.colour, inward, surface: gleam }
    }

    fn eye(&self, seen: Seen, p: V, open: f32, turn: f32) -> Sent {
        let r = seen.rest;
        let far = (r.0 * r.0 + r.1 * r.1).sqrt();
        let angle = libm::atan2f(r.1, r.0);
        let iris = light_of(self.person.eyes);
        let (edge, pupil) = (0.485, 0.17);
        let fibre = hills(V(angle * 9.0, far * 6.0, 3.0)) * 0.5 + hills(V(angle * 22.0, far * 9.0, 7.0)) * 0.5;
        let ring = step(pupil + 0.17, pupil, far) * 0.35;
        // Light falls through the cornea and brightens the side away from the lamp.
        let caught = 0.75 + 0.85 * step(-0.35, 0.4, r.0 * 0.6 - r.1 * 0.6) * step(0.05, 0.3, far);
        let mut colour = iris * (0.9 + 0.45 * fibre) * caught;
        colour = colour.mix(colour.by(V(1.3, 1.0, 0.65)), ring);
        colour = colour * (1.0 - 0.78 * step(edge - 0.10, edge - 0.005, far));
        colour = colour.mix(V::all(0.004), step(pupil + 0.02, pupil - 0.015, far));
        let veins = 0.10 * step(0.62, 1.0, far);
        let white = V(0.66, 0.625, 0.60).by(V(1.0, 1.0 - veins, 1.0 - veins)) * (1.0 - 0.25 * step(0.55, 1.0, far));
        colour = colour.mix(white, step(edge - 0.02, edge + 0.025, far));
        let lid = 1.0 - 0.45 * step(0.10, 0.52, r.1);
        let matt = self.matt(p, seen.normal, open * 0.8, turn, V::all(0.4)) * lid;
        // A window to the upper left, and its weaker answer at the right.
        let v = self.stage.camera.towards(p);
        let bulge = (V(r.0, r.1, r.2) + V(r.0, r.1, 0.0) * (0.55 * step(0.62, 0.3, far))).unit();
        let mirror = bulge * (2.0 * bulge.dot(v)) - v;
        let pane = |towards: V, half: f32| {
            let l = towards.unit();
            let right = V(0.0, 1.0, 0.0).cross(l).unit();
            let (a, b) = (mirror.dot(right), mirror.dot(l.cross(right)));
            let inside = |t: f32| step(half * 1.25, half * 0.85, t.abs());
            if mirror.dot(l) > 0.0 { inside(a) * inside(b * 0.8) } else { 0.0 }
        };
        let glint = V::all(pane(V(-0.42, 0.42, 0.8), 0.19) * 0.95 + pane(FILL, 0.16) * 0.10);
        Sent { surface: colour.by(matt) + glint, ..Sent::default() }
    }

    fn cloth(&self, seen: Seen, p: V, open: f32, turn: f32) -> Sent {
        let scarf = seen.stuff == Stuff::Scarf;
        let tone = light_of(if scarf { self.person.scarf } else { self.person.garment });
        let weave = hills(V(p.0 * 16.0, p.1 * 16.0, p.2 * 16.0)) * 0.045 + hills(p * 2.0) * 0.02;
        let matt = self.matt(p, seen.normal, open * open, turn, V::all(0.2));
        let v = self.stage.camera.towards(p);
        let fuzz = libm::powf(1.0 - seen.normal.dot(v).max(0.0), 3.0) * 0.22 * open;
        let gleam = if scarf { self.gleam(p, seen.normal, open, turn, 0.62) * 0.8 } else { V::default() };
        Sent { surface: tone.by(matt) * (1.0 + weave) + tone.mix(V::all(0.3), 0.3) * fuzz + gleam, ..Sent::default() }
    }

    fn hair(&self, seen: Seen, p: V, open: f32, turn: f32) -> Sent {
        let style = &self.person.hair;
        let (along, chance) = (seen.rest.0, seen.rest.1);
        let mut tone = light_of(style.colour).mix(light_of(style.tips), step(0.25, 1.0, along));
        if seen.stuff == Stuff::Brow {
            tone = light_of(self.person.brow);
        }
        tone = tone * (0.72 + 0.56 * chance.clamp(0.0, 1.0));
        if chance.clamp(0.0, 1.0) < style.grey {
            tone = tone.mix(V(0.50, 0.49, 0.47), 0.8);
        }
        if seen.stuff == Stuff::Lash {
            return Sent { surface: V(0.010, 0.008, 0.008), ..Sent::default() };
        }
        let v = self.stage.camera.towards(p);
        let key = self.stage.shadow.lit(p + KEY.unit() * 0.35, turn, 1.0);
        let t = seen.normal;
        let strand = |lamp: V, shift: f32, sharp: f32| {
            let h = (lamp.unit() + v).unit();
            let th = (t + v * shift).unit().dot(h);
            libm::powf((1.0 - th * th).max(0.0).sqrt(), sharp)
        };
        let side = |lamp: V| (1.0 - t.dot(lamp.unit()) * t.dot(lamp.unit())).max(0.0).sqrt();
        // Hair that lies deep gets less light than its shadow alone would say.
        let deep = (1.0 - seen.rest.2) * (0.3 + 0.7 * open);
        let matt =
            KEY_LIGHT * (side(KEY) * key * 0.62) + FILL_LIGHT * (side(FILL) * 0.7) + V::all(0.22) * (0.3 + 0.7 * open);
        let shine = KEY_LIGHT * (key * (strand(KEY, -0.12, 110.0) * 0.06 * style.shine))
            + KEY_LIGHT.by(tone.mix(V::all(0.5), 0.06)) * (key * strand(KEY, 0.16, 30.0) * 0.9 * style.shine)
            + RIM_LIGHT.by(tone.mix(V::all(0.4), 0.14)) * (strand(RIM, 0.0, 22.0) * 0.7 * open)
            + FILL_LIGHT.by(tone.mix(V::all(0.4), 0.08)) * (strand(FILL, 0.1, 30.0) * 0.6);
        Sent { surface: (tone.by(matt) + shine) * deep, ..Sent::default() }
    }

    fn backdrop(&self, x: usize, y: usize) -> V {
        let camera = &self.stage.camera;
        let (u, w) = (x as f32 / camera.width as f32, y as f32 / camera.height as f32);
        let tone = light_of(self.person.backdrop);
        let glow = libm::expf(-((u - 0.36) * (u - 0.36) * 3.2 + (w - 0.36) * (w - 0.36) * 2.2));
        let corner = ((u - 0.5) * (u - 0.5) + (w - 0.45) * (w - 0.45)) * 0.30;
        tone * (0.86 + 0.20 * glow - corner)
    }

    fn pixel(&self, x: usize, y: usize, sent: &[Sent], soft: &[V]) -> [u8; 3] {
        let wide = self.stage.camera.width;
        let softened = soft[y * (wide / FINE) + x];
        let mut sum = V::default();
        for k in 0..FINE * FINE {
            let at = (y * FINE + k / FINE) * wide + x * FINE + k % FINE;
            let Sent { colour, inward, surface } = sent[at];
            // Red goes farthest through the skin, blue hardly at all.
            let part = inward + (softened - inward).by(V(0.8, 0.55, 0.3));
            let all = colour.by(part) + surface;
            sum += V(shoulder(all.0), shoulder(all.1), shoulder(all.2));
        }
        let grain = (speck(x as i32, y as i32, 91) + speck(x as i32, y as i32, 92) - 1.0) * 0.5;
        let mean = sum * (1.0 / (FINE * FINE) as f32);
        [mean.0, mean.1, mean.2].map(|part| (encode(part) * 255.0 + 0.5 + grain).clamp(0.0, 255.0) as u8)
    }
}

/// Keeps what is brighter than paper from being cut off.
fn shoulder(light: f32) -> f32 {
    let light = light.max(0.0);
    if light < 0.6 { light } else { 0.6 + 0.4 * (1.0 - libm::expf(-(light - 0.6) / 0.4)) }
}

fn encode(light: f32) -> f32 {
    if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * libm::powf(light, 1.0 / 2.4) - 0.055 }
}
