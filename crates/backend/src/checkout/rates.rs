//! What sending a parcel costs: the merchant's choice, said on the command line.

use clap::Args;
use domain::{
    checkout::ShippingRate,
    money::{Currency, Money, MoneyError},
};

/// The currency everything is sold in. Prices include tax.
pub const CURRENCY: Currency = Currency::Eur;

/// What sending a parcel costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Args)]
pub struct Shipping {
    /// What one parcel costs, in the shop's currency.
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
    /// As the plan needs it.
    pub fn rate(self) -> ShippingRate {
        ShippingRate { parcel: self.parcel, free_from: self.free_from }
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
        assert_eq!(dear.rate().parcel.minor, 750);
        assert!(Line::try_parse_from(["vitrine", "--shipping-cost", "cheap"]).is_err());
    }
}
