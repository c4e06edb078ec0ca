//! What letters say, in both languages. Short and plain: no pictures, nothing that tells the sender whether it was read.

use serde::Deserialize;
use storefront::i18n::{Locale, brand};

use super::Language;

/// A letter that is ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Letter {
    pub(crate) subject: String,
    pub(crate) text: String,
}

/// What a message in the outbox is about; which of it is there hangs on its kind.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct About {
    lang: Language,
    code: String,
    number: String,
    link: Option<String>,
}

/// The words of a message. One whose kind is unknown, from a newer version of the shop, is not sent.
pub(crate) fn letter(kind: &str, body: &str) -> Option<Letter> {
    let about: About = serde_json::from_str(body).ok()?;
    let (subject, text) = match (kind, about.lang) {
        ("order code", Language::En) => order_code_en(&about.code),
        ("order code", Language::De) => order_code_de(&about.code),
        ("sign-in code", Language::En) => code_en(&about.code),
        ("sign-in code", Language::De) => code_de(&about.code),
        (_, Language::En) => order_en(kind, &about.number)?,
        (_, Language::De) => order_de(kind, &about.number)?,
    };
    let link = match (&about.link, about.lang) {
        (Some(link), Language::En) => format!("\n\nYour order:\n{link}"),
        (Some(link), Language::De) => format!("\n\nDeine Bestellung:\n{link}"),
        (None, _) => String::new(),
    };
    Some(Letter { subject, text: format!("{text}{link}\n\n{}\n", brand(Locale::en)) })
}

fn code_en(code: &str) -> (String, String) {
    (
        format!("{code} is your code for {}", brand(Locale::en)),
        format!(
            "Your code is {code}.\n\nType it into the page that asked for it. It works there for ten minutes, once.\n\n\
             If you did not ask for it, there is nothing to do: it opens nothing anywhere else. Do not give it to anybody."
        ),
    )
}

fn code_de(code: &str) -> (String, String) {
    (
        format!("{code} ist dein Code für {}", brand(Locale::de)),
        format!(
            "Dein Code ist {code}.\n\nGib ihn auf der Seite ein, die nach ihm fragt. Er gilt dort zehn Minuten lang, einmal.\n\n\
             Hast du ihn nicht angefordert, ist nichts zu tun: Anderswo öffnet er nichts. Gib ihn niemandem weiter."
        ),
    )
}

fn order_code_en(code: &str) -> (String, String) {
    (
        format!("{code} opens your order"),
        format!(
            "Your code is {code}.\n\nType it into the page that asked for it. It shows your order there, for ten minutes, once.\n\n\
             If you did not ask for it, there is nothing to do: it opens nothing anywhere else. Do not give it to anybody."
        ),
    )
}

fn order_code_de(code: &str) -> (String, String) {
    (
        format!("{code} öffnet deine Bestellung"),
        format!(
            "Dein Code ist {code}.\n\nGib ihn auf der Seite ein, die nach ihm fragt. Er zeigt dort deine Bestellung, zehn Minuten lang, einmal.\n\n\
             Hast du ihn nicht angefordert, ist nichts zu tun: Anderswo öffnet er nichts. Gib ihn niemandem weiter."
        ),
    )
}

fn order_en(kind: &str, number: &str) -> Option<(String, String)> {
    Some(match kind {
        "order placed" => (
            format!("Your order {number}"),
            format!(
                "Thank you. Your order {number} has been placed.\n\n\
                 It is not ready yet: we write to you when something can be collected."
            ),
        ),
        "order declined" => (
            format!("Your order {number} could not be paid"),
            format!(
                "Your card was declined, so your order {number} came to nothing. No money was taken, \
                 and everything is in your bag again."
            ),
        ),
        "order unpaid" => (
            format!("Your order {number} was not paid in time"),
            format!(
                "We kept everything for you while your order {number} waited to be paid. It was not, so the order came to nothing. \
                 No money was taken, and everything is in your bag again."
            ),
        ),
        "order sold out" => (
            format!("Your payment for order {number} goes back"),
            format!(
                "Your payment for order {number} came after the order had been given up, and it could not be had any more. \
                 You get the money back at once; there is nothing for you to do."
            ),
        ),
        "order ready" => (
            format!("Your order {number} is ready"),
            format!(
                "Your order {number} is ready to be collected. \
                 If it comes in several parts, your order's page says which of them are ready."
            ),
        ),
        _ => return None,
    })
}

fn order_de(kind: &str, number: &str) -> Option<(String, String)> {
    Some(match kind {
        "order placed" => (
            format!("Deine Bestellung {number}"),
            format!(
                "Vielen Dank. Deine Bestellung {number} ist bei uns eingegangen.\n\n\
                 Abholbereit ist sie noch nicht: Wir schreiben dir, sobald du etwas abholen kannst."
            ),
        ),
        "order declined" => (
            format!("Deine Bestellung {number} konnte nicht bezahlt werden"),
            format!(
                "Deine Karte wurde abgelehnt, deshalb kam deine Bestellung {number} nicht zustande. Es wurde nichts abgebucht, \
                 und alles liegt wieder in deiner Tasche."
            ),
        ),
        "order unpaid" => (
            format!("Deine Bestellung {number} wurde nicht rechtzeitig bezahlt"),
            format!(
                "Wir haben alles für dich zurückgelegt, solange deine Bestellung {number} auf die Zahlung gewartet hat. Sie kam nicht, \
                 deshalb kam die Bestellung nicht zustande. Es wurde nichts abgebucht, und alles liegt wieder in deiner Tasche."
            ),
        ),
        "order sold out" => (
            format!("Deine Zahlung für Bestellung {number} geht zurück"),
            format!(
                "Deine Zahlung für Bestellung {number} kam, als die Bestellung schon aufgegeben und nicht mehr zu haben war. \
                 Du bekommst das Geld sofort zurück; du musst nichts tun."
            ),
        ),
        "order ready" => (
            format!("Deine Bestellung {number} ist abholbereit"),
            format!(
                "Deine Bestellung {number} liegt für dich bereit. \
                 Besteht sie aus mehreren Teilen, steht auf der Seite der Bestellung, welche davon bereit sind."
            ),
        ),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_words_in_both_languages() {
        for kind in [
            "sign-in code",
            "order code",
            "order placed",
            "order declined",
            "order unpaid",
            "order sold out",
            "order ready",
        ] {
            let write = |lang: &str| {
                let body =
                    format!(r#"{{"lang":"{lang}","code":"123456","number":"ON-1","group":null,"link":"https://x/y"}}"#);
                letter(kind, &body).unwrap()
            };
            let (english, german) = (write("en"), write("de"));
            assert_ne!(english, german, "{kind}");
            for letter in [english, german] {
                let named = if kind.ends_with("code") { "123456" } else { "ON-1" };
                assert!(letter.subject.contains(named) && letter.text.contains(named), "{letter:?}");
                assert!(letter.text.contains("https://x/y") && !letter.text.contains('{'), "{letter:?}");
            }
        }
        assert_eq!(letter("something new", "{}"), None);
        assert!(letter("order placed", r#"{"number":"ON-1"}"#).unwrap().text.starts_with("Thank you"));
    }
}
