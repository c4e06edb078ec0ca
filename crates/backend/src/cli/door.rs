//! The door of the shop: plain or encrypted, and what the terminal says about where it is.

use std::{
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::{Args, ValueEnum};
use jiff::Timestamp;

use crate::{
    app::Config,
    qr,
    tls::{self, Certificate, Source},
};

/// How connections are encrypted.
#[derive(Debug, Args)]
pub(super) struct Tls {
    /// Serves https. `auto` makes a certificate for this machine, kept in the data folder: for trying the shop with a phone.
    #[arg(long, value_name = "auto", env = "VITRINE_TLS")]
    tls: Option<Made>,
    /// Serves https with this certificate (PEM, with those between it and its root). Read again every hour.
    #[arg(long, value_name = "FILE", env = "VITRINE_TLS_CERT", requires = "tls_key", conflicts_with = "tls")]
    tls_cert: Option<PathBuf>,
    /// The private key of the certificate (PEM).
    #[arg(long, value_name = "FILE", env = "VITRINE_TLS_KEY", requires = "tls_cert")]
    tls_key: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Made {
    Auto,
}

impl Tls {
    /// The certificate to serve with; none for plain http.
    pub(super) fn certificate(&self, data: &Path) -> anyhow::Result<Option<Arc<Certificate>>> {
        let source = match (&self.tls, &self.tls_cert, &self.tls_key) {
            (_, Some(certificate), Some(key)) => Source::Files { certificate: certificate.clone(), key: key.clone() },
            (Some(Made::Auto), ..) => Source::Local { folder: data.join("tls"), names: tls::names() },
            _ => return Ok(None),
        };
        Certificate::open(source, Timestamp::now()).map(Some)
    }
}

/// What is said when the shop is open at `address`.
pub(super) fn announce(address: SocketAddr, config: &Config) -> Vec<String> {
    // "Every address of this machine" is nothing that a person could type.
    let shown = if address.ip().is_unspecified() {
        SocketAddr::new(tls::lan_address().unwrap_or(IpAddr::from([127, 0, 0, 1])), address.port())
    } else {
        address
    };
    let url = format!("{}://{shown}", if config.tls { "https" } else { "http" });
    let mut lines = vec![format!("Vitrine is open at {url}")];
    let is_private = shown.ip().is_loopback() || config.public_url.is_some();
    if !is_private {
        // An address is far too short to fail.
        lines.extend(qr::for_terminal(&url));
    }
    if !config.is_secure() && !address.ip().is_loopback() {
        lines.push(
            "Warning: this is plain http. Whoever is in the same network can read along and take over a shopper's bag, and browsers keep \
             camera, location and offline use for https. Use --tls auto, or a proxy with https and --public-url."
                .to_owned(),
        );
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(address: &str, config: &Config) -> (String, bool, bool) {
        let lines = announce(address.parse().unwrap(), config);
        let any = |word: &str| lines[1..].iter().any(|line| line.contains(word));
        (lines[0].clone(), any("█"), any("Warning"))
    }

    #[test]
    fn only_what_a_phone_can_reach_is_shown_as_a_code() {
        let (plain, tls) = (Config::default(), Config { tls: true, ..Config::default() });
        let proxied = Config { public_url: Some("https://shop.example".to_owned()), ..Config::default() };
        let open = |url: &str| format!("Vitrine is open at {url}");
        assert_eq!(said("127.0.0.1:8080", &plain), (open("http://127.0.0.1:8080"), false, false));
        assert_eq!(said("[::1]:8443", &tls), (open("https://[::1]:8443"), false, false));
        assert_eq!(said("192.168.1.7:8080", &plain), (open("http://192.168.1.7:8080"), true, true));
        assert_eq!(said("192.168.1.7:8443", &tls), (open("https://192.168.1.7:8443"), true, false));
        assert_eq!(said("192.168.1.7:8080", &proxied), (open("http://192.168.1.7:8080"), false, false));
        let (everywhere, _, warned) = said("0.0.0.0:8080", &plain);
        assert!(!everywhere.contains("0.0.0.0") && warned, "{everywhere}");
    }
}
