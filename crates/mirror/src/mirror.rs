//! A frame, the face in it, and what she wears.

use makeup::face::contour::{OUTER_EYES, SKIN};
use makeup::face::{Engine, EngineError, Face, POINTS, Point, Smoother};
use makeup::paint::{Kind, Look, LookError, Scene, Scratch, Shown, Watch, paint_in};
use makeup::{Frame, FrameError, FrameMut};
use thiserror::Error;

use crate::base::Base;

/// Why the mirror cannot show anything.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MirrorError {
    /// A network file is not what it should be.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// A frame of no or too large a size.
    #[error(transparent)]
    Frame(#[from] FrameError),
    /// A text that is no look.
    #[error(transparent)]
    Look(#[from] LookError),
}

/// How much care is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Quality {
    /// Every layer on every pixel.
    #[default]
    Full,
    /// Foundation, which covers most pixels and has no edges, on every fourth.
    HalfBase,
}

/// Half the side of a patch of skin, as a share of the distance between the outer corners of the eyes.
const PATCH: f32 = 0.035;
/// How many pixels about the place tapped on are taken for the paper, in each direction.
const PAPER_REACH: f32 = 5.0;

/// Everything a worker needs from frame to frame. Allocates nothing after the first frame of a size.
#[derive(Debug)]
pub struct Mirror {
    engine: Engine,
    smoother: Smoother,
    watch: Watch,
    shown: Shown,
    scratch: Scratch,
    base: Base,
    worn: Look,
    /// The same in two: foundation, and all the rest.
    parts: [Look; 2],
    quality: Quality,
    width: usize,
    height: usize,
    rgba: Vec<u8>,
    seen: bool,
    face: Face,
    points: Vec<f32>,
    patches: Vec<u32>,
}

impl Mirror {
    /// A mirror from the two network files, `face_detection_short_range.tflite` and `face_landmark_with_attention.tflite`.
    ///
    /// # Errors
    ///
    /// [`MirrorError::Engine`] says which file cannot be used and why.
    pub fn new(detector: &[u8], mesh: &[u8]) -> Result<Self, MirrorError> {
        Ok(Self {
            engine: Engine::new(detector, mesh)?,
            smoother: Smoother::default(),
            watch: Watch::default(),
            shown: Shown::ALL,
            scratch: Scratch::default(),
            base: Base::default(),
            worn: Look::default(),
            parts: Default::default(),
            quality: Quality::Full,
            width: 0,
            height: 0,
            rgba: Vec::new(),
            seen: false,
            face: Face { points: [Point::default(); POINTS], presence: 0.0 },
            points: vec![0.0; POINTS * 3],
            patches: Vec::new(),
        })
    }

    /// What is worn from now on, as `makeup::paint::Look` writes it; nothing if empty.
    ///
    /// # Errors
    ///
    /// [`MirrorError::Look`] says which part of the text is not understood; what was worn stays on.
    pub fn wear(&mut self, look: &str) -> Result<(), MirrorError> {
        self.worn = look.parse()?;
        let (base, rest) = self.worn.layers.iter().copied().partition(|layer| layer.kind == Kind::Foundation);
        self.parts = [base, rest].map(|layers| Look { layers });
        Ok(())
    }

    /// How much care is taken from now on.
    pub fn set_quality(&mut self, quality: Quality) {
        self.quality = quality;
    }

    /// The place for the next frame's pixels, RGBA row by row; it moves when a larger frame needs it to.
    ///
    /// # Errors
    ///
    /// [`MirrorError::Frame`] if a side is zero or beyond `makeup::LONGEST_SIDE`.
    pub fn room(&mut self, width: usize, height: usize) -> Result<&mut [u8], MirrorError> {
        if let Err(error @ FrameError::Size { .. }) = Frame::new(width, height, &[]) {
            return Err(error.into());
        }
        if (width, height) != (self.width, self.height) {
            (self.width, self.height) = (width, height);
            self.rgba.resize(width * height * 4, 0);
            self.forget();
        }
        Ok(&mut self.rgba)
    }

    /// Forgets the face it follows, as between two photos.
    pub fn forget(&mut self) {
        self.engine.forget();
        self.smoother.forget();
        self.watch.forget();
        self.seen = false;
    }

