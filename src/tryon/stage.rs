//! The stage: three ways to begin, the picture, and what went wrong with it in words with a way on.

use super::{
    compare::PaneNames,
    data,
    found::{Found, Skin},
    state::{Fitting, Scene},
    tools::Tools,
    words,
};
use crate::{
    browser::{self, Stage},
    home::worded,
    i18n::{Locale, td_string},
    ui::{Button, ButtonKind, PageHeading},
};
use api::tryon::ModelView;
use leptos::{html, prelude::*};

/// The id of the stage.
const STAGE: &str = "stage";

/// The stage as others of the page use it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Playing {
    host: NodeRef<html::Div>,
    stage: StoredValue<Option<Stage>>,
    /// What is to be done once the stage is open.
    waiting: StoredValue<Vec<Act>>,
    fitting: Fitting,
    /// What there is to say about the picture.
    pub(super) note: RwSignal<Option<Note>>,
    /// Whether the engine is at work on the first picture.
    busy: RwSignal<bool>,
    models: RwSignal<Vec<ModelView>>,
    model: RwSignal<Option<String>>,
    /// What the engine found about shades.
    pub(super) found: Found,
}

/// Something that takes an open stage.
type Act = Box<dyn FnOnce(Playing) + Send + Sync>;

/// What she is told about the picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Note {
    what: String,
    detail: String,
}

/// What the stage is asked to show.
#[derive(Debug, Clone)]
enum Wish {
    Camera,
    Model(String),
    Photo(NodeRef<html::Input>),
}

impl Playing {
    pub(super) fn new(fitting: Fitting) -> Self {
        Self {
            host: NodeRef::new(),
            stage: StoredValue::new(None),
            waiting: StoredValue::new(Vec::new()),
            fitting,
            note: RwSignal::new(None),
            busy: RwSignal::new(false),
            models: RwSignal::new(Vec::new()),
            model: RwSignal::new(None),
            found: Found::new(),
        }
    }

    /// Does something with the stage, if there is one.
    pub(super) fn with(self, act: impl FnOnce(&Stage)) {
        self.stage.with_value(|stage| stage.as_ref().map(act));
    }

    /// Shows what is wished.
    fn show(self, wish: Wish) {
        self.note.set(None);
        self.when_open(move |playing| playing.grant(&wish));
    }

    /// Asks the engine, which is fetched if it is not there.
    pub(super) fn ask(self, ask: impl FnOnce(&Stage) + Send + Sync + 'static) {
        self.when_open(move |playing| playing.with(ask));
    }

    /// Opens the stage if it is not.
    fn when_open(self, act: impl FnOnce(Self) + Send + Sync + 'static) {
        if self.stage.with_value(Option::is_some) {
            return act(self);
        }
        let is_opening = self.waiting.with_value(|waiting| !waiting.is_empty());
        self.waiting.update_value(|waiting| waiting.push(Box::new(act)));
        let Some(host) = self.host.get_untracked().filter(|_| !is_opening) else { return };
        self.busy.set(true);
        leptos::task::spawn_local(async move {
            let opened = Stage::open(&host, move |what, detail| self.hear(what, detail)).await;
            // The page may have been left meanwhile: then the stage is closed with it.
            let Some(waiting) = self.waiting.try_update_value(std::mem::take) else { return };
            match opened {
                Ok(stage) => {
                    stage.look(&untrack(|| self.fitting.text()));
                    self.stage.set_value(Some(stage));
                    waiting.into_iter().for_each(|act| act(self));
                }
                Err(_) => self.hear("broken".to_owned(), "offline".to_owned()),
            }
        });
    }

    fn grant(self, wish: &Wish) {
        if !matches!(wish, Wish::Model(_)) {
            self.model.set(None);
        }
        self.with(|stage| match wish {
            Wish::Camera => stage.camera(),
            Wish::Model(address) => stage.model(address),
            Wish::Photo(field) => {
                if let Some(field) = field.get_untracked() {
                    stage.photo(&field);
                }
            }
        });
    }

