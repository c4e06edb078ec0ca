//! What the shopper shows at the counter: a signed token as a QR code, and a short code to say aloud.

use api::{orders::HandoverView, problem::Rejection};
use domain::id::{LocationCode, OrderNumber};
use jiff::{SignedDuration, Timestamp};

use super::{number, store};
use crate::{app::App, db::Tx, error::Error, ids, qr};

const PURPOSE: &str = "handover";
/// Says what kind of token this is, to a scanner that reads many.
const PREFIX: &str = "P1.";
/// How long after it was ordered something can be collected.
const LIFETIME: SignedDuration = SignedDuration::from_hours(24 * 30);
/// How many letters the spoken code has: 30 bits, tried only by staff who are signed in, against one order, counted.
const CODE_LETTERS: usize = 6;
/// Within this time the same person at the counter may repeat a scan: a second tap, a lost answer.
const REPEAT: SignedDuration = SignedDuration::from_mins(2);

/// One thing to hand over.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parcel<'a> {
    pub(super) number: &'a OrderNumber,
    pub(super) place: i64,
    pub(super) store: &'a LocationCode,
    pub(super) placed_at: Timestamp,
}

impl Parcel<'_> {
    fn content(&self) -> (&OrderNumber, i64, &LocationCode, i64) {
        (self.number, self.place, self.store, self.expires().as_second())
    }

    fn expires(&self) -> Timestamp {
        self.placed_at + LIFETIME
    }

    fn token(&self, app: &App) -> Result<String, Error> {
        Ok(format!("{PREFIX}{}", app.secrets.seal(PURPOSE, &self.content())?))
    }

    /// Follows from the token, so that nothing needs to be kept.
    fn code(&self, app: &App) -> Result<String, Error> {
        let sealed = app.secrets.seal("handover code", &self.content())?;
        Ok(number::word(&ids::hash(&sealed), CODE_LETTERS))
    }

    /// What the shopper shows.
    pub(super) fn view(&self, app: &App) -> Result<HandoverView, Error> {
        let token = self.token(app)?;
        Ok(HandoverView { qr_svg: qr::svg(&token)?, code: self.code(app)?, token })
    }

    /// Whether this is what the shopper was given to show.
    fn is_shown_by(&self, app: &App, shown: &str) -> Result<bool, Error> {
        if let Some(token) = shown.trim().strip_prefix(PREFIX) {
            let content: Option<(OrderNumber, i64, LocationCode, i64)> = app.secrets.open(PURPOSE, token);
            let (number, place, store, expires) = self.content();
            return Ok(content.is_some_and(|it| (&it.0, it.1, &it.2, it.3) == (number, place, store, expires)));
        }
        Ok(number::heard(shown) == self.code(app)?)
    }

    /// Uses up what was shown, in the transaction that hands over. Says whether this is the same person repeating it.
    ///
    /// # Errors
    /// [`Rejection::HandoverRefused`] when it is another's, has expired, or was used before.
    pub(super) async fn spend(&self, tx: &mut Tx, app: &App, shown: Option<&str>, staff: &str) -> Result<bool, Error> {
        let refused = || Error::rejected(Rejection::HandoverRefused);
        let (now, shown) = (app.clock.now(), shown.ok_or_else(refused)?);
        if now >= self.expires() || !self.is_shown_by(app, shown)? {
            return Err(refused());
        }
        // One row for both token and code: whichever comes first uses up both.
        let token = format!("{}:{}", self.number, self.place);
        if store::spend(tx, &token, self.number, self.place, staff, now).await? {
            return Ok(false);
        }
        let (by, at) = store::spent(tx, &token).await?;
        let repeated = by == staff && now.duration_since(at) <= REPEAT;
        if repeated { Ok(true) } else { Err(refused()) }
    }
}
