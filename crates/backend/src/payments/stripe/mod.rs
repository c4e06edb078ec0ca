//! Stripe, by its hosted checkout: cards are typed at Stripe, never here.
//!
//! A new payment is a Checkout Session whose amount is reserved only (`capture_method=manual`); a saved card is a PaymentIntent of its
//! own. Parts are captured where the account may do that (multicapture), otherwise the whole is captured once, when all of it is due.
//! A session lasts at least half an hour by Stripe's rule; the shop closes it itself when its own patience ends.

mod client;
mod read;

use axum::http::HeaderMap;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::Value;

use self::client::{Client, Reply};
use super::{signature, terms::StripeKeys};
use crate::{
    error::Error,
    mail::Language,
    ports::{Answer, Ask, Begun, Intent, Later, NotGenuine, Notice, Payment, PaymentProvider, Seen},
};

/// What it is called.
const NAME: &str = "stripe";
/// How much longer than the shop's patience a page at Stripe stays open: Stripe refuses less than half an hour from when it is made.
const AFTER_PATIENCE: SignedDuration = SignedDuration::from_mins(45);
/// Stripe's most, less a moment.
const PAGE_MOST: SignedDuration = SignedDuration::from_mins(24 * 60 - 5);
/// Parts of an answer that are wanted with it.
const SESSION_PARTS: &str = "expand[]=payment_intent.latest_charge";
const INTENT_PARTS: &str = "expand[]=latest_charge";

/// Stripe.
#[derive(Debug)]
pub(super) struct Stripe {
    client: Client,
    keys: StripeKeys,
    page_stays: SignedDuration,
}

/// The part of an event that matters.
#[derive(Debug, Deserialize)]
struct Event {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    created: i64,
    data: EventData,
}

#[derive(Debug, Deserialize)]
struct EventData {
    object: Value,
}

