//! Pictures over HTTP. Their address has the hash of their content in it, so browsers keep them for ever.

use std::{
    num::NonZeroUsize,
    sync::{Mutex, PoisonError},
};

use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use lru::LruCache;

use super::store;
use crate::{app::App, error::Error, site};

/// The address of every picture.
pub(super) const MEDIA: &str = "/media/{file}";
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// A drawing that is opened on its own paints and does nothing else.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";
/// How many pictures are kept at hand, and how large one may be for that.
const HELD_MOST: NonZeroUsize = NonZeroUsize::new(512).expect("512 is not 0");
const HELD_BYTES: usize = 32 << 10;

/// The address of a picture.
pub(super) fn address(hash: &str, kind: &str) -> String {
    MEDIA.replace("{file}", &format!("{hash}.{kind}"))
}

/// Pictures that were asked for lately.
#[derive(Debug)]
pub(crate) struct Held(Mutex<LruCache<String, Medium>>);

impl Default for Held {
    fn default() -> Self {
        Self(Mutex::new(LruCache::new(HELD_MOST)))
    }
}

#[derive(Debug, Clone)]
struct Medium {
    kind: &'static str,
    bytes: Bytes,
    brotli: Option<Bytes>,
}

/// A picture, compressed when it was imported.
pub(super) async fn show(
    State(app): State<App>,
    Path(file): Path<String>,
    asked: HeaderMap,
) -> Result<Response, Error> {
    let (hash, kind) = file.split_once('.').ok_or_else(|| Error::not_found("picture"))?;
    let medium = find(&app, hash).await?.filter(|medium| medium.kind == kind);
    let medium = medium.ok_or_else(|| Error::not_found("picture"))?;
    Ok(respond(hash, &medium, &asked))
}

async fn find(app: &App, hash: &str) -> Result<Option<Medium>, Error> {
    if hash.len() != 32 || !hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(None);
    }
    let held = || app.catalog.media.0.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(medium) = held().get(hash) {
        return Ok(Some(medium.clone()));
    }
    let Some(row) = store::medium(&app.db, hash).await? else { return Ok(None) };
    let kind = ["svg", "png", "jpg", "webp", "avif"].into_iter().find(|kind| *kind == row.kind);
    let kind = kind.ok_or_else(|| Error::internal(anyhow::anyhow!("a picture of kind {:?}", row.kind)))?;
    let medium = Medium { kind, bytes: row.bytes.into(), brotli: row.brotli.map(Bytes::from) };
    if medium.bytes.len() <= HELD_BYTES {
        held().put(hash.to_owned(), medium.clone());
    }
    Ok(Some(medium))
}

fn respond(hash: &str, medium: &Medium, asked: &HeaderMap) -> Response {
    let etag = HeaderValue::try_from(format!("W/\"{hash}\"")).expect("hex digits are a header value");
    let fixed = [
        (header::CONTENT_TYPE, HeaderValue::from_static(content_type(medium.kind))),
        (header::CACHE_CONTROL, HeaderValue::from_static(FOR_EVER)),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
        (header::VARY, HeaderValue::from_static("accept-encoding")),
        (header::ETAG, etag.clone()),
    ];
    if site::is_known(asked, &etag) {
        return (StatusCode::NOT_MODIFIED, fixed).into_response();
    }
    let accepted = asked.get(header::ACCEPT_ENCODING).and_then(|it| it.to_str().ok()).unwrap_or_default();
    match &medium.brotli {
        Some(brotli) if site::accepts(accepted, "br") => {
            (fixed, [(header::CONTENT_ENCODING, "br")], brotli.clone()).into_response()
        }
        _ => (fixed, medium.bytes.clone()).into_response(),
    }
}

fn content_type(kind: &str) -> &'static str {
    match kind {
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" => "image/jpeg",
        "webp" => "image/webp",
        _ => "image/avif",
    }
}
