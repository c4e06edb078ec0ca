//! The real server, killed in the middle of its work: what it answered is kept, and the next one goes on.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
    sync::mpsc,
    thread,
};

struct Server {
    process: Child,
    address: String,
}

impl Server {
    fn start(data: &Path) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_vitrine"))
            .args(["serve", "--empty", "--listen", "127.0.0.1:0", "--site", "none", "--data"])
            .arg(data)
            .env_remove("VITRINE_DATABASE")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let address = lines.map_while(Result::ok).find_map(|line| Some(line.split_once("http://")?.1.to_owned()));
        Self { process, address: address.expect("the server says where it listens") }
    }

    fn kill(mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

/// Asks for something that makes a session, and says the cookie: the new one, or `None` if the old one is known.
fn visit(address: &str, cookie: Option<&str>) -> std::io::Result<Option<String>> {
    let mut stream = TcpStream::connect(address)?;
    let cookie = cookie.map(|it| format!("cookie: vitrine_session={it}\r\n")).unwrap_or_default();
    let path = api::cart::LINKS;
    write!(
        stream,
        "POST {path} HTTP/1.1\r\nhost: {address}\r\n{cookie}connection: close\r\ncontent-length: 0\r\n\r\n"
    )?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    if !answer.starts_with("HTTP/1.1 200") {
        return Err(std::io::Error::other(answer));
    }
    let set = answer.lines().find_map(|line| line.strip_prefix("set-cookie: vitrine_session="));
    Ok(set.and_then(|it| it.split(';').next()).map(str::to_owned))
}

#[test]
fn what_was_answered_before_a_kill_is_there_after_it() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(folder.path());
    let (answered, answers) = mpsc::channel();
    let visitors: Vec<_> = (0..4)
        .map(|_| {
            let (address, answered) = (server.address.clone(), answered.clone());
            thread::spawn(move || {
                while let Ok(Some(cookie)) = visit(&address, None) {
                    if answered.send(cookie).is_err() {
                        return;
                    }
                }
            })
        })
        .collect();
    drop(answered);
    let mut cookies: Vec<String> = answers.iter().take(40).collect();
    server.kill();
    cookies.extend(answers);
    for visitor in visitors {
        visitor.join().unwrap();
    }
    let server = Server::start(folder.path());
    for cookie in &cookies {
        assert_eq!(visit(&server.address, Some(cookie)).unwrap(), None, "a session that was answered is gone");
    }
    server.kill();
}
