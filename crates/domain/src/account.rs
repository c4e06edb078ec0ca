//! Who the shopper is: how long codes and sessions live, when a sign-in is still fresh, what a browser says it is.
//!
//! | Rule | Why |
//! |---|---|
//! | A code has six digits, lives ten minutes, five tries, one use | OWASP ASVS 5.0, 6.5.1, 6.5.5 and 6.6.3: guessing five of a million gets nowhere |
//! | A code signs in only the browser that asked for it | ASVS 6.6.2: whoever is talked into reading her code out gives nothing away |
//! | An address gets five codes an hour and fifteen a day | what can be guessed in a year stays improbable, and nobody's inbox is flooded |
//! | A signed-in session ends after 30 days unused, and after 90 days anyway | ASVS 7.3.1, 7.3.2; a guest's session has nothing to steal and lives 180 days unused, with her bag |
//! | Its cookie changes at sign-in and every 24 hours of use | ASVS 7.2.4: a cookie that leaked is soon worth nothing |
//! | What cannot be undone needs a sign-in at most ten minutes old | ASVS 7.5.1: a borrowed phone must not lose its owner's account |
//! | Another device is let in by a number that is picked out of three | whoever was sent a link by a stranger does not know which number that stranger's screen shows |

use crate::text::Email;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;

/// How many digits a code has.
pub const CODE_DIGITS: usize = 6;
/// How long a code signs in.
pub const CODE_LIVES: SignedDuration = SignedDuration::from_mins(10);
/// How many wrong codes may be typed until the right one does not help any more.
pub const CODE_TRIES: u32 = 5;
/// How long a passkey's challenge waits for its answer.
pub const CHALLENGE_LIVES: SignedDuration = SignedDuration::from_mins(5);
/// How long a device waits to be let in by another.
pub const APPROVAL_LIVES: SignedDuration = SignedDuration::from_mins(5);
/// For so many minutes after it a sign-in is fresh.
pub const FRESH_MINUTES: i64 = 10;
/// The most passkeys an account has.
pub const PASSKEYS_MOST: usize = 20;
/// The most devices that are signed in to an account at a time; one more signs out the one not seen for the longest time.
pub const DEVICES_MOST: usize = 50;

/// How long a guest's session lives unused.
pub const GUEST_IDLE: SignedDuration = SignedDuration::from_hours(24 * 180);
/// How long a signed-in session lives unused.
pub const IDLE: SignedDuration = SignedDuration::from_hours(24 * 30);
/// How long a signed-in session lives at all.
pub const ABSOLUTE: SignedDuration = SignedDuration::from_hours(24 * 90);
/// How long a signed-in session keeps its cookie.
const ROTATES: SignedDuration = SignedDuration::from_hours(24);

/// A limit that holds across the shop's servers: at most so many within a span of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowance {
    /// How many.
    pub most: i64,
    /// Within how many milliseconds; spans begin at full multiples of it.
    pub within_ms: i64,
}

/// Codes sent to one address.
pub const CODES_TO_ADDRESS: [Allowance; 2] =
    [Allowance { most: 5, within_ms: 3_600_000 }, Allowance { most: 15, within_ms: 24 * 3_600_000 }];
/// Codes asked for by one client, which may be a whole office.
pub const CODES_TO_CLIENT: [Allowance; 1] = [Allowance { most: 120, within_ms: 3_600_000 }];

impl Allowance {
    /// When the span began that `now` is in, in milliseconds.
    #[must_use]
    pub fn span(self, now: Timestamp) -> i64 {
        now.as_millisecond().div_euclid(self.within_ms) * self.within_ms
    }

    /// How many seconds until the next span begins.
    #[must_use]
    pub fn wait_s(self, now: Timestamp) -> u64 {
        let left = self.span(now) + self.within_ms - now.as_millisecond();
        u64::try_from(left).unwrap_or(0).div_ceil(1_000)
    }
}

/// The address an account is found by. Mail servers tell upper from lower case in theory only; people never do.
#[must_use]
pub fn address_of(email: &Email) -> Email {
    Email::parse(&email.as_str().to_lowercase()).unwrap_or_else(|_| email.clone())
}

/// Six digits that were sent by mail.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, pattern = "^[0-9]{6}$"))]
#[serde(try_from = "String", into = "String")]
pub struct Code(String);

/// The text is not a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("must be six digits")]
pub struct CodeError;

impl Code {
    /// Reads a code as people type or paste it: white space and hyphens do not matter.
    ///
    /// # Errors
    /// [`CodeError`] when what is left is not six digits.
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        let digits: String = text.chars().filter(|it| !it.is_whitespace() && *it != '-').collect();
        let good = digits.len() == CODE_DIGITS && digits.bytes().all(|byte| byte.is_ascii_digit());
        if good { Ok(Self(digits)) } else { Err(CodeError) }
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Code(…)")
    }
}

