//! The files of Trunk's `dist`, read once at the start.

use std::{collections::HashMap, fs, io, path::Path};

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use storefront::parts::Part;

use super::{
    earlier,
    embed::{Embed, OWN_PAGES},
    headers::{Hashes, Policy},
    template::Template,
};

/// The built app in memory.
#[derive(Debug, Default)]
pub struct Site {
    /// The build's id.
    id: String,
    files: HashMap<String, File>,
    template: Option<Template>,
    policy: Policy,
    parts: HashMap<String, Vec<String>>,
    embed: Embed,
}

/// What the build says about itself in `build.json`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Build {
    id: String,
    csp: Hashes,
    /// The frame's own hashes, and those of the page about it; the shop's if there are none.
    widget: Option<Hashes>,
    embed: Option<Hashes>,
    parts: HashMap<String, Vec<String>>,
}

/// One file and its compressed siblings.
#[derive(Debug)]
pub(crate) struct File {
    plain: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
    content_type: &'static str,
    etag: HeaderValue,
    cache: &'static str,
}

const FOR_EVER: &str = "public, max-age=31536000, immutable";
const ASK_AGAIN: &str = "no-cache";

impl Site {
    /// Reads a folder that Trunk built. A folder that is not there is a site without files: the API works without the app.
    pub fn read(folder: &Path) -> io::Result<Self> {
        let mut found = HashMap::new();
        if folder.is_dir() {
            walk(folder, "", &mut found)?;
        } else {
            tracing::warn!(folder = %folder.display(), "the app is not built; only the interface is served");
        }
        let build: Build = match found.get("/build.json") {
            Some(json) => serde_json::from_slice(json).map_err(io::Error::other)?,
            None => Build::default(),
        };
        let policy = Policy::new(&build.csp);
        let template = found.get("/index.html").and_then(|it| std::str::from_utf8(it).ok()).map(Template::parse);
        let embed = Embed::new(
            &found,
            build.widget.unwrap_or_else(|| build.csp.clone()),
            &build.embed.unwrap_or_else(|| build.csp.clone()),
        );
        let files = files(&found, |name| !is_internal(name)).collect();
        Ok(Self { id: build.id, files, template, policy, parts: build.parts, embed })
    }

    /// Keeps the build's files in `store`, and serves those of the builds before it as well: what pages load that were open when the
    /// server was updated. `folder` is where this build was read from.
    pub fn keep_beside_earlier(&mut self, folder: &Path, store: &Path) -> io::Result<()> {
        let is_id = !self.id.is_empty() && self.id.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !is_id {
            return Ok(());
        }
        let lasting = |name: &str| has_hash(name) && !name.ends_with(".html");
        let own: Vec<String> =
            self.files.iter().filter(|(name, _)| lasting(name)).flat_map(|(name, file)| file.names(name)).collect();
        let own: Vec<&str> = own.iter().map(String::as_str).collect();
        for earlier in earlier::keep(folder, &self.id, &own, store)? {
            let mut found = HashMap::new();
            walk(&earlier, "", &mut found)?;
            for (name, file) in files(&found, lasting) {
                self.files.entry(name).or_insert(file);
            }
        }
        Ok(())
    }

    /// The file at an address, such as `/storefront-1a2b3c4d.js`.
    pub(crate) fn file(&self, path: &str) -> Option<&File> {
        self.files.get(path)
    }

    /// The page every page address starts from.
    pub fn template(&self) -> Option<&Template> {
        self.template.as_ref()
    }

    /// The addresses of the files of a part of the app.
    pub(crate) fn part(&self, part: Part) -> &[String] {
        self.parts.get(part.name()).map(Vec::as_slice).unwrap_or_default()
    }

    /// What partners' pages load.
    pub(crate) fn embed(&self) -> &Embed {
        &self.embed
    }

    pub(super) fn policy(&self) -> &Policy {
        &self.policy
    }
}

/// Those that are wanted, each with its compressed siblings.
pub(super) fn files<'f>(
    found: &'f HashMap<String, Bytes>,
    wanted: impl Fn(&str) -> bool + 'f,
) -> impl Iterator<Item = (String, File)> + 'f {
    let named = found.iter().filter(move |(name, _)| !name.ends_with(".br") && !name.ends_with(".gz") && wanted(name));
    named.map(|(name, plain)| {
        let sibling = |ending| found.get(&format!("{name}{ending}")).cloned();
        (name.clone(), File::new(name, plain.clone(), sibling(".br"), sibling(".gz")))
    })
}

/// Read by the server, not by browsers.
fn is_internal(name: &str) -> bool {
    matches!(name, "/index.html" | "/build.json") || OWN_PAGES.contains(&name)
}

fn walk(folder: &Path, prefix: &str, found: &mut HashMap<String, Bytes>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        let path = format!("{prefix}/{name}");
        if entry.file_type()?.is_dir() {
            walk(&entry.path(), &path, found)?;
        } else {
            found.insert(path, fs::read(entry.path())?.into());
        }
    }
    Ok(())
}

