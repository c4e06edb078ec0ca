//! What the shopper is written about her order. The words are made when the message is delivered; here is what it is about.

use domain::id::OrderNumber;
use serde::Serialize;

use crate::{app::App, db::Tx, error::Error, outbox};

/// What a message is about.
#[derive(Debug, Serialize)]
struct About<'a> {
    number: &'a OrderNumber,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<i64>,
}

/// Her order was placed.
pub(super) async fn placed(tx: &mut Tx, app: &App, number: &OrderNumber, email: &str) -> Result<(), Error> {
    outbox::send(tx, app, "order placed", email, &About { number, group: None }).await
}

/// Her card was declined after all; the order came to nothing.
pub(super) async fn declined(tx: &mut Tx, app: &App, number: &OrderNumber, email: &str) -> Result<(), Error> {
    outbox::send(tx, app, "order declined", email, &About { number, group: None }).await
}

/// Part of her order waits for her.
pub(super) async fn ready(tx: &mut Tx, app: &App, number: &OrderNumber, group: i64, email: &str) -> Result<(), Error> {
    outbox::send(tx, app, "order ready", email, &About { number, group: Some(group) }).await
}