type Fields = Vec<(&'static str, String)>;

impl Stripe {
    pub(super) fn new(url: &str, keys: &StripeKeys, patience: SignedDuration) -> Result<Self, Error> {
        let client = Client::new(url, &keys.key)?;
        Ok(Self { client, keys: keys.clone(), page_stays: (patience + AFTER_PATIENCE).min(PAGE_MOST) })
    }

    /// A page at Stripe where she types her card.
    async fn open_page(&self, intent: &Intent) -> Begun {
        let reference = &intent.payment.reference;
        let number = reference.rsplit_once(':').map_or(reference.as_str(), |(number, _)| number);
        let mut fields: Fields = vec![
            ("mode", "payment".to_owned()),
            ("client_reference_id", reference.clone()),
            ("metadata[reference]", reference.clone()),
            ("payment_intent_data[metadata][reference]", reference.clone()),
            ("payment_intent_data[capture_method]", "manual".to_owned()),
            ("payment_method_options[card][request_multicapture]", "if_available".to_owned()),
            ("line_items[0][quantity]", "1".to_owned()),
            ("line_items[0][price_data][currency]", intent.amount.currency.code().to_lowercase()),
            ("line_items[0][price_data][unit_amount]", intent.amount.minor.to_string()),
            ("line_items[0][price_data][product_data][name]", number.to_owned()),
            ("customer_email", intent.email.clone()),
            ("locale", language(intent.language).to_owned()),
            ("success_url", intent.return_url.clone()),
            ("cancel_url", intent.return_url.clone()),
            // The same each time it is asked, as everything under one key must be.
            ("expires_at", (intent.begun_at + self.page_stays).as_second().to_string()),
        ];
        if intent.save {
            fields.push(("customer_creation", "always".to_owned()));
            fields.push(("payment_intent_data[setup_future_usage]", "on_session".to_owned()));
        }
        match self.client.post("/v1/checkout/sessions", &intent.key, &fields).await {
            Reply::Done(session) => match (text(&session, "url"), text(&session, "id")) {
                (Some(url), Some(id)) => Begun::Redirect { url: url.to_owned(), handle: Some(id.to_owned()) },
                // Decided already, after an answer that was lost.
                _ => read::session(&session).map_or(Begun::Unclear, Begun::Known),
            },
            Reply::Refused(refusal) => Begun::Refused(refusal.said()),
            Reply::Unclear => Begun::Unclear,
        }
    }

    /// A card that Stripe keeps, `customer/payment_method`, or one that the browser was given a name for.
    async fn charge(&self, intent: &Intent, token: &str) -> Begun {
        let (customer, method) = token.split_once('/').map_or((None, token), |(it, method)| (Some(it), method));
        let mut fields: Fields = vec![
            ("amount", intent.amount.minor.to_string()),
            ("currency", intent.amount.currency.code().to_lowercase()),
            ("payment_method", method.to_owned()),
            ("payment_method_types[]", "card".to_owned()),
            ("payment_method_options[card][request_multicapture]", "if_available".to_owned()),
            ("capture_method", "manual".to_owned()),
            ("confirm", "true".to_owned()),
            ("return_url", intent.return_url.clone()),
            ("metadata[reference]", intent.payment.reference.clone()),
            ("expand[]", "latest_charge".to_owned()),
        ];
        fields.extend(customer.map(|it| ("customer", it.to_owned())));
        match self.client.post("/v1/payment_intents", &intent.key, &fields).await {
            Reply::Done(made) => match read::confirmation_page(&made) {
                Some(url) => Begun::Redirect { url, handle: text(&made, "id").map(str::to_owned) },
                None => read::intent(&made).map_or(Begun::Unclear, Begun::Known),
            },
            Reply::Refused(refusal) if refusal.is_card() => Begun::Known(read::declined()),
            Reply::Refused(refusal) => Begun::Refused(refusal.said()),
            Reply::Unclear => Begun::Unclear,
        }
    }

    async fn seen(&self, handle: &str) -> Option<Seen> {
        let (path, read): (String, fn(&Value) -> Option<Seen>) = if handle.starts_with("cs_") {
            (format!("/v1/checkout/sessions/{}?{SESSION_PARTS}", api::encode(handle)), read::session)
        } else {
            (format!("/v1/payment_intents/{}?{INTENT_PARTS}", api::encode(handle)), read::intent)
        };
        match self.client.get(&path).await {
            Reply::Done(found) => read(&found),
            Reply::Refused(refusal) => {
                tracing::warn!(why = refusal.said(), "Stripe does not say how a payment is");
                None
            }
            Reply::Unclear => None,
        }
    }

    /// The session as it is, and its PaymentIntent's id once there is one.
    async fn intent_of(&self, payment: &Payment) -> Result<(Option<Value>, Option<String>), Answer> {
        let unknown = || Answer::Refused("Stripe's name for this payment was never told".to_owned());
        let handle = payment.handle.as_deref().ok_or_else(unknown)?;
        if !handle.starts_with("cs_") {
            return Ok((None, Some(handle.to_owned())));
        }
        match self.client.get(&format!("/v1/checkout/sessions/{}?{SESSION_PARTS}", api::encode(handle))).await {
            Reply::Done(session) => {
                let intent = session["payment_intent"]["id"].as_str().map(str::to_owned);
                Ok((Some(session), intent))
            }
            Reply::Refused(refusal) => Err(Answer::Refused(refusal.said())),
            Reply::Unclear => Err(Answer::Unclear),
        }
    }

    async fn take(&self, payment: &Payment, ask: &Ask) -> Result<Answer, Answer> {
        let (_, intent) = self.intent_of(payment).await?;
        let intent = intent.ok_or_else(|| Answer::Refused("there is nothing to capture yet".to_owned()))?;
        let mut fields: Fields = vec![("amount_to_capture", ask.amount.minor.to_string())];
        if !ask.last {
            fields.push(("final_capture", "false".to_owned()));
        }
        let path = format!("/v1/payment_intents/{}/capture", api::encode(&intent));
        Ok(match self.client.post(&path, &ask.key, &fields).await {
            Reply::Done(_) => Answer::Done,
            Reply::Refused(refusal) if refusal.names("final_capture") => Answer::NotInParts,
            Reply::Refused(refusal) => Answer::Refused(refusal.said()),
            Reply::Unclear => Answer::Unclear,
        })
    }

    async fn let_go(&self, payment: &Payment, ask: &Ask) -> Result<Answer, Answer> {
        let (session, intent) = self.intent_of(payment).await?;
        if let Some(session) = &session {
            match (text(session, "status"), text(session, "id")) {
                (Some("expired"), _) => return Ok(Answer::Done),
                (Some("open"), Some(id)) => {
                    let path = format!("/v1/checkout/sessions/{}/expire", api::encode(id));
                    return Ok(match self.client.post(&path, &ask.key, &[]).await {
                        Reply::Done(_) => Answer::Done,
                        // She paid at this moment: the next try finds a payment to cancel.
                        Reply::Refused(_) | Reply::Unclear => Answer::Unclear,
                    });
                }
                _ => {}
            }
        }
        let intent = intent.ok_or(Answer::Unclear)?;
        let path = format!("/v1/payment_intents/{}/cancel", api::encode(&intent));
        // A key of its own: under that of the session Stripe would answer for the session.
        Ok(match self.client.post(&path, &format!("{}:cancel", ask.key), &[]).await {
            Reply::Done(_) => Answer::Done,
            Reply::Refused(refusal) if refusal.is_over() => Answer::Done,
            Reply::Refused(refusal) => Answer::Refused(refusal.said()),
            Reply::Unclear => Answer::Unclear,
        })
    }

    async fn give_back(&self, payment: &Payment, ask: &Ask) -> Result<Answer, Answer> {
        let (_, intent) = self.intent_of(payment).await?;
        let intent = intent.ok_or_else(|| Answer::Refused("there is nothing to give back".to_owned()))?;
        let fields: Fields = vec![
            ("payment_intent", intent),
            ("amount", ask.amount.minor.to_string()),
            ("metadata[reference]", payment.reference.clone()),
        ];
        Ok(match self.client.post("/v1/refunds", &ask.key, &fields).await {
            Reply::Done(_) => Answer::Done,
            Reply::Refused(refusal) => Answer::Refused(refusal.said()),
            Reply::Unclear => Answer::Unclear,
        })
    }

    /// Takes a card off its customer: from then on nobody can pay with it.
    async fn detach(&self, token: &str, key: &str) -> Answer {
        let method = token.split_once('/').map_or(token, |(_, method)| method);
        let path = format!("/v1/payment_methods/{}/detach", api::encode(method));
        match self.client.post(&path, key, &[]).await {
            Reply::Done(_) => Answer::Done,
            // Unknown to Stripe, or no customer's any more.
            Reply::Refused(refusal) if refusal.is_about_nothing() => Answer::Done,
            Reply::Refused(refusal) => Answer::Refused(refusal.said()),
            Reply::Unclear => Answer::Unclear,
        }
    }
}

impl PaymentProvider for Stripe {
    fn name(&self) -> &'static str {
        NAME
    }

    fn begin<'a>(&'a self, intent: &'a Intent) -> Later<'a, Begun> {
        match &intent.token {
            None => Box::pin(self.open_page(intent)),
            Some(token) => Box::pin(self.charge(intent, token)),
        }
    }

    fn look<'a>(&'a self, payment: &'a Payment) -> Later<'a, Option<Seen>> {
        Box::pin(async move {
            match &payment.handle {
                Some(handle) => self.seen(handle).await,
                None => None,
            }
        })
    }

    fn capture<'a>(&'a self, payment: &'a Payment, ask: &'a Ask) -> Later<'a, Answer> {
        Box::pin(async move { self.take(payment, ask).await.unwrap_or_else(|answer| answer) })
    }

    fn release<'a>(&'a self, payment: &'a Payment, ask: &'a Ask) -> Later<'a, Answer> {
        Box::pin(async move { self.let_go(payment, ask).await.unwrap_or_else(|answer| answer) })
    }

    fn refund<'a>(&'a self, payment: &'a Payment, ask: &'a Ask) -> Later<'a, Answer> {
        Box::pin(async move { self.give_back(payment, ask).await.unwrap_or_else(|answer| answer) })
    }

    fn forget<'a>(&'a self, token: &'a str, key: &'a str) -> Later<'a, Answer> {
        Box::pin(self.detach(token, key))
    }

    fn notice(&self, headers: &HeaderMap, body: &[u8], now: Timestamp) -> Result<Notice, NotGenuine> {
        let signature = headers.get("stripe-signature").and_then(|it| it.to_str().ok()).ok_or(NotGenuine)?;
        signature::check(self.keys.webhook_secret.as_bytes(), signature, body, now)?;
        let event: Event = serde_json::from_slice(body).map_err(|_| NotGenuine)?;
        let object = &event.data.object;
        let reference = object["metadata"]["reference"].as_str().or_else(|| object["client_reference_id"].as_str());
        let at = Timestamp::from_second(event.created).map_err(|_| NotGenuine)?;
        Ok(Notice { event: event.id, reference: reference.map(str::to_owned), kind: event.kind, at })
    }
}

fn text<'v>(value: &'v Value, field: &str) -> Option<&'v str> {
    value[field].as_str()
}

fn language(language: Language) -> &'static str {
    match language {
        Language::En => "en",
        Language::De => "de",
    }
}
