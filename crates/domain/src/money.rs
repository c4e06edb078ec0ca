//! Money as whole minor units of one currency. Nothing here floats; whatever divides names its rounding.

use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;

/// An ISO 4217 currency this shop can trade in.
///
/// A closed list, because each needs its number of minor digits (ISO 4217, "minor unit").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "UPPERCASE")]
pub enum Currency {
    /// Euro.
    Eur,
    /// Pound sterling.
    Gbp,
    /// Swiss franc.
    Chf,
    /// United States dollar.
    Usd,
    /// Swedish krona.
    Sek,
    /// Danish krone.
    Dkk,
    /// Polish złoty.
    Pln,
    /// Czech koruna.
    Czk,
    /// Japanese yen, which has no minor unit.
    Jpy,
}

impl Currency {
    /// The three-letter code of ISO 4217, upper case.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Eur => "EUR",
            Self::Gbp => "GBP",
            Self::Chf => "CHF",
            Self::Usd => "USD",
            Self::Sek => "SEK",
            Self::Dkk => "DKK",
            Self::Pln => "PLN",
            Self::Czk => "CZK",
            Self::Jpy => "JPY",
        }
    }

    /// The number of decimal digits of one unit (ISO 4217): 2, or 0 for the yen.
    #[must_use]
    pub fn minor_digits(self) -> u32 {
        match self {
            Self::Jpy => 0,
            _ => 2,
        }
    }

    /// Reads a three-letter code, upper case.
    ///
    /// # Errors
    /// [`MoneyError::UnknownCurrency`] for anything not in the list.
    pub fn parse(code: &str) -> Result<Self, MoneyError> {
        const ALL: [Currency; 9] = [
            Currency::Eur,
            Currency::Gbp,
            Currency::Chf,
            Currency::Usd,
            Currency::Sek,
            Currency::Dkk,
            Currency::Pln,
            Currency::Czk,
            Currency::Jpy,
        ];
        ALL.into_iter()
            .find(|currency| currency.code() == code)
            .ok_or_else(|| MoneyError::UnknownCurrency(code.to_owned()))
    }
}

/// An amount in minor units (cents) of one currency. May be negative (a refund, a discount).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Money {
    /// Whole minor units: 1999 is €19.99.
    pub minor: i64,
    /// The currency the minor units belong to.
    pub currency: Currency,
}

/// Why an amount could not be made or combined.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum MoneyError {
    /// The code is not one of [`Currency`].
    #[error("unknown currency {0:?}")]
    UnknownCurrency(String),
    /// Two amounts of different currencies were combined.
    #[error("cannot combine {0:?} with {1:?}")]
    CurrencyMismatch(Currency, Currency),
    /// The result does not fit 64 bits.
    #[error("amount is too large")]
    TooLarge,
    /// The text is not a plain decimal amount.
    #[error("{0:?} is not an amount such as 19.99")]
    NotAnAmount(String),
}

impl Money {
    /// `minor` minor units of `currency`.
    #[must_use]
    pub fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Nothing, in `currency`.
    #[must_use]
    pub fn zero(currency: Currency) -> Self {
        Self::new(0, currency)
    }

