//! Letters: through a real mail server over a real socket, tried again when it is not well, and read by developers without one.

use std::sync::{Arc, Mutex};

use api::account::{CODES, CodeSentView, SignedInView};
use backend::{app::Config, args, mail::MailServer, outbox};
use domain::account::Code;
use jiff::SignedDuration;
use serde_json::json;
use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
};

use crate::{
    account::{ADA, try_code},
    on_both_engines,
    support::{Engine, TestApp},
};

/// A mail server that takes every letter, after refusing the first `grumpy` for now.
#[derive(Clone, Default)]
pub struct PostOffice {
    letters: Arc<Mutex<Vec<String>>>,
    grumpy: Arc<Mutex<u32>>,
}

impl PostOffice {
    /// Opens it at a port of its own, and says its address.
    pub async fn open(&self) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let office = self.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let office = office.clone();
                tokio::spawn(async move { office.serve(stream).await });
            }
        });
        format!("smtp://{address}")
    }

    async fn serve(&self, stream: TcpStream) {
        let mut stream = BufReader::new(stream);
        let mut say = "220 here";
        loop {
            if stream.write_all(format!("{say}\r\n").as_bytes()).await.is_err() {
                return;
            }
            let mut line = String::new();
            if stream.read_line(&mut line).await.unwrap_or(0) == 0 {
                return;
            }
            say = match line.split([' ', ':', '\r']).next().unwrap() {
                "EHLO" | "HELO" => "250 at your service",
                "MAIL" if self.is_grumpy() => "451 come again later",
                "MAIL" | "RCPT" => "250 fine",
                "DATA" => {
                    stream.write_all(b"354 go on\r\n").await.unwrap();
                    let mut letter = String::new();
                    while !letter.ends_with("\r\n.\r\n") {
                        stream.read_line(&mut letter).await.unwrap();
                    }
                    self.letters.lock().unwrap().push(letter);
                    "250 taken"
                }
                "QUIT" => "221 bye",
                _ => "500 what?",
            };
        }
    }

    fn is_grumpy(&self) -> bool {
        let mut left = self.grumpy.lock().unwrap();
        let grumpy = *left > 0;
        *left = left.saturating_sub(1);
        grumpy
    }

    pub fn letters(&self) -> Vec<String> {
        self.letters.lock().unwrap().clone()
    }
}

async fn shop_with_mail(url: &str) -> TestApp {
    let mail = Some(MailServer::parse(url, "Vitrine <shop@vitrine.example>").unwrap());
    TestApp::configured(Engine::Sqlite, Config { mail, ..Config::default() }).await
}

/// The code in a letter's subject.
fn code_in(letter: &str) -> Code {
    let subject = letter.lines().find_map(|line| line.strip_prefix("Subject: ")).unwrap();
    Code::parse(&subject[..6]).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_goes_through_a_mail_server_and_signs_in() {
    let office = PostOffice::default();
    let shop = shop_with_mail(&office.open().await).await;
    let browser = shop.shopper();
    browser.post(CODES, &json!({"email": ADA})).await.json::<CodeSentView>();
    let (one, two) = tokio::join!(outbox::deliver(&shop.app), outbox::deliver(&shop.app));
    assert_eq!(one.unwrap() + two.unwrap(), 1, "two processes send it once");
    let letters = office.letters();
    let [letter] = &letters[..] else { panic!("one letter, not {letters:?}") };
    for part in [
        "From: Vitrine <shop@vitrine.example>",
        "To: ada@example.org",
        "Message-ID: <",
        "@vitrine.example>",
        "ten minutes",
    ] {
        assert!(letter.contains(part), "{part}: {letter}");
    }
    try_code(&browser, ADA, &code_in(letter)).await.json::<SignedInView>();
    // What was said is not kept, and nothing is in the developers' mailbox.
    let kept: (String, String) = shop.app.db.one("SELECT recipient, body FROM outbox", args![]).await.unwrap();
    assert_eq!(kept, (String::new(), "{}".to_owned()));
    assert_eq!(outbox::deliver(&shop.app).await.unwrap(), 0);
    shop.shopper().at("localhost:8080").get("/dev/mailbox").await.problem(404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_letter_is_tried_again_with_growing_pauses() {
    let office = PostOffice::default();
    *office.grumpy.lock().unwrap() = 2;
    let shop = shop_with_mail(&office.open().await).await;
    shop.shopper().post(CODES, &json!({"email": ADA})).await.json::<CodeSentView>();
    for pause_s in [5, 15] {
        assert_eq!(outbox::deliver(&shop.app).await.unwrap(), 0);
        shop.advance(SignedDuration::from_secs(pause_s - 1));
        assert_eq!(outbox::deliver(&shop.app).await.unwrap(), 0);
        assert_eq!(office.letters().len(), 0);
        shop.advance(SignedDuration::from_secs(1));
    }
    assert_eq!((outbox::deliver(&shop.app).await.unwrap(), office.letters().len()), (1, 1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_server_that_is_away_fails_nothing_but_the_letter() {
    // Nobody listens at a port that was free a moment ago.
    let port = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    let shop = shop_with_mail(&format!("smtp://127.0.0.1:{port}")).await;
    shop.shopper().post(CODES, &json!({"email": ADA})).await.json::<CodeSentView>();
    assert_eq!(outbox::deliver(&shop.app).await.unwrap(), 0);
    // A code that has expired is not sent at all.
    shop.advance(SignedDuration::from_mins(10));
    assert_eq!(outbox::deliver(&shop.app).await.unwrap(), 1);
    let (done,): (i64,) =
        shop.app.db.one("SELECT COUNT(*) FROM outbox WHERE done_at IS NOT NULL", args![]).await.unwrap();
    assert_eq!(done, 1);
}

on_both_engines! {
    async fn without_a_mail_server_developers_read_letters_on_this_machine(shop: TestApp) {
        let german = [("accept-language", "de-DE,de;q=0.9")];
        shop.shopper().post_with(CODES, &german, &json!({"email": "<b>&@example.org"})).await.problem(422);
        shop.shopper().post_with(CODES, &german, &json!({"email": "a&b@example.org"})).await.json::<CodeSentView>();
        shop.shopper().post(CODES, &json!({"email": ADA})).await.json::<CodeSentView>();
        while outbox::deliver(&shop.app).await.unwrap() > 0 {}
        let page = shop.shopper().at("127.0.0.1:8080").get("/dev/mailbox").await;
        assert!(page.header("content-type").starts_with("text/html"));
        assert_eq!(page.header("cache-control"), "no-store");
        let text = page.text();
        for part in [ADA, "is your code for Ondée", "a&amp;b@example.org", "ist dein Code für Ondée"] {
            assert!(text.contains(part), "{part}: {text}");
        }
        shop.shopper().get("/dev/mailbox").await.problem(404);
        shop.shopper().at("localhost").send(axum::http::Method::GET, "/dev/mailbox", &[("x-forwarded-for", "10.0.0.1")], axum::body::Body::empty()).await.problem(404);
    }
}
