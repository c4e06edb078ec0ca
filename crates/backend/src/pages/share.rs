//! What another app shared with the installed one (`share_target` of the manifest): a page of ours is opened, anything else is looked for.

use storefront::routes::{self, Route};

/// Where the manifest says that shared things go.
pub(super) const PATH: &str = "/share";
/// The longest text that is looked for, in characters; the search takes no more.
const WORDS_MOST: usize = 200;

/// The page for `title`, `text` and `url`. Always one of our own, whatever was shared.
pub(super) fn address(shared: &[(String, String)], origin: &str) -> String {
    let value = |name: &str| shared.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str());
    // Most apps put the address into the text.
    let words = || [value("url"), value("text")].into_iter().flat_map(str::split_whitespace);
    if let Some(page) = words().find_map(|word| own_page(word, origin)) {
        return page;
    }
    let is_address = |word: &str| word.starts_with("http://") || word.starts_with("https://");
    let text: Vec<&str> = value("text").split_whitespace().filter(|word| !is_address(word)).collect();
    let wanted = if text.is_empty() { value("title").to_owned() } else { text.join(" ") };
    let wanted: String = wanted.chars().take(WORDS_MOST).collect();
    routes::with_query(&Route::Search.path(), &[("q", wanted.trim())])
}

/// The path of an address of ours, made anew from what it names, with its query.
fn own_page(address: &str, origin: &str) -> Option<String> {
    let path = address.strip_prefix(origin)?;
    if !path.starts_with('/') {
        return None;
    }
    let path = path.split('#').next().unwrap_or_default();
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let route = Route::parse(path);
    let pairs = routes::parse_query(query);
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    (route != Route::NotFound).then(|| routes::with_query(&route.path(), &pairs))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shared_opens_a_page_of_ours() {
        let long = "rot ".repeat(100);
        let found = format!("/search?q={}rot", "rot%20".repeat(49));
        for (title, text, url, page) in [
            ("", "", "", "/search"),
            ("Velvet", "", "https://shop.example/p/velvet?Shade=Fig#k=secret", "/p/velvet?Shade=Fig"),
            ("", "Look: https://shop.example/c/lips", "", "/c/lips"),
            ("", "rosewood  lipstick", "", "/search?q=rosewood%20lipstick"),
            ("A red lipstick", "https://news.example/red", "", "/search?q=A%20red%20lipstick"),
            // Not ours, however much it looks so.
            ("x", "", "https://shop.example.evil/p/velvet", "/search?q=x"),
            ("x", "", "https://shop.example//evil.example/p/velvet", "/search?q=x"),
            ("x", "", "https://shop.example/nowhere", "/search?q=x"),
            ("", long.as_str(), "", found.as_str()),
        ] {
            let shared = [("title", title), ("text", text), ("url", url)].map(|(n, v)| (n.to_owned(), v.to_owned()));
            assert_eq!(address(&shared, "https://shop.example"), page, "{title} {text} {url}");
        }
    }
}
