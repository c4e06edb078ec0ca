//! What sending costs and what parcels and waiting are worth: the merchant's choice, said on the command line. A table of
//! ways of sending that was loaded from a file counts instead of the price; see [`super::terms`].

use clap::Args;
use domain::{
    checkout::Weights,
    money::{Currency, Money, MoneyError},
};

/// The currency everything is sold in. Prices include tax.
pub const CURRENCY: Currency = Currency::Eur;

/// What parcels and waiting are worth to the shop, when it is decided where parcels leave from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Args)]
pub struct Weighing {
    /// How many hours later everything may arrive to save one parcel. By default a parcel is saved however long it takes.
    #[arg(long = "parcel-worth-hours", env = "VITRINE_PARCEL_WORTH_HOURS", value_name = "HOURS")]
    parcel_hours: Option<u32>,
    /// What arriving one hour earlier may cost the shop, in its currency. By default the earliest arrival counts whatever it costs.
    #[arg(long = "hour-worth", env = "VITRINE_HOUR_WORTH", value_name = "AMOUNT", value_parser = amount)]
    hour: Option<Money>,
}

impl Weighing {
    /// As the plan needs it.
    pub fn weights(self) -> Weights {
        let default = Weights::default();
        Weights {
            parcel_hours: self.parcel_hours.map_or(default.parcel_hours, u64::from),
            hour_minor: self.hour.map_or(default.hour_minor, |hour| hour.minor.unsigned_abs()),
            ..default
        }
    }
}

/// What sending costs, unless a table of ways of sending was loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Args)]
pub struct Shipping {
    /// What sending costs, in however many parcels, in the shop's currency; until `vitrine import shipping` says more.
    #[arg(long = "shipping-cost", env = "VITRINE_SHIPPING_COST", value_name = "AMOUNT", default_value = "4.90", value_parser = amount)]
    parcel: Money,
    /// The value of goods from which a parcel costs nothing, in the shop's currency.
    #[arg(long = "free-shipping-from", env = "VITRINE_FREE_SHIPPING_FROM", value_name = "AMOUNT", default_value = "50", value_parser = amount)]
    free_from: Money,
}

impl Default for Shipping {
    fn default() -> Self {
        Self { parcel: Money::new(490, CURRENCY), free_from: Money::new(5_000, CURRENCY) }
    }
}

impl Shipping {
    /// What sending costs, and the value of goods from which it costs nothing.
    pub fn rate(self) -> (Money, Money) {
        (self.parcel, self.free_from)
    }
}

fn amount(text: &str) -> Result<Money, MoneyError> {
    Money::parse_decimal(text, CURRENCY)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Debug, Parser)]
    struct Line {
        #[command(flatten)]
        shipping: Shipping,
    }

    #[test]
    fn the_command_line_and_the_default_agree() {
        assert_eq!(Line::parse_from(["vitrine"]).shipping, Shipping::default());
        let dear = Line::parse_from(["vitrine", "--shipping-cost", "7.5"]).shipping;
        assert_eq!(dear.rate().0.minor, 750);
        assert!(Line::try_parse_from(["vitrine", "--shipping-cost", "cheap"]).is_err());
    }
}
