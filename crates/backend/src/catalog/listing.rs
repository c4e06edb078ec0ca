//! A page of a list: which products fit, what narrows further, and what her store has of them.

use std::{
    num::NonZeroUsize,
    sync::{Arc, Mutex, PoisonError},
};

use api::catalog::{ListQuery, ListingView, PAGE_SIZE, PAGE_SIZE_MOST, ProductCard};
use domain::{
    catalog::{Facet, Finish, Product},
    id::LocationCode,
    inventory::Band,
};
use lru::LruCache;

use super::{cards::best_band, snapshot::Catalog};
use crate::{app::App, error::Error, inventory::At};

/// The longest list of values of one facet, in characters.
const VALUES_MOST: usize = 500;
/// How many narrowed lists are remembered for one catalogue.
const REMEMBERED: NonZeroUsize = NonZeroUsize::new(256).expect("256 is not 0");

/// Lists as they were narrowed and sorted; part of the catalogue they are made from.
pub(super) struct Narrowed(Mutex<LruCache<String, Arc<List>>>);

/// The places of the products that fit, in order, and the facets, also as JSON.
struct List {
    places: Vec<usize>,
    facets: Vec<Facet>,
    facets_json: String,
}

/// A page of a list, before it is written one way or the other.
struct Page {
    list: Arc<List>,
    from: usize,
    to: usize,
    number: u32,
    pages: u32,
    store: Option<LocationCode>,
}

/// A page of a list.
///
/// # Errors
/// 404 for an unknown category or store; a value that cannot be is named.
pub(crate) fn view(app: &App, catalog: &Catalog, query: &ListQuery) -> Result<ListingView, Error> {
    let page = page(app, catalog, query)?;
    let look = app.availability().look();
    let at = page.store.as_ref().map(|store| look.at(store));
    let card = |place: &usize| {
        let shelved = catalog.at(*place);
        let at_store = at.map(|at| best_band(at, &shelved.record.product));
        ProductCard { at_store, ..shelved.card.clone() }
    };
    Ok(ListingView {
        items: page.list.places[page.from..page.to].iter().map(card).collect(),
        total: count(page.list.places.len()),
        page: page.number,
        pages: page.pages,
        facets: page.list.facets.clone(),
    })
}

/// The same as JSON, put together from pieces that were written before.
pub(super) fn json(app: &App, catalog: &Catalog, query: &ListQuery) -> Result<String, Error> {
    let page = page(app, catalog, query)?;
    let look = app.availability().look();
    let at = page.store.as_ref().map(|store| look.at(store));
    let mut json = String::with_capacity(2_000 * (page.to - page.from) + page.list.facets_json.len() + 100);
    json.push_str("{\"items\":[");
    for (which, place) in page.list.places[page.from..page.to].iter().enumerate() {
        if which > 0 {
            json.push(',');
        }
        push_card(&mut json, catalog, *place, at);
    }
    let (total, number, pages) = (page.list.places.len(), page.number, page.pages);
    json.push_str(&format!("],\"total\":{total},\"page\":{number},\"pages\":{pages},\"facets\":"));
    json.push_str(&page.list.facets_json);
    json.push('}');
    Ok(json)
}

/// Writes one card, with what a store has of it.
pub(super) fn push_card(json: &mut String, catalog: &Catalog, place: usize, at: Option<At<'_>>) {
    let shelved = catalog.at(place);
    json.push_str(shelved.card_json());
    if let Some(at) = at {
        json.push_str(match best_band(at, &shelved.record.product) {
            Band::None => ",\"at_store\":\"none\"",
            Band::Few => ",\"at_store\":\"few\"",
            Band::InStock => ",\"at_store\":\"in_stock\"",
        });
    }
    json.push('}');
}

/// The store a request names, if there is one.
///
/// # Errors
/// 404 when there is none of that name.
pub(crate) fn known_store(app: &App, store: Option<&LocationCode>) -> Result<Option<LocationCode>, Error> {
    match store {
        Some(code) if app.locations().store(code).is_none() => Err(Error::not_found("store")),
        store => Ok(store.cloned()),
    }
}

