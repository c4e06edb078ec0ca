//! A draft as its shopper sees it.

use std::collections::HashSet;

use api::checkout::{
    AdjustmentView, AlternativeView, MethodView, PlanGroup, PlanView, RefusedLine, SlotView, StoreOfferView,
};
use domain::{
    cart::Receive,
    checkout::{Alternative, Group, PaymentMethod, Refused, ShippingMethod, Slot, StoreOffer},
};
use jiff::Timestamp;

use super::{Draft, facts, hold, slots};
use crate::{
    app::App,
    error::Error,
    stores::{Locations, Place},
};

/// The plan of a bag.
pub(super) async fn plan(app: &App, seq: u64, draft: &Draft, held: Option<Timestamp>) -> Result<PlanView, Error> {
    let (now, locations) = (app.clock.now(), app.locations());
    let mut groups = Vec::with_capacity(draft.groups.len());
    for index in 0..draft.groups.len() {
        groups.push(group(app, &locations, draft, index, now).await?);
    }
    let bill = &draft.bill;
    let adjustment = |(it, amount): (&domain::checkout::Adjustment, &domain::money::Money)| AdjustmentView {
        reason: it.reason.clone(),
        amount: *amount,
    };
    Ok(PlanView {
        seq,
        groups,
        problems: draft.problems(),
        refused: draft.refused.iter().map(|it| refused(&locations, draft, it, now)).collect(),
        whole_bag: draft.whole_bag.iter().filter_map(|it| offer(&locations, draft, it, now)).collect(),
        goods: bill.goods,
        adjustments: draft.adjustments.iter().zip(&bill.adjustments).map(adjustment).collect(),
        shipping: bill.shipping,
        tax: bill.tax.clone(),
        total: bill.total,
        due_now: bill.due_now,
        payment: payment(&draft.groups),
        test_cards: app.payments.takes_test_cards(),
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

async fn group(
    app: &App,
    locations: &Locations,
    draft: &Draft,
    index: usize,
    now: Timestamp,
) -> Result<PlanGroup, Error> {
    let (group, charge, method) = (&draft.groups[index], &draft.bill.groups[index], &draft.sent_by[index]);
    let place = locations.get(&group.location).ok_or_else(|| Error::not_found("store"))?;
    let collected = group.receive.store().is_some();
    let slots = if collected { slot_views(app, place, &group.receive, now).await? } else { Vec::new() };
    let methods = if collected { &[][..] } else { &draft.methods[..] };
    Ok(PlanGroup {
        receive: group.receive.clone(),
        store: collected.then(|| place.brief()),
        from: place.origin(),
        why: group.why,
        due_now: group.due_now,
        lines: group.parts.iter().map(|part| draft.part(part)).collect::<Result<_, _>>()?,
        goods: group.goods,
        shipping: charge.shipping,
        ready_by: collected.then(|| place.ready_by(now)).flatten(),
        arrives: method.as_ref().and_then(|method| facts::arrives(place, method.days, now)),
        method: method.as_ref().map(|method| method.code.clone()),
        methods: methods.iter().map(|method| method_view(place, method, now)).collect(),
        slots,
    })
}

fn method_view(place: &Place, method: &ShippingMethod, now: Timestamp) -> MethodView {
    let ShippingMethod { code, name, price, days } = method.clone();
    MethodView { code, name, price, arrives: facts::arrives(place, days, now) }
}

fn refused(locations: &Locations, draft: &Draft, refused: &Refused, now: Timestamp) -> RefusedLine {
    let alternative = |it: &Alternative| {
        let store = it.receive.store().and_then(|code| locations.store(code));
        let place = store.or(locations.warehouse());
        AlternativeView {
            instead: it.instead,
            receive: it.receive.clone(),
            quantity: it.quantity,
            store: store.map(Place::brief),
            at: place.and_then(|place| Some(place.time(it.at?, now))),
            metres: it.metres,
        }
    };
    RefusedLine {
        line: draft.lines[refused.line].clone(),
        problem: refused.problem.clone(),
        alternatives: refused.alternatives.iter().map(alternative).collect(),
    }
}

fn offer(locations: &Locations, draft: &Draft, offer: &StoreOffer, now: Timestamp) -> Option<StoreOfferView> {
    let store = locations.store(&offer.store)?;
    Some(StoreOfferView {
        store: store.brief(),
        lines: offer.lines.iter().map(|line| draft.lines[*line].line.clone()).collect(),
        ready_by: store.time(offer.ready, now),
        metres: offer.metres,
    })
}

pub(crate) async fn slot_views(
    app: &App,
    place: &Place,
    receive: &Receive,
    now: Timestamp,
) -> Result<Vec<SlotView>, Error> {
    let slots = domain::checkout::slots(&place.location, &place.zone, now, place.waiting());
    let full: HashSet<i64> = slots::full(&app.db, place, receive, &slots).await?;
    let has_room = |slot: &Slot| place.location.capacity(receive) > 0 && !full.contains(&slot.starts.as_millisecond());
    let view = |slot: Slot| SlotView {
        slot,
        starts: place.time(slot.starts, now),
        ends: place.time(slot.ends, now),
        free: has_room(&slot),
    };
    Ok(slots.into_iter().map(view).collect())
}
