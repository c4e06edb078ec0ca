//! The router: every slice's routes, the site, and the layers around them all.

use std::{any::Any, time::Duration};

use axum::{
    Router,
    extract::{DefaultBodyLimit, Request, State},
    http::StatusCode,
    middleware,
    response::{IntoResponse, Response},
    routing::get,
};
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::{
        CompressionLayer, CompressionLevel,
        predicate::{DefaultPredicate, NotForContentType, Predicate as _},
    },
    csrf::{CsrfLayer, ProtectionError},
    timeout::TimeoutLayer,
};
use utoipa_axum::router::OpenApiRouter;

use crate::{
    account, app::App, cart, catalog, checkout, error::Error, extract::Json, inventory, mail, metrics, openapi, orders,
    partners, payments, session, site, stores, tryon,
};

/// The largest body a request may have; files are imported on the command line.
const BODY_LIMIT: usize = 256 * 1024;
/// How long a handler may take to begin its answer. Streams may then go on.
const TIMEOUT: Duration = Duration::from_secs(20);
/// Dynamic answers are compressed quickly rather than well.
const COMPRESSION: CompressionLevel = CompressionLevel::Precise(4);

/// Every slice's routes, with their description.
pub fn api() -> OpenApiRouter<App> {
    let mut router = OpenApiRouter::with_openapi(openapi::begun())
        .merge(catalog::routes())
        .merge(stores::routes())
        .merge(inventory::routes())
        .merge(cart::routes())
        .merge(checkout::routes())
        .merge(orders::routes())
        .merge(payments::routes())
        .merge(account::routes())
        .merge(tryon::routes())
        .merge(partners::routes());
    openapi::complete(router.get_openapi_mut());
    router
}

/// The whole server, ready to be served or called in a test.
pub fn router(app: App) -> Router {
    let (api, description) = api().split_for_parts();
    let csrf = csrf(&app);
    // Pictures and event streams are left alone by default; fonts are compressed already.
    let shrinks = DefaultPredicate::new().and(NotForContentType::const_new("font/"));
    api.route(api::OPENAPI, get(async || Json(description)))
        .route("/healthz", get(async || "ok"))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics::show))
        .route(mail::MAILBOX, get(mail::mailbox))
        .merge(payments::test_provider::routes())
        .merge(partners::pages())
        .method_not_allowed_fallback(async || Error::method_not_allowed())
        .fallback(site::serve)
        .layer(middleware::from_fn(session::set_cookie))
        .layer(csrf)
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, TIMEOUT))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(CompressionLayer::new().quality(COMPRESSION).compress_when(shrinks))
        .layer(middleware::from_fn_with_state(app.clone(), site::security_headers))
        .layer(middleware::from_fn(metrics::count))
        .with_state(app)
}

/// Whether requests can be served: the database answers.
async fn ready(State(app): State<App>) -> Result<&'static str, Error> {
    let (_,): (i64,) = app.db.one("SELECT CAST(1 AS BIGINT)", vec![]).await?;
    Ok("ready")
}

type Forbid = fn(ProtectionError) -> Response;

/// Turns away what another site's page sends with the shopper's cookies.
fn csrf(app: &App) -> CsrfLayer<Forbid> {
    let layer = CsrfLayer::new();
    let layer = match &app.config.public_url {
        Some(url) => layer.add_trusted_origin(url).unwrap_or_else(|error| {
            tracing::warn!(%error, url, "the public URL is not an origin");
            CsrfLayer::new()
        }),
        None => layer,
    };
    layer.with_rejection_response(|_| Error::cross_origin().into_response())
}

#[expect(clippy::needless_pass_by_value, reason = "the layer hands it over like this")]
fn panicked(panic: Box<dyn Any + Send>) -> Response {
    let message = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("no message");
    Error::internal(anyhow::anyhow!("a handler panicked: {message}")).into_response()
}

/// Whether an address belongs to the programs' interface and not to the pages.
pub(crate) fn is_api(request: &Request) -> bool {
    let root = api::OPENAPI.trim_end_matches("openapi.json");
    request.uri().path().starts_with(root)
}
