//! One keep-alive HTTP/1.1 connection. It does as little as possible for each answer, because it shares the cores with the server.

use std::{io, net::SocketAddr};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

/// A connection and the cookie the server gave it.
#[derive(Debug)]
pub(crate) struct Connection {
    stream: TcpStream,
    cookie: String,
    request: Vec<u8>,
    answer: Vec<u8>,
}

impl Connection {
    pub(crate) async fn open(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, cookie: String::new(), request: Vec::new(), answer: Vec::new() })
    }

    /// Asks for a path and returns the body of the answer.
    pub(crate) async fn get(&mut self, path: &str) -> io::Result<&[u8]> {
        self.begin("GET", path);
        self.request.extend_from_slice(b"\r\n");
        self.exchange().await
    }

    /// Sends JSON and returns the body of the answer.
    pub(crate) async fn post(&mut self, path: &str, json: &[u8]) -> io::Result<&[u8]> {
        self.begin("POST", path);
        let head = format!("content-type: application/json\r\ncontent-length: {}\r\n\r\n", json.len());
        self.request.extend_from_slice(head.as_bytes());
        self.request.extend_from_slice(json);
        self.exchange().await
    }

    fn begin(&mut self, method: &str, path: &str) {
        self.request.clear();
        let line = format!("{method} {path} HTTP/1.1\r\nhost: bench\r\naccept: application/json\r\n");
        self.request.extend_from_slice(line.as_bytes());
        if !self.cookie.is_empty() {
            self.request.extend_from_slice(format!("cookie: {}\r\n", self.cookie).as_bytes());
        }
    }

    async fn exchange(&mut self) -> io::Result<&[u8]> {
        self.stream.write_all(&self.request).await?;
        self.answer.clear();
        let (head, length) = loop {
            if self.stream.read_buf(&mut self.answer).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            if let Some(end) = self.answer.windows(4).position(|it| it == b"\r\n\r\n") {
                break (end + 4, self.read_head(end)?);
            }
        };
        while self.answer.len() < head + length {
            if self.stream.read_buf(&mut self.answer).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        Ok(&self.answer[head..head + length])
    }

    /// Reads status, length and cookie.
    fn read_head(&mut self, end: usize) -> io::Result<usize> {
        let head = str::from_utf8(&self.answer[..end]).map_err(io::Error::other)?;
        if !head.starts_with("HTTP/1.1 200 ") {
            return Err(io::Error::other(format!("the server answered {head}")));
        }
        let mut length = None;
        for line in head.lines().skip(1) {
            let Some((name, value)) = line.split_once(": ") else { continue };
            if name.eq_ignore_ascii_case("content-length") {
                length = value.parse().ok();
            } else if name.eq_ignore_ascii_case("set-cookie") {
                value.split(';').next().unwrap_or_default().clone_into(&mut self.cookie);
            }
        }
        length.ok_or_else(|| io::Error::other("an answer without its length"))
    }
}
