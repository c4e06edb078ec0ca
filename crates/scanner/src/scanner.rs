//! A picture at a time, and what a film of them says for sure.

use crate::{
    luma::Luma,
    read::{Code, read, read_bars},
};
use thiserror::Error;

/// The longest side of a picture, in pixels. More is no better: bars are some pixels wide then, and reading takes as many times longer.
const SIDE_MOST: usize = 1_280;
/// Every so many pictures of a film are looked at with care; the others quickly.
const CAREFUL_EVERY: u32 = 3;
/// What is done to a picture whose bars are not read as they are: for noise, for bars across, and for both.
const TRIES: [fn(&Luma) -> Luma; 3] = [Luma::calm, Luma::askew, |luma| luma.askew().calm()];
/// A code that was read must be read again within so many pictures to count.
const AGAIN_WITHIN: u32 = 12;

/// The picture is no picture, or larger than 1280 pixels on a side.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("a picture has 1 to {SIDE_MOST} pixels on each side, this one has {width} x {height}")]
pub struct SizeError {
    width: usize,
    height: usize,
}

/// Reads codes in one picture after the other.
#[derive(Debug, Default)]
pub struct Scanner {
    /// The picture as it came: red, green, blue and alpha of each pixel.
    rgba: Vec<u8>,
    /// How bright each pixel is.
    luma: Luma,
    /// How many pictures of the film were looked at.
    frames: u32,
    /// What was read last, and in which picture.
    seen: Option<(Code, u32)>,
}

impl Scanner {
    /// The place for a picture of this size, four bytes a pixel; what lies there is looked at next.
    ///
    /// # Errors
    /// [`SizeError`].
    pub fn room(&mut self, width: usize, height: usize) -> Result<&mut [u8], SizeError> {
        if !(1..=SIDE_MOST).contains(&width) || !(1..=SIDE_MOST).contains(&height) {
            return Err(SizeError { width, height });
        }
        self.rgba.resize(width * height * 4, 0);
        (self.luma.width, self.luma.height) = (width, height);
        Ok(&mut self.rgba)
    }

    /// Looks at the next picture of a film. A code without error correction counts when two pictures say the same.
    pub fn follow(&mut self) -> Option<Code> {
        self.frames = self.frames.wrapping_add(1);
        self.weigh();
        let careful = self.frames.is_multiple_of(CAREFUL_EVERY);
        let code = read(&self.luma, careful).or_else(|| {
            // There is time for one of them.
            let of = (self.frames / CAREFUL_EVERY) as usize % TRIES.len();
            careful.then(|| read_bars(&TRIES[of](&self.luma))).flatten()
        })?;
        if code.kind.is_sure() {
            return Some(code);
        }
        let before = self.seen.replace((code.clone(), self.frames));
        before.filter(|(seen, at)| *seen == code && self.frames.wrapping_sub(*at) <= AGAIN_WITHIN).map(|_| code)
    }

    /// Looks at a picture that stands still, with all care.
    pub fn find(&mut self) -> Option<Code> {
        self.weigh();
        read(&self.luma, true).or_else(|| TRIES.iter().find_map(|change| read_bars(&change(&self.luma))))
    }

    /// Begins a new film: what was read before says nothing about it.
    pub fn forget(&mut self) {
        self.seen = None;
    }

    /// How bright the last picture was, 0 to 255.
    #[must_use]
    pub fn brightness(&self) -> u8 {
        let sum: usize = self.luma.bytes.iter().map(|bright| usize::from(*bright)).sum();
        u8::try_from(sum / self.luma.bytes.len().max(1)).unwrap_or(u8::MAX)
    }

    /// Finds out how bright each pixel is.
    fn weigh(&mut self) {
        self.luma.bytes.clear();
        // Rec. 601 in whole numbers; alpha is not of interest.
        self.luma.bytes.extend(self.rgba.chunks_exact(4).map(|pixel| {
            let [red, green, blue] = [pixel[0], pixel[1], pixel[2]].map(u32::from);
            u8::try_from((red * 77 + green * 150 + blue * 29) >> 8).unwrap_or(u8::MAX)
        }));
    }
}
