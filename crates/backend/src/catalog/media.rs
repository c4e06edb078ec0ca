//! Pictures over HTTP. Their address has the hash of their content in it, so browsers keep them for ever:
//! `<hash>.<kind>` is the original, `<hash>-<width>.webp` a copy of that width (see [`super::renditions`]).

use std::{
    num::NonZeroUsize,
    sync::{Mutex, MutexGuard, PoisonError},
};

use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use bytes::Bytes;
use domain::catalog::Picture;
use lru::LruCache;

use super::{renditions::Rendition, store};
use crate::{app::App, error::Error, site};

/// The address of every picture.
pub(super) const MEDIA: &str = "/media/{file}";
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// An original that stands in for a copy until that is drawn.
const FOR_NOW: &str = "public, max-age=60";
/// A drawing that is opened on its own paints and does nothing else.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";
/// How many pictures are kept at hand, and how large one may be for that.
const HELD_MOST: NonZeroUsize = NonZeroUsize::new(512).expect("512 is not 0");
const HELD_BYTES: usize = 32 << 10;
/// The largest preview that is sent within a page, in bytes: more would hold up the page itself.
const PREVIEW_MOST: usize = 6 << 10;

/// The address of a picture.
pub(super) fn address(hash: &str, kind: &str) -> String {
    MEDIA.replace("{file}", &format!("{hash}.{kind}"))
}

/// The picture a page opens with, small enough to be sent within the page: it is seen with the first paint, before the picture itself has
/// been asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Preview {
    /// A `data:` address.
    Address(String),
    /// Not drawn yet; somebody is at it.
    Later,
    /// There is none that is worth its bytes.
    Nothing,
}

/// The preview of a picture.
pub(crate) async fn preview(app: &App, picture: &Picture) -> Result<Preview, Error> {
    let Some(hash) = hash_of(&picture.url) else { return Ok(Preview::Nothing) };
    let wanted = Rendition::preview(hash);
    let stem = wanted.stem();
    let at_hand = held(app).get(&stem).map(|medium| medium.bytes.clone());
    let bytes = match at_hand {
        Some(bytes) => bytes,
        None => match store::rendition(&app.db, hash, wanted.width).await? {
            Some(drawn) => {
                let bytes = Bytes::from(drawn.unwrap_or_default());
                hold(app, &stem, &Medium { kind: "webp", bytes: bytes.clone(), brotli: None });
                bytes
            }
            None => {
                app.catalog.wanted.ask(wanted);
                return Ok(Preview::Later);
            }
        },
    };
    if bytes.is_empty() || bytes.len() > PREVIEW_MOST {
        return Ok(Preview::Nothing);
    }
    Ok(Preview::Address(format!("data:image/webp;base64,{}", BASE64_STANDARD.encode(&bytes))))
}

/// The hash in the address of an original.
fn hash_of(address: &str) -> Option<&str> {
    let (hash, _) = address.strip_prefix("/media/")?.split_once('.')?;
    is_hash(hash).then_some(hash)
}

fn is_hash(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
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

/// A picture, compressed when it was imported, or a copy of it.
pub(super) async fn show(
    State(app): State<App>,
    Path(file): Path<String>,
    asked: HeaderMap,
) -> Result<Response, Error> {
    let (stem, kind) = file.split_once('.').ok_or_else(|| Error::not_found("picture"))?;
    let rendition = Rendition::parse(stem).filter(|_| kind == "webp");
    let hash = rendition.as_ref().map_or(stem, |rendition| &rendition.hash);
    if !is_hash(hash) {
        return Err(Error::not_found("picture"));
    }
    let found = match rendition {
        Some(rendition) => copy(&app, stem, rendition).await?,
        None => original(&app, hash).await?.filter(|found| found.medium.kind == kind),
    };
    found.map(|found| respond(&found, &asked)).ok_or_else(|| Error::not_found("picture"))
}

/// What is sent, and for how long it may be kept.
struct Found {
    /// Tells it from whatever else this address may answer.
    tag: String,
    medium: Medium,
    keep: &'static str,
}

async fn original(app: &App, hash: &str) -> Result<Option<Found>, Error> {
    if let Some(medium) = held(app).get(hash) {
        return Ok(Some(Found { tag: hash.to_owned(), medium: medium.clone(), keep: FOR_EVER }));
    }
    let Some(row) = store::medium(&app.db, hash).await? else { return Ok(None) };
    let kind = ["svg", "png", "jpg", "webp", "avif"].into_iter().find(|kind| *kind == row.kind);
    let kind = kind.ok_or_else(|| Error::internal(anyhow::anyhow!("a picture of kind {:?}", row.kind)))?;
    let medium = Medium { kind, bytes: row.bytes.into(), brotli: row.brotli.map(Bytes::from) };
    hold(app, hash, &medium);
    Ok(Some(Found { tag: hash.to_owned(), medium, keep: FOR_EVER }))
}

/// The copy, or the original in its place: for good when the copy is not worth having, for now when it is not drawn yet.
async fn copy(app: &App, stem: &str, rendition: Rendition) -> Result<Option<Found>, Error> {
    if let Some(medium) = held(app).get(stem) {
        return Ok(Some(Found { tag: stem.to_owned(), medium: medium.clone(), keep: FOR_EVER }));
    }
    match store::rendition(&app.db, &rendition.hash, rendition.width).await? {
        Some(Some(bytes)) => {
            let medium = Medium { kind: "webp", bytes: bytes.into(), brotli: None };
            hold(app, stem, &medium);
            Ok(Some(Found { tag: stem.to_owned(), medium, keep: FOR_EVER }))
        }
        Some(None) => original(app, &rendition.hash).await,
        None => {
            let stand_in = original(app, &rendition.hash).await?;
            if stand_in.is_some() {
                app.catalog.wanted.ask(rendition);
            }
            Ok(stand_in.map(|found| Found { keep: FOR_NOW, ..found }))
        }
    }
}

fn held(app: &App) -> MutexGuard<'_, LruCache<String, Medium>> {
    app.catalog.media.0.lock().unwrap_or_else(PoisonError::into_inner)
}

fn hold(app: &App, name: &str, medium: &Medium) {
    if medium.bytes.len() <= HELD_BYTES {
        held(app).put(name.to_owned(), medium.clone());
    }
}

fn respond(Found { tag, medium, keep }: &Found, asked: &HeaderMap) -> Response {
    let etag = HeaderValue::try_from(format!("W/\"{tag}\"")).expect("hex digits are a header value");
    let fixed = [
        (header::CONTENT_TYPE, HeaderValue::from_static(content_type(medium.kind))),
        (header::CACHE_CONTROL, HeaderValue::from_static(keep)),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
        (header::VARY, HeaderValue::from_static("accept-encoding")),
        (header::ETAG, etag.clone()),
        // They stand on partners' pages, too.
        (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("cross-origin")),
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
