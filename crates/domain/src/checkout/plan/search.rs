//! The places parcels leave from: as few as hold everything, of those the earliest, of those the cheapest.
//!
//! That is set cover with counts, which is hard in theory and easy for a bag: sets of one place are tried, then of two,
//! and so on, always over the places that have the piece that fewest have. What a place has of the bag is a row of bits,
//! one for each piece that is needed, so that a look at a place is a handful of instructions. Branches that cannot cover
//! the rest or cannot become better than what was found are left out, and so are places for which there are enough
//! others that are as good in everything. Before all that the fullest places are taken greedily, so that there is a
//! good answer when the search is given up.

use super::assign::{holds, knotty};
use super::stock::{Line, Shelves};
use super::{Given, Weights};
use std::cmp::Reverse;

/// Beyond so many better places it is no longer counted how many there are.
const DOMINATORS_MOST: usize = 8;

/// How many looks at places are left.
#[derive(Debug, Clone, Copy)]
pub(super) struct Looks {
    left: usize,
    granted: usize,
}

impl Looks {
    pub(super) fn new(looks: u32) -> Self {
        let granted = usize::try_from(looks).unwrap_or(usize::MAX);
        Self { left: granted, granted }
    }

    /// As many as there were at the beginning.
    pub(super) fn again(self) -> Self {
        Self { left: self.granted, granted: self.granted }
    }

    /// Says whether there were that many.
    pub(super) fn spend(&mut self, looks: usize) -> bool {
        let enough = self.left >= looks;
        self.left = if enough { self.left - looks } else { 0 };
        enough
    }

    pub(super) fn are_spent(self) -> bool {
        self.left == 0
    }
}

/// The places that all pieces of the lines are sent from, which are known to fit into all places together.
/// Nothing when looking was given up before any were found.
pub(super) fn places(
    given: &Given<'_>,
    lines: &[Line],
    wanted: &[usize],
    places: &[usize],
    shelves: &mut Shelves<'_>,
    looks: &mut Looks,
) -> Option<Vec<usize>> {
    if wanted.is_empty() {
        return Some(Vec::new());
    }
    let knots: Vec<usize> = {
        let knotty = knotty(lines, wanted, shelves.variants());
        wanted.iter().copied().filter(|line| knotty[*line]).collect()
    };
    let mut search = Search::new(given, lines, wanted, places, shelves);
    let holds =
        &mut |chosen: &[usize], looks: &mut Looks| knots.is_empty() || holds(lines, &knots, chosen, shelves, looks);
    search.deepen(holds, looks);
    search.best.map(|(_, places)| places)
}

type Holds<'h> = &'h mut dyn FnMut(&[usize], &mut Looks) -> bool;

/// A place that sends and has something of the bag.
struct Source {
    place: usize,
    /// The last likely moment of its parcel, in milliseconds after the earliest of all places.
    wait_ms: i64,
    cost_minor: i64,
}

/// The bits of one variant: as many as pieces are needed of it.
struct Field {
    from: usize,
    /// The sources that have at least one piece, in their order.
    sources: Vec<usize>,
}

struct Search {
    weights: Weights,
    /// Earliest first, of those the cheapest, of those in the caller's order.
    sources: Vec<Source>,
    words: usize,
    /// The bits of each source, `words` each.
    has: Vec<u64>,
    fields: Vec<Field>,
    /// How many pieces are still needed, by field.
    needs: Vec<u32>,
    chosen: Vec<usize>,
    banned: Vec<bool>,
    cheapest_minor: i64,
    best: Option<(Burden, Vec<usize>)>,
}

/// What is compared: the weighed burden, then the sum of all waits.
type Burden = (i128, i128);

