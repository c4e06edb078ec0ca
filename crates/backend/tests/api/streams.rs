//! Live bags and whoever looks at them: too many streams, readers who do not read, and how long news takes.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
};

use api::cart::{EVENTS, OPS};
use backend::streams::{Kind, MOST};
use serde_json::{Value, json};

use crate::{
    goods::stock_up,
    on_both_engines,
    process::{self, Browser, Server, import},
    support::{Events, Person, TestApp},
};

/// Puts one more into the bag and answers its sequence number.
async fn add(person: &Person, n: u64) -> u64 {
    let op = json!({
        "actor": "desk", "n": n, "base_seq": 0, "hlc": 0,
        "line": {"sku": "LIP-1", "receive": {"by": "ship"}}, "op": {"do": "add", "quantity": 1},
    });
    let answer: Value = person.post(OPS, &json!({ "ops": [op] })).await.json();
    answer["bag"]["seq"].as_u64().unwrap()
}

/// How far the bag is in the next event.
async fn next_seq(stream: &mut Events) -> u64 {
    let (_, _, data) = stream.next().await.unwrap();
    serde_json::from_str::<Value>(&data).unwrap()["seq"].as_u64().unwrap()
}

on_both_engines! {
    async fn a_browser_with_too_many_streams_loses_its_oldest(shop: TestApp) {
        stock_up(&shop).await;
        let (own, other) = (shop.shopper(), shop.shopper());
        add(&own, 1).await;
        add(&other, 1).await;
        let mut foreign = other.stream(EVENTS).await;
        foreign.next().await.unwrap();
        let mut streams = Vec::new();
        for _ in 0..=MOST {
            let mut stream = own.stream(EVENTS).await;
            stream.next().await.unwrap();
            streams.push(stream);
        }
        assert_eq!(streams[0].next().await, None);
        let seq = add(&own, 2).await;
        for stream in &mut streams[1..] {
            assert_eq!(next_seq(stream).await, seq);
        }
        let seq = add(&other, 2).await;
        assert_eq!(next_seq(&mut foreign).await, seq);
        assert_eq!(shop.app.streams.count(Kind::Bag), MOST + 1);
        drop((streams, foreign));
        assert_eq!(shop.app.streams.count(Kind::Bag), 0);
    }

    async fn a_reader_who_fell_behind_gets_the_newest_and_nothing_in_between(shop: TestApp) {
        stock_up(&shop).await;
        let shopper = shop.shopper();
        let mut stream = shopper.stream(EVENTS).await;
        stream.next().await.unwrap();
        let mut newest = 0;
        for n in 1..=60 {
            newest = add(&shopper, n).await;
        }
        assert_eq!(next_seq(&mut stream).await, newest);
        let next = add(&shopper, 61).await;
        assert_eq!(next_seq(&mut stream).await, next);
    }
}

/// Opens the live stream of a browser's bag and waits for its first event.
fn open_stream(server: &Server, browser: &Browser) -> BufReader<TcpStream> {
    let mut stream = TcpStream::connect(&server.address).unwrap();
    let cookie = browser.cookie().unwrap();
    write!(stream, "GET {EVENTS} HTTP/1.1\r\nhost: shop\r\ncookie: {cookie}\r\n\r\n").unwrap();
    let mut stream = BufReader::new(stream);
    wait_for_event(&mut stream);
    stream
}

/// Reads up to the number of the next event, not further.
fn wait_for_event(stream: &mut BufReader<TcpStream>) {
    let mut line = String::new();
    while !line.starts_with("id: ") {
        line.clear();
        assert_ne!(stream.read_line(&mut line).unwrap(), 0, "the stream has ended");
    }
}

#[test]
fn readers_who_do_not_read_cost_a_bounded_amount_of_memory() {
    const LINES: usize = 80;
    const PUSHES: u64 = 400;
    let folder = tempfile::tempdir().unwrap();
    import(folder.path(), "products", &process::products(LINES), &[]);
    let (server, mut browser) = (Server::start(folder.path()), Browser::default());
    let all: Vec<Value> = (0..LINES).map(|n| process::add("desk", n as u64 + 1, 0, n, 1)).collect();
    browser_push(&server, &mut browser, &all);
    let before = server.resident();
    let first = &[process::add("desk", LINES as u64 + 1, 0, 0, 1)];
    let length = browser_push(&server, &mut browser, first).to_string().len() as u64;
    let streams: Vec<_> = (0..MOST).map(|_| open_stream(&server, &browser)).collect();
    for n in 2..PUSHES {
        browser_push(&server, &mut browser, &[process::add("desk", LINES as u64 + n, 0, n as usize % LINES, 1)]);
    }
    let grown = server.resident().saturating_sub(before);
    let sent = length * PUSHES * MOST as u64;
    eprintln!("events of {length} bytes, {sent} for all, {grown} bytes more resident");
    assert!(grown < 10 * 1_024 * 1_024, "{grown} bytes more for {} readers who do not read", streams.len());
}

fn browser_push(server: &Server, browser: &mut Browser, ops: &[Value]) -> Value {
    browser.post(&server.address, OPS, &json!({ "ops": ops })).unwrap()
}

#[test]
fn the_metrics_say_how_soon_another_device_heard_of_a_change() {
    let folder = tempfile::tempdir().unwrap();
    import(folder.path(), "products", &process::products(1), &[]);
    let (server, mut browser) = (Server::start(folder.path()), Browser::default());
    browser_push(&server, &mut browser, &[process::add("desk", 1, 0, 0, 1)]);
    let mut stream = open_stream(&server, &browser);
    let metrics = || {
        let mut asked = TcpStream::connect(&server.address).unwrap();
        write!(asked, "GET /metrics HTTP/1.1\r\nhost: shop\r\nconnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        asked.read_to_string(&mut answer).unwrap();
        answer
    };
    let opened = metrics();
    assert!(opened.contains("vitrine_bag_streams 1\n") && !opened.contains("vitrine_bag_lag_seconds"), "{opened}");
    for n in 2..=3 {
        browser_push(&server, &mut browser, &[process::add("desk", n, 0, 0, 1)]);
        wait_for_event(&mut stream);
    }
    let heard = metrics();
    assert!(heard.contains("vitrine_bag_lag_seconds_count 2\n"), "{heard}");
    assert!(heard.contains("vitrine_bag_lag_seconds_bucket{le=\"2\"} 2\n"), "{heard}");
}