    /// Hears what becomes of the stage.
    fn hear(self, what: String, detail: String) {
        if self.found.hear(&what, &detail) {
            return;
        }
        let scene = match (what.as_str(), detail.as_str()) {
            // What is there stays until the next picture is.
            ("camera", "asking") | (_, "reading")
                if self.fitting.scene.try_get_untracked() != Some(Scene::Choosing) =>
            {
                None
            }
            ("camera", "asking") => Some(Scene::Asking),
            ("camera", "on") => Some(Scene::Live),
            ("camera", "frozen") => Some(Scene::Still { from_camera: true }),
            ("camera", "paused") => None,
            ("photo" | "model", "reading") => Some(Scene::Reading),
            ("photo" | "model", "on") => Some(Scene::Still { from_camera: false }),
            ("camera" | "photo" | "model", _) => Some(Scene::Choosing),
            _ => None,
        };
        if let Some(scene) = scene {
            if self.fitting.scene.try_set(scene).is_some() {
                return;
            }
            if scene == Scene::Choosing {
                self.with(Stage::leave);
            }
        }
        match (what.as_str(), detail.as_str()) {
            ("ready", _) => self.busy.set(false),
            ("camera", "asking") | ("camera" | "photo" | "model", "on" | "reading") => self.note.set(None),
            ("face", "found") => self.note.set(None),
            _ => {
                if what == "broken" {
                    self.busy.set(false);
                    // What the engine knew of her skin is gone with it.
                    self.found.skin.set(Skin::Unknown);
                }
                let note = Note { what, detail };
                if let Some(words) = said(self.fitting.locale, &note) {
                    self.fitting.status.announce(words);
                }
                self.note.set(Some(note));
            }
        }
    }

    /// Back to the three ways to begin.
    pub(super) fn leave(self) {
        self.note.set(None);
        self.fitting.panes.set(Vec::new());
        self.with(Stage::leave);
        self.fitting.scene.set(Scene::Choosing);
    }

    /// Looks into the camera again.
    pub(super) fn camera(self) {
        self.show(Wish::Camera);
    }

    /// Shows the first model, or the one of this address.
    fn show_model(self, model: Option<ModelView>) {
        if let Some(model) = model.or_else(|| self.models.with_untracked(|models| models.first().cloned())) {
            self.model.set(Some(model.id));
            self.show(Wish::Model(model.src));
            return;
        }
        leptos::task::spawn_local(async move {
            match data::models().await {
                Ok(view) if !view.models.is_empty() => {
                    if self.models.try_set(view.models).is_none() {
                        self.show_model(None);
                    }
                }
                Ok(_) => self.hear("model".to_owned(), "none".to_owned()),
                Err(_) => self.hear("model".to_owned(), "offline".to_owned()),
            }
        });
    }
}

/// The stage with its choices, its picture and its tools.
#[component]
pub(super) fn StageView(
    /// The page's state.
    fitting: Fitting,
    /// The stage.
    playing: Playing,
) -> impl IntoView {
    let locale = fitting.locale;
    let choosing = Memo::new(move |_| matches!(fitting.scene.get(), Scene::Choosing | Scene::Asking | Scene::Reading));
    // What had the focus has gone: the stage takes it, so that a keyboard goes on from there.
    Effect::new(move |before: Option<bool>| {
        let now = choosing.get();
        if before.is_some_and(|before| before != now)
            && let Some(stage) = browser::element(STAGE)
        {
            browser::focus_quietly(&stage);
        }
        now
    });
    Effect::new(move |_| {
        let text = fitting.text();
        playing.with(|stage| stage.look(&text));
    });
    on_cleanup(move || playing.stage.set_value(None));
    // What she wears, for those who do not see it: read when asked for, not with every change.
    let described = move || {
        let look = fitting.look();
        let sentences = look.layers().iter().filter(|layer| layer.on);
        let sentences =
            sentences.filter_map(|layer| fitting.worn(&layer.sku).map(|worn| words::sentence(locale, &worn, layer)));
        let sentences = sentences.collect::<Vec<_>>().join("; ");
        if sentences.is_empty() { td_string!(locale, tryon.nothing_on).to_owned() } else { sentences }
    };

    view! {
        <section class="stage-frame" id=STAGE tabindex="-1" aria-label=td_string!(locale, tryon.stage) class:stage-frame--choosing=move || choosing.get()>
            <div class="stage" node_ref=playing.host role="img" aria-label=described hidden=move || choosing.get()></div>
            // The page keeps its heading when the rest gives way to the picture.
            <div class="stage-choose" class:hidden=move || !choosing.get()>
                <Mirror />
                <div class="stage-choose__words">
                    <PageHeading text=td_string!(locale, tryon.title).to_owned() title=td_string!(locale, shell.title, page = td_string!(locale, tryon.title)) class="stage-choose__title" />
                    <Ways playing choosing />
                </div>
            </div>
            {move || (!choosing.get()).then(|| view! {
                <div class="stage-over">
                    <Said playing />
                    <PaneNames fitting playing />
                    <Models playing />
                    <Tools fitting playing />
                </div>
            })}
        </section>
    }
}

