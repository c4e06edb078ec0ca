//! Finding stores: near a point, by the words of a place, with their doors and their week.

use api::stores::{StoreDay, StoreView, StoresQuery, StoresView};
use domain::{geo::Position, id::LocationCode};
use jiff::{Span, Timestamp};

use super::{
    locations::{Locations, Place},
    place_words, store,
};
use crate::{app::App, error::Error};

/// The most stores one answer lists.
const STORES_MOST: usize = 200;
/// How far around a place in words other stores still count as there, in metres.
const AROUND_METRES: u32 = 30_000;
/// The longest text that is looked for, in characters.
const WORDS_MOST: usize = 100;

/// Reads every place anew, for this process.
pub async fn refresh(app: &App) -> Result<(), Error> {
    let (places, queues) = (store::all(&app.db).await?, store::queues(&app.db).await?);
    let locations = Locations::new(places);
    locations.set_queues(&queues);
    app.locations.set(locations);
    Ok(())
}

/// Counts the orders that wait at each place anew.
pub async fn refresh_queues(app: &App) -> Result<(), Error> {
    let queues = store::queues(&app.db).await?;
    app.locations().set_queues(&queues);
    Ok(())
}

/// The stores that fit a question, nearest first when there is a point to be near to.
pub fn find(app: &App, query: &StoresQuery) -> Result<StoresView, Error> {
    let near = point(query.near.as_deref())?;
    if query.q.chars().count() > WORDS_MOST {
        return Err(Error::invalid("q", format_args!("at most {WORDS_MOST} characters")));
    }
    let (now, locations) = (app.clock.now(), app.locations());
    let all: Vec<&Place> = locations.stores().collect();
    let named = place_words::matching(&query.q, &all);
    let around = near.or_else(|| named.as_deref().and_then(centre));
    let fits = |place: &&Place| match (&named, around) {
        (Some(named), Some(centre)) => {
            named.iter().any(|it| it.code() == place.code())
                || centre.metres_to(place.location.position) <= AROUND_METRES
        }
        // Words that name no place have no stores.
        (Some(_), None) => false,
        (None, _) => true,
    };
    let mut stores: Vec<StoreView> = all.iter().copied().filter(fits).map(|place| view(place, around, now)).collect();
    stores.retain(|it| it.door.open || !query.open_now);
    if around.is_some() {
        stores.sort_by_key(|it| it.metres);
    } else {
        stores.sort_by(|a, b| (&a.store.address.city, &a.store.name).cmp(&(&b.store.address.city, &b.store.name)));
    }
    stores.truncate(STORES_MOST);
    Ok(StoresView { around, stores })
}

/// One store, and its next seven days.
///
/// # Errors
/// 404 for anything that is not a store.
pub fn week(app: &App, code: &LocationCode) -> Result<(StoreView, Vec<StoreDay>), Error> {
    let (now, locations) = (app.clock.now(), app.locations());
    let place = locations.store(code).ok_or_else(|| Error::not_found("store"))?;
    let today = now.to_zoned(place.zone.clone()).date();
    let hours = &place.location.hours;
    let day = |ahead: i64| {
        let date = today.checked_add(Span::new().days(ahead)).ok()?;
        let special = hours.special.iter().any(|it| it.date == date);
        Some(StoreDay { date, ranges: hours.on(date).to_vec(), special })
    };
    Ok((view(place, None, now), (0..7).filter_map(day).collect()))
}

/// Reads a `near` parameter.
pub fn point(near: Option<&str>) -> Result<Option<Position>, Error> {
    near.map(Position::parse).transpose().map_err(|why| Error::invalid("near", why))
}

fn view(place: &Place, around: Option<Position>, now: Timestamp) -> StoreView {
    let (metres, bearing) = around.map(|point| place.from(point)).unzip();
    StoreView { store: place.location.clone(), metres, bearing, door: place.door(now) }
}

/// The middle of some stores, taking the Earth for flat, which it is enough within a town.
#[expect(clippy::cast_precision_loss, reason = "there are fewer stores than a float can count")]
fn centre(places: &[&Place]) -> Option<Position> {
    let count = places.len() as f64;
    let mean =
        |degrees: fn(Position) -> f64| places.iter().map(|it| degrees(it.location.position)).sum::<f64>() / count;
    Position::new(mean(Position::lat), mean(Position::lon)).ok()
}
