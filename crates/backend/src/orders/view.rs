//! An order as its shopper sees it.

use api::{
    checkout::SlotView,
    orders::{ArrivalState, HandoverView, HistoryEntry, OrderGroup, OrderLine, OrderView},
    time::StoreTime,
};
use domain::{
    cart::Receive,
    checkout::PaymentMethod,
    id::{OrderNumber, Sku},
    money::{Currency, Money},
    orders::{GroupState, PaymentTrouble, ShopperMay},
};
use jiff::{Timestamp, tz::TimeZone};
use serde::de::DeserializeOwned;

use super::{
    access, changes,
    handover::Parcel,
    store::{self, GroupRow, HistoryRow, LineRow, Stored, moment},
};
use crate::{app::App, checkout::record, error::Error, session::Shopper, stores::Place};

/// Who looks at an order, and at which address of the shop.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Viewer<'a> {
    /// The address, for links that leave the page.
    pub(crate) public_url: &'a str,
    /// The browser; nothing for staff, who change orders by their own steps.
    pub(crate) shopper: Option<&'a Shopper>,
}

/// An order as it is now, with what its viewer may do about it.
///
/// # Errors
/// 404 when there is none.
pub(crate) async fn load(app: &App, viewer: Viewer<'_>, number: &OrderNumber) -> Result<OrderView, Error> {
    let (stored, tax, hers) = app
        .db
        .read(|mut tx| async move {
            let Some(stored) = store::load(&mut tx, number).await? else { return Err(Error::not_found("order")) };
            let currency = Currency::parse(&stored.order.currency).map_err(Error::internal)?;
            let tax = record::taxes(&mut tx, number, currency).await?;
            let hers = match viewer.shopper {
                Some(shopper) => store::is_hers(&mut tx, number, &shopper.id, shopper.account_id()).await?,
                None => false,
            };
            Ok((stored, tax, hers))
        })
        .await?;
    let mut view = view(app, viewer.public_url, &stored)?;
    (view.tax, view.own) = (tax, hers);
    if !hers {
        // Whoever was sent the link looks and collects: it is not hers to pay, to change or to give up.
        view.payment_url = None;
        view.groups.iter_mut().for_each(|group| group.may = ShopperMay::default());
    }
    Ok(view)
}

fn view(app: &App, public_url: &str, stored: &Stored) -> Result<OrderView, Error> {
    let order = &stored.order;
    let number = OrderNumber::parse(order.number.clone()).map_err(Error::internal)?;
    let currency = Currency::parse(&order.currency).map_err(Error::internal)?;
    let sum = |amount: fn(&GroupRow) -> i64| Money::new(stored.groups.iter().map(amount).sum(), currency);
    let (goods, shipping) = (sum(|it| it.goods), sum(|it| it.shipping));
    let (placed_at, waits) = (moment(order.placed_at)?, order.payment()?.is_open());
    let groups: Result<_, Error> = stored.groups.iter().map(|group| group_view(app, stored, &number, group)).collect();
    Ok(OrderView {
        seq: u64::try_from(order.seq).map_err(Error::internal)?,
        placed_at,
        name: order.name.clone(),
        email: order.email.clone(),
        groups: groups?,
        goods,
        shipping,
        total: goods.checked_add(shipping).map_err(Error::internal)?,
        tax: Vec::new(),
        method: method(&order.method),
        payment: order.payment()?,
        payment_url: stored.paid.url.clone().filter(|_| waits),
        payment_until: order.payment_until.filter(|_| waits).map(moment).transpose()?,
        payment_trouble: order.payment_trouble.as_deref().and_then(PaymentTrouble::from_word),
        charged: Money::new(stored.paid.captured, currency),
        refunded: Money::new(stored.paid.refunded, currency),
        own: true,
        share_url: access::link(app, public_url, &number, placed_at)?,
        number,
    })
}

