//! The first paint: a page's address becomes its data, the app's own views make HTML of it, and both go into the app's page.
//!
//! Which page an address means, and what it shows, is the app's business ([`storefront::routes`]); here it is loaded by the same functions
//! as for the interface.

mod cache;
mod head;
mod load;
mod share;

use api::page::FONTS_COOKIE;
use axum::{
    extract::{FromRequestParts as _, Request},
    http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use storefront::{
    first_paint,
    i18n::{self, Locale},
    parts::Part,
    routes::{self, Route},
};

use self::cache::{Key, Paper};
pub(crate) use self::{cache::Painted, head::escape};
use crate::{
    app::{App, PublicUrl},
    catalog::{self, Preview},
    error::Error,
    session, site,
};

/// The longest address that a page may have.
const ADDRESS_MOST: usize = 2_000;

/// What a page is made for.
#[derive(Debug)]
struct Visit {
    route: Route,
    /// Path and query, as they were asked for.
    address: String,
    pairs: Vec<(String, String)>,
    locale: Locale,
    /// Whether the browser has the brand's fonts.
    fonts: bool,
    /// `https://shop.example`
    origin: String,
}

/// Answers a page's address: what is there, or a page that says that nothing is.
pub(crate) async fn show(app: &App, request: Request) -> Response {
    let (mut parts, _) = request.into_parts();
    match answer(app, &mut parts).await {
        Ok(response) => response,
        Err(error) => error.into_response(),
    }
}

async fn answer(app: &App, parts: &mut Parts) -> Result<Response, Error> {
    let template = app.site.template().ok_or_else(|| Error::not_found("page: the app is not built, see `--site`"))?;
    let PublicUrl(origin) = PublicUrl::from_request_parts(parts, app).await?;
    let address = parts.uri.path_and_query().map_or("/", |it| it.as_str());
    if address.len() > ADDRESS_MOST {
        return Err(Error::not_found("page"));
    }
    let pairs = routes::parse_query(parts.uri.query().unwrap_or_default());
    if parts.uri.path() == share::PATH {
        return Ok(Redirect::to(&share::address(&pairs, &origin)).into_response());
    }
    let locale = locale(&pairs, &parts.headers);
    let fonts = session::cookie(&parts.headers, FONTS_COOKIE).is_some();
    let visit =
        Visit { route: Route::parse(parts.uri.path()), address: address.to_owned(), pairs, locale, fonts, origin };
    let catalog = app.catalog();
    let shell = catalog::shell(app, &catalog, &parts.headers);
    let key = Key::new(app, &catalog, &visit, &shell);
    if let Some(paper) = app.pages.find(&key) {
        return Ok(paper.respond(&parts.headers));
    }
    let (status, page) = load::page(app, &catalog, &visit, &shell).await?;
    let seed = api::page::Seed { path: visit.address.clone(), shell, page };
    let preview = match first_paint::leading(&seed) {
        Some(leading) => catalog::preview(app, &leading.picture).await?,
        None => Preview::Nothing,
    };
    // A page whose preview is being drawn is painted anew until it has it.
    let is_whole = status == StatusCode::OK && preview != Preview::Later;
    let preview = if let Preview::Address(address) = preview { Some(address) } else { None };
    let painted = first_paint::render(&seed, visit.locale, preview);
    let filled = site::Page {
        lang: Some(i18n::tag(visit.locale)),
        class: visit.fonts.then_some(FONTS_COOKIE),
        head: head::html(&visit, &painted, status),
        shell: painted.html,
        seed: serde_json::to_string(&seed).map_err(Error::internal)?,
    };
    let part = Part::of(&visit.route).map(|part| app.site.part(part)).unwrap_or_default();
    let paper = Paper::new(status, &site::html(template, &filled), painted.picture.as_ref(), part);
    let response = paper.respond(&parts.headers);
    if is_whole {
        app.pages.keep(key, paper);
    }
    Ok(response)
}

/// The language to answer in: the address may name it (`?lang=de`, for search engines), then the cookie, then the browser.
fn locale(pairs: &[(String, String)], headers: &HeaderMap) -> Locale {
    let named = pairs.iter().find(|(name, _)| name == i18n::COOKIE).and_then(|(_, tag)| i18n::from_tag(tag));
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|it| it.to_str().ok());
    named.unwrap_or_else(|| i18n::choose(session::cookie(headers, i18n::COOKIE), accepted))
}

/// The language of a page that is asked for in one, as partners' are.
pub(crate) fn spoken(named: Option<&str>, headers: &HeaderMap) -> Locale {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|it| it.to_str().ok());
    named.and_then(i18n::from_tag).unwrap_or_else(|| i18n::choose(None, accepted))
}

/// A header's value from text that may have anything in it.
fn header_value(text: &str) -> Option<HeaderValue> {
    HeaderValue::try_from(text).ok()
}
