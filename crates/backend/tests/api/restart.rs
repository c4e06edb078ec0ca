//! The real server, killed in the middle of its work: what it answered is kept, and the next one goes on.

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    sync::mpsc,
    thread,
};

use crate::process::Server;

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
    let mut server = Server::start(folder.path());
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
}
