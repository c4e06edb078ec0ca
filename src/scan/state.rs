//! What the page knows: what the camera does, which number was read, what it names, and which store she says she is in.

use super::{
    data,
    recent::{self, Recent},
    words,
};
use crate::{
    browser::{self, Viewfinder},
    client::ClientError,
    i18n::{Locale, td_string},
    navigation::Navigation,
    routes::Route,
    stores::{self, MyStore},
    ui::Status,
};
use api::{inventory::StoreBrief, problem::ProblemKind, scan::CodeView};
use domain::{
    id::{Gtin, LocationCode},
    scan::{self, ScanError, Scanned, Symbol},
};
use leptos::{html, prelude::*};

/// What the camera does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scene {
    /// Nothing: she chooses how to go on.
    Idle,
    /// It was asked for.
    Asking,
    /// It looks.
    Live,
    /// A photo is read.
    Reading,
}

/// What became of a number.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Looked {
    /// There is none yet.
    Nothing,
    /// It is asked for.
    Waiting,
    /// A product.
    Found(Box<CodeView>),
    /// Nothing in this shop has it.
    Unknown(Gtin),
    /// It is no number of a product.
    Refused(ScanError),
    /// It could not be asked for.
    Failed(Gtin, ClientError),
}

/// The page's state.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scanning {
    pub(super) locale: Locale,
    pub(super) status: Status,
    pub(super) host: NodeRef<html::Div>,
    pub(super) scene: RwSignal<Scene>,
    /// What the viewfinder last said that she should know: `camera` and `denied`.
    pub(super) note: RwSignal<Option<(String, String)>>,
    /// Whether there is a lamp, and whether it is lit.
    pub(super) lamp: RwSignal<Option<bool>>,
    pub(super) looked: RwSignal<Looked>,
    /// The store she says she is in.
    pub(super) here: RwSignal<Option<StoreBrief>>,
    /// The store she may be in: to be asked.
    pub(super) suggested: RwSignal<Option<StoreBrief>>,
    pub(super) recent: RwSignal<Vec<Recent>>,
    navigation: Navigation,
    viewfinder: StoredValue<Option<Viewfinder>>,
    /// Counts what was asked for: an older answer is none.
    turn: StoredValue<u32>,
}

impl Scanning {
    pub(super) fn new(locale: Locale, status: Status, navigation: Navigation, my_store: MyStore) -> Self {
        Self {
            locale,
            status,
            host: NodeRef::new(),
            scene: RwSignal::new(Scene::Idle),
            note: RwSignal::new(None),
            lamp: RwSignal::new(None),
            looked: RwSignal::new(Looked::Nothing),
            here: RwSignal::new(None),
            suggested: RwSignal::new(my_store.get_untracked()),
            recent: RwSignal::new(Vec::new()),
            navigation,
            viewfinder: StoredValue::new(None),
            turn: StoredValue::new(0),
        }
    }

    /// Begins with the number and the store of the address.
    pub(super) fn begin(self) {
        self.recent.set(recent::kept());
        let (code, store) = (self.navigation.query_untracked("code"), self.navigation.query_untracked("store"));
        if let Ok(store) = LocationCode::parse(store) {
            self.suggest(store);
        }
        if !code.is_empty() {
            self.heard(&code, Symbol::Typed);
        }
    }

    /// Does something with the viewfinder, which is fetched if it is not there.
    pub(super) fn with_viewfinder(self, act: impl FnOnce(&Viewfinder) + 'static) {
        self.note.set(None);
        self.looked.set(Looked::Nothing);
        if self.viewfinder.with_value(Option::is_some) {
            self.viewfinder.with_value(|viewfinder| viewfinder.as_ref().map(act));
            return;
        }
        let Some(host) = self.host.get_untracked() else { return };
        if self.scene.get_untracked() != Scene::Idle {
            return;
        }
        self.scene.set(Scene::Asking);
        leptos::task::spawn_local(async move {
            match Viewfinder::open(&host, move |what, detail| self.hear(&what, detail)).await {
                // The page may have been left meanwhile: then the viewfinder is closed with this.
                Ok(opened) => {
                    if self.viewfinder.try_update_value(|viewfinder| *viewfinder = Some(opened)).is_some() {
                        self.viewfinder.with_value(|viewfinder| viewfinder.as_ref().map(act));
                    }
                }
                Err(_) => self.hear("broken", "offline".to_owned()),
            }
        });
    }

