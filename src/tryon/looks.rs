//! Whole looks: the house's with one tap, her own kept in this browser and her account, and what she tried last.

use super::{associate::Associate, data, kept, state::Fitting};
use crate::{
    browser,
    home::worded,
    i18n::td_string,
    ui::{Button, ButtonKind, Fetched, Field, Swatch, fetched},
};
use api::tryon::{HouseLook, SaveLook, SavedLook, SavedLooksView};
use domain::{
    id::LookId,
    tryon::{Look, LookName},
};
use jiff::Timestamp;
use leptos::prelude::*;

/// The house's looks, as a strip.
#[component]
pub(super) fn HouseLooks(
    /// The page's state.
    fitting: Fitting,
) -> impl IntoView {
    let locale = fitting.locale;
    let looks = fetched(None, || (), |()| data::house_looks());
    let cards = move || {
        looks.get().map(|view| view.looks).filter(|looks| !looks.is_empty()).map(|looks| {
            let cards = looks.into_iter().map(|look| view! { <HouseCard fitting look /> }).collect::<Vec<_>>();
            view! {
                <section class="house" aria-labelledby="house">
                    <h2 class="fitting__title" id="house">{td_string!(locale, tryon.house)}</h2>
                    <ul class="house__list" role="list">{cards}</ul>
                </section>
            }
        })
    };

    view! { {cards} }
}

#[component]
fn HouseCard(fitting: Fitting, look: HouseLook) -> impl IntoView {
    let locale = fitting.locale;
    let (name, line) = (worded(locale, &look.name), worded(locale, &look.line));
    let wanted = look.look.clone();
    let is_on = Memo::new(move |_| fitting.look() == wanted);
    let swipes = look.colours.iter().enumerate().map(|(at, hex)| {
        let (x, y) = (4 + at * 12, if at % 2 == 0 { 8 } else { 2 });
        view! { <rect x=x y=y width="9" height="40" rx="4.5" fill=hex.to_string() /> }
    });
    let width = 8 + look.colours.len() * 12;
    let swipes = swipes.collect::<Vec<_>>();
    let said = name.clone();
    let wear = move |_| {
        let (look, said) = (look.look.clone(), said.clone());
        leptos::task::spawn_local(async move {
            fitting.learn_of(look.layers().iter().map(|layer| layer.sku.clone()).collect()).await;
            fitting.wear(look);
            fitting.status.announce(td_string!(locale, tryon.look_on, look = said));
        });
    };

    view! {
        <li>
            <button type="button" class="house-card" aria-pressed=move || is_on.get().to_string() on:click=wear>
                <svg class="house-card__swipes" viewBox=format!("0 0 {width} 50") aria-hidden="true">{swipes}</svg>
                <span class="house-card__name">{name}</span>
                <span class="house-card__line">{line}</span>
            </button>
        </li>
    }
}

/// Where her looks are kept: in this browser and, signed in, in her account.
#[derive(Debug, Clone, Copy)]
struct Keeping {
    fitting: Fitting,
    own: RwSignal<Vec<SavedLook>>,
    account: Fetched<Option<SavedLooksView>>,
}

impl Keeping {
    fn signed_in(self) -> Option<SavedLooksView> {
        self.account.get().flatten()
    }

    /// Of this browser and of the account, each once, the newest first.
    fn looks(self) -> Vec<SavedLook> {
        let mut looks = self.signed_in().map(|view| view.looks).unwrap_or_default();
        for look in self.own.get() {
            if looks.iter().all(|other| other.id != look.id) {
                looks.push(look);
            }
        }
        looks.sort_by_key(|look| std::cmp::Reverse(look.saved_at));
        looks
    }

    fn keep(self, name: LookName, id: LookId) {
        let locale = self.fitting.locale;
        let look = self.fitting.look_untracked();
        let saved_at = Timestamp::from_millisecond(browser::now_ms()).unwrap_or_default();
        self.own.set(kept::keep(SavedLook { id: id.clone(), name: name.clone(), look: look.clone(), saved_at }));
        let said = td_string!(locale, tryon.saved, look = name.as_str());
        if untrack(|| self.signed_in()).is_none() {
            return self.fitting.status.announce(said);
        }
        leptos::task::spawn_local(async move {
            match data::save(&SaveLook { id, name, look }).await {
                Ok(view) => {
                    self.account.set(Some(view));
                    self.fitting.status.announce(said);
                }
                Err(_) => self.fitting.status.announce(td_string!(locale, tryon.not_in_account)),
            }
        });
    }

    fn forget(self, id: LookId) {
        self.own.set(kept::forget(&id));
        if untrack(|| self.signed_in()).is_some_and(|view| view.looks.iter().any(|look| look.id == id)) {
            leptos::task::spawn_local(async move {
                match data::forget(&id).await {
                    Ok(view) => self.account.set(Some(view)),
                    Err(_) => self.fitting.status.announce(td_string!(self.fitting.locale, tryon.not_in_account)),
                }
            });
        }
    }

    fn show_to_staff(self, shown: bool) {
        leptos::task::spawn_local(async move {
            match data::show_to_staff(shown).await {
                Ok(view) => self.account.set(Some(view)),
                Err(_) => {
                    self.fitting.status.announce(td_string!(self.fitting.locale, tryon.not_in_account));
                    self.account.again();
                }
            }
        });
    }
}

