//! The real server as a process of its own, and a browser that talks to it through a socket.

use std::{
    ffi::OsStr,
    fs,
    io::{self, BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
};

use serde_json::{Value, json};

/// The command line, built with the tests.
pub const VITRINE: &str = env!("CARGO_BIN_EXE_vitrine");

/// A running `vitrine serve`; it ends with this value.
pub struct Server {
    process: Child,
    /// Kept open, since a server that cannot say anything any more might stop at that.
    output: BufReader<ChildStdout>,
    /// What it said until it was open, last line included.
    pub said: Vec<String>,
    /// `127.0.0.1:34567`.
    pub address: String,
}

impl Server {
    /// Starts it on the folder's SQLite file, at a free port.
    pub fn start(data: &Path) -> Self {
        Self::start_with(data, &["--listen", "127.0.0.1:0"])
    }

    /// Starts it with more on its command line, such as where to listen.
    pub fn start_with(data: &Path, more: &[&str]) -> Self {
        let mut process = command(["serve", "--empty", "--site", "none", "--data"]);
        let mut process = process.arg(data).args(more).stdout(Stdio::piped()).spawn().unwrap();
        let output = BufReader::new(process.stdout.take().unwrap());
        let mut server = Self { process, output, said: Vec::new(), address: String::new() };
        while server.address.is_empty() {
            let mut line = String::new();
            let length = server.output.read_line(&mut line).unwrap();
            assert_ne!(length, 0, "the server ended before it was open: {:?}", server.said);
            if let Some((_, address)) = line.split_once("open at http").and_then(|(_, rest)| rest.split_once("://")) {
                address.trim().clone_into(&mut server.address);
            }
            server.said.push(line.trim_end().to_owned());
        }
        server
    }

    /// SIGKILL, which no code of the server gets to see.
    pub fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// SIGTERM, and what it said until it ended, when it ended well.
    pub fn close(mut self) -> String {
        let id = i32::try_from(self.process.id()).unwrap();
        rustix::process::kill_process(rustix::process::Pid::from_raw(id).unwrap(), rustix::process::Signal::TERM)
            .unwrap();
        let mut rest = String::new();
        self.output.read_to_string(&mut rest).unwrap();
        assert!(self.process.wait().unwrap().success());
        rest
    }

    /// The memory it holds now, in bytes.
    pub fn resident(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() * 1_024
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Imports a merchant's file, given as text, into the shop of a folder or database.
pub fn import(data: &Path, what: &str, csv: &str, more: &[&str]) {
    let file = data.join(format!("{what}.csv"));
    fs::write(&file, csv).unwrap();
    let mut import = command(["import", what]);
    let import = import.arg(&file).args(["--strict", "--data"]).arg(data).args(more).stdout(Stdio::null());
    assert!(import.status().unwrap().success(), "{what} could not be imported");
}

/// `vitrine …`, deaf to the environment that the tests run in.
fn command<const N: usize>(words: [&str; N]) -> Command {
    let mut command = Command::new(VITRINE);
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.as_encoded_bytes().starts_with(b"VITRINE_")) {
        command.env_remove(name);
    }
    command.args(words).env("VITRINE_LOG", "error").stderr(Stdio::null());
    command
}

/// A browser with one keep-alive connection and its session's cookie.
#[derive(Default)]
pub struct Browser {
    cookie: Option<String>,
    connection: Option<(String, BufReader<TcpStream>)>,
}

impl Browser {
    pub fn get(&mut self, address: &str, path: &str) -> io::Result<Value> {
        self.ask(address, "GET", path, "")
    }

    pub fn post(&mut self, address: &str, path: &str, body: &Value) -> io::Result<Value> {
        self.ask(address, "POST", path, &body.to_string())
    }

    /// Asks once. After an error nobody knows whether the server has done what it was asked.
    fn ask(&mut self, address: &str, method: &str, path: &str, body: &str) -> io::Result<Value> {
        let cookie = self.cookie.as_ref().map(|it| format!("cookie: {it}\r\n")).unwrap_or_default();
        let (length, kind) = (body.len(), "content-type: application/json");
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: {address}\r\n{cookie}{kind}\r\ncontent-length: {length}\r\n\r\n{body}"
        );
        let mut stream = match self.connection.take() {
            Some((to, stream)) if to == address => stream,
            _ => BufReader::new(TcpStream::connect(address)?),
        };
        stream.get_mut().write_all(request.as_bytes())?;
        let (status, length) = self.read_head(&mut stream)?;
        let mut body = vec![0; length];
        stream.read_exact(&mut body)?;
        assert_eq!(status, "200", "{method} {path}: {}", String::from_utf8_lossy(&body));
        self.connection = Some((address.to_owned(), stream));
        Ok(serde_json::from_slice(&body).unwrap())
    }

    /// Its session, as it says it with each request.
    pub fn cookie(&self) -> Option<&str> {
        self.cookie.as_deref()
    }

    fn read_head(&mut self, stream: &mut BufReader<TcpStream>) -> io::Result<(String, usize)> {
        let (mut status, mut length, mut cookie) = (None, 0, None);
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line)? == 0 || !line.ends_with('\n') {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let line = line.trim_end();
            if line.is_empty() {
                break;
            }
            match line.split_once(": ") {
                None => status = line.split(' ').nth(1).map(str::to_owned),
                Some(("content-length", value)) => length = value.parse().unwrap(),
                Some(("set-cookie", value)) => cookie = value.split(';').next().map(str::to_owned),
                Some(_) => {}
            }
        }
        self.cookie = cookie.or(self.cookie.take());
        Ok((status.unwrap_or_default(), length))
    }
}

/// A number from the environment.
pub fn number(name: impl AsRef<OsStr>) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// A list of so many small things for sale, each only in one variant.
pub fn products(count: usize) -> String {
    let rows = (0..count).map(|n| format!("thing-{n},Thing {n},<p>A thing.</p>,Things,things,Small,1.00,{}\n", sku(n)));
    let head = "Handle,Title,Body (HTML),Vendor,Type,Tags,Variant Price,Variant SKU\n";
    head.to_owned() + &rows.collect::<String>()
}

/// One of these things.
pub fn sku(n: usize) -> String {
    format!("THING-{n}")
}

/// An operation that adds some of a thing, as it crosses the wire.
pub fn add(actor: &str, n: u64, seq: u64, product: usize, quantity: u32) -> Value {
    json!({
        "actor": actor, "n": n, "base_seq": seq, "hlc": n,
        "line": {"sku": sku(product), "receive": {"by": "ship"}}, "op": {"do": "add", "quantity": quantity},
    })
}
