//! What a few words find: products, shelves and labels.

use api::catalog::{PAGE_SIZE, PAGE_SIZE_MOST, ProductCard, SearchQuery, SearchView};

use super::{cards::best_band, listing::known_store, live, search, snapshot::SharedCatalog};
use crate::{app::App, error::Error};

/// The longest text that is looked for, in characters.
const WORDS_MOST: usize = 200;

/// What the words find. No words find nothing.
///
/// # Errors
/// 404 for an unknown store; a text or limit that is too long or too large.
pub(crate) async fn view(app: &App, catalog: &SharedCatalog, query: &SearchQuery) -> Result<SearchView, Error> {
    if query.q.chars().count() > WORDS_MOST {
        return Err(Error::invalid("q", format_args!("at most {WORDS_MOST} characters")));
    }
    if query.limit > PAGE_SIZE_MOST {
        return Err(Error::invalid("limit", format_args!("at most {PAGE_SIZE_MOST}")));
    }
    let store = known_store(app, query.store.as_ref())?;
    let q: String = query.q.split_whitespace().collect::<Vec<_>>().join(" ");
    if catalog.search_if_ready().is_none() {
        live::make_index(catalog).await?;
    }
    let index = catalog.search_if_ready().ok_or_else(|| Error::try_later(1))?;
    let limit = if query.limit == 0 { PAGE_SIZE } else { query.limit };
    let (places, total) = index.find(&q, usize::try_from(limit).unwrap_or(1)).map_err(Error::internal)?;
    let (categories, labels) = search::named(catalog, &q);
    let look = app.availability().look();
    let at = store.as_ref().map(|store| look.at(store));
    let card = |place: usize| {
        let shelved = catalog.at(place);
        let at_store = at.map(|at| best_band(at, &shelved.record.product));
        ProductCard { at_store, ..shelved.card.clone() }
    };
    Ok(SearchView {
        products: places.into_iter().map(card).collect(),
        total: u32::try_from(total).unwrap_or(u32::MAX),
        categories: categories.into_iter().cloned().collect(),
        labels: labels.into_iter().map(str::to_owned).collect(),
        q,
    })
}
