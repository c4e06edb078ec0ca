//! Stock as a stream: what a page shows, and then what is shown differently.

use std::{convert::Infallible, time::Duration};

use api::inventory::{SPOTS_MOST, STOCK_EVENTS, Spot, StockNews};
use axum::{
    extract::State,
    http::{HeaderName, header},
    response::{
        IntoResponse, Sse,
        sse::{Event, KeepAlive},
    },
};
use futures_util::{Stream, stream};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::live::Listener;
use crate::{
    app::App,
    error::Error,
    extract::Query,
    limits::Client,
    session::MaybeShopper,
    streams::{Kind, Place},
};

/// Changes that follow each other within this time are told together.
const CALM: Duration = Duration::from_millis(50);
/// When a stream that had to make room may come again.
const RETRY: Duration = Duration::from_secs(60);

/// The address of the stream.
pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(follow))
}

/// Stock as server-sent events named `stock`: first everything asked about, then whatever is shown differently than before.
#[utoipa::path(
    get,
    path = STOCK_EVENTS,
    params(
        ("sku" = Option<Vec<String>>, Query, description = "A variant and a store, `LIP-1@mitte`; without a store, `LIP-1@`, its being sent"),
        ("product" = Option<Vec<String>>, Query, description = "A product and a store, `velvet@mitte`")
    ),
    responses(
        (status = 200, content_type = "text/event-stream", body = StockNews),
        (status = 422, description = "Nothing that could be told about, or too much")
    ),
    tag = "inventory"
)]
async fn follow(
    MaybeShopper(shopper): MaybeShopper,
    Client(client): Client,
    State(app): State<App>,
    Query(asked): Query<Vec<(String, String)>>,
) -> Result<impl IntoResponse, Error> {
    let spots = spots(&asked)?;
    let place = match shopper {
        Some(shopper) => app.streams.open(&shopper.id, Kind::Stock),
        // A browser without a session: all that is known of it is where it comes from, which many may share.
        None => app.streams.open_at(&client.to_string()),
    };
    let listener = app.availability().spots().listen(&app, spots);
    let follower = Follower { app, listener, place: Some(place), fresh: true };
    let unbuffered = [(HeaderName::from_static("x-accel-buffering"), "no"), (header::CACHE_CONTROL, "no-store")];
    Ok((unbuffered, Sse::new(events(follower)).keep_alive(KeepAlive::default())))
}

fn spots(asked: &[(String, String)]) -> Result<Vec<Spot>, Error> {
    if asked.is_empty() || asked.len() > SPOTS_MOST {
        return Err(Error::invalid("sku", format_args!("from 1 to {SPOTS_MOST} variants and products")));
    }
    let mut spots = Vec::with_capacity(asked.len());
    for (name, value) in asked {
        let spot = Spot::parse(name, value);
        spots.push(spot.ok_or_else(|| Error::invalid(name, format_args!("{value:?} is not like LIP-1@mitte")))?);
    }
    spots.sort();
    spots.dedup();
    Ok(spots)
}

struct Follower {
    app: App,
    listener: Listener,
    /// Its place among the browser's streams; nothing once it was lost to a newer one.
    place: Option<Place>,
    fresh: bool,
}

fn events(follower: Follower) -> impl Stream<Item = Result<Event, Infallible>> {
    stream::unfold(follower, |mut follower| async move {
        let event = follower.next().await?;
        Some((Ok(event), follower))
    })
}

impl Follower {
    /// The next event; none when the shop closes or a newer stream has taken the place of this one.
    async fn next(&mut self) -> Option<Event> {
        if std::mem::take(&mut self.fresh) {
            let spots = self.listener.all(&self.app);
            return event(&StockNews { spots });
        }
        loop {
            let place = self.place.as_mut()?;
            tokio::select! {
                () = self.app.closed() => return None,
                () = place.lost() => {
                    self.place = None;
                    return Some(Event::default().retry(RETRY));
                }
                () = self.listener.changed() => {}
            }
            tokio::time::sleep(CALM).await;
            let spots = self.listener.news();
            if !spots.is_empty() {
                return event(&StockNews { spots });
            }
        }
    }
}

fn event(news: &StockNews) -> Option<Event> {
    let data = serde_json::to_string(news).inspect_err(|error| tracing::error!(%error, "stock cannot be told")).ok()?;
    Some(Event::default().event("stock").data(data))
}
