//! What partners' pages load: the loader, the frame's page, and the page that tells them how.

use std::collections::HashMap;

use axum::http::HeaderValue;
use base64::{Engine as _, prelude::BASE64_STANDARD};
use bytes::Bytes;
use sha2::{Digest as _, Sha256, Sha384};

use super::{
    files::{File, files},
    headers::{Hashes, Policy},
    template::Template,
};

const LOADER: &str = "/embed/loader.js";
const WIDGET: &str = "/widget.html";
const DOCS: &str = "/embed.html";
/// Pages that are only served at addresses of their own.
pub(super) const OWN_PAGES: [&str; 2] = [WIDGET, DOCS];

/// The built files for partners.
#[derive(Debug, Default)]
pub(crate) struct Embed {
    /// The loader of this build.
    pub(crate) loader: Option<Loader>,
    /// The frame's page.
    pub(crate) widget: Option<Template>,
    /// The page for partners, and what it may load.
    pub(crate) docs: Option<(File, HeaderValue)>,
    hashes: Hashes,
}

/// A loader and what it is called for ever.
#[derive(Debug)]
pub(crate) struct Loader {
    pub(crate) name: String,
    pub(crate) file: File,
}

impl Embed {
    pub(super) fn new(found: &HashMap<String, Bytes>, widget: Hashes, docs: &Hashes) -> Self {
        let file = |wanted: &str| files(found, |name| name == wanted).next().map(|(_, file)| file);
        let loader = file(LOADER).map(|file| Loader { name: loader_name(file.bytes()), file });
        let template = found.get(WIDGET).and_then(|it| std::str::from_utf8(it).ok()).map(Template::parse);
        let docs = file(DOCS).map(|file| (file, Policy::of(docs, "'self'", "'none'").value()));
        Self { loader, widget: template, docs, hashes: widget }
    }

    /// The policy of the frame's page, for these origins and the shop's own to frame.
    pub(crate) fn framed_by<'o>(&self, origins: impl Iterator<Item = &'o str>) -> HeaderValue {
        let listed: String = std::iter::once("'self'").chain(origins).collect::<Vec<_>>().join(" ");
        Policy::of(&self.hashes, "'none'", &listed).value()
    }
}

impl Loader {
    /// What a page says beside its address, so that its browser runs nothing else (Subresource Integrity).
    pub(crate) fn integrity(&self) -> String {
        format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(self.file.bytes())))
    }
}

/// What a loader is called for ever: the shop's version and the beginning of its SHA-256.
pub(crate) fn loader_name(script: &[u8]) -> String {
    let hash: String = Sha256::digest(script).iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    format!("{}-{hash}", env!("CARGO_PKG_VERSION"))
}
