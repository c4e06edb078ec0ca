//! A product's pictures: one large, the others to choose from.

use crate::{
    i18n::{td_string, use_locale},
    ui::{Loads, Picture, Shown},
};
use domain::catalog::Picture as PictureFile;
use leptos::prelude::*;

/// One picture large and the others below it. A change of pictures (another shade) begins with the first one again.
#[component]
pub fn Gallery(
    /// The pictures of what is chosen, the leading one first.
    #[prop(into)]
    pictures: Signal<Vec<PictureFile>>,
) -> impl IntoView {
    let locale = use_locale();
    let shown = RwSignal::new((0_usize, Vec::<PictureFile>::new()));
    // A choice holds for the pictures it was made among.
    let at = Memo::new(move |_| {
        let (at, among) = shown.get();
        if among == pictures.get() { at } else { 0 }
    });
    let large = move || {
        pictures.with(|pictures| pictures.get(at.get()).cloned()).map(|picture| {
            view! { <Picture picture loads=Loads::First shown=Shown::Large class="gallery__large" /> }
        })
    };
    let thumbs = move || {
        let pictures_now = pictures.get();
        let count = pictures_now.len();
        (count > 1).then(|| {
            let thumbs = pictures_now
                .into_iter()
                .enumerate()
                .map(|(index, picture)| {
                    let label = td_string!(
                        locale,
                        catalog.show_picture,
                        number = index + 1,
                        count = count,
                        what = picture.alt.clone()
                    );
                    view! {
                        <button
                            type="button"
                            class="gallery__thumb"
                            aria-label=label
                            aria-pressed=move || (at.get() == index).to_string()
                            on:click=move |_| shown.set((index, pictures.get_untracked()))
                        >
                            <Picture picture alt="" shown=Shown::Small />
                        </button>
                    }
                })
                .collect::<Vec<_>>();
            view! { <div class="gallery__thumbs">{thumbs}</div> }
        })
    };

    view! { <div class="gallery">{large}{thumbs}</div> }
}
