//! Draws codes for tests, and spoils them as cameras do. Every picture is the same each time.

use datamatrix::{DataMatrix, SymbolList};
use qrcode::{Color, QrCode};

const LEFT: [&str; 10] =
    ["0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111", "0111011", "0110111", "0001011"];
/// Which of the six left digits of EAN-13 are even, by the first digit.
const PARITY: [&str; 10] =
    ["000000", "001011", "001101", "001110", "010011", "011001", "011100", "010101", "010110", "011010"];
/// The same for UPC-E of number system 0, by the check digit; 1 is even.
const UPC_E: [&str; 10] =
    ["111000", "110100", "110010", "110001", "101100", "100110", "100011", "101010", "101001", "100101"];
const CODE128: &str = "212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231113222123122123221223211221132221231213212223112312131311222321122321221312212322112322211212123212321232121111323131123131321112313132113132311211313231113231311112133112331132131113123113321133121313121211331231131213113213311213131311123311321331121312113312311332111314111221411431111111224111422121124121421141122141221112214112412122114122411142112142211241211221114413111241112134111111242121142121241114212124112124211411212421112421211212141214121412121111143111341131141114113114311411113411311113141114131311141411131211412211214211232";

/// Brightness, row by row.
#[derive(Debug, Clone)]
pub(crate) struct Picture {
    pub(crate) width: usize,
    pub(crate) height: usize,
    luma: Vec<u8>,
}

impl Picture {
    /// A grey one.
    pub(crate) fn new(width: usize, height: usize) -> Self {
        Self { width, height, luma: vec![200; width * height] }
    }

    pub(crate) fn rgba(&self) -> Vec<u8> {
        self.luma.iter().flat_map(|bright| [*bright, *bright, *bright, 255]).collect()
    }

    /// Contrast, then brightness on top.
    pub(crate) fn light(mut self, contrast: f64, more: f64) -> Self {
        for bright in &mut self.luma {
            *bright = (f64::from(*bright) * contrast + more) as u8;
        }
        self
    }

    /// Each pixel the mean of those so far around it.
    pub(crate) fn blur(self, around: i64) -> Self {
        self.made(|from, x, y| {
            let near = (-around..=around).flat_map(|dy| (-around..=around).map(move |dx| (dx, dy)));
            let all: Vec<u32> = near.map(|(dx, dy)| u32::from(from.at(x + dx, y + dy))).collect();
            (all.iter().sum::<u32>() / u32::try_from(all.len()).unwrap()) as u8
        })
    }

    /// Up to so much brighter or darker, by a fixed rule (xorshift).
    pub(crate) fn noise(mut self, most: i64) -> Self {
        let mut seed = 88_172_645_463_325_252_u64;
        for bright in &mut self.luma {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            let change = i64::try_from(seed % u64::try_from(2 * most + 1).unwrap()).unwrap() - most;
            *bright = (i64::from(*bright) + change).clamp(0, 255) as u8;
        }
        self
    }

    /// Turned around its middle.
    pub(crate) fn turn(self, degrees: f64) -> Self {
        let (sin, cos) = degrees.to_radians().sin_cos();
        let (middle_x, middle_y) = (self.width as f64 / 2.0, self.height as f64 / 2.0);
        self.made(|from, x, y| {
            let (x, y) = (x as f64 - middle_x, y as f64 - middle_y);
            from.between(cos * x - sin * y + middle_x, sin * x + cos * y + middle_y)
        })
    }

    /// Without its right half.
    pub(crate) fn torn(self) -> Self {
        let middle = i64::try_from(self.width / 2).unwrap();
        self.made(|from, x, y| if x < middle { from.at(x, y) } else { 200 })
    }

    fn made(&self, pixel: impl Fn(&Self, i64, i64) -> u8) -> Self {
        let (width, height) = (i64::try_from(self.width).unwrap(), i64::try_from(self.height).unwrap());
        let luma = (0..height).flat_map(|y| (0..width).map(move |x| (x, y))).map(|(x, y)| pixel(self, x, y)).collect();
        Self { luma, ..*self }
    }

    /// Between four pixels, each as much as it is near.
    fn between(&self, x: f64, y: f64) -> u8 {
        let (left, top) = (x.floor(), y.floor());
        let (right, down) = (x - left, y - top);
        let at = |dx: i64, dy: i64| f64::from(self.at(left as i64 + dx, top as i64 + dy));
        let above = at(0, 0) * (1.0 - right) + at(1, 0) * right;
        let below = at(0, 1) * (1.0 - right) + at(1, 1) * right;
        (above * (1.0 - down) + below * down) as u8
    }

