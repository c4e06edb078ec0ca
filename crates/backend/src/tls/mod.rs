//! Https: connections by rustls, with a certificate of the operator's or one made here for trying the shop with a phone.

mod certificate;
mod listener;
mod plain;

use std::{
    net::IpAddr,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use anyhow::Context as _;
use arc_swap::ArcSwap;
use if_addrs::Interface;
use jiff::Timestamp;
use tokio_rustls::rustls::{
    ServerConfig,
    crypto::{CryptoProvider, ring},
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject as _},
    server::{ClientHello, ResolvesServerCert},
    sign::CertifiedKey,
};

pub use self::listener::TlsListener;
use crate::app::App;

/// How often the certificate is looked at again: one that was replaced is used without a restart.
const LOOK_EVERY: Duration = Duration::from_secs(3_600);

/// Where the certificate comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// Made here and kept in this folder; browsers warn about it until somebody tells them to trust it.
    Local {
        /// The folder for `cert.pem` and `key.pem`.
        folder: PathBuf,
        /// Whom it is for.
        names: Vec<String>,
    },
    /// The operator's own.
    Files {
        /// The certificate and those between it and its root, as PEM.
        certificate: PathBuf,
        /// Its private key, as PEM.
        key: PathBuf,
    },
}

/// The certificate that new connections are shown.
#[derive(Debug)]
pub struct Certificate {
    source: Source,
    current: ArcSwap<CertifiedKey>,
}

impl Certificate {
    /// Reads the certificate, or makes the local one if it is missing or near its end.
    pub fn open(source: Source, now: Timestamp) -> anyhow::Result<Arc<Self>> {
        let current = ArcSwap::from_pointee(source.read(now)?);
        Ok(Arc::new(Self { source, current }))
    }

    /// Reads it again.
    fn renew(&self, now: Timestamp) -> anyhow::Result<()> {
        let read = self.source.read(now)?;
        if read.cert != self.current.load().cert {
            self.current.store(Arc::new(read));
            tracing::info!("a new certificate is in use");
        }
        Ok(())
    }
}

impl ResolvesServerCert for Certificate {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(self.current.load_full())
    }
}

impl Source {
    fn read(&self, now: Timestamp) -> anyhow::Result<CertifiedKey> {
        match self {
            Self::Local { folder, names } => certificate::local(folder, names, now),
            Self::Files { certificate, key } => pair(certificate, key),
        }
    }
}

/// Keeps the certificate fresh until the shop closes.
pub async fn work(app: App, certificate: Arc<Certificate>) {
    loop {
        tokio::select! {
            () = app.closed() => return,
            () = tokio::time::sleep(LOOK_EVERY) => {}
        }
        // Certificates know the real time, not the one a shifted clock tells the shop.
        if let Err(error) = certificate.renew(Timestamp::now()) {
            tracing::warn!(%error, "the certificate stays as it is");
        }
    }
}

/// What rustls needs to know: this certificate, HTTP/2 before HTTP/1.1.
fn server_config(certificate: Arc<Certificate>) -> anyhow::Result<ServerConfig> {
    let mut config = ServerConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_cert_resolver(certificate);
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    // A phone that comes back skips half of the handshake, and nothing about it is kept here.
    config.ticketer = ring::Ticketer::new()?;
    Ok(config)
}

/// The one cryptography in the process; the database's connections use it too.
fn provider() -> Arc<CryptoProvider> {
    Arc::new(ring::default_provider())
}

fn pair(certificate: &Path, key: &Path) -> anyhow::Result<CertifiedKey> {
    let chain = CertificateDer::pem_file_iter(certificate).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let chain = chain.with_context(|| format!("the certificate {} cannot be read", certificate.display()))?;
    let secret = PrivateKeyDer::from_pem_file(key);
    let secret = secret.with_context(|| format!("the private key {} cannot be read", key.display()))?;
    CertifiedKey::from_der(chain, secret, &provider())
        .with_context(|| format!("{} and {} do not belong together", certificate.display(), key.display()))
}

/// What this machine is called: its loopback addresses, its name, and the IPv4 addresses others reach it at.
///
/// Not those of IPv6, which change every day for privacy and would have the certificate made anew as often.
pub fn names() -> Vec<String> {
    let mut names = vec!["localhost".to_owned(), "127.0.0.1".to_owned(), "::1".to_owned()];
    let host = rustix::system::uname().nodename().to_string_lossy().into_owned();
    names.extend([format!("{host}.local"), host]);
    let interfaces = if_addrs::get_if_addrs().unwrap_or_else(|error| {
        tracing::warn!(%error, "the machine's addresses are not known");
        Vec::new()
    });
    let reachable = interfaces.iter().filter(|it| !it.is_loopback() && !it.is_link_local());
    names.extend(reachable.map(Interface::ip).filter(IpAddr::is_ipv4).map(|it| it.to_string()));
    names
}

/// The address other devices in the network reach this machine at.
pub fn lan_address() -> Option<IpAddr> {
    // Nothing is sent: the system only chooses the interface it would send to the world by, which leaves out bridges of containers.
    let chosen = std::net::UdpSocket::bind("0.0.0.0:0").and_then(|socket| {
        socket.connect("192.0.2.1:9")?;
        Ok(socket.local_addr()?.ip())
    });
    let first = || {
        let interfaces = if_addrs::get_if_addrs().unwrap_or_default();
        let addresses = interfaces.into_iter().filter(|it| !it.is_loopback() && !it.is_link_local());
        addresses.map(|it| it.ip()).min_by_key(IpAddr::is_ipv6)
    };
    chosen.ok().filter(|it| !it.is_loopback() && !it.is_unspecified()).or_else(first)
}
