//! One keep-alive HTTP/1.1 connection. It does as little as possible for each answer, because it shares the cores with the server.

use std::{
    io,
    net::{IpAddr, SocketAddr},
};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpSocket, TcpStream},
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
        Self::open_from(None, address).await
    }

    /// Connects from one of this machine's many loopback addresses: each has ports of its own, and limits of its own at the server.
    pub(crate) async fn open_from(source: Option<IpAddr>, address: SocketAddr) -> io::Result<Self> {
        let socket = TcpSocket::new_v4()?;
        if let Some(source) = source {
            socket.bind(SocketAddr::new(source, 0))?;
        }
        let stream = socket.connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, cookie: String::new(), request: Vec::new(), answer: Vec::new() })
    }

    /// Goes on as another browser, and says the cookie of the one before.
    pub(crate) fn become_another(&mut self, cookie: String) -> String {
        std::mem::replace(&mut self.cookie, cookie)
    }

    pub(crate) fn cookie(&self) -> &str {
        &self.cookie
    }

    /// Asks for a stream of events; what it says is read by [`Events::next`].
    pub(crate) async fn follow(mut self, path: &str) -> io::Result<Events> {
        self.begin("GET", path);
        self.request.extend_from_slice(b"\r\n");
        self.stream.write_all(&self.request).await?;
        // Ten thousand of them wait at once, so what is not needed any more goes.
        Ok(Events { stream: self.stream, text: Vec::new() })
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

    /// The same with more headers.
    pub(crate) async fn post_with(&mut self, path: &str, headers: &[(&str, &str)], json: &[u8]) -> io::Result<&[u8]> {
        self.begin("POST", path);
        for (name, value) in headers {
            self.request.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
        }
        let head = format!("content-type: application/json\r\ncontent-length: {}\r\n\r\n", json.len());
        self.request.extend_from_slice(head.as_bytes());
        self.request.extend_from_slice(json);
        self.exchange().await
    }

    /// Deletes what is at a path.
    pub(crate) async fn delete(&mut self, path: &str) -> io::Result<()> {
        self.begin("DELETE", path);
        self.request.extend_from_slice(b"\r\n");
        self.exchange().await.map(drop)
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
        let done = ["HTTP/1.1 200 ", "HTTP/1.1 201 ", "HTTP/1.1 204 "];
        if !done.iter().any(|it| head.starts_with(it)) {
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
        if head.starts_with("HTTP/1.1 204 ") {
            return Ok(0);
        }
        length.ok_or_else(|| io::Error::other("an answer without its length"))
    }
}

/// A stream of server-sent events.
#[derive(Debug)]
pub(crate) struct Events {
    stream: TcpStream,
    text: Vec<u8>,
}

impl Events {
    /// How far the bag is by the next event: the end of its id, after a point.
    pub(crate) async fn next(&mut self) -> io::Result<u64> {
        loop {
            if let Some(id) = self.take_event() {
                return Ok(id);
            }
            if self.stream.read_buf(&mut self.text).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
    }

    /// Takes a whole event out of what was read, whatever lies around it.
    fn take_event(&mut self) -> Option<u64> {
        let at = |text: &[u8], words: &[u8]| text.windows(words.len()).position(|it| it == words);
        let id = at(&self.text, b"\nid: ")? + 5;
        let line_end = id + at(&self.text[id..], b"\n")?;
        let end = line_end + at(&self.text[line_end + 1..], b"\n\n")? + 3;
        let number = str::from_utf8(&self.text[id..line_end]).ok()?.rsplit('.').next()?.parse().ok()?;
        self.text.drain(..end);
        self.text.shrink_to(0);
        Some(number)
    }
}
