//! Days and times of day as a store's clock shows them; the server has already put them into the store's zone.

use crate::i18n::{Locale, td_string};
use api::time::StoreTime;
use jiff::civil::{Date, Time, Weekday};

/// A time of day: `16:30` (twenty-four hours in both languages, as on the stores' doors).
#[must_use]
pub fn clock(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// The weekday in full.
#[must_use]
pub fn weekday(locale: Locale, weekday: Weekday) -> &'static str {
    const ENGLISH: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    const GERMAN: [&str; 7] = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"];
    let at = usize::from(weekday.to_monday_zero_offset().unsigned_abs());
    match locale {
        Locale::en => ENGLISH[at],
        Locale::de => GERMAN[at],
    }
}

/// The weekday in brief: `Tue`, `Di`.
#[must_use]
pub fn weekday_short(locale: Locale, day: Weekday) -> &'static str {
    match locale {
        Locale::en => &weekday(locale, day)[..3],
        Locale::de => &weekday(locale, day)[..2],
    }
}

/// Day and month: `21 November`, `21. November`.
#[must_use]
pub fn day(locale: Locale, date: Date) -> String {
    const ENGLISH: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    const GERMAN: [&str; 12] = [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ];
    let month = usize::from(date.month().unsigned_abs()) - 1;
    match locale {
        Locale::en => format!("{} {}", date.day(), ENGLISH[month]),
        Locale::de => format!("{}. {}", date.day(), GERMAN[month]),
    }
}

/// Day, month and year.
#[must_use]
pub fn date(locale: Locale, date: Date) -> String {
    format!("{} {}", day(locale, date), date.year())
}

/// A day seen from the store's today: today, tomorrow, the weekday within the week, else day and month.
#[must_use]
pub fn relative_day(locale: Locale, date: Date, days_ahead: i32) -> String {
    match days_ahead {
        -1 => td_string!(locale, shell.days.yesterday).to_owned(),
        0 => td_string!(locale, shell.days.today).to_owned(),
        1 => td_string!(locale, shell.days.tomorrow).to_owned(),
        2..=6 => weekday(locale, date.weekday()).to_owned(),
        _ => day(locale, date),
    }
}

/// A moment on the store's clock, as in a sentence: `today 16:30`, `Tuesday 09:00`.
#[must_use]
pub fn moment(locale: Locale, moment: StoreTime) -> String {
    let day = relative_day(locale, moment.local.date(), moment.days_ahead);
    format!("{day} {}", clock(moment.local.time()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date as on, time};

    #[test]
    fn days_are_named_from_today() {
        let check = |date, days_ahead, english: &str, german: &str| {
            assert_eq!(relative_day(Locale::en, date, days_ahead), english);
            assert_eq!(relative_day(Locale::de, date, days_ahead), german);
        };
        check(on(2026, 11, 21), 0, "today", "heute");
        check(on(2026, 11, 22), 1, "tomorrow", "morgen");
        check(on(2026, 11, 20), -1, "yesterday", "gestern");
        check(on(2026, 11, 24), 3, "Tuesday", "Dienstag");
        check(on(2026, 11, 28), 7, "28 November", "28. November");
        check(on(2026, 3, 1), -265, "1 March", "1. März");
    }

    #[test]
    fn clocks_and_dates_are_written_out() {
        assert_eq!(clock(time(9, 5, 0, 0)), "09:05");
        assert_eq!(date(Locale::de, on(2026, 11, 21)), "21. November 2026");
        assert_eq!(weekday_short(Locale::en, Weekday::Tuesday), "Tue");
        assert_eq!(weekday_short(Locale::de, Weekday::Tuesday), "Di");
    }
}
