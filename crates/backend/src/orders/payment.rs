//! What payment means for an order: whether it stands, comes to nothing, or can be had again; and what its goods mean for the money.
//!
//! The payment itself, and who is asked for it, is in [`crate::payments`], which calls this with the order locked.

use std::collections::BTreeMap;

use domain::{
    cart::{LineKey, Receive},
    id::{LocationCode, OrderNumber, Sku},
    money::{Currency, Money},
    orders::{GroupState, PaymentState, PaymentTrouble},
    payments::{Goal, due_now},
};
use jiff::Timestamp;

use super::{
    mail,
    store::{self, GroupRow, Stored},
    topic, view,
};
use crate::{
    app::App,
    cart::service as cart,
    checkout::slots,
    db::Tx,
    error::Error,
    inventory::service::{self as inventory, Because, Lines, Pieces},
    mail::Language,
};

/// Who it is noted by when nobody asked for it.
const SYSTEM: &str = "system";

/// An order that nobody else changes until the transaction ends.
#[derive(Debug)]
pub(crate) struct Order {
    number: OrderNumber,
    stored: Stored,
    changed: bool,
    goods_moved: bool,
}

/// An order for changing its payment.
///
/// # Errors
/// 404 when there is none.
pub(crate) async fn lock(tx: &mut Tx, number: &OrderNumber) -> Result<Order, Error> {
    if !store::lock(tx, number).await? {
        return Err(Error::not_found("order"));
    }
    let stored = store::load(tx, number).await?.ok_or_else(|| Error::not_found("order"))?;
    Ok(Order { number: number.clone(), stored, changed: false, goods_moved: false })
}

/// Where the shopper of an order is written, and in which language.
pub(crate) async fn contact(tx: &mut Tx, number: &OrderNumber) -> Result<(String, Language), Error> {
    let stored = store::load(tx, number).await?.ok_or_else(|| Error::not_found("order"))?;
    Ok((stored.order.email.clone(), Language::of_tag(stored.order.lang.as_deref())))
}

/// What the shopper of an order is told of its money.
pub(crate) async fn state(tx: &mut Tx, number: &OrderNumber) -> Result<PaymentState, Error> {
    let stored = store::load(tx, number).await?.ok_or_else(|| Error::not_found("order"))?;
    stored.order.payment()
}

/// A line as it was sold.
#[derive(Debug)]
pub(crate) struct SoldLine {
    /// The group, by its place in the order.
    pub(crate) group: i64,
    /// The line, by its place in the order.
    pub(crate) line: i64,
    /// The code of the place it comes from.
    pub(crate) location: String,
    /// How many.
    pub(crate) quantity: i64,
    /// What one cost, in minor units.
    pub(crate) price: i64,
}

impl Order {
    pub(crate) fn number(&self) -> &OrderNumber {
        &self.number
    }

    /// Whose it is, if it is an account's.
    pub(crate) fn account(&self) -> Option<&str> {
        self.stored.order.account.as_deref()
    }

    /// What its shopper is told of the money.
    pub(crate) fn state(&self) -> Result<PaymentState, Error> {
        self.stored.order.payment()
    }

    /// What went wrong with paying it last.
    pub(crate) fn trouble(&self) -> Option<PaymentTrouble> {
        self.stored.order.payment_trouble.as_deref().and_then(PaymentTrouble::from_word)
    }

    /// Until when it waits to be paid, in milliseconds; nothing for one that does not wait for its shopper.
    pub(crate) fn until(&self) -> Option<i64> {
        self.stored.order.payment_until
    }

    /// Whether goods are free again, or are not any more.
    pub(crate) fn goods_moved(&self) -> bool {
        self.goods_moved
    }

    /// Its lines, in their order.
    pub(crate) fn sold(&self) -> Result<Vec<SoldLine>, Error> {
        let location =
            |place| self.stored.groups.iter().find(|group| group.place == place).map(|it| it.location.clone());
        let sold = (0..).zip(&self.stored.lines).map(|(line, it)| {
            let location = location(it.place).ok_or_else(|| Error::not_found("group in this order"))?;
            Ok(SoldLine { group: it.place, line, location, quantity: it.quantity, price: it.price })
        });
        sold.collect()
    }

    /// What is to be paid when it is placed, or what would have been.
    pub(crate) fn amount(&self) -> Result<Money, Error> {
        let currency = Currency::parse(&self.stored.order.currency).map_err(Error::internal)?;
        let mut sum = 0;
        for group in &self.stored.groups {
            sum += cost(group)?;
        }
        Ok(Money::new(sum, currency))
    }

