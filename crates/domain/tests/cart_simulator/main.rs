//! Shoppers, pages, a network and a server that all fail: whatever happens, nobody loses anything and all end with the same bag.
//!
//! A schedule is a list of events drawn from a seed. Messages are lost, repeated, reordered and split; pages and browsers crash with only
//! what was durable; the server dies before it commits or before it answers; bags forget; clocks are wrong; several pages push the same queue; bags are
//! ordered, joined and lost with their cookie. When the schedule is over the network heals and everything is checked, see [`world`].
//!
//! `VITRINE_SCHEDULES` says how many schedules are run (default 20,000), `VITRINE_SEED` which is the first. A failure prints its seed and
//! the shortest list of events that still fails. That the simulator would notice is proved by faults planted between the rules
//! and the world, see [`faults`].

#![allow(unreachable_pub, reason = "nothing outside this program reaches any of it")]
#![allow(clippy::unwrap_used, reason = "a simulation that cannot go on has failed")]

mod chance;
mod faults;
mod oracle;
mod schedule;
mod world;

use faults::Fault;
use schedule::{Event, Kind};
use world::World;

const SCHEDULES: u64 = 20_000;
/// In how many schedules each planted fault must be found.
const FOUND_WITHIN: u64 = 4_000;

fn run(kind: Kind, events: &[Event], fault: Option<Fault>) -> Result<(), String> {
    let mut world = World::new(kind, fault);
    for event in events {
        world.step(event)?;
    }
    world.finish()
}

/// Leaves out events as long as it still fails.
fn shortest(kind: Kind, mut events: Vec<Event>) -> Vec<Event> {
    let mut size = events.len() / 2;
    while size > 0 {
        let length = events.len();
        let mut start = 0;
        while start < events.len() {
            let end = (start + size).min(events.len());
            let fewer: Vec<Event> = events[..start].iter().chain(&events[end..]).cloned().collect();
            if run(kind, &fewer, None).is_err() {
                events = fewer;
            } else {
                start = end;
            }
        }
        if size > 1 || events.len() == length {
            size /= 2;
        }
    }
    events
}

fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|it| it.parse().ok()).unwrap_or(default)
}

#[test]
fn nobody_loses_anything() {
    let first = number("VITRINE_SEED", 1);
    let seeds = first..first + number("VITRINE_SCHEDULES", SCHEDULES);
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    std::thread::scope(|scope| {
        for thread in 0..threads {
            let seeds = seeds.clone().skip(thread).step_by(threads);
            scope.spawn(|| seeds.for_each(try_schedule));
        }
    });
}

fn try_schedule(seed: u64) {
    let (kind, events) = schedule::draw(seed);
    if run(kind, &events, None).is_err() {
        let events = shortest(kind, events);
        let why = run(kind, &events, None).unwrap_err();
        panic!("{why}\nVITRINE_SEED={seed}, {kind:?}, as short as it gets: {events:#?}");
    }
}

#[test]
fn every_planted_fault_is_found() {
    for fault in Fault::ALL {
        let found = (1..=FOUND_WITHIN).find(|seed| {
            let (kind, events) = schedule::draw(*seed);
            run(kind, &events, Some(fault)).is_err()
        });
        assert!(found.is_some(), "{fault:?} was not noticed in {FOUND_WITHIN} schedules");
    }
}