    /// Looks for the face in the frame; whether there is one. With the time in milliseconds, on any clock that runs
    /// forward, its trembling from frame to frame is taken out; without, it stays as it was seen.
    pub fn look(&mut self, at_ms: Option<i64>) -> bool {
        self.seen = false;
        let Ok(frame) = Frame::new(self.width, self.height, &self.rgba) else { return false };
        let sight = self.engine.look(&frame);
        if sight.searched {
            // It may be somebody else.
            self.smoother.forget();
            self.watch.forget();
        }
        let Some(face) = sight.face else { return false };
        self.face.clone_from(match at_ms {
            Some(at_ms) => self.smoother.smooth(face, at_ms),
            None => face,
        });
        self.shown = at_ms.map_or(Shown::ALL, |at_ms| self.watch.look(&frame, &self.face, at_ms));
        for (place, point) in self.points.chunks_exact_mut(3).zip(&self.face.points) {
            place.copy_from_slice(&[point.x, point.y, point.z]);
        }
        self.seen = true;
        true
    }

    /// Paints what is worn on the face that was seen in this frame; without a face, it leaves the frame alone.
    pub fn paint(&mut self) {
        if !self.seen {
            return;
        }
        let Ok(mut frame) = FrameMut::new(self.width, self.height, &mut self.rgba) else { return };
        let mut scene = Scene::of(&frame.as_frame(), &self.face);
        scene.shown = self.shown;
        let [base, rest] = &self.parts;
        if self.quality == Quality::HalfBase && !base.layers.is_empty() {
            self.base.paint(&mut frame, &self.face, base, &scene, &mut self.scratch);
            paint_in(&mut frame, &self.face, rest, &scene, &mut self.scratch);
        } else {
            paint_in(&mut frame, &self.face, &self.worn, &scene, &mut self.scratch);
        }
    }

    /// Pixels of bare skin of the face that was seen in this frame, before anything is painted on it: for each of seven patches how
    /// many, then those as 0xRRGGBB. Nothing without a face.
    pub fn patches(&mut self) -> &[u32] {
        self.patches.clear();
        let frame = Frame::new(self.width, self.height, &self.rgba).ok().filter(|_| self.seen);
        let Some(frame) = frame else { return &self.patches };
        let [right, left] = OUTER_EYES.map(|index| self.face.points[index]);
        let reach = ((right.x - left.x).abs().max((right.y - left.y).abs()) * PATCH).max(1.0);
        for place in SKIN.map(|index| self.face.points[index]) {
            let count = self.patches.len();
            self.patches.push(0);
            self.patches
                .extend(square(&frame, place.x, place.y, reach).map(|[r, g, b]| u32::from_be_bytes([0, r, g, b])));
            self.patches[count] = (self.patches.len() - count - 1) as u32;
        }
        &self.patches
    }

    /// The mean colour of a few pixels of the unpainted frame about a place given in shares of its width and height, as a sheet of
    /// paper that was tapped on: 0xRRGGBB. None outside of the frame.
    #[must_use]
    pub fn colour_at(&self, across: f64, down: f64) -> Option<u32> {
        let frame = Frame::new(self.width, self.height, &self.rgba).ok()?;
        let inside = |share: f64, side: usize| (0.0..=1.0).contains(&share).then(|| (share * (side - 1) as f64) as f32);
        let pixels = square(&frame, inside(across, self.width)?, inside(down, self.height)?, PAPER_REACH);
        let (mut sum, mut count) = ([0_u32; 3], 0);
        for pixel in pixels {
            sum = std::array::from_fn(|channel| sum[channel] + u32::from(pixel[channel]));
            count += 1;
        }
        let [r, g, b] = sum.map(|sum| sum.checked_div(count).unwrap_or(0));
        (count > 0).then_some(r << 16 | g << 8 | b)
    }

    /// The frame's pixels, painted or not.
    #[must_use]
    pub fn rgba(&self) -> &[u8] {
        &self.rgba
    }

    /// The points of the face seen last: column, row and depth of each, in pixels.
    #[must_use]
    pub fn points(&self) -> &[f32] {
        &self.points
    }
}

/// The pixels about a place that lie inside of the frame.
fn square(frame: &Frame<'_>, x: f32, y: f32, reach: f32) -> impl Iterator<Item = [u8; 3]> {
    let range = |at: f32, side: usize| {
        let from = (at - reach).max(0.0) as usize;
        let to = ((at + reach).max(-1.0) + 1.0) as usize;
        from.min(side)..to.min(side)
    };
    let (columns, rows) = (range(x, frame.width()), range(y, frame.height()));
    let (rgba, width) = (frame.rgba(), frame.width());
    rows.flat_map(move |row| columns.clone().map(move |column| (row * width + column) * 4))
        .map(|at| [rgba[at], rgba[at + 1], rgba[at + 2]])
}
