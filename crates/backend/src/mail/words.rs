//! What letters say, in both languages. Short and plain: no pictures, nothing that tells the sender whether it was read.

use api::time::StoreTime;
use domain::cart::Receive;
use storefront::{
    format::{clock, day, money, weekday},
    i18n::{Locale, brand},
};

use super::{
    Language,
    about::{About, Part, Time},
};

/// A letter that is ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Letter {
    pub(crate) subject: String,
    pub(crate) text: String,
}

/// The words of a message. One whose kind is unknown, from a newer version of the shop, is not sent.
pub(crate) fn letter(kind: &str, body: &str) -> Option<Letter> {
    let about: About = serde_json::from_str(body).ok()?;
    let (subject, text) = match (kind, about.lang) {
        ("order code", Language::En) => order_code_en(&about.code),
        ("order code", Language::De) => order_code_de(&about.code),
        ("sign-in code", Language::En) => code_en(&about.code),
        ("sign-in code", Language::De) => code_de(&about.code),
        (_, Language::En) => order_en(kind, &about).or_else(|| news_en(kind, &about))?,
        (_, Language::De) => order_de(kind, &about).or_else(|| news_de(kind, &about))?,
    };
    let parts: String = about.parts.iter().map(|it| part(about.lang, it)).collect();
    let total = total(&about);
    let pieces: String = about.pieces.iter().map(|it| list_item(it.quantity, &it.title, &it.phrase)).collect();
    let pieces = if pieces.is_empty() { pieces } else { format!("\n{pieces}") };
    let link = match (&about.link, about.lang) {
        (Some(link), Language::En) => format!("\n\nYour order:\n{link}"),
        (Some(link), Language::De) => format!("\n\nDeine Bestellung:\n{link}"),
        (None, _) => String::new(),
    };
    Some(Letter { subject, text: format!("{text}{parts}{total}{pieces}{link}\n\n{}\n", brand(Locale::en)) })
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

fn order_en(kind: &str, about: &About) -> Option<(String, String)> {
    let number = &about.number;
    Some(match kind {
        "order placed" => (
            format!("Your order {number}"),
            format!(
                "Thank you. Your order {number} has been placed.\n\n{}",
                if is_only_sent(about) {
                    "We write to you when it is on its way."
                } else {
                    "It is not ready yet: we write to you when something can be collected."
                }
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

fn order_de(kind: &str, about: &About) -> Option<(String, String)> {
    let number = &about.number;
    Some(match kind {
        "order placed" => (
            format!("Deine Bestellung {number}"),
            format!(
                "Vielen Dank. Deine Bestellung {number} ist bei uns eingegangen.\n\n{}",
                if is_only_sent(about) {
                    "Wir schreiben dir, sobald sie unterwegs ist."
                } else {
                    "Abholbereit ist sie noch nicht: Wir schreiben dir, sobald du etwas abholen kannst."
                }
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

/// What is told of a part of an order, before its pieces are listed.
fn news_en(kind: &str, about: &About) -> Option<(String, String)> {
    let number = &about.number;
    let (store, time) = (about.store.as_deref().unwrap_or_default(), at(about.lang, about.time));
    let by = about.method.as_ref().map(|method| format!(" ({method})")).unwrap_or_default();
    Some(match kind {
        "order cancelled" => (
            format!("Cancelled: your order {number}"),
            format!(
                "{} {}",
                if about.by_shop {
                    format!("We are sorry: something of your order {number} cannot be had, and we had to cancel it.")
                } else {
                    format!("As you asked, something of your order {number} is cancelled.")
                },
                if about.card {
                    "What was reserved on your card for it is not taken."
                } else {
                    "There is nothing to pay for it."
                }
            ),
        ),
        "order store" => (
            format!("Your order {number} waits at another store"),
            format!(
                "As you asked, you collect this at {store}{time}. It is not ready yet: we write to you when it is. \
                 The code on your order's page is a new one."
            ),
        ),
        "order time" => {
            (format!("A new time for your order {number}"), format!("As you asked, you collect this at {store}{time}."))
        }
        "order to be sent" => (
            format!("Your order {number} will be sent to you"),
            "As you asked, we send you this instead of keeping it at the store, at no further cost.".to_owned(),
        ),
        "order sent" => (
            format!("Your order {number} is on its way"),
            format!("This is with the carrier{by}. What was reserved on your card for it is taken now."),
        ),
        "order refund" => {
            let amount = money(Locale::en, about.amount?);
            let how = if about.card {
                "It goes back to the card you paid with; your bank can take some days to show it."
            } else {
                "You get it in the store where you paid."
            };
            (format!("{amount} back for your order {number}"), format!("We give you back {amount}. {how}"))
        }
        _ => return None,
    })
}

/// The same in German.
fn news_de(kind: &str, about: &About) -> Option<(String, String)> {
    let number = &about.number;
    let (store, time) = (about.store.as_deref().unwrap_or_default(), at(about.lang, about.time));
    let by = about.method.as_ref().map(|method| format!(" ({method})")).unwrap_or_default();
    Some(match kind {
        "order cancelled" => (
            format!("Storniert: deine Bestellung {number}"),
            format!(
                "{} {}",
                if about.by_shop {
                    format!(
                        "Es tut uns leid: Etwas aus deiner Bestellung {number} ist nicht zu haben, und wir mussten es stornieren."
                    )
                } else {
                    format!("Wie gewünscht ist etwas aus deiner Bestellung {number} storniert.")
                },
                if about.card {
                    "Was dafür auf deiner Karte reserviert war, wird nicht abgebucht."
                } else {
                    "Dafür ist nichts zu bezahlen."
                }
            ),
        ),
        "order store" => (
            format!("Deine Bestellung {number} kommt in eine andere Filiale"),
            format!(
                "Wie gewünscht holst du dies bei {store}{time} ab. Abholbereit ist es noch nicht: Wir schreiben dir, sobald es so weit ist. \
                 Der Code auf der Seite deiner Bestellung ist ein neuer."
            ),
        ),
        "order time" => (
            format!("Eine neue Zeit für deine Bestellung {number}"),
            format!("Wie gewünscht holst du dies bei {store}{time} ab."),
        ),
        "order to be sent" => (
            format!("Deine Bestellung {number} wird dir geschickt"),
            "Wie gewünscht schicken wir dir dies, statt es in der Filiale für dich bereitzulegen, ohne weitere Kosten."
                .to_owned(),
        ),
        "order sent" => (
            format!("Deine Bestellung {number} ist unterwegs"),
            format!("Dies ist beim Paketdienst{by}. Was dafür auf deiner Karte reserviert war, wird jetzt abgebucht."),
        ),
        "order refund" => {
            let amount = money(Locale::de, about.amount?);
            let how = if about.card {
                "Das Geld geht auf die Karte zurück, mit der du bezahlt hast; bis deine Bank es zeigt, kann es einige Tage dauern."
            } else {
                "Du bekommst es in der Filiale, in der du bezahlt hast."
            };
            (format!("{amount} zurück für deine Bestellung {number}"), format!("Wir geben dir {amount} zurück. {how}"))
        }
        _ => return None,
    })
}

fn is_only_sent(about: &About) -> bool {
    !about.parts.is_empty() && about.parts.iter().all(|it| it.receive == Receive::Ship)
}

/// A part of a new order: how and when it reaches her, and what it is.
fn part(lang: Language, part: &Part) -> String {
    let (store, slot) = (part.store.as_deref().unwrap_or_default(), at(lang, part.time));
    let way = match (&part.receive, lang) {
        (Receive::Ship, Language::En) => format!("Sent to you{}", days(lang, part.time)),
        (Receive::Ship, Language::De) => format!("Wird dir geschickt{}", days(lang, part.time)),
        (Receive::PickUp { .. }, Language::En) => format!("Pick up at {store}{slot}"),
        (Receive::PickUp { .. }, Language::De) => format!("Abholen bei {store}{slot}"),
        (Receive::Curbside { .. }, Language::En) => format!("Brought to your car at {store}{slot}"),
        (Receive::Curbside { .. }, Language::De) => format!("Ans Auto gebracht bei {store}{slot}"),
        (Receive::Reserve { .. }, Language::En) => format!("To try at {store}{slot}; you pay there, for what you keep"),
        (Receive::Reserve { .. }, Language::De) => {
            format!("Zum Ausprobieren bei {store}{slot}; du zahlst dort, was du behältst")
        }
    };
    let pieces: String = part.pieces.iter().map(|it| list_item(it.quantity, &it.title, &it.phrase)).collect();
    format!("\n\n{way}{pieces}")
}

/// What a new order costs, postage and tax included.
fn total(about: &About) -> String {
    let (false, Some(amount)) = (about.parts.is_empty(), about.amount) else { return String::new() };
    let amount = money(about.lang.locale(), amount);
    match about.lang {
        Language::En => format!("\n\nTotal: {amount}"),
        Language::De => format!("\n\nSumme: {amount}"),
    }
}

/// The likely days of a parcel, such as `, Friday 20 November to Tuesday 24 November`.
fn days(lang: Language, time: Option<Time>) -> String {
    let Some(Time { starts, ends }) = time else { return String::new() };
    let on = |at: StoreTime| {
        let (locale, date) = (lang.locale(), at.local.date());
        format!("{} {}", weekday(locale, date.weekday()), day(locale, date))
    };
    let (first, last) = (on(starts), on(ends));
    match lang {
        _ if first == last => format!(", {first}"),
        Language::En => format!(", {first} to {last}"),
        Language::De => format!(", {first} bis {last}"),
    }
}

/// Day and time on the store's clock, such as ` on Friday 20 November, 12:00–12:30`; nothing when none is known.
fn at(lang: Language, time: Option<Time>) -> String {
    let Some(Time { starts, ends }) = time else { return String::new() };
    let (locale, date) = (lang.locale(), starts.local.date());
    let on = match locale {
        Locale::en => "on",
        Locale::de => "am",
    };
    let (day, weekday) = (day(locale, date), weekday(locale, date.weekday()));
    format!(" {on} {weekday} {day}, {}–{}", clock(starts.local.time()), clock(ends.local.time()))
}

/// A line of a list, such as `2 × Velvet Lipstick, Oxblood`.
fn list_item(quantity: i64, title: &str, phrase: &str) -> String {
    let phrase = if phrase.is_empty() { String::new() } else { format!(", {phrase}") };
    format!("\n{quantity} × {title}{phrase}")
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
            "order cancelled",
            "order store",
            "order time",
            "order to be sent",
            "order sent",
            "order refund",
        ] {
            let write = |lang: &str| {
                let body = format!(
                    r#"{{"lang":"{lang}","code":"123456","number":"ON-1","amount":{{"minor":5,"currency":"EUR"}},"link":"https://x/y"}}"#
                );
                letter(kind, &body).unwrap()
            };
            let (english, german) = (write("en"), write("de"));
            assert_ne!(english, german, "{kind}");
            for letter in [english, german] {
                let named = if kind.ends_with("code") { "123456" } else { "ON-1" };
                assert!(letter.subject.contains(named), "{letter:?}");
                assert!(letter.text.contains("https://x/y") && !letter.text.contains('{'), "{letter:?}");
            }
        }
        assert_eq!(letter("something new", "{}"), None);
        assert!(letter("order placed", r#"{"number":"ON-1"}"#).unwrap().text.starts_with("Thank you"));
    }
}
