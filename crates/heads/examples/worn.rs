//! Draws every head with a few looks on, side by side, to be judged by eye: `cargo run --release -p heads --example worn -- sheet.png`.

use heads::{HEIGHT, PEOPLE, WIDTH};
use makeup::face::Engine;
use makeup::paint::{Look, Scratch, paint};
use makeup::{Frame, FrameMut};
use std::path::Path;

#[path = "../../makeup/tests/paint/looks.rs"]
mod looks;

const WORN: [&str; 4] = ["bare", "matte", "day", "evening"];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let to = std::env::args().nth(1).ok_or("which file?")?;
    let network = |name: &str| std::fs::read(root.join(".tools/networks").join(name));
    let mut engine =
        Engine::new(&network("face_detection_short_range.tflite")?, &network("face_landmark_with_attention.tflite")?)?;
    // The face without shoulders, half as large.
    let (left, top, side) = (180, 180, 600);
    let cell = side / 2;
    let mut sheet = image::RgbaImage::new((cell * PEOPLE.len()) as u32, (cell * WORN.len()) as u32);
    for (column, person) in PEOPLE.iter().enumerate() {
        let picture = image::open(root.join("demo/models").join(format!("{}.webp", person.name)))?.to_rgba8();
        engine.forget();
        let face = engine.look(&Frame::new(WIDTH, HEIGHT, picture.as_raw())?).face.ok_or("no face")?.clone();
        for (row, name) in WORN.iter().enumerate() {
            let look = looks::LOOKS.iter().find(|(look, _)| look == name).map_or("", |(_, look)| look);
            let mut worn = picture.clone();
            let mut frame = FrameMut::new(WIDTH, HEIGHT, &mut worn)?;
            paint(&mut frame, &face, &look.parse::<Look>()?, &mut Scratch::default());
            let part = image::imageops::crop_imm(&worn, left, top, side as u32, side as u32).to_image();
            let part = image::imageops::thumbnail(&part, cell as u32, cell as u32);
            image::imageops::replace(&mut sheet, &part, (column * cell) as i64, (row * cell) as i64);
        }
    }
    sheet.save(to)?;
    Ok(())
}
