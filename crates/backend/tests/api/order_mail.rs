//! What a shopper is written when her order changes, through a real mail server: once for each change, in her language.

use api::{
    checkout::PlaceOrder,
    orders::{Change, ORDERS, OrderView, StaffStep, staff_step},
    payments::{Refund, refunds},
};
use backend::{app::Config, mail::MailServer, outbox, payments::reconcile};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use domain::{
    cart::Receive,
    money::{Currency, Money},
    orders::StaffAction,
};

use crate::{
    account_mail::PostOffice,
    goods::{add, address, card, order_of, pick_up, plan, stock_up},
    order_changes::{change, collect, first_slot},
    payments_hosted::look,
    stock_books::keyed,
    support::{Engine, Person, TestApp},
};

/// A shop whose letters go through a post office, and what its shopper has ordered.
struct Told {
    office: PostOffice,
    read: usize,
    shop: TestApp,
    ada: Person,
    order: OrderView,
}

const PLACED_EN: [&str; 4] = [
    "Thank you. Your order ON-",
    "\nPick up at Ondée Mitte on Friday 20 November, ",
    "\n2 × Velvet Lipstick, Oxblood\n\nSent to you, ",
    "\n\nTotal: €",
];

const PLACED_DE: [&str; 4] = [
    "Vielen Dank. Deine Bestellung ON-",
    "\nAbholen bei Ondée Mitte am Freitag 20. November, ",
    "\n2 × Velvet Lipstick, Oxblood\n\nWird dir geschickt, ",
    "\n\nSumme: ",
];

impl Told {
    /// She has ordered, and was written `placed`.
    async fn ordered(engine: Engine, language: &str, placed: &[&str]) -> Self {
        let office = PostOffice::default();
        let mail = Some(MailServer::parse(&office.open().await, "Vitrine <shop@vitrine.example>").unwrap());
        let public_url = Some("https://shop.example".to_owned());
        let shop = TestApp::configured(engine, Config { mail, public_url, ..Config::default() }).await;
        stock_up(&shop).await;
        let ada = shop.shopper();
        add(&ada, 1, "LIP-1", 2, pick_up("mitte")).await;
        add(&ada, 2, "SOAP-1", 1, Receive::Ship).await;
        let wanted: PlaceOrder = order_of(&plan(&ada).await, card("test-approve"));
        let headers = [("idempotency-key", "k"), ("accept-language", language)];
        let order = ada.post_with(ORDERS, &headers, &wanted).await.json();
        let mut told = Self { office, read: 0, shop, ada, order };
        told.letter(placed).await;
        told
    }

    /// What has arrived since the last time, which is so many letters: `subject`, a line, and the text.
    async fn letters(&mut self, count: usize) -> Vec<String> {
        while outbox::deliver(&self.shop.app).await.unwrap() > 0 {}
        let all = self.office.letters();
        let new: Vec<String> = all[self.read..].iter().map(|it| plain(it)).collect();
        assert_eq!(new.len(), count, "{new:?}");
        self.read = all.len();
        new
    }

    /// The one letter that has arrived, which says all of this, and where to look.
    async fn letter(&mut self, parts: &[&str]) {
        let letter = self.letters(1).await.remove(0);
        let link = format!("https://shop.example/orders/{}#k=", self.order.number);
        for part in parts.iter().chain(&[link.as_str()]) {
            assert!(letter.contains(part), "{part:?} is not in {letter}");
        }
    }

    /// Staff do something with a group, twice, as impatient people do.
    async fn step(&self, group: u32, action: StaffAction) {
        let now = look(&self.ada, &self.order.number).await;
        let group = &now.groups[group as usize];
        let clerk = self.shop.staff(group.receive.store().map_or("leipzig", |it| it.as_str())).await;
        let handover = group.handover.as_ref().map(|it| it.token.clone());
        let step = StaffStep { group: group.index, action, handover };
        for _ in 0..2 {
            clerk.post(&staff_step(&now.number), &step).await.json::<OrderView>();
        }
    }
}

