//! Money, times and distances in the shopper's language, without ICU: English and German only need the rules written here.

mod distance;
mod money;
mod time;

pub use distance::distance;
pub use money::{money, money_short};
pub use time::{clock, date, day, moment, relative_day, weekday, weekday_short};

/// Stands between a number and its unit, so that they are never torn apart.
const NO_BREAK_SPACE: char = '\u{a0}';

/// Whole digits in groups of three.
fn grouped(whole: u64, separator: char) -> String {
    let digits = whole.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}