    /// What the money is to come to, by the goods: what she has is charged, what is cancelled is not.
    pub(crate) fn goal(&self, refund: i64) -> Result<Goal, Error> {
        let mut goal = Goal { refund, ..Goal::NOTHING };
        for group in &self.stored.groups {
            let (state, cost) = (group.state()?, cost(group)?);
            if matches!(state, GroupState::Collected | GroupState::Shipped | GroupState::Delivered) {
                goal.charge += cost;
            }
            if state != GroupState::Cancelled {
                goal.most += cost;
            }
        }
        Ok(goal)
    }

    /// It waits for its shopper to pay until then.
    pub(crate) async fn wait_until(&mut self, tx: &mut Tx, until: Timestamp) -> Result<(), Error> {
        self.stored.order.payment_until = Some(until.as_millisecond());
        self.changed = true;
        store::wait_until(tx, &self.number, until).await
    }

    /// What its shopper is told of the money.
    pub(crate) async fn tell(
        &mut self,
        tx: &mut Tx,
        state: PaymentState,
        trouble: Option<PaymentTrouble>,
    ) -> Result<(), Error> {
        if self.state()? == state && self.trouble() == trouble {
            return Ok(());
        }
        self.changed = true;
        state.word().clone_into(&mut self.stored.order.payment);
        self.stored.order.payment_trouble = trouble.map(|it| it.word().to_owned());
        store::tell(tx, &self.number, state, trouble).await
    }

    /// What is shown of it is not as before, whatever became of its state.
    pub(crate) fn touch(&mut self) {
        self.changed = true;
    }

    /// It is paid, as far as it is to be now.
    pub(crate) async fn accept(&mut self, tx: &mut Tx, app: &App) -> Result<(), Error> {
        mail::placed(tx, app, &self.number).await
    }

    /// It comes to nothing: stock, slots and bag are as before. She is written, if she does not know yet.
    pub(crate) async fn give_up(
        &mut self,
        tx: &mut Tx,
        app: &App,
        state: PaymentState,
        trouble: Option<PaymentTrouble>,
        write: bool,
    ) -> Result<(), Error> {
        let stored = &self.stored;
        let (lines, from) = (bag_lines(stored)?, stored.order.from()?);
        cart::put_back(tx, app, &stored.order.session, &self.number, &lines, from.as_ref()).await?;
        for group in &stored.groups {
            cancel(tx, app, &self.number, stored, group, SYSTEM).await?;
        }
        store::forget_request(tx, &self.number).await?;
        self.goods_moved = true;
        let email = &self.stored.order.email;
        match trouble {
            Some(PaymentTrouble::TooLate) if write => mail::unpaid(tx, app, &self.number, email).await?,
            _ if write => mail::declined(tx, app, &self.number, email).await?,
            _ => {}
        }
        self.tell(tx, state, trouble).await
    }

    /// It was given up and is paid all the same: says whether it can be had again, and then has it, all of it.
    ///
    /// Only if what was put back is still in her bag, from which it is taken: who has ordered it once more does not want it twice.
    pub(crate) async fn revive(&mut self, tx: &mut Tx, app: &App) -> Result<bool, Error> {
        let stored = &self.stored;
        let mut all = Pieces::new();
        for group in &stored.groups {
            let gone = group.slot()?.is_some_and(|slot| slot.ends <= app.clock.now());
            if gone || group.state()? != GroupState::Cancelled {
                return Ok(false);
            }
            for (place, quantity) in pieces(tx, stored, group).await? {
                *all.entry(place).or_default() += quantity;
            }
        }
        if !inventory::can_take(tx, &all).await? || !slots_are_free(tx, app, stored).await? {
            return Ok(false);
        }
        if !cart::take_out(tx, app, &stored.order.session, &self.number, &bag_lines(stored)?).await? {
            return Ok(false);
        }
        let because = Because { reference: self.number.as_str(), actor: SYSTEM };
        let short = inventory::take(tx, app, &all, because).await?;
        if !short.is_empty() {
            return Err(Error::conflict("somebody took the last one at this moment"));
        }
        for group in &stored.groups {
            if let Some(slot) = group.slot()? {
                let (receive, capacity) = slot_of(app, group)?;
                if !slots::take(tx, &receive, slot, capacity).await? {
                    return Err(Error::conflict("somebody took the last place in the slot at this moment"));
                }
            }
            store::set_state(tx, &self.number, group.place, GroupState::Placed).await?;
            store::note(tx, app.ids.id(), &self.number, group.place, GroupState::Placed, app.clock.now(), SYSTEM)
                .await?;
        }
        self.stored = store::load(tx, &self.number).await?.ok_or_else(|| Error::not_found("order"))?;
        (self.goods_moved, self.changed) = (true, true);
        Ok(true)
    }

