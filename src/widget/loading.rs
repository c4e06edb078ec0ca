//! Loading in the frame: a skeleton, what went wrong with a way on, or the content.

use crate::{
    client::ClientError,
    i18n::{td_string, use_locale},
    ui::{Button, ButtonKind, Shape, Skeleton, message},
};
use api::problem::ProblemKind;
use leptos::prelude::*;
use std::{pin::Pin, sync::Arc};

/// Makes the view of what was loaded.
pub(super) type Show = Arc<dyn Fn() -> AnyView + Send + Sync>;
/// An answer that is on its way. One type for all of them, so that the wasm has the code around it once.
pub(super) type Coming = Pin<Box<dyn Future<Output = Result<Show, ClientError>>>>;

/// Asks `fetch` as soon as the component is there, and once more for each press of `Try again`.
pub(super) fn loaded(fetch: impl Fn() -> Coming + 'static) -> AnyView {
    frame(Box::new(fetch))
}

fn frame(fetch: Box<dyn Fn() -> Coming>) -> AnyView {
    let state = RwSignal::new(None::<Result<Show, ClientError>>);
    let again = RwSignal::new(0_u32);
    Effect::new(move |_| {
        again.track();
        let answer = fetch();
        leptos::task::spawn_local(async move {
            let answer = answer.await;
            // The component may be gone by now.
            let _gone = state.try_set(Some(answer));
        });
    });
    let content = move || match state.get() {
        Some(Ok(show)) => show(),
        Some(Err(why)) => {
            view! { <Trouble why on_again=Callback::new(move |()| again.update(|times| *times += 1)) /> }.into_any()
        }
        None => waiting(),
    };
    view! { <div class="widget__load">{content}</div> }.into_any()
}

fn waiting() -> AnyView {
    let locale = use_locale();
    view! {
        <div role="status" aria-label=td_string!(locale, shell.loading)>
            <Skeleton shape=Shape::Picture />
            <Skeleton shape=Shape::Line count=3 />
        </div>
    }
    .into_any()
}

/// What went wrong, and the way on: again, or the shop itself.
#[component]
fn Trouble(why: ClientError, on_again: Callback<()>) -> impl IntoView {
    let locale = use_locale();
    let gone = matches!(&why, ClientError::Api(problem) if problem.kind == ProblemKind::NotFound);
    let words = if gone { td_string!(locale, widget.gone).to_owned() } else { message(locale, &why) };
    let again = (!gone).then(|| {
        view! { <Button kind=ButtonKind::Quiet on_press=move || on_again.run(())>{td_string!(locale, shell.failed.again)}</Button> }
    });

    view! {
        <div role="alert" class="widget__trouble">
            <p>{words}</p>
            {again}
            <a href="/" target="_blank">{td_string!(locale, widget.to_shop)}</a>
        </div>
    }
}
