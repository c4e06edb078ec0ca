//! Stock that a page shows, kept true while the page is in sight: one stream for all of it, opened anew when the page shows something else.

use crate::{
    client,
    i18n::{Locale, td_string},
};
use api::inventory::{AvailabilityView, Spot, SpotStock, StockNews, StoreStock, stock_events};
use domain::{id::LocationCode, inventory::Band};
use leptos::prelude::*;

/// Hears of these spots, until the current owner is cleaned up. Only in the browser, and only while the page is visible.
pub fn on_stock(
    spots: impl Fn() -> Vec<Spot> + Send + Sync + 'static,
    heard: impl Fn(Vec<SpotStock>) + Copy + 'static,
) {
    let spots = Memo::new(move |_| spots());
    Effect::new(move |_| {
        let address = spots.with(|spots| (!spots.is_empty()).then(|| stock_events(spots)));
        if let Some(address) = address {
            client::events(
                move || address.clone(),
                &["stock"],
                move |event| {
                    if let Ok(StockNews { spots }) = crate::json::read::<StockNews>(&event.data) {
                        heard(spots);
                    }
                },
            );
        }
    });
}

/// What a page that shows this has to hear of.
#[must_use]
pub fn spots_of(view: &AvailabilityView) -> Vec<Spot> {
    let spot = |store: Option<LocationCode>| Spot::Variant { sku: view.sku.clone(), store };
    let stores = view.stores.iter().map(|stock| spot(Some(stock.store.code.clone())));
    std::iter::once(spot(None)).chain(stores).collect()
}

/// Takes news in. Says the most important of what is shown differently then: what there is at her store, then at the others in their
/// order, then whether it can be sent.
#[must_use]
pub fn take_in(view: &mut AvailabilityView, news: Vec<SpotStock>, hers: Option<&LocationCode>) -> Option<Change> {
    let mut changes: Vec<(u8, Change)> = Vec::new();
    for stock in news {
        let Spot::Variant { sku, store } = &stock.spot else { continue };
        if *sku != view.sku {
            continue;
        }
        let change = match store {
            None => {
                let before = std::mem::replace(&mut view.ship, stock.band);
                view.incoming.clone_from(&stock.incoming);
                let other = before.can_be_had() != stock.band.can_be_had();
                other.then_some((2, Change { store: None, band: stock.band, left: None }))
            }
            Some(code) => {
                let Some(row) = view.stores.iter_mut().find(|row| row.store.code == *code) else { continue };
                let place = u8::from(Some(code) != hers);
                put(row, &stock).map(|change| (place, change))
            }
        };
        changes.extend(change);
    }
    changes.sort_by_key(|(place, _)| *place);
    changes.into_iter().next().map(|(_, change)| change)
}

fn put(row: &mut StoreStock, stock: &SpotStock) -> Option<Change> {
    let other = (row.band, row.left) != (stock.band, stock.left);
    (row.band, row.left, row.ready_by) = (stock.band, stock.left, stock.ready_by);
    row.incoming.clone_from(&stock.incoming);
    other.then(|| Change { store: Some(row.store.name.clone()), band: stock.band, left: stock.left })
}

/// What is shown differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The store's name; none is being sent.
    store: Option<String>,
    band: Band,
    left: Option<u32>,
}

impl Change {
    /// As a sentence: "Now in stock at Ondée Mitte".
    #[must_use]
    pub fn sentence(self, locale: Locale) -> String {
        match (self.store, self.band, self.left) {
            (None, Band::None, _) => td_string!(locale, inventory.not_sent).to_owned(),
            (None, ..) => td_string!(locale, inventory.sent).to_owned(),
            (Some(store), Band::InStock, _) => td_string!(locale, inventory.now_at, store = store),
            (Some(store), Band::None, _) => td_string!(locale, inventory.gone_at, store = store),
            (Some(store), Band::Few, Some(left)) => td_string!(locale, inventory.left_at, count = left, store = store),
            (Some(store), Band::Few, None) => td_string!(locale, inventory.few_at, store = store),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use api::{inventory::StoreBrief, stores::DoorView};
    use domain::id::Sku;

    fn code(text: &str) -> LocationCode {
        LocationCode::parse(text).unwrap()
    }

    fn view() -> AvailabilityView {
        let row = |name: &str| StoreStock {
            store: StoreBrief {
                code: code(&name.to_lowercase()),
                name: name.to_owned(),
                street: String::new(),
                city: String::new(),
                services: Vec::new(),
            },
            metres: None,
            bearing: None,
            band: Band::InStock,
            left: None,
            ready_by: None,
            incoming: Vec::new(),
            door: DoorView { open: true, changes: None },
        };
        let (sku, stores) = (Sku::parse("A").unwrap(), vec![row("Mitte"), row("Soho")]);
        AvailabilityView { sku, ship: Band::InStock, incoming: Vec::new(), stores }
    }

    fn news(sku: &str, store: Option<&str>, band: Band, left: Option<u32>) -> SpotStock {
        let spot = Spot::Variant { sku: Sku::parse(sku).unwrap(), store: store.map(code) };
        SpotStock { spot, band, left, ready_by: None, incoming: Vec::new() }
    }

    #[test]
    fn one_sentence_tells_what_matters_most() {
        let mut view = view();
        assert_eq!(spots_of(&view).len(), 3);
        let (few, none) = (Band::Few, Band::None);
        let hers = code("soho");
        let told = |view: &mut AvailabilityView, all| {
            take_in(view, all, Some(&hers)).map(|change| change.sentence(Locale::en))
        };
        let all = vec![
            news("A", None, none, None),
            news("A", Some("mitte"), none, None),
            news("A", Some("soho"), few, Some(2)),
        ];
        assert_eq!(told(&mut view, all.clone()).as_deref(), Some("Only 2 left at Soho"));
        assert_eq!((view.ship, view.stores[0].band, view.stores[1].left), (none, none, Some(2)));
        // Nothing of it is new, and other variants are nobody's business here.
        assert_eq!(told(&mut view, all), None);
        assert_eq!(told(&mut view, vec![news("B", Some("soho"), none, None)]), None);
        let back = vec![news("A", None, few, None), news("A", Some("mitte"), Band::InStock, None)];
        assert_eq!(told(&mut view, back).as_deref(), Some("Now in stock at Mitte"));
        assert_eq!(told(&mut view, vec![news("A", None, none, None)]).as_deref(), Some("Cannot be sent any more"));
    }
}
