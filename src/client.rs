//! The only door to the network: JSON requests with typed errors, and the server's event streams.
//!
//! One function per request stands in each slice's `data.rs`; paths come from `api`, never from here.

use crate::browser;
use api::problem::Problem;
use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::Duration,
};
use thiserror::Error;
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, EventSource, Headers, MessageEvent, ReadableStreamDefaultReader, RequestInit, Response,
};

/// A request that takes longer has failed for the shopper.
const TIME_OUT: Duration = Duration::from_secs(15);
/// How long to wait before asking again for a stream that the server refused.
const STREAM_RETRY: Duration = Duration::from_secs(3);

/// Why there is no answer to show.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum ClientError {
    /// The request did not reach the server.
    #[error("the server was not reached")]
    Offline,
    /// No answer within fifteen seconds.
    #[error("the server did not answer in time")]
    TimedOut,
    /// The server answered with a problem; the app can match on it.
    #[error("the server refused: {}", .0.title)]
    Api(Box<Problem>),
    /// The answer is not what the contract says.
    #[error("the answer could not be read")]
    Unreadable,
}

/// Asks for the JSON at `path`.
///
/// # Errors
/// [`ClientError`]; dropping the future aborts the request.
pub async fn get<T: DeserializeOwned>(path: &str) -> Result<T, ClientError> {
    read(&send("GET", path, None, &[]).await?)
}

/// Sends `body` and reads the answer. An empty answer is read as `()`.
///
/// # Errors
/// [`ClientError`]; dropping the future aborts the request, which the server may have carried out all the same.
pub async fn post<T: DeserializeOwned>(path: &str, body: &impl Serialize) -> Result<T, ClientError> {
    post_once(path, body, None).await
}

/// Like [`post`], with an `Idempotency-Key`: sent twice with the same key and body, it is carried out once.
///
/// # Errors
/// As [`post`].
pub async fn post_once<T: DeserializeOwned>(
    path: &str,
    body: &impl Serialize,
    key: Option<&str>,
) -> Result<T, ClientError> {
    let body = serde_json::to_string(body).map_err(|_| ClientError::Unreadable)?;
    let headers: &[(&str, &str)] = match &key {
        Some(key) => &[("idempotency-key", key)],
        None => &[],
    };
    read(&send("POST", path, Some(&body), headers).await?)
}

/// Like [`get`], with the text that was read, to be kept or passed on as it is.
///
/// # Errors
/// As [`get`].
pub async fn get_with_text<T: DeserializeOwned>(path: &str) -> Result<(T, String), ClientError> {
    let text = send("GET", path, None, &[]).await?;
    Ok((read(&text)?, text))
}

/// Like [`post`], with the text that was read.
///
/// # Errors
/// As [`post`].
pub async fn post_with_text<T: DeserializeOwned>(
    path: &str,
    body: &impl Serialize,
) -> Result<(T, String), ClientError> {
    let body = serde_json::to_string(body).map_err(|_| ClientError::Unreadable)?;
    let text = send("POST", path, Some(&body), &[]).await?;
    Ok((read(&text)?, text))
}

/// One exchange with headers of its own: `GET` without a body, `POST` with one. Answers the text, which [`read`] reads.
///
/// # Errors
/// As [`post`].
pub async fn ask(path: &str, body: Option<&str>, headers: &[(&str, &str)]) -> Result<String, ClientError> {
    send(if body.is_some() { "POST" } else { "GET" }, path, body, headers).await
}

/// What ends a stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StreamEnd(AbortController);

impl StreamEnd {
    /// For a stream that is about to begin. `None` where browsers cannot end one.
    #[must_use]
    pub fn new() -> Option<Self> {
        AbortController::new().ok().map(Self)
    }

    /// Ends it.
    pub fn end(&self) {
        self.0.abort();
    }
}