    /// Takes the camera away, and the viewfinder with it when the page is left.
    pub(super) fn close(self) {
        self.viewfinder.set_value(None);
    }

    /// Switches the lamp.
    pub(super) fn light(self, on: bool) {
        self.viewfinder.with_value(|viewfinder| viewfinder.as_ref().map(|viewfinder| viewfinder.torch(on)));
    }

    /// Back to choosing.
    pub(super) fn leave(self) {
        self.viewfinder.with_value(|viewfinder| viewfinder.as_ref().map(Viewfinder::leave));
        self.lamp.set(None);
        self.scene.set(Scene::Idle);
    }

    /// Hears what becomes of the viewfinder.
    fn hear(self, what: &str, detail: String) {
        let scene = match (what, detail.as_str()) {
            ("camera", "asking") => Scene::Asking,
            ("camera", "on" | "dark" | "hint") | ("torch", _) => Scene::Live,
            ("camera", "paused") => return,
            ("photo", "reading") => Scene::Reading,
            _ => Scene::Idle,
        };
        if self.scene.try_set(scene).is_some() {
            return;
        }
        if scene != Scene::Live {
            self.lamp.set(None);
        }
        match what {
            "torch" => self.lamp.set((detail != "none").then_some(detail == "on")),
            "code" => {
                let (kind, text) = detail.split_once(' ').unwrap_or(("", &detail));
                self.heard(text, if kind == "upc_e" { Symbol::UpcE } else { Symbol::Other });
            }
            _ => {
                let note = (what.to_owned(), detail);
                if let Some(words) = words::said(self.locale, &note) {
                    self.status.announce(words);
                }
                self.note.set(Some(note));
            }
        }
    }

    /// Goes where a text leads, whether it was read or typed.
    pub(super) fn heard(self, text: &str, symbol: Symbol) {
        self.note.set(None);
        match scan::read(text, symbol, &browser::origin()) {
            Ok(Scanned::Product { gtin, store }) => {
                if let Some(store) = store {
                    self.suggest(store);
                }
                self.look_up(gtin);
            }
            Ok(Scanned::Page(href)) if Route::parse(href.split('?').next().unwrap_or_default()) != Route::NotFound => {
                self.navigation.go(&href);
            }
            Ok(Scanned::Page(_)) => self.refuse(ScanError::Other),
            Err(why) => self.refuse(why),
        }
    }

    fn refuse(self, why: ScanError) {
        self.status.announce(words::refused(self.locale, &why).0);
        self.looked.set(Looked::Refused(why));
    }

    /// Asks whose number it is, and what the store she is in has of it.
    pub(super) fn look_up(self, gtin: Gtin) {
        let turn = self.turn.get_value().wrapping_add(1);
        self.turn.set_value(turn);
        // What is shown stays while it is asked for again in another store.
        if !self.looked.with_untracked(|looked| matches!(looked, Looked::Found(found) if found.gtin == gtin)) {
            self.looked.set(Looked::Waiting);
        }
        let store = self.here.get_untracked().map(|store| store.code);
        leptos::task::spawn_local(async move {
            let answer = data::numbered(&gtin, store.as_ref()).await;
            if self.turn.try_get_value() != Some(turn) {
                return;
            }
            let looked = match answer {
                Ok(found) => {
                    self.recent.set(recent::keep(&found));
                    Looked::Found(Box::new(found))
                }
                Err(ClientError::Api(problem)) if problem.kind == ProblemKind::NotFound => Looked::Unknown(gtin),
                Err(why) => Looked::Failed(gtin, why),
            };
            self.status.announce(words::looked(self.locale, &looked, self.here.get_untracked().as_ref()));
            self.looked.set(looked);
        });
    }

    /// She says where she is, or that she is nowhere.
    pub(super) fn be_in(self, store: Option<StoreBrief>) {
        if let Some(store) = &store {
            self.status.announce(td_string!(self.locale, scan.store.is_here, store = store.name.clone()));
        }
        self.here.set(store);
        if let Looked::Found(found) = self.looked.get_untracked() {
            self.look_up(found.gtin);
        }
    }

    fn suggest(self, code: LocationCode) {
        leptos::task::spawn_local(async move {
            if let Ok(page) = stores::data::store(code).await {
                let _left = self.suggested.try_set(Some(stores::brief(&page.store.store)));
            }
        });
    }
}
