//! Laws of the plan, for any bag, places and stock; on small cases it is held against every plan there is.

mod bags;
mod oracle;

use bags::{Case, big_cases, small_cases};
use domain::cart::Receive;
use domain::checkout::{Group, Instead, Plan, PlanProblem, Weights, plan, whole_bag};
use domain::id::{LocationCode, Sku};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// How many of each variant the groups take from each place.
fn taken(case: &Case, groups: &[Group]) -> BTreeMap<(Sku, LocationCode), i64> {
    let mut taken = BTreeMap::new();
    for group in groups {
        for part in &group.parts {
            for (sku, count) in &case.wanted[part.line].parts {
                let pieces = i64::from(*count) * i64::from(part.quantity);
                *taken.entry((sku.clone(), group.location.clone())).or_default() += pieces;
            }
        }
    }
    taken
}

/// What must hold of every plan, good or not.
fn check(case: &Case, plan: &Plan) {
    for (line, wanted) in case.wanted.iter().enumerate() {
        let parts = || plan.groups.iter().flat_map(|group| group.parts.iter().map(move |part| (group, part)));
        let placed: u32 = parts().filter(|(_, part)| part.line == line).map(|(_, part)| part.quantity).sum();
        let refused = plan.refused.iter().filter(|it| it.line == line).count();
        assert_eq!((placed, refused), if refused == 0 { (wanted.quantity, 0) } else { (0, 1) }, "line {line}");
        for (group, _) in parts().filter(|(_, part)| part.line == line) {
            assert_eq!(group.receive, wanted.receive, "line {line} is received as she asked");
            if let Some(store) = wanted.receive.store() {
                assert_eq!(group.location, *store, "line {line} stays at its store");
            }
        }
    }
    for ((sku, location), pieces) in taken(case, &plan.groups) {
        assert!(pieces <= case.stock(&sku, &location), "{location} gives {pieces} of {sku}");
    }
    for group in &plan.groups {
        let place = case.places.iter().find(|place| place.code == group.location).expect("a known place");
        let may =
            if group.receive == Receive::Ship { place.sends.is_some() } else { place.offers.include(&group.receive) };
        assert!(may, "{} does not offer {:?}", group.location, group.receive);
        assert_eq!(group.due_now, !matches!(group.receive, Receive::Reserve { .. }));
        let goods: i64 = group.parts.iter().map(|it| case.wanted[it.line].price.minor * i64::from(it.quantity)).sum();
        assert_eq!(group.goods.minor, goods);
        assert!(group.parts.iter().all(|part| part.quantity > 0));
        assert!(group.parts.windows(2).all(|pair| pair[0].line < pair[1].line), "one part a line, in the bag's order");
    }
    let mut ways: Vec<_> = plan.groups.iter().map(|group| (&group.receive, &group.location)).collect();
    ways.sort();
    ways.dedup();
    assert_eq!(ways.len(), plan.groups.len(), "one group for each way and place");
    check_alternatives(case, plan);
}

/// Nothing is offered instead that is not there.
fn check_alternatives(case: &Case, plan: &Plan) {
    let taken = taken(case, &plan.groups);
    for refused in &plan.refused {
        let wanted = &case.wanted[refused.line];
        let pieces = |place: &LocationCode| {
            let left = |(sku, count): &(Sku, u32)| {
                let left = case.stock(sku, place) - taken.get(&(sku.clone(), place.clone())).copied().unwrap_or(0);
                left / i64::from(*count)
            };
            wanted.parts.iter().map(left).min().unwrap_or(0)
        };
        let sent: i64 = case.places.iter().filter(|it| it.sends.is_some()).map(|it| pieces(&it.code)).sum();
        if let PlanProblem::OutOfStock { wanted: asked, left, .. } = &refused.problem {
            assert_eq!(*asked, wanted.quantity);
            assert!(left < asked, "{left} of {asked}");
        }
        for it in &refused.alternatives {
            let there = it.receive.store().map_or(sent, pieces);
            assert!(it.quantity >= 1 && it.quantity <= wanted.quantity);
            assert_eq!(it.quantity < wanted.quantity, it.instead == Instead::Fewer);
            assert!(it.instead == Instead::Later || i64::from(it.quantity) <= there, "{it:?}, {there} are there");
            assert!(it.instead != Instead::Elsewhere || it.receive.store() != wanted.receive.store());
        }
    }
}

/// The places parcels leave from.
fn sources(plan: &Plan) -> Vec<LocationCode> {
    plan.groups.iter().filter(|it| it.receive == Receive::Ship).map(|it| it.location.clone()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn the_plan_is_the_best_of_all_plans(case in small_cases()) {
        let plan = plan(&case.given(), |sku, place| case.stock(sku, place));
        check(&case, &plan);
        prop_assert!(plan.exact);
        let truth = oracle::best(&case);
        let accepted: Vec<usize> = (0..case.wanted.len()).filter(|line| plan.refused.iter().all(|it| it.line != *line)).collect();
        prop_assert_eq!(accepted, truth.accepted, "the earlier line has what two want");
        prop_assert_eq!(oracle::burden(&case, &sources(&plan)), truth.burden);
    }

    #[test]
    fn giving_up_breaks_no_promise(case in small_cases(), looks in 0..60_u32) {
        let case = Case { weights: Weights { looks, ..case.weights }, ..case };
        check(&case, &plan(&case.given(), |sku, place| case.stock(sku, place)));
    }

    #[test]
    fn the_whole_bag_is_offered_only_where_it_is(case in small_cases()) {
        let offers = whole_bag(&case.given(), |sku, place| case.stock(sku, place));
        prop_assert!(offers.windows(2).all(|pair| pair[0].lines.len() >= pair[1].lines.len()));
        for offer in &offers {
            let place = case.places.iter().find(|it| it.code == offer.store).expect("a known place");
            prop_assert!(place.offers.pickup && Some(offer.ready) == place.ready);
            let mut taken: BTreeMap<&Sku, i64> = BTreeMap::new();
            for (sku, count) in offer.lines.iter().flat_map(|line| {
                let wanted = &case.wanted[*line];
                wanted.parts.iter().map(|(sku, count)| (sku, i64::from(*count) * i64::from(wanted.quantity)))
            }) {
                *taken.entry(sku).or_default() += count;
            }
            prop_assert!(taken.iter().all(|(sku, count)| *count <= case.stock(sku, &offer.store)));
        }
        // Whoever has most lines is among them.
        let most = case.most_lines_at_one_store();
        prop_assert_eq!(offers.first().map_or(0, |it| it.lines.len()), most);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn big_bags_over_many_places_keep_every_promise(case in big_cases()) {
        check(&case, &plan(&case.given(), |sku, place| case.stock(sku, place)));
    }
}
