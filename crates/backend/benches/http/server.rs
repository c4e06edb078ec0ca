//! The server under test as a process of its own.

use std::{
    fs,
    io::{self, BufRead as _, BufReader, Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use api::catalog::{self, ListQuery};

/// The command line, built with the benchmark.
pub(crate) const VITRINE: &str = env!("CARGO_BIN_EXE_vitrine");
const SITE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../dist");

/// A running server; it ends with this value.
#[derive(Debug)]
pub(crate) struct Server {
    process: Child,
    address: SocketAddr,
    started: Instant,
}

impl Server {
    /// Starts it at a free port and returns when it says that it is open.
    pub(crate) fn start(data: &Path) -> io::Result<Self> {
        let started = Instant::now();
        let mut process = Command::new(VITRINE)
            .args(["serve", "--empty", "--listen", "127.0.0.1:0", "--site", SITE, "--data"])
            .arg(data)
            .env("VITRINE_LOG", "error")
            .stdout(Stdio::piped())
            .spawn()?;
        let output = process.stdout.take().ok_or_else(|| io::Error::other("no output"))?;
        let open = BufReader::new(output).lines().find_map(|line| {
            let line = line.ok()?;
            line.split_once("http://")?.1.trim().parse().ok()
        });
        let address = open.ok_or_else(|| io::Error::other("the server ended before it was open"))?;
        Ok(Self { process, address, started })
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Asks for a list on a new connection and says how long after the start of the process the answer was there.
    pub(crate) fn first_answer(&self) -> io::Result<Duration> {
        let mut stream = TcpStream::connect(self.address)?;
        let path = catalog::products(&ListQuery { page_size: 24, ..ListQuery::default() });
        write!(stream, "GET {path} HTTP/1.1\r\nhost: bench\r\nconnection: close\r\n\r\n")?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        if answer.starts_with("HTTP/1.1 200 ") { Ok(self.started.elapsed()) } else { Err(io::Error::other(answer)) }
    }

    /// The memory it holds now.
    pub(crate) fn resident_mib(&self) -> io::Result<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kib: Option<f64> = line.and_then(|it| it.trim().trim_end_matches("kB").trim().parse().ok());
        kib.map(|kib| kib / 1_024.0).ok_or_else(|| io::Error::other("no VmRSS"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
