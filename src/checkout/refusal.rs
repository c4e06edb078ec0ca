//! What the shopper is told when an order is refused: what went wrong, what it means, what to do.

use crate::{
    client::ClientError,
    format::money,
    i18n::{Locale, td_string},
    ui,
};
use api::{
    cart::BagLine,
    problem::{Problem, Rejection},
};
use domain::{checkout::PlanProblem, id::OrderNumber};

/// Why the order was not placed, in a sentence.
#[must_use]
pub fn message(locale: Locale, why: &ClientError) -> String {
    let ClientError::Api(problem) = why else { return ui::message(locale, why) };
    match &problem.rejection {
        Some(rejection) => rejected(locale, rejection),
        None => plain(locale, problem),
    }
}

/// Whether the server has decided: the next attempt is another order.
#[must_use]
pub fn is_final(why: &ClientError) -> bool {
    matches!(why, ClientError::Api(problem) if problem.rejection.is_some() && problem.rejection != Some(Rejection::PaymentUnclear))
}

fn rejected(locale: Locale, rejection: &Rejection) -> String {
    match rejection {
        Rejection::Plan { .. } => td_string!(locale, checkout.refused.plan).to_owned(),
        Rejection::EmptyBag => td_string!(locale, checkout.refused.empty).to_owned(),
        Rejection::BagChanged => td_string!(locale, checkout.refused.bag_changed).to_owned(),
        Rejection::TotalChanged { now } => {
            td_string!(locale, checkout.refused.total_changed, total = money(locale, *now))
        }
        Rejection::SlotGone { .. } => td_string!(locale, checkout.refused.slot_gone).to_owned(),
        Rejection::StoreClosed { .. } => td_string!(locale, checkout.refused.store_closed).to_owned(),
        Rejection::PaymentDeclined => td_string!(locale, checkout.refused.declined).to_owned(),
        Rejection::PaymentUnclear => td_string!(locale, checkout.refused.unclear).to_owned(),
        Rejection::TooManyUnpaid { numbers } => {
            let numbers: Vec<&str> = numbers.iter().map(OrderNumber::as_str).collect();
            td_string!(locale, checkout.refused.unpaid, numbers = numbers.join(", "))
        }
        Rejection::PaymentSettled
        | Rejection::RefundTooHigh { .. }
        | Rejection::LinkSpent
        | Rejection::Transition(_)
        | Rejection::HandoverRefused
        | Rejection::CodeWrong { .. }
        | Rejection::CodeSpent
        | Rejection::SignInAgain
        | Rejection::PasskeyRefused
        | Rejection::TooManyPasskeys
        | Rejection::PasskeysUnavailable
        | Rejection::ApprovalRefused => td_string!(locale, shell.failed.refused).to_owned(),
    }
}

fn plain(locale: Locale, problem: &Problem) -> String {
    match &problem.field {
        Some(field) => td_string!(locale, checkout.refused.field, field = field.clone()),
        None => td_string!(locale, shell.failed.refused).to_owned(),
    }
}

/// Why one line cannot be had as asked: names the product and the place.
#[must_use]
pub fn problem(locale: Locale, lines: &[BagLine], problem: &PlanProblem) -> String {
    let (sku, location) = match problem {
        PlanProblem::OutOfStock { sku, location, .. } | PlanProblem::NotOffered { sku, location } => (sku, location),
    };
    let line = lines.iter().find(|line| line.line.sku == *sku && line.line.receive.store() == location.as_ref());
    let product = line.map_or_else(|| sku.to_string(), |line| line.item.title.clone());
    let place = line
        .and_then(|line| line.store_name.clone())
        .unwrap_or_else(|| td_string!(locale, checkout.problem.warehouse).to_owned());
    match problem {
        PlanProblem::OutOfStock { left: 0, .. } => {
            td_string!(locale, checkout.problem.gone, product = product, place = place)
        }
        PlanProblem::OutOfStock { left, .. } => {
            td_string!(locale, checkout.problem.short, product = product, place = place, left = *left)
        }
        PlanProblem::NotOffered { .. } => {
            td_string!(locale, checkout.problem.not_offered, product = product, place = place)
        }
    }
}
