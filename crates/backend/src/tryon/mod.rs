//! The try-on, over HTTP: models, what can be worn, the house's looks, and those an account keeps. Pictures of faces never come here; no route takes one.

mod house;
pub(crate) mod looks;
mod models;
mod next;
pub(crate) mod shown;
mod wearables;

use api::tryon::{HouseLooksView, NextQuery, NextView, WearablesQuery, WearablesView};
use axum::{extract::State, routing::get};
use utoipa_axum::{router::OpenApiRouter, routes};

pub use self::models::Models;
use crate::{
    app::App,
    error::Error,
    extract::{Json, Query},
};

/// The addresses of this slice.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(wear))
        .routes(routes!(house_looks))
        .routes(routes!(go_with))
        .routes(routes!(models::list))
        .route(models::MODELS, get(models::show))
        .merge(looks::routes())
        .merge(shown::routes())
}

/// Products that can be worn, with their shades: of a part of the face, of a few SKUs, or one.
#[utoipa::path(
    get,
    path = api::tryon::WEARABLES,
    params(WearablesQuery),
    responses(
        (status = 200, body = WearablesView),
        (status = 404, description = "No such store"),
        (status = 422, description = "A parameter cannot be")
    ),
    tag = "tryon"
)]
async fn wear(State(app): State<App>, Query(query): Query<WearablesQuery>) -> Result<Json<WearablesView>, Error> {
    wearables::view(&app, &app.catalog(), &query).map(Json)
}

/// The house's looks, of what is on the shelves now.
#[utoipa::path(get, path = api::tryon::HOUSE_LOOKS, responses((status = 200, body = HouseLooksView)), tag = "tryon")]
async fn house_looks(State(app): State<App>) -> Json<HouseLooksView> {
    Json(house::view(&app.catalog()))
}

/// What goes with a look: a shade each for places that are bare, with the reason.
#[utoipa::path(
    get,
    path = api::tryon::NEXT,
    params(NextQuery),
    responses(
        (status = 200, body = NextView),
        (status = 404, description = "No such store"),
        (status = 422, description = "This is no look")
    ),
    tag = "tryon"
)]
async fn go_with(State(app): State<App>, Query(query): Query<NextQuery>) -> Result<Json<NextView>, Error> {
    next::view(&app, &app.catalog(), &query).map(Json)
}
