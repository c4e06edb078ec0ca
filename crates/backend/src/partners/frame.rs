//! The page inside a partner's: the built frame with what it is to show, framed by that partner's pages and by no others.

use api::partners::{WidgetConfig, WidgetQuery};
use axum::{
    extract::State,
    http::{HeaderMap, HeaderName, HeaderValue, header},
    response::{IntoResponse, Response},
};
use domain::partners::Origin;
use storefront::i18n;

use super::service;
use crate::{
    app::{App, PublicUrl},
    error::Error,
    extract::Query,
    pages::{self, escape},
    site,
};

/// The element that the frame's app reads.
const ELEMENT: &str = "vitrine-widget";
/// A widget needs none of these.
const NO_POWERS: &str = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

/// The frame's page. Unknown and blocked partners have none, and what says so may be framed by nobody.
pub(super) async fn show(
    State(app): State<App>,
    PublicUrl(own): PublicUrl,
    Query(query): Query<WidgetQuery>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let partner = service::open_to(&app, &query.partner).await?;
    let embed = app.site.embed();
    let template = embed.widget.as_ref().ok_or_else(|| Error::not_found("page: the app is not built, see `--site`"))?;
    let locale = pages::spoken(query.locale.as_deref(), &headers);
    let policy = embed.framed_by(partner.origins.iter().map(Origin::as_str));
    let WidgetQuery { mode, product, collection, store, placement, .. } = query;
    // A store that has closed for good is no reason to show nothing.
    let store = store.filter(|code| app.locations().store(code).is_some());
    let origins = std::iter::once(own).chain(partner.origins.into_iter().map(String::from)).collect();
    let locale = i18n::tag(locale).to_owned();
    let config =
        WidgetConfig { v: 1, partner: partner.key, origins, mode, product, collection, store, placement, locale };
    let json = serde_json::to_string(&config).map_err(Error::internal)?;
    let title = escape(i18n::brand(pages::spoken(Some(&config.locale), &headers)));
    let head = format!("<title>{title}</title><meta name=\"robots\" content=\"noindex\">");
    let page = site::with_data(template, &config.locale, &head, ELEMENT, &json);
    let fixed = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
        (header::CONTENT_SECURITY_POLICY, policy),
        (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("cross-origin")),
        (HeaderName::from_static("permissions-policy"), HeaderValue::from_static(NO_POWERS)),
    ];
    Ok((fixed, page).into_response())
}
