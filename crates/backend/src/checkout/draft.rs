//! A bag as it would travel: priced, planned, and what stands in the way.

use api::cart::BagLine;
use domain::{
    cart::{LineKey, Receive},
    checkout::{Given, Group, Part, PlanProblem, Refused, Wanted, Weights, plan, postage},
    id::{LocationCode, Sku},
    money::Money,
};

use super::{facts, rates::CURRENCY};
use crate::{
    app::App,
    cart,
    error::Error,
    inventory::{self, service::Lines},
};

/// A bag as it would travel.
#[derive(Debug)]
pub struct Draft {
    /// The bag's lines, priced.
    pub lines: Vec<BagLine>,
    /// Which pieces of them leave one place together.
    pub groups: Vec<Group>,
    /// What bringing each group costs, in the groups' order.
    pub shipping: Vec<Money>,
    /// Lines that cannot be had as asked; they are in no group.
    pub refused: Vec<Refused>,
    /// What has left the catalogue since she put it into the bag; not among the lines.
    pub gone: Vec<PlanProblem>,
}

impl Draft {
    /// Plans a bag with what `available` says a place can promise.
    pub fn of(
        app: &App,
        bag: &[(LineKey, u32)],
        available: impl Fn(&Sku, &LocationCode) -> i64,
    ) -> Result<Self, Error> {
        let (mut lines, mut gone) = (Vec::new(), Vec::new());
        for (key, quantity) in bag {
            match cart::service::line(app, key, *quantity) {
                Some(line) => lines.push(line),
                // Sold when she put it into the bag, and not any more.
                None => gone.push(gone_from(key, *quantity)),
            }
        }
        let wanted: Vec<Wanted> = lines.iter().map(|line| wanted(app, line)).collect();
        let asked: Vec<&Receive> = wanted.iter().map(|line| &line.receive).collect();
        let places = facts::facts(app, &asked, None);
        let given = Given { wanted: &wanted, places: &places, near: None, weights: Weights::default() };
        let plan = plan(&given, available);
        let sent: Vec<Money> = plan.groups.iter().map(sent).collect();
        let shipping = postage(app.config.shipping.rate(), &sent).map_err(Error::internal)?;
        Ok(Self { lines, groups: plan.groups, shipping, refused: plan.refused, gone })
    }

    /// What the groups take from each place, in the order of the bag.
    pub fn wishes(&self) -> Lines {
        let of_group = |group: &'_ Group| {
            let location = group.location.clone();
            group.parts.iter().map(move |part| (part.line, location.clone(), part.quantity)).collect::<Vec<_>>()
        };
        let mut parts: Vec<(usize, LocationCode, u32)> = self.groups.iter().flat_map(of_group).collect();
        parts.sort();
        let line = |(line, location, quantity): (usize, _, _)| (self.lines[line].line.sku.clone(), location, quantity);
        parts.into_iter().map(line).collect()
    }

    /// Everything that stands in the way of an order.
    pub fn problems(&self) -> Vec<PlanProblem> {
        self.gone.iter().chain(self.refused.iter().map(|it| &it.problem)).cloned().collect()
    }

    /// A part of a line as a line of its own.
    pub fn part(&self, part: &Part) -> Result<BagLine, Error> {
        let line = &self.lines[part.line];
        let total = line.item.price.checked_mul(i64::from(part.quantity)).map_err(Error::internal)?;
        Ok(BagLine { quantity: part.quantity, total, ..line.clone() })
    }

    /// What the lines that can be had cost, without shipping.
    pub fn goods(&self) -> Result<Money, Error> {
        Money::sum(self.groups.iter().map(|group| group.goods), CURRENCY).map_err(Error::internal)
    }

    /// What bringing them costs.
    pub fn postage(&self) -> Result<Money, Error> {
        Money::sum(self.shipping.iter().copied(), CURRENCY).map_err(Error::internal)
    }

    /// What everything costs, shipping included.
    pub fn total(&self) -> Result<Money, Error> {
        self.goods()?.checked_add(self.postage()?).map_err(Error::internal)
    }
}

/// The goods of a group that count towards its postage.
fn sent(group: &Group) -> Money {
    if group.receive == Receive::Ship { group.goods } else { Money::zero(group.goods.currency) }
}

fn wanted(app: &App, line: &BagLine) -> Wanted {
    let LineKey { sku, receive } = line.line.clone();
    let parts = inventory::service::parts(app, &sku);
    Wanted { parts, ..Wanted::plain(sku, line.quantity, receive, line.item.price) }
}

fn gone_from(key: &LineKey, wanted: u32) -> PlanProblem {
    PlanProblem::OutOfStock { sku: key.sku.clone(), location: key.receive.store().cloned(), wanted, left: 0 }
}