    /// She paid too late, and it cannot be had any more: she is told, and the money goes back.
    pub(crate) async fn sold_out(&mut self, tx: &mut Tx, app: &App) -> Result<(), Error> {
        mail::sold_out(tx, app, &self.number, &self.stored.order.email).await?;
        self.tell(tx, PaymentState::Voided, Some(PaymentTrouble::SoldOut)).await
    }

    /// Money is given back for it: she is told.
    pub(crate) async fn gives_back(&self, tx: &mut Tx, app: &App, amount: Money) -> Result<(), Error> {
        mail::refund(tx, app, &self.number, &self.stored, amount).await
    }

    /// Tells everybody who looks at it, if anything changed.
    pub(crate) async fn finish(self, tx: &mut Tx) -> Result<(), Error> {
        if self.changed
            && let Some(seq) = store::bump(tx, &self.number).await?
        {
            tx.poke(topic(&self.number), u64::try_from(seq).unwrap_or(0));
        }
        Ok(())
    }
}

/// What a group adds to what is paid with the order.
fn cost(group: &GroupRow) -> Result<i64, Error> {
    let receive: Receive = view::read(&group.receive)?;
    Ok(if due_now(&receive) { group.goods + group.shipping } else { 0 })
}

/// How a group is collected, and how many are collected that way in one slot.
fn slot_of(app: &App, group: &GroupRow) -> Result<(Receive, u32), Error> {
    let (receive, locations) = (view::read::<Receive>(&group.receive)?, app.locations());
    let place = receive.store().and_then(|code| locations.store(code));
    let capacity = place.map_or(0, |place| place.location.capacity(&receive));
    Ok((receive, capacity))
}

async fn slots_are_free(tx: &mut Tx, app: &App, stored: &Stored) -> Result<bool, Error> {
    let mut wanted: BTreeMap<(String, &str, i64), i64> = BTreeMap::new();
    for group in &stored.groups {
        let Some(slot) = group.slot()? else { continue };
        let (receive, capacity) = slot_of(app, group)?;
        let here =
            wanted.entry((group.location.clone(), slots::way(&receive), slot.starts.as_millisecond())).or_default();
        *here += 1;
        if slots::taken(tx, &receive, slot).await? + *here > i64::from(capacity) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Cancels a group: its pieces and its slot are free again.
pub(super) async fn cancel(
    tx: &mut Tx,
    app: &App,
    number: &OrderNumber,
    stored: &Stored,
    group: &GroupRow,
    actor: &str,
) -> Result<(), Error> {
    let because = Because { reference: number.as_str(), actor };
    let pieces = pieces(tx, stored, group).await?;
    inventory::give_back(tx, app, &pieces, because).await?;
    if let Some(slot) = group.slot()? {
        slots::give_back(tx, &view::read(&group.receive)?, slot).await?;
    }
    store::set_state(tx, number, group.place, GroupState::Cancelled).await?;
    store::note(tx, app.ids.id(), number, group.place, GroupState::Cancelled, app.clock.now(), actor).await
}

/// The pieces that a group took, by variant and place.
pub(super) async fn pieces(tx: &mut Tx, stored: &Stored, group: &GroupRow) -> Result<Pieces, Error> {
    let location = LocationCode::parse(group.location.clone()).map_err(Error::internal)?;
    let mut lines = Lines::new();
    for line in stored.lines.iter().filter(|line| line.place == group.place) {
        let sku = Sku::parse(line.sku.clone()).map_err(Error::internal)?;
        lines.push((sku, location.clone(), u32::try_from(line.quantity).map_err(Error::internal)?));
    }
    inventory::taken(tx, &stored.order.number, &lines).await
}

fn bag_lines(stored: &Stored) -> Result<Vec<(LineKey, u32)>, Error> {
    let receive_of =
        |place| stored.groups.iter().find(|group| group.place == place).map(|group| group.receive.as_str());
    let line = |line: &store::LineRow| {
        let receive = view::read(receive_of(line.place).unwrap_or_default())?;
        let sku = Sku::parse(line.sku.clone()).map_err(Error::internal)?;
        Ok((LineKey { sku, receive }, u32::try_from(line.quantity).map_err(Error::internal)?))
    };
    stored.lines.iter().map(line).collect()
}
