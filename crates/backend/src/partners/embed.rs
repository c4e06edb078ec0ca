//! What a partner's page loads: the loader, newest or pinned, and what it paints first.

use api::partners::{CardView, WidgetQuery};
use axum::{
    extract::State,
    http::{HeaderMap, HeaderName, HeaderValue, header},
    response::{IntoResponse, Response},
};

use super::{card, service, store};
use crate::{
    app::{App, PublicUrl},
    error::Error,
    extract::{Path, Query},
    pages, site,
};

const NEWEST: &str = "public, max-age=300, stale-while-revalidate=86400";
const FOR_EVER: &str = "public, max-age=31536000, immutable";
const SCRIPT: &str = "text/javascript; charset=utf-8";
/// How long a card may be kept: a price is at most that old.
const CARD_KEPT: &str = "public, max-age=60";
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// The newest loader.
pub(super) async fn loader(State(app): State<App>, headers: HeaderMap) -> Result<Response, Error> {
    let loader = app.site.embed().loader.as_ref().ok_or_else(|| Error::not_found("file: the app is not built"))?;
    keep(&app, loader).await?;
    Ok(for_everybody(loader.file.respond(&headers), NEWEST))
}

/// One loader, whatever has become of it since.
pub(super) async fn pinned(
    State(app): State<App>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    if let Some(loader) = app.site.embed().loader.as_ref().filter(|it| it.name == name) {
        keep(&app, loader).await?;
        return Ok(for_everybody(loader.file.respond(&headers), FOR_EVER));
    }
    let script = store::loader(&app.db, &name).await?.ok_or_else(|| Error::not_found("loader"))?;
    Ok(for_everybody(([(header::CONTENT_TYPE, SCRIPT)], script).into_response(), FOR_EVER))
}

/// Keeps a loader that is served, since somebody may insist on it for years. Looking first spares the write.
async fn keep(app: &App, loader: &site::Loader) -> Result<(), Error> {
    if store::loader(&app.db, &loader.name).await?.is_some() {
        return Ok(());
    }
    let (name, script, now) = (&loader.name, &loader.file.bytes()[..], app.clock.now());
    app.db.write(|mut tx| async move { store::keep_loader(&mut tx, name, script, now).await }).await
}

fn for_everybody(mut response: Response, lasts: &'static str) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(lasts));
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
    response
}

/// The page for partners, which alone of the shop's pages may frame the widget.
pub(super) async fn docs(State(app): State<App>, headers: HeaderMap) -> Result<Response, Error> {
    let page = app.site.embed().docs.as_ref();
    let (file, policy) = page.ok_or_else(|| Error::not_found("page: the app is not built, see `--site`"))?;
    let mut response = file.respond(&headers);
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy.clone());
    Ok(response)
}

/// What a widget shows before its frame is there: a product, the products of a category, or the words of the bag's button.
#[utoipa::path(
    get,
    path = api::partners::CARD,
    params(
        ("partner" = String, Query, description = "The partner's key"),
        ("mode" = Option<domain::partners::Mode>, Query, description = "`card` unless it is said"),
        ("product" = Option<String>, Query, description = "The product of a card"),
        ("collection" = Option<String>, Query, description = "The category of a grid"),
        ("locale" = Option<String>, Query, description = "`en` or `de`"),
        ("store" = Option<String>, Query, description = "The store whose stock the frame shows"),
        ("placement" = Option<String>, Query, description = "Where on the partner's pages it stands"),
        ("Origin" = Option<String>, Header, description = "The site of the page; one of the partner's")
    ),
    responses(
        (status = 200, body = CardView),
        (status = 403, description = "The partner is unknown or blocked, or the page's origin is not one of its own"),
        (status = 404, description = "No such product or category"),
        (status = 422, description = "A parameter is missing or cannot be")
    ),
    tag = "partners"
)]
pub(super) async fn card(
    State(app): State<App>,
    PublicUrl(own): PublicUrl,
    Query(query): Query<WidgetQuery>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let partner = service::open_to(&app, &query.partner).await?;
    let origin = headers.get(header::ORIGIN);
    let listed = |it: &HeaderValue| it.to_str().is_ok_and(|it| it == own || partner.lists(it));
    // Without an origin it is nobody's page, or the shop's own.
    if let Some(origin) = origin.filter(|it| !listed(it)) {
        let why = format_args!("{origin:?} is not one of the origins of {}", partner.name);
        return Err(Error::unlisted("Origin", why));
    }
    let view = card::view(&app, &query, pages::spoken(query.locale.as_deref(), &headers), &own)?;
    let json = serde_json::to_string(&view).map_err(Error::internal)?;
    let kept = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, CARD_KEPT)];
    let mut response = (kept, json).into_response();
    let answered = response.headers_mut();
    answered.insert(header::VARY, HeaderValue::from_static("origin, accept-language, accept-encoding"));
    answered.insert(RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
    if let Some(origin) = origin {
        answered.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
    }
    Ok(response)
}
