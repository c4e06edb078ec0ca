//! Plain http at the encrypted port, as it comes when somebody types the address without `https://`: she is sent there.

use std::io;

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

/// More than any browser sends before its first cookie.
const HEAD_MOST: usize = 8 * 1_024;

/// Answers one request and ends the connection.
pub(super) async fn send_to_https(mut stream: TcpStream) -> io::Result<()> {
    let mut head = Vec::new();
    while !head.windows(4).any(|it| it == b"\r\n\r\n") {
        if head.len() >= HEAD_MOST || stream.read_buf(&mut head).await? == 0 {
            break;
        }
    }
    stream.write_all(answer(&head).as_bytes()).await?;
    stream.shutdown().await
}

fn answer(head: &[u8]) -> String {
    let (status, place) = match address(head) {
        Some(address) => ("307 Temporary Redirect", format!("location: {address}\r\n")),
        None => ("400 Bad Request", String::new()),
    };
    let words = "This address speaks https only.\n";
    let length = words.len();
    format!(
        "HTTP/1.1 {status}\r\n{place}content-type: text/plain\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{words}"
    )
}

/// Where a request wanted to go, with encryption.
fn address(head: &[u8]) -> Option<String> {
    let mut lines = str::from_utf8(head).ok()?.split("\r\n");
    let mut first = lines.next()?.split(' ');
    let (_method, path, _version) =
        (first.next()?, first.next()?, first.next().filter(|it| it.starts_with("HTTP/1."))?);
    let mut headers = lines.take_while(|line| !line.is_empty()).filter_map(|line| line.split_once(':'));
    let host = headers.find(|(name, _)| name.eq_ignore_ascii_case("host"))?.1.trim();
    let of_a_host = |c: char| c.is_ascii_alphanumeric() || "-.:[]_".contains(c);
    let usable = path.starts_with('/') && path.bytes().all(|it| it.is_ascii_graphic());
    (usable && !host.is_empty() && host.chars().all(of_a_host)).then(|| format!("https://{host}{path}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(head: &str, wanted: Option<&str>) {
        assert_eq!(address(head.as_bytes()).as_deref(), wanted, "{head:?}");
    }

    #[test]
    fn a_request_goes_to_the_same_place_with_encryption() {
        check("GET /bag?x=1 HTTP/1.1\r\nHost: 192.168.1.7:8443\r\n\r\n", Some("https://192.168.1.7:8443/bag?x=1"));
        check("GET / HTTP/1.1\r\naccept: */*\r\nhost:[::1]:8443\r\n\r\n", Some("https://[::1]:8443/"));
        check("GET / HTTP/1.1\r\n\r\nHost: a", None);
        check("GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n", None);
        check("GET / HTTP/1.1\r\nHost: a/@b\r\n\r\n", None);
        check("EHLO mail", None);
        check("", None);
    }
}
