//! The bag of this browser as signals: what the server last said, with what the shopper did since on top.
//!
//! Each change is shown at once, written to the disk and pushed at once, and pushed again until the server has it. Changes made on other
//! devices arrive on a stream of events while a page is visible. What a change means is the domain's to say, see [`domain::cart`].

use super::{
    data,
    keep::Kept,
    live::{self, Link},
    shown::Known,
};
use crate::{browser, client::ClientError};
use api::cart::{BagItem, BagLine, BagView, SavedLine};
use domain::{
    cart::{LineKey, OpKind, Receive, Replica, Spot},
    id::{ActorId, Sku},
    quantity::Quantity,
};
use leptos::prelude::*;

/// Whether the server has what the shopper did.
#[derive(Debug, Clone, PartialEq)]
pub enum SyncState {
    /// It has everything.
    Saved,
    /// It is being told.
    Saving,
    /// It cannot be reached; what was done is kept and sent later.
    Offline,
    /// It answers, but not as it should; it is tried again.
    Trouble(ClientError),
}

/// What was just taken out of the bag, so that it can be put back.
#[derive(Debug, Clone, PartialEq)]
pub struct TakenOut {
    /// Where it was.
    pub spot: Spot,
    /// How many.
    pub quantity: Quantity,
    /// What it is.
    pub item: BagItem,
}

/// The bag. Provided by the app and by first paint.
#[derive(Debug, Clone, Copy)]
pub struct CartState {
    pub(super) known: RwSignal<Known>,
    pub(super) link: StoredValue<Link>,
    /// Why the last try to reach the server failed, if it did.
    pub(super) cut_off: RwSignal<Option<ClientError>>,
    /// Whether there is a bag that other devices could change.
    pub(super) followed: RwSignal<bool>,
    /// Whether this page holds the browser's stream.
    pub(super) leads: RwSignal<bool>,
    /// Whether what the server does not have is on the disk.
    pub(super) kept: RwSignal<Kept>,
    taken_out: RwSignal<Option<TakenOut>>,
    shown: Memo<BagView>,
    confirmed: Memo<Option<u64>>,
}

/// The bag of this browser.
///
/// # Panics
/// Outside of the app and of first paint, which both provide it.
#[must_use]
pub fn use_cart() -> CartState {
    use_context().expect("CartState is provided by the app and by first paint")
}

impl CartState {
    /// An empty bag that talks to nobody: all that first paint needs. In the browser, [`CartState::connect`] follows.
    #[must_use]
    #[allow(clippy::new_without_default, reason = "it makes signals, so the place where it is made matters")]
    pub fn new() -> Self {
        let nobody = ActorId::parse("nobody").expect("letters make an actor");
        let known = RwSignal::new(Known { replica: Replica::new(nobody), bag: None, items: Vec::new() });
        let shown = Memo::new(move |_| known.with(Known::shown));
        let confirmed = Memo::new(move |_| known.with(|known| known.bag.as_ref().map(|bag| bag.seq)));
        Self {
            known,
            link: StoredValue::new(Link::default()),
            cut_off: RwSignal::new(None),
            followed: RwSignal::new(false),
            leads: RwSignal::new(false),
            kept: RwSignal::new(Kept::Soon),
            taken_out: RwSignal::new(None),
            shown,
            confirmed,
        }
    }

    /// The bag with everything the shopper did; tracked. Prices of what the server has not seen yet are estimates.
    #[must_use]
    pub fn view(self) -> BagView {
        self.shown.get()
    }

    /// The lines as they are shown now; not tracked.
    #[must_use]
    pub fn lines_untracked(self) -> Vec<BagLine> {
        self.shown.with_untracked(|bag| bag.lines.clone())
    }

    /// What is saved for later; tracked.
    #[must_use]
    pub fn saved(self) -> Vec<SavedLine> {
        self.shown.with(|bag| bag.saved.clone())
    }

    /// Which bag the server has: changes with each of its changes, not with those that are still on their way; tracked.
    #[must_use]
    pub fn version(self) -> Option<u64> {
        self.confirmed.get()
    }

    /// Asks the server for the bag: after an order, which empties it, or signing in, which may join it to another.
    pub fn refresh(self) {
        live::refresh(self);
    }

    /// Waits until the server has everything, or cannot be reached.
    pub async fn settle(self) {
        live::settle(self).await;
    }

    /// Forgets the bag in all pages of this browser: the shopper has signed out.
    pub fn forget(self) {
        self.taken_out.set(None);
        live::forget(self);
    }

    /// Pieces in all; tracked.
    #[must_use]
    pub fn count(self) -> u32 {
        self.shown.with(|bag| bag.count)
    }

    /// How many there are of one line; tracked.
    #[must_use]
    pub fn quantity(self, line: &LineKey) -> u32 {
        self.shown.with(|bag| bag.lines.iter().find(|it| it.line == *line).map_or(0, |it| it.quantity))
    }

