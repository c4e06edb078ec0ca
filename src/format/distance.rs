//! Distances as people say them: `900 m`, `2.4 km`, `31 km`.

use super::{NO_BREAK_SPACE, grouped};
use crate::i18n::Locale;

/// A distance in metres, rounded to what helps: 50 m below a kilometre, 100 m below ten, then whole kilometres.
#[must_use]
pub fn distance(locale: Locale, metres: u32) -> String {
    let rounded = (metres.saturating_add(25) / 50).saturating_mul(50).max(50);
    let tenths = metres.saturating_add(50) / 100;
    if rounded < 1000 {
        return format!("{rounded}{NO_BREAK_SPACE}m");
    }
    let point = match locale {
        Locale::en => '.',
        Locale::de => ',',
    };
    if tenths < 100 {
        return format!("{}{point}{}{NO_BREAK_SPACE}km", tenths / 10, tenths % 10);
    }
    let group = if point == '.' { ',' } else { '.' };
    let kilometres = grouped(u64::from(metres.saturating_add(500) / 1000), group);
    format!("{kilometres}{NO_BREAK_SPACE}km")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_as_exact_as_helps() {
        let check = |metres, english: &str, german: &str| {
            assert_eq!(distance(Locale::en, metres).replace(NO_BREAK_SPACE, " "), english);
            assert_eq!(distance(Locale::de, metres).replace(NO_BREAK_SPACE, " "), german);
        };
        check(0, "50 m", "50 m");
        check(912, "900 m", "900 m");
        check(980, "1.0 km", "1,0 km");
        check(2_440, "2.4 km", "2,4 km");
        check(9_960, "10 km", "10 km");
        check(1_234_000, "1,234 km", "1.234 km");
        check(u32::MAX, "4,294,967 km", "4.294.967 km");
    }
}
