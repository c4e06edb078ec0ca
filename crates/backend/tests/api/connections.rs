//! Clients that keep the shop waiting: those who never finish asking, and those who never read.

use std::{net::SocketAddr, time::Duration};

use api::cart::EVENTS;
use backend::streams::Kind;
use backend::{
    connections::{self, Patience},
    http,
};
use domain::cart::Receive;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpSocket, TcpStream},
    time::{sleep, timeout},
};

use crate::{
    goods::{add, stock_up},
    support::{Engine, TestApp},
};

const PATIENCE: Patience = Patience { asking: Duration::from_millis(400), taking: Duration::from_millis(400) };
/// Long enough for a busy machine.
const LONG: Duration = Duration::from_secs(20);

async fn open(shop: &TestApp) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(connections::serve(listener, http::router(shop.app.clone()), PATIENCE, shop.app.closed()));
    address
}

#[tokio::test]
async fn who_never_finishes_asking_is_not_waited_for() {
    let shop = TestApp::start(Engine::Sqlite).await;
    let address = open(&shop).await;
    for said in ["", "P", "PRI * HTTP/2.0\r\n", "GET /healthz HTTP/1.1\r\nhost: shop\r\nx: "] {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(said.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        // Closed with or without a word; both end the reading.
        let ended = timeout(LONG, stream.read_to_end(&mut answer)).await;
        assert!(ended.is_ok(), "{said:?} keeps the connection open");
        assert!(!answer.starts_with(b"HTTP/1.1 200"), "{said:?}");
    }
    // One that asks, waits and asks again in time is served.
    let mut stream = TcpStream::connect(address).await.unwrap();
    for _ in 0..3 {
        stream.write_all(b"GET /healthz HTTP/1.1\r\nhost: shop\r\n\r\n").await.unwrap();
        let mut answer = [0; 15];
        stream.read_exact(&mut answer).await.unwrap();
        assert_eq!(&answer, b"HTTP/1.1 200 OK");
        sleep(PATIENCE.asking / 4).await;
        let mut rest = [0; 4_096];
        assert_ne!(stream.read(&mut rest).await.unwrap(), 0);
    }
}

#[tokio::test]
async fn a_stream_that_is_read_stays_and_one_that_nobody_reads_ends() {
    let shop = TestApp::start(Engine::Sqlite).await;
    stock_up(&shop).await;
    let address = open(&shop).await;
    let shopper = shop.shopper();
    add(&shopper, 1, "LIP-1", 1, Receive::Ship).await;
    let cookie = shopper.cookie();
    let ask = format!("GET {EVENTS} HTTP/1.1\r\nhost: shop\r\ncookie: {cookie}\r\n\r\n");
    let mut read = TcpStream::connect(address).await.unwrap();
    read.write_all(ask.as_bytes()).await.unwrap();
    // So small a buffer is soon full.
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(1_024).unwrap();
    let mut unread = socket.connect(address).await.unwrap();
    unread.write_all(ask.as_bytes()).await.unwrap();

    let reading = tokio::spawn(async move {
        let mut buffer = [0; 65_536];
        let mut bytes = 0;
        while let Ok(length @ 1..) = read.read(&mut buffer).await {
            bytes += length;
        }
        bytes
    });
    let mut most = 0;
    for n in 2.. {
        let open = shop.app.streams.count(Kind::Bag);
        most = most.max(open);
        if most == 2 && open == 1 {
            break;
        }
        assert!(n < 200_000, "after so many changes both are still open");
        add(&shopper, n, "LIP-1", 1, Receive::Ship).await;
    }
    // Longer than anybody is waited for, and the one that is read is still there.
    sleep(PATIENCE.taking * 3).await;
    assert_eq!(shop.app.streams.count(Kind::Bag), 1);
    shop.app.close();
    assert!(timeout(LONG, reading).await.unwrap().unwrap() > 0);
    drop(unread);
}
