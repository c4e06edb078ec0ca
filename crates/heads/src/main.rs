//! Draws the heads: `cargo run --release -p heads -- demo/models`, with names behind it only those.
//! `--png` writes them without loss, `--small` at a third of the size, `--sheet` all of them side by side as `sheet.png`, too.

use heads::{HEIGHT, PEOPLE, WIDTH, portrait};
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let (flags, words): (Vec<_>, Vec<_>) = words.into_iter().partition(|word| word.starts_with("--"));
    let has = |name: &str| flags.iter().any(|flag| flag == name);
    let folder = PathBuf::from(words.first().ok_or("which folder?")?);
    std::fs::create_dir_all(&folder)?;
    let smaller = if has("--small") { 3 } else { 1 };
    let (width, height) = ((WIDTH / smaller) as u32, (HEIGHT / smaller) as u32);
    let mut drawn_all = Vec::new();
    for person in PEOPLE.iter().filter(|person| words.len() < 2 || words[1..].iter().any(|name| name == person.name)) {
        let drawn = portrait(person, smaller);
        if has("--png") {
            image::save_buffer(
                folder.join(format!("{}.png", person.name)),
                &drawn,
                width,
                height,
                image::ColorType::Rgb8,
            )?;
        } else {
            std::fs::write(folder.join(format!("{}.webp", person.name)), heads::encode(&drawn, width, height))?;
        }
        drawn_all.push(drawn);
    }
    if has("--sheet") {
        let columns = drawn_all.len().min(4);
        let mut sheet = image::RgbImage::new(width * columns as u32, height * drawn_all.len().div_ceil(columns) as u32);
        for (at, rgb) in drawn_all.into_iter().enumerate() {
            let one = image::RgbImage::from_raw(width, height, rgb).ok_or("a picture without its pixels")?;
            let (x, y) = ((at % columns) as u32 * width, (at / columns) as u32 * height);
            image::imageops::replace(&mut sheet, &one, x.into(), y.into());
        }
        sheet.save(folder.join("sheet.png"))?;
    }
    Ok(())
}
