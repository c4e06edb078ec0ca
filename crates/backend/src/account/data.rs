//! What a shopper may ask of her data: her orders, everything as a file, and to be forgotten.

use api::account::{AccountExport, AccountState, OrdersQuery, OrdersView};
use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::IntoResponse,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{no_store, sign_in, store, view};
use crate::{
    app::{App, PublicUrl},
    cart::service as cart,
    db::Tx,
    error::Error,
    extract::{Json, Query},
    limits::Limit,
    orders::owner as orders,
    outbox, payments, session,
    session::{NewCookie, SignedIn},
    tryon::looks,
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_orders)).routes(routes!(export)).routes(routes!(erase))
}

/// The account's orders, also those that were placed as a guest on a device that signed in later.
#[utoipa::path(
    get,
    path = api::account::ORDERS,
    params(OrdersQuery),
    responses(
        (status = 200, body = OrdersView),
        (status = 401, description = "A guest"),
        (status = 404, description = "`after` is not an order of this account")
    ),
    tag = "account"
)]
async fn list_orders(
    who: SignedIn,
    State(app): State<App>,
    Query(query): Query<OrdersQuery>,
) -> Result<impl IntoResponse, Error> {
    Ok(([no_store()], Json(orders::list(&app, &who.account, query.after.as_ref()).await?)))
}

/// Everything the shop knows of the account, as a file to keep.
#[utoipa::path(
    get,
    path = api::account::EXPORT,
    responses((status = 200, body = AccountExport), (status = 401, description = "A guest"), (status = 429, description = "Too often")),
    tag = "account"
)]
async fn export(who: SignedIn, State(app): State<App>) -> Result<impl IntoResponse, Error> {
    app.limits.count(Limit::Costly, who.account.clone(), app.clock.now())?;
    let file = AccountExport {
        exported_at: app.clock.now(),
        account: view::account(&app, &who).await?,
        bag: cart::shown(&app, &who.session).await?,
        orders: orders::export(&app, &who.account).await?,
        payments: payments::export(&app, &who.account).await?,
        looks: looks::of(&app.db, &who.account).await?,
    };
    let saved =
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"vitrine-account.json\""));
    Ok(([no_store(), saved], Json(file)))
}

/// Erases the account: address, devices, passkeys, looks and bag. Of orders stays what accounting needs, without the person; one that is
/// still to be handed over forgets her when it has been.
#[utoipa::path(
    post,
    path = api::account::ERASE,
    responses(
        (status = 200, body = AccountState),
        (status = 401, description = "A guest"),
        (status = 403, description = "The sign-in is more than ten minutes old")
    ),
    tag = "account"
)]
async fn erase(
    who: SignedIn,
    cookies: NewCookie,
    State(app): State<App>,
    PublicUrl(url): PublicUrl,
) -> Result<impl IntoResponse, Error> {
    who.fresh(app.clock.now())?;
    let (app, who) = (&app, &who);
    let (_, token) = app
        .db
        .write(|mut tx| async move {
            forget(&mut tx, app, who).await?;
            session::begin(&mut tx, app).await
        })
        .await?;
    cookies.set(app, &token, None)?;
    Ok(([no_store()], Json(view::guest(app, &url))))
}

async fn forget(tx: &mut Tx, app: &App, who: &SignedIn) -> Result<(), Error> {
    store::lock(tx, &who.account).await?;
    let email = store::email_of(tx, &who.account).await?;
    cart::erase(tx, app, &who.account).await?;
    for session in store::sessions_of(tx, &who.account).await? {
        sign_in::leave(tx, app, &session).await?;
    }
    orders::forget(tx, &who.account).await?;
    payments::forget(tx, app, &who.account).await?;
    looks::forget(tx, &who.account).await?;
    outbox::forget(tx, &email).await?;
    store::erase(tx, &who.account, &email).await
}
