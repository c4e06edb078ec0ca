//! A stand-in for Stripe behind a real socket: sessions, intents, captures, refunds, idempotency keys, and faults on request.

use std::{
    collections::{BTreeMap, HashMap, VecDeque},
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard},
    time::Duration,
};

use axum::{
    Router,
    body::{Body, Bytes},
    extract::State,
    http::{HeaderMap, Method, StatusCode, Uri},
    response::{IntoResponse, Response},
};
use futures_util::stream;
use hmac::{Hmac, Mac as _};
use serde_json::{Value, json};
use sha2::Sha256;
use tokio::net::TcpListener;

/// What the shop is known by.
pub const KEY: &str = "sk_test_the_secret_key";
/// What webhooks are signed with.
pub const WEBHOOK_SECRET: &str = "whsec_the_secret";

/// How the next answer goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It is done, and the connection breaks in the middle of the answer.
    CutOff,
    /// It is done, and no answer comes for longer than anybody waits.
    Hangs,
    /// It is not done.
    Status(u16),
    /// It is done, and the answer is no JSON.
    Malformed,
}

/// What was asked.
#[derive(Debug, Clone)]
pub struct Asked {
    pub path: String,
    pub key: Option<String>,
    pub fields: BTreeMap<String, String>,
}

/// Its books.
#[derive(Debug, Default)]
pub struct Books {
    pub asked: Vec<Asked>,
    pub sessions: HashMap<String, Value>,
    pub intents: HashMap<String, Value>,
    /// The next questions that move something go wrong like this.
    pub faults: VecDeque<Fault>,
    /// The account may not capture in parts.
    pub whole: bool,
    /// Cards are declined; or want a second step.
    pub declines: bool,
    pub asks_again: bool,
    /// Cards that are no customer's any more.
    pub detached: Vec<String>,
    keys: HashMap<String, (BTreeMap<String, String>, u16, Value)>,
}

/// The stand-in; clones share its books.
#[derive(Debug, Clone)]
pub struct Mock {
    books: Arc<Mutex<Books>>,
    pub url: String,
}

impl Mock {
    pub async fn start() -> Self {
        let books = Arc::new(Mutex::new(Books::default()));
        let listener = TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0))).await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let router = Router::new().fallback(answer).with_state(Arc::clone(&books));
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { books, url }
    }

    pub fn books(&self) -> MutexGuard<'_, Books> {
        self.books.lock().unwrap()
    }

    /// The shopper pays the newest page at Stripe.
    pub fn pay(&self) {
        let mut books = self.books();
        let id = format!("cs_{}", books.sessions.len());
        let session = books.sessions[&id].clone();
        let intent = books.new_intent(session["amount_total"].as_i64().unwrap(), &session["metadata"]["reference"]);
        let intent_id = intent["id"].as_str().unwrap().to_owned();
        if session["saves"] == true {
            let intent = books.intents.get_mut(&intent_id).unwrap();
            intent["setup_future_usage"] = json!("on_session");
            (intent["customer"], intent["payment_method"]) = (json!("cus_1"), json!("pm_1"));
        }
        let session = books.sessions.get_mut(&id).unwrap();
        (session["status"], session["payment_intent"]) = (json!("complete"), json!(intent_id));
    }

    /// The one intent there is.
    pub fn intent(&self) -> Value {
        let books = self.books();
        assert_eq!(books.intents.len(), 1, "one charge");
        books.intents.values().next().unwrap().clone()
    }

    /// Everything that was asked of an address that ends so.
    pub fn asked(&self, ending: &str) -> Vec<Asked> {
        self.books().asked.iter().filter(|it| it.path.ends_with(ending)).cloned().collect()
    }
}

impl Books {
    fn new_intent(&mut self, amount: i64, reference: &Value) -> Value {
        let id = format!("pi_{}", self.intents.len() + 1);
        let charge = json!({
            "amount_captured": 0, "amount_refunded": 0,
            "payment_method_details": {"card": {"brand": "visa", "last4": "4242"}},
        });
        let intent = json!({
            "id": id, "status": "requires_capture", "amount": amount, "amount_received": 0,
            "metadata": {"reference": reference}, "latest_charge": charge,
        });
        self.intents.insert(id, intent.clone());
        intent
    }

