//! Serving connections as [`axum::serve()`] does it, but none of them for longer than its client keeps talking and taking.
//!
//! A client that never finishes a request, or never reads an answer, would else hold a file and some memory for ever, and ten thousand of
//! them the shop. `axum::serve` sets no such limits and has no place to set them.

use std::{
    net::SocketAddr,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use axum::{Router, body::Body, extract::ConnectInfo, serve::Listener};
use futures_util::FutureExt as _;
use hyper::{Request, body::Incoming, service::service_fn};
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::conn::auto::Builder,
};
use tokio::{net::TcpStream, sync::watch};
use tokio_rustls::server::TlsStream;
use tower::ServiceExt as _;

/// How long a client may keep the shop waiting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// For the head of a request to be complete; also how long an HTTP/1 connection may be open without one.
    pub asking: Duration,
    /// For taking the next piece of what was sent. A client that is there but reads nothing is no better than one that is gone.
    pub taking: Duration,
}

impl Patience {
    /// What the shop has: longer than a phone needs to change from one network to another.
    pub const SHOP: Self = Self { asking: Duration::from_secs(30), taking: Duration::from_secs(60) };
}

/// A connection over TCP, encrypted or not.
pub trait OverTcp {
    /// What it goes over.
    fn tcp(&self) -> &TcpStream;
}

impl OverTcp for TcpStream {
    fn tcp(&self) -> &TcpStream {
        self
    }
}

impl OverTcp for TlsStream<TcpStream> {
    fn tcp(&self) -> &TcpStream {
        self.get_ref().0
    }
}

/// Serves until `closed` resolves, then lets open requests end. Event streams must end by themselves.
pub async fn serve<L>(mut listener: L, router: Router, patience: Patience, closed: impl Future<Output = ()>)
where
    L: Listener<Addr = SocketAddr>,
    L::Io: OverTcp,
{
    // Every connection holds a receiver of both: of the first the end is told by dropping its sender, of the second it is heard when the
    // last receiver is gone.
    let (going_on, hears) = watch::channel(());
    let (waits, open) = watch::channel(());
    let mut closed = pin!(closed);
    loop {
        let (io, peer) = tokio::select! {
            connection = listener.accept() => connection,
            () = &mut closed => break,
        };
        tune(io.tcp(), patience);
        let (router, open, hears) = (router.clone(), open.clone(), hears.clone());
        tokio::spawn(async move {
            connection(io, peer, router, patience, hears).await;
            drop(open);
        });
    }
    drop((listener, hears, open, going_on));
    waits.closed().await;
}

/// Failing at either costs only what it is for: an answer that waits for an acknowledgement, a client that is waited for.
fn tune(stream: &TcpStream, patience: Patience) {
    let _ = stream.set_nodelay(true);
    let most = u32::try_from(patience.taking.as_millis()).unwrap_or(u32::MAX);
    // Counts while data is not acknowledged, and while none can be sent since the reader has no room left (tcp(7), RFC 5482).
    let _ = rustix::net::sockopt::set_tcp_user_timeout(stream, most);
}

async fn connection<I>(io: I, peer: SocketAddr, router: Router, patience: Patience, mut closing: watch::Receiver<()>)
where
    I: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin + Send + 'static,
{
    let asked = Arc::new(AtomicBool::new(false));
    let service = service_fn({
        let asked = asked.clone();
        move |mut request: Request<Incoming>| {
            asked.store(true, Ordering::Relaxed);
            request.extensions_mut().insert(ConnectInfo(peer));
            router.clone().oneshot(request.map(Body::new))
        }
    });
    let mut builder = Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(patience.asking);
    // Asked whether it is still there, a client must answer in time, since an HTTP/2 connection is open without a request.
    let http2 = &mut builder.http2();
    http2.timer(TokioTimer::new()).keep_alive_interval(patience.asking).keep_alive_timeout(patience.taking);
    let mut serving = pin!(builder.serve_connection_with_upgrades(TokioIo::new(io), service));
    // Until it is known which version a client speaks, no other limit holds.
    let mut first = pin!(tokio::time::sleep(patience.asking).fuse());
    let mut closed = pin!(async move { while closing.changed().await.is_ok() {} }.fuse());
    loop {
        tokio::select! {
            served = serving.as_mut() => {
                if let Err(error) = served {
                    tracing::trace!(%error, %peer, "a connection ended early");
                }
                return;
            }
            () = &mut first => if !asked.load(Ordering::Relaxed) { return },
            () = &mut closed => serving.as_mut().graceful_shutdown(),
        }
    }
}
