//! QR codes: as small SVG in the colour of the text around it, and as text for a terminal.

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode, render::unicode::Dense1x2};

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

/// The code of a text in half blocks, light ones drawn: right for a terminal with dark ground, and most cameras take the opposite too.
///
/// # Errors
/// When the text is too long for any code.
pub fn for_terminal(text: &str) -> Result<String, Error> {
    let code = QrCode::with_error_correction_level(text, EcLevel::L).map_err(Error::internal)?;
    Ok(code.render::<Dense1x2>().dark_color(Dense1x2::Light).light_color(Dense1x2::Dark).quiet_zone(true).build())
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_code_for_a_terminal_is_half_as_high_as_wide() {
        let code = super::for_terminal("https://192.168.1.7:8443").unwrap();
        let lines: Vec<Vec<char>> = code.lines().map(|line| line.chars().collect()).collect();
        // Version 2 has 25 modules, and four of quiet on each side.
        assert_eq!(lines.iter().map(Vec::len).collect::<Vec<_>>(), [33; 17]);
        assert!(lines[0].iter().all(|it| *it == '█'), "the quiet zone is light");
        assert_eq!(lines[2][4..11].iter().collect::<String>(), " ▄▄▄▄▄ ", "the finder pattern is dark around light");
    }

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