    /// Whether the amount is exactly nothing.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.minor == 0
    }

    /// Reads a decimal amount with a point, as merchants' files have it: `19.99`, `5`, `0.5`.
    ///
    /// # Errors
    /// [`MoneyError::NotAnAmount`] for signs, thousands separators, too many decimals or anything else;
    /// [`MoneyError::TooLarge`] beyond 64 bits.
    pub fn parse_decimal(text: &str, currency: Currency) -> Result<Self, MoneyError> {
        let refuse = || MoneyError::NotAnAmount(text.to_owned());
        let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
        let digits = currency.minor_digits() as usize;
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        // A file may write more decimals than the currency has, as long as they say nothing ("5.000").
        let significant = decimals.trim_end_matches('0');
        if whole.is_empty() || !all_digits(whole) || !all_digits(decimals) || significant.len() > digits {
            return Err(refuse());
        }
        let padded = format!("{whole}{significant:0<digits$}");
        padded.parse().map(|minor| Self::new(minor, currency)).map_err(|_| MoneyError::TooLarge)
    }

    /// The sum of two amounts of one currency.
    ///
    /// # Errors
    /// [`MoneyError::CurrencyMismatch`] or [`MoneyError::TooLarge`].
    pub fn checked_add(self, other: Self) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::CurrencyMismatch(self.currency, other.currency));
        }
        let minor = self.minor.checked_add(other.minor).ok_or(MoneyError::TooLarge)?;
        Ok(Self::new(minor, self.currency))
    }

    /// The amount `times` over: a unit price becomes a line total.
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`].
    pub fn checked_mul(self, times: i64) -> Result<Self, MoneyError> {
        let minor = self.minor.checked_mul(times).ok_or(MoneyError::TooLarge)?;
        Ok(Self::new(minor, self.currency))
    }

    /// The sum of `amounts`, or nothing in `currency` when there are none.
    ///
    /// # Errors
    /// As [`Money::checked_add`].
    pub fn sum(amounts: impl IntoIterator<Item = Self>, currency: Currency) -> Result<Self, MoneyError> {
        amounts.into_iter().try_fold(Self::zero(currency), Self::checked_add)
    }

    /// Splits the amount over `weights` so that the parts add up to it again, to the cent.
    ///
    /// Each part is rounded towards zero, then the left-over minor units go one each to the parts with the
    /// largest remainders, earlier parts first (the largest-remainder method of Hamilton). With no weight at
    /// all the parts are as equal as they can be; with no parts nothing is returned.
    #[must_use]
    pub fn allocate(self, weights: &[u32]) -> Vec<Self> {
        if weights.is_empty() {
            return Vec::new();
        }
        let even = vec![1; weights.len()];
        let weights = if weights.iter().all(|weight| *weight == 0) { &even } else { weights };
        let total: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
        let amount = i128::from(self.minor);
        let shares: Vec<(i128, i128)> = weights
            .iter()
            .map(|weight| {
                let exact = amount * i128::from(*weight);
                (exact / total, (exact % total).abs())
            })
            .collect();
        let mut parts: Vec<i128> = shares.iter().map(|(share, _)| *share).collect();
        let left_over = amount - parts.iter().sum::<i128>();
        let mut order: Vec<usize> = (0..parts.len()).collect();
        order.sort_by_key(|index| (std::cmp::Reverse(shares[*index].1), *index));
        for index in order
            .into_iter()
            .take(usize::try_from(left_over.abs()).expect("fewer cents are left over than there are parts"))
        {
            parts[index] += left_over.signum();
        }
        parts
            .into_iter()
            .map(|minor| Self::new(i64::try_from(minor).expect("a part is never larger than the whole"), self.currency))
            .collect()
    }
}

/// The plain form of logs and files, `19.99 EUR`; shoppers see the locale's form, made by the app.
impl fmt::Display for Money {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.currency.minor_digits() as usize;
        let sign = if self.minor < 0 { "-" } else { "" };
        let minor = self.minor.unsigned_abs();
        if digits == 0 {
            return write!(out, "{sign}{minor} {}", self.currency.code());
        }
        let unit = 10_u64.pow(self.currency.minor_digits());
        write!(out, "{sign}{}.{:0digits$} {}", minor / unit, minor % unit, self.currency.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimal_text_becomes_minor_units() {
        let cases = [
            ("19.99", Ok(1999)),
            ("5", Ok(500)),
            ("0.5", Ok(50)),
            ("5.000", Ok(500)),
            ("12.345", Err(())),
            ("-1", Err(())),
            ("1,99", Err(())),
            ("", Err(())),
            (".5", Err(())),
            ("99999999999999999999", Err(())),
        ];
        for (text, then) in cases {
            let read = Money::parse_decimal(text, Currency::Eur).map(|money| money.minor).map_err(|_| ());
            assert_eq!(read, then, "{text:?}");
        }
        assert_eq!(Money::parse_decimal("500", Currency::Jpy), Ok(Money::new(500, Currency::Jpy)));
    }

    #[test]
    fn splitting_gives_left_over_cents_to_the_largest_remainders() {
        let split = |minor, weights: &[u32]| {
            let parts = Money::new(minor, Currency::Eur).allocate(weights);
            parts.into_iter().map(|part| part.minor).collect::<Vec<_>>()
        };
        assert_eq!(split(100, &[1, 1, 1]), [34, 33, 33]);
        assert_eq!(split(-100, &[1, 1, 1]), [-34, -33, -33]);
        assert_eq!(split(5, &[0, 0]), [3, 2]);
        assert_eq!(split(10, &[3, 7]), [3, 7]);
        assert!(split(10, &[]).is_empty());
    }

    #[test]
    fn the_plain_form_has_as_many_decimals_as_the_currency() {
        assert_eq!(Money::new(5, Currency::Eur).to_string(), "0.05 EUR");
        assert_eq!(Money::new(-1999, Currency::Gbp).to_string(), "-19.99 GBP");
        assert_eq!(Money::new(500, Currency::Jpy).to_string(), "500 JPY");
    }
}
