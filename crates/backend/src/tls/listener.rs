//! A listener that hands over connections once they are encrypted. Slow handshakes wait beside each other, not in line.

use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use axum::serve::Listener;
use tokio::{
    net::{TcpListener, TcpStream},
    task::JoinSet,
    time::timeout,
};
use tokio_rustls::{TlsAcceptor, server::TlsStream};

use super::{Certificate, plain, server_config};

const HANDSHAKE_TIMEOUT: Duration = Duration::from_secs(10);
/// The most handshakes at once; further connections wait in the system's backlog.
const HANDSHAKES_MOST: usize = 1_024;
/// How every TLS connection begins (RFC 8446, section 5.1: a record of type handshake).
const HANDSHAKE_RECORD: u8 = 22;

/// Accepts TLS connections for [`axum::serve()`].
#[derive(Debug)]
pub struct TlsListener {
    tcp: TcpListener,
    handshaker: Handshaker,
    handshakes: JoinSet<Option<(TlsStream<TcpStream>, SocketAddr)>>,
}

impl TlsListener {
    /// Encrypts what comes in at `tcp`.
    pub fn new(tcp: TcpListener, certificate: Arc<Certificate>) -> anyhow::Result<Self> {
        let handshaker = Handshaker(TlsAcceptor::from(Arc::new(server_config(certificate)?)));
        Ok(Self { tcp, handshaker, handshakes: JoinSet::new() })
    }
}

impl Listener for TlsListener {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        loop {
            let has_room = self.handshakes.len() < HANDSHAKES_MOST;
            tokio::select! {
                Some(done) = self.handshakes.join_next() => {
                    if let Ok(Some(connection)) = done {
                        return connection;
                    }
                }
                // The trait's, not the type's own: it knows what to do when the process has no file left.
                (stream, peer) = Listener::accept(&mut self.tcp), if has_room => {
                    let handshaker = self.handshaker.clone();
                    self.handshakes.spawn(async move {
                        let secured = timeout(HANDSHAKE_TIMEOUT, handshaker.secure(stream)).await;
                        let secured = secured.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()));
                        match secured {
                            Ok(stream) => stream.map(|stream| (stream, peer)),
                            Err(error) => {
                                tracing::debug!(%error, %peer, "no handshake");
                                None
                            }
                        }
                    });
                }
            }
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.tcp.local_addr()
    }
}

#[derive(Clone)]
struct Handshaker(TlsAcceptor);

impl Handshaker {
    /// The encrypted connection; nothing for one that spoke plainly and was told where to go.
    async fn secure(&self, stream: TcpStream) -> io::Result<Option<TlsStream<TcpStream>>> {
        let mut first = [0];
        if stream.peek(&mut first).await? == 0 {
            return Ok(None);
        }
        if first[0] == HANDSHAKE_RECORD {
            return self.0.accept(stream).await.map(Some);
        }
        plain::send_to_https(stream).await.map(|()| None)
    }
}

impl std::fmt::Debug for Handshaker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Handshaker").finish_non_exhaustive()
    }
}
