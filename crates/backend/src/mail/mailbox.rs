//! `/dev/mailbox`: the letters of a shop without a mail server, for whoever tries it out on this machine.

use std::net::{IpAddr, SocketAddr};

use axum::{
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, header},
    response::{Html, IntoResponse, Response},
};

use super::letter;
use crate::{app::App, args, error::Error, pages::escape};

/// How many letters are shown.
const SHOWN: i64 = 50;
/// The address of the page.
pub(crate) const PATH: &str = "/dev/mailbox";

/// The newest letters.
///
/// # Errors
/// 404 when the shop has a mail server, or the request does not come from this machine itself.
pub(crate) async fn show(State(app): State<App>, request: Request) -> Result<Response, Error> {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|it| it.0.ip());
    if app.config.mail.is_some() || !is_here(peer, request.headers()) {
        return Err(Error::not_found("page"));
    }
    let rows: Vec<(String, String, String, i64)> = app
        .db
        .all(
            "SELECT recipient, kind, body, delivered_at FROM mailbox ORDER BY delivered_at DESC, id DESC LIMIT $1",
            args![SHOWN],
        )
        .await?;
    let mut list = String::new();
    for (recipient, kind, body, delivered_at) in rows {
        let at = jiff::Timestamp::from_millisecond(delivered_at).map_err(Error::internal)?;
        let (subject, text) = letter(&kind, &body).map_or((kind, body), |it| (it.subject, it.text));
        list.push_str(&format!(
            "<article><h2>{}</h2><p>{} · <time>{at}</time></p><pre>{}</pre></article>",
            escape(&subject),
            escape(&recipient),
            escape(&text)
        ));
    }
    let page = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>Mailbox</title></head><body><main><h1>Mailbox</h1><p>This shop has no mail server, so its letters end here.</p>\
         {list}</main></body></html>"
    );
    Ok(([(header::CACHE_CONTROL, "no-store")], Html(page)).into_response())
}

/// Whether somebody on this machine asks: not a proxy on this machine for somebody else, and not a page of another site that
/// took this machine's name (DNS rebinding).
fn is_here(peer: Option<IpAddr>, headers: &HeaderMap) -> bool {
    let forwarded = ["x-forwarded-for", "forwarded", "x-real-ip", "via"].iter().any(|name| headers.contains_key(*name));
    let host = headers.get(header::HOST).and_then(|it| it.to_str().ok()).unwrap_or_default();
    let name =
        host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|it| it.is_ascii_digit())).map_or(host, |it| it.0);
    let name = name.trim_matches(['[', ']']);
    let local = name == "localhost" || name.parse::<IpAddr>().is_ok_and(|it| it.is_loopback());
    peer.is_some_and(|it| it.to_canonical().is_loopback()) && local && !forwarded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_reads_letters() {
        let near = Some(IpAddr::from([127, 0, 0, 1]));
        for (peer, host, via, here) in [
            (near, "localhost:8080", "", true),
            (near, "127.0.0.1:8080", "", true),
            (near, "[::1]:8080", "", true),
            (Some("::ffff:127.0.0.1".parse().unwrap()), "localhost", "", true),
            (near, "shop.example", "", false),
            (near, "localhost.example", "", false),
            (near, "localhost", "x-forwarded-for", false),
            (Some(IpAddr::from([192, 168, 1, 7])), "localhost", "", false),
            (None, "localhost", "", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, host.parse().unwrap());
            if !via.is_empty() {
                headers.insert(via, "10.0.0.1".parse().unwrap());
            }
            assert_eq!(is_here(peer, &headers), here, "{peer:?} {host} {via}");
        }
    }
}
