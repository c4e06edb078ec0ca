//! What moves an order on: staff at the store it is collected from, and the shopper who says that she is coming.

use api::{
    orders::{Arrival, StaffStep},
    problem::Rejection,
};
use domain::{
    cart::Receive,
    id::{LocationCode, OrderNumber},
    orders::{GroupState, StaffAction, TransitionError, advance},
};

use super::{
    handover::Parcel,
    mail::{self, News},
    payment,
    store::{self, GroupRow, Stored, moment},
    topic, view,
};
use crate::{
    app::App,
    db::Tx,
    error::Error,
    inventory::service::{self as inventory, Because},
    payments,
    staff::Staff,
};

/// Moves a group on. Doing it again changes nothing, so that a double tap is harmless.
///
/// # Errors
/// 404 for a group of another store, [`Rejection`] when it does not follow, or what the shopper showed is not hers.
pub(super) async fn step(app: &App, staff: &Staff, number: &OrderNumber, body: &StaffStep) -> Result<(), Error> {
    app.db
        .write(|mut tx| async move {
            let tx = &mut tx;
            let (seq, stored) = lock(tx, number).await?;
            let group = group_of(&stored, body.group, "order in your store")?;
            staff.serves(&group.location)?;
            if apply(tx, app, staff, number, &stored, group, body).await? {
                payments::goods_moved(tx, app, number, &staff.id).await?;
                tx.poke(topic(number), seq);
            }
            Ok(())
        })
        .await?;
    inventory::refresh_after(app, number.as_str()).await
}

/// Notes how far the shopper of a curbside group is. Saying it again changes nothing, and she does not go back.
///
/// # Errors
/// 422 for a group that is not brought to a car, [`Rejection::Transition`] when it is hers already or never will be.
pub(super) async fn arrive(app: &App, number: &OrderNumber, body: &Arrival) -> Result<(), Error> {
    app.db
        .write(|mut tx| async move {
            let (seq, stored) = lock(&mut tx, number).await?;
            let group = group_of(&stored, body.group, "group in this order")?;
            if !matches!(view::read(&group.receive)?, Receive::Curbside { .. }) {
                return Err(Error::invalid("group", "this group is not brought to a car"));
            }
            let state = group.state()?;
            if state.is_final() {
                return Err(Error::rejected(Rejection::Transition(TransitionError {
                    state,
                    action: StaffAction::HandOver,
                })));
            }
            let word = view::arrival_word(body.state);
            let here = view::arrival_word(api::orders::ArrivalState::Here);
            if group.arrival.as_deref() != Some(word) && group.arrival.as_deref() != Some(here) {
                store::set_arrival(&mut tx, number, group.place, word).await?;
                tx.poke(topic(number), seq);
            }
            Ok(())
        })
        .await
}

/// The order, for changing: nobody else changes it until the transaction ends.
pub(super) async fn lock(tx: &mut Tx, number: &OrderNumber) -> Result<(u64, Stored), Error> {
    let seq = store::bump(tx, number).await?.ok_or_else(|| Error::not_found("order"))?;
    let stored = store::load(tx, number).await?.ok_or_else(|| Error::not_found("order"))?;
    Ok((u64::try_from(seq).map_err(Error::internal)?, stored))
}

/// A group of an order by its place.
pub(super) fn group_of<'s>(stored: &'s Stored, place: u32, what: &'static str) -> Result<&'s GroupRow, Error> {
    stored.groups.iter().find(|group| group.place == i64::from(place)).ok_or_else(|| Error::not_found(what))
}

/// Applies an action; says whether it changed anything.
async fn apply(
    tx: &mut Tx,
    app: &App,
    staff: &Staff,
    number: &OrderNumber,
    stored: &Stored,
    group: &GroupRow,
    body: &StaffStep,
) -> Result<bool, Error> {
    let state = group.state()?;
    // Nothing leaves a shelf for a payment that may yet be declined.
    if stored.order.payment()?.is_open() {
        return Err(Error::rejected(Rejection::PaymentUnclear));
    }
    let receive: Receive = view::read(&group.receive)?;
    let next = advance(state, &receive, body.action).map_err(|error| Error::rejected(Rejection::Transition(error)))?;
    if body.action == StaffAction::HandOver {
        let store = LocationCode::parse(group.location.clone()).map_err(Error::internal)?;
        let parcel = Parcel { number, place: group.place, store: &store, placed_at: moment(stored.order.placed_at)? };
        parcel.spend(tx, app, body.handover.as_deref(), &staff.id).await?;
    }
    if next == state {
        return Ok(false);
    }
    if next == GroupState::Cancelled {
        payment::cancel(tx, app, number, stored, group, &staff.id).await?;
        mail::news(tx, app, number, stored, group, News::Cancelled { by_shop: true }).await?;
        return Ok(true);
    }
    let because = Because { reference: number.as_str(), actor: &staff.id };
    if matches!(next, GroupState::Collected | GroupState::Shipped) {
        let pieces = payment::pieces(tx, stored, group).await?;
        inventory::hand_over(tx, app, &pieces, because).await?;
    }
    match next {
        GroupState::Ready => mail::news(tx, app, number, stored, group, News::Ready).await?,
        GroupState::Shipped => mail::news(tx, app, number, stored, group, News::Sent).await?,
        _ => {}
    }
    store::set_state(tx, number, group.place, next).await?;
    store::note(tx, app.ids.id(), number, group.place, next, app.clock.now(), &staff.id).await?;
    Ok(true)
}
