//! What stands in a page's head for those who read before they look: search engines, previews, browsers' tabs.

use axum::http::StatusCode;
use domain::catalog::RENDITION_WIDTHS;
use storefront::{
    first_paint::{FirstPaint, Leading},
    i18n::{self, LOCALES, Locale},
    routes::Route,
    ui::PREVIEW_ID,
};

use super::Visit;

/// Title, description, canonical address, languages and preview.
pub(super) fn html(visit: &Visit, painted: &FirstPaint, status: StatusCode) -> String {
    let mut head = format!("<title>{}</title>", escape(&painted.title));
    meta(&mut head, "name", "description", &painted.description);
    head.push_str(&format!("<link rel=\"manifest\" href=\"{}\">", manifest(visit.locale)));
    if painted.has_preview {
        // Or browsers would first paint what stands above it, which delays it by a frame.
        head.push_str(&format!("<link rel=\"expect\" href=\"#{PREVIEW_ID}\" blocking=\"render\">"));
    }
    if status != StatusCode::OK || is_private(&visit.route) {
        meta(&mut head, "name", "robots", "noindex");
        return head;
    }
    let canonical = canonical(visit);
    let named = visit.pairs.iter().any(|(name, _)| name == i18n::COOKIE);
    let own = if named { in_language(&canonical, i18n::tag(visit.locale)) } else { canonical.clone() };
    head.push_str(&format!("<link rel=\"canonical\" href=\"{}\">", escape(&own)));
    for locale in LOCALES {
        let (tag, href) = (i18n::tag(locale), in_language(&canonical, i18n::tag(locale)));
        head.push_str(&format!("<link rel=\"alternate\" hreflang=\"{tag}\" href=\"{}\">", escape(&href)));
    }
    head.push_str(&format!("<link rel=\"alternate\" hreflang=\"x-default\" href=\"{}\">", escape(&canonical)));
    let kind = if matches!(visit.route, Route::Product { .. }) { "product" } else { "website" };
    meta(&mut head, "property", "og:type", kind);
    meta(&mut head, "property", "og:title", &painted.title);
    meta(&mut head, "property", "og:description", &painted.description);
    meta(&mut head, "property", "og:url", &own);
    meta(&mut head, "property", "og:locale", i18n::tag(visit.locale));
    if let Some(Leading { picture, .. }) = &painted.picture {
        // Those who show previews read no drawings, so they get the largest copy.
        let copy = RENDITION_WIDTHS.last().and_then(|&width| picture.rendition(width));
        let address = copy.as_ref().unwrap_or(&picture.url);
        meta(&mut head, "property", "og:image", &format!("{}{address}", visit.origin));
    }
    head
}

/// The shop as an app to be installed, in her language; one for each is written by the build.
fn manifest(locale: Locale) -> &'static str {
    match locale {
        Locale::en => "/manifest.webmanifest",
        Locale::de => "/manifest.de.webmanifest",
    }
}

/// Pages that are nobody else's business, or have no content of their own.
fn is_private(route: &Route) -> bool {
    use Route::{
        Account, Approve, Bag, Category, Checkout, Continue, FindOrder, Home, NotFound, Order, Product, Scan, Search,
        Store, Stores, TryOn,
    };
    match route {
        Bag | Checkout | FindOrder | Order { .. } | Continue | Account | Approve | Search | NotFound => true,
        Home | Category { .. } | Product { .. } | Stores | Store { .. } | TryOn | Scan => false,
    }
}

/// The page's one address: without what only narrows or chooses, with the number of a further page.
fn canonical(visit: &Visit) -> String {
    let mut address = format!("{}{}", visit.origin, visit.route.path());
    let page = visit.pairs.iter().find(|(name, value)| name == "page" && value.parse().is_ok_and(|page: u32| page > 1));
    if let (Route::Category { .. }, Some((_, page))) = (&visit.route, page) {
        address.push_str(&format!("?page={page}"));
    }
    address
}

fn in_language(address: &str, tag: &str) -> String {
    let separator = if address.contains('?') { '&' } else { '?' };
    format!("{address}{separator}{}={tag}", i18n::COOKIE)
}

fn meta(head: &mut String, kind: &str, name: &str, content: &str) {
    if !content.is_empty() {
        head.push_str(&format!("<meta {kind}=\"{name}\" content=\"{}\">", escape(content)));
    }
}

/// Text that stays text inside HTML, in attributes too.
pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::catalog::Picture;
    use storefront::routes;
    use storefront::ui::Shown;

    fn head(address: &str) -> String {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let visit = Visit {
            route: Route::parse(path),
            address: address.to_owned(),
            pairs: routes::parse_query(query),
            locale: Locale::de,
            fonts: false,
            origin: "https://shop.example".to_owned(),
        };
        let picture = Picture { url: "/media/1.svg".to_owned(), alt: String::new(), width: 8, height: 10 };
        let painted = FirstPaint {
            title: "A \"good\" <one>".to_owned(),
            description: "b & c".to_owned(),
            picture: Some(Leading { picture, shown: Shown::Large }),
            has_preview: true,
            html: String::new(),
        };
        html(&visit, &painted, StatusCode::OK)
    }

    #[test]
    fn one_page_has_one_address() {
        for (address, canonical) in [
            ("/p/velvet?Shade=Fig&utm_source=x", "https://shop.example/p/velvet"),
            ("/c/lips?sort=name", "https://shop.example/c/lips"),
            ("/c/lips?page=2&sort=name", "https://shop.example/c/lips?page=2"),
            ("/try-on?look=1~A.lips.90", "https://shop.example/try-on"),
            ("/?lang=de", "https://shop.example/?lang=de"),
        ] {
            let head = head(address);
            assert!(head.contains(&format!("<link rel=\"canonical\" href=\"{canonical}\">")), "{head}");
        }
        assert!(
            head("/c/lips?page=2").contains("hreflang=\"de\" href=\"https://shop.example/c/lips?page=2&amp;lang=de\"")
        );
    }

    #[test]
    fn text_cannot_leave_its_place() {
        let head = head("/p/velvet");
        assert!(head.starts_with("<title>A &quot;good&quot; &lt;one&gt;</title>"), "{head}");
        assert!(head.contains("<meta name=\"description\" content=\"b &amp; c\">"), "{head}");
        assert!(head.contains("<link rel=\"expect\" href=\"#leading-preview\" blocking=\"render\">"), "{head}");
        assert!(head.contains("content=\"https://shop.example/media/1-1000.webp\""), "{head}");
    }

    #[test]
    fn what_is_somebodys_own_is_not_indexed() {
        for address in [
            "/bag",
            "/checkout",
            "/orders/ON-1",
            "/continue",
            "/account",
            "/account/approve",
            "/search?q=x",
            "/nowhere",
        ] {
            let head = head(address);
            assert!(head.contains("noindex") && !head.contains("canonical"), "{address}: {head}");
        }
    }
}
