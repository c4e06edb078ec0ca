//! What a widget shows at once, from memory.

use api::{
    catalog::ProductCard,
    partners::{COLOURS_MOST, CardImage, CardItem, CardPrice, CardView, ITEMS_MOST, WidgetQuery},
};
use domain::{
    catalog::{Hex, Picture, RENDITION_WIDTHS},
    partners::Mode,
};
use storefront::{i18n::Locale, partners::words, routes::Route};

use crate::{app::App, catalog::Catalog, error::Error};

/// The version of the card's form.
const VERSION: u8 = 1;
/// The picture for browsers that do not choose one themselves: wide enough for a card on a phone.
const WIDTH: u32 = 400;

/// The card of what was asked for; addresses begin with `shop`.
pub(super) fn view(app: &App, query: &WidgetQuery, locale: Locale, shop: &str) -> Result<CardView, Error> {
    let catalog = app.catalog();
    let plain = |title: String, url: String, items: Vec<CardItem>| CardView {
        v: VERSION,
        title,
        url,
        from: None,
        image: None,
        brand: None,
        colours: Vec::new(),
        rating: None,
        text: words::card(locale),
        items,
    };
    match query.mode {
        Mode::Card => {
            let handle = query.product.as_ref().ok_or_else(|| Error::invalid("product", "needed in the mode card"))?;
            let card = catalog.card(handle).ok_or_else(|| Error::not_found("product"))?;
            let CardItem { title, url, from, image, brand, colours } = item(card, locale, shop);
            let (from, rating) = (Some(from), card.rating);
            Ok(CardView { from, image, brand, colours, rating, ..plain(title, url, Vec::new()) })
        }
        Mode::Grid => {
            let slug = query.collection.as_ref();
            let slug = slug.ok_or_else(|| Error::invalid("collection", "needed in the mode grid"))?;
            let category = catalog.category(slug).ok_or_else(|| Error::not_found("collection"))?;
            let url = format!("{shop}{}", Route::Category { category: slug.as_str().to_owned() }.path());
            Ok(plain(category.category.title.clone(), url, items(&catalog, slug, locale, shop)))
        }
        Mode::Bag => Ok(plain(words::card(locale).bag, format!("{shop}{}", Route::Bag.path()), Vec::new())),
    }
}

fn items(catalog: &Catalog, slug: &domain::id::CategorySlug, locale: Locale, shop: &str) -> Vec<CardItem> {
    let cards = catalog.in_category(slug).filter_map(|product| catalog.card(&product.handle));
    cards.take(ITEMS_MOST).map(|card| item(card, locale, shop)).collect()
}

fn item(card: &ProductCard, locale: Locale, shop: &str) -> CardItem {
    let colours: Vec<Hex> = card.shades.iter().map(|shade| shade.hex).take(COLOURS_MOST).collect();
    CardItem {
        title: card.title.clone(),
        url: format!("{shop}{}", Route::Product { handle: card.handle.as_str().to_owned() }.path()),
        from: CardPrice::new(card.price, words::price(locale, card.price, card.price_varies)),
        image: card.picture.as_ref().map(|picture| image(picture, shop)),
        brand: Some(card.label.clone()).filter(|label| !label.is_empty()),
        colours,
    }
}

fn image(picture: &Picture, shop: &str) -> CardImage {
    let widths = RENDITION_WIDTHS.iter().filter_map(|width| Some((width, picture.rendition(*width)?)));
    let sizes: Vec<String> = widths.map(|(width, address)| format!("{shop}{address} {width}w")).collect();
    CardImage {
        src: format!("{shop}{}", picture.rendition(WIDTH).as_ref().unwrap_or(&picture.url)),
        srcset: (!sizes.is_empty()).then(|| sizes.join(", ")),
        width: picture.width,
        height: picture.height,
        alt: picture.alt.clone(),
    }
}
