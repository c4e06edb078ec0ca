//! Bags that are looked at live: how soon another connection hears of a change, and what ten thousand open streams cost.

use std::{
    collections::HashMap,
    io,
    net::{IpAddr, Ipv4Addr},
    time::{Duration, Instant},
};

use api::cart;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::{sync::oneshot, time::MissedTickBehavior};

use crate::{
    connection::{Connection, Events},
    load::{micros, quantile_ms},
    server::Server,
    shop,
    traffic::Operation,
};

/// Bags that change, each looked at by one other connection.
const BAGS: usize = 50;
const WARM_UP: u32 = 250;
pub(crate) const PER_SECOND: u32 = 500;
pub(crate) const STREAMS: usize = 10_000;
/// The server allows one address some hundred new sessions at once.
const OF_ONE_ADDRESS: usize = 200;
/// Streams that are being opened at once.
const OPENING: usize = 50;
const SETTLING: Duration = Duration::from_secs(3);

/// From the request that changes a bag to the event at another connection.
#[derive(Debug)]
pub(crate) struct Lag {
    pub(crate) p50_ms: f64,
    pub(crate) p99_ms: f64,
}

/// A shopper whose bag changes on one connection and is followed on another.
struct Pair {
    pusher: Connection,
    actor: String,
    n: u64,
    seq: u64,
    /// When which number of the bag was asked for.
    asked: HashMap<u64, Instant>,
    heard: tokio::task::JoinHandle<io::Result<Vec<(u64, Instant)>>>,
    stop: oneshot::Sender<()>,
}

impl Pair {
    /// `place` counts the addresses and bags used so far, so that no limit of the server is met.
    async fn open(server: &Server, place: usize) -> io::Result<Self> {
        let mut pusher = Connection::open_from(Some(source(place)), server.address()).await?;
        let actor = format!("live-{place}");
        let seq = operation(&actor, 1, 0).push(&mut pusher).await?.seq;
        let mut follower = Connection::open_from(Some(source(place)), server.address()).await?;
        follower.become_another(pusher.cookie().to_owned());
        let mut events = follower.follow(cart::EVENTS).await?;
        events.next().await?;
        let (stop, stopped) = oneshot::channel();
        let heard = tokio::spawn(listen(events, stopped));
        Ok(Self { pusher, actor, n: 1, seq, asked: HashMap::new(), heard, stop })
    }

    async fn push(&mut self) -> io::Result<()> {
        self.n += 1;
        let asked = Instant::now();
        self.seq = operation(&self.actor, self.n, self.seq).push(&mut self.pusher).await?.seq;
        self.asked.insert(self.seq, asked);
        Ok(())
    }

    /// How long each change took to be heard of.
    async fn lags(self) -> io::Result<Vec<u32>> {
        // Nobody listens only when the stream has failed, which the task says itself.
        let _ = self.stop.send(());
        let heard = self.heard.await.map_err(io::Error::other)??;
        if heard.len() != self.asked.len() {
            return Err(io::Error::other(format!("{} changes, {} events", self.asked.len(), heard.len())));
        }
        Ok(heard.iter().filter_map(|(seq, at)| Some(micros(*at - *self.asked.get(seq)?))).collect())
    }
}

fn operation(actor: &str, n: u64, seq: u64) -> Operation<'_> {
    Operation { actor, n, seq, sku: "SKU-0001-0", quantity: 1 + n % 9 }
}

async fn listen(mut events: Events, mut stopped: oneshot::Receiver<()>) -> io::Result<Vec<(u64, Instant)>> {
    let mut heard = Vec::new();
    loop {
        tokio::select! {
            biased;
            seq = events.next() => heard.push((seq?, Instant::now())),
            _ = &mut stopped => return Ok(heard),
        }
    }
}

