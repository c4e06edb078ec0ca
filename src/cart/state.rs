//! The bag of this browser as signals: what the server last said, with what the shopper did since on top.
//!
//! Each change is shown at once, pushed at once, and pushed again until the server has it. Changes made on other devices arrive
//! on a stream of events while the page is visible. What a change means is the domain's to say, see [`domain::cart`].

use super::{
    data,
    live::{self, Link},
    shown::Known,
};
use crate::client::ClientError;
use api::cart::{BagItem, BagLine, BagView};
use domain::{
    cart::{LineKey, OpKind, Receive, Replica},
    id::ActorId,
    quantity::Quantity,
};
use leptos::prelude::*;

/// Whether the server has what the shopper did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SyncState {
    /// It has everything.
    Saved,
    /// It is being told.
    Saving,
    /// It cannot be reached; what was done is kept and sent later.
    Waiting,
}

/// The bag. Provided by the app and by first paint.
#[derive(Debug, Clone, Copy)]
pub struct CartState {
    pub(super) known: RwSignal<Known>,
    pub(super) link: StoredValue<Link>,
    /// Whether the last try to reach the server failed.
    pub(super) cut_off: RwSignal<bool>,
    /// Whether there is a bag that other devices could change.
    pub(super) followed: RwSignal<bool>,
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
            cut_off: RwSignal::new(false),
            followed: RwSignal::new(false),
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

    /// Which bag the server has: changes with each of its changes, not with those that are still on their way; tracked.
    #[must_use]
    pub fn version(self) -> Option<u64> {
        self.confirmed.get()
    }

    /// Asks the server for the bag: after an order, which empties it.
    pub fn refresh(self) {
        live::refresh(self);
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

    /// Whether the server has told what is in the bag; tracked. Before that, an empty bag may not be empty.
    #[must_use]
    pub fn loaded(self) -> bool {
        self.known.with(|known| known.bag.is_some())
    }

    /// Whether the server has what the shopper did; tracked.
    #[must_use]
    pub fn sync_state(self) -> SyncState {
        match (self.known.with(|known| known.replica.pending()), self.cut_off.get()) {
            (_, true) => SyncState::Waiting,
            (0, false) => SyncState::Saved,
            _ => SyncState::Saving,
        }
    }

    /// Puts more of something into the bag. `item` is shown until the server has priced the line.
    pub fn add(self, line: LineKey, quantity: Quantity, item: BagItem) {
        self.known.update_untracked(|known| {
            known.items.push((line.clone(), item));
        });
        self.act([(line, OpKind::Add { quantity })]);
    }

    /// Makes it exactly so many of what the shopper sees.
    pub fn set(self, line: LineKey, quantity: Quantity) {
        self.act([(line, OpKind::Set { quantity })]);
    }

    /// Takes a line out.
    pub fn remove(self, line: LineKey) {
        self.act([(line, OpKind::Remove)]);
    }

    /// Gets a line another way: the new line has its number in all, the old one is taken out.
    pub fn change_receive(self, line: LineKey, to: Receive) {
        let target = LineKey { sku: line.sku.clone(), receive: to };
        let both = self.quantity_now(&line).saturating_add(self.quantity_now(&target));
        let both = both.min(domain::quantity::MOST);
        let Ok(quantity) = Quantity::parse(i64::from(both)) else { return };
        if target == line {
            return;
        }
        self.known.update_untracked(|known| {
            let item = known.shown().lines.into_iter().find(|it| it.line == line).map(|it| it.item);
            known.items.extend(item.map(|item| (target.clone(), item)));
        });
        self.act([(target, OpKind::Set { quantity }), (line, OpKind::Remove)]);
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
        let bag = data::redeem(token).await?;
        self.known.update(|known| {
            known.receive(bag);
        });
        self.followed.set(true);
        Ok(())
    }

    fn act(self, changes: impl IntoIterator<Item = (LineKey, OpKind)>) {
        let now = crate::browser::now_ms();
        self.known.update(|known| {
            for (line, kind) in changes {
                known.replica.act(line, kind, now);
            }
        });
        live::talk(self);
    }

    fn quantity_now(self, line: &LineKey) -> u32 {
        untrack(|| self.quantity(line))
    }
}
