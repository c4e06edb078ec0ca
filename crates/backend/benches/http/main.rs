//! How fast the real server answers: `cargo bench -p backend --bench http`.
//!
//! Starts `vitrine serve` on a throw-away database with 1,000 products × 3 variants × 40 stores and asks it over keep-alive connections
//! from this process, on the same machine. Prints Markdown on standard output and what it is doing on standard error.
//! `VITRINE_BENCH_SECONDS` says how long each figure is measured (default 5).

mod connection;
mod load;
mod server;
mod shop;
mod traffic;

use std::{
    io::{self, Write as _},
    time::Duration,
};

use load::{Figures, Traffic};
use server::Server;

const CONNECTIONS: [usize; 3] = [1, 16, 64];
const STARTS: usize = 7;

fn main() -> io::Result<()> {
    let seconds = std::env::var("VITRINE_BENCH_SECONDS").ok().and_then(|it| it.parse().ok()).unwrap_or(5.0);
    let lasting = Duration::from_secs_f64(seconds);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let shop = shop::make()?;
    let out = &mut io::stdout();

    say("starting the shop several times");
    let mut starts = (0..STARTS).map(|_| Server::start(shop.path())?.first_answer()).collect::<io::Result<Vec<_>>>()?;
    starts.sort();

    let server = Server::start(shop.path())?;
    server.first_answer()?;
    std::thread::sleep(Duration::from_secs(2));
    let idle = server.resident_mib()?;
    writeln!(out, "| what | connections | answers per second | p50 ms | p99 ms | memory MiB |")?;
    writeln!(out, "|---|---:|---:|---:|---:|---:|")?;
    let mut most = idle;
    for traffic in [Traffic::Listing, Traffic::Product, Traffic::Bag] {
        for connections in CONNECTIONS {
            say(&format!("{}, {connections} connections", traffic.name()));
            let figures = runtime.block_on(load::measure(&server, traffic, connections, lasting))?;
            most = most.max(figures.memory_mib);
            writeln!(out, "{}", row(traffic, connections, &figures))?;
        }
    }
    writeln!(out)?;
    writeln!(out, "| what | figure |")?;
    writeln!(out, "|---|---:|")?;
    let ms = |start: Duration| start.as_secs_f64() * 1_000.0;
    writeln!(
        out,
        "| start of the process to the first list answered, median of {STARTS} | {:.0} ms |",
        ms(starts[STARTS / 2])
    )?;
    writeln!(out, "| the same, slowest | {:.0} ms |", ms(starts[STARTS - 1]))?;
    writeln!(out, "| resident memory, idle | {idle:.0} MiB |")?;
    writeln!(out, "| resident memory, most under load | {most:.0} MiB |")
}

fn row(traffic: Traffic, connections: usize, figures: &Figures) -> String {
    let Figures { per_second, p50_ms, p99_ms, memory_mib } = figures;
    format!("| {} | {connections} | {per_second:.0} | {p50_ms:.2} | {p99_ms:.2} | {memory_mib:.0} |", traffic.name())
}

/// Says what is being done.
fn say(words: &str) {
    // Nobody may be listening, which changes no figure.
    let _ = writeln!(io::stderr(), "bench: {words}");
}