impl Search {
    fn new(given: &Given<'_>, lines: &[Line], wanted: &[usize], places: &[usize], shelves: &Shelves<'_>) -> Self {
        let mut demand = vec![0_u32; shelves.variants()];
        for line in wanted {
            for (variant, count) in &lines[*line].parts {
                demand[*variant] += count * lines[*line].quantity;
            }
        }
        let variants: Vec<usize> = (0..demand.len()).filter(|variant| demand[*variant] > 0).collect();
        let needs: Vec<u32> = variants.iter().map(|variant| demand[*variant]).collect();
        let mut from = 0;
        let fields = needs.iter().map(|need| {
            from += *need as usize;
            Field { from: from - *need as usize, sources: Vec::new() }
        });
        let mut fields: Vec<Field> = fields.collect();
        let words = from.div_ceil(64);
        let mut sources: Vec<Source> = places
            .iter()
            .filter(|place| variants.iter().any(|variant| shelves.at(**place)[*variant] > 0))
            .filter_map(|place| {
                let sends = given.places[*place].sends?;
                Some(Source { place: *place, wait_ms: sends.arrives.1.as_millisecond(), cost_minor: sends.cost_minor })
            })
            .collect();
        sources.sort_by_key(|it| (it.wait_ms, it.cost_minor, it.place));
        let earliest = sources.first().map_or(0, |it| it.wait_ms);
        let mut has = vec![0; sources.len() * words];
        for (index, (source, bits)) in sources.iter_mut().zip(has.chunks_mut(words.max(1))).enumerate() {
            source.wait_ms -= earliest;
            for ((variant, need), field) in variants.iter().zip(&needs).zip(&mut fields) {
                let pieces = shelves.at(source.place)[*variant].min(*need);
                field.sources.extend((pieces > 0).then_some(index));
                set(bits, field.from, pieces);
            }
        }
        let cheapest_minor = sources.iter().map(|it| it.cost_minor).min().unwrap_or(0);
        let (banned, chosen) = (vec![false; sources.len()], Vec::new());
        Self { weights: given.weights, sources, words, has, fields, needs, chosen, banned, cheapest_minor, best: None }
    }

    /// Tries one place, then two, and so on, until more places can be no better.
    fn deepen(&mut self, holds: Holds<'_>, looks: &mut Looks) {
        self.take_the_fullest(holds, looks);
        let mut dominators = Vec::new();
        for most in 1..=self.sources.len() {
            if self.cannot_improve(most) || looks.are_spent() {
                return;
            }
            // Comparing all places with each other is not worth it for pairs.
            if most == 3 {
                dominators = self.dominators();
            }
            for (banned, dominators) in self.banned.iter_mut().zip(&dominators) {
                // One of as many better places is always free to stand in for it.
                *banned = *dominators >= most;
            }
            self.cover(most, holds, looks);
        }
    }

    /// Chooses the place that has most of the rest, again and again: what the search has to beat, and what remains of it
    /// when it is given up.
    fn take_the_fullest(&mut self, holds: Holds<'_>, looks: &mut Looks) {
        let needs = self.needs.clone();
        while self.needs.iter().any(|need| *need > 0) && looks.spend(self.sources.len()) {
            let bits = self.bits_of(&self.needs);
            let free = (0..self.sources.len()).filter(|source| !self.chosen.contains(source));
            let fullest = free.max_by_key(|source| (self.covers(*source, &bits), Reverse(*source)));
            let Some(source) = fullest.filter(|source| self.covers(*source, &bits) > 0) else { break };
            self.choose(source);
        }
        if self.needs.iter().all(|need| *need == 0) {
            let places: Vec<usize> = self.chosen.iter().map(|it| self.sources[*it].place).collect();
            if holds(&places, looks) {
                self.keep(places);
            }
        }
        self.chosen.clear();
        self.needs = needs;
    }

    /// How many of the needed pieces a place has.
    fn covers(&self, source: usize, needs: &[u64]) -> u32 {
        let has = &self.has[source * self.words..][..self.words];
        has.iter().zip(needs).map(|(has, needs)| (has & needs).count_ones()).sum()
    }

    /// Chooses a place and takes what it has off what is needed.
    fn choose(&mut self, source: usize) {
        let has = &self.has[source * self.words..][..self.words];
        for (need, field) in self.needs.iter_mut().zip(&self.fields) {
            *need -= count(has, field.from, *need);
        }
        self.chosen.push(source);
    }

    /// Covers what is needed with at most `more` places beside the chosen ones.
    fn cover(&mut self, more: usize, holds: Holds<'_>, looks: &mut Looks) {
        let needed: u32 = self.needs.iter().sum();
        if needed == 0 {
            let places: Vec<usize> = self.chosen.iter().map(|it| self.sources[*it].place).collect();
            if holds(&places, looks) {
                self.keep(places);
            } else if more > 0 && !self.cannot_improve(more) {
                // There is enough of each variant, but bundles do not fit: any place may help.
                for field in 0..self.fields.len() {
                    self.branch(field, |_, _| true, more, holds, looks);
                }
            }
            return;
        }
        if more == 0 || self.cannot_improve(more) {
            return;
        }
        let needs = self.bits_of(&self.needs);
        let rare = (0..self.needs.len()).filter(|field| self.needs[*field] > 0);
        let Some(rare) = rare.min_by_key(|field| self.fields[*field].sources.len()) else { return };
        if more == 1 {
            let last = |search: &Self, source: usize| {
                let has = &search.has[source * search.words..][..search.words];
                needs.iter().zip(has).all(|(needs, has)| needs & !has == 0)
            };
            if looks.spend(self.fields[rare].sources.len()) {
                self.branch(rare, last, more, holds, looks);
            }
            return;
        }
        let mut covers = vec![0_u32; self.sources.len()];
        for (source, covers) in covers.iter_mut().enumerate().filter(|(source, _)| !self.banned[*source]) {
            *covers = self.covers(source, &needs);
        }
        let most = covers.iter().copied().max().unwrap_or(0);
        let others = most.saturating_mul(u32::try_from(more - 1).unwrap_or(u32::MAX));
        if !looks.spend(self.sources.len()) || most.saturating_add(others) < needed {
            return;
        }
        self.branch(rare, |_, source| covers[source].saturating_add(others) >= needed, more, holds, looks);
    }