/// Her own looks, what she tried, and passing a look on.
#[component]
pub(super) fn Kept(
    /// The page's state.
    fitting: Fitting,
) -> impl IntoView {
    let locale = fitting.locale;
    let keeping =
        Keeping { fitting, own: RwSignal::new(Vec::new()), account: fetched(None, || (), |()| data::account_looks()) };
    Effect::new(move |before: Option<()>| {
        if before.is_none() {
            keeping.own.set(kept::looks());
        }
    });
    let rows = move || {
        let rows = keeping.looks().into_iter().map(|look| view! { <KeptRow keeping look /> }.into_any());
        rows.collect::<Vec<_>>()
    };
    let consent = move || {
        keeping.signed_in().map(|view| {
            view! {
                <label class="kept__consent">
                    <input type="checkbox" prop:checked=view.shown_to_staff on:change:target=move |event| keeping.show_to_staff(event.target().checked()) />
                    <span>{td_string!(locale, tryon.consent)}</span>
                </label>
                {view.shown_to_staff.then(|| view! { <Associate fitting looks=view.clone() /> })}
            }
        })
    };

    view! {
        <section class="kept" aria-labelledby="kept">
            <h2 class="fitting__title" id="kept">{td_string!(locale, tryon.yours)}</h2>
            <SaveForm keeping />
            <Share fitting />
            <ul class="kept__list" role="list" aria-label=td_string!(locale, tryon.yours)>{rows}</ul>
            {consent}
            <Recent fitting />
        </section>
    }
}

/// Gives the look a name and keeps it.
#[component]
fn SaveForm(keeping: Keeping) -> impl IntoView {
    let locale = keeping.fitting.locale;
    let name = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let named = LookName::parse(&name.get_untracked()).ok().zip(LookId::parse(browser::random_id()).ok());
        if keeping.fitting.look_untracked().is_empty() {
            error.set(Some(td_string!(locale, tryon.nothing_to_save).to_owned()));
        } else if let Some((named, id)) = named {
            error.set(None);
            name.set(String::new());
            keeping.keep(named, id);
        } else {
            error.set(Some(td_string!(locale, tryon.name_wrong).to_owned()));
        }
    };

    view! {
        <form class="kept__save" on:submit=save novalidate>
            <Field label=td_string!(locale, tryon.name) value=name autocomplete="off" error=error hint=td_string!(locale, tryon.name_hint) />
            <Button kind=ButtonKind::Quiet submit=true>{td_string!(locale, tryon.save)}</Button>
        </form>
    }
}

#[component]
fn KeptRow(keeping: Keeping, look: SavedLook) -> impl IntoView {
    let fitting = keeping.fitting;
    let locale = fitting.locale;
    let (name, id, worn) = (look.name.as_str().to_owned(), look.id.clone(), look.look.clone());
    let (said, title) = (name.clone(), name.clone());
    let (wear_named, forget_named) = (
        td_string!(locale, tryon.wear_named, look = name.clone()),
        td_string!(locale, tryon.forget_named, look = name.clone()),
    );
    let wear = move || {
        let (look, said): (Look, String) = (worn.clone(), said.clone());
        leptos::task::spawn_local(async move {
            fitting.learn_of(look.layers().iter().map(|layer| layer.sku.clone()).collect()).await;
            fitting.wear(look);
            fitting.status.announce(td_string!(locale, tryon.look_on, look = said));
        });
    };

    view! {
        <li class="kept__one" aria-label=name>
            <span class="kept__name">{title}</span>
            <Button kind=ButtonKind::Plain label=wear_named on_press=wear>{td_string!(locale, tryon.wear)}</Button>
            <Button kind=ButtonKind::Plain label=forget_named on_press=move || keeping.forget(id.clone())>{td_string!(locale, tryon.forget)}</Button>
        </li>
    }
}

/// A link that has the whole look in it.
#[component]
fn Share(fitting: Fitting) -> impl IntoView {
    let locale = fitting.locale;
    let shared = RwSignal::new(None::<bool>);
    let share = move || {
        let link = fitting.link();
        leptos::task::spawn_local(async move {
            let told = browser::share(td_string!(locale, tryon.title), &link).await;
            shared.set(Some(told));
            fitting.status.announce(if told {
                td_string!(locale, tryon.said.copied)
            } else {
                td_string!(locale, tryon.said.not_shared)
            });
        });
    };
    let failed = move || shared.get() == Some(false);

    view! {
        <div class="kept__share">
            <Button kind=ButtonKind::Quiet on_press=share>{td_string!(locale, tryon.share)}</Button>
            {move || failed().then(|| view! { <input class="field__input" readonly aria-label=td_string!(locale, tryon.link) prop:value=fitting.link() /> })}
            {move || (shared.get() == Some(true)).then(|| view! { <p class="kept__told">{td_string!(locale, tryon.said.copied)}</p> })}
        </div>
    }
}

/// What she tried last, each a press away.
#[component]
fn Recent(fitting: Fitting) -> impl IntoView {
    let locale = fitting.locale;
    let dots = move || {
        fitting.recent.get().into_iter().filter_map(|sku| {
        let worn = fitting.worn(&sku)?;
        let label = format!("{}, {}", worn.shade.name, worn.title);
        let place = *worn.places.first()?;
        Some(view! {
            <li>
                <button type="button" class="recent__one" aria-label=label.clone() title=label on:click=move |_| fitting.put_on(&sku, place)>
                    <Swatch hex=worn.shade.hex.to_string() />
                </button>
            </li>
        })
    }).collect::<Vec<_>>()
    };
    let is_empty = move || fitting.recent.with(Vec::is_empty);

    view! {
        <div class="recent" hidden=is_empty>
            <h3 class="recent__title">{td_string!(locale, tryon.recent)}</h3>
            <ul class="recent__list" role="list">{dots}</ul>
        </div>
    }
}
