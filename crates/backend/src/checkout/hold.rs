//! Holding a bag's pieces while its shopper fills in the checkout. What a hold is: [`domain::checkout::HoldState`].

use api::{
    checkout::{AskPlan, HeldView, PlanView, Remembered},
    problem::Rejection,
};
use axum::{extract::State, http::StatusCode};
use domain::{cart::LineKey, checkout::PlanProblem};
use jiff::Timestamp;

use super::{Asked, Draft};
use crate::{
    account::account_email,
    app::App,
    cart::{self, service::Contents},
    db::Tx,
    error::Error,
    extract::{Json, MaybeJson},
    inventory::{
        holds::{self, Held},
        service::{self as inventory, Shortfall},
    },
    limits::Limit,
    orders::owner as orders,
    payments,
    session::{MaybeShopper, Shopper},
};

/// How often a plan is made anew when the shelves were emptier than memory said.
const TRIES: u32 = 3;

/// Plans the bag and holds every piece of the plan. What cannot be had as asked is in the plan's problems; then nothing new is held.
#[utoipa::path(
    post,
    path = api::checkout::HOLD,
    request_body = Option<AskPlan>,
    responses((status = 200, body = PlanView), (status = 409, description = "The pieces went while they were asked for")),
    tag = "checkout"
)]
pub(super) async fn begin(
    MaybeShopper(shopper): MaybeShopper,
    State(app): State<App>,
    MaybeJson(body): MaybeJson<AskPlan>,
) -> Result<Json<PlanView>, Error> {
    let asked = &Asked::plan(body.unwrap_or_default())?;
    let Some(shopper) = shopper else {
        return super::view::plan(&app, 0, &draft(&app, &[], asked, &Held::default())?, None).await.map(Json);
    };
    app.limits.count(Limit::Costly, shopper.id.clone(), app.clock.now())?;
    let mut tried = 0;
    loop {
        let (app_ref, session) = (&app, shopper.id.as_str());
        let taken = app.db.write(|mut tx| async move { take(&mut tx, app_ref, session, asked).await }).await;
        tried += 1;
        match taken {
            Ok(None) => {
                return super::view::plan(&app, 0, &draft(&app, &[], asked, &Held::default())?, None).await.map(Json);
            }
            Ok(Some((bag, draft, held))) => {
                inventory::refresh_after(&app, bag.cart.as_str()).await?;
                let view = super::view::plan(&app, bag.seq, &draft, held.until).await?;
                return Ok(Json(PlanView { remembered: remembered(&app, &shopper).await?, ..view }));
            }
            // Memory is behind the database: with what is there now, the plan may be another.
            Err(error) if tried < TRIES && error.is_rejected(is_shortage) => inventory::refresh(&app).await?,
            Err(error) => return Err(error),
        }
    }
}

/// Lets go of what the bag holds: the shopper has left the checkout.
#[utoipa::path(
    delete,
    path = api::checkout::HOLD,
    responses((status = 204, description = "Nothing is held any more")),
    tag = "checkout"
)]
pub(super) async fn end(MaybeShopper(shopper): MaybeShopper, State(app): State<App>) -> Result<StatusCode, Error> {
    let Some(shopper) = shopper else { return Ok(StatusCode::NO_CONTENT) };
    let (app, session) = (&app, shopper.id.as_str());
    let bag = app
        .db
        .write(|mut tx| async move {
            let Some(bag) = cart::service::lock(&mut tx, app, session).await? else { return Ok(None) };
            holds::release(&mut tx, app, &bag.cart).await?;
            Ok(Some(bag.cart))
        })
        .await?;
    if let Some(bag) = bag {
        inventory::refresh_after(app, bag.as_str()).await?;
    }
    Ok(StatusCode::NO_CONTENT)
}

async fn remembered(app: &App, shopper: &Shopper) -> Result<Option<Remembered>, Error> {
    let Some(account) = shopper.account_id() else { return Ok(None) };
    let said = app.db.read(|mut tx| async move {
        let email = account_email(&mut tx, account).await?;
        orders::last_said(&mut tx, account, &email).await
    });
    let saved = payments::saved_cards(&app.db, account).await?;
    Ok(Some(Remembered { saved, ..said.await? }))
}

/// A session's bag and what it holds.
pub(super) async fn look(tx: &mut Tx, session: &str) -> Result<Option<(Contents, Held)>, Error> {
    let Some(bag) = cart::service::contents(tx, session).await? else { return Ok(None) };
    let held = holds::of(tx, &bag.cart).await?;
    Ok(Some((bag, held)))
}

/// A bag as it would travel, from what is free and what it holds itself.
pub fn draft(app: &App, lines: &[(LineKey, u32)], asked: &Asked, held: &Held) -> Result<Draft, Error> {
    let figures = app.availability();
    Draft::of(app, lines, asked, |sku, location| {
        let own = held.pieces.get(&(sku.clone(), location.clone())).copied().unwrap_or(0);
        figures.available(sku, location) + i64::from(own)
    })
}

/// As the shopper is told.
pub(super) fn view(app: &App, until: Timestamp) -> HeldView {
    let left = until.duration_since(app.clock.now()).as_secs();
    HeldView { until, seconds: u32::try_from(left).unwrap_or(0) }
}

async fn take(tx: &mut Tx, app: &App, session: &str, asked: &Asked) -> Result<Option<(Contents, Draft, Held)>, Error> {
    let Some(bag) = cart::service::lock(tx, app, session).await? else { return Ok(None) };
    let held = holds::of(tx, &bag.cart).await?;
    let draft = draft(app, &bag.lines, asked, &held)?;
    if !draft.problems().is_empty() {
        return Ok(Some((bag, draft, held)));
    }
    let (bundles, wishes) = (app.availability().bundles(), draft.wishes());
    let short = holds::keep(tx, app, &bag.cart, &bundles.pieces(&wishes)).await?;
    if !short.is_empty() {
        let short = inventory::explain(&bundles, &wishes, short);
        return Err(Error::rejected(Rejection::Plan { problems: short.into_iter().map(problem).collect() }));
    }
    let held = holds::of(tx, &bag.cart).await?;
    Ok(Some((bag, draft, held)))
}

/// A place that has too few, as the shopper is told.
pub fn problem(it: Shortfall) -> PlanProblem {
    PlanProblem::OutOfStock { sku: it.sku, location: Some(it.location), wanted: it.wanted, left: it.left }
}

fn is_shortage(rejection: &Rejection) -> bool {
    matches!(rejection, Rejection::Plan { .. })
}
