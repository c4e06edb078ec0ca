//! Many shoppers at once, each asking again as soon as she has her answer.

use std::{
    io,
    time::{Duration, Instant},
};

use crate::{connection::Connection, server::Server, traffic::Shopper};

pub(crate) use crate::traffic::Traffic;

/// Before anything counts.
const WARM_UP: Duration = Duration::from_millis(700);
const SAMPLE_EVERY: Duration = Duration::from_millis(100);

/// What was measured.
#[derive(Debug)]
pub(crate) struct Figures {
    pub(crate) per_second: f64,
    pub(crate) p50_ms: f64,
    pub(crate) p99_ms: f64,
    /// The most the server held while it was asked.
    pub(crate) memory_mib: f64,
}

/// Asks over so many connections for so long.
pub(crate) async fn measure(
    server: &Server,
    traffic: Traffic,
    connections: usize,
    lasting: Duration,
) -> io::Result<Figures> {
    let begin = Instant::now() + WARM_UP;
    let end = begin + lasting;
    let mut tasks = Vec::new();
    for place in 0..connections {
        let shopper = Shopper::new(Connection::open(server.address()).await?, place);
        tasks.push(tokio::spawn(ask_until(shopper, traffic, begin, end)));
    }
    let mut memory_mib: f64 = 0.0;
    while Instant::now() < end {
        tokio::time::sleep(SAMPLE_EVERY).await;
        memory_mib = memory_mib.max(server.resident_mib()?);
    }
    let mut micros = Vec::new();
    for task in tasks {
        micros.append(&mut task.await.map_err(io::Error::other)??);
    }
    let per_second = micros.len() as f64 / lasting.as_secs_f64();
    micros.sort_unstable();
    Ok(Figures { per_second, p50_ms: quantile_ms(&micros, 0.5), p99_ms: quantile_ms(&micros, 0.99), memory_mib })
}

/// The figure that this share of the sorted ones do not exceed.
pub(crate) fn quantile_ms(sorted_micros: &[u32], share: f64) -> f64 {
    let place = ((sorted_micros.len() as f64 - 1.0) * share).max(0.0) as usize;
    sorted_micros.get(place).map_or(f64::NAN, |micros| f64::from(*micros) / 1_000.0)
}

pub(crate) fn micros(duration: Duration) -> u32 {
    u32::try_from(duration.as_micros()).unwrap_or(u32::MAX)
}

/// Microseconds of each answer that came between `begin` and `end`.
async fn ask_until(mut shopper: Shopper, traffic: Traffic, begin: Instant, end: Instant) -> io::Result<Vec<u32>> {
    let mut micros = Vec::new();
    loop {
        let asked = Instant::now();
        if asked >= end {
            return Ok(micros);
        }
        shopper.ask(traffic).await?;
        let answered = Instant::now();
        if answered >= begin && answered < end {
            micros.push(self::micros(answered - asked));
        }
    }
}
