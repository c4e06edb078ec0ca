//! The look she wears, what is known of its products, and what the stage shows: signals that all parts of the page share.

use super::{data, kept, words};
use crate::{
    browser,
    i18n::{Locale, td_string},
    stores::MyStore,
    ui::Status,
};
use api::tryon::{WearableShade, WearableView, WearablesQuery};
use domain::{
    catalog::Hex,
    id::{Handle, LocationCode, Sku},
    tryon::{Area, Colour, History, Intensity, Layer, Look, LookError, Place, pan_colour},
};
use leptos::prelude::*;

/// A variant with what its product says.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Worn {
    pub(super) handle: Handle,
    pub(super) title: String,
    pub(super) label: String,
    pub(super) shade: WearableShade,
    pub(super) places: Vec<Place>,
}

impl Worn {
    /// A variant of a product.
    pub(super) fn of(product: &WearableView, sku: &Sku) -> Option<Self> {
        let shade = product.shades.iter().find(|shade| shade.sku == *sku)?;
        Some(Self {
            handle: product.handle.clone(),
            title: product.title.clone(),
            label: product.label.clone(),
            shade: shade.clone(),
            places: product.places.clone(),
        })
    }

    /// The colour that is worn: of a palette, a pan's.
    pub(super) fn hex(&self, pan: Option<u8>) -> Hex {
        pan_colour(self.shade.hex, &self.shade.pans, pan)
    }
}

/// What the stage shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scene {
    /// The three ways to begin.
    Choosing,
    /// The browser asks her for the camera.
    Asking,
    /// A picture is being read.
    Reading,
    /// The camera.
    Live,
    /// A picture that stands still; whether the camera can take its place again.
    Still { from_camera: bool },
}

/// The page's state. One for each page, made by its view.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fitting {
    pub(super) locale: Locale,
    pub(super) status: Status,
    my_store: MyStore,
    history: RwSignal<History>,
    known: RwSignal<Vec<WearableView>>,
    pub(super) recent: RwSignal<Vec<Sku>>,
    pub(super) area: RwSignal<Area>,
    /// The product whose shades are offered.
    pub(super) product: RwSignal<Option<Handle>>,
    /// Where the next shade of it goes.
    pub(super) place: RwSignal<Option<Place>>,
    /// Whether the next shade goes over what is worn there.
    pub(super) layering: RwSignal<bool>,
    pub(super) scene: RwSignal<Scene>,
    /// Shades side by side; none when one picture is shown.
    pub(super) panes: RwSignal<Vec<Sku>>,
    /// Which of them the next shade takes.
    pub(super) pane: RwSignal<usize>,
    /// The layer whose slider has the focus: all its moves in a row, by finger or key, are one step.
    sliding: StoredValue<Option<usize>>,
}

impl Fitting {
    pub(super) fn new(locale: Locale, status: Status, my_store: MyStore) -> Self {
        Self {
            locale,
            status,
            my_store,
            history: RwSignal::new(History::default()),
            known: RwSignal::new(Vec::new()),
            recent: RwSignal::new(Vec::new()),
            area: RwSignal::new(Area::Lips),
            product: RwSignal::new(None),
            place: RwSignal::new(None),
            layering: RwSignal::new(false),
            scene: RwSignal::new(Scene::Choosing),
            panes: RwSignal::new(Vec::new()),
            pane: RwSignal::new(0),
            sliding: StoredValue::new(None),
        }
    }

    /// The look she wears; tracked.
    pub(super) fn look(self) -> Look {
        self.history.with(|history| history.now().clone())
    }

    pub(super) fn look_untracked(self) -> Look {
        self.history.with_untracked(|history| history.now().clone())
    }

    /// The look as the renderer reads it; tracked.
    pub(super) fn text(self) -> String {
        self.text_of(&self.look())
    }

    pub(super) fn text_of(self, look: &Look) -> String {
        look.text(|layer| {
            self.worn(&layer.sku).map(|worn| Colour { hex: worn.hex(layer.pan), finish: worn.shade.finish })
        })
    }

    /// What is known of a variant; tracked.
    pub(super) fn worn(self, sku: &Sku) -> Option<Worn> {
        self.known.with(|known| known.iter().find_map(|product| Worn::of(product, sku)))
    }

    /// A product that is known; tracked.
    pub(super) fn known(self, handle: &Handle) -> Option<WearableView> {
        self.known.with(|known| known.iter().find(|product| product.handle == *handle).cloned())
    }

    /// The products that are known and fit; not tracked.
    pub(super) fn known_where(self, fits: impl Fn(&WearableView) -> bool) -> Vec<WearableView> {
        self.known.with_untracked(|known| known.iter().filter(|product| fits(product)).cloned().collect())
    }

    /// The store whose stock she sees; tracked.
    pub(super) fn store(self) -> Option<LocationCode> {
        self.my_store.get().map(|store| store.code)
    }

    /// Remembers products, the newest word of each.
    pub(super) fn learn(self, products: Vec<WearableView>) {
        self.known.update(|known| {
            known.retain(|old| products.iter().all(|new| new.handle != old.handle));
            known.extend(products);
        });
    }

    /// Asks for the products of variants that are not known yet.
    pub(super) async fn learn_of(self, skus: Vec<Sku>) {
        let unknown = |sku: &Sku| untrack(|| self.worn(sku)).is_none();
        let names: Vec<String> = skus.iter().filter(|sku| unknown(sku)).map(|sku| sku.as_str().to_owned()).collect();
        for some in names.chunks(domain::tryon::LAYERS_MOST) {
            let store = untrack(|| self.store());
            let query = WearablesQuery { skus: some.join(" "), store, ..WearablesQuery::default() };
            if let Ok(found) = data::products(query).await {
                self.learn(found.products);
            }
        }
    }

