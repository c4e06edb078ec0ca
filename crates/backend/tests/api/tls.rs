//! Https as `vitrine serve --tls` speaks it: the certificate, both versions of HTTP, and those who come without encryption or never go on.

use std::{fs, os::unix::fs::PermissionsExt as _, path::Path, sync::Arc};

use api::cart::{EVENTS, LINKS};
use axum::http::{Request, Version};
use tokio::{
    io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _},
    net::TcpStream,
};
use tokio_rustls::{
    TlsConnector,
    client::TlsStream,
    rustls::{
        ClientConfig, RootCertStore,
        crypto::ring,
        pki_types::{CertificateDer, ServerName, pem::PemObject as _},
    },
};

use crate::process::Server;

const AUTO: [&str; 4] = ["--listen", "127.0.0.1:0", "--tls", "auto"];

/// A connection that trusts this certificate and no other, and offers these versions.
async fn connect(server: &Server, certificate: &Path, name: &str, alpn: &[&str]) -> TlsStream<TcpStream> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(certificate).unwrap()).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let config = config.with_safe_default_protocol_versions().unwrap().with_root_certificates(roots);
    let mut config = config.with_no_client_auth();
    config.alpn_protocols = alpn.iter().map(|it| it.as_bytes().to_vec()).collect();
    let stream = TcpStream::connect(&server.address).await.unwrap();
    let name = ServerName::try_from(name.to_owned()).unwrap();
    TlsConnector::from(Arc::new(config)).connect(name, stream).await.unwrap()
}

/// The whole answer to a request without a body.
async fn ask(stream: &mut (impl AsyncRead + AsyncWrite + Unpin), method: &str, path: &str) -> String {
    let head =
        format!("{method} {path} HTTP/1.1\r\nhost: phone.test:8443\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

#[tokio::test]
async fn a_local_certificate_is_made_once_and_trusted_by_whoever_is_told_to() {
    let folder = tempfile::tempdir().unwrap();
    let certificate = folder.path().join("tls/cert.pem");
    let mut server = Server::start_with(folder.path(), &AUTO);
    assert!(server.said.last().unwrap().contains("https://127.0.0.1:"), "{:?}", server.said);
    let made = fs::read(&certificate).unwrap();
    let key = fs::metadata(folder.path().join("tls/key.pem")).unwrap();
    assert_eq!(key.permissions().mode() & 0o777, 0o600);
    for name in ["localhost", "127.0.0.1", "::1"] {
        let answer = ask(&mut connect(&server, &certificate, name, &[]).await, "GET", "/healthz").await;
        assert!(answer.starts_with("HTTP/1.1 200 ") && answer.ends_with("ok"), "{answer}");
    }
    server.kill();

    let server = Server::start_with(folder.path(), &AUTO);
    assert_eq!(fs::read(&certificate).unwrap(), made);
    connect(&server, &certificate, "localhost", &["http/1.1"]).await;
}

#[tokio::test]
async fn over_tls_the_cookie_insists_on_it_and_links_begin_with_https() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start_with(folder.path(), &AUTO);
    let certificate = folder.path().join("tls/cert.pem");
    let answer = ask(&mut connect(&server, &certificate, "localhost", &["http/1.1"]).await, "POST", LINKS).await;
    let cookie = answer.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap();
    assert!(cookie.starts_with("__Host-vitrine_session=") && cookie.contains("; Secure"), "{cookie}");
    assert!(answer.contains("https://phone.test:8443/continue#t="), "{answer}");
    // It would keep the browser from every plain server on this machine, for a year.
    assert!(!answer.contains("strict-transport-security"), "{answer}");
}

#[tokio::test]
async fn http_2_is_spoken_with_who_can() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start_with(folder.path(), &AUTO);
    let stream = connect(&server, &folder.path().join("tls/cert.pem"), "localhost", &["h2", "http/1.1"]).await;
    assert_eq!(stream.get_ref().1.alpn_protocol(), Some(&b"h2"[..]));
    let (requests, connection) = h2::client::handshake(stream).await.unwrap();
    tokio::spawn(connection);
    let mut requests = requests.ready().await.unwrap();
    let request = Request::post(format!("https://phone.test:8443{LINKS}")).version(Version::HTTP_2).body(()).unwrap();
    let (answer, _) = requests.send_request(request, true).unwrap();
    let mut answer = answer.await.unwrap();
    assert_eq!(answer.status(), 200);
    let body = answer.body_mut().data().await.unwrap().unwrap();
    // HTTP/2 has no Host header; the address is in the request itself.
    assert!(body.starts_with(b"{\"url\":\"https://phone.test:8443/continue#"), "{body:?}");
}

#[tokio::test]
async fn whoever_comes_without_encryption_is_sent_to_it_and_nobody_waits_for_the_slow() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start_with(folder.path(), &AUTO);
    let mut silent = Vec::new();
    for _ in 0..50 {
        silent.push(TcpStream::connect(&server.address).await.unwrap());
    }
    let mut half = TcpStream::connect(&server.address).await.unwrap();
    half.write_all(&[22, 3, 1]).await.unwrap();

    let mut plain = TcpStream::connect(&server.address).await.unwrap();
    let answer = ask(&mut plain, "GET", "/bag?a=b").await;
    assert!(
        answer.starts_with("HTTP/1.1 307 ") && answer.contains("location: https://phone.test:8443/bag?a=b\r\n"),
        "{answer}"
    );
    let certificate = folder.path().join("tls/cert.pem");
    let answer = ask(&mut connect(&server, &certificate, "localhost", &[]).await, "GET", "/healthz").await;
    assert!(answer.ends_with("ok"), "{answer}");
}

#[tokio::test]
async fn an_own_certificate_is_served_and_streams_end_when_the_shop_closes() {
    let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    drop(Server::start_with(other.path(), &AUTO));
    let file = |name: &str| other.path().join("tls").join(name).to_str().unwrap().to_owned();
    let (certificate, key) = (file("cert.pem"), file("key.pem"));
    let own = ["--listen", "127.0.0.1:0", "--tls-cert", &certificate, "--tls-key", &key];
    let server = Server::start_with(folder.path(), &own);
    let mut stream = connect(&server, Path::new(&certificate), "localhost", &["http/1.1"]).await;
    let head = format!("GET {EVENTS} HTTP/1.1\r\nhost: localhost\r\n\r\n");
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    while !answer.windows(10).any(|it| it == b"event: bag") {
        assert_ne!(stream.read_buf(&mut answer).await.unwrap(), 0);
    }
    let closing = tokio::task::spawn_blocking(|| server.close());
    stream.read_to_end(&mut answer).await.unwrap();
    closing.await.unwrap();
    assert!(answer.ends_with(b"0\r\n\r\n"), "{}", String::from_utf8_lossy(&answer));
}