/// Changes bags evenly at [`PER_SECOND`], whether or not answers are late.
pub(crate) async fn lag(server: &Server, lasting: Duration, first_place: usize) -> io::Result<Lag> {
    let mut pairs = Vec::new();
    for place in 0..BAGS {
        pairs.push(Some(Pair::open(server, first_place + place).await?));
    }
    let changes = WARM_UP + (lasting.as_secs_f64() * f64::from(PER_SECOND)) as u32;
    let mut clock = tokio::time::interval(Duration::from_secs(1) / PER_SECOND);
    clock.set_missed_tick_behavior(MissedTickBehavior::Burst);
    let mut pushes: Vec<Option<tokio::task::JoinHandle<io::Result<Pair>>>> = (0..BAGS).map(|_| None).collect();
    for change in 0..changes {
        clock.tick().await;
        let place = change as usize % BAGS;
        if let Some(earlier) = pushes[place].take() {
            pairs[place] = Some(earlier.await.map_err(io::Error::other)??);
        }
        if let Some(mut pair) = pairs[place].take() {
            pushes[place] = Some(tokio::spawn(async move {
                pair.push().await?;
                Ok(pair)
            }));
        }
    }
    for (pair, push) in pairs.iter_mut().zip(pushes) {
        if let Some(push) = push {
            *pair = Some(push.await.map_err(io::Error::other)??);
        }
    }
    // The last events are on their way.
    tokio::time::sleep(Duration::from_millis(200)).await;
    let mut all = Vec::new();
    for pair in pairs.into_iter().flatten() {
        let lags = pair.lags().await?;
        all.extend(lags.into_iter().skip(WARM_UP as usize / BAGS));
    }
    all.sort_unstable();
    Ok(Lag { p50_ms: quantile_ms(&all, 0.5), p99_ms: quantile_ms(&all, 0.99) })
}

/// Ten thousand bags, each followed by one connection.
#[derive(Debug)]
pub(crate) struct Crowd {
    /// What one of them costs the server, with the memory of its bag, in kB of 1,000 bytes.
    pub(crate) kb_each: f64,
    pub(crate) opened_per_second: f64,
    streams: Vec<Events>,
}

impl Crowd {
    /// Opens them and waits until each has its bag.
    pub(crate) async fn gather(server: &Server) -> io::Result<Self> {
        raise_file_limit()?;
        let cookies = make_bags(server).await?;
        tokio::time::sleep(SETTLING).await;
        let before = server.resident_mib()?;
        let started = Instant::now();
        let mut streams = Vec::with_capacity(STREAMS);
        for group in cookies.chunks(OPENING) {
            let opened = group.iter().cloned().enumerate().map(|(turn, cookie)| {
                let (place, address) = (streams.len() + turn, server.address());
                tokio::spawn(async move {
                    let mut connection = Connection::open_from(Some(source(place)), address).await?;
                    connection.become_another(cookie);
                    let mut events = connection.follow(cart::EVENTS).await?;
                    events.next().await?;
                    Ok::<_, io::Error>(events)
                })
            });
            for events in opened.collect::<Vec<_>>() {
                streams.push(events.await.map_err(io::Error::other)??);
            }
        }
        let opened_per_second = STREAMS as f64 / started.elapsed().as_secs_f64();
        tokio::time::sleep(SETTLING).await;
        let kb_each = (server.resident_mib()? - before) * 1_048_576.0 / 1_000.0 / STREAMS as f64;
        Ok(Self { kb_each, opened_per_second, streams })
    }

    pub(crate) fn len(&self) -> usize {
        self.streams.len()
    }
}

/// Gives every cookie a bag with something in it, over few connections.
async fn make_bags(server: &Server) -> io::Result<Vec<String>> {
    let makers = (0..STREAMS.div_ceil(OF_ONE_ADDRESS)).map(|maker| {
        let (address, source) = (server.address(), source(maker * OF_ONE_ADDRESS));
        tokio::spawn(async move {
            let mut connection = Connection::open_from(Some(source), address).await?;
            let mut cookies = Vec::new();
            for n in 0..OF_ONE_ADDRESS {
                let (actor, sku) = (format!("crowd-{maker}-{n}"), shop::sku(n as u64));
                Operation { actor: &actor, n: 1, seq: 0, sku: &sku, quantity: 1 }.push(&mut connection).await?;
                cookies.push(connection.become_another(String::new()));
            }
            Ok::<_, io::Error>(cookies)
        })
    });
    let mut all = Vec::new();
    for cookies in makers.collect::<Vec<_>>() {
        all.append(&mut cookies.await.map_err(io::Error::other)??);
    }
    all.truncate(STREAMS);
    Ok(all)
}

/// A loopback address for the shopper at this place.
fn source(place: usize) -> IpAddr {
    let of_all = u8::try_from(place / OF_ONE_ADDRESS % 250).unwrap_or_default();
    IpAddr::V4(Ipv4Addr::new(127, 0, 1, 1 + of_all))
}

fn raise_file_limit() -> io::Result<()> {
    let limit = getrlimit(Resource::Nofile);
    setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, maximum: limit.maximum })?;
    Ok(())
}