    /// Wears a whole look.
    pub(super) fn wear(self, look: Look) {
        self.step(look);
    }

    /// Puts a shade on where it belongs, says so, and remembers it as tried.
    pub(super) fn put_on(self, sku: &Sku, place: Place) {
        let look = self.look_untracked();
        let changed = if self.layering.get_untracked() {
            self.layering.set(false);
            look.layer_over(sku.clone(), place)
        } else {
            look.put_on(sku.clone(), place)
        };
        match changed {
            Ok(look) => {
                let layer = look.layers().iter().rfind(|layer| layer.sku == *sku && layer.place == place).cloned();
                self.step(look);
                self.tried(sku);
                self.say(layer);
            }
            Err(LookError::TooMany) => self.status.announce(td_string!(self.locale, tryon.too_many)),
        }
    }

    /// Wears a pan of a palette, where the next shade goes. With the palette it is one step.
    pub(super) fn put_on_pan(self, sku: &Sku, place: Place, pan: u8) {
        let worn = |look: &Look| look.layers().iter().rposition(|layer| layer.sku == *sku && layer.place == place);
        let is_new = worn(&self.look_untracked()).is_none() || self.layering.get_untracked();
        if is_new {
            self.put_on(sku, place);
        }
        let look = self.look_untracked();
        let Some(at) = worn(&look) else { return };
        let look = look.with_pan(at, Some(pan));
        let layer = look.layers().get(at).cloned();
        if is_new {
            self.history.update(|history| history.amend(look));
            self.keep();
        } else {
            self.step(look);
        }
        self.say(layer);
    }

    pub(super) fn take_off(self, at: usize) {
        let look = self.look_untracked();
        let name =
            look.layers().get(at).and_then(|layer| untrack(|| self.worn(&layer.sku))).map(|worn| worn.shade.name);
        self.step(look.take_off(at));
        if let Some(shade) = name {
            self.status.announce(td_string!(self.locale, tryon.taken_off, shade = shade));
        }
    }

    /// More or less of a layer. The slider says its own value, so nothing is announced.
    pub(super) fn set_intensity(self, at: usize, intensity: Intensity) {
        let look = self.look_untracked().with_intensity(at, intensity);
        if self.sliding.get_value() == Some(at) {
            self.history.update(|history| history.amend(look));
        } else {
            self.step(look);
            self.sliding.set_value(Some(at));
        }
    }

    pub(super) fn end_sliding(self) {
        self.sliding.set_value(None);
    }

    pub(super) fn switch(self, at: usize, on: bool) {
        let look = self.look_untracked().switched(at, on);
        let layer = look.layers().get(at).cloned();
        self.step(look);
        self.say(layer);
    }

    pub(super) fn move_to(self, at: usize, place: Place) {
        let look = self.look_untracked();
        let sku = look.layers().get(at).map(|layer| layer.sku.clone());
        let look = look.moved_to(at, place);
        let layer =
            look.layers().iter().find(|layer| Some(&layer.sku) == sku.as_ref() && layer.place == place).cloned();
        self.step(look);
        self.say(layer);
    }

    pub(super) fn raise(self, at: usize) {
        let look = self.look_untracked().raised(at);
        let name =
            look.layers().get(at + 1).and_then(|layer| untrack(|| self.worn(&layer.sku))).map(|worn| worn.shade.name);
        self.step(look);
        if let Some(shade) = name {
            self.status.announce(td_string!(self.locale, tryon.raised, shade = shade));
        }
    }

    pub(super) fn can_undo(self) -> bool {
        self.history.with(History::can_undo)
    }

    pub(super) fn undo(self) {
        self.end_sliding();
        self.history.update(History::undo);
        self.status.announce(td_string!(self.locale, tryon.undone));
        self.keep();
    }

    /// Begins with a look: what was before is another visit's.
    pub(super) fn begin(self, look: Look) {
        self.history.set(History::new(look));
    }

    /// Shows a product's shades.
    pub(super) fn offer(self, product: &WearableView) {
        self.product.set(Some(product.handle.clone()));
        let area = self.area.get_untracked();
        let place = product.places.iter().find(|place| place.area() == area).or(product.places.first());
        self.place.set(place.copied());
    }

    fn step(self, look: Look) {
        self.end_sliding();
        self.history.update(|history| history.change(look));
        self.keep();
    }

    /// For the next visit of this browser.
    fn keep(self) {
        kept::keep_look(&self.look_untracked());
    }

    fn tried(self, sku: &Sku) {
        self.recent.update(|recent| {
            recent.retain(|other| other != sku);
            recent.insert(0, sku.clone());
            recent.truncate(kept::RECENT_MOST);
        });
        kept::keep_recent(&self.recent.get_untracked());
    }

    fn say(self, layer: Option<Layer>) {
        let Some(layer) = layer else { return };
        if let Some(worn) = untrack(|| self.worn(&layer.sku)) {
            self.status.announce(words::sentence(self.locale, &worn, &layer));
        }
    }

    /// A link that carries the whole look, and nothing else.
    pub(super) fn link(self) -> String {
        let look = domain::tryon::to_link(&self.look_untracked());
        format!("{}{}", browser::origin(), crate::routes::with_query("/try-on", &[("look", &look)]))
    }
}