    fn do_it(&mut self, path: &[&str], fields: &BTreeMap<String, String>) -> (u16, Value) {
        let number = |name: &str| fields.get(name).and_then(|it| it.parse::<i64>().ok());
        match path {
            ["v1", "checkout", "sessions"] => {
                let id = format!("cs_{}", self.sessions.len() + 1);
                let session = json!({
                    "id": id, "url": format!("https://checkout.stripe.test/{id}"), "status": "open", "payment_intent": null,
                    "amount_total": number("line_items[0][price_data][unit_amount]"),
                    "metadata": {"reference": fields["metadata[reference]"]},
                    "saves": fields.contains_key("payment_intent_data[setup_future_usage]"),
                });
                self.sessions.insert(id, session.clone());
                (200, session)
            }
            ["v1", "checkout", "sessions", id, "expire"] => {
                let session = self.sessions.get_mut(*id).unwrap();
                if session["status"] != "open" {
                    return refusal(400, "", "", "only open sessions can be expired");
                }
                session["status"] = json!("expired");
                (200, session.clone())
            }
            ["v1", "payment_intents"] if self.declines => refusal(402, "card_declined", "", "Your card was declined."),
            ["v1", "payment_intents"] => {
                let reference = json!(fields["metadata[reference]"]);
                let made = self.new_intent(number("amount").unwrap(), &reference);
                let intent = self.intents.get_mut(made["id"].as_str().unwrap()).unwrap();
                if self.asks_again {
                    intent["status"] = json!("requires_action");
                    intent["next_action"] = json!({"redirect_to_url": {"url": "https://hooks.stripe.test/3ds"}});
                }
                (200, intent.clone())
            }
            ["v1", "payment_intents", id, "capture"] => self.capture(id, fields),
            ["v1", "payment_intents", id, "cancel"] => {
                let intent = self.intents.get_mut(*id).unwrap();
                intent["status"] = json!("canceled");
                (200, intent.clone())
            }
            ["v1", "payment_methods", id, "detach"] if self.detached.iter().any(|it| it == id) => {
                refusal(400, "", "", "The payment method you provided is not attached to a customer")
            }
            ["v1", "payment_methods", id, "detach"] => {
                self.detached.push((*id).to_owned());
                (200, json!({"id": id, "customer": null}))
            }
            ["v1", "refunds"] => {
                let intent = self.intents.get_mut(&fields["payment_intent"]).unwrap();
                let charge = &mut intent["latest_charge"];
                let sum = charge["amount_refunded"].as_i64().unwrap() + number("amount").unwrap();
                if sum > charge["amount_captured"].as_i64().unwrap() {
                    return refusal(400, "charge_already_refunded", "amount", "too much");
                }
                charge["amount_refunded"] = json!(sum);
                (200, json!({"id": "re_1", "status": "succeeded"}))
            }
            _ => refusal(404, "", "", "no such address"),
        }
    }

    fn capture(&mut self, id: &str, fields: &BTreeMap<String, String>) -> (u16, Value) {
        let last = fields.get("final_capture").is_none_or(|it| it != "false");
        if self.whole && !last {
            return refusal(400, "parameter_unknown", "final_capture", "multicapture is not available");
        }
        let intent = self.intents.get_mut(id).unwrap();
        let captured = intent["latest_charge"]["amount_captured"].as_i64().unwrap();
        let sum = captured + fields["amount_to_capture"].parse::<i64>().unwrap();
        if intent["status"] != "requires_capture" || sum > intent["amount"].as_i64().unwrap() {
            return refusal(400, "payment_intent_unexpected_state", "", "cannot be captured");
        }
        intent["latest_charge"]["amount_captured"] = json!(sum);
        if last {
            intent["status"] = json!("succeeded");
        }
        (200, intent.clone())
    }

