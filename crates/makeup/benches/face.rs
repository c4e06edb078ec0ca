//! How long a look at a frame takes: `cargo bench -p makeup --bench face`, after scripts/setup.sh.
//!
//! The test face in 640x480 on one core. Prints Markdown on standard output.

use std::hint::black_box;
use std::io::{self, Write as _};
use std::time::{Duration, Instant};

use fixture::{engine, faces, network};
use makeup::face::{Pose, Smoother};
use makeup::net::Network;

#[path = "../tests/face/fixture.rs"]
#[expect(dead_code, reason = "the tests use more of it")]
mod fixture;

const ROUNDS: usize = 300;

fn main() -> io::Result<()> {
    let out = &mut io::stdout();
    let picture = faces().swap_remove(0).picture;
    let frame = picture.frame();
    let mut engine = engine();
    let (mut smoother, mut at_ms) = (Smoother::default(), 0);
    let face = engine.look(&frame).face.cloned().unwrap_or_else(|| panic!("a face on the test picture"));
    writeln!(out, "| 640x480, one core | best ms | p50 ms | p95 ms |\n|---|---:|---:|---:|")?;
    let mut row = |name: &str, work: &mut dyn FnMut()| {
        let [best, p50, p95] = measure(work);
        writeln!(out, "| {name} | {best:.3} | {p50:.3} | {p95:.3} |")
    };
    row("look at a frame, face known from the frame before", &mut || {
        black_box(engine.look(&frame));
    })?;
    row("look at a frame, face to be found", &mut || {
        engine.forget();
        black_box(engine.look(&frame));
    })?;
    for name in ["face_detection_short_range.tflite", "face_landmark_with_attention.tflite"] {
        let mut network = Network::read(&network(name)).map_err(io::Error::other)?;
        row(&format!("{name} alone"), &mut || network.run())?;
    }
    row("smooth 478 points", &mut || {
        at_ms += 33;
        black_box(smoother.smooth(&face, at_ms));
    })?;
    row("pose", &mut || {
        black_box(Pose::of(&face));
    })?;
    let mesh = network("face_landmark_with_attention.tflite");
    row("read the mesh network", &mut || {
        black_box(Network::read(&mesh).is_ok());
    })
}

/// The best, the median and the 95th percentile, in milliseconds. On a busy machine the best says most.
fn measure(work: &mut dyn FnMut()) -> [f64; 3] {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let started = Instant::now();
            work();
            started.elapsed()
        })
        .collect();
    times.sort_unstable();
    [0, ROUNDS / 2, ROUNDS * 95 / 100].map(|at| times[at].as_secs_f64() * 1000.0)
}
