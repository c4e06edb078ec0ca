//! A picture in memory: rows of RGBA pixels, as a browser's canvas hands them over.

use thiserror::Error;

/// The longest side a frame may have, in pixels; what is larger is scaled down before it comes here.
pub const LONGEST_SIDE: usize = 8_192;

/// A picture to look at: `height` rows of `width` pixels, each red, green, blue, alpha with one byte each.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'a> {
    width: usize,
    height: usize,
    rgba: &'a [u8],
}

/// A picture to paint on, laid out like [`Frame`].
#[derive(Debug)]
pub struct FrameMut<'a> {
    width: usize,
    height: usize,
    rgba: &'a mut [u8],
}

/// Why bytes are no picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum FrameError {
    /// A side is zero or beyond [`LONGEST_SIDE`].
    #[error("a frame of {width}x{height} pixels: each side must be 1 to {LONGEST_SIDE}; scale the picture first")]
    Size {
        /// Pixels in a row.
        width: usize,
        /// Rows.
        height: usize,
    },
    /// The bytes do not fill the frame exactly.
    #[error("a frame of {width}x{height} pixels needs {expected} bytes of RGBA, but has {found}")]
    Length {
        /// Pixels in a row.
        width: usize,
        /// Rows.
        height: usize,
        /// `width * height * 4`.
        expected: usize,
        /// How many bytes there are.
        found: usize,
    },
}

fn check(width: usize, height: usize, found: usize) -> Result<(), FrameError> {
    let side = 1..=LONGEST_SIDE;
    if !side.contains(&width) || !side.contains(&height) {
        return Err(FrameError::Size { width, height });
    }
    let expected = width * height * 4;
    if found == expected { Ok(()) } else { Err(FrameError::Length { width, height, expected, found }) }
}

impl<'a> Frame<'a> {
    /// A frame over bytes that stay where they are.
    ///
    /// # Errors
    ///
    /// [`FrameError`] if a side is out of range or the bytes are not exactly `width * height * 4`.
    pub fn new(width: usize, height: usize, rgba: &'a [u8]) -> Result<Self, FrameError> {
        check(width, height, rgba.len())?;
        Ok(Self { width, height, rgba })
    }

    /// Pixels in a row.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Rows.
    pub fn height(&self) -> usize {
        self.height
    }

    /// All bytes, row by row, four for each pixel.
    pub fn rgba(&self) -> &'a [u8] {
        self.rgba
    }
}

impl<'a> FrameMut<'a> {
    /// A frame over bytes that will be painted on where they are.
    ///
    /// # Errors
    ///
    /// [`FrameError`] if a side is out of range or the bytes are not exactly `width * height * 4`.
    pub fn new(width: usize, height: usize, rgba: &'a mut [u8]) -> Result<Self, FrameError> {
        check(width, height, rgba.len())?;
        Ok(Self { width, height, rgba })
    }

    /// The same picture, only to look at.
    pub fn as_frame(&self) -> Frame<'_> {
        Frame { width: self.width, height: self.height, rgba: self.rgba }
    }

    /// Pixels in a row.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Rows.
    pub fn height(&self) -> usize {
        self.height
    }

    /// All bytes, row by row, four for each pixel.
    pub fn rgba(&self) -> &[u8] {
        self.rgba
    }

    /// All bytes, to be changed.
    pub fn rgba_mut(&mut self) -> &mut [u8] {
        self.rgba
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_has_exactly_the_bytes_of_its_pixels() {
        let cases = [
            (2, 3, 24, Ok(())),
            (2, 3, 23, Err(FrameError::Length { width: 2, height: 3, expected: 24, found: 23 })),
            (2, 3, 25, Err(FrameError::Length { width: 2, height: 3, expected: 24, found: 25 })),
            (0, 3, 0, Err(FrameError::Size { width: 0, height: 3 })),
            (usize::MAX, 2, 8, Err(FrameError::Size { width: usize::MAX, height: 2 })),
        ];
        for (width, height, bytes, expected) in cases {
            let mut rgba = vec![0; bytes];
            assert_eq!(Frame::new(width, height, &rgba).map(|_| ()), expected, "{width}x{height}, {bytes} bytes");
            assert_eq!(FrameMut::new(width, height, &mut rgba).map(|_| ()), expected);
        }
    }
}
