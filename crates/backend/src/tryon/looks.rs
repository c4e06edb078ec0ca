//! The looks an account keeps: names of variants and settings, never a picture. Only their owner reaches them.

use api::tryon::{LooksSeen, SaveLook, SavedLook, SavedLooksView, ShowLooks};
use axum::{extract::State, response::IntoResponse};
use domain::{
    id::{LocationCode, LookId},
    tryon::{LOOKS_MOST, Look, LookName},
};
use jiff::Timestamp;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    account,
    app::App,
    args,
    db::{Db, Tx},
    error::Error,
    extract::{Json, Path},
    session::SignedIn,
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list, keep)).routes(routes!(forget_one)).routes(routes!(show))
}

/// The account's looks, the one kept last first.
#[utoipa::path(
    get,
    path = api::tryon::ACCOUNT_LOOKS,
    responses((status = 200, body = SavedLooksView), (status = 401, description = "A guest")),
    tag = "tryon"
)]
async fn list(who: SignedIn, State(app): State<App>) -> Result<impl IntoResponse, Error> {
    answer(&app, &who).await
}

/// Keeps a look, or keeps it anew under its id. Repeating it changes nothing.
#[utoipa::path(
    post,
    path = api::tryon::ACCOUNT_LOOKS,
    request_body = SaveLook,
    responses(
        (status = 200, body = SavedLooksView),
        (status = 401, description = "A guest"),
        (status = 409, description = "The account keeps as many looks as it can already"),
        (status = 422, description = "This is no look")
    ),
    tag = "tryon"
)]
async fn keep(who: SignedIn, State(app): State<App>, Json(look): Json<SaveLook>) -> Result<impl IntoResponse, Error> {
    if look.look.is_empty() {
        return Err(Error::invalid("look", "a look to keep has at least one layer"));
    }
    let (owner, now, look) = (&who.account, app.clock.now(), &look);
    let layers = serde_json::to_string(&look.look).map_err(Error::internal)?;
    let layers = &layers;
    app.db
        .write(|mut tx| async move {
            // Two browsers that keep one at the same time do so one after the other, so that the limit holds.
            account::lock(&mut tx, owner).await?;
            let same = "SELECT name, look FROM looks WHERE account = $1 AND id = $2";
            let before: Option<(String, String)> = tx.maybe(same, args![owner.as_str(), look.id.as_str()]).await?;
            if before.is_none() {
                let (kept,): (i64,) =
                    tx.one("SELECT COUNT(*) FROM looks WHERE account = $1", args![owner.as_str()]).await?;
                if usize::try_from(kept).map_err(Error::internal)? >= LOOKS_MOST {
                    return Err(Error::conflict(format!(
                        "an account keeps at most {LOOKS_MOST} looks: forget one of them first"
                    )));
                }
            }
            if before.is_some_and(|(name, kept)| name == look.name.as_str() && kept == *layers) {
                return Ok(());
            }
            tx.run(
                "INSERT INTO looks (account, id, name, look, saved_at) VALUES ($1, $2, $3, $4, $5)
                 ON CONFLICT (account, id) DO UPDATE SET name = excluded.name, look = excluded.look, saved_at = excluded.saved_at",
                args![owner.as_str(), look.id.as_str(), look.name.as_str(), layers.as_str(), now],
            )
            .await?;
            Ok(())
        })
        .await?;
    answer(&app, &who).await
}

/// Forgets a look. One that is not there is forgotten already.
#[utoipa::path(
    post,
    path = api::tryon::FORGET_LOOK,
    params(("look" = LookId, Path, description = "The look's id")),
    responses((status = 200, body = SavedLooksView), (status = 401, description = "A guest")),
    tag = "tryon"
)]
async fn forget_one(
    who: SignedIn,
    State(app): State<App>,
    Path(look): Path<LookId>,
) -> Result<impl IntoResponse, Error> {
    let (owner, look) = (&who.account, &look);
    app.db
        .write(|mut tx| async move {
            tx.run("DELETE FROM looks WHERE account = $1 AND id = $2", args![owner.as_str(), look.as_str()]).await
        })
        .await?;
    answer(&app, &who).await
}

