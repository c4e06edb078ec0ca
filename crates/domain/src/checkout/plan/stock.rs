//! What is left on the shelves while the lines of a bag are placed.

use super::{Given, Place};
use crate::cart::Receive;
use crate::id::{LocationCode, Sku};
use std::collections::HashMap;

/// A line in the variants it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// What one piece takes: a variant by its place in [`Shelves`], and how many of it, at least 1. Each variant once.
    pub(super) parts: Vec<(usize, u32)>,
    /// How many pieces.
    pub(super) quantity: u32,
}

/// What each place has left of each variant of the bag. A place is read when it is first asked for.
#[derive(Clone)]
pub(super) struct Shelves<'a> {
    skus: Vec<&'a Sku>,
    places: &'a [Place],
    stock: &'a dyn Fn(&Sku, &LocationCode) -> i64,
    left: Vec<u32>,
    is_read: Vec<bool>,
}

impl<'a> Shelves<'a> {
    /// The bag's lines, and the shelves they are taken from. Places that send are read at once when something is sent.
    pub(super) fn open(given: &Given<'a>, stock: &'a dyn Fn(&Sku, &LocationCode) -> i64) -> (Vec<Line>, Self) {
        let (mut skus, mut known): (Vec<&Sku>, HashMap<&Sku, usize>) = (Vec::new(), HashMap::new());
        let lines = given.wanted.iter().map(|wanted| {
            let mut parts: Vec<(usize, u32)> = Vec::with_capacity(wanted.parts.len());
            for (sku, count) in wanted.parts.iter().filter(|(_, count)| *count > 0) {
                let at = *known.entry(sku).or_insert_with(|| {
                    skus.push(sku);
                    skus.len() - 1
                });
                match parts.iter_mut().find(|(known, _)| *known == at) {
                    Some((_, sum)) => *sum = sum.saturating_add(*count),
                    None => parts.push((at, *count)),
                }
            }
            Line { parts, quantity: wanted.quantity }
        });
        let lines = lines.collect();
        let left = vec![0; skus.len() * given.places.len()];
        let mut shelves = Self { skus, places: given.places, stock, left, is_read: vec![false; given.places.len()] };
        if given.wanted.iter().any(|wanted| wanted.receive == Receive::Ship) {
            for place in (0..given.places.len()).filter(|place| given.places[*place].sends.is_some()) {
                shelves.read(place);
            }
        }
        (lines, shelves)
    }

    /// How many variants the bag takes.
    pub(super) fn variants(&self) -> usize {
        self.skus.len()
    }

    /// The variant at a place in the list.
    pub(super) fn sku(&self, variant: usize) -> &Sku {
        self.skus[variant]
    }

    /// What a place has left, by variant; nothing of what was never read.
    pub(super) fn at(&self, place: usize) -> &[u32] {
        &self.left[place * self.skus.len()..][..self.skus.len()]
    }

    /// How many pieces of a line a place has left.
    pub(super) fn fits(&mut self, place: usize, line: &Line) -> u32 {
        self.read(place);
        self.has(place, line)
    }

    /// The same of a place that was read before.
    pub(super) fn has(&self, place: usize, line: &Line) -> u32 {
        let left = self.at(place);
        line.parts.iter().map(|(variant, count)| left[*variant] / count).min().unwrap_or(u32::MAX)
    }

    /// Takes pieces that fit.
    pub(super) fn take(&mut self, place: usize, line: &Line, pieces: u32) {
        let row = place * self.skus.len();
        for (variant, count) in &line.parts {
            self.left[row + variant] -= count * pieces;
        }
    }

    /// Takes pieces that fit, of many lines.
    pub(super) fn take_all(&mut self, lines: &[Line], portions: &[super::Portion]) {
        for it in portions {
            self.take(it.place, &lines[it.line], it.pieces);
        }
    }

    /// Puts back what was taken.
    pub(super) fn put_back(&mut self, place: usize, line: &Line, pieces: u32) {
        let row = place * self.skus.len();
        for (variant, count) in &line.parts {
            self.left[row + variant] += count * pieces;
        }
    }

    fn read(&mut self, place: usize) {
        if std::mem::replace(&mut self.is_read[place], true) {
            return;
        }
        let row = place * self.skus.len();
        for (variant, sku) in self.skus.iter().enumerate() {
            let available = (self.stock)(sku, &self.places[place].code);
            self.left[row + variant] = u32::try_from(available.max(0)).unwrap_or(u32::MAX);
        }
    }
}
