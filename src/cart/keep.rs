//! Keeping on the disk what the server does not have: one write at a time, which takes along everything that waits.

use super::{
    live::{self, From},
    state::CartState,
    vault::{Found, Vault},
};
use api::cart::BagItem;
use domain::cart::{Dot, Op};
use leptos::prelude::*;
use send_wrapper::SendWrapper;

/// Whether what the shopper did, and the server does not have, outlives the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// All of it is on the disk.
    Yes,
    /// It is being written.
    Soon,
    /// The browser keeps nothing, or not all of it.
    No,
}

/// What is on its way to the disk.
#[derive(Debug, Default)]
pub(super) struct Keeper {
    disk: Disk,
    /// What is not on it yet, oldest first, each with what it adds.
    waiting: Vec<(Dot, Option<BagItem>)>,
    /// Whether somebody is writing already.
    writing: bool,
}

#[derive(Debug, Default)]
enum Disk {
    #[default]
    Opening,
    Open(SendWrapper<Vault>),
    Refused,
}

/// Opens the disk. What an earlier page left behind is this page's too.
pub(super) async fn open(cart: CartState) {
    let Ok((vault, Found { bag, ops, items })) = Vault::open().await else {
        cart.link.update_value(|link| link.keeper = Keeper { disk: Disk::Refused, ..Keeper::default() });
        cart.kept.set(Kept::No);
        return;
    };
    cart.link.update_value(|link| link.keeper.disk = Disk::Open(SendWrapper::new(vault)));
    if let Some(bag) = bag {
        live::hear(cart, bag, "", From::Sibling);
    }
    let mut settled = Vec::new();
    cart.known.update(|known| {
        let newer = std::mem::replace(&mut known.items, items);
        known.items.extend(newer);
        for op in ops {
            let dot = op.dot();
            if !known.replica.learn(op) && known.replica.pending().iter().all(|op| op.dot() != dot) {
                settled.push(dot);
            }
        }
    });
    forget(cart, settled);
    write(cart);
    live::talk(cart);
}

/// Keeps an operation with what it adds, as soon as the disk is free.
pub(super) fn keep(cart: CartState, op: Dot, item: Option<BagItem>) {
    wait(cart, op, item);
    write(cart);
}

/// Keeps everything that is pending: it has changed.
pub(super) fn keep_all(cart: CartState) {
    let pending: Vec<Dot> = cart.known.with_untracked(|known| known.replica.pending().iter().map(Op::dot).collect());
    for op in pending {
        keep(cart, op, None);
    }
}

/// What another page did is kept by it; here only if the server does not have it soon.
pub(super) fn keep_later(cart: CartState, op: Dot, item: Option<BagItem>) {
    wait(cart, op, item);
    set_timeout(move || write(cart), live::GRACE);
}

fn wait(cart: CartState, op: Dot, item: Option<BagItem>) {
    let waits = cart.link.try_update_value(|link| {
        let waits = !matches!(link.keeper.disk, Disk::Refused);
        if waits {
            link.keeper.waiting.push((op, item));
        }
        waits
    });
    // What could not be written is tried again with this, and said to be kept when it is.
    if waits == Some(true) && cart.kept.get_untracked() == Kept::Yes {
        cart.kept.set(Kept::Soon);
    }
}

/// Writes what waits, all of it at once, until nothing does or it fails; then it waits for the next one.
pub(super) fn write(cart: CartState) {
    let begun = cart.link.try_update_value(|link| match &link.keeper.disk {
        Disk::Open(vault) if !link.keeper.writing => {
            link.keeper.writing = true;
            Some((**vault).clone())
        }
        _ => None,
    });
    if let Some(vault) = begun.flatten() {
        leptos::task::spawn_local(async move {
            let kept = loop {
                let ops = take(cart);
                if ops.is_empty() {
                    break Kept::Yes;
                }
                if vault.keep(&ops).await.is_err() {
                    let again = ops.into_iter().map(|(op, item)| (op.dot(), item));
                    cart.link.update_value(|link| drop(link.keeper.waiting.splice(..0, again)));
                    break Kept::No;
                }
            };
            cart.link.update_value(|link| link.keeper.writing = false);
            if cart.kept.get_untracked() != kept {
                cart.kept.set(kept);
            }
        });
    }
}

/// What waits and is worth writing: what the server has by now, nobody would forget again.
fn take(cart: CartState) -> Vec<(Op, Option<BagItem>)> {
    let waiting = cart.link.try_update_value(|link| std::mem::take(&mut link.keeper.waiting)).unwrap_or_default();
    cart.known.with_untracked(|known| {
        let pending = |dot: &Dot| known.replica.pending().iter().find(|op| op.n == dot.n && op.actor == dot.actor);
        waiting.into_iter().filter_map(|(dot, item)| Some((pending(&dot)?.clone(), item))).collect()
    })
}

/// Forgets what the server has. What cannot be forgotten now is found by the next page, pushed again, and forgotten then.
pub(super) fn forget(cart: CartState, ops: Vec<Dot>) {
    if let Some(vault) = vault(cart).filter(|_| !ops.is_empty()) {
        let all = cart.known.with_untracked(|known| known.replica.pending().is_empty());
        vault.forget(&ops, all);
    }
}

/// Keeps the server's word, for being shown without a connection; the next word is kept again.
pub(super) fn remember(cart: CartState, text: String) {
    let known = cart.known.with_untracked(|known| known.bag.as_ref().map(|bag| (bag.bag.clone(), bag.seq)));
    if let (Some(vault), Some((bag, seq))) = (vault(cart), known) {
        leptos::task::spawn_local(async move {
            let _ = vault.remember(&bag, seq, &text).await;
        });
    }
}

/// Forgets everything: what stays in vain is pushed into the next bag, where the server says what it is worth.
pub(super) fn empty(cart: CartState) {
    if let Some(vault) = vault(cart) {
        vault.empty();
    }
}

fn vault(cart: CartState) -> Option<Vault> {
    cart.link.with_value(|link| match &link.keeper.disk {
        Disk::Open(vault) => Some((**vault).clone()),
        Disk::Opening | Disk::Refused => None,
    })
}
