//! A frame, the face in it, and what she wears.

use makeup::colour::Srgb;
use makeup::face::{Engine, EngineError, Face, POINTS, Point, Smoother};
use makeup::paint::{Kind, Look, LookError, Scratch, paint};
use makeup::{Frame, FrameError, FrameMut};
use thiserror::Error;

use crate::base::Base;
use crate::finder::Finder;

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

/// How many pixels about the place tapped on are taken for the paper, in each direction.
const PAPER_REACH: f32 = 5.0;

/// Everything a worker needs from frame to frame. Allocates nothing after the first frame of a size.
#[derive(Debug)]
pub struct Mirror {
    engine: Engine,
    smoother: Smoother,
    scratch: Scratch,
    base: Base,
    /// What is worn: foundation, and all the rest.
    worn: [Look; 2],
    quality: Quality,
    width: usize,
    height: usize,
    rgba: Vec<u8>,
    seen: bool,
    face: Face,
    points: Vec<f32>,
    finder: Finder,
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
            scratch: Scratch::default(),
            base: Base::default(),
            worn: Default::default(),
            quality: Quality::Full,
            width: 0,
            height: 0,
            rgba: Vec::new(),
            seen: false,
            face: Face { points: [Point::default(); POINTS], presence: 0.0 },
            points: vec![0.0; POINTS * 3],
            finder: Finder::default(),
        })
    }

    /// What is worn from now on, as `makeup::paint::Look` writes it; nothing if empty.
    ///
    /// # Errors
    ///
    /// [`MirrorError::Look`] says which part of the text is not understood; what was worn stays on.
    pub fn wear(&mut self, look: &str) -> Result<(), MirrorError> {
        let look: Look = look.parse()?;
        let (base, rest) = look.layers.into_iter().partition(|layer| layer.kind == Kind::Foundation);
        self.worn = [Look { layers: base }, Look { layers: rest }];
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
        }
        let Some(face) = sight.face else { return false };
        self.face.clone_from(match at_ms {
            Some(at_ms) => self.smoother.smooth(face, at_ms),
            None => face,
        });
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
        let [base, rest] = &self.worn;
        if !base.layers.is_empty() {
            match self.quality {
                Quality::Full => paint(&mut frame, &self.face, base, &mut self.scratch),
                Quality::HalfBase => self.base.paint(&mut frame, &self.face, base, &mut self.scratch),
            }
        }
        paint(&mut frame, &self.face, rest, &mut self.scratch);
    }

    /// Takes the skin of the face that was seen in this frame into account, before anything is painted on it; `paper` is the colour
    /// of a white sheet in the same light. Whether it could: there is a face, and the paper says something about the light.
    pub fn learn(&mut self, paper: Option<Srgb>) -> bool {
        let Ok(frame) = Frame::new(self.width, self.height, &self.rgba) else { return false };
        self.seen && self.finder.learn(&frame, &self.face, paper)
    }

    /// What is known of her skin, to be forgotten or asked for shades.
    pub fn finder(&mut self) -> &mut Finder {
        &mut self.finder
    }

    /// The mean colour of a few pixels of the unpainted frame about a place given in shares of its width and height, as a sheet of
    /// paper that was tapped on. None outside of the frame.
    #[must_use]
    pub fn colour_at(&self, across: f64, down: f64) -> Option<Srgb> {
        let frame = Frame::new(self.width, self.height, &self.rgba).ok()?;
        let inside = |share: f64, side: usize| (0.0..=1.0).contains(&share).then(|| (share * (side - 1) as f64) as f32);
        let pixels = Finder::square(&frame, inside(across, self.width)?, inside(down, self.height)?, PAPER_REACH);
        let count = u32::try_from(pixels.len()).ok().filter(|count| *count > 0)?;
        let mean = |of: fn(&Srgb) -> u8| (pixels.iter().map(|pixel| u32::from(of(pixel))).sum::<u32>() / count) as u8;
        Some(Srgb { r: mean(|pixel| pixel.r), g: mean(|pixel| pixel.g), b: mean(|pixel| pixel.b) })
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
