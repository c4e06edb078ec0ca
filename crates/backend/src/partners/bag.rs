//! The frame's bag: the shop's own, spoken as the shop's pages do, and kept for the frame's session.

use api::{
    cart::{BagView, CartQuery, PushOps, PushView},
    partners::{Seen, Sight},
};
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::IntoResponse,
};

use super::{
    session::Widget,
    store::{self, SessionRow},
};
use crate::{
    app::App,
    cart,
    error::Error,
    extract::{Json, Query},
    limits::{Client, Limit},
};

/// The frame's bag; an empty one for a frame that never had any.
#[utoipa::path(
    get,
    path = api::partners::BAG,
    params(CartQuery),
    responses((status = 200, body = BagView), (status = 401, description = "The frame has no session")),
    tag = "partners"
)]
pub(super) async fn show(
    Widget(frame): Widget,
    State(app): State<App>,
    Query(query): Query<CartQuery>,
) -> Result<impl IntoResponse, Error> {
    cart::bag_of(&app, &frame.id, &query).await
}

/// Changes the frame's bag. Repeating a push does nothing; after a gap, push again from `expect`.
#[utoipa::path(
    post,
    path = api::partners::CHANGES,
    params(
        ("X-Vitrine-Widget" = String, Header, description = "`1`"),
        ("X-Vitrine-Partner" = Option<String>, Header, description = "Whose frame asks; else whichever session there is"),
        ("X-Vitrine-Placement" = Option<String>, Header, description = "Where the frame stands; else as it was last told")
    ),
    request_body = PushOps,
    responses(
        (status = 200, body = PushView),
        (status = 401, description = "The frame has no session"),
        (status = 422, description = "A value that cannot be right; its field is named")
    ),
    tag = "partners"
)]
pub(super) async fn push(
    Widget(frame): Widget,
    State(app): State<App>,
    Json(body): Json<PushOps>,
) -> Result<Json<PushView>, Error> {
    let (view, added) = cart::pushed(&app, &frame.id, &body).await?;
    if added > 0 {
        credit(&app, &frame, added).await?;
    }
    Ok(Json(view))
}

/// What was put into the bag is the frame's partner's, at the frame's placement: in its figures, and in the order that is made of the bag.
async fn credit(app: &App, frame: &SessionRow, added: u32) -> Result<(), Error> {
    let now = app.clock.now();
    let from = &frame.attribution(now)?;
    app.db
        .write(|mut tx| async move {
            store::added_at(&mut tx, &frame.id, frame.placement.as_deref()).await?;
            cart::service::brought(&mut tx, &frame.id, from).await?;
            store::count(&mut tx, &frame.partner, frame.placement.as_deref(), "added", added, now).await
        })
        .await
}

/// The frame's bag as server-sent events: `bag` whenever it changed, in the shop as well once it was handed over, `alive` when it did not
/// for a while.
#[utoipa::path(
    get,
    path = api::partners::LIVE,
    params(("Last-Event-ID" = Option<String>, Header, description = "The id of the last event that arrived")),
    responses(
        (status = 200, content_type = "text/event-stream", body = BagView),
        (status = 401, description = "The frame has no session")
    ),
    tag = "partners"
)]
pub(super) async fn follow(
    Widget(frame): Widget,
    State(app): State<App>,
    headers: HeaderMap,
) -> Result<impl IntoResponse, Error> {
    Ok(cart::events(app, frame.id, &headers))
}

/// Counts that the widget was shown or opened, for the partner's figures.
#[utoipa::path(
    post,
    path = api::partners::SEEN,
    params(
        ("X-Vitrine-Widget" = String, Header, description = "`1`"),
        ("X-Vitrine-Partner" = Option<String>, Header, description = "Whose frame asks; else whichever session there is"),
        ("X-Vitrine-Placement" = Option<String>, Header, description = "Where the frame stands; else as it was last told")
    ),
    request_body = Seen,
    responses(
        (status = 204, description = "Counted"),
        (status = 401, description = "The frame has no session"),
        (status = 429, description = "Too many from this address")
    ),
    tag = "partners"
)]
pub(super) async fn see(
    Client(client): Client,
    Widget(frame): Widget,
    State(app): State<App>,
    Json(body): Json<Seen>,
) -> Result<StatusCode, Error> {
    app.limits.count(Limit::Sight, client.to_string(), app.clock.now())?;
    let what = match body.what {
        Sight::Shown => "shown",
        Sight::Opened => "opened",
    };
    count(&app, &frame, what, 1).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn count(app: &App, frame: &SessionRow, what: &'static str, times: u32) -> Result<(), Error> {
    let now = app.clock.now();
    app.db
        .write(|mut tx| async move {
            store::count(&mut tx, &frame.partner, frame.placement.as_deref(), what, times, now).await
        })
        .await
}
