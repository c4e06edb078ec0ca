//! The shopper changes her mind: cancels a group, collects it elsewhere or at another time, has it sent, names who collects it.
//!
//! Stock and slot of the new place are taken and those of the old one given back in one transaction: never both, never none.

use api::{
    checkout::Collection,
    orders::{Change, ChoicesView, OrderChange, StoreChoice},
    problem::Rejection,
};
use domain::{
    cart::Receive,
    checkout::{DeliveryAddress, PaymentMethod, ShippingMethod, Slot},
    id::{LocationCode, OrderNumber, Sku},
    money::{Currency, Money},
    orders::{GroupState, PaymentState, ShopperMay, StaffAction, TransitionError, shopper_may},
    tax::Destination,
};

use super::{
    mail::{self, News},
    payment, place,
    steps::{group_of, lock},
    store::{self, GroupRow, Stored},
    topic, view,
};
use crate::{
    app::App,
    args,
    checkout::{self, slots},
    db::Tx,
    error::Error,
    inventory::service::{self as inventory, Because, Pieces},
    payments,
    session::Shopper,
    stores::{Locations, Place},
};

/// The most stores that are offered instead.
const STORES_MOST: usize = 6;

/// Changes a group as its shopper asks. Asked again, it changes nothing.
///
/// # Errors
/// 404 for a group that is not there, [`Rejection::Transition`] when it is too late, and what stands in the way at the new place.
pub(super) async fn change(
    app: &App,
    shopper: &Shopper,
    number: &OrderNumber,
    body: &OrderChange,
) -> Result<(), Error> {
    app.db
        .write(|mut tx| async move {
            let (seq, stored) = lock(&mut tx, number).await?;
            let group = group_of(&stored, body.group, "group in this order")?;
            let change = Changing { app, actor: &shopper.id, number, stored: &stored, group, index: body.group };
            if change.apply(&mut tx, &body.change).await? {
                tx.poke(topic(number), seq);
            }
            Ok(())
        })
        .await?;
    inventory::refresh_after(app, number.as_str()).await
}

/// How else a group can be had, all of it, from what is in memory.
///
/// # Errors
/// 404 for a group that is not there.
pub(super) async fn choices(app: &App, number: &OrderNumber, index: u32) -> Result<ChoicesView, Error> {
    let found = app
        .db
        .read(|mut tx| async move {
            let stored = store::load(&mut tx, number).await?.ok_or_else(|| Error::not_found("order"))?;
            let pieces = payment::pieces(&mut tx, &stored, group_of(&stored, index, "group in this order")?).await?;
            Ok((stored, pieces))
        })
        .await?;
    let (stored, pieces) = &found;
    let group = group_of(stored, index, "group in this order")?;
    let receive: Receive = view::read(&group.receive)?;
    if !may(stored, group)?.change_receiving {
        return Ok(ChoicesView { stores: Vec::new(), can_be_sent: false });
    }
    let (locations, now) = (app.locations(), app.clock.now());
    let here = receive.store().and_then(|code| locations.store(code));
    let metres = |place: &Place| here.map_or(0, |here| here.location.position.metres_to(place.location.position));
    let mut near: Vec<&Place> = locations
        .stores()
        .filter(|place| hands_over(&locations, &Receive::PickUp { store: place.code().clone() }))
        .filter(|place| here.is_some_and(|here| here.code() == place.code()) || has_all(app, pieces, place.code()))
        .collect();
    near.sort_by_key(|place| metres(place));
    near.truncate(STORES_MOST);
    let mut stores = Vec::with_capacity(near.len());
    for place in near {
        let code = || place.code().clone();
        let (counter, kerb) = (Receive::PickUp { store: code() }, Receive::Curbside { store: code() });
        let slots = checkout::slot_views(app, place, &counter, now).await?;
        let curbside_slots = match hands_over(&locations, &kerb) {
            true => checkout::slot_views(app, place, &kerb, now).await?,
            false => Vec::new(),
        };
        stores.push(StoreChoice {
            store: place.brief(),
            metres: metres(place),
            ready_by: place.ready_by(now),
            slots,
            curbside_slots,
        });
    }
    let can_be_sent = is_by_card(stored) && sender(app, &locations, pieces).is_some();
    Ok(ChoicesView { stores, can_be_sent })
}

/// What the shopper may change of a group; nothing while its payment is unclear.
pub(super) fn may(stored: &Stored, group: &GroupRow) -> Result<ShopperMay, Error> {
    let settled =
        matches!(stored.order.payment()?, PaymentState::DueInStore | PaymentState::Authorised | PaymentState::Captured);
    Ok(if settled { shopper_may(group.state()?, &view::read(&group.receive)?) } else { ShopperMay::default() })
}

/// One change of one group, its order locked.
struct Changing<'a> {
    app: &'a App,
    actor: &'a str,
    number: &'a OrderNumber,
    stored: &'a Stored,
    group: &'a GroupRow,
    /// Its place, as the plan's refusals name it.
    index: u32,
}

