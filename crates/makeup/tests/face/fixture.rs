//! The networks, the test picture and the frames made from it.

use std::fs;
use std::path::{Path, PathBuf};

use makeup::Frame;
use makeup::face::{Engine, POINTS, Point};
use serde::Deserialize;

/// A network as the set-up left it.
pub(crate) fn network(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.tools/networks").join(name);
    fs::read(&path)
        .unwrap_or_else(|error| panic!("{}: {error}; run scripts/setup.sh, which fetches the networks", path.display()))
}

pub(crate) fn engine() -> Engine {
    let (detector, mesh) =
        (network("face_detection_short_range.tflite"), network("face_landmark_with_attention.tflite"));
    Engine::new(&detector, &mesh).expect("networks that the set-up has checked")
}

/// A picture of red, green, blue and alpha.
#[derive(Debug, Clone)]
pub(crate) struct Picture {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) rgba: Vec<u8>,
}

impl Picture {
    pub(crate) fn frame(&self) -> Frame<'_> {
        Frame::new(self.width, self.height, &self.rgba).expect("as many bytes as pixels")
    }

    /// The same size, each pixel made from its place.
    pub(crate) fn from_pixels(width: usize, height: usize, mut pixel: impl FnMut(usize, usize) -> [u8; 3]) -> Self {
        let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        let rgba = places.flat_map(|(x, y)| {
            let [red, green, blue] = pixel(x, y);
            [red, green, blue, 255]
        });
        let rgba = rgba.collect();
        Self { width, height, rgba }
    }

    pub(crate) fn pixel(&self, x: i64, y: i64) -> [i64; 3] {
        let (x, y) = (x.clamp(0, self.width as i64 - 1), y.clamp(0, self.height as i64 - 1));
        let at = (y as usize * self.width + x as usize) * 4;
        [0, 1, 2].map(|channel| i64::from(self.rgba[at + channel]))
    }

    /// A view of this picture as `reference/record.py` makes it: whole numbers only.
    pub(crate) fn view(&self, width: usize, height: usize, m: [i64; 6], tone: Option<&[Vec<u8>; 3]>) -> Self {
        Self::from_pixels(width, height, |column, row| {
            let (column, row) = (column as i64, row as i64);
            let (x, y) = (m[0] * column + m[1] * row + m[2], m[3] * column + m[4] * row + m[5]);
            let (left, top, along, down) = (x >> 16, y >> 16, x >> 8 & 255, y >> 8 & 255);
            let (a, b) = (self.pixel(left, top), self.pixel(left + 1, top));
            let (c, d) = (self.pixel(left, top + 1), self.pixel(left + 1, top + 1));
            [0, 1, 2].map(|channel| {
                let upper = a[channel] * (256 - along) + b[channel] * along;
                let lower = c[channel] * (256 - along) + d[channel] * along;
                let value = (upper * (256 - down) + lower * down + 32_768) >> 16;
                tone.map_or(value as u8, |tone| tone[channel][value as usize])
            })
        })
    }

    /// A view whose middle shows `at` of this picture, `scale` times as large and turned clockwise.
    pub(crate) fn looking_at(&self, width: usize, height: usize, scale: f64, at: (f64, f64), degrees: f64) -> Self {
        let (sin, cos) = degrees.to_radians().sin_cos();
        let (sin, cos, w, h) = (sin / scale, cos / scale, width as f64 / 2.0, height as f64 / 2.0);
        let m = [cos, sin, at.0 - cos * w - sin * h, -sin, cos, at.1 + sin * w - cos * h];
        self.view(width, height, m.map(|value| (value * 65_536.0).round() as i64), None)
    }
}

pub(crate) fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

/// The test picture, 400x300.
pub(crate) fn picture() -> Picture {
    ppm("face.ppm", 400, 300)
}

/// A cat, 225x150.
pub(crate) fn cat() -> Picture {
    ppm("cat.ppm", 225, 150)
}

fn ppm(name: &str, width: usize, height: usize) -> Picture {
    let file = fs::read(fixture(name)).expect("a test picture");
    let head = format!("P6\n{width} {height}\n255\n");
    let rgb = file.strip_prefix(head.as_bytes()).expect("a picture of this size");
    let rgba = rgb.as_chunks::<3>().0.iter().flat_map(|[red, green, blue]| [*red, *green, *blue, 255]).collect();
    Picture { width, height, rgba }
}

/// A test face with the points that the reference sees.
#[derive(Debug)]
pub(crate) struct TestFace {
    pub(crate) name: String,
    pub(crate) picture: Picture,
    pub(crate) points: Vec<Point>,
}

#[derive(Debug, Deserialize)]
struct Made {
    name: String,
    view: (usize, usize, [i64; 6]),
    tone: Option<[Vec<u8>; 3]>,
}

/// All test faces, the live view of 640x480 first.
pub(crate) fn faces() -> Vec<TestFace> {
    recorded("faces")
}

/// A clip of a swaying head, frame by frame.
pub(crate) fn clip() -> Vec<TestFace> {
    recorded("clip")
}

fn recorded(name: &str) -> Vec<TestFace> {
    let picture = picture();
    let made = fs::read_to_string(fixture(&format!("{name}.json"))).expect("the test faces");
    let made: Vec<Made> = serde_json::from_str(&made).expect("test faces as record.py writes them");
    let points = fs::read(fixture(&format!("{name}.bin"))).expect("the reference's points");
    let numbers: Vec<f32> = points.as_chunks::<4>().0.iter().map(|four| f32::from_le_bytes(*four)).collect();
    assert_eq!(numbers.len(), made.len() * POINTS * 3);
    let points = numbers.chunks_exact(POINTS * 3);
    made.into_iter()
        .zip(points)
        .map(|(Made { name, view: (width, height, m), tone }, points)| TestFace {
            name,
            picture: picture.view(width, height, m, tone.as_ref()),
            points: points.as_chunks::<3>().0.iter().map(|[x, y, z]| Point { x: *x, y: *y, z: *z }).collect(),
        })
        .collect()
}
