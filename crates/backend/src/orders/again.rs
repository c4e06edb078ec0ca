//! The same once more: what an order had, priced, planned and with its slots as it would be now. Nothing of it is held: whoever presses
//! and is too late is told so, and the checkout helps.

use api::{
    checkout::{ChosenMethod, Collection, PaymentChoice, PlaceOrder},
    orders::{AgainOrder, AgainView, AgainWay, SentBy},
};
use domain::{
    cart::{LineKey, Receive},
    checkout::{Contact, Group, PaymentMethod},
    id::{LocationCode, OrderNumber, Sku},
    money::{Currency, Money},
    text::{Email, Line},
};

use super::{
    store::{self, GroupRow, Stored},
    view,
};
use crate::{
    app::App,
    checkout::{self, Asked},
    db::Tx,
    error::Error,
    inventory::holds::Held,
    payments,
    session::Shopper,
    stores::Place,
};

/// An order that only needs to be pressed, if everything it needs is known and there.
///
/// # Errors
/// 404 when there is no such order.
pub(super) async fn look(app: &App, shopper: &Shopper, number: &OrderNumber) -> Result<AgainView, Error> {
    let nothing = AgainView::default();
    let Some(account) = shopper.account_id() else { return Ok(nothing) };
    let stored = app.db.read(|mut tx| async move { store::load(&mut tx, number).await }).await?;
    let stored = stored.ok_or_else(|| Error::not_found("order"))?;
    let method = view::method(&stored.order.method);
    let card = payments::saved_cards(&app.db, account).await?.into_iter().next();
    let payment = match (method, &card) {
        (PaymentMethod::InStore, _) => PaymentChoice::InStore,
        (PaymentMethod::Card, Some(card)) => PaymentChoice::Saved { id: card.id.clone() },
        (PaymentMethod::Card, None) => return Ok(nothing),
    };
    let mut place = said(&stored, payment)?;
    let draft = checkout::draft(app, &lines_of(&stored)?, &Asked::order(&place)?, &Held::default())?;
    let ships = draft.groups.iter().any(|group| group.receive == Receive::Ship);
    let can_be_paid = checkout::payment(&draft.groups).contains(&method);
    if draft.groups.is_empty() || !draft.problems().is_empty() || !can_be_paid || (ships && place.address.is_none()) {
        return Ok(nothing);
    }
    let mut ways = Vec::with_capacity(draft.groups.len());
    for group in &draft.groups {
        let Some(way) = way(app, &stored, group, &mut place).await? else { return Ok(nothing) };
        ways.push(way);
    }
    place.total = draft.bill.total;
    let card = card.filter(|_| method == PaymentMethod::Card).map(|card| card.label);
    Ok(AgainView { order: Some(AgainOrder { place, ways, card }) })
}

/// What an order had, line by line.
///
/// # Errors
/// 404 when there is no such order.
pub(super) async fn lines(tx: &mut Tx, number: &OrderNumber) -> Result<Vec<(LineKey, u32)>, Error> {
    lines_of(&store::load(tx, number).await?.ok_or_else(|| Error::not_found("order"))?)
}

/// One line for each variant and way, as in a bag: what came in several parcels is one wish again.
fn lines_of(stored: &Stored) -> Result<Vec<(LineKey, u32)>, Error> {
    let mut lines: Vec<(LineKey, u32)> = Vec::new();
    for line in &stored.lines {
        let group = stored.groups.iter().find(|group| group.place == line.place);
        let group = group.ok_or_else(|| Error::not_found("group in this order"))?;
        let key = LineKey {
            sku: Sku::parse(line.sku.clone()).map_err(Error::internal)?,
            receive: view::read(&group.receive)?,
        };
        let quantity = u32::try_from(line.quantity).map_err(Error::internal)?;
        match lines.iter_mut().find(|(known, _)| *known == key) {
            Some((_, sum)) => *sum += quantity,
            None => lines.push((key, quantity)),
        }
    }
    Ok(lines)
}

/// What she said when she ordered, but for slots.
fn said(stored: &Stored, payment: PaymentChoice) -> Result<PlaceOrder, Error> {
    let order = &stored.order;
    let chosen = |group: &GroupRow| {
        let Some(sent_by) = &group.sent_by else { return Ok(None) };
        let SentBy { code, .. } = view::read(sent_by)?;
        Ok(Some(ChosenMethod {
            from: LocationCode::parse(group.location.clone()).map_err(Error::internal)?,
            method: code,
        }))
    };
    let methods: Vec<Option<ChosenMethod>> = stored.groups.iter().map(chosen).collect::<Result<_, Error>>()?;
    Ok(PlaceOrder {
        seq: 0,
        total: Money::zero(Currency::parse(&order.currency).map_err(Error::internal)?),
        contact: Contact {
            name: Line::parse(&order.name).map_err(Error::internal)?,
            email: Email::parse(&order.email).map_err(Error::internal)?,
            phone: order.phone.as_deref().map(Line::parse).transpose().map_err(Error::internal)?,
        },
        address: order.address.as_deref().map(view::read).transpose()?,
        methods: methods.into_iter().flatten().collect(),
        collections: Vec::new(),
        payment,
    })
}

/// How a group would reach her; nothing when no slot there has room.
async fn way(
    app: &App,
    stored: &Stored,
    group: &Group,
    place_order: &mut PlaceOrder,
) -> Result<Option<AgainWay>, Error> {
    let receive = group.receive.clone();
    let Some(code) = receive.store() else { return Ok(Some(AgainWay { receive, store: None, slot: None })) };
    let (locations, now) = (app.locations(), app.clock.now());
    let Some(place) = locations.store(code) else { return Ok(None) };
    let slots = checkout::slot_views(app, place, &receive, now).await?;
    let Some(slot) = slots.into_iter().find(|slot| slot.free) else { return Ok(None) };
    let wanted = super::place::json(&receive)?;
    let before = stored.groups.iter().find(|it| it.receive == wanted);
    let vehicle = before.and_then(|it| it.vehicle.as_deref()).map(view::read).transpose()?;
    place_order.collections.push(Collection { receive: receive.clone(), slot: slot.slot, vehicle });
    Ok(Some(AgainWay { receive, store: Some(Place::brief(place)), slot: Some(slot) }))
}