    fn find(&self, path: &[&str]) -> (u16, Value) {
        let found = match path {
            ["v1", "checkout", "sessions", id] => self.sessions.get(*id).map(|session| {
                let mut session = session.clone();
                if let Some(intent) = session["payment_intent"].as_str().and_then(|it| self.intents.get(it)) {
                    session["payment_intent"] = intent.clone();
                }
                session
            }),
            ["v1", "payment_intents", id] => self.intents.get(*id).cloned(),
            _ => None,
        };
        found.map_or_else(|| refusal(404, "resource_missing", "", "no such thing"), |it| (200, it))
    }

    fn post(&mut self, asked: &Asked, path: &[&str]) -> (u16, Value) {
        let key = asked.key.clone().unwrap_or_default();
        if key.is_empty() {
            return refusal(400, "", "", "every question that moves money has a key");
        }
        if let Some((fields, status, answer)) = self.keys.get(&key) {
            let same = *fields == asked.fields;
            return if same {
                (*status, answer.clone())
            } else {
                refusal(400, "idempotency_error", "", "another question")
            };
        }
        let (status, answer) = self.do_it(path, &asked.fields);
        self.keys.insert(key, (asked.fields.clone(), status, answer.clone()));
        (status, answer)
    }
}

fn refusal(status: u16, code: &str, param: &str, message: &str) -> (u16, Value) {
    let kind = if status == 402 { "card_error" } else { "invalid_request_error" };
    (status, json!({"error": {"type": kind, "code": code, "param": param, "message": message}}))
}

async fn answer(
    State(books): State<Arc<Mutex<Books>>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let header = |name: &str| headers.get(name).and_then(|it| it.to_str().ok()).map(str::to_owned);
    if header("authorization") != Some(format!("Bearer {KEY}")) {
        let (status, body) = refusal(401, "", "", "who are you?");
        return (StatusCode::from_u16(status).unwrap(), body.to_string()).into_response();
    }
    let fields = form_urlencoded::parse(&body).into_owned().collect();
    let asked = Asked { path: uri.path().to_owned(), key: header("idempotency-key"), fields };
    let path: Vec<&str> = asked.path.trim_start_matches('/').split('/').collect();
    let (status, answer, fault) = {
        let mut books = books.lock().unwrap();
        books.asked.push(asked.clone());
        if method == Method::GET {
            let (status, answer) = books.find(&path);
            (status, answer, None)
        } else {
            let fault = books.faults.pop_front();
            if let Some(Fault::Status(status)) = fault {
                (status, json!({"error": {"message": "a fault"}}), None)
            } else {
                let (status, answer) = books.post(&asked, &path);
                (status, answer, fault)
            }
        }
    };
    let status = StatusCode::from_u16(status).unwrap();
    match fault {
        Some(Fault::Malformed) => (status, "{\"id\": \"cs_").into_response(),
        Some(Fault::Hangs) => {
            tokio::time::sleep(Duration::from_secs(30)).await;
            status.into_response()
        }
        Some(Fault::CutOff) => {
            let pieces = [Ok("{\"id\""), Err(std::io::Error::other("the line broke"))];
            (status, Body::from_stream(stream::iter(pieces))).into_response()
        }
        _ => (status, answer.to_string()).into_response(),
    }
}

/// A webhook's body and its `Stripe-Signature`, signed at `seconds` with each of the secrets.
pub fn signed(event: &Value, seconds: i64, secrets: &[&str]) -> (String, String) {
    let body = event.to_string();
    let mut header = format!("t={seconds}");
    for secret in secrets {
        let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
        mac.update(format!("{seconds}.{body}").as_bytes());
        let hex: String = mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        header.push_str(&format!(",v1={hex}"));
    }
    (body, header)
}

/// An event about a session.
pub fn event(id: &str, kind: &str, reference: &str, seconds: i64) -> Value {
    json!({"id": id, "type": kind, "created": seconds, "data": {"object": {"client_reference_id": reference, "metadata": {}}}})
}
