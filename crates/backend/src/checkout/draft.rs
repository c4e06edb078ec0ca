//! A bag as it would travel: priced, planned, and what stands in the way.

use api::{
    cart::BagLine,
    checkout::{AskPlan, ChosenMethod, METHODS_MOST, PlaceOrder},
};
use domain::{
    cart::{LineKey, Receive},
    checkout::{
        Adjustment, Bill, Given, Group, GroupRates, Part, PlanProblem, Refused, ShippingMethod, StoreOffer, Wanted,
        bill, plan, postage, whole_bag,
    },
    geo::Position,
    id::{LocationCode, Sku},
    money::Money,
    tax::{Destination, SHIPPING, STANDARD, TaxTable},
};

use super::{facts, rates::CURRENCY};
use crate::{
    app::App,
    cart,
    error::Error,
    inventory::{self, service::Lines},
};

/// What the shopper has said so far.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    to: Option<Destination>,
    methods: Vec<ChosenMethod>,
    near: Option<Position>,
}

/// A bag as it would travel.
#[derive(Debug)]
pub struct Draft {
    /// The bag's lines, priced.
    pub lines: Vec<BagLine>,
    /// Which pieces of them leave one place together.
    pub groups: Vec<Group>,
    /// How each group is sent, in the groups' order; nothing for those that are collected.
    pub sent_by: Vec<Option<ShippingMethod>>,
    /// How parcels can be sent, the cheapest first.
    pub methods: Vec<ShippingMethod>,
    /// What changes the price of goods: nothing, until there are promotions.
    pub adjustments: Vec<Adjustment>,
    /// What everything costs.
    pub bill: Bill,
    /// Lines that cannot be had as asked; they are in no group.
    pub refused: Vec<Refused>,
    /// What has left the catalogue since she put it into the bag; not among the lines.
    pub gone: Vec<PlanProblem>,
    /// What single stores could hand over of the whole bag.
    pub whole_bag: Vec<StoreOffer>,
}

impl Asked {
    /// What a request for a plan says.
    ///
    /// # Errors
    /// A field cannot be.
    pub fn plan(body: AskPlan) -> Result<Self, Error> {
        let AskPlan { to, methods, near } = body;
        let to = to
            .map(|to| {
                destination("to.country", to.country.as_str(), to.postal_code.as_ref().map_or("", |it| it.as_str()))
            })
            .transpose()?;
        Ok(Self { to, methods: few(methods)?, near })
    }

    /// What an order says.
    ///
    /// # Errors
    /// A field cannot be.
    pub fn order(body: &PlaceOrder) -> Result<Self, Error> {
        let address = body.address.as_ref();
        let to = address
            .map(|it| destination("address.country", it.country.as_str(), it.postal_code.as_str()))
            .transpose()?;
        Ok(Self { to, methods: few(body.methods.clone())?, near: None })
    }
}

