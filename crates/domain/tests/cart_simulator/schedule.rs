//! What happens, in which order: drawn from a seed.

use crate::chance::Chance;

/// What a schedule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Several browsers, and everything that can go wrong.
    Together,
    /// The same, with bags that remember next to nothing of what is past. Nothing is moved, so that what is told as one can be compared
    /// line by line.
    Forgetful,
    /// One browser whose disk and pages are quick: in the end the bag is what she saw.
    Alone,
}

/// Numbers mean "one of those there are", so that an event makes sense wherever it stands.
#[derive(Debug, Clone)]
pub enum Event {
    /// A shopper does something at a page; her clock is wrong by so many milliseconds.
    Act { page: usize, what: Act, sku: usize, spot: usize, to: usize, quantity: i64, wrong_by: i64 },
    /// A page's writes reach the disk.
    Save { page: usize },
    /// A page pushes so many of the oldest operations it knows.
    Push { page: usize, most: usize },
    /// A page asks for the bag.
    Pull { page: usize },
    /// The server tells a page, which holds the stream of its browser, about the bag.
    Tell { page: usize },
    /// Some message arrives.
    Deliver { which: usize },
    /// Some message arrives, and will again.
    Repeat { which: usize },
    /// Some message never arrives.
    Lose { which: usize },
    /// The server dies before it has committed what some message asks for.
    DieBeforeCommit { which: usize },
    /// The server dies when it has committed what some message asks for, before it answers.
    DieBeforeAnswer { which: usize },
    /// A browser is cut off, or back.
    Cut { browser: usize },
    /// A page ends; its writes may have reached the disk or not.
    EndPage { page: usize, saved: usize },
    /// Another page is opened.
    OpenPage { browser: usize },
    /// A browser's disk is copied to another machine, which goes on from there with the same cookie.
    CopyProfile { browser: usize },
    /// An order is made of a bag.
    Order { browser: usize },
    /// The bag of one browser is joined to another's: she signed in, or used a link.
    Join { browser: usize, to: usize },
    /// A browser loses its cookie.
    LoseCookie { browser: usize },
    /// A browser stays away until its session has ended; the server forgets its pages.
    StayAway { browser: usize },
    /// A shopper signs out: the browser forgets everything.
    SignOut { browser: usize },
    /// Time passes, and the server's clock may be set back.
    Wait { ms: i64 },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Add,
    Set,
    Remove,
    Move,
    Apply,
    Drop,
}

pub fn draw(seed: u64) -> (Kind, Vec<Event>) {
    let mut chance = Chance::new(seed);
    let kind = match chance.below(4) {
        0 => Kind::Alone,
        1 => Kind::Forgetful,
        _ => Kind::Together,
    };
    let length = 1 + chance.below(120);
    let events = std::iter::repeat_with(|| event(&mut chance, kind)).take(length).collect();
    (kind, events)
}

fn event(chance: &mut Chance, kind: Kind) -> Event {
    let which = chance.below(1 << 16);
    let (page, browser) = (which, which);
    match chance.below(if kind == Kind::Alone { 34 } else { 44 }) {
        0..=9 => act(chance, page, kind),
        10..=15 => Event::Push { page, most: 1 + chance.below(5) },
        16..=18 => Event::Pull { page },
        19..=27 => Event::Deliver { which },
        28 => Event::Repeat { which },
        29 => Event::Lose { which },
        30 if chance.one_in(2) => Event::DieBeforeCommit { which },
        30 => Event::DieBeforeAnswer { which },
        31 => Event::EndPage { page, saved: chance.below(4) },
        32 => Event::OpenPage { browser },
        33 => Event::Wait { ms: i64::try_from(chance.below(100_000)).unwrap() - 20_000 },
        34..=36 => Event::Save { page },
        37 => Event::Tell { page },
        38 => Event::Cut { browser },
        39 => Event::CopyProfile { browser },
        40 => Event::Order { browser },
        41 => Event::Join { browser, to: chance.below(1 << 16) },
        42 => match chance.below(3) {
            0 => Event::LoseCookie { browser },
            1 => Event::StayAway { browser },
            _ => Event::SignOut { browser },
        },
        _ => Event::Deliver { which },
    }
}

fn act(chance: &mut Chance, page: usize, kind: Kind) -> Event {
    let what = match chance.below(16) {
        11..=13 if kind == Kind::Forgetful => Act::Add,
        0..=5 => Act::Add,
        6..=8 => Act::Set,
        9..=10 => Act::Remove,
        11..=13 => Act::Move,
        14 => Act::Apply,
        _ => Act::Drop,
    };
    let wrong_by = match chance.below(6) {
        0 => -86_400_000,
        1 => 86_400_000,
        2 | 3 => i64::try_from(chance.below(10_000)).unwrap() - 5_000,
        _ => 0,
    };
    let quantity = 1 + i64::try_from(chance.below(6)).unwrap();
    Event::Act { page, what, sku: chance.below(4), spot: chance.below(3), to: chance.below(3), quantity, wrong_by }
}