fn page(app: &App, catalog: &Catalog, query: &ListQuery) -> Result<Page, Error> {
    check(query)?;
    if query.category.as_ref().is_some_and(|slug| catalog.category(slug).is_none()) {
        return Err(Error::not_found("category"));
    }
    let store = known_store(app, query.store.as_ref())?;
    let list = narrowed(app, catalog, query, store.as_ref());
    let size = if query.page_size == 0 { PAGE_SIZE } else { query.page_size };
    let total = list.places.len();
    let size_usize = usize::try_from(size).unwrap_or(usize::MAX);
    let number = query.page.max(1);
    let from = usize::try_from(number - 1).unwrap_or(usize::MAX).saturating_mul(size_usize).min(total);
    let to = from.saturating_add(size_usize).min(total);
    let pages = count(total).div_ceil(size).max(1);
    Ok(Page { list, from, to, number, pages, store })
}

fn check(query: &ListQuery) -> Result<(), Error> {
    if query.page_size > PAGE_SIZE_MOST {
        return Err(Error::invalid("page_size", format_args!("at most {PAGE_SIZE_MOST}")));
    }
    if query.price_max.is_some_and(|most| most < 0) {
        return Err(Error::invalid("price_max", "not less than 0"));
    }
    let lists = [("label", &query.label), ("family", &query.family), ("finish", &query.finish), ("tag", &query.tag)];
    for (field, values) in lists {
        if values.chars().count() > VALUES_MOST {
            return Err(Error::invalid(field, format_args!("at most {VALUES_MOST} characters")));
        }
    }
    let words = query.finish.split(',').map(str::trim).filter(|word| !word.is_empty());
    match words.into_iter().find(|word| Finish::from_word(word).is_none()) {
        Some(word) => Err(Error::invalid("finish", format_args!("{word:?} is not a finish"))),
        None => Ok(()),
    }
}

fn narrowed(app: &App, catalog: &Catalog, query: &ListQuery, store: Option<&LocationCode>) -> Arc<List> {
    // Which page is shown and whose stock is on the cards changes nothing about what fits.
    let asked = ListQuery { page: 0, page_size: 0, store: None, in_stock: false, ..query.clone() };
    let mut key = asked.to_query();
    // What can be had somewhere is only good until the next piece is sold.
    let somewhere = query.in_stock.then(|| in_stock_at(app, store));
    if let Some(somewhere) = &somewhere {
        let place = somewhere.as_ref().map_or("", LocationCode::as_str);
        key.push_str(&format!("|{place}|{}", app.availability().epoch()));
    }
    let remembered = || catalog.narrowed.0.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(list) = remembered().get(&key) {
        return Arc::clone(list);
    }
    let list = Arc::new(narrow(app, catalog, &asked, somewhere.as_ref()));
    remembered().put(key, Arc::clone(&list));
    list
}

/// Where "in stock" looks: in her store, or where parcels come from.
fn in_stock_at(app: &App, store: Option<&LocationCode>) -> Option<LocationCode> {
    store.cloned().or_else(|| app.locations().warehouse().map(|place| place.code().clone()))
}

fn narrow(app: &App, catalog: &Catalog, asked: &ListQuery, somewhere: Option<&Option<LocationCode>>) -> List {
    let look = app.availability().look();
    let can_be_had = |product: &&Product| match somewhere {
        Some(Some(code)) => best_band(look.at(code), product).can_be_had(),
        Some(None) => false,
        None => true,
    };
    let listing = match &asked.category {
        Some(slug) => domain::catalog::list(catalog.in_category(slug).filter(can_be_had), &asked.listing()),
        None => domain::catalog::list(catalog.products().filter(can_be_had), &asked.listing()),
    };
    let places = listing.products.iter().filter_map(|product| catalog.place(&product.handle)).collect();
    let facets_json = serde_json::to_string(&listing.facets).expect("facets have only text keys");
    List { places, facets: listing.facets, facets_json }
}

fn count(products: usize) -> u32 {
    u32::try_from(products).unwrap_or(u32::MAX)
}

impl Default for Narrowed {
    fn default() -> Self {
        Self(Mutex::new(LruCache::new(REMEMBERED)))
    }
}

impl std::fmt::Debug for Narrowed {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Narrowed").finish_non_exhaustive()
    }
}
