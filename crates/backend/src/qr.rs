//! QR codes as small SVG: one path, dark on transparent, in the colour of the text around it.

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};

use crate::error::Error;

/// Light modules around the code, without which cameras do not find it (ISO/IEC 18004, 9.1).
const QUIET: usize = 4;

/// The code of a text. It has no label: whoever shows it says what it is.
///
/// # Errors
/// When the text is too long for any code.
pub fn svg(text: &str) -> Result<String, Error> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(Error::internal)?;
    let width = code.width();
    let (colors, side) = (code.to_colors(), width + 2 * QUIET);
    let mut path = String::new();
    for (y, row) in colors.chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run[0] == Color::Dark {
                // One bar for neighbours: about half the bytes of single squares.
                write!(path, "M{} {}h{}v1h-{}z", x + QUIET, y + QUIET, run.len(), run.len())
                    .map_err(Error::internal)?;
            }
            x += run.len();
        }
    }
    Ok(format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges"><path fill="currentColor" d="{path}"/></svg>"#
    ))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_code_is_one_path_in_the_colour_of_the_text() {
        let svg = super::svg(
            "P1.WyJPTi03RjNLOTJRRCIsMCwiYmVybGluLW1pdHRlIiwxNzY0MDAwMDAwXQ.abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ",
        )
        .unwrap();
        assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>"));
        assert_eq!((svg.matches("<path").count(), svg.matches("currentColor").count()), (1, 1));
        // The finder pattern in the upper left corner begins with seven dark modules.
        assert!(svg.contains("M4 4h7v1h-7z"));
        assert!(svg.len() < 24_000, "{} bytes", svg.len());
    }
}