impl File {
    fn new(name: &str, plain: Bytes, brotli: Option<Bytes>, gzip: Option<Bytes>) -> Self {
        let hash: String = Sha256::digest(&plain).iter().take(12).map(|byte| format!("{byte:02x}")).collect();
        Self {
            etag: HeaderValue::try_from(format!("W/\"{hash}\"")).expect("hex digits are a header value"),
            content_type: content_type(name),
            cache: if has_hash(name) { FOR_EVER } else { ASK_AGAIN },
            plain,
            brotli,
            gzip,
        }
    }

    /// The names of the file and its siblings on the disk.
    fn names(&self, name: &str) -> impl Iterator<Item = String> {
        let siblings = [(".br", self.brotli.is_some()), (".gz", self.gzip.is_some())];
        let own = name.to_owned();
        std::iter::once(own.clone())
            .chain(siblings.into_iter().filter(|(_, there)| *there).map(move |(ending, _)| format!("{own}{ending}")))
    }

    /// The file as it is.
    pub(crate) fn bytes(&self) -> &Bytes {
        &self.plain
    }

    pub(crate) fn respond(&self, asked: &HeaderMap) -> Response {
        let fixed = [
            (header::CONTENT_TYPE, HeaderValue::from_static(self.content_type)),
            (header::CACHE_CONTROL, HeaderValue::from_static(self.cache)),
            (header::ETAG, self.etag.clone()),
            (header::VARY, HeaderValue::from_static("accept-encoding")),
        ];
        if is_known(asked, &self.etag) {
            return (StatusCode::NOT_MODIFIED, fixed).into_response();
        }
        let accepted = asked.get(header::ACCEPT_ENCODING).and_then(|it| it.to_str().ok()).unwrap_or_default();
        let (encoding, body) = match (&self.brotli, &self.gzip) {
            (Some(body), _) if accepts(accepted, "br") => (Some("br"), body),
            (_, Some(body)) if accepts(accepted, "gzip") => (Some("gzip"), body),
            _ => (None, &self.plain),
        };
        let mut response = (fixed, body.clone()).into_response();
        if let Some(encoding) = encoding {
            response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        response
    }
}

/// Whether the browser has this very version.
pub(crate) fn is_known(asked: &HeaderMap, etag: &HeaderValue) -> bool {
    let tags = asked.get(header::IF_NONE_MATCH).and_then(|it| it.to_str().ok()).unwrap_or_default();
    let bare = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let ours = bare(etag.to_str().unwrap_or_default());
    tags.split(',').any(|tag| tag.trim() == "*" || bare(tag) == ours)
}

/// Whether an encoding is listed and not refused by `q=0`.
pub(crate) fn accepts(accepted: &str, encoding: &str) -> bool {
    accepted.split(',').any(|item| {
        let mut parts = item.split(';').map(str::trim);
        parts.next() == Some(encoding) && !parts.any(|it| matches!(it, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
    })
}

/// Whether the name changes with the content: `app-1a2b3c4d5e6f.js`, at least eight hex digits before the ending.
fn has_hash(name: &str) -> bool {
    let name = name.rsplit('/').next().unwrap_or_default();
    let stem = name.split('.').next().unwrap_or_default();
    let hash = stem.trim_end_matches("_bg").rsplit(['-', '_']).next().unwrap_or_default();
    hash != stem && hash.len() >= 8 && hash.bytes().all(|it| it.is_ascii_hexdigit())
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        "xml" => "application/xml",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_hashed_names_are_kept_for_ever() {
        for (name, hashed) in [
            ("/storefront-1a2b3c4d5e6f7a8b.js", true),
            ("/storefront-1a2b3c4d5e6f7a8b_bg.wasm", true),
            ("/style-0123abcd.css", true),
            ("/favicon.svg", false),
            ("/storefront-bg.wasm", false),
            ("/deadbeef.js", false),
        ] {
            assert_eq!(has_hash(name), hashed, "{name}");
        }
    }

    #[test]
    fn files_of_an_earlier_build_stay_but_not_its_page() {
        let (site, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let start = |id: &str, hash: &str| {
            for file in std::fs::read_dir(site.path()).unwrap() {
                std::fs::remove_file(file.unwrap().path()).unwrap();
            }
            std::fs::write(site.path().join("build.json"), format!("{{\"id\":\"{id}\"}}")).unwrap();
            for name in [format!("desk-{hash}.wasm"), format!("desk-{hash}.wasm.br"), format!("shell-{hash}.html")] {
                std::fs::write(site.path().join(name), hash).unwrap();
            }
            let mut read = Site::read(site.path()).unwrap();
            read.keep_beside_earlier(site.path(), data.path()).unwrap();
            read
        };
        let (one, two) = ("aaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbb");
        start("a1", one);
        let site = start("b2", two);
        let there = |name: String| site.file(&name).is_some();
        assert!(there(format!("/desk-{two}.wasm")) && there(format!("/shell-{two}.html")));
        assert!(there(format!("/desk-{one}.wasm")) && !there(format!("/shell-{one}.html")));
        assert!(site.file(&format!("/desk-{one}.wasm")).is_some_and(|file| file.brotli.is_some()));
    }

    #[test]
    fn refused_encodings_are_not_sent() {
        assert!(accepts("gzip, deflate, br;q=0.9", "br"));
        assert!(!accepts("gzip, br;q=0", "br"));
        assert!(!accepts("", "gzip"));
    }
}
