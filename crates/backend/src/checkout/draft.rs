//! A bag as it would travel: priced, grouped by place, and what stands in the way.

use api::cart::BagLine;
use domain::{
    cart::{LineKey, Receive},
    checkout::{Group, PlanProblem, Wanted, plan, total},
    id::{LocationCode, Sku},
    money::Money,
    stores::Service,
};

use super::rates::CURRENCY;
use crate::{
    app::App,
    cart,
    error::Error,
    inventory::service::Pieces,
    stores::{Locations, Place},
};

/// A bag as it would travel.
#[derive(Debug)]
pub struct Draft {
    /// The bag's lines, priced.
    pub lines: Vec<BagLine>,
    /// Which of them leave one place together; empty when there are problems.
    pub groups: Vec<Group>,
    /// Lines that cannot be had as asked.
    pub problems: Vec<PlanProblem>,
}

impl Draft {
    /// Plans a bag with what `available` says a place can promise.
    pub fn of(app: &App, bag: &[(LineKey, u32)], available: impl Fn(&Sku, &LocationCode) -> i64) -> Self {
        let locations = app.locations();
        // A shop without a warehouse sends nothing, so nothing is ever looked for under this name.
        let nowhere = || LocationCode::parse("warehouse").expect("the word is a code");
        let warehouse = locations.warehouse().map_or_else(nowhere, |place| place.code().clone());
        let (mut lines, mut problems) = (Vec::new(), Vec::new());
        for (key, quantity) in bag {
            match cart::service::line(app, key, *quantity) {
                Some(line) => lines.push(line),
                // Sold when she put it into the bag, and not any more.
                None => problems.push(gone(key, *quantity, &warehouse)),
            }
        }
        let wanted: Vec<Wanted> = lines.iter().map(wanted).collect();
        let offered = |receive: &Receive| offered(&locations, receive);
        match plan(&wanted, &warehouse, app.config.shipping.rate(), offered, available) {
            Ok(groups) if problems.is_empty() => Self { lines, groups, problems },
            Ok(_) => Self { lines, groups: Vec::new(), problems },
            Err(mut more) => {
                problems.append(&mut more);
                Self { lines, groups: Vec::new(), problems }
            }
        }
    }

    /// What the groups take from each place: lines of one variant at one place are one.
    pub fn pieces(&self) -> Pieces {
        let mut pieces = Pieces::new();
        for group in &self.groups {
            for line in group.lines.iter().map(|line| &self.lines[*line]) {
                *pieces.entry((line.line.sku.clone(), group.location.clone())).or_default() += line.quantity;
            }
        }
        pieces
    }

    /// What the lines cost, without shipping.
    pub fn goods(&self) -> Result<Money, Error> {
        Money::sum(self.lines.iter().map(|line| line.total), CURRENCY).map_err(Error::internal)
    }

    /// What everything costs, shipping included.
    pub fn total(&self) -> Result<Money, Error> {
        total(&self.groups, CURRENCY).map_err(Error::internal)
    }
}

fn wanted(line: &BagLine) -> Wanted {
    let LineKey { sku, receive } = line.line.clone();
    Wanted { sku, quantity: line.quantity, receive, price: line.item.price }
}

fn gone(key: &LineKey, wanted: u32, warehouse: &LocationCode) -> PlanProblem {
    let location = key.receive.store().unwrap_or(warehouse).clone();
    PlanProblem::OutOfStock { sku: key.sku.clone(), location, wanted, left: 0 }
}

/// Whether a place hands over that way at all.
pub fn offered(locations: &Locations, receive: &Receive) -> bool {
    let offers = |code: &LocationCode, service| {
        locations.store(code).is_some_and(|place: &Place| place.location.offers(service))
    };
    match receive {
        Receive::Ship => locations.warehouse().is_some(),
        Receive::PickUp { store } => offers(store, Service::Pickup),
        Receive::Curbside { store } => offers(store, Service::Curbside),
    }
}
