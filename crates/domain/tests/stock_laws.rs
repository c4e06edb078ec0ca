//! Laws of stock, for any input: goods on their way, bundles, adjustments and counts.

use domain::id::{LocationCode, Sku};
use domain::inventory::{Adjustment, Arrived, Bundles, Levels, Part, Transit, count, cover, makeable};
use proptest::prelude::*;
use std::collections::HashMap;

fn sku(n: usize) -> Sku {
    Sku::parse(format!("S{n}")).expect("valid")
}

#[derive(Debug, Clone, Copy)]
enum Step {
    Receive(u32, u32),
    TurnBack,
    Lose,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        6 => (0..9_u32, 0..3_u32).prop_map(|(sound, damaged)| Step::Receive(sound, damaged)),
        1 => Just(Step::TurnBack),
        1 => Just(Step::Lose),
    ];
    prop::collection::vec(step, 0..12)
}

fn levels() -> impl Strategy<Value = Levels> {
    (0..50_i64, 0..20_i64, 0..20_i64, 0..20_i64, 0..20_i64, 0..20_i64).prop_map(
        |(free, committed, reserved, safety, unavailable, incoming)| Levels {
            on_hand: free + committed + reserved,
            committed,
            reserved,
            safety,
            unavailable,
            incoming,
        },
    )
}

/// Whether figures are what the database lets be.
fn is_sound(levels: Levels) -> bool {
    let Levels { on_hand, committed, reserved, safety, unavailable, incoming } = levels;
    [on_hand, committed, reserved, safety, unavailable, incoming].iter().all(|figure| *figure >= 0)
        && levels.promised() <= on_hand
}

/// Bundles 0–2 of parts 3–6.
fn bundles() -> impl Strategy<Value = Bundles> {
    prop::collection::vec((0..3_usize, 3..7_usize, 1..4_u32), 0..8).prop_map(|rows| {
        Bundles::new(rows.into_iter().map(|(bundle, part, quantity)| (sku(bundle), Part { sku: sku(part), quantity })))
    })
}

proptest! {
    #[test]
    fn every_piece_that_is_sent_is_somewhere_once(sent in 1..40_u32, steps in steps()) {
        let mut now = Transit::of(sent);
        let mut source = now.at_source(Transit::default());
        let mut target = now.at_target(Transit::default());
        for step in steps {
            let next = match step {
                Step::Receive(sound, damaged) => now.receive(Arrived { sound, damaged }).unwrap_or(now),
                Step::TurnBack => now.turn_back(),
                Step::Lose => now.lose(),
            };
            (source, target) = (source.plus(next.at_source(now)), target.plus(next.at_target(now)));
            now = next;
            let Transit { sent, received, damaged, returned, lost } = now;
            prop_assert_eq!(sent, received + damaged + returned + lost + now.on_the_way());
            prop_assert!(now.on_the_way() >= 0);
            prop_assert_eq!(target.incoming, now.on_the_way());
            prop_assert_eq!((target.on_hand, target.unavailable), (received + damaged, damaged));
            // Over both places only what is lost or still on the way is missing.
            prop_assert_eq!(source.on_hand + target.on_hand, -(lost + now.on_the_way()));
        }
    }

    #[test]
    fn no_place_gives_more_than_it_has(
        bundles in bundles(),
        wanted in prop::collection::vec((0..7_usize, 0..6_u32), 0..10),
        there in prop::collection::vec(-2..12_i64, 7),
    ) {
        let has = |sku: &Sku| there[sku.as_str()[1..].parse::<usize>().expect("a number")];
        let lines: Vec<_> = wanted.iter().map(|(n, pieces)| (bundles.pieces_of(&sku(*n)), *pieces)).collect();
        let given = cover(&lines, has);
        let mut taken: HashMap<Sku, i64> = HashMap::new();
        for ((parts, wanted), given) in lines.iter().zip(&given) {
            prop_assert!(given <= wanted);
            for (part, each) in parts {
                *taken.entry(part.clone()).or_default() += i64::from(*given) * i64::from(*each);
            }
        }
        for (part, taken) in &taken {
            prop_assert!(*taken <= has(part).max(0));
        }
        // The first line has everything to itself.
        if let Some((parts, wanted)) = lines.first() {
            prop_assert_eq!(i64::from(given[0]), makeable(parts, has).min(i64::from(*wanted)));
        }
        // When every line can be had, all of them together are there, counted together.
        let place = LocationCode::parse("mitte").expect("valid");
        let all: Vec<_> = wanted.iter().map(|(n, pieces)| (sku(*n), place.clone(), *pieces)).collect();
        let enough = bundles.pieces(&all).iter().all(|((part, _), pieces)| i64::from(*pieces) <= has(part).max(0));
        prop_assert_eq!(enough, given.iter().zip(&lines).all(|(given, (_, wanted))| given == wanted));
    }

    #[test]
    fn staff_never_break_what_is_promised(levels in levels(), counted in 0..80_i64, pieces in 0..30_u32) {
        let counted = count(levels, counted);
        let after = levels.plus(Levels { on_hand: counted.difference, ..Levels::default() });
        prop_assert!(is_sound(after) && counted.missing >= 0);
        prop_assert_eq!((after.committed, after.reserved), (levels.committed, levels.reserved));
        use Adjustment::{Damaged, Inspect, KeepBack, Passed, Returned, Sold, Sound, WriteOff};
        for what in [Sold, Returned, Damaged, Sound, Inspect, Passed, WriteOff, KeepBack] {
            if let Ok((_, by)) = what.movement(levels, pieces) {
                prop_assert!(is_sound(levels.plus(by)), "{what:?}");
            }
        }
    }
}