    fn at(&self, x: i64, y: i64) -> u8 {
        let (Ok(x), Ok(y)) = (usize::try_from(x), usize::try_from(y)) else { return 200 };
        if x < self.width && y < self.height { self.luma[y * self.width + x] } else { 200 }
    }

    fn fill(&mut self, (left, top): (usize, usize), (width, height): (usize, usize), bright: u8) {
        for y in top..top + height {
            self.luma[y * self.width + left..][..width].fill(bright);
        }
    }
}

/// Bars on white in the middle of a grey picture; `1` is a bar.
fn bars(modules: &str) -> Picture {
    let mut picture = Picture::new(640, 480);
    let wide = 3;
    let left = (640 - modules.len() * wide) / 2;
    picture.fill((left - 40, 140), (modules.len() * wide + 80, 200), 245);
    for (at, module) in modules.chars().enumerate() {
        if module == '1' {
            picture.fill((left + at * wide, 160), (wide, 160), 15);
        }
    }
    picture
}

fn turned(bits: &str) -> String {
    bits.chars().map(|bit| if bit == '1' { '0' } else { '1' }).collect()
}

/// A digit on the left side; an even one is the right side's, read backwards.
fn left(digit: usize, even: bool) -> String {
    if even { turned(LEFT[digit]).chars().rev().collect() } else { LEFT[digit].to_owned() }
}

fn digits(text: &str) -> Vec<usize> {
    text.bytes().map(|byte| usize::from(byte - b'0')).collect()
}

pub(crate) fn ean13(text: &str) -> Picture {
    let digits = digits(text);
    let parity = PARITY[digits[0]].chars();
    let first: String = digits[1..7].iter().zip(parity).map(|(digit, even)| left(*digit, even == '1')).collect();
    let second: String = digits[7..].iter().map(|digit| turned(LEFT[*digit])).collect();
    bars(&format!("101{first}01010{second}101"))
}

pub(crate) fn ean8(text: &str) -> Picture {
    let digits = digits(text);
    let first: String = digits[..4].iter().map(|digit| left(*digit, false)).collect();
    let second: String = digits[4..].iter().map(|digit| turned(LEFT[*digit])).collect();
    bars(&format!("101{first}01010{second}101"))
}

pub(crate) fn upc_e(text: &str) -> Picture {
    let digits = digits(text);
    let parity = UPC_E[digits[7]].chars();
    let body: String = digits[1..7].iter().zip(parity).map(|(digit, even)| left(*digit, even == '1')).collect();
    bars(&format!("101{body}010101"))
}

/// Code 128 in its character set B.
pub(crate) fn code128(text: &str) -> Picture {
    let start = 104;
    let values: Vec<usize> = text.bytes().map(|byte| usize::from(byte) - 32).collect();
    let check = values.iter().enumerate().fold(start, |sum, (at, value)| sum + (at + 1) * value) % 103;
    let all = [start].into_iter().chain(values).chain([check]);
    let widths: String = all.map(|value| &CODE128[value * 6..value * 6 + 6]).collect::<String>() + "2331112";
    let is_bar = |at: usize| if at.is_multiple_of(2) { "1" } else { "0" };
    let modules: String = digits(&widths).iter().enumerate().map(|(at, width)| is_bar(at).repeat(*width)).collect();
    bars(&modules)
}

pub(crate) fn qr(text: &str) -> Picture {
    let code = QrCode::new(text).unwrap();
    let side = code.width();
    let dark = code.to_colors().into_iter().enumerate().filter(|(_, module)| *module == Color::Dark);
    squares(side, dark.map(|(at, _)| (at % side, at / side)))
}

/// A GS1 DataMatrix: its first code word is FNC1.
pub(crate) fn data_matrix(text: &str) -> Picture {
    let code = DataMatrix::encode_gs1(text.as_bytes(), SymbolList::default().enforce_square()).unwrap();
    let bitmap = code.bitmap();
    squares(bitmap.width(), bitmap.pixels())
}

/// Dark squares on white in the middle of a grey picture.
fn squares(side: usize, dark: impl Iterator<Item = (usize, usize)>) -> Picture {
    let wide = 7;
    let (left, top) = ((640 - side * wide) / 2, (480 - side * wide) / 2);
    let mut picture = Picture::new(640, 480);
    picture.fill((left - 28, top - 28), (side * wide + 56, side * wide + 56), 245);
    for (x, y) in dark {
        picture.fill((left + x * wide, top + y * wide), (wide, wide), 15);
    }
    picture
}
