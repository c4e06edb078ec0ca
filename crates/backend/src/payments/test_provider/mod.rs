//! The built-in payment provider: moves no money, fails on request, and has a page of its own where a shopper would pay.
//!
//! It stands for a provider somewhere else: it keeps its own books, which the shop sees only by asking, and tells the shop what happened
//! by signed webhooks, which may come late, twice, in the wrong order or never.

mod deliver;
mod page;
mod words;

use axum::{Router, http::HeaderMap, routing::get};
use domain::payments::{Funds, Standing};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use self::deliver::deliver;
pub(crate) use self::deliver::work;
use super::signature;
use crate::{
    app::App,
    args,
    clock::Clock,
    db::{Db, Tx},
    error::Error,
    ids::Ids,
    ports::{Answer, Ask, Begun, Intent, Later, NotGenuine, Notice, Payment, PaymentProvider, SavedCard, Seen},
    secrets::Secrets,
};

/// What it is called.
pub const NAME: &str = "test";
/// The header with the signature of its webhooks.
const SIGNATURE: &str = "test-signature";
/// A card it keeps, and what its owner knows it by.
const SAVED: (&str, &str) = ("test-saved-4242", "Test Visa ·· 4242");

/// Knows the tokens `test-approve`, `test-decline`, `test-confirm` (asks for the second step on its page) and `test-timeout`,
/// which answers only when asked a second time. Without a token the shopper chooses on its page.
#[derive(Debug, Clone)]
pub struct TestProvider {
    db: Db,
    clock: Clock,
    ids: Ids,
    secrets: Secrets,
}

/// The address of its page.
pub(crate) fn routes() -> Router<App> {
    Router::new().route(api::payments::TEST_PAGE, get(page::show).post(page::act))
}

/// A payment in its books.
#[derive(Debug, Clone, sqlx::FromRow)]
struct Kept {
    reference: String,
    secret: String,
    amount: i64,
    currency: String,
    return_url: String,
    save: i64,
    state: String,
    authorised: i64,
    captured: i64,
    refunded: i64,
    webhook: String,
}

/// What it sends.
#[derive(Debug, Serialize, Deserialize)]
struct Event {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    reference: String,
    /// Seconds since 1970.
    created: i64,
}

impl TestProvider {
    pub(super) fn new(db: Db, clock: Clock, ids: Ids, secrets: Secrets) -> Self {
        Self { db, clock, ids, secrets }
    }

    async fn find(&self, reference: &str) -> Result<Option<Kept>, Error> {
        self.db
            .maybe(
                "SELECT reference, secret, amount, currency, return_url, save, state, authorised, captured, refunded, webhook
                 FROM test_payments WHERE reference = $1",
                args![reference],
            )
            .await
    }

    async fn open(&self, intent: &Intent) -> Result<Begun, Error> {
        let state = match intent.token.as_deref() {
            None => "waiting",
            Some("test-timeout") if intent.tries == 0 => return Ok(Begun::Unclear),
            Some("test-approve" | "test-timeout") => "authorised",
            Some("test-confirm") => "confirming",
            Some(token) if token == SAVED.0 => "authorised",
            Some(_) => "declined",
        };
        let authorised = if state == "authorised" { intent.amount.minor } else { 0 };
        let (reference, secret) = (&intent.payment.reference, &self.ids.token());
        self.db
            .write(|mut tx| async move {
                tx.run(
                    "INSERT INTO test_payments (reference, secret, amount, currency, return_url, save, state, authorised)
                     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (reference) DO NOTHING",
                    args![
                        reference, secret, intent.amount.minor, intent.amount.currency.code(), &intent.return_url, intent.save,
                        state, authorised,
                    ],
                )
                .await
            })
            .await?;
        let Some(kept) = self.find(reference).await? else { return Ok(Begun::Unclear) };
        Ok(if matches!(kept.state.as_str(), "waiting" | "confirming") {
            let page = api::payments::test_page(reference);
            let url = format!("{}{page}?key={}", origin(&kept.return_url), kept.secret);
            Begun::Redirect { url, handle: None }
        } else {
            Begun::Known(kept.seen())
        })
    }

    /// Does what moves money once for each key.
    async fn once(&self, payment: &Payment, ask: &Ask, sql: &'static str) -> Result<Answer, Error> {
        let (key, reference, amount) = (&ask.key, &payment.reference, ask.amount.minor);
        let (last, now) = (ask.last, self.clock.now());
        self.db
            .write(|mut tx| async move {
                let known: Option<(String,)> =
                    tx.maybe("SELECT key FROM test_calls WHERE key = $1", args![key]).await?;
                if known.is_some() {
                    return Ok(Answer::Done);
                }
                if tx.run(sql, args![amount, reference]).await? == 0 {
                    return Ok(Answer::Refused("that does not follow from where the payment is".to_owned()));
                }
                if last {
                    release(&mut tx, reference).await?;
                }
                tx.run("INSERT INTO test_calls (key, reference, at) VALUES ($1, $2, $3)", args![key, reference, now])
                    .await?;
                Ok(Answer::Done)
            })
            .await
    }

