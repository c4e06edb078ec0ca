//! Checkout over HTTP: how the bag would travel. Placing the order is in [`crate::orders`].

mod draft;
mod facts;
mod hold;
mod rates;
pub mod slots;
mod test_provider;

use api::checkout::{PlanGroup, PlanView, SlotView};
use axum::extract::State;
use domain::{
    cart::Receive,
    checkout::{Group, PaymentMethod},
    money::Money,
};
use jiff::Timestamp;
use utoipa_axum::{router::OpenApiRouter, routes};

pub use self::{
    draft::Draft,
    hold::{draft, problem},
    rates::{CURRENCY, Shipping},
    test_provider::TestProvider,
};
use crate::{app::App, error::Error, extract::Json, session::MaybeShopper, stores::Place};

/// The addresses of this slice.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(show_plan)).routes(routes!(hold::begin, hold::end))
}

/// How this browser's bag would travel: groups, slots, cost, and what stands in the way. Reserves nothing.
#[utoipa::path(post, path = api::checkout::PLAN, responses((status = 200, body = PlanView)), tag = "checkout")]
async fn show_plan(MaybeShopper(shopper): MaybeShopper, State(app): State<App>) -> Result<Json<PlanView>, Error> {
    let session = shopper.map(|it| it.id);
    let found = match &session {
        Some(session) => app.db.read(|mut tx| async move { hold::look(&mut tx, session).await }).await?,
        None => None,
    };
    let (seq, lines, held) = found.map_or_else(Default::default, |(bag, held)| (bag.seq, bag.lines, held));
    let draft = hold::draft(&app, &lines, &held)?;
    view(&app, seq, &draft, held.until).await.map(Json)
}

async fn view(app: &App, seq: u64, draft: &Draft, held: Option<Timestamp>) -> Result<PlanView, Error> {
    let mut groups = Vec::with_capacity(draft.groups.len());
    for (group, shipping) in draft.groups.iter().zip(&draft.shipping) {
        groups.push(group_view(app, draft, group, *shipping).await?);
    }
    Ok(PlanView {
        seq,
        groups,
        problems: draft.problems(),
        goods: draft.goods()?,
        shipping: draft.postage()?,
        total: draft.total()?,
        payment: payment(&draft.groups),
        held: held.map(|until| hold::view(app, until)),
        remembered: None,
    })
}

/// How some groups can be paid: at the counter only when all of them are collected there, by card only when anything
/// is due before she has tried it.
pub fn payment(groups: &[Group]) -> Vec<PaymentMethod> {
    if groups.iter().any(|group| group.receive == Receive::Ship) {
        vec![PaymentMethod::Card]
    } else if groups.is_empty() || groups.iter().any(|group| group.due_now) {
        vec![PaymentMethod::InStore, PaymentMethod::Card]
    } else {
        vec![PaymentMethod::InStore]
    }
}

async fn group_view(app: &App, draft: &Draft, group: &Group, shipping: Money) -> Result<PlanGroup, Error> {
    let (now, locations) = (app.clock.now(), app.locations());
    let place = locations.get(&group.location).ok_or_else(|| Error::not_found("store"))?;
    let collected = group.receive.store().is_some();
    Ok(PlanGroup {
        receive: group.receive.clone(),
        store: collected.then(|| place.brief()),
        lines: group.parts.iter().map(|part| draft.part(part)).collect::<Result<_, _>>()?,
        goods: group.goods,
        shipping,
        ready_by: collected.then(|| place.ready_by(now)).flatten(),
        arrives: if collected { None } else { facts::arrives(place, now) },
        slots: if collected { slot_views(app, place, &group.receive, now).await? } else { Vec::new() },
    })
}

/// The slots of a store, with whether there is room.
pub(crate) async fn slot_views(
    app: &App,
    place: &Place,
    receive: &Receive,
    now: Timestamp,
) -> Result<Vec<SlotView>, Error> {
    let slots = domain::checkout::slots(&place.location, &place.zone, now, place.waiting());
    let full = slots::full(&app.db, place, receive, &slots).await?;
    let view = |slot: domain::checkout::Slot| SlotView {
        slot,
        starts: place.time(slot.starts, now),
        ends: place.time(slot.ends, now),
        free: place.location.capacity(receive) > 0 && !full.contains(&slot.starts.as_millisecond()),
    };
    Ok(slots.into_iter().map(view).collect())
}
