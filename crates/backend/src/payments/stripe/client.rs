//! Talking to Stripe over HTTP: forms out, JSON back. What cannot be told apart from silence is silence.

use std::{fmt, time::Duration};

use reqwest::{
    StatusCode,
    header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue},
    redirect::Policy,
};
use serde_json::Value;

use crate::error::Error;

/// A little less than the shop waits, so that it is Stripe that did not answer.
const TIMEOUT: Duration = Duration::from_secs(9);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(4);
/// The largest answer that is read.
const ANSWER_MOST: usize = 1024 * 1024;
/// The shape of the answers this was written for.
const VERSION: &str = "2024-06-20";
/// How much of Stripe's own words is kept.
const WORDS_MOST: usize = 300;

/// What Stripe says to a question.
#[derive(Debug)]
pub(super) enum Reply {
    /// It is done, or found.
    Done(Value),
    /// It will not be done.
    Refused(Refusal),
    /// Nobody knows: no answer, not a whole one, or a fault at Stripe.
    Unclear,
}

/// Stripe's reason.
#[derive(Debug)]
pub(super) struct Refusal {
    status: StatusCode,
    error: Value,
}

/// A connection to Stripe.
pub(super) struct Client {
    http: reqwest::Client,
    url: String,
}

impl Client {
    pub(super) fn new(url: &str, key: &str) -> Result<Self, Error> {
        let mut authorization = HeaderValue::try_from(format!("Bearer {key}"))
            .map_err(|_| Error::internal(anyhow::anyhow!("the key of Stripe cannot be sent as it is")))?;
        authorization.set_sensitive(true);
        let headers = HeaderMap::from_iter([
            (AUTHORIZATION, authorization),
            (reqwest::header::HeaderName::from_static("stripe-version"), HeaderValue::from_static(VERSION)),
        ]);
        let http = reqwest::Client::builder()
            .default_headers(headers)
            .timeout(TIMEOUT)
            .connect_timeout(CONNECT_TIMEOUT)
            .redirect(Policy::none())
            .build()
            .map_err(Error::internal)?;
        Ok(Self { http, url: url.trim_end_matches('/').to_owned() })
    }

    pub(super) async fn get(&self, path: &str) -> Reply {
        read(self.http.get(format!("{}{path}", self.url)).send().await).await
    }

    /// Asks for something once, however often it is sent.
    pub(super) async fn post(&self, path: &str, key: &str, fields: &[(&'static str, String)]) -> Reply {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = self
            .http
            .post(format!("{}{path}", self.url))
            .header("idempotency-key", key)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(body);
        read(request.send().await).await
    }
}

async fn read(response: reqwest::Result<reqwest::Response>) -> Reply {
    let mut response = match response {
        Ok(response) => response,
        Err(error) => {
            // Without the address, which names the payment.
            tracing::warn!(error = %error.without_url(), "Stripe did not answer");
            return Reply::Unclear;
        }
    };
    let status = response.status();
    let mut body = Vec::new();
    while body.len() <= ANSWER_MOST {
        match response.chunk().await {
            Ok(Some(chunk)) => body.extend_from_slice(&chunk),
            Ok(None) => return understand(status, &body),
            Err(error) => {
                tracing::warn!(error = %error.without_url(), "Stripe did not end its answer");
                return Reply::Unclear;
            }
        }
    }
    Reply::Unclear
}

fn understand(status: StatusCode, body: &[u8]) -> Reply {
    let Ok(mut value) = serde_json::from_slice::<Value>(body) else {
        tracing::warn!(%status, "Stripe's answer is not JSON");
        return Reply::Unclear;
    };
    // Somebody asks the same at this moment, too much is asked, or Stripe has a fault.
    let passes = status == StatusCode::CONFLICT || status == StatusCode::TOO_MANY_REQUESTS || status.is_server_error();
    if status.is_success() {
        Reply::Done(value)
    } else if passes || !status.is_client_error() {
        tracing::warn!(%status, "Stripe cannot answer now");
        Reply::Unclear
    } else {
        Reply::Refused(Refusal { status, error: value["error"].take() })
    }
}

impl Refusal {
    /// Whether it is the card that was refused.
    pub(super) fn is_card(&self) -> bool {
        self.status == StatusCode::PAYMENT_REQUIRED || self.error["type"] == "card_error"
    }

    /// Whether it is because of a field.
    pub(super) fn names(&self, field: &str) -> bool {
        self.error["param"] == field
    }

    /// Whether the payment had come to its end before.
    pub(super) fn is_over(&self) -> bool {
        let status = self.error["payment_intent"]["status"].as_str();
        self.error["code"] == "payment_intent_unexpected_state" && matches!(status, Some("canceled" | "succeeded"))
    }

    /// Whether what was asked about is not there, or not as the question has it: asking again would not change that.
    pub(super) fn is_about_nothing(&self) -> bool {
        matches!(self.status, StatusCode::NOT_FOUND | StatusCode::BAD_REQUEST)
    }

    /// In Stripe's words, which name no card.
    pub(super) fn said(&self) -> String {
        let word = |field: &str| self.error[field].as_str().unwrap_or_default().to_owned();
        let said = format!("{} {} {}", self.status.as_u16(), word("code"), word("message"));
        said.chars().take(WORDS_MOST).collect()
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("url", &self.url).finish_non_exhaustive()
    }
}
