//! The recorded faces, also with other skin.

use makeup::FrameMut;
use makeup::colour::{Oklab, Srgb};
use makeup::face::contour::{LEFT_EYE, LIPS_INNER, OVAL, RIGHT_EYE, SKIN};
use makeup::face::{Face, POINTS, Point};
use makeup::paint::{Look, Scratch, paint};
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

/// The skins that pictures are made of: the very same light, other pigment.
pub(crate) const TONES: [(&str, Option<&str>); 3] =
    [("light", None), ("medium", Some("#b08060")), ("deep", Some("#6b4534"))];

#[derive(Clone)]
pub(crate) struct Picture {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) rgba: Vec<u8>,
    pub(crate) face: Face,
}

impl Picture {
    pub(crate) fn of(name: &str, tone: Option<&str>) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faces");
        let file =
            File::open(folder.join(format!("{name}.png"))).expect("a recorded face, a kept look, a folder to write to");
        let mut reader = png::Decoder::new(BufReader::new(file))
            .read_info()
            .expect("a recorded face, a kept look, a folder to write to");
        let mut rgb = vec![0; reader.output_buffer_size().expect("a recorded face, a kept look, a folder to write to")];
        let info = reader.next_frame(&mut rgb).expect("a recorded face, a kept look, a folder to write to");
        let rgba = rgb.chunks_exact(3).flat_map(|rgb| [rgb[0], rgb[1], rgb[2], 255]).collect();
        let text = std::fs::read_to_string(folder.join(format!("{name}.txt")))
            .expect("a recorded face, a kept look, a folder to write to");
        let mut points = [Point::default(); POINTS];
        for (point, line) in points.iter_mut().zip(text.lines()) {
            let values: Vec<f32> = line
                .split(' ')
                .map(|value| value.parse().expect("a recorded face, a kept look, a folder to write to"))
                .collect();
            *point = Point { x: values[0], y: values[1], z: values[2] };
        }
        let face = Face { points, presence: 1.0 };
        let mut picture = Self { width: info.width as usize, height: info.height as usize, rgba, face };
        if let Some(tone) = tone {
            picture.pigment(tone.parse().expect("a recorded face, a kept look, a folder to write to"));
        }
        picture
    }

    pub(crate) fn at(&self, x: usize, y: usize) -> Srgb {
        let at = (y * self.width + x) * 4;
        Srgb { r: self.rgba[at], g: self.rgba[at + 1], b: self.rgba[at + 2] }
    }

    /// The picture with a look on.
    pub(crate) fn with(&self, look: &str) -> Self {
        let look: Look = look.parse().expect("a recorded face, a kept look, a folder to write to");
        let mut other = self.clone();
        let mut frame = FrameMut::new(self.width, self.height, &mut other.rgba)
            .expect("a recorded face, a kept look, a folder to write to");
        paint(&mut frame, &self.face, &look, &mut Scratch::default());
        other
    }

    /// Gives the face, and beyond it what has about the skin's hue, another pigment; eyes and teeth keep theirs. What
    /// shines stays shine: above the skin's own lightness it is added, below it is in proportion.
    fn pigment(&mut self, to: Srgb) {
        let to = Oklab::from(to);
        let mut seen = SKIN.map(|index| {
            let at = self.face.points[index];
            Oklab::from(self.at(at.x as usize, at.y as usize))
        });
        seen.sort_by(|one, other| one.l.total_cmp(&other.l));
        let skin = seen[seen.len() / 2];
        let soft = (self.face.points[263].x - self.face.points[33].x).abs() * 0.02;
        for at in 0..self.width * self.height {
            let (x, y) = ((at % self.width) as f32, (at / self.width) as f32);
            let pixel = &mut self.rgba[at * 4..at * 4 + 4];
            let old = Oklab::from(Srgb { r: pixel[0], g: pixel[1], b: pixel[2] });
            let chroma = (old.a * old.a + old.b * old.b).sqrt();
            let hue = (old.a * skin.a + old.b * skin.b) / (chroma * (skin.a * skin.a + skin.b * skin.b).sqrt() + 1e-6);
            let alike = ((chroma - 0.022) / 0.025).clamp(0.0, 1.0)
                * ((hue - 0.55) / 0.3).clamp(0.0, 1.0)
                * ((0.2 - chroma) / 0.05).clamp(0.0, 1.0);
            let inside = |line: &[usize]| (depth(&self.face, line, x, y) / soft + 0.5).clamp(0.0, 1.0);
            let face = inside(&OVAL);
            let free =
                if face > 0.0 { inside(&RIGHT_EYE).max(inside(&LEFT_EYE)).max(inside(&LIPS_INNER)) } else { 0.0 };
            let like = (alike + (1.0 - alike) * face) * (1.0 - free);
            let l = if old.l < skin.l { old.l * to.l / skin.l } else { to.l + (old.l - skin.l) * 0.8 };
            let new = Oklab { l, a: old.a + to.a - skin.a, b: old.b + to.b - skin.b };
            let new = old.mix(new, like).to_srgb();
            pixel[..3].copy_from_slice(&[new.r, new.g, new.b]);
        }
    }
}

/// Pixels to a polygon, positive inside; straight edges, apart from the renderer's own reckoning.
pub(crate) fn depth(face: &Face, line: &[usize], x: f32, y: f32) -> f32 {
    let place = |at: usize| face.points[line[at % line.len()]];
    let (mut nearest, mut inside) = (f32::MAX, false);
    for at in 0..line.len() {
        let (from, to) = (place(at), place(at + 1));
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        let t = (((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy)).clamp(0.0, 1.0);
        let (ex, ey) = (x - from.x - dx * t, y - from.y - dy * t);
        nearest = nearest.min((ex * ex + ey * ey).sqrt());
        if (from.y > y) != (to.y > y) && x < from.x + (y - from.y) / dy * dx {
            inside = !inside;
        }
    }
    if inside { nearest } else { -nearest }
}

/// Writes a picture as PNG.
pub(crate) fn write(path: &Path, width: usize, height: usize, rgb: &[u8]) {
    let mut encoder = png::Encoder::new(
        File::create(path).expect("a recorded face, a kept look, a folder to write to"),
        width as u32,
        height as u32,
    );
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::High);
    encoder
        .write_header()
        .expect("a recorded face, a kept look, a folder to write to")
        .write_image_data(rgb)
        .expect("a recorded face, a kept look, a folder to write to");
}
