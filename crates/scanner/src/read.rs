//! One look at one picture, with the readers of rxing that a shop needs. The others would only be larger and find codes that are none.

use crate::luma::Luma;
use rxing::{
    BarcodeFormat, BinaryBitmap, DecodeHints, Luma8Source, RXingResult, Reader,
    common::HybridBinarizer,
    datamatrix::DataMatrixReader,
    oned::{Code128Reader, MultiFormatUPCEANReader},
    qrcode::cpp_port::QrReader,
};

/// What kind of code a text was in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// EAN-8, EAN-13 or UPC-A: digits with a check digit.
    Ean,
    /// UPC-E: eight digits that stand for twelve.
    UpcE,
    /// Code 128, also as GS1-128.
    Code128,
    /// QR.
    Qr,
    /// Data Matrix, also as GS1 DataMatrix.
    DataMatrix,
}

impl Kind {
    /// The word the page uses, as the Shape Detection API spells it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Ean => "ean",
            Self::UpcE => "upc_e",
            Self::Code128 => "code_128",
            Self::Qr => "qr_code",
            Self::DataMatrix => "data_matrix",
        }
    }

    /// Whether its own error correction vouches for it. The check digit of the others lets one misread picture in ten through.
    #[must_use]
    pub fn is_sure(self) -> bool {
        matches!(self, Self::Qr | Self::DataMatrix)
    }
}

/// What was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// In which kind of code.
    pub kind: Kind,
    /// The text in it.
    pub text: String,
}

/// Reads the code in a picture. `careful` takes several times as long: it looks at more lines and turns the picture.
pub(crate) fn read(luma: &Luma, careful: bool) -> Option<Code> {
    let hints = hints(careful);
    let mut picture = bitmap(luma)?;
    // Each reader leaves the picture as it is, so they share one.
    let mut ean = MultiFormatUPCEANReader::new(&hints);
    let found = ean.decode_with_hints(&mut picture, &hints).ok();
    let found = found.or_else(|| QrReader.decode_with_hints(&mut picture, &hints).ok());
    let found = found.or_else(|| Code128Reader.decode_with_hints(&mut picture, &hints).ok());
    let found = found.or_else(|| {
        // Without a frame around it, a Data Matrix is looked for in every corner: only when there is time.
        careful.then(|| DataMatrixReader.decode_with_hints(&mut picture, &hints).ok()).flatten()
    });
    code(&found?)
}

/// Reads a barcode with care, in a picture that something was done to for that.
pub(crate) fn read_bars(luma: &Luma) -> Option<Code> {
    let hints = hints(true);
    let mut picture = bitmap(luma)?;
    let found = MultiFormatUPCEANReader::new(&hints).decode_with_hints(&mut picture, &hints).ok();
    code(&found.or_else(|| Code128Reader.decode_with_hints(&mut picture, &hints).ok())?)
}

fn hints(careful: bool) -> DecodeHints {
    DecodeHints { TryHarder: careful.then_some(true), AlsoInverted: None, ..DecodeHints::default() }
}

fn bitmap(luma: &Luma) -> Option<BinaryBitmap<HybridBinarizer<Luma8Source<'_>>>> {
    let (width, height) = (u32::try_from(luma.width).ok()?, u32::try_from(luma.height).ok()?);
    let source = Luma8Source::new_with_slice(&luma.bytes, width, height).ok()?;
    Some(BinaryBitmap::new(HybridBinarizer::new(source)))
}

fn code(found: &RXingResult) -> Option<Code> {
    let kind = match found.getBarcodeFormat() {
        BarcodeFormat::EAN_8 | BarcodeFormat::EAN_13 | BarcodeFormat::UPC_A => Kind::Ean,
        BarcodeFormat::UPC_E => Kind::UpcE,
        BarcodeFormat::CODE_128 => Kind::Code128,
        BarcodeFormat::QR_CODE => Kind::Qr,
        BarcodeFormat::DATA_MATRIX => Kind::DataMatrix,
        _ => return None,
    };
    Some(Code { kind, text: found.getText().to_owned() })
}