impl TryFrom<String> for Code {
    type Error = CodeError;
    fn try_from(text: String) -> Result<Self, CodeError> {
        Self::parse(&text)
    }
}

impl From<Code> for String {
    fn from(code: Code) -> Self {
        code.0
    }
}

/// Two digits that a device shows when it asks to be let in: 10 to 99.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = u8, minimum = 10, maximum = 99))]
#[serde(try_from = "i64", into = "u8")]
pub struct MatchingNumber(u8);

/// The number does not have two digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("must be a number from 10 to 99")]
pub struct MatchingNumberError;

impl MatchingNumber {
    /// Reads one.
    ///
    /// # Errors
    /// [`MatchingNumberError`] for fewer or more than two digits.
    pub fn parse(number: i64) -> Result<Self, MatchingNumberError> {
        match u8::try_from(number) {
            Ok(number @ 10..=99) => Ok(Self(number)),
            _ => Err(MatchingNumberError),
        }
    }

    /// One that chance picked, and three to choose from with it among them, in rising order, so that its place says nothing.
    #[must_use]
    pub fn draw(chance: [u8; 16]) -> (Self, [Self; 3]) {
        let mut bag: Vec<u8> = (10..=99).collect();
        let mut draw = |chance: &[u8]| {
            let number = u32::from_le_bytes([chance[0], chance[1], chance[2], chance[3]]);
            Self(bag.remove(usize::try_from(number).unwrap_or(0) % bag.len()))
        };
        let mut three = [draw(&chance[..4]), draw(&chance[4..8]), draw(&chance[8..12])];
        let right = three[0];
        three.sort();
        (right, three)
    }

    /// The number.
    #[must_use]
    pub fn get(self) -> u8 {
        self.0
    }
}

impl TryFrom<i64> for MatchingNumber {
    type Error = MatchingNumberError;
    fn try_from(number: i64) -> Result<Self, MatchingNumberError> {
        Self::parse(number)
    }
}

impl From<MatchingNumber> for u8 {
    fn from(number: MatchingNumber) -> Self {
        number.0
    }
}

/// What decides how long a session goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionTimes {
    /// When it was signed in; nothing for a guest's.
    pub signed_in_at: Option<Timestamp>,
    /// When it was last seen.
    pub seen_at: Timestamp,
    /// When it was given the cookie it has.
    pub rotated_at: Timestamp,
}

impl SessionTimes {
    /// When it ends, if it is not seen again.
    #[must_use]
    pub fn ends_at(&self) -> Timestamp {
        match self.signed_in_at {
            Some(signed_in_at) => (self.seen_at + IDLE).min(signed_in_at + ABSOLUTE),
            None => self.seen_at + GUEST_IDLE,
        }
    }

    /// When it ends, however often it is seen; a guest's does not.
    #[must_use]
    pub fn ends_at_latest(&self) -> Option<Timestamp> {
        self.signed_in_at.map(|at| at + ABSOLUTE)
    }

    /// Whether it is time for another cookie. A guest keeps hers: there is nothing to win by stealing it.
    #[must_use]
    pub fn rotates(&self, now: Timestamp) -> bool {
        self.signed_in_at.is_some() && now.duration_since(self.rotated_at) >= ROTATES
    }

    /// Whether "last seen" is so old that it is worth a write: devices are listed to the hour, guests nowhere.
    #[must_use]
    pub fn is_seen_stale(&self, now: Timestamp) -> bool {
        let hours = if self.signed_in_at.is_some() { 1 } else { 24 };
        now.duration_since(self.seen_at) > SignedDuration::from_hours(hours)
    }
}

/// Until when a sign-in is fresh.
#[must_use]
pub fn fresh_until(proved_at: Timestamp) -> Timestamp {
    proved_at + SignedDuration::from_mins(FRESH_MINUTES)
}

/// What a browser says it is, in its makers' names. Either may be empty; neither is proof of anything.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Device {
    /// `Chrome`, `Firefox`, `Safari`, …
    pub browser: String,
    /// `Android`, `iPhone`, `Windows`, …
    pub system: String,
}

/// What a `User-Agent` contains, the more telling first: every browser claims to be several others as well.
const BROWSERS: [(&str, &str); 12] = [
    ("EdgiOS/", "Edge"),
    ("EdgA/", "Edge"),
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("HeadlessChrome/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Chromium/", "Chromium"),
    ("Safari/", "Safari"),
];
const SYSTEMS: [(&str, &str); 8] = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
];

