//! Amounts of money: `€1,019.99`, `1.019,99 €`.

use super::{NO_BREAK_SPACE, grouped};
use crate::i18n::Locale;
use domain::money::{Currency, Money};

/// The amount with all its decimals and its currency, always.
#[must_use]
pub fn money(locale: Locale, amount: Money) -> String {
    write(locale, amount, false)
}

/// The amount without decimals when it is a whole number: for buttons and sentences, never beside other amounts.
#[must_use]
pub fn money_short(locale: Locale, amount: Money) -> String {
    write(locale, amount, true)
}

fn write(locale: Locale, amount: Money, short: bool) -> String {
    let digits = amount.currency.minor_digits();
    let per_unit = 10_u64.pow(digits);
    let minor = amount.minor.unsigned_abs();
    let (whole, decimals) = (minor / per_unit, minor % per_unit);
    let (group, point) = match locale {
        Locale::en => (',', '.'),
        Locale::de => ('.', ','),
    };
    let mut number = grouped(whole, group);
    if digits > 0 && !(short && decimals == 0) {
        number.push(point);
        number.push_str(&format!("{decimals:0width$}", width = digits as usize));
    }
    let sign = if amount.minor < 0 { "−" } else { "" };
    let symbol = symbol(amount.currency);
    match locale {
        Locale::de => format!("{sign}{number}{NO_BREAK_SPACE}{symbol}"),
        // A code needs its space, a sign does not.
        Locale::en if symbol.len() == 3 && symbol.is_ascii() => format!("{sign}{symbol}{NO_BREAK_SPACE}{number}"),
        Locale::en => format!("{sign}{symbol}{number}"),
    }
}

fn symbol(currency: Currency) -> &'static str {
    match currency {
        Currency::Eur => "€",
        Currency::Gbp => "£",
        Currency::Usd => "$",
        Currency::Jpy => "¥",
        other => other.code(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(minor: i64, currency: Currency, english: &str, german: &str) {
        let amount = Money::new(minor, currency);
        assert_eq!(money(Locale::en, amount).replace(NO_BREAK_SPACE, " "), english);
        assert_eq!(money(Locale::de, amount).replace(NO_BREAK_SPACE, " "), german);
    }

    #[test]
    fn amounts_stand_in_the_form_of_the_language() {
        check(1999, Currency::Eur, "€19.99", "19,99 €");
        check(5, Currency::Eur, "€0.05", "0,05 €");
        check(123_456_789, Currency::Eur, "€1,234,567.89", "1.234.567,89 €");
        check(-500, Currency::Gbp, "−£5.00", "−5,00 £");
        check(4800, Currency::Chf, "CHF 48.00", "48,00 CHF");
        check(1200, Currency::Jpy, "¥1,200", "1.200 ¥");
        check(i64::MIN, Currency::Jpy, "−¥9,223,372,036,854,775,808", "−9.223.372.036.854.775.808 ¥");
    }

    #[test]
    fn a_whole_amount_can_be_short() {
        assert_eq!(money_short(Locale::en, Money::new(4800, Currency::Eur)), "€48");
        assert_eq!(money_short(Locale::en, Money::new(4850, Currency::Eur)), "€48.50");
    }
}