    /// Whether anybody, the server or this browser, has told what is in the bag; tracked. Before that, an empty bag may not be empty.
    #[must_use]
    pub fn loaded(self) -> bool {
        self.known.with(|known| known.bag.is_some())
    }

    /// Whether the server has what the shopper did; tracked.
    #[must_use]
    pub fn sync_state(self) -> SyncState {
        match (self.known.with(|known| known.replica.pending().len()), self.cut_off.get()) {
            (_, Some(ClientError::Offline)) => SyncState::Offline,
            (_, Some(why)) => SyncState::Trouble(why),
            (0, None) => SyncState::Saved,
            _ => SyncState::Saving,
        }
    }

    /// Whether the browser keeps what the server does not have, also when the page is closed; tracked.
    #[must_use]
    pub fn kept(self) -> Kept {
        self.kept.get()
    }

    /// Whether sums are made of the last known prices; tracked.
    #[must_use]
    pub fn is_estimate(self) -> bool {
        self.cut_off.get().is_some()
    }

    /// What was taken out last and can be put back; tracked.
    #[must_use]
    pub fn taken_out(self) -> Option<TakenOut> {
        self.taken_out.get()
    }

    /// Puts more of something into the bag. `item` is shown until the server has priced the line.
    pub fn add(self, line: LineKey, quantity: Quantity, item: BagItem) {
        browser::tell("vitrine-added");
        self.put(line.into(), quantity, item);
    }

    /// Makes it exactly so many of what the shopper sees.
    pub fn set(self, line: LineKey, quantity: Quantity) {
        self.act(OpKind::Set { line: line.into(), quantity }, None);
    }

    /// Takes out what is on a line, or saved.
    pub fn remove(self, spot: Spot) {
        let there = self.known.with_untracked(|known| {
            let lines = known.replica.quantities().into_iter().map(|(line, quantity)| (Spot::from(line), quantity));
            let saved = known.replica.saved().into_iter().map(|(sku, quantity)| (Spot::saved(sku), quantity));
            let quantity = lines.chain(saved).find(|(it, _)| *it == spot).map_or(0, |(_, quantity)| quantity);
            Some((Quantity::parse(i64::from(quantity)).ok()?, known.item(&spot.sku)?.clone()))
        });
        let taken_out = there.map(|(quantity, item)| TakenOut { spot: spot.clone(), quantity, item });
        self.act(OpKind::Remove { line: spot }, None);
        self.taken_out.set(taken_out);
    }

    /// Puts back what was taken out last.
    pub fn put_back(self) {
        if let Some(TakenOut { spot, quantity, item }) = self.taken_out.try_update(Option::take).flatten() {
            self.put(spot, quantity, item);
        }
    }

    /// Gets a line another way.
    pub fn change_receive(self, line: LineKey, to: Receive) {
        if line.receive != to {
            self.act(OpKind::Move { line: line.into(), to: Some(to) }, None);
        }
    }

    /// Saves a line for later.
    pub fn save(self, line: LineKey) {
        self.act(OpKind::Move { line: line.into(), to: None }, None);
    }

    /// Puts what is saved into the bag.
    pub fn unsave(self, sku: Sku, receive: Receive) {
        self.act(OpKind::Move { line: Spot::saved(sku), to: Some(receive) }, None);
    }

    /// Makes a link that puts this bag on another device.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn make_link(self) -> Result<api::cart::LinkView, ClientError> {
        live::settle(self).await;
        let link = data::make_link().await?;
        self.followed.set(true);
        Ok(link)
    }

    /// Opens the bag of another device here. What this one had comes along.
    ///
    /// # Errors
    /// [`ClientError`]; see [`data::redeem`].
    pub async fn redeem(self, token: String) -> Result<(), ClientError> {
        live::settle(self).await;
        let asked = self.known.with_untracked(|known| known.replica.ask());
        let (bag, text) = data::redeem(token).await?;
        live::hear(self, bag, &text, live::From::Server(asked));
        self.followed.set(true);
        Ok(())
    }

    fn put(self, line: Spot, quantity: Quantity, item: BagItem) {
        self.known.update_untracked(|known| known.items.push((line.sku.clone(), item.clone())));
        self.act(OpKind::Add { line, quantity }, Some(item));
    }

    /// Does it at once. `item` is what it adds, as long as the server has not named it.
    fn act(self, kind: OpKind, item: Option<BagItem>) {
        if !self.known.with_untracked(|known| known.can_show(&kind)) {
            return;
        }
        self.taken_out.set(None);
        let now = crate::browser::now_ms();
        let op = self.known.try_update(|known| known.replica.act(kind, now).clone());
        if let Some(op) = op {
            live::done(self, op, item);
        }
    }
}