impl Device {
    /// Reads a `User-Agent` header.
    #[must_use]
    pub fn of_user_agent(text: &str) -> Self {
        let named = |list: &[(&str, &str)]| {
            list.iter().find(|(sign, _)| text.contains(sign)).map(|(_, name)| (*name).to_owned()).unwrap_or_default()
        };
        Self { browser: named(&BROWSERS), system: named(&SYSTEMS) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_code_is_six_digits_however_it_is_typed() {
        for good in ["123456", " 123 456 ", "123-456", "12\u{a0}34\t56"] {
            assert_eq!(Code::parse(good).unwrap().as_str(), "123456", "{good}");
        }
        for bad in ["", "12345", "1234567", "12345x", "１２３４５６", "123.456"] {
            assert_eq!(Code::parse(bad), Err(CodeError), "{bad}");
        }
        assert_eq!(format!("{:?}", Code::parse("123456").unwrap()), "Code(…)");
    }

    #[test]
    fn one_person_is_one_address() {
        let address = |text: &str| address_of(&Email::parse(text).unwrap());
        assert_eq!(address(" Ada@Example.ORG "), address("ada@example.org"));
        assert_ne!(address("ada+shop@example.org"), address("ada@example.org"));
    }

    #[test]
    fn three_numbers_differ_and_one_is_right() {
        for seed in 0..=255 {
            let (right, three) =
                MatchingNumber::draw(std::array::from_fn(|n| seed ^ u8::try_from(n * 37 % 256).unwrap()));
            assert!(three.contains(&right));
            assert!(three[0] < three[1] && three[1] < three[2], "{three:?}");
            assert!(three.iter().all(|it| (10..=99).contains(&it.get())));
        }
        for bad in [-1, 0, 9, 100, 300] {
            assert_eq!(MatchingNumber::parse(bad), Err(MatchingNumberError), "{bad}");
        }
    }

    #[test]
    fn sessions_end() {
        let day = |day: &str| at(&format!("2026-{day}T10:00:00Z"));
        let times = |signed_in: Option<&str>, seen: &str| SessionTimes {
            signed_in_at: signed_in.map(day),
            seen_at: day(seen),
            rotated_at: day(seen),
        };
        for (signed_in, seen, ends) in [
            (None, "01-01", "06-30"),
            (Some("01-01"), "01-01", "01-31"),
            (Some("01-01"), "02-15", "03-17"),
            (Some("01-01"), "03-20", "04-01"),
        ] {
            assert_eq!(times(signed_in, seen).ends_at(), day(ends), "{signed_in:?} {seen}");
        }
    }

    #[test]
    fn only_a_signed_in_session_changes_its_cookie() {
        let times = |signed_in_at| SessionTimes {
            signed_in_at,
            seen_at: Timestamp::UNIX_EPOCH,
            rotated_at: Timestamp::UNIX_EPOCH,
        };
        let day = Timestamp::UNIX_EPOCH + SignedDuration::from_hours(24);
        assert!(times(Some(Timestamp::UNIX_EPOCH)).rotates(day));
        assert!(!times(Some(Timestamp::UNIX_EPOCH)).rotates(day - SignedDuration::from_millis(1)));
        assert!(!times(None).rotates(day));
    }

    #[test]
    fn spans_begin_at_full_hours() {
        let hour = Allowance { most: 1, within_ms: 3_600_000 };
        assert_eq!(hour.span(at("2026-11-20T10:59:59.999Z")), at("2026-11-20T10:00:00Z").as_millisecond());
        assert_eq!(hour.wait_s(at("2026-11-20T10:59:58.5Z")), 2);
        assert_eq!(hour.wait_s(at("2026-11-20T10:00:00Z")), 3_600);
    }

    #[test]
    fn browsers_are_told_apart() {
        let agents = [
            (
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Mobile Safari/537.36",
                "Chrome",
                "Android",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1",
                "Safari",
                "iPhone",
            ),
            (
                "Mozilla/5.0 (iPad; CPU OS 17_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/143.0.0.0 Mobile/15E148 Safari/604.1",
                "Chrome",
                "iPad",
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15",
                "Safari",
                "Mac",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36 Edg/143.0.0.0",
                "Edge",
                "Windows",
            ),
            ("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox", "Linux"),
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/143.0.0.0 Safari/537.36",
                "Chrome",
                "Linux",
            ),
            (
                "Mozilla/5.0 (Linux; Android 15; SM-S928B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
                "Samsung Internet",
                "Android",
            ),
            (
                "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36",
                "Chrome",
                "ChromeOS",
            ),
            ("curl/8.14.1", "", ""),
            ("", "", ""),
        ];
        for (agent, browser, system) in agents {
            let device = Device::of_user_agent(agent);
            assert_eq!((device.browser.as_str(), device.system.as_str()), (browser, system), "{agent}");
        }
    }
}
