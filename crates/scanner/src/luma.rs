//! Brightness, a byte for each pixel, and what is done to it when a code is not read at once.

/// A picture's brightness, row by row.
#[derive(Debug, Default, Clone)]
pub(crate) struct Luma {
    pub(crate) bytes: Vec<u8>,
    pub(crate) width: usize,
    pub(crate) height: usize,
}

/// Neither a bar nor between bars.
const GREY: u8 = 128;
/// How many rows a bar is averaged over: as much as a hand can be askew before bars run into each other.
const ROWS: usize = 7;

impl Luma {
    /// Each pixel the mean of those above and below it. Bars that stand stay sharp, a sensor's noise between them goes.
    pub(crate) fn calm(&self) -> Self {
        if self.height < ROWS {
            return self.clone();
        }
        let mut sums: Vec<u16> = vec![0; self.width];
        (0..ROWS).for_each(|y| add(&mut sums, self.row(y)));
        let mut first = 0;
        let mut bytes = Vec::with_capacity(self.bytes.len());
        for y in 0..self.height {
            // The window stays within the picture at its edges.
            if y > first + ROWS / 2 && first + ROWS < self.height {
                sums.iter_mut().zip(self.row(first)).for_each(|(sum, bright)| *sum -= u16::from(*bright));
                add(&mut sums, self.row(first + ROWS));
                first += 1;
            }
            bytes.extend(sums.iter().map(|sum| u8::try_from(usize::from(*sum) / ROWS).unwrap_or(u8::MAX)));
        }
        Self { bytes, ..*self }
    }

    /// Turned by an eighth; corners that nothing is turned into are grey.
    pub(crate) fn askew(&self) -> Self {
        let side = |pixels: usize| i64::try_from(pixels).unwrap_or(i64::MAX);
        let (width, height) = (side(self.width), side(self.height));
        let mut bytes = Vec::with_capacity(self.bytes.len());
        for y in 0..height {
            for x in 0..width {
                // In halves of a pixel from the middle; 181/256 is the sine of 45 degrees.
                let (across, down) = (2 * x - width, 2 * y - height);
                let from = |sum: i64, side: i64| (sum * 181 / 256 + side) >> 1;
                let (from_x, from_y) = (from(across - down, width), from(across + down, height));
                let at = usize::try_from(from_y * width + from_x).ok().filter(|_| (0..width).contains(&from_x));
                bytes.push(at.and_then(|at| self.bytes.get(at)).copied().unwrap_or(GREY));
            }
        }
        Self { bytes, ..*self }
    }

    fn row(&self, y: usize) -> &[u8] {
        &self.bytes[y * self.width..][..self.width]
    }
}

fn add(sums: &mut [u16], row: &[u8]) {
    sums.iter_mut().zip(row).for_each(|(sum, bright)| *sum += u16::from(*bright));
}
