//! Security headers, on every answer there is.

use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use serde::Deserialize;

use crate::app::App;

/// What the browser may load and run.
#[derive(Debug)]
pub(super) struct Policy(HeaderValue);

/// The inline scripts and styles that the build found, as `'sha256-…'` with the quotes.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct Hashes {
    script_src: Vec<String>,
    style_src: Vec<String>,
}

impl Policy {
    /// With the hashes of the build: a page that frames nothing and that nobody frames.
    pub(super) fn new(own: &Hashes) -> Self {
        Self::of(own, "'none'", "'none'")
    }

    /// What it may frame, and who may frame it, as sources of a policy.
    pub(super) fn of(own: &Hashes, frames: &str, framed_by: &str) -> Self {
        let listed = |list: &[String]| list.iter().map(|hash| format!(" {hash}")).collect::<String>();
        let policy = format!(
            "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'{}; style-src 'self'{}; img-src 'self' data: blob:; \
             connect-src 'self'; worker-src 'self'; manifest-src 'self'; font-src 'self'; object-src 'none'; base-uri 'none'; \
             form-action 'self'; frame-src {frames}; frame-ancestors {framed_by}; \
             require-trusted-types-for 'script'; trusted-types default",
            listed(&own.script_src),
            listed(&own.style_src),
        );
        Self(HeaderValue::try_from(policy).unwrap_or_else(|_| HeaderValue::from_static("default-src 'none'")))
    }

    pub(super) fn value(&self) -> HeaderValue {
        self.0.clone()
    }
}

impl Default for Policy {
    fn default() -> Self {
        Self::new(&Hashes::default())
    }
}

const FIXED: [(HeaderName, &str); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "strict-origin-when-cross-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin-allow-popups"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(self), geolocation=(self), microphone=(), payment=(self), usb=()",
    ),
];

/// The layer that puts them on, unless a handler said something stricter of its own.
pub(crate) async fn security_headers(State(app): State<App>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert_with(|| app.site.policy().value());
    for (name, value) in FIXED {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if app.config.has_https_address() {
        headers
            .entry(header::STRICT_TRANSPORT_SECURITY)
            .or_insert(HeaderValue::from_static("max-age=31536000; includeSubDomains"));
    }
    response
}
