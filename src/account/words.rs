//! What devices, moments and refusals are called.

use crate::{
    browser,
    client::ClientError,
    format::{date, relative_day},
    i18n::{Locale, td_string},
    plural,
    ui::message,
};
use api::problem::{ProblemKind, Rejection};
use domain::account::Device;
use jiff::Timestamp;

/// What a device seems to be: "Firefox on Android".
#[must_use]
pub fn device_name(locale: Locale, device: &Device) -> String {
    match (device.browser.as_str(), device.system.as_str()) {
        ("", "") => td_string!(locale, account.devices.unknown).to_owned(),
        ("", one) | (one, "") => one.to_owned(),
        (browser, system) => {
            td_string!(locale, account.devices.on, browser = browser.to_owned(), system = system.to_owned())
        }
    }
}

/// The day of a moment: "today", "yesterday", "3 March", with the year unless it is this one. By the browser's clock: never while
/// the server paints.
#[must_use]
pub fn day(locale: Locale, moment: Timestamp) -> String {
    let (then, today) = (browser::local_time(moment).date(), browser::local_now().date());
    let ahead = today.until(then).map_or(i32::MAX, |span| span.get_days());
    if then.year() == today.year() { relative_day(locale, then, ahead) } else { date(locale, then) }
}

/// What the shopper is told about a request that failed.
#[must_use]
pub fn wording(locale: Locale, why: &ClientError) -> String {
    let ClientError::Api(problem) = why else { return message(locale, why) };
    let fixed = match (&problem.rejection, problem.kind) {
        (Some(Rejection::CodeWrong { tries_left }), _) => return plural!(locale, *tries_left, account.wrong.code),
        (Some(Rejection::CodeSpent), _) => td_string!(locale, account.wrong.code_spent),
        (Some(Rejection::SignInAgain), _) => td_string!(locale, account.wrong.again),
        (Some(Rejection::PasskeyRefused), _) => td_string!(locale, account.wrong.passkey),
        (Some(Rejection::TooManyPasskeys), _) => td_string!(locale, account.wrong.passkeys_full),
        (Some(Rejection::PasskeysUnavailable), _) => td_string!(locale, account.wrong.passkeys_off),
        (Some(Rejection::ApprovalRefused), _) => td_string!(locale, account.wrong.refused),
        (_, ProblemKind::TryLater) => td_string!(locale, account.wrong.often),
        (_, ProblemKind::NotSignedIn) => td_string!(locale, account.wrong.signed_out),
        _ => return message(locale, why),
    };
    fixed.to_owned()
}

/// Whether a request was refused because the sign-in is not fresh any more.
#[must_use]
pub fn wants_fresh(why: &ClientError) -> bool {
    matches!(why, ClientError::Api(problem) if problem.rejection == Some(Rejection::SignInAgain))
}
