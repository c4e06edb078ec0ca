//! Checkout over HTTP: how the bag would travel. Placing the order is in [`crate::orders`].

mod draft;
mod rates;
pub mod slots;

use api::{
    checkout::{PlanGroup, PlanView, SlotView},
    time::StoreTime,
};
use axum::extract::State;
use domain::{
    cart::Receive,
    checkout::{Group, PaymentMethod, parcel_days},
    money::Money,
};
use jiff::{
    Timestamp,
    civil::{Date, Time},
};
use utoipa_axum::{router::OpenApiRouter, routes};

pub use self::{
    draft::{Draft, offered},
    rates::{CURRENCY, Shipping},
};
use crate::{app::App, cart, error::Error, extract::Json, session::MaybeShopper, stores::Place};

/// Between these hours, on the warehouse's clock, parcels are brought.
const BROUGHT: (i8, i8) = (8, 20);

/// The addresses of this slice.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(show_plan))
}

/// How this browser's bag would travel: groups, slots, cost, and what stands in the way. Reserves nothing.
#[utoipa::path(post, path = api::checkout::PLAN, responses((status = 200, body = PlanView)), tag = "checkout")]
async fn show_plan(MaybeShopper(shopper): MaybeShopper, State(app): State<App>) -> Result<Json<PlanView>, Error> {
    let session = shopper.map(|it| it.id);
    let bag = match &session {
        Some(session) => app.db.read(|mut tx| async move { cart::service::contents(&mut tx, session).await }).await?,
        None => None,
    };
    let (seq, lines) = bag.map_or((0, Vec::new()), |bag| (bag.seq, bag.lines));
    let figures = app.availability();
    let draft = Draft::of(&app, &lines, |sku, location| figures.available(sku, location));
    view(&app, seq, &draft).await.map(Json)
}

async fn view(app: &App, seq: u64, draft: &Draft) -> Result<PlanView, Error> {
    let mut groups = Vec::with_capacity(draft.groups.len());
    for group in &draft.groups {
        groups.push(group_view(app, draft, group).await?);
    }
    let (goods, shipping) = (draft.goods()?, Money::sum(draft.groups.iter().map(|it| it.shipping), CURRENCY));
    let shipping = shipping.map_err(Error::internal)?;
    Ok(PlanView {
        seq,
        groups,
        problems: draft.problems.clone(),
        goods,
        shipping,
        total: goods.checked_add(shipping).map_err(Error::internal)?,
        payment: payment(&draft.groups),
    })
}

/// How some groups can be paid: at the counter only when all of them are collected there.
pub fn payment(groups: &[Group]) -> Vec<PaymentMethod> {
    let collected = groups.iter().all(|group| group.receive != Receive::Ship);
    if collected { vec![PaymentMethod::InStore, PaymentMethod::Card] } else { vec![PaymentMethod::Card] }
}

async fn group_view(app: &App, draft: &Draft, group: &Group) -> Result<PlanGroup, Error> {
    let (now, locations) = (app.clock.now(), app.locations());
    let place = locations.get(&group.location).ok_or_else(|| Error::not_found("store"))?;
    let collected = group.receive.store().is_some();
    Ok(PlanGroup {
        receive: group.receive.clone(),
        store: collected.then(|| place.brief()),
        lines: group.lines.iter().map(|line| draft.lines[*line].clone()).collect(),
        goods: group.goods,
        shipping: group.shipping,
        ready_by: collected.then(|| place.ready_by(now)).flatten(),
        arrives: if collected { None } else { arrives(place, now) },
        slots: if collected { slot_views(app, place, now).await? } else { Vec::new() },
    })
}

async fn slot_views(app: &App, place: &Place, now: Timestamp) -> Result<Vec<SlotView>, Error> {
    let slots = domain::checkout::slots(&place.location, &place.zone, now);
    let full = slots::full(&app.db, place, &slots).await?;
    let view = |slot: domain::checkout::Slot| SlotView {
        slot,
        starts: place.time(slot.starts, now),
        ends: place.time(slot.ends, now),
        free: place.location.slot_capacity > 0 && !full.contains(&slot.starts.as_millisecond()),
    };
    Ok(slots.into_iter().map(view).collect())
}

/// The first and last likely day of a parcel that is ordered now.
fn arrives(warehouse: &Place, now: Timestamp) -> Option<(StoreTime, StoreTime)> {
    let leaves = warehouse.location.ready_by(now, &warehouse.zone).unwrap_or(now);
    let (first, last) = parcel_days(leaves.to_zoned(warehouse.zone.clone()).date());
    let at = |date: Date, hour| {
        let moment = warehouse.zone.to_timestamp(date.to_datetime(Time::constant(hour, 0, 0, 0))).ok()?;
        Some(warehouse.time(moment, now))
    };
    Some((at(first, BROUGHT.0)?, at(last, BROUGHT.1)?))
}
