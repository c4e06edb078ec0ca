//! Bags, places and stock by chance.

use domain::cart::Receive;
use domain::checkout::{Given, NEAR_METRES, Offers, Place, Sends, Wanted, Weights};
use domain::geo::Position;
use domain::id::{LocationCode, Sku};
use domain::money::{Currency, Money};
use jiff::Timestamp;
use proptest::prelude::*;

/// Everything a plan is made of.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) wanted: Vec<Wanted>,
    pub(crate) places: Vec<Place>,
    pub(crate) near: Option<Position>,
    pub(crate) weights: Weights,
    /// By place, then by variant.
    pub(crate) stock: Vec<Vec<i64>>,
}

impl Case {
    pub(crate) fn given(&self) -> Given<'_> {
        Given { wanted: &self.wanted, places: &self.places, near: self.near, weights: self.weights }
    }

    pub(crate) fn stock(&self, sku: &Sku, place: &LocationCode) -> i64 {
        let place: usize = place.as_str()[1..].parse().expect("a letter and a number");
        let variant: usize = sku.as_str()[1..].parse().expect("a letter and a number");
        self.stock.get(place).map_or(0, |row| row[variant])
    }

    /// Where she is, else the first store of the bag that exists.
    fn start(&self) -> Option<Position> {
        let asked = self.wanted.iter().find_map(|it| it.receive.store());
        self.near.or_else(|| self.places.iter().find(|it| Some(&it.code) == asked).map(|it| it.position))
    }

    /// The most lines, in the bag's order, that one store which offers pickup has near where she starts; none without a place to start from.
    pub(crate) fn most_lines_at_one_store(&self) -> usize {
        let count = |place: &Place| {
            let mut left: Vec<i64> = (0..self.stock[0].len()).map(|it| self.stock(&variant(it), &place.code)).collect();
            let mut lines = 0;
            for wanted in &self.wanted {
                let mut after = left.clone();
                for (sku, count) in &wanted.parts {
                    let index: usize = sku.as_str()[1..].parse().expect("a letter and a number");
                    after[index] -= i64::from(*count) * i64::from(wanted.quantity);
                }
                if after.iter().all(|it| *it >= 0) {
                    left = after.iter().map(|it| (*it).max(0)).collect();
                    lines += 1;
                }
            }
            lines
        };
        let Some(start) = self.start() else { return 0 };
        let near = |place: &Place| start.metres_to(place.position) <= NEAR_METRES;
        let offers = |place: &&Place| place.offers.pickup && place.ready.is_some() && near(place);
        self.places.iter().filter(offers).map(count).max().unwrap_or(0)
    }
}

pub(crate) fn variant(index: usize) -> Sku {
    Sku::parse(format!("V{index}")).expect("valid")
}

pub(crate) fn code(index: usize) -> LocationCode {
    LocationCode::parse(format!("p{index}")).expect("valid")
}

/// Up to four lines over up to four places: few enough to try every plan.
pub(crate) fn small_cases() -> impl Strategy<Value = Case> {
    cases(0..5, 1..5, 3, 1..4, 0..4)
}

/// Twenty lines and many places.
pub(crate) fn big_cases() -> impl Strategy<Value = Case> {
    cases(15..21, 50..120, 12, 1..6, 0..5)
}

fn cases(
    lines: std::ops::Range<usize>,
    places: std::ops::Range<usize>,
    variants: usize,
    quantity: std::ops::Range<u32>,
    stock: std::ops::Range<i64>,
) -> impl Strategy<Value = Case> {
    let many = places.end;
    let rows = prop::collection::vec(prop::collection::vec(stock, variants), many);
    (
        prop::collection::vec(line(variants, quantity, many), lines),
        prop::collection::vec(place(), places),
        weights(),
        rows,
        any::<bool>(),
    )
        .prop_map(|(wanted, mut places, weights, stock, near)| {
            for (index, place) in places.iter_mut().enumerate() {
                place.code = code(index);
            }
            let near = near.then(|| Position::new(52.5, 13.4).expect("on the globe"));
            Case { wanted, places, near, weights, stock }
        })
}

fn weights() -> impl Strategy<Value = Weights> {
    prop_oneof![
        Just(Weights::default()),
        (0..60_u64, 0..200_u64).prop_map(|(parcel_hours, hour_minor)| Weights {
            parcel_hours,
            hour_minor,
            ..Weights::default()
        }),
    ]
}

fn line(variants: usize, quantity: std::ops::Range<u32>, places: usize) -> impl Strategy<Value = Wanted> {
    let plain = (0..variants).prop_map(|it| vec![(variant(it), 1)]);
    // Components may be named twice.
    let bundle = prop::collection::vec((0..variants, 1..3_u32), 1..4)
        .prop_map(|parts| parts.into_iter().map(|(it, count)| (variant(it), count)).collect::<Vec<_>>());
    let receive = prop_oneof![
        4 => Just(Receive::Ship),
        // One place that does not exist.
        1 => (0..=places).prop_map(|it| Receive::PickUp { store: code(it) }),
        1 => (0..places).prop_map(|it| Receive::Curbside { store: code(it) }),
        1 => (0..places).prop_map(|it| Receive::Reserve { store: code(it) }),
    ];
    (prop_oneof![3 => plain, 1 => bundle], quantity, receive, 1..9_000_i64).prop_map(
        |(parts, quantity, receive, price)| Wanted {
            sku: parts[0].0.clone(),
            parts,
            quantity,
            receive,
            price: Money::new(price, Currency::Eur),
        },
    )
}

fn place() -> impl Strategy<Value = Place> {
    let at = |hours: i64| Timestamp::from_second(1_767_225_600 + hours * 3600).expect("2026");
    let sends = prop::option::weighted(0.8, (1..4_i64, 0..3_i64));
    let offers = (any::<bool>(), any::<bool>(), any::<bool>());
    (sends, offers, prop::option::weighted(0.9, 0..5_i64), 0..80_i32).prop_map(
        move |(sends, (pickup, curbside, reserve), ready, north)| Place {
            code: code(0),
            position: Position::new(52.0 + f64::from(north) / 40.0, 13.0).expect("on the globe"),
            offers: Offers { pickup, curbside, reserve },
            ready: ready.map(at),
            sends: sends
                .map(|(days, cost)| Sends { arrives: (at(days * 24), at(days * 24 + 12)), cost_minor: cost * 100 }),
            incoming: Vec::new(),
        },
    )
}
