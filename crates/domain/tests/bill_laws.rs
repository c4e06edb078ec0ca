//! Laws of what a bag costs: whatever is split over lines, parcels and rates adds up to the cent.

use domain::cart::Receive;
use domain::checkout::{Adjustment, Charge, Group, GroupRates, Part, Wanted, Why, bill};
use domain::id::{LocationCode, Sku};
use domain::money::{Currency, Money};
use domain::tax::{Market, Rounding, TaxLine, Taxed, taxes};
use proptest::prelude::*;

fn eur(minor: i64) -> Money {
    Money::new(minor, Currency::Eur)
}

fn market() -> impl Strategy<Value = Market> {
    (any::<bool>(), any::<bool>()).prop_map(|(included, order)| Market {
        included,
        rounding: if order { Rounding::Order } else { Rounding::Line },
    })
}

fn rate() -> impl Strategy<Value = u32> {
    prop::sample::select(vec![0_u32, 500, 700, 1_900, 2_550])
}

/// Lines spread over up to three groups, each with a market and postage.
fn bag() -> impl Strategy<Value = (Vec<Wanted>, Vec<Group>, Vec<Money>, Vec<GroupRates>)> {
    let line = (1..9_000_i64, 1..4_u32, rate(), 0..3_usize, 0..2_u32);
    let groups = prop::collection::vec((market(), 0..900_i64, prop::option::of(rate())), 3);
    (prop::collection::vec(line, 1..8), groups).prop_map(|(lines, kinds)| {
        let sku = |index: usize| Sku::parse(format!("V{index}")).expect("valid");
        let wanted: Vec<Wanted> = lines
            .iter()
            .enumerate()
            .map(|(index, (price, quantity, ..))| Wanted::plain(sku(index), *quantity, Receive::Ship, eur(*price)))
            .collect();
        let mut groups: Vec<(Group, Vec<u32>, usize)> = Vec::new();
        for (line, (_, quantity, rate, home, elsewhere)) in lines.iter().enumerate() {
            let split = (*elsewhere).min(quantity - 1);
            for (place, pieces) in [(*home, quantity - split), ((home + 1) % 3, split)] {
                if pieces == 0 {
                    continue;
                }
                let location = LocationCode::parse(format!("p{place}")).expect("valid");
                let goods = eur(wanted[line].price.minor * i64::from(pieces));
                let part = Part { line, quantity: pieces };
                match groups.iter_mut().find(|(group, ..)| group.location == location) {
                    Some((group, rates, _)) => {
                        group.parts.push(part);
                        rates.push(*rate);
                        group.goods = eur(group.goods.minor + goods.minor);
                    }
                    None => {
                        let (receive, due_now) = (Receive::Ship, place != 2);
                        let group = Group { receive, location, parts: vec![part], goods, due_now, why: Why::AsGood };
                        groups.push((group, vec![*rate], place));
                    }
                }
            }
        }
        let shipping = groups.iter().map(|(.., place)| eur(kinds[*place].1)).collect();
        let rates = groups
            .iter()
            .map(|(_, parts, place)| GroupRates {
                market: kinds[*place].0,
                parts: parts.clone(),
                shipping: kinds[*place].2,
            })
            .collect();
        (wanted, groups.into_iter().map(|(group, ..)| group).collect(), shipping, rates)
    })
}

fn sum(amounts: impl IntoIterator<Item = Money>) -> i64 {
    amounts.into_iter().map(|it| it.minor).sum()
}

fn added(lines: &[TaxLine]) -> i64 {
    sum(lines.iter().filter(|it| !it.included).map(|it| it.amount))
}

