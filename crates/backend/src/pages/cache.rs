//! Pages that were painted lately, plain and compressed; good as long as nothing they show has changed.

use std::{
    fmt,
    io::Write as _,
    num::NonZeroUsize,
    sync::{Mutex, PoisonError},
};

use api::page::ShellView;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use lru::LruCache;
use sha2::{Digest as _, Sha256};
use storefront::{first_paint::Leading, i18n, routes::Route, ui::Source};

use super::{Visit, header_value};
use crate::{app::App, catalog::Catalog, site};

/// How many pages are kept; each is about a hundred kilobytes.
const KEPT: NonZeroUsize = NonZeroUsize::new(64).expect("64 is not 0");
/// The longest address whose page is kept.
const ADDRESS_MOST: usize = 300;
/// Pages are compressed when they are painted: quickly rather than well.
const BROTLI_QUALITY: u32 = 5;

/// The pages; part of the shop.
pub(crate) struct Painted(Mutex<LruCache<Key, Paper>>);

/// Everything a page depends on.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Key {
    address: String,
    locale: &'static str,
    fonts: bool,
    store: String,
    origin: String,
    generation: i64,
    /// Counts changes of stock, for pages that show any.
    stock: u64,
    /// The minute, for pages that say whether a door is open.
    minute: i64,
}

/// A page, ready to be sent.
#[derive(Debug, Clone)]
pub(super) struct Paper {
    status: StatusCode,
    plain: Bytes,
    brotli: Bytes,
    etag: HeaderValue,
    preload: Option<HeaderValue>,
}

impl Key {
    pub(super) fn new(app: &App, catalog: &Catalog, visit: &Visit, shell: &ShellView) -> Self {
        let has_doors = matches!(visit.route, Route::Product { .. } | Route::Stores | Route::Store { .. });
        let has_stock = has_doors || shell.my_store.is_some() || visit.pairs.iter().any(|(name, _)| name == "in_stock");
        Self {
            address: visit.address.clone(),
            locale: i18n::tag(visit.locale),
            fonts: visit.fonts,
            store: shell.my_store.as_ref().map(|store| store.code.as_str().to_owned()).unwrap_or_default(),
            origin: visit.origin.clone(),
            generation: catalog.generation(),
            stock: if has_stock { app.availability().epoch() } else { 0 },
            minute: if has_doors { app.clock.now().as_second() / 60 } else { 0 },
        }
    }
}

impl Painted {
    pub(super) fn find(&self, key: &Key) -> Option<Paper> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(key).cloned()
    }

    pub(super) fn keep(&self, key: Key, paper: Paper) {
        if key.address.len() <= ADDRESS_MOST {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).put(key, paper);
        }
    }
}

impl Paper {
    pub(super) fn new(status: StatusCode, html: &str, picture: Option<&Leading>, part: &[String]) -> Self {
        let hash: String = Sha256::digest(html).iter().take(12).map(|byte| format!("{byte:02x}")).collect();
        // The browser asks for the leading picture and the page's part of the app before it has read the page.
        let picture = picture.map(|Leading { picture, shown }| {
            let Source { src, choice } = shown.source(picture);
            let choice = choice.map(|(srcset, sizes)| format!("; imagesrcset=\"{srcset}\"; imagesizes=\"{sizes}\""));
            format!("<{src}>; rel=preload; as=image; fetchpriority=high{}", choice.unwrap_or_default())
        });
        let part =
            part.iter().map(|url| format!("<{url}>; rel=preload; as=fetch; crossorigin; type=\"application/wasm\""));
        let preload = picture.into_iter().chain(part).collect::<Vec<_>>().join(", ");
        Self {
            status,
            plain: Bytes::copy_from_slice(html.as_bytes()),
            brotli: compress(html.as_bytes()),
            etag: header_value(&format!("W/\"{hash}\"")).expect("hex digits are a header value"),
            preload: (!preload.is_empty()).then(|| header_value(&preload)).flatten(),
        }
    }

    pub(super) fn respond(&self, asked: &HeaderMap) -> Response {
        let fixed = [
            (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
            (header::VARY, HeaderValue::from_static("accept-encoding, accept-language, cookie")),
            (header::ETAG, self.etag.clone()),
        ];
        if self.status == StatusCode::OK && site::is_known(asked, &self.etag) {
            return (StatusCode::NOT_MODIFIED, fixed).into_response();
        }
        let accepted = asked.get(header::ACCEPT_ENCODING).and_then(|it| it.to_str().ok()).unwrap_or_default();
        let mut response = if site::accepts(accepted, "br") && !self.brotli.is_empty() {
            (self.status, fixed, [(header::CONTENT_ENCODING, "br")], self.brotli.clone()).into_response()
        } else {
            (self.status, fixed, self.plain.clone()).into_response()
        };
        if let Some(preload) = &self.preload {
            response.headers_mut().insert(header::LINK, preload.clone());
        }
        response
    }
}

/// Nothing, if it cannot be done; the page is then sent as it is.
fn compress(html: &[u8]) -> Bytes {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 32 << 10, BROTLI_QUALITY, 20);
    match writer.write_all(html).and_then(|()| writer.flush()) {
        Ok(()) => writer.into_inner().into(),
        Err(_) => Bytes::new(),
    }
}

impl Default for Painted {
    fn default() -> Self {
        Self(Mutex::new(LruCache::new(KEPT)))
    }
}

impl fmt::Debug for Painted {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Painted").finish_non_exhaustive()
    }
}
