//! How long painting takes: `cargo bench -p makeup --bench paint`. Prints Markdown.

#[allow(dead_code)]
#[path = "../tests/paint/faces.rs"]
mod faces;
#[path = "../tests/paint/looks.rs"]
mod looks;

use faces::Picture;
use makeup::FrameMut;
use makeup::paint::{Look, Scratch, paint};
use std::io::{self, Write as _};
use std::time::Instant;

const ROUNDS: usize = 60;

fn main() -> io::Result<()> {
    let out = &mut io::stdout();
    writeln!(out, "| 640x480 | look | p50 ms | p95 ms |\n|---|---|---:|---:|")?;
    for name in ["front", "close"] {
        let bare = Picture::of(name, None);
        for (title, look) in looks::LOOKS {
            let look: Look = look.parse().expect("a kept look can be read");
            let (mut scratch, mut rgba) = (Scratch::default(), bare.rgba.clone());
            let mut times: Vec<f64> = (0..ROUNDS)
                .map(|_| {
                    rgba.copy_from_slice(&bare.rgba);
                    let mut frame = FrameMut::new(bare.width, bare.height, &mut rgba).expect("a whole frame");
                    let start = Instant::now();
                    paint(&mut frame, &bare.face, &look, &mut scratch);
                    start.elapsed().as_secs_f64() * 1e3
                })
                .collect();
            times.sort_by(f64::total_cmp);
            writeln!(out, "| {name} | {title} | {:.2} | {:.2} |", times[ROUNDS / 2], times[ROUNDS * 95 / 100])?;
        }
    }
    Ok(())
}
