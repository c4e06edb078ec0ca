//! Putting pieces into places: which lines there is enough for at all, and who gives how many.
//!
//! Most lines are plain: one variant that no bundle of the bag also takes. For them sums say everything. Lines that
//! share variants with a bundle are knotty: whether they fit depends on which place gives what, so it is tried.

use super::search::Looks;
use super::stock::{Line, Shelves};

/// How many places deep trying may go, so that no bag is too much for a thread's stack.
const DEEPEST: usize = 1_000;

/// Pieces of one line from one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Portion {
    /// The line, by its place in the bag.
    pub(super) line: usize,
    /// The place, by its place in the list.
    pub(super) place: usize,
    /// How many pieces, at least 1.
    pub(super) pieces: u32,
}

/// Which lines can be sent at all.
#[derive(Debug, Default)]
pub(super) struct Accepted {
    /// Those that can, in the bag's order.
    pub(super) lines: Vec<usize>,
    /// Those that cannot, with how many pieces of them could.
    pub(super) refused: Vec<(usize, u32)>,
    /// One way in which the accepted ones can be had together.
    pub(super) witness: Vec<Portion>,
}

/// Accepts one line after the other in the bag's order, each if it can be had together with those before it.
pub(super) fn accept(
    lines: &[Line],
    wanted: &[usize],
    places: &[usize],
    shelves: &Shelves<'_>,
    looks: &mut Looks,
) -> Accepted {
    let knotty = knotty(lines, wanted, shelves.variants());
    let (mut accepted, mut tried) = (Accepted::default(), shelves.clone());
    let mut knots: Vec<usize> = Vec::new();
    for line in wanted.iter().copied() {
        let left: u64 = places.iter().map(|place| u64::from(tried.has(*place, &lines[line]))).sum();
        if left >= u64::from(lines[line].quantity) {
            accepted.witness.extend(spread(lines, line, places, &mut tried));
            accepted.lines.push(line);
            knots.extend(knotty[line].then_some(line));
            continue;
        }
        if knotty[line] {
            // Those before it may be able to make room in another place, so all of them are placed anew.
            let before: Vec<Portion> = accepted.witness.iter().filter(|it| knotty[it.line]).copied().collect();
            for it in &before {
                tried.put_back(it.place, &lines[it.line], it.pieces);
            }
            knots.push(line);
            if let Some(placed) = assign(lines, &knots, places, &mut tried, looks) {
                accepted.witness.retain(|it| !knotty[it.line]);
                accepted.witness.extend(placed);
                accepted.lines.push(line);
                continue;
            }
            knots.pop();
            tried.take_all(lines, &before);
        }
        accepted.refused.push((line, u32::try_from(left).unwrap_or(u32::MAX)));
    }
    accepted
}

/// Whether some places can give all pieces of some lines, when there is enough of each variant; takes nothing.
pub(super) fn holds(
    lines: &[Line],
    knots: &[usize],
    places: &[usize],
    shelves: &mut Shelves<'_>,
    looks: &mut Looks,
) -> bool {
    let Some(placed) = assign(lines, knots, places, shelves, looks) else { return false };
    for it in &placed {
        shelves.put_back(it.place, &lines[it.line], it.pieces);
    }
    true
}

/// Takes all pieces of the lines from the places, each line from one place where that is possible.
pub(super) fn settle(
    lines: &[Line],
    wanted: &[usize],
    places: &[usize],
    shelves: &mut Shelves<'_>,
    looks: &mut Looks,
) -> Option<Vec<Portion>> {
    let knotty = knotty(lines, wanted, shelves.variants());
    let (knots, plain): (Vec<usize>, Vec<usize>) = wanted.iter().partition(|line| knotty[**line]);
    // Settling was shown to be possible, so it is not given up for want of looks alone.
    let mut portions = assign(lines, &knots, places, shelves, &mut looks.again())?;
    for line in plain {
        portions.extend(spread(lines, line, places, shelves));
    }
    Some(portions)
}

