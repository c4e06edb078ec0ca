//! The addresses of the shop's pages: the one place where a path becomes a page and back.

use api::encode;

/// A page and what its path names. The texts are as they stood in the address; pages parse them into domain ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// `/`
    Home,
    /// `/c/{category}`
    Category {
        /// The category's slug.
        category: String,
    },
    /// `/p/{handle}`, with the chosen options in the query.
    Product {
        /// The product's handle.
        handle: String,
    },
    /// `/search?q=…`
    Search,
    /// `/stores`
    Stores,
    /// `/stores/{code}`
    Store {
        /// The store's code.
        code: String,
    },
    /// `/bag`
    Bag,
    /// `/checkout`
    Checkout,
    /// `/orders`
    FindOrder,
    /// `/orders/{number}`, with the key in the fragment.
    Order {
        /// The order's number.
        number: String,
    },
    /// `/continue`, with the one-time token in the fragment.
    Continue,
    /// `/account`
    Account,
    /// `/account/approve`, with the token of the device that asks in the fragment.
    Approve,
    /// `/try-on`, with a look or a variant in the query.
    TryOn,
    /// `/scan`, with a number and a store in the query.
    Scan,
    /// Anything else.
    NotFound,
}

impl Route {
    /// The page at `path` (without query and fragment).
    #[must_use]
    pub fn parse(path: &str) -> Self {
        let path = path.trim_matches('/');
        let parts: Vec<String> = path.split('/').map(decode).collect();
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        match parts[..] {
            [""] => Self::Home,
            ["c", category] => Self::Category { category: category.to_owned() },
            ["p", handle] => Self::Product { handle: handle.to_owned() },
            ["search"] => Self::Search,
            ["stores"] => Self::Stores,
            ["stores", code] => Self::Store { code: code.to_owned() },
            ["bag"] => Self::Bag,
            ["checkout"] => Self::Checkout,
            ["orders"] => Self::FindOrder,
            ["orders", number] => Self::Order { number: number.to_owned() },
            ["continue"] => Self::Continue,
            ["account"] => Self::Account,
            ["account", "approve"] => Self::Approve,
            ["try-on"] => Self::TryOn,
            ["scan"] => Self::Scan,
            _ => Self::NotFound,
        }
    }

    /// The path of the page, ready for `href`.
    #[must_use]
    pub fn path(&self) -> String {
        match self {
            Self::Home | Self::NotFound => "/".to_owned(),
            Self::Category { category } => format!("/c/{}", encode(category)),
            Self::Product { handle } => format!("/p/{}", encode(handle)),
            Self::Search => "/search".to_owned(),
            Self::Stores => "/stores".to_owned(),
            Self::Store { code } => format!("/stores/{}", encode(code)),
            Self::Bag => "/bag".to_owned(),
            Self::Checkout => "/checkout".to_owned(),
            Self::FindOrder => "/orders".to_owned(),
            Self::Order { number } => format!("/orders/{}", encode(number)),
            Self::Continue => "/continue".to_owned(),
            Self::Account => "/account".to_owned(),
            Self::Approve => api::account::APPROVE_PAGE.to_owned(),
            Self::TryOn => "/try-on".to_owned(),
            Self::Scan => "/scan".to_owned(),
        }
    }
}

/// The link to a product with some of its options chosen: `/p/velvet-lipstick?Shade=Rosewood`.
#[must_use]
pub fn product(handle: &str, options: &[(&str, &str)]) -> String {
    let path = Route::Product { handle: handle.to_owned() }.path();
    with_query(&path, options)
}

/// The link to a category.
#[must_use]
pub fn category(slug: &str) -> String {
    Route::Category { category: slug.to_owned() }.path()
}

/// The link to a store.
#[must_use]
pub fn store(code: &str) -> String {
    Route::Store { code: code.to_owned() }.path()
}

/// `path` with a query; empty values are left out, so that an address says only what was chosen.
#[must_use]
pub fn with_query(path: &str, query: &[(&str, &str)]) -> String {
    let mut href = path.to_owned();
    let mut separator = '?';
    for (name, value) in query.iter().filter(|(_, value)| !value.is_empty()) {
        href.push(separator);
        href.push_str(&encode(name));
        href.push('=');
        href.push_str(&encode(value));
        separator = '&';
    }
    href
}

/// The pairs of a query (with or without its `?`), decoded, in order.
#[must_use]
pub fn parse_query(query: &str) -> Vec<(String, String)> {
    query
        .trim_start_matches('?')
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(&name.replace('+', " ")), decode(&value.replace('+', " ")))
        })
        .collect()
}

/// Undoes percent-encoding; what is not well formed stays as it is.
fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let escape = (bytes[at] == b'%')
            .then(|| text.get(at + 1..at + 3))
            .flatten()
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        decoded.push(escape.unwrap_or(bytes[at]));
        at += if escape.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_found_at_its_own_path() {
        let pages = [
            Route::Home,
            Route::Category { category: "lips".into() },
            Route::Product { handle: "velvet-lipstick".into() },
            Route::Search,
            Route::Stores,
            Route::Store { code: "berlin-mitte".into() },
            Route::Bag,
            Route::Checkout,
            Route::FindOrder,
            Route::Order { number: "ON-7F3K92QD".into() },
            Route::Continue,
            Route::Account,
            Route::Approve,
            Route::TryOn,
            Route::Scan,
        ];
        for page in pages {
            assert_eq!(Route::parse(&page.path()), page);
        }
        for unknown in ["/p", "/p/a/b", "/api/v1/products", "/lips"] {
            assert_eq!(Route::parse(unknown), Route::NotFound, "{unknown}");
        }
        assert_eq!(Route::parse("/bag/"), Route::Bag);
    }

    #[test]
    fn a_query_survives_the_address() {
        let href = with_query("/search", &[("q", "Rosé & 100 %"), ("sort", ""), ("größe", "a/b")]);
        assert_eq!(href, "/search?q=Ros%C3%A9%20%26%20100%20%25&gr%C3%B6%C3%9Fe=a%2Fb");
        let (_, query) = href.split_once('?').unwrap();
        let expected =
            [("q", "Rosé & 100 %"), ("größe", "a/b")].map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(parse_query(query), expected);
        assert_eq!(
            parse_query("?q=a+b&flag&&x=%zz%"),
            [("q", "a b"), ("flag", ""), ("x", "%zz%")].map(|(n, v)| (n.to_owned(), v.to_owned()))
        );
    }
}
