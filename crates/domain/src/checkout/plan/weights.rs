//! What parcels and waiting are worth to this shop.

/// One hour in milliseconds.
const HOUR_MS: i128 = 3_600_000;

/// What one thing is worth in another when places are compared.
///
/// The default is so large that it never comes to weighing: fewest parcels, then the earliest arrival of the last of
/// them, then the cheapest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weights {
    /// How many hours everything may arrive later to save one parcel.
    pub parcel_hours: u64,
    /// What arriving one hour earlier may cost the shop, in minor units of its currency.
    pub hour_minor: u64,
    /// How many looks at a place are spent on finding the best places for one bag. A bag of twenty lines over a
    /// thousand places usually needs a few thousand; where this many do not suffice, [`super::Plan::exact`] says so.
    pub looks: u32,
}

impl Default for Weights {
    fn default() -> Self {
        // More than a century for a parcel; and a millisecond outweighs whatever parcels cost.
        Self { parcel_hours: 1_000_000, hour_minor: 1_000_000_000_000, looks: 1_000_000 }
    }
}

impl Weights {
    /// What `parcels` parcels mean of which the last arrives `wait_ms` milliseconds after the earliest possible
    /// moment and which cost `cost_minor` together: smaller is better. In minor units times milliseconds.
    pub(super) fn burden(self, parcels: usize, wait_ms: i64, cost_minor: i64) -> i128 {
        let parcels = i128::try_from(parcels).expect("there are fewer places than that");
        let waiting = i128::from(wait_ms) + parcels * i128::from(self.parcel_hours) * HOUR_MS;
        i128::from(cost_minor) * HOUR_MS + i128::from(self.hour_minor) * waiting
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_default_a_parcel_outweighs_any_wait_and_a_wait_any_cost() {
        let weights = Weights::default();
        assert!(weights.burden(1, i64::from(u32::MAX), 1_000_000) < weights.burden(2, 0, 0));
        assert!(weights.burden(1, 0, 100_000) < weights.burden(1, 1, 0));
        assert!(weights.burden(1, 0, 490) < weights.burden(1, 0, 491));
    }

    #[test]
    fn a_shop_can_say_what_an_hour_is_worth() {
        // A parcel more for a day earlier, and 10 cents an hour.
        let weights = Weights { parcel_hours: 24, hour_minor: 10, ..Weights::default() };
        let hours = |hours: i64| hours * 3_600_000;
        assert!(weights.burden(2, 0, 0) < weights.burden(1, hours(25), 0));
        assert!(weights.burden(2, 0, 0) > weights.burden(1, hours(23), 0));
        assert!(weights.burden(1, hours(10), 0) < weights.burden(1, 0, 101));
        assert!(weights.burden(1, hours(10), 0) > weights.burden(1, 0, 99));
    }
}