impl Changing<'_> {
    /// Says whether anything changed.
    async fn apply(&self, tx: &mut Tx, change: &Change) -> Result<bool, Error> {
        if self.stored.order.payment()?.is_open() {
            return Err(Error::rejected(Rejection::PaymentUnclear));
        }
        match change {
            Change::Cancel {} => self.cancel(tx).await,
            Change::Collector { name } => {
                self.must(|may| may.name_collector, StaffAction::HandOver)?;
                let name = name.as_ref().map(domain::text::Line::as_str);
                if self.group.collector.as_deref() == name {
                    return Ok(false);
                }
                self.set_collector(tx, name).await?;
                Ok(true)
            }
            Change::Collect(collection) => self.collect(tx, collection).await,
            Change::Send { address } => self.send(tx, address).await,
        }
    }

    async fn cancel(&self, tx: &mut Tx) -> Result<bool, Error> {
        if self.group.state()? == GroupState::Cancelled {
            return Ok(false);
        }
        self.must(|may| may.cancel, StaffAction::Cancel)?;
        payment::cancel(tx, self.app, self.number, self.stored, self.group, self.actor).await?;
        payments::goods_moved(tx, self.app, self.number, self.actor).await?;
        self.tell(tx, News::Cancelled { by_shop: false }).await?;
        Ok(true)
    }

    /// She is written what became of it, so that whoever else changes her order does not do it unseen.
    async fn tell(&self, tx: &mut Tx, news: News<'_>) -> Result<(), Error> {
        mail::news(tx, self.app, self.number, self.stored, self.group, news).await
    }

    async fn collect(&self, tx: &mut Tx, wanted: &Collection) -> Result<bool, Error> {
        let field = |name: &str| format!("change.collect.{name}");
        let Some(code) = wanted.receive.store() else {
            return Err(Error::invalid(field("receive"), "must be a way of collecting at a store"));
        };
        if matches!(wanted.receive, Receive::Curbside { .. }) && wanted.vehicle.is_none() {
            return Err(Error::invalid(field("vehicle"), "needed for curbside pickup"));
        }
        let (receive, slot) = (view::read::<Receive>(&self.group.receive)?, self.group.slot()?);
        if receive == wanted.receive && slot == Some(wanted.slot) {
            return Ok(false);
        }
        self.must(|may| may.change_receiving, StaffAction::StartPicking)?;
        let locations = self.app.locations();
        if !hands_over(&locations, &wanted.receive) {
            return Err(Error::invalid(field("receive"), "this store does not hand over that way"));
        }
        place::check_slot(self.app, code, wanted.slot, self.index)?;
        self.take_goods_at(tx, code).await?;
        self.take_slot(tx, &locations, &wanted.receive, wanted.slot).await?;
        self.give_slot_back(tx).await?;
        let vehicle = wanted.vehicle.as_ref().filter(|_| matches!(wanted.receive, Receive::Curbside { .. }));
        let vehicle = vehicle.map(place::json).transpose()?;
        let row = GroupRow {
            receive: place::json(&wanted.receive)?,
            location: code.as_str().to_owned(),
            slot_starts: Some(wanted.slot.starts.as_millisecond()),
            slot_ends: Some(wanted.slot.ends.as_millisecond()),
            vehicle,
            sent_by: None,
            arrives_first: None,
            arrives_last: None,
            ..self.group.clone()
        };
        self.write(tx, row).await?;
        self.tell(tx, News::Collected { at: code, slot: wanted.slot }).await?;
        Ok(true)
    }

    async fn send(&self, tx: &mut Tx, address: &DeliveryAddress) -> Result<bool, Error> {
        if view::read::<Receive>(&self.group.receive)? == Receive::Ship {
            return Ok(false);
        }
        self.must(|may| may.change_receiving, StaffAction::StartPicking)?;
        if !is_by_card(self.stored) {
            return Err(Error::invalid("change", "an order that is paid in the store is not sent"));
        }
        place::check_country(address, "change.send.address.country")?;
        let method = self.sending(address)?;
        let pieces = payment::pieces(tx, self.stored, self.group).await?;
        let from = sender(self.app, &self.app.locations(), &pieces);
        // Nobody has all of it: the warehouse is asked, so that the refusal says what is missing.
        let from = from.or_else(|| self.app.locations().warehouse().map(|place| place.code().clone()));
        let from = from.ok_or_else(|| Error::invalid("change", "this shop sends nothing"))?;
        self.take_goods_at(tx, &from).await?;
        self.give_slot_back(tx).await?;
        tx.run("UPDATE orders SET address = $1 WHERE number = $2", args![place::json(address)?, self.number.as_str()])
            .await?;
        let sending = place::sending(self.app, &from, &method)?;
        let row = GroupRow {
            receive: place::json(&Receive::Ship)?,
            location: from.as_str().to_owned(),
            slot_starts: None,
            slot_ends: None,
            vehicle: None,
            sent_by: sending.sent_by,
            arrives_first: sending.arrives_first,
            arrives_last: sending.arrives_last,
            ..self.group.clone()
        };
        self.write(tx, row).await?;
        self.tell(tx, News::ToBeSent).await?;
        Ok(true)
    }

    /// How a parcel to an address is sent at no further cost: the cheapest way there is.
    fn sending(&self, address: &DeliveryAddress) -> Result<ShippingMethod, Error> {
        let to = Destination {
            country: address.country.as_str().to_owned(),
            postal_code: address.postal_code.as_str().to_owned(),
        };
        let currency = Currency::parse(&self.stored.order.currency).map_err(Error::internal)?;
        let methods = self.app.terms().shipping.methods(&to, Money::new(self.group.goods, currency));
        methods.into_iter().next().ok_or_else(|| {
            Error::invalid("change.send.address", "nothing is sent there; name another address or choose a store")
        })
    }

    fn must(&self, allowed: impl Fn(ShopperMay) -> bool, action: StaffAction) -> Result<(), Error> {
        if allowed(may(self.stored, self.group)?) {
            return Ok(());
        }
        Err(Error::rejected(Rejection::Transition(TransitionError { state: self.group.state()?, action })))
    }

    /// Takes the group's pieces at another place and gives them back at the present one.
    async fn take_goods_at(&self, tx: &mut Tx, code: &LocationCode) -> Result<(), Error> {
        if self.group.location == code.as_str() {
            return Ok(());
        }
        let because = Because { reference: self.number.as_str(), actor: self.actor };
        let old = payment::pieces(tx, self.stored, self.group).await?;
        let new: Pieces = old.iter().map(|((sku, _), quantity)| ((sku.clone(), code.clone()), *quantity)).collect();
        let short = inventory::take(tx, self.app, &new, because).await?;
        if !short.is_empty() {
            let problems = short.into_iter().map(checkout::problem).collect();
            return Err(Error::rejected(Rejection::Plan { problems }));
        }
        inventory::give_back(tx, self.app, &old, because).await
    }

    async fn take_slot(&self, tx: &mut Tx, locations: &Locations, receive: &Receive, slot: Slot) -> Result<(), Error> {
        let place = receive.store().and_then(|code| locations.store(code));
        let capacity = place.map_or(0, |place| place.location.capacity(receive));
        if slots::take(tx, receive, slot, capacity).await? {
            return Ok(());
        }
        Err(Error::rejected(Rejection::SlotGone { group: self.index }))
    }

    async fn give_slot_back(&self, tx: &mut Tx) -> Result<(), Error> {
        let Some(slot) = self.group.slot()? else { return Ok(()) };
        slots::give_back(tx, &view::read(&self.group.receive)?, slot).await
    }

    /// Writes the group as it is received from now on; nobody is coming for it yet.
    async fn write(&self, tx: &mut Tx, row: GroupRow) -> Result<(), Error> {
        tx.run(
            "UPDATE order_groups SET receive = $1, location = $2, slot_starts = $3, slot_ends = $4, vehicle = $5, sent_by = $6,
                                     arrives_first = $7, arrives_last = $8, arrival = NULL
             WHERE number = $9 AND place = $10",
            args![
                row.receive,
                row.location,
                row.slot_starts,
                row.slot_ends,
                row.vehicle,
                row.sent_by,
                row.arrives_first,
                row.arrives_last,
                self.number.as_str(),
                row.place
            ],
        )
        .await
        .map(drop)
    }

    async fn set_collector(&self, tx: &mut Tx, name: Option<&str>) -> Result<(), Error> {
        tx.run(
            "UPDATE order_groups SET collector = $1 WHERE number = $2 AND place = $3",
            args![name.map(str::to_owned), self.number.as_str(), self.group.place],
        )
        .await
        .map(drop)
    }
}

fn hands_over(locations: &Locations, receive: &Receive) -> bool {
    receive.store().and_then(|code| locations.store(code)).is_some_and(|place| place.location.hands_over(receive))
}

fn is_by_card(stored: &Stored) -> bool {
    view::method(&stored.order.method) == PaymentMethod::Card
}

fn has_all(app: &App, pieces: &Pieces, at: &LocationCode) -> bool {
    let figures = app.availability();
    pieces
        .iter()
        .all(|((sku, _), quantity): (&(Sku, LocationCode), &u32)| figures.available(sku, at) >= i64::from(*quantity))
}

/// The place that would send all of it.
fn sender(app: &App, locations: &Locations, pieces: &Pieces) -> Option<LocationCode> {
    let warehouse = locations.warehouse()?.code();
    has_all(app, pieces, warehouse).then(|| warehouse.clone())
}