/// Whether the shop's staff may see the account's looks when they advise her. She may say otherwise at any time.
#[utoipa::path(
    post,
    path = api::tryon::SHOW_LOOKS,
    request_body = ShowLooks,
    responses((status = 200, body = SavedLooksView), (status = 401, description = "A guest")),
    tag = "tryon"
)]
async fn show(who: SignedIn, State(app): State<App>, Json(said): Json<ShowLooks>) -> Result<impl IntoResponse, Error> {
    let (owner, now) = (&who.account, app.clock.now());
    app.db
        .write(|mut tx| async move {
            // An account that was erased a moment ago says nothing any more.
            account::lock(&mut tx, owner).await?;
            tx.run(
                "INSERT INTO look_consents (account, shown, said_at) VALUES ($1, $2, $3)
                 ON CONFLICT (account) DO UPDATE SET shown = excluded.shown, said_at = excluded.said_at",
                args![owner.as_str(), i64::from(said.shown), now],
            )
            .await?;
            if !said.shown {
                // A code from before would show them still.
                tx.run("DELETE FROM look_codes WHERE account = $1", args![owner.as_str()]).await?;
            }
            Ok(())
        })
        .await?;
    answer(&app, &who).await
}

async fn answer(app: &App, who: &SignedIn) -> Result<impl IntoResponse + use<>, Error> {
    Ok(([account::no_store()], Json(of(&app.db, &who.account).await?)))
}

#[derive(Debug, sqlx::FromRow)]
struct Row {
    id: String,
    name: String,
    look: String,
    saved_at: i64,
}

/// How many of the times that staff saw her looks she is told.
const SEEN_MOST: usize = 20;

/// An account's looks, what she said about them, and who saw them.
pub(crate) async fn of(db: &Db, account: &str) -> Result<SavedLooksView, Error> {
    let rows: Vec<Row> = db
        .all("SELECT id, name, look, saved_at FROM looks WHERE account = $1 ORDER BY saved_at DESC, id", args![account])
        .await?;
    let said: Option<(i64,)> = db.maybe("SELECT shown FROM look_consents WHERE account = $1", args![account]).await?;
    let looks = rows.iter().map(saved).collect::<Result<_, _>>()?;
    let most = i64::try_from(SEEN_MOST).map_err(Error::internal)?;
    let sights = "SELECT store, seen_at FROM look_sights WHERE account = $1 ORDER BY seen_at DESC, id DESC LIMIT $2";
    let sights: Vec<(String, i64)> = db.all(sights, args![account, most]).await?;
    let seen = sights.into_iter().map(|(store, at)| {
        let at = Timestamp::from_millisecond(at).map_err(Error::internal)?;
        Ok(LooksSeen { store: LocationCode::parse(store).map_err(Error::internal)?, at })
    });
    let seen = seen.collect::<Result<_, Error>>()?;
    Ok(SavedLooksView { looks, shown_to_staff: said.is_some_and(|(shown,)| shown == 1), seen })
}

fn saved(row: &Row) -> Result<SavedLook, Error> {
    Ok(SavedLook {
        id: LookId::parse(&row.id).map_err(Error::internal)?,
        name: LookName::parse(&row.name).map_err(Error::internal)?,
        look: serde_json::from_str::<Look>(&row.look).map_err(Error::internal)?,
        saved_at: Timestamp::from_millisecond(row.saved_at).map_err(Error::internal)?,
    })
}

/// Forgets all looks of an account, what she said about them, and who saw them.
pub(crate) async fn forget(tx: &mut Tx, account: &str) -> Result<(), Error> {
    tx.run("DELETE FROM looks WHERE account = $1", args![account]).await?;
    tx.run("DELETE FROM look_consents WHERE account = $1", args![account]).await?;
    tx.run("DELETE FROM look_codes WHERE account = $1", args![account]).await?;
    tx.run("DELETE FROM look_sights WHERE account = $1", args![account]).await?;
    Ok(())
}
