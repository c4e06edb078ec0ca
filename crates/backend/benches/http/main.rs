//! How fast the real server answers: `cargo bench -p backend --bench http`.
//!
//! Starts `vitrine serve` on a throw-away database with 1,000 products × 3 variants × 40 stores, then on one with 1,000 stores, and asks it
//! from this process, on the same machine. Prints Markdown on standard output and what it is doing on standard error.
//! `VITRINE_BENCH_SECONDS` says how long each figure is measured (default 5); `-- near` measures only what is near a point,
//! `-- live` only live bags.

mod connection;
mod live;
mod load;
mod reserve;
mod sale;
mod server;
mod shop;
mod traffic;

use std::{
    io::{self, Write as _},
    time::Duration,
};

use live::{Crowd, Lag};
use load::{Figures, Traffic};
use sale::Sale;
use server::Server;

const CONNECTIONS: [usize; 3] = [1, 16, 64];
const STARTS: usize = 7;

fn main() -> io::Result<()> {
    let seconds = std::env::var("VITRINE_BENCH_SECONDS").ok().and_then(|it| it.parse().ok()).unwrap_or(5.0);
    let lasting = Duration::from_secs_f64(seconds);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let out = &mut io::stdout();
    let asked = |part: &str| std::env::args().any(|word| word == part);
    if asked("near") {
        return near(&runtime, lasting, out);
    }
    let shop = shop::make(shop::DEEP)?;
    if asked("live") {
        let server = Server::start(shop.path())?;
        server.first_answer()?;
        return runtime.block_on(live_bags(&server, lasting, out));
    }

    say("starting the shop several times");
    let mut starts = (0..STARTS).map(|_| Server::start(shop.path())?.first_answer()).collect::<io::Result<Vec<_>>>()?;
    starts.sort();

    let server = Server::start(shop.path())?;
    server.first_answer()?;
    std::thread::sleep(Duration::from_secs(2));
    let idle = server.resident_mib()?;
    writeln!(out, "| what | connections | answers per second | p50 ms | p99 ms | memory MiB |")?;
    writeln!(out, "|---|---:|---:|---:|---:|---:|")?;
    let (mut most, mut durable) = (idle, String::new());
    for traffic in [Traffic::Listing, Traffic::Product, Traffic::Bag] {
        for connections in CONNECTIONS {
            say(&format!("{}, {connections} connections", traffic.name()));
            let figures = runtime.block_on(load::measure(&server, traffic, connections, lasting))?;
            most = most.max(figures.memory_mib);
            if (traffic, connections) == (Traffic::Bag, 16) {
                durable = format!("{:.0}/s, p99 {:.1} ms", figures.per_second, figures.p99_ms);
            }
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
    writeln!(out, "| resident memory, most under load | {most:.0} MiB |")?;
    writeln!(out)?;
    writeln!(out, "| buying, 16 connections | goal | per second | p50 ms | p99 ms |")?;
    writeln!(out, "|---|---|---:|---:|---:|")?;
    say("reservations of one variant");
    let hot = shop::make_hot()?;
    let it = reserve::measure(hot.path())?;
    writeln!(
        out,
        "| reservations of one variant, 16 at once, none beyond its {} pieces | ≥ 2,000/s | {:.0} | {:.2} | {:.2} |",
        shop::HOT_PIECES,
        it.per_second,
        it.p50_ms,
        it.p99_ms
    )?;
    for (sale, name, goal) in [
        (Sale::HotHold, "checkouts begun and left, all for one variant: bag read, planned, held, answered", ""),
        (Sale::Checkout, "whole checkouts: bag, hold, order, authorised card", ""),
    ] {
        say(name);
        let figures = runtime.block_on(sale::measure(&server, sale, 16, lasting))?;
        let Figures { per_second, p50_ms, p99_ms, .. } = figures;
        writeln!(out, "| {name} | {goal} | {per_second:.0} | {p50_ms:.2} | {p99_ms:.2} |")?;
    }
    writeln!(out)?;
    writeln!(out, "| live bags | goal | figure |")?;
    writeln!(out, "|---|---|---|")?;
    writeln!(out, "| durable bag changes, 16 connections | ≥ 3,000/s, p99 ≤ 10 ms | {durable} |")?;
    // A fresh server, so that nothing of the load before counts as memory of a connection.
    drop(server);
    let server = Server::start(shop.path())?;
    server.first_answer()?;
    runtime.block_on(live_bags(&server, lasting, out))?;
    drop(server);
    near(&runtime, lasting, out)
}

/// Stock around a point in a shop with a thousand stores.
fn near(runtime: &tokio::runtime::Runtime, lasting: Duration, out: &mut io::Stdout) -> io::Result<()> {
    let shop = shop::make(shop::WIDE)?;
    let server = Server::start(shop.path())?;
    server.first_answer()?;
    writeln!(out)?;
    writeln!(out, "| stock near a point | connections | goal | answers per second | p50 ms | p99 ms |")?;
    writeln!(out, "|---|---:|---|---:|---:|---:|")?;
    for (traffic, goal) in [(Traffic::Near, "p99 ≤ 5 ms"), (Traffic::NearBag, "")] {
        for connections in [1, 16] {
            say(&format!("{}, {connections} connections", traffic.name()));
            let it = runtime.block_on(load::measure(&server, traffic, connections, lasting))?;
            let (name, per_second) = (traffic.name(), it.per_second);
            writeln!(
                out,
                "| {name} | {connections} | {goal} | {per_second:.0} | {:.2} | {:.2} |",
                it.p50_ms, it.p99_ms
            )?;
        }
    }
    Ok(())
}

async fn live_bags(server: &Server, lasting: Duration, out: &mut io::Stdout) -> io::Result<()> {
    let rate = live::PER_SECOND;
    let row = |out: &mut io::Stdout, what: &str, goal: &str, lag: Lag| {
        writeln!(out, "| {what} | {goal} | p50 {:.2} ms, p99 {:.2} ms |", lag.p50_ms, lag.p99_ms)
    };
    say(&format!("request in → event out, {rate} changes a second"));
    let lag = live::lag(server, lasting, 0).await?;
    row(out, &format!("request in → event out, {rate} changes a second"), "p50 ≤ 1 ms, p99 ≤ 5 ms", lag)?;
    say(&format!("{} open streams", live::STREAMS));
    let crowd = Crowd::gather(server).await?;
    let (count, each, speed) = (crowd.len(), crowd.kb_each, crowd.opened_per_second);
    writeln!(out, "| {count} open event streams, resident memory of each | ≤ 40 kB | {each:.1} kB |")?;
    writeln!(out, "| the same, opened | | {speed:.0}/s |")?;
    let lag = live::lag(server, lasting, live::STREAMS).await?;
    row(out, &format!("request in → event out, {rate} changes a second, beside those streams"), "", lag)
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