fn group_view(app: &App, stored: &Stored, number: &OrderNumber, group: &GroupRow) -> Result<OrderGroup, Error> {
    let (now, locations) = (app.clock.now(), app.locations());
    let receive: Receive = read(&group.receive)?;
    let code = domain::id::LocationCode::parse(group.location.clone()).map_err(Error::internal)?;
    let place = locations.get(&code);
    let store = place.filter(|_| receive != Receive::Ship);
    let state = group.state()?;
    let parcel = Parcel { number, place: group.place, store: &code, placed_at: moment(stored.order.placed_at)? };
    Ok(OrderGroup {
        index: u32::try_from(group.place).map_err(Error::internal)?,
        lines: of(&stored.lines, group, |it| it.place).map(|line| line_view(stored, line)).collect::<Result<_, _>>()?,
        store: store.map(Place::brief),
        door: store.map(|place| place.door(now)),
        directions: store.and_then(|place| place.location.directions.clone()),
        slot: slot(group, place, now)?,
        vehicle: optional(group.vehicle.as_deref())?,
        arrival: group.arrival.as_deref().and_then(arrival),
        address: if receive == Receive::Ship { optional(stored.order.address.as_deref())? } else { None },
        sent_by: optional(group.sent_by.as_deref())?,
        from: place.filter(|_| receive == Receive::Ship).map(Place::origin),
        arrives: group.arrives()?.map(|(first, last)| (time(place, first, now), time(place, last, now))),
        handover: handover(app, stored, &receive, state, &parcel)?,
        collector: group.collector.clone(),
        may: changes::may(stored, group)?,
        history: of(&stored.history, group, |it| it.place).map(|it| entry(it, place, now)).collect::<Result<_, _>>()?,
        receive,
        state,
    })
}

fn of<'s, T>(all: &'s [T], group: &'s GroupRow, place: fn(&T) -> i64) -> impl Iterator<Item = &'s T> {
    all.iter().filter(move |it| place(it) == group.place)
}

fn line_view(stored: &Stored, line: &LineRow) -> Result<OrderLine, Error> {
    let currency = Currency::parse(&stored.order.currency).map_err(Error::internal)?;
    Ok(OrderLine {
        sku: Sku::parse(line.sku.clone()).map_err(Error::internal)?,
        quantity: u32::try_from(line.quantity).map_err(Error::internal)?,
        item: read(&line.item)?,
        total: Money::new(line.price, currency).checked_mul(line.quantity).map_err(Error::internal)?,
    })
}

/// What she shows, until the goods are hers or are not hers any more.
fn handover(
    app: &App,
    stored: &Stored,
    receive: &Receive,
    state: GroupState,
    parcel: &Parcel<'_>,
) -> Result<Option<HandoverView>, Error> {
    let unclear = stored.order.payment()?.is_open();
    let shown = receive.store().is_some() && !state.is_final() && !unclear;
    if shown { parcel.view(app).map(Some) } else { Ok(None) }
}

fn slot(group: &GroupRow, place: Option<&Place>, now: Timestamp) -> Result<Option<SlotView>, Error> {
    let view = |slot: domain::checkout::Slot| SlotView {
        slot,
        starts: time(place, slot.starts, now),
        ends: time(place, slot.ends, now),
        // It is hers.
        free: false,
    };
    Ok(group.slot()?.map(view))
}

fn entry(row: &HistoryRow, place: Option<&Place>, now: Timestamp) -> Result<HistoryEntry, Error> {
    let state = GroupState::from_word(&row.state).unwrap_or(GroupState::Placed);
    Ok(HistoryEntry { state, at: time(place, moment(row.at)?, now) })
}

/// A moment on the clock of a place; of one that is known no more, in UTC.
fn time(place: Option<&Place>, at: Timestamp, now: Timestamp) -> StoreTime {
    match place {
        Some(place) => place.time(at, now),
        None => StoreTime { at, local: at.to_zoned(TimeZone::UTC).datetime(), days_ahead: 0 },
    }
}

fn arrival(word: &str) -> Option<ArrivalState> {
    match word {
        "on_my_way" => Some(ArrivalState::OnMyWay),
        "here" => Some(ArrivalState::Here),
        _ => None,
    }
}

/// The word kept for how far she is.
pub(super) fn arrival_word(state: ArrivalState) -> &'static str {
    match state {
        ArrivalState::OnMyWay => "on_my_way",
        ArrivalState::Here => "here",
    }
}

pub(super) fn method(word: &str) -> PaymentMethod {
    if word == "card" { PaymentMethod::Card } else { PaymentMethod::InStore }
}

/// The word kept for how an order is paid.
pub(super) fn method_word(method: PaymentMethod) -> &'static str {
    match method {
        PaymentMethod::InStore => "in_store",
        PaymentMethod::Card => "card",
    }
}

pub(super) fn read<T: DeserializeOwned>(json: &str) -> Result<T, Error> {
    serde_json::from_str(json).map_err(Error::internal)
}

fn optional<T: DeserializeOwned>(json: Option<&str>) -> Result<Option<T>, Error> {
    json.map(read).transpose()
}
