//! What the test provider's page says. It is no page of the shop, so its words are not among the shop's.

use crate::mail::Language;

/// The words of one language.
#[derive(Debug)]
pub(super) struct Words {
    pub(super) lang: &'static str,
    pub(super) title: &'static str,
    pub(super) test: &'static str,
    pub(super) amount: &'static str,
    pub(super) order: &'static str,
    pub(super) pay: &'static str,
    pub(super) secure: &'static str,
    pub(super) decline: &'static str,
    pub(super) leave: &'static str,
    pub(super) webhook: &'static str,
    pub(super) ways: [&'static str; 5],
    pub(super) second: &'static str,
    pub(super) second_text: &'static str,
    pub(super) confirm: &'static str,
    pub(super) fail: &'static str,
    pub(super) over: &'static str,
    pub(super) over_text: &'static str,
    pub(super) back: &'static str,
}

pub(super) fn of(language: Language) -> &'static Words {
    match language {
        Language::En => &ENGLISH,
        Language::De => &GERMAN,
    }
}

static ENGLISH: Words = Words {
    lang: "en",
    title: "Test payment",
    test: "This is a test. No money moves, whatever you choose.",
    amount: "Amount",
    order: "Payment",
    pay: "Pay",
    secure: "Pay with 3-D Secure",
    decline: "Decline",
    leave: "Leave without an answer",
    webhook: "How the shop is told",
    ways: ["At once", "20 seconds late", "Twice", "In the wrong order", "Never"],
    second: "Is it you?",
    second_text: "Here your bank would ask you to confirm the payment.",
    confirm: "Confirm",
    fail: "Fail",
    over: "There is nothing to pay here any more",
    over_text: "This payment was decided, or the shop has closed it.",
    back: "Back to the shop",
};

static GERMAN: Words = Words {
    lang: "de",
    title: "Testzahlung",
    test: "Das ist ein Test. Es bewegt sich kein Geld, was du auch wählst.",
    amount: "Betrag",
    order: "Zahlung",
    pay: "Bezahlen",
    secure: "Bezahlen mit 3-D Secure",
    decline: "Ablehnen",
    leave: "Ohne Antwort verlassen",
    webhook: "Wie es der Shop erfährt",
    ways: ["Sofort", "20 Sekunden später", "Zweimal", "In falscher Reihenfolge", "Gar nicht"],
    second: "Bist du es?",
    second_text: "Hier würde dich deine Bank bitten, die Zahlung zu bestätigen.",
    confirm: "Bestätigen",
    fail: "Scheitern",
    over: "Hier ist nichts mehr zu bezahlen",
    over_text: "Diese Zahlung ist entschieden, oder der Shop hat sie geschlossen.",
    back: "Zurück zum Shop",
};