    /// Chooses one more place, each in turn of those that have a variant and may be. Sets with a place that was tried
    /// before are not tried again.
    fn branch(
        &mut self,
        field: usize,
        may: impl Fn(&Self, usize) -> bool,
        more: usize,
        holds: Holds<'_>,
        looks: &mut Looks,
    ) {
        let mut tried = Vec::new();
        for index in 0..self.fields[field].sources.len() {
            let source = self.fields[field].sources[index];
            if self.banned[source] || !may(self, source) {
                continue;
            }
            if !looks.spend(1) {
                break;
            }
            self.banned[source] = true;
            tried.push(source);
            let before = self.needs.clone();
            self.choose(source);
            if !self.cannot_improve(more - 1) {
                self.cover(more - 1, holds, looks);
            }
            self.chosen.pop();
            self.needs = before;
        }
        for source in tried {
            self.banned[source] = false;
        }
    }

    /// Whether no set with `more` places beside the chosen ones can be better than the best.
    fn cannot_improve(&self, more: usize) -> bool {
        let Some((best, _)) = &self.best else { return false };
        let (waits, cost) = self.chosen_sums();
        let cost = cost.saturating_add(self.cheapest_minor.saturating_mul(i64::try_from(more).unwrap_or(i64::MAX)));
        let least = self.weights.burden(self.chosen.len() + more, waits.0, cost);
        (least, waits.1) >= *best
    }

    /// The longest wait, the sum of all waits, and the cost of the chosen places.
    fn chosen_sums(&self) -> ((i64, i128), i64) {
        let chosen = || self.chosen.iter().map(|it| &self.sources[*it]);
        let longest = chosen().map(|it| it.wait_ms).max().unwrap_or(0);
        let sum = chosen().map(|it| i128::from(it.wait_ms)).sum();
        ((longest, sum), chosen().fold(0, |sum, it| sum.saturating_add(it.cost_minor)))
    }

    fn keep(&mut self, places: Vec<usize>) {
        let ((longest, sum), cost) = self.chosen_sums();
        let burden = (self.weights.burden(places.len(), longest, cost), sum);
        if self.best.as_ref().is_none_or(|(best, _)| burden < *best) {
            self.best = Some((burden, places));
        }
    }

    /// How many places are as good as each in everything; of equals the earlier ones count.
    fn dominators(&self) -> Vec<usize> {
        let has = |source: usize| &self.has[source * self.words..][..self.words];
        let dominators = |source: usize| {
            // Whoever is as early and as cheap stands before it.
            let better = (0..source).filter(|other| {
                self.sources[*other].cost_minor <= self.sources[source].cost_minor
                    && has(source).iter().zip(has(*other)).all(|(has, other)| has & !other == 0)
            });
            better.take(DOMINATORS_MOST).count()
        };
        (0..self.sources.len()).map(dominators).collect()
    }

    fn bits_of(&self, needs: &[u32]) -> Vec<u64> {
        let mut bits = vec![0; self.words];
        for (need, field) in needs.iter().zip(&self.fields) {
            set(&mut bits, field.from, *need);
        }
        bits
    }
}

/// Sets `count` bits from `from` on.
fn set(bits: &mut [u64], from: usize, count: u32) {
    for bit in from..from + count as usize {
        bits[bit / 64] |= 1 << (bit % 64);
    }
}

/// How many bits are set from `from` on, at most `most`; a place's bits of a variant are set from the first one on.
fn count(bits: &[u64], from: usize, most: u32) -> u32 {
    let set = |bit: &usize| bits[bit / 64] >> (bit % 64) & 1 == 1;
    let set = (from..from + most as usize).take_while(set).count();
    u32::try_from(set).unwrap_or(most)
}