/// The three ways to begin, and the promise.
#[component]
fn Ways(playing: Playing, choosing: Memo<bool>) -> impl IntoView {
    let locale = playing.fitting.locale;
    let field = NodeRef::<html::Input>::new();
    let pick = move || {
        if let Some(field) = field.get_untracked() {
            field.click();
        }
    };

    view! {
        <div class="stage-choose__more" hidden=move || !choosing.get()>
            <p class="stage-choose__line">{td_string!(locale, tryon.line)}</p>
            {move || choosing.get().then(|| view! { <Said playing /> })}
            <div class="stage-choose__ways">
                <Button on_press=move || playing.camera()>{td_string!(locale, tryon.camera)}</Button>
                <Button kind=ButtonKind::Quiet on_press=pick>{td_string!(locale, tryon.photo)}</Button>
                <Button kind=ButtonKind::Quiet on_press=move || playing.show_model(None)>{td_string!(locale, tryon.model)}</Button>
            </div>
            <p class="stage-choose__promise">{td_string!(locale, tryon.promise)}</p>
            <input
                class="stage-choose__file"
                type="file"
                accept="image/*"
                tabindex="-1"
                aria-label=td_string!(locale, tryon.photo_field)
                node_ref=field
                on:change=move |_| playing.show(Wish::Photo(field))
            />
        </div>
    }
}

/// What there is to say about the picture, quietly.
#[component]
fn Said(playing: Playing) -> impl IntoView {
    let fitting = playing.fitting;
    let locale = fitting.locale;
    let words = move || {
        let waiting = match fitting.scene.get() {
            Scene::Asking => Some(td_string!(locale, tryon.asking)),
            Scene::Reading => Some(td_string!(locale, tryon.reading)),
            Scene::Live | Scene::Still { .. } if playing.busy.get() => Some(td_string!(locale, tryon.loading)),
            _ => None,
        };
        playing.note.with(|note| note.as_ref().and_then(|note| said(locale, note))).or(waiting)
    };
    let broken = move || playing.note.with(|note| note.as_ref().is_some_and(|note| note.what == "broken"));
    let again = move || {
        playing.note.set(None);
        playing.with(Stage::again);
    };

    view! {
        {move || words().map(|words| view! {
            <div class="stage-said">
                <p>{words}</p>
                {broken().then(|| view! { <Button kind=ButtonKind::Plain on_press=again>{td_string!(locale, tryon.again)}</Button> })}
            </div>
        })}
    }
}

fn said(locale: Locale, note: &Note) -> Option<&'static str> {
    Some(match (note.what.as_str(), note.detail.as_str()) {
        ("camera", "denied") => td_string!(locale, tryon.said.denied),
        ("camera", "absent") => td_string!(locale, tryon.said.absent),
        ("camera", "busy") => td_string!(locale, tryon.said.busy),
        ("camera", "ended") => td_string!(locale, tryon.said.ended),
        ("camera", "unsupported") => td_string!(locale, tryon.said.unsupported),
        ("camera", "paused") => td_string!(locale, tryon.said.paused),
        ("photo", "heic") => td_string!(locale, tryon.said.heic),
        ("photo", "moving") => td_string!(locale, tryon.said.moving),
        ("photo", "size" | "large") => td_string!(locale, tryon.said.large),
        ("photo", "empty" | "type") => td_string!(locale, tryon.said.no_photo),
        ("photo", "damaged") => td_string!(locale, tryon.said.damaged),
        ("model", "none") => td_string!(locale, tryon.said.no_models),
        ("model", _) => td_string!(locale, tryon.said.model),
        ("face", "none") => td_string!(locale, tryon.said.no_face),
        ("face", "lost") => td_string!(locale, tryon.said.lost),
        ("broken", "offline") => td_string!(locale, tryon.said.offline),
        ("broken", _) => td_string!(locale, tryon.said.broken),
        ("download", "done") => td_string!(locale, tryon.said.downloaded),
        ("download", _) => td_string!(locale, tryon.said.not_downloaded),
        _ => return None,
    })
}

