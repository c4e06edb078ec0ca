//! Draws every kept look on light, medium and deep skin: `cargo run --release -p makeup --example sheet -- folder`.
//! Writes one strip for each look and all of them as `sheet.png`, to be judged by eye.

#[path = "../tests/paint/faces.rs"]
mod faces;
#[path = "../tests/paint/looks.rs"]
mod looks;

use faces::{Picture, TONES, write};
use std::path::PathBuf;

fn main() {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "target".to_owned()));
    let pictures = TONES.map(|(_, tone)| Picture::of("close", tone));
    // The face without hair and collar, and for the sheet every second pixel of it.
    let (x, y, width, height) = (90, 110, 440, 360);
    let columns = 4;
    let small = (width / 2, height / 2);
    let (cell, rows) = (small.0 * 3, looks::LOOKS.len().div_ceil(columns));
    let mut sheet = vec![255; cell * columns * small.1 * rows * 3];
    for (at, (name, look)) in looks::LOOKS.iter().enumerate() {
        let mut strip = vec![0; width * 3 * height * 3];
        for (tone, picture) in pictures.iter().enumerate() {
            let worn = picture.with(look);
            let dot = |column, row| {
                let colour = worn.at(x + column, y + row);
                [colour.r, colour.g, colour.b]
            };
            for row in 0..height {
                for column in 0..width {
                    let to = (row * width * 3 + tone * width + column) * 3;
                    strip[to..to + 3].copy_from_slice(&dot(column, row));
                }
            }
            for row in 0..small.1 {
                for column in 0..small.0 {
                    let left = (at % columns) * cell + tone * small.0 + column;
                    let to = ((at / columns * small.1 + row) * cell * columns + left) * 3;
                    sheet[to..to + 3].copy_from_slice(&dot(column * 2, row * 2));
                }
            }
        }
        write(&folder.join(format!("{name}.png")), width * 3, height, &strip);
    }
    write(&folder.join("sheet.png"), cell * columns, small.1 * rows, &sheet);
}
