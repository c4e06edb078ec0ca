//! How long a plan takes: `cargo bench -p domain --bench plan`.
//!
//! A bag of twenty lines over a thousand places, in shops of several kinds. Prints Markdown on standard output.
//! Chance is a small generator of its own with a fixed seed, so that every run plans the same bags.

use domain::cart::Receive;
use domain::checkout::{Given, Offers, Place, Sends, Wanted, Weights, plan};
use domain::geo::Position;
use domain::id::{LocationCode, Sku};
use domain::money::{Currency, Money};
use jiff::Timestamp;
use std::hint::black_box;
use std::io::{self, Write as _};
use std::time::{Duration, Instant};

const LINES: usize = 20;
const PLACES: usize = 1_000;
const ROUNDS: usize = 200;

/// One kind of shop: how likely each piece is at the warehouse and at a store, in hundredths.
struct Shop {
    name: &'static str,
    warehouse: u64,
    store: u64,
    /// How many different moments parcels of stores arrive at.
    moments: u64,
}

const SHOPS: [Shop; 4] = [
    Shop { name: "the warehouse has everything", warehouse: 100, store: 60, moments: 8 },
    Shop { name: "the warehouse lacks a fifth", warehouse: 80, store: 60, moments: 8 },
    Shop { name: "no warehouse, stores have half of it", warehouse: 0, store: 50, moments: 8 },
    Shop { name: "no warehouse, stores have a tenth of it", warehouse: 0, store: 10, moments: 8 },
];

fn main() -> io::Result<()> {
    let out = &mut io::stdout();
    writeln!(out, "| plan of {LINES} lines over {PLACES} places | p50 ms | p99 ms | parcels | proven best |")?;
    writeln!(out, "|---|---:|---:|---:|---:|")?;
    for shop in &SHOPS {
        let mut chance = Chance(7);
        let (mut times, mut parcels, mut exact) = (Vec::new(), 0, 0);
        for _ in 0..ROUNDS {
            let bag = Bag::of(shop, &mut chance);
            let given = Given { wanted: &bag.wanted, places: &bag.places, near: None, weights: Weights::default() };
            let begin = Instant::now();
            let plan = black_box(plan(&given, |sku, place| bag.stock(sku, place)));
            times.push(begin.elapsed());
            parcels += plan.groups.len();
            exact += usize::from(plan.exact);
        }
        times.sort_unstable();
        let ms = |time: Duration| time.as_secs_f64() * 1_000.0;
        let (middle, late) = (ms(times[ROUNDS / 2]), ms(times[ROUNDS * 99 / 100]));
        let (many, proven) = (parcels as f64 / ROUNDS as f64, exact * 100 / ROUNDS);
        writeln!(out, "| {} | {middle:.2} | {late:.2} | {many:.1} | {proven} % |", shop.name)?;
    }
    Ok(())
}

struct Bag {
    wanted: Vec<Wanted>,
    places: Vec<Place>,
    stock: Vec<i64>,
}

impl Bag {
    fn of(shop: &Shop, chance: &mut Chance) -> Self {
        let wanted = (0..LINES).map(|line| {
            let price = Money::new(1_999, Currency::Eur);
            Wanted::plain(
                Sku::parse(format!("V{line}")).expect("valid"),
                1 + chance.below(2) as u32,
                Receive::Ship,
                price,
            )
        });
        let wanted = wanted.collect();
        let at = |hours: u64| Timestamp::from_second(1_767_225_600 + hours as i64 * 3_600).expect("2026");
        let places = (0..PLACES).map(|place| Place {
            code: LocationCode::parse(format!("p{place}")).expect("valid"),
            position: Position::new(48.0 + chance.below(600) as f64 / 100.0, 7.0 + chance.below(700) as f64 / 100.0)
                .expect("on the globe"),
            offers: Offers { pickup: true, ..Offers::default() },
            ready: Some(at(chance.below(9))),
            sends: Some(Sends {
                arrives: (at(24), at(48 + 12 * chance.below(shop.moments))),
                cost_minor: 400 + chance.below(4) as i64 * 50,
            }),
            incoming: Vec::new(),
        });
        let places = places.collect();
        let stock = (0..PLACES * LINES).map(|index| {
            let likely = if index < LINES { shop.warehouse } else { shop.store };
            // A warehouse is never short of what it has.
            let most = if index < LINES { 1_000 } else { 4 };
            if chance.below(100) < likely { 2 + chance.below(most) as i64 } else { 0 }
        });
        Self { wanted, places, stock: stock.collect() }
    }

    fn stock(&self, sku: &Sku, place: &LocationCode) -> i64 {
        let index = |text: &str| text[1..].parse::<usize>().expect("a letter and a number");
        self.stock[index(place.as_str()) * LINES + index(sku.as_str())]
    }
}

/// Marsaglia's xorshift: enough chance for a measurement, and no dependency.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}