    fn secret(&self) -> Vec<u8> {
        self.secrets.fingerprint("test webhooks", "")
    }
}

async fn release(tx: &mut Tx, reference: &str) -> Result<(), Error> {
    tx.run("UPDATE test_payments SET state = 'released' WHERE reference = $1 AND state <> 'declined'", args![reference])
        .await
        .map(drop)
}

impl PaymentProvider for TestProvider {
    fn name(&self) -> &'static str {
        NAME
    }

    fn begin<'a>(&'a self, intent: &'a Intent) -> Later<'a, Begun> {
        Box::pin(async move { self.open(intent).await.unwrap_or_else(|error| unclear(&error, Begun::Unclear)) })
    }

    fn look<'a>(&'a self, payment: &'a Payment) -> Later<'a, Option<Seen>> {
        Box::pin(async move {
            match self.find(&payment.reference).await {
                Ok(kept) => kept.map(|it| it.seen()),
                Err(error) => unclear(&error, None),
            }
        })
    }

    fn capture<'a>(&'a self, payment: &'a Payment, ask: &'a Ask) -> Later<'a, Answer> {
        let sql = "UPDATE test_payments SET captured = captured + $1
                   WHERE reference = $2 AND state = 'authorised' AND captured + $1 <= authorised";
        Box::pin(
            async move { self.once(payment, ask, sql).await.unwrap_or_else(|error| unclear(&error, Answer::Unclear)) },
        )
    }

    fn release<'a>(&'a self, payment: &'a Payment, _: &'a Ask) -> Later<'a, Answer> {
        Box::pin(async move {
            let reference = &payment.reference;
            let done = self.db.write(|mut tx| async move { release(&mut tx, reference).await }).await;
            done.map_or_else(|error| unclear(&error, Answer::Unclear), |()| Answer::Done)
        })
    }

    fn refund<'a>(&'a self, payment: &'a Payment, ask: &'a Ask) -> Later<'a, Answer> {
        let sql =
            "UPDATE test_payments SET refunded = refunded + $1 WHERE reference = $2 AND refunded + $1 <= captured";
        Box::pin(
            async move { self.once(payment, ask, sql).await.unwrap_or_else(|error| unclear(&error, Answer::Unclear)) },
        )
    }

    /// It keeps no cards: everybody's saved card is the same.
    fn forget<'a>(&'a self, _: &'a str, _: &'a str) -> Later<'a, Answer> {
        Box::pin(std::future::ready(Answer::Done))
    }

    fn notice(&self, headers: &HeaderMap, body: &[u8], now: Timestamp) -> Result<Notice, NotGenuine> {
        let signature = headers.get(SIGNATURE).and_then(|it| it.to_str().ok()).ok_or(NotGenuine)?;
        signature::check(&self.secret(), signature, body, now)?;
        let event: Event = serde_json::from_slice(body).map_err(|_| NotGenuine)?;
        let at = Timestamp::from_second(event.created).map_err(|_| NotGenuine)?;
        Ok(Notice { event: event.id, reference: Some(event.reference), kind: event.kind, at })
    }
}

impl Kept {
    fn seen(&self) -> Seen {
        let standing = match self.state.as_str() {
            "waiting" | "confirming" => Standing::ActionNeeded,
            "authorised" => Standing::Authorised,
            "declined" => Standing::Declined,
            "released" => Standing::Released,
            _ => Standing::Pending,
        };
        let keeps = self.save == 1 && self.authorised > 0;
        Seen {
            standing,
            funds: Funds { authorised: self.authorised, captured: self.captured, refunded: self.refunded },
            handle: None,
            saved: keeps.then(|| SavedCard { token: SAVED.0.to_owned(), label: SAVED.1.to_owned() }),
        }
    }
}

fn unclear<T>(error: &Error, answer: T) -> T {
    tracing::warn!(%error, "the test provider's books could not be opened");
    answer
}

/// `https://shop.example` of `https://shop.example/orders/ON-1`.
fn origin(url: &str) -> &str {
    let host = url.find("://").map_or(0, |at| at + 3);
    url[host..].find('/').map_or(url, |at| &url[..host + at])
}
