//! Signed webhooks, as Stripe signs them: `t=1700000000,v1=hex,v1=hex` over time and raw body.
//!
//! The body is taken as it came, byte for byte; several signatures are there while a secret is being replaced.

use hmac::{Hmac, Mac as _};
use jiff::Timestamp;
use sha2::Sha256;

use crate::ports::NotGenuine;

/// How old, or how far ahead, a webhook may be: a signature that was listened in on is worth nothing later.
const TOLERANCE_S: i64 = 300;
/// How many signatures are looked at.
const SIGNATURES_MOST: usize = 8;

/// Signs a body, as its sender does.
pub(super) fn sign(secret: &[u8], body: &[u8], at: Timestamp) -> String {
    let seconds = at.as_second();
    format!("t={seconds},v1={}", hex(&mac(secret, seconds, body).finalize().into_bytes()))
}

/// Passes when one of the signatures is of this body, under this secret, lately.
///
/// # Errors
/// [`NotGenuine`].
pub(super) fn check(secret: &[u8], header: &str, body: &[u8], now: Timestamp) -> Result<(), NotGenuine> {
    let fields = || header.split(',').filter_map(|field| field.trim().split_once('='));
    let seconds: i64 = fields().find(|(name, _)| *name == "t").and_then(|(_, it)| it.parse().ok()).ok_or(NotGenuine)?;
    if now.as_second().abs_diff(seconds) > TOLERANCE_S.unsigned_abs() {
        return Err(NotGenuine);
    }
    let genuine = |signature: Vec<u8>| mac(secret, seconds, body).verify_slice(&signature).is_ok();
    let mut signatures =
        fields().filter(|(name, _)| *name == "v1").take(SIGNATURES_MOST).filter_map(|(_, it)| unhex(it));
    if signatures.any(genuine) { Ok(()) } else { Err(NotGenuine) }
}

fn mac(secret: &[u8], seconds: i64, body: &[u8]) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).expect("HMAC takes keys of any length");
    mac.update(seconds.to_string().as_bytes());
    mac.update(b".");
    mac.update(body);
    mac
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.is_ascii() || text.len() != 64 {
        return None;
    }
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_signed_lately_with_the_secret_passes() {
        let at = |seconds: i64| Timestamp::from_second(1_700_000_000 + seconds).unwrap();
        let (secret, body) = (b"whsec_1", b"{\"id\":\"evt_1\"}");
        let good = sign(secret, body, at(0));
        let other = sign(b"whsec_2", body, at(0));
        let both = format!("{other},{}", good.split_once(',').unwrap().1);
        for (header, body, now, passes) in [
            (good.as_str(), &body[..], at(0), true),
            (good.as_str(), &body[..], at(300), true),
            (good.as_str(), &body[..], at(-300), true),
            (both.as_str(), &body[..], at(0), true),
            (good.as_str(), &body[..], at(301), false),
            (good.as_str(), &body[..], at(-301), false),
            (good.as_str(), &b"{\"id\":\"evt_2\"}"[..], at(0), false),
            (other.as_str(), &body[..], at(0), false),
            ("", &body[..], at(0), false),
            ("t=1700000000", &body[..], at(0), false),
            ("t=1700000000,v1=00", &body[..], at(0), false),
            ("t=x,v1=00", &body[..], at(0), false),
            ("t=1700000000,v0=abc", &body[..], at(0), false),
        ] {
            assert_eq!(check(secret, header, body, now).is_ok(), passes, "{header}");
        }
    }

    #[test]
    fn it_is_signed_as_stripe_documents_it() {
        let signed = sign(b"secret", b"{}", Timestamp::from_second(1_492_774_577).unwrap());
        assert!(signed.starts_with("t=1492774577,v1="));
        assert_eq!(signed.len(), "t=1492774577,v1=".len() + 64);
    }
}