impl Draft {
    /// Plans a bag with what `available` says a place can promise.
    pub fn of(
        app: &App,
        bag: &[(LineKey, u32)],
        asked: &Asked,
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
        let (locations, terms) = (app.locations(), app.terms());
        let to = asked.to.clone().unwrap_or_else(|| facts::home(&locations));
        let wanted: Vec<Wanted> = lines.iter().map(|line| wanted(app, line)).collect();
        let receives: Vec<&Receive> = wanted.iter().map(|line| &line.receive).collect();
        let to_send = sum(lines.iter().filter(|it| it.line.receive == Receive::Ship).map(|it| it.total))?;
        let mut methods = terms.shipping.methods(&to, to_send);
        let places = facts::facts(app, &receives, asked.near, methods.first());
        let given =
            Given { wanted: &wanted, places: &places, near: asked.near, weights: app.config.weighing.weights() };
        let plan = plan(&given, &available);
        if !plan.exact {
            tracing::warn!(
                lines = wanted.len(),
                places = places.len(),
                "the best places for a bag were not looked for to the end"
            );
        }
        let parcel = |group: &&Group| group.receive == Receive::Ship;
        let sent = sum(plan.groups.iter().filter(parcel).map(|group| group.goods))?;
        // What cannot be had does not count towards the price of bringing the rest.
        methods = Some(terms.shipping.methods(&to, sent)).filter(|it| !it.is_empty()).unwrap_or(methods);
        let sent_by: Vec<Option<ShippingMethod>> =
            plan.groups.iter().map(|group| method_of(group, &methods, &asked.methods)).collect();
        let parcels: Vec<_> =
            plan.groups.iter().zip(&sent_by).map(|(group, method)| Some((group.goods, method.as_ref()?))).collect();
        let shipping = postage(&parcels, Money::zero(CURRENCY)).map_err(Error::internal)?;
        let rates: Vec<GroupRates> =
            plan.groups.iter().map(|group| rates(app, &terms.taxes, &wanted, group, &to)).collect();
        let adjustments = Vec::new();
        let bill = bill(&wanted, &plan.groups, &shipping, &rates, &adjustments, CURRENCY).map_err(Error::internal)?;
        let spread = plan.groups.len() > 1 || !plan.refused.is_empty();
        let whole_bag = if spread { whole_bag(&given, &available) } else { Vec::new() };
        let (groups, refused) = (plan.groups, plan.refused);
        Ok(Self { lines, groups, sent_by, methods, adjustments, bill, refused, gone, whole_bag })
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
}

fn sum(amounts: impl Iterator<Item = Money>) -> Result<Money, Error> {
    Money::sum(amounts, CURRENCY).map_err(Error::internal)
}

/// The method she chose for the parcel, as long as it is offered; else the cheapest.
fn method_of(group: &Group, methods: &[ShippingMethod], chosen: &[ChosenMethod]) -> Option<ShippingMethod> {
    if group.receive != Receive::Ship {
        return None;
    }
    let chosen = chosen.iter().rev().find(|it| it.from == group.location);
    let chosen = chosen.and_then(|it| methods.iter().find(|method| method.code == it.method));
    chosen.or(methods.first()).cloned()
}

/// The rates that hold where a group changes hands.
fn rates(app: &App, taxes: &TaxTable, wanted: &[Wanted], group: &Group, to: &Destination) -> GroupRates {
    let (catalog, locations) = (app.catalog(), app.locations());
    let store = group.receive.store().and_then(|code| locations.store(code));
    let at = store.map_or_else(|| to.clone(), facts::counter);
    let rate = |part: &Part| {
        let variant = catalog.variant(&wanted[part.line].sku);
        let class = variant.and_then(|(_, variant)| variant.tax_class.as_deref()).unwrap_or(STANDARD);
        taxes.rate_of_goods(&at, class)
    };
    let parts = group.parts.iter().map(rate).collect();
    GroupRates { market: taxes.market(&at.country), parts, shipping: taxes.rate(&at, SHIPPING) }
}

fn wanted(app: &App, line: &BagLine) -> Wanted {
    let LineKey { sku, receive } = line.line.clone();
    let parts = inventory::service::parts(app, &sku);
    Wanted { parts, ..Wanted::plain(sku, line.quantity, receive, line.item.price) }
}

fn gone_from(key: &LineKey, wanted: u32) -> PlanProblem {
    PlanProblem::OutOfStock { sku: key.sku.clone(), location: key.receive.store().cloned(), wanted, left: 0 }
}

fn destination(field: &'static str, country: &str, postal_code: &str) -> Result<Destination, Error> {
    if country.len() != 2 || !country.bytes().all(|it| it.is_ascii_uppercase()) {
        return Err(Error::invalid(field, "must be two capital letters, such as DE"));
    }
    Ok(Destination { country: country.to_owned(), postal_code: postal_code.to_owned() })
}

fn few(methods: Vec<ChosenMethod>) -> Result<Vec<ChosenMethod>, Error> {
    if methods.len() > METHODS_MOST {
        return Err(Error::invalid("methods", format_args!("at most {METHODS_MOST}")));
    }
    Ok(methods)
}