/// The lines that share a variant with a bundle, or take several of one.
pub(super) fn knotty(lines: &[Line], wanted: &[usize], variants: usize) -> Vec<bool> {
    let mut bundled = vec![false; variants];
    let is_plain = |line: &Line| matches!(line.parts[..], [(_, 1)]);
    for line in wanted.iter().filter(|line| !is_plain(&lines[**line])) {
        for (variant, _) in &lines[*line].parts {
            bundled[*variant] = true;
        }
    }
    let is_knotty = |line: &Line| !is_plain(line) || bundled[line.parts[0].0];
    lines.iter().map(is_knotty).collect()
}

/// A plain line from the first place that has all of it; else from as few as it takes, the fullest first.
fn spread(lines: &[Line], line: usize, places: &[usize], shelves: &mut Shelves<'_>) -> Vec<Portion> {
    let mut left = lines[line].quantity;
    let whole = places.iter().copied().find(|place| shelves.has(*place, &lines[line]) >= left);
    let mut order: Vec<usize> = whole.map_or_else(|| places.to_vec(), |place| vec![place]);
    // Stable: places that have as many stay in their order.
    order.sort_by_key(|place| std::cmp::Reverse(shelves.has(*place, &lines[line])));
    let mut portions = Vec::new();
    for place in order {
        let pieces = shelves.has(place, &lines[line]).min(left);
        if pieces == 0 {
            break;
        }
        shelves.take(place, &lines[line], pieces);
        portions.push(Portion { line, place, pieces });
        left -= pieces;
    }
    portions
}

/// Takes all pieces of knotty lines from the places, or takes nothing.
fn assign(
    lines: &[Line],
    knots: &[usize],
    places: &[usize],
    shelves: &mut Shelves<'_>,
    looks: &mut Looks,
) -> Option<Vec<Portion>> {
    let mut trial = Trial { lines, knots, places, shelves, looks, portions: Vec::new() };
    trial.line(0).then_some(trial.portions)
}

struct Trial<'t, 's> {
    lines: &'t [Line],
    knots: &'t [usize],
    places: &'t [usize],
    shelves: &'t mut Shelves<'s>,
    looks: &'t mut Looks,
    portions: Vec<Portion>,
}

impl Trial<'_, '_> {
    fn line(&mut self, at: usize) -> bool {
        let Some(line) = self.knots.get(at).copied() else { return true };
        if self.knots[at..].iter().any(|line| self.room(0, *line) < u64::from(self.lines[*line].quantity)) {
            return false;
        }
        let quantity = self.lines[line].quantity;
        for index in 0..self.places.len() {
            let place = self.places[index];
            if self.shelves.has(place, &self.lines[line]) < quantity {
                continue;
            }
            if self.give(Portion { line, place, pieces: quantity }, |trial| trial.line(at + 1)) {
                return true;
            }
        }
        self.split(at, 0, quantity)
    }

    /// `left` pieces of a line from the places from `from` on, in every way but whole ones, which were tried.
    fn split(&mut self, at: usize, from: usize, left: u32) -> bool {
        if left == 0 {
            return self.line(at + 1);
        }
        let line = self.knots[at];
        if self.room(from, line) < u64::from(left) || self.portions.len() + from > DEEPEST {
            return false;
        }
        let place = self.places[from];
        let most = self.shelves.has(place, &self.lines[line]).min(left);
        for pieces in (1..=most).rev().filter(|pieces| *pieces < self.lines[line].quantity) {
            if self.give(Portion { line, place, pieces }, |trial| trial.split(at, from + 1, left - pieces)) {
                return true;
            }
        }
        self.looks.spend(1) && self.split(at, from + 1, left)
    }

    /// How many pieces of a line the places from `from` on have.
    fn room(&mut self, from: usize, line: usize) -> u64 {
        if !self.looks.spend(self.places.len() - from) {
            return 0;
        }
        let pieces = |place: &usize| u64::from(self.shelves.has(*place, &self.lines[line]));
        self.places[from..].iter().map(pieces).sum()
    }

    fn give(&mut self, portion: Portion, then: impl FnOnce(&mut Self) -> bool) -> bool {
        if !self.looks.spend(1) {
            return false;
        }
        let line = &self.lines[portion.line];
        self.shelves.take(portion.place, line, portion.pieces);
        self.portions.push(portion);
        if then(self) {
            return true;
        }
        self.portions.pop();
        self.shelves.put_back(portion.place, line, portion.pieces);
        false
    }
}
