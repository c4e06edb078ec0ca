//! Where a whole bag can be had: at her store, at stores near a point, from where parcels leave.

use std::cmp::Reverse;

use api::inventory::{
    BAG_LINES_MOST, BagAtStore, Cover, MissingLine, STOCK_OF_BAG, STORES_MOST, ShipFrom, WantedLine, WhereIsIt,
    WhereItIs,
};
use axum::extract::State;
use domain::{
    id::Sku,
    inventory::cover,
    quantity::{MOST, Quantity},
};
use jiff::Timestamp;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    Look,
    service::{self, STORES},
};
use crate::{
    app::App, cart::service as cart, error::Error, extract::Json, session::MaybeShopper, stores, stores::Place,
};

/// The address of this question.
pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(ask))
}

/// Where some lines, or this browser's bag, can be had together. Changes and reserves nothing.
#[utoipa::path(
    post,
    path = STOCK_OF_BAG,
    request_body = WhereIsIt,
    responses(
        (status = 200, body = WhereItIs),
        (status = 404, description = "A line's variant does not exist"),
        (status = 422, description = "A field is wrong")
    ),
    tag = "inventory"
)]
async fn ask(
    MaybeShopper(shopper): MaybeShopper,
    State(app): State<App>,
    Json(body): Json<WhereIsIt>,
) -> Result<Json<WhereItIs>, Error> {
    if body.lines.len() > BAG_LINES_MOST {
        return Err(Error::invalid("lines", format_args!("at most {BAG_LINES_MOST}")));
    }
    if body.limit > STORES_MOST {
        return Err(Error::invalid("limit", format_args!("at most {STORES_MOST}")));
    }
    let wanted: Vec<(Sku, u32)> = match &shopper {
        Some(shopper) if body.lines.is_empty() => {
            let session = &shopper.id;
            let bag = app.db.read(|mut tx| async move { cart::contents(&mut tx, session).await }).await?;
            bag.map_or_else(Vec::new, |bag| bag.lines.into_iter().map(|(key, pieces)| (key.sku, pieces)).collect())
        }
        _ => body.lines.iter().map(|line| (line.sku.clone(), line.quantity.get())).collect(),
    };
    for (index, line) in body.lines.iter().enumerate() {
        if app.catalog().variant(&line.sku).is_none() {
            return Err(Error::invalid(format!("lines[{index}].sku"), "is not a variant of any product"));
        }
    }
    where_it_is(&app, &body, &summed(wanted)).map(Json)
}

/// One line for each variant, in the order in which they were named first; no more than a line may hold.
fn summed(wanted: Vec<(Sku, u32)>) -> Vec<WantedLine> {
    let mut sums: Vec<(Sku, u32)> = Vec::new();
    for (sku, pieces) in wanted {
        match sums.iter_mut().find(|(own, _)| *own == sku) {
            Some((_, sum)) => *sum = (*sum + pieces).min(MOST),
            None => sums.push((sku, pieces)),
        }
    }
    let line = |(sku, pieces): (Sku, u32)| Some(WantedLine { sku, quantity: Quantity::parse(i64::from(pieces)).ok()? });
    sums.into_iter().filter_map(line).collect()
}

fn where_it_is(app: &App, body: &WhereIsIt, lines: &[WantedLine]) -> Result<WhereItIs, Error> {
    let near = stores::service::point(body.near.as_deref())?;
    let (now, locations, bundles) = (app.clock.now(), app.locations(), app.availability().bundles());
    let hers = body.store.as_ref().and_then(|code| locations.store(code));
    let point = near.or_else(|| hers.map(|place| place.location.position));
    let limit = usize::try_from(body.limit).ok().filter(|limit| *limit > 0).unwrap_or(STORES);
    let is_hers = |place: &Place| hers.is_some_and(|hers| hers.code() == place.code());
    let mut nearest: Vec<(&Place, Option<u32>)> =
        locations.stores().map(|place| (place, point.map(|point| point.metres_to(place.location.position)))).collect();
    nearest.sort_by_key(|(place, metres)| (!is_hers(place), *metres));
    nearest.truncate(limit);
    let parts: Vec<_> = lines.iter().map(|line| (bundles.pieces_of(&line.sku), line.quantity.get())).collect();
    let look = app.availability().look();
    let covered = |place: &Place| covered(&look, place, lines, &parts, now);
    let mut at_stores: Vec<BagAtStore> = nearest
        .into_iter()
        .map(|(place, metres)| {
            let (cover, has_any) = covered(place);
            let ready_by = if has_any { place.ready_by(now) } else { None };
            BagAtStore { store: place.brief(), metres, cover, ready_by, door: place.door(now) }
        })
        .collect();
    let mut ship: Vec<ShipFrom> = locations
        .all()
        .iter()
        .filter(|place| !place.is_store())
        .map(|place| ShipFrom { city: place.location.address.city.clone(), cover: covered(place).0 })
        .collect();
    let hers = hers.map(Place::code);
    at_stores.sort_by_key(|it| (Some(&it.store.code) != hers, Reverse(it.cover.complete), it.metres));
    ship.sort_by_key(|it| Reverse(it.cover.complete));
    Ok(WhereItIs { lines: lines.to_vec(), ship, stores: at_stores })
}

/// What a place has of the lines, and whether that is anything at all.
fn covered(
    look: &Look<'_>,
    place: &Place,
    lines: &[WantedLine],
    parts: &[(Vec<(Sku, u32)>, u32)],
    now: Timestamp,
) -> (Cover, bool) {
    let at = look.at(place.code());
    let given = cover(parts, |sku| at.available(sku));
    let mut missing = Vec::new();
    for (line, left) in lines.iter().zip(&given) {
        if *left < line.quantity.get() {
            let incoming = service::incoming(at, place, &line.sku, now);
            missing.push(MissingLine { sku: line.sku.clone(), left: *left, incoming });
        }
    }
    let complete = u32::try_from(lines.len() - missing.len()).unwrap_or(u32::MAX);
    (Cover { complete, missing }, given.iter().any(|left| *left > 0))
}