/// The models to choose from, while one is shown.
#[component]
fn Models(playing: Playing) -> impl IntoView {
    let locale = playing.fitting.locale;
    let shown = move || playing.model.with(Option::is_some) && playing.models.with(|models| models.len() > 1);
    let rows = move || {
        playing
            .models
            .get()
            .into_iter()
            .map(|model| {
                let (id, chosen) = (model.id.clone(), model.clone());
                let called = [model.name.clone(), worded(locale, &model.alt)].join(". ");
                view! {
                    <button
                        type="button"
                        class="models__one"
                        aria-label=called
                        aria-pressed=move || playing.model.with(|now| now.as_ref() == Some(&id)).to_string()
                        on:click=move |_| playing.show_model(Some(chosen.clone()))
                    >
                        <img src=model.src alt="" width=model.width height=model.height loading="lazy" />
                    </button>
                }
            })
            .collect::<Vec<_>>()
    };

    view! { {move || shown().then(|| view! { <div class="models" role="group" aria-label=td_string!(locale, tryon.models)>{rows()}</div> })} }
}

/// A face in a mirror, in a few lines, with swipes of colour before it.
#[component]
fn Mirror() -> impl IntoView {
    view! {
        <svg class="stage-choose__art" viewBox="0 0 480 620" aria-hidden="true">
            <ellipse class="stage-choose__glass" cx="240" cy="268" rx="176" ry="232" />
            <path class="stage-choose__light" d="M116 104C170 48 260 24 330 62L98 396C60 300 62 178 116 104z" />
            <ellipse cx="158" cy="310" rx="40" ry="24" fill="#cf8588" opacity="0.45" />
            <ellipse cx="322" cy="310" rx="40" ry="24" fill="#cf8588" opacity="0.45" />
            <path class="stage-choose__shade" d="M138 236c18-22 58-24 80 2-26-8-56-8-80-2zM262 238c22-26 62-24 80-2-24-6-54-6-80 2z" />
            <path class="stage-choose__line-art" d="M132 204c20-22 62-26 90-8M348 204c-20-22-62-26-90-8M138 238c20 16 56 18 80 0M262 238c24 18 60 16 80 0M144 246l-9 9M160 253l-5 11M336 246l9 9M320 253l5 11M246 214c4 34 22 66 22 92 0 12-14 18-32 16" />
            <path fill="#6e1a22" d="M176 378c22-6 40-24 54-22 4 1 7 3 10 3s6-2 10-3c14-2 32 16 54 22-18 6-40 8-64 8s-46-2-64-8z" />
            <path fill="#86222c" d="M176 378c18 6 40 8 64 8s46-2 64-8c-14 26-38 40-64 40s-50-14-64-40z" />
            <ellipse class="stage-choose__rim" cx="240" cy="268" rx="192" ry="248" />
            <g>
                <path fill="#6e1a22" d="M86 540c54-20 122-26 176-12 10 3 12 14 2 19-50 22-118 28-170 18-14-3-20-19-8-25z" />
                <path fill="#cf8588" d="M196 586c48-16 104-20 150-8 9 2 10 12 1 16-44 18-100 22-144 14-12-3-17-17-7-22z" />
                <path fill="#8a5f3c" d="M300 528c32-12 70-15 102-6 8 2 9 11 1 14-30 14-68 17-98 11-10-2-14-15-5-19z" />
            </g>
        </svg>
    }
}