/// Reads a stream as it comes, for as long as it lasts: like [`events`], where the request needs headers, which an `EventSource` cannot have.
/// `end` ends it, and so does dropping the future.
///
/// # Errors
/// [`ClientError`] when it does not begin or breaks off.
pub async fn stream(
    path: &str,
    headers: &[(&str, &str)],
    end: StreamEnd,
    mut heard: impl FnMut(&[u8]),
) -> Result<(), ClientError> {
    let request = RequestInit::new();
    request.set_signal(Some(&end.0.signal()));
    let sent = Headers::new().map_err(|_| ClientError::Offline)?;
    for (name, value) in [("accept", "text/event-stream")].iter().chain(headers) {
        let _ = sent.set(name, value);
    }
    request.set_headers(&sent);
    let _abort = AbortOnDrop(end.0);
    let answer = JsFuture::from(window().fetch_with_str_and_init(path, &request)).await;
    let answer: Response = answer.ok().and_then(|it| it.dyn_into().ok()).ok_or(ClientError::Offline)?;
    let body = answer.body().filter(|_| answer.ok()).ok_or(ClientError::Unreadable)?;
    let reader: ReadableStreamDefaultReader = body.get_reader().dyn_into().map_err(|_| ClientError::Unreadable)?;
    loop {
        let piece = JsFuture::from(reader.read()).await.map_err(|_| ClientError::Offline)?;
        let of = |name: &str| js_sys::Reflect::get(&piece, &name.into()).map_err(|_| ClientError::Unreadable);
        if of("done")?.is_truthy() {
            return Ok(());
        }
        heard(&js_sys::Uint8Array::new(&of("value")?).to_vec());
    }
}

/// Sends `body` although the page is about to end; nobody hears what becomes of it. Browsers take no more than 64 kB this way.
pub fn post_and_leave(path: &str, body: &impl Serialize) {
    let (Ok(body), Ok(headers)) = (serde_json::to_string(body), Headers::new()) else { return };
    let _ = headers.set("content-type", "application/json");
    let request = RequestInit::new();
    request.set_method("POST");
    request.set_headers(&headers);
    request.set_body(&body.into());
    let _ = js_sys::Reflect::set(&request, &"keepalive".into(), &true.into());
    let _ = window().fetch_with_str_and_init(path, &request);
}

/// Reads an answer. An empty one is read as `()`.
///
/// # Errors
/// [`ClientError::Unreadable`].
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, ClientError> {
    let text = if text.is_empty() { "null" } else { text };
    crate::json::read(text).map_err(|_| ClientError::Unreadable)
}

/// Aborts the request when its future is dropped before it is done.
struct AbortOnDrop(AbortController);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// One exchange, the same code for all types, so that the wasm holds it once.
async fn send(method: &str, path: &str, body: Option<&str>, headers: &[(&str, &str)]) -> Result<String, ClientError> {
    let controller = AbortController::new().map_err(|_| ClientError::Offline)?;
    let request = RequestInit::new();
    request.set_method(method);
    request.set_signal(Some(&controller.signal()));
    let sent = Headers::new().map_err(|_| ClientError::Offline)?;
    let _ = sent.set("accept", "application/json");
    if let Some(body) = body {
        let _ = sent.set("content-type", "application/json");
        request.set_body(&body.into());
    }
    for (name, value) in headers {
        let _ = sent.set(name, value);
    }
    request.set_headers(&sent);

    let timed_out = Rc::new(Cell::new(false));
    let timer = {
        let (timed_out, controller) = (timed_out.clone(), controller.clone());
        set_timeout_with_handle(
            move || {
                timed_out.set(true);
                controller.abort();
            },
            TIME_OUT,
        )
    };
    let _abort = AbortOnDrop(controller);
    let answer = exchange(path, &request).await;
    if let Ok(timer) = timer {
        timer.clear();
    }
    let (status, text) = match answer {
        Some(answer) => answer,
        None if timed_out.get() => return Err(ClientError::TimedOut),
        None => return Err(ClientError::Offline),
    };
    if (200..300).contains(&status) {
        return Ok(text);
    }
    Err(problem(&text).map_or(ClientError::Unreadable, |problem| ClientError::Api(Box::new(problem))))
}

