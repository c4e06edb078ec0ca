//! What Stripe's objects mean for the shop. Only what is read here is believed.

use domain::payments::{Funds, Standing};
use serde_json::Value;

use crate::ports::{SavedCard, Seen};

/// A Checkout Session with its PaymentIntent; nothing when it is not one.
pub(super) fn session(session: &Value) -> Option<Seen> {
    let handle = session["id"].as_str().map(str::to_owned);
    let bare = |standing| Seen { standing, funds: Funds::default(), handle: handle.clone(), saved: None };
    match session["status"].as_str()? {
        "open" => Some(bare(Standing::ActionNeeded)),
        "expired" => Some(bare(Standing::Expired)),
        "complete" if session["payment_intent"].is_object() => {
            Some(Seen { handle: handle.clone(), ..intent(&session["payment_intent"])? })
        }
        "complete" => Some(bare(Standing::Pending)),
        _ => None,
    }
}

/// A PaymentIntent with its latest charge; nothing when it is not one.
pub(super) fn intent(intent: &Value) -> Option<Seen> {
    let standing = match intent["status"].as_str()? {
        "requires_capture" => Standing::Authorised,
        // Captured as far as it ever will be.
        "succeeded" | "canceled" => Standing::Released,
        "processing" => Standing::Pending,
        "requires_action" | "requires_confirmation" => Standing::ActionNeeded,
        "requires_payment_method" => Standing::Declined,
        _ => return None,
    };
    let charge = &intent["latest_charge"];
    let captured = charge["amount_captured"].as_i64().or_else(|| intent["amount_received"].as_i64()).unwrap_or(0);
    let holds = captured > 0 || matches!(intent["status"].as_str(), Some("requires_capture" | "succeeded"));
    let authorised = if holds { intent["amount"].as_i64()? } else { 0 };
    let refunded = charge["amount_refunded"].as_i64().unwrap_or(0);
    Some(Seen {
        standing,
        funds: Funds { authorised, captured, refunded },
        handle: intent["id"].as_str().map(str::to_owned),
        saved: saved(intent).filter(|_| holds),
    })
}

/// A card that was refused before anything was made of it.
pub(super) fn declined() -> Seen {
    Seen { standing: Standing::Declined, funds: Funds::default(), handle: None, saved: None }
}

/// Stripe's page for the second step, when it wants one.
pub(super) fn confirmation_page(intent: &Value) -> Option<String> {
    (intent["status"] == "requires_action").then_some(())?;
    intent["next_action"]["redirect_to_url"]["url"].as_str().map(str::to_owned)
}

/// The card that Stripe keeps for her, if she agreed.
fn saved(intent: &Value) -> Option<SavedCard> {
    intent["setup_future_usage"].as_str()?;
    let (customer, method) = (intent["customer"].as_str()?, intent["payment_method"].as_str()?);
    let card = &intent["latest_charge"]["payment_method_details"]["card"];
    let (brand, last4) = (card["brand"].as_str().unwrap_or("card"), card["last4"].as_str().unwrap_or("····"));
    let mut letters = brand.chars();
    let brand: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).take(20).collect();
    let digits: String = last4.chars().take(4).collect();
    Some(SavedCard { token: format!("{customer}/{method}"), label: format!("{brand} ·· {digits}") })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn charged(status: &str, captured: i64, refunded: i64) -> Value {
        let charge = json!({"amount_captured": captured, "amount_refunded": refunded,
            "payment_method_details": {"card": {"brand": "visa", "last4": "4242"}}});
        json!({"id": "pi_1", "status": status, "amount": 100, "amount_received": captured, "latest_charge": charge})
    }

    #[test]
    fn where_a_payment_is() {
        use Standing as At;
        for (status, captured, refunded, standing, authorised) in [
            ("requires_capture", 0, 0, At::Authorised, 100),
            ("requires_capture", 30, 0, At::Authorised, 100),
            ("succeeded", 70, 20, At::Released, 100),
            ("canceled", 0, 0, At::Released, 0),
            ("processing", 0, 0, At::Pending, 0),
            ("requires_action", 0, 0, At::ActionNeeded, 0),
            ("requires_payment_method", 0, 0, At::Declined, 0),
        ] {
            let seen = intent(&charged(status, captured, refunded)).unwrap();
            assert_eq!((seen.standing, seen.funds), (standing, Funds { authorised, captured, refunded }), "{status}");
        }
        assert_eq!(intent(&json!({"status": "something new"})), None);
        assert_eq!(intent(&json!([])), None);
    }

    #[test]
    fn where_a_page_is() {
        let at = |value: Value| session(&value).map(|seen| seen.standing);
        assert_eq!(at(json!({"id": "cs_1", "status": "open", "payment_intent": null})), Some(Standing::ActionNeeded));
        assert_eq!(at(json!({"id": "cs_1", "status": "expired"})), Some(Standing::Expired));
        assert_eq!(at(json!({"id": "cs_1", "status": "complete", "payment_intent": "pi_1"})), Some(Standing::Pending));
        let paid = json!({"id": "cs_1", "status": "complete", "payment_intent": charged("requires_capture", 0, 0)});
        let seen = session(&paid).unwrap();
        assert_eq!((seen.standing, seen.handle.as_deref()), (Standing::Authorised, Some("cs_1")));
        assert_eq!(at(json!({"error": "?"})), None);
    }

    #[test]
    fn a_card_is_kept_only_with_consent() {
        let mut paid = charged("requires_capture", 0, 0);
        (paid["customer"], paid["payment_method"]) = (json!("cus_1"), json!("pm_1"));
        assert_eq!(intent(&paid).unwrap().saved, None);
        paid["setup_future_usage"] = json!("on_session");
        let card = SavedCard { token: "cus_1/pm_1".to_owned(), label: "Visa ·· 4242".to_owned() };
        assert_eq!(intent(&paid).unwrap().saved, Some(card));
    }
}
