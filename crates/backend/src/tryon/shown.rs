//! Her looks, shown to somebody who works in a store: only when she said so, by a code for once or by an order of hers at that store,
//! and written down for her to read.

use api::tryon::{FindLooks, LooksCodeView, StaffLooksView};
use axum::{extract::State, response::IntoResponse};
use domain::{
    id::LocationCode,
    tryon::{LOOKS_CODE_LETTERS, LOOKS_CODE_LIVES},
};
use jiff::Timestamp;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{looks, wearables};
use crate::{
    account,
    app::App,
    args,
    db::Tx,
    error::Error,
    extract::Json,
    ids,
    limits::Limit,
    orders::{self, number},
    qr,
    session::SignedIn,
    staff::Staff,
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(code)).routes(routes!(find))
}

/// A code that shows the account's looks to one associate, once, within ten minutes. It replaces the one before.
#[utoipa::path(
    post,
    path = api::tryon::LOOKS_CODE,
    responses(
        (status = 200, body = LooksCodeView),
        (status = 401, description = "A guest"),
        (status = 409, description = "She has not said that staff may see her looks"),
        (status = 429, description = "Too often")
    ),
    tag = "tryon"
)]
async fn code(who: SignedIn, State(app): State<App>) -> Result<impl IntoResponse, Error> {
    let (owner, now) = (&who.account, app.clock.now());
    app.limits.count(Limit::Costly, owner.clone(), now)?;
    let expires_at = now + LOOKS_CODE_LIVES;
    let letters: [u8; LOOKS_CODE_LETTERS] = app.ids.bytes();
    let code = number::word(&letters, LOOKS_CODE_LETTERS);
    let hash = &ids::hash(&code);
    app.db
        .write(|mut tx| async move {
            // Taking the consent back and asking for a code at the same time leaves no code behind.
            account::lock(&mut tx, owner).await?;
            if !consents(&mut tx, owner).await? {
                return Err(Error::conflict("say first that store staff may see your looks"));
            }
            tx.run(
                "INSERT INTO look_codes (account, code_hash, expires_at) VALUES ($1, $2, $3)
                 ON CONFLICT (account) DO UPDATE SET code_hash = excluded.code_hash, expires_at = excluded.expires_at",
                args![owner.as_str(), hash, expires_at],
            )
            .await
        })
        .await?;
    let (first, last) = code.split_at(LOOKS_CODE_LETTERS / 2);
    let code = format!("{first}-{last}");
    Ok(([account::no_store()], Json(LooksCodeView { qr_svg: qr::svg(&code)?, code, expires_at })))
}

/// The looks of a shopper who agreed to it, by the code she shows or by an order of which something is at the associate's store.
#[utoipa::path(
    post,
    path = api::tryon::STAFF_LOOKS,
    request_body = FindLooks,
    responses(
        (status = 200, body = StaffLooksView),
        (status = 401, description = "No valid staff token"),
        (status = 404, description = "Nothing to see: no such code or order, a code that was used or is too old, or no consent"),
        (status = 422, description = "Neither a code nor an order's number"),
        (status = 429, description = "Too many tries")
    ),
    security(("staff" = [])),
    tag = "staff"
)]
async fn find(staff: Staff, State(app): State<App>, Json(wanted): Json<FindLooks>) -> Result<impl IntoResponse, Error> {
    let now = app.clock.now();
    // Both can be guessed, so nobody gets many tries.
    app.limits.count(Limit::Guess, format!("looks:{}", staff.id), now)?;
    let ordered_by = match &wanted {
        FindLooks::Order(number) => orders::account_of(&app, &staff, number).await?,
        FindLooks::Code(_) => None,
    };
    let (app, staff, wanted, id) = (&app, &staff, &wanted, &app.ids.id());
    let account = app
        .db
        .write(|mut tx| {
            let ordered_by = ordered_by.clone();
            async move {
                let (owner, by) = match (wanted, ordered_by) {
                    (FindLooks::Code(code), _) => (spend(&mut tx, code, now).await?, "code"),
                    (FindLooks::Order(_), owner) => (owner.ok_or_else(unseen)?, "order"),
                };
                if !consents(&mut tx, &owner).await? {
                    return Err(unseen());
                }
                tx.run(
                    "INSERT INTO look_sights (id, account, staff, store, found_by, seen_at) VALUES ($1, $2, $3, $4, $5, $6)",
                    args![id, owner.as_str(), staff.id.as_str(), staff.store.as_str(), by, now],
                )
                .await?;
                Ok(owner)
            }
        })
        .await?;
    let looks = looks::of(&app.db, &account).await?.looks;
    tracing::info!(staff = staff.id, store = staff.store, "looks were shown to staff");
    let skus = looks.iter().flat_map(|look| look.look.layers()).map(|layer| &layer.sku);
    let store = LocationCode::parse(&staff.store).map_err(Error::internal)?;
    let products = wearables::of(app, &app.catalog(), skus, Some(&store));
    Ok(([account::no_store()], Json(StaffLooksView { looks, products })))
}

/// Forgets codes that nobody showed in time.
pub(crate) async fn sweep(tx: &mut Tx, now: Timestamp) -> Result<(), Error> {
    tx.run("DELETE FROM look_codes WHERE expires_at <= $1", args![now]).await.map(drop)
}

/// Uses a code up; whose it is.
async fn spend(tx: &mut Tx, code: &str, now: Timestamp) -> Result<String, Error> {
    let hash = ids::hash(&number::heard(code));
    let found: Option<(String,)> = tx
        .maybe("DELETE FROM look_codes WHERE code_hash = $1 AND expires_at > $2 RETURNING account", args![hash, now])
        .await?;
    found.map(|(account,)| account).ok_or_else(unseen)
}

async fn consents(tx: &mut Tx, account: &str) -> Result<bool, Error> {
    let said: Option<(i64,)> = tx.maybe("SELECT shown FROM look_consents WHERE account = $1", args![account]).await?;
    Ok(said.is_some_and(|(shown,)| shown == 1))
}

/// One answer for all reasons: whether somebody has an account, or looks, is not for a store to find out.
fn unseen() -> Error {
    Error::not_found("look to see: ask her for a new code, and whether she lets staff see her looks")
}