#[cfg(not(feature = "widget"))]
fn problem(text: &str) -> Option<Problem> {
    crate::json::read(text).ok()
}

/// The frame asks for nothing that a rule could refuse in detail; reading all those refusals would be a tenth of its size.
#[cfg(feature = "widget")]
fn problem(text: &str) -> Option<Problem> {
    #[derive(serde::Deserialize)]
    struct Brief {
        #[serde(rename = "type")]
        kind: api::problem::ProblemKind,
        title: String,
        status: u16,
    }
    let Brief { kind, title, status } = crate::json::read(text).ok()?;
    let (detail, field, remedy, incident, rejection) = (None, None, None, None, None);
    Some(Problem { kind, title, status, detail, field, remedy, incident, rejection })
}

/// Status and text of the answer; nothing when the connection failed on the way.
async fn exchange(path: &str, request: &RequestInit) -> Option<(u16, String)> {
    let response: Response =
        JsFuture::from(window().fetch_with_str_and_init(path, request)).await.ok()?.dyn_into().ok()?;
    let text = JsFuture::from(response.text().ok()?).await.ok()?.as_string()?;
    Some((response.status(), text))
}

/// An event of a stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StreamEvent {
    /// Its name; `message` where the server gave none.
    pub name: &'static str,
    /// Its id, to go on after it.
    pub id: String,
    /// Its data, usually JSON.
    pub data: String,
}

/// Listens to the server's events of the given `names` until the current owner is cleaned up.
///
/// The stream is open only while the page is visible, since browsers allow six connections per host over HTTP/1.1.
/// `path` is asked at each opening, so that it can say from where to go on.
pub fn events(
    path: impl Fn() -> String + 'static,
    names: &'static [&'static str],
    handle: impl Fn(StreamEvent) + 'static,
) {
    let stream = Rc::new(Stream {
        path: Box::new(path),
        names,
        handle: Rc::new(handle),
        open: RefCell::new(None),
        ended: Cell::new(false),
    });
    stream.clone().open();
    browser::on_visibility({
        let stream = stream.clone();
        move |visible| if visible { stream.clone().open() } else { stream.close() }
    });
    let stream = send_wrapper::SendWrapper::new(stream);
    on_cleanup(move || {
        stream.ended.set(true);
        stream.close();
    });
}

/// The handlers must live as long as the source that calls them.
type Source = (EventSource, Vec<Closure<dyn FnMut(MessageEvent)>>, Closure<dyn FnMut()>);

struct Stream {
    path: Box<dyn Fn() -> String>,
    names: &'static [&'static str],
    handle: Rc<dyn Fn(StreamEvent)>,
    open: RefCell<Option<Source>>,
    ended: Cell<bool>,
}

impl Stream {
    fn open(self: Rc<Self>) {
        if self.ended.get() || self.open.borrow().is_some() || !browser::is_visible() {
            return;
        }
        let Ok(source) = EventSource::new(&(self.path)()) else { return };
        let closures = self
            .names
            .iter()
            .map(|name| {
                let handle = self.handle.clone();
                let closure = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
                    let data = event.data().as_string().unwrap_or_default();
                    handle(StreamEvent { name, id: event.last_event_id(), data });
                });
                let _ = source.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
                closure
            })
            .collect();
        let stream = self.clone();
        let failed = Closure::<dyn FnMut()>::new(move || stream.clone().failed());
        source.set_onerror(Some(failed.as_ref().unchecked_ref()));
        *self.open.borrow_mut() = Some((source, closures, failed));
    }

    /// A broken connection is the browser's to mend; one that the server refused is ours.
    fn failed(self: Rc<Self>) {
        let refused =
            self.open.borrow().as_ref().is_some_and(|(source, ..)| source.ready_state() == EventSource::CLOSED);
        if refused {
            set_timeout(
                move || {
                    self.close();
                    self.open();
                },
                STREAM_RETRY,
            );
        }
    }

    fn close(&self) {
        if let Some((source, ..)) = self.open.borrow_mut().take() {
            source.close();
        }
    }
}