proptest! {
    #[test]
    fn tax_lines_are_the_sums_of_their_parts(
        amounts in prop::collection::vec((0..90_000_i64, rate()), 1..20),
        market in market(),
    ) {
        let items: Vec<Taxed> =
            amounts.iter().map(|(minor, basis_points)| Taxed { amount: eur(*minor), basis_points: *basis_points, market }).collect();
        let taxes = taxes(&items).expect("small");
        prop_assert_eq!(sum(taxes.each.iter().copied()), sum(taxes.lines.iter().map(|it| it.amount)));
        let taxed = sum(items.iter().filter(|it| it.basis_points > 0).map(|it| it.amount));
        let (bases, tax) = (sum(taxes.lines.iter().map(|it| it.base)), sum(taxes.lines.iter().map(|it| it.amount)));
        prop_assert_eq!(if market.included { bases + tax } else { bases }, taxed);
        for line in &taxes.lines {
            // Half a cent for each rounding: one for the order, else one for each line.
            let members = items.iter().filter(|it| it.basis_points == line.basis_points).count() as i128;
            let roundings = if market.rounding == Rounding::Order { 1 } else { members };
            let rate = i128::from(line.basis_points);
            let whole = i128::from(line.base.minor + if market.included { line.amount.minor } else { 0 });
            let divisor = if market.included { 10_000 + rate } else { 10_000 };
            let off = (i128::from(line.amount.minor) * divisor - whole * rate).abs();
            prop_assert!(off * 2 <= roundings * divisor, "{line:?} is off by {off}/{divisor}");
        }
    }

    #[test]
    fn whatever_is_split_the_bill_adds_up(
        (wanted, groups, shipping, rates) in bag(),
        discounts in prop::collection::vec((-20_000..500_i64, prop::collection::vec(0..8_usize, 0..5)), 0..3),
    ) {
        let adjustments: Vec<Adjustment> = discounts
            .into_iter()
            .map(|(minor, lines)| Adjustment { reason: "spring".to_owned(), amount: eur(minor), lines })
            .collect();
        let bill = bill(&wanted, &groups, &shipping, &rates, &adjustments, Currency::Eur).expect("small");
        let prices: i64 = wanted.iter().map(|line| line.price.minor * i64::from(line.quantity)).sum();
        prop_assert_eq!(bill.goods.minor, prices);
        let adjusted = sum(bill.adjustments.iter().copied());
        prop_assert_eq!(sum(bill.groups.iter().map(|it| it.goods)), prices + adjusted, "no cent of an adjustment is lost");
        prop_assert!(bill.groups.iter().all(|it| it.goods.minor >= 0), "nothing costs less than nothing");
        for (came_to, meant) in bill.adjustments.iter().zip(&adjustments) {
            prop_assert!(came_to.minor >= meant.amount.minor || meant.amount.minor > 0);
        }
        prop_assert_eq!(bill.shipping.minor, sum(shipping.iter().copied()));
        prop_assert_eq!(bill.total.minor, prices + adjusted + bill.shipping.minor + added(&bill.tax));
        prop_assert_eq!(bill.total.minor, sum(bill.groups.iter().flat_map(Charge::amounts)));
        let later = sum(bill.groups.iter().filter(|it| !it.due_now).flat_map(Charge::amounts));
        prop_assert_eq!(bill.total.minor, bill.due_now.minor + later);
    }
}

#[test]
fn a_discount_is_split_to_the_cent_and_lowers_the_tax() {
    let sku = |text: &str| Sku::parse(text).expect("valid");
    let wanted = [
        Wanted::plain(sku("LIP"), 3, Receive::Ship, eur(1_000)),
        Wanted::plain(sku("BOOK"), 1, Receive::Ship, eur(1_070)),
    ];
    let group = |place: &str, parts: Vec<Part>, goods| Group {
        receive: Receive::Ship,
        location: LocationCode::parse(place).expect("valid"),
        parts,
        goods: eur(goods),
        due_now: true,
        why: Why::FewestParcels,
    };
    let groups = [
        group("leipzig", vec![Part { line: 0, quantity: 2 }, Part { line: 1, quantity: 1 }], 3_070),
        group("koeln", vec![Part { line: 0, quantity: 1 }], 1_000),
    ];
    let market = Market { included: true, rounding: Rounding::Line };
    let rates = [
        GroupRates { market, parts: vec![1_900, 700], shipping: None },
        GroupRates { market, parts: vec![1_900], shipping: None },
    ];
    // A euro off three lipsticks, two of which leave Leipzig.
    let off = Adjustment { reason: "a euro off lipsticks".to_owned(), amount: eur(-100), lines: vec![0] };
    let with = bill(&wanted, &groups, &[eur(0), eur(0)], &rates, &[off], Currency::Eur).expect("small");
    let goods: Vec<i64> = with.groups.iter().map(|it| it.goods.minor).collect();
    assert_eq!(goods, [3_003, 967]);
    assert_eq!((with.goods.minor, with.total.minor), (4_070, 3_970));
    // 19 % within 19.33 and 9.67, 7 % within 10.70.
    let tax: Vec<(u32, i64, i64)> =
        with.tax.iter().map(|it| (it.basis_points, it.base.minor, it.amount.minor)).collect();
    assert_eq!(tax, [(1_900, 2_437, 463), (700, 1_000, 70)]);
}