/// A letter as its reader sees it: its subject, a line, its text.
fn plain(letter: &str) -> String {
    let (head, body) = letter.split_once("\r\n\r\n").unwrap();
    let head = head.replace("\r\n ", " ");
    let field = |name: &str| head.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default().trim();
    let body = body.trim_end_matches("\r\n.\r\n");
    let text = match field("Content-Transfer-Encoding:") {
        "base64" => decoded(&body.replace("\r\n", "")),
        "quoted-printable" => unquoted(body),
        _ => body.to_owned(),
    };
    let subject: String = field("Subject:").split(' ').map(word).collect();
    format!("{subject}\n{}", text.replace("\r\n", "\n"))
}

/// A word of a subject with the space after it; encoded ones bring their own.
fn word(word: &str) -> String {
    let encoded = word.strip_prefix("=?utf-8?b?").and_then(|it| it.strip_suffix("?="));
    encoded.map_or_else(|| format!("{word} "), decoded)
}

fn decoded(base64: &str) -> String {
    String::from_utf8(BASE64_STANDARD.decode(base64).unwrap()).unwrap()
}

fn unquoted(text: &str) -> String {
    let text = text.replace("=\r\n", "");
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let hex = (byte == b'=').then(|| std::str::from_utf8(&after[..2]).unwrap());
        bytes.push(hex.map_or(byte, |hex| u8::from_str_radix(hex, 16).unwrap()));
        rest = if hex.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).unwrap()
}

async fn in_english(engine: Engine) {
    let mut told = Told::ordered(engine, "en", &PLACED_EN).await;
    let (ada, order) = (told.ada.clone(), told.order.clone());
    let slot = first_slot(&ada, &order, "kreuzberg").await;
    for _ in 0..2 {
        change(&ada, &order, collect("kreuzberg", slot)).await.json::<OrderView>();
    }
    let moved =
        ["waits at another store", "at Ondée Kreuzberg on Friday 20 November, ", "\n2 × Velvet Lipstick, Oxblood\n"];
    told.letter(&moved).await;
    let later = first_slot_after(&ada, &order, slot).await;
    change(&ada, &order, collect("kreuzberg", later)).await.json::<OrderView>();
    told.letter(&["A new time for your order", "at Ondée Kreuzberg on "]).await;

    told.step(1, StaffAction::Pack).await;
    told.letters(0).await;
    told.step(1, StaffAction::Ship).await;
    told.letter(&["is on its way", "with the carrier (Standard).", "\n1 × Quiet Soap\n"]).await;
    told.step(0, StaffAction::MarkReady).await;
    told.letter(&["is ready", "\n2 × Velvet Lipstick, Oxblood\n"]).await;
    told.step(0, StaffAction::Cancel).await;
    told.letter(&["Cancelled: your order", "We are sorry", "on your card for it is not taken", "Velvet Lipstick"])
        .await;

    while reconcile(&told.shop.app).await.unwrap() > 0 {}
    let body = Refund { amount: Some(Money::new(250, Currency::Eur)), lines: Vec::new(), reason: "kind".to_owned() };
    let boss = told.shop.staff_as("leipzig", "manager").await;
    for _ in 0..2 {
        assert_eq!(keyed(&boss, &refunds(&order.number), "r", &body).await.status, 200);
    }
    told.letter(&["back for your order", "We give you back €2.50. It goes back to the card"]).await;
}

async fn first_slot_after(ada: &Person, order: &OrderView, slot: domain::checkout::Slot) -> domain::checkout::Slot {
    let choices: api::orders::ChoicesView = ada.get(&api::orders::order_choices(&order.number, 0)).await.json();
    let here = choices.stores.iter().find(|it| it.store.code.as_str() == "kreuzberg").unwrap();
    here.slots.iter().find(|it| it.free && it.slot.starts > slot.starts).unwrap().slot
}

async fn in_german(engine: Engine) {
    let mut told = Told::ordered(engine, "de-DE,de;q=0.9", &PLACED_DE).await;
    let (ada, order) = (told.ada.clone(), told.order.clone());
    change(&ada, &order, Change::Send { address: address() }).await.json::<OrderView>();
    told.letter(&["wird dir geschickt", "ohne weitere Kosten", "2 × Velvet Lipstick", "Deine Bestellung:"]).await;
    change(&ada, &order, Change::Cancel {}).await.json::<OrderView>();
    told.letter(&["Storniert: deine Bestellung", "Wie gewünscht", "wird nicht abgebucht"]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn she_is_written_once_when_her_order_changes() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        in_english(engine).await;
        in_german(engine).await;
    }
}
