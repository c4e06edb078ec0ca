//! Checkout over HTTP: how the bag would travel. Placing the order is in [`crate::orders`].

mod draft;
mod facts;
mod hold;
mod import;
mod rates;
pub mod record;
pub mod slots;
pub mod terms;
mod view;

use std::time::Duration;

use api::checkout::{AskPlan, PlanView};
use axum::extract::State;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) use self::view::slot_views;
pub use self::{
    draft::{Asked, Draft},
    facts::arrives,
    hold::{draft, problem},
    import::{SHIPPING_REQUIRED, TAXES_REQUIRED, import_shipping, import_taxes},
    rates::{CURRENCY, Shipping, Weighing},
    terms::{Terms, TermsCache},
    view::payment,
};
use crate::{
    app::App,
    error::Error,
    extract::{Json, MaybeJson},
    session::MaybeShopper,
};

/// How soon terms that another process has loaded are seen.
const REFRESH_EVERY: Duration = Duration::from_secs(30);

/// The addresses of this slice.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(show_plan)).routes(routes!(hold::begin, hold::end))
}

/// How this browser's bag would travel: groups, slots, cost, and what stands in the way. Reserves nothing.
#[utoipa::path(
    post,
    path = api::checkout::PLAN,
    request_body = Option<AskPlan>,
    responses((status = 200, body = PlanView), (status = 422, description = "A field cannot be")),
    tag = "checkout"
)]
async fn show_plan(
    MaybeShopper(shopper): MaybeShopper,
    State(app): State<App>,
    MaybeJson(body): MaybeJson<AskPlan>,
) -> Result<Json<PlanView>, Error> {
    let asked = Asked::plan(body.unwrap_or_default())?;
    let session = shopper.map(|it| it.id);
    let found = match &session {
        Some(session) => app.db.read(|mut tx| async move { hold::look(&mut tx, session).await }).await?,
        None => None,
    };
    let (seq, lines, held) = found.map_or_else(Default::default, |(bag, held)| (bag.seq, bag.lines, held));
    let draft = hold::draft(&app, &lines, &asked, &held)?;
    view::plan(&app, seq, &draft, held.until).await.map(Json)
}

/// Sees what other processes loaded, until the shop closes.
pub(crate) async fn work(app: App) {
    let closed = app.closed();
    tokio::pin!(closed);
    loop {
        tokio::select! {
            () = tokio::time::sleep(REFRESH_EVERY) => {}
            () = &mut closed => return,
        }
        if let Err(error) = terms::refresh(&app).await {
            tracing::warn!(%error, "shipping and taxes could not be read again");
        }
    }
}
