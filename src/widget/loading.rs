//! Loading in the frame: a skeleton, what went wrong with a way on, or the content.

use crate::{
    client::ClientError,
    i18n::{td_string, use_locale},
    ui::{Button, ButtonKind, Loading, Shape, Skeleton, message},
};
use api::problem::ProblemKind;
use leptos::prelude::*;

/// Asks `fetch` as soon as the component is there, and once more for each press of `Try again`.
pub(super) fn loaded<T, F, V>(fetch: impl Fn() -> F + Send + 'static, show: impl Fn(T) -> V + Send + 'static) -> AnyView
where
    T: Clone + Send + Sync + 'static,
    F: Future<Output = Result<T, ClientError>> + 'static,
    V: IntoView + 'static,
{
    let state = RwSignal::new(Loading::<T>::Waiting);
    let again = RwSignal::new(0_u32);
    Effect::new(move |_| {
        again.track();
        let answer = fetch();
        leptos::task::spawn_local(async move {
            let answer = answer.await;
            // The component may be gone by now.
            let _gone = state.try_set(answer.map_or_else(Loading::Failed, Loading::Ready));
        });
    });
    let content = move || match state.get() {
        Loading::Ready(value) => show(value).into_any(),
        Loading::Failed(why) => {
            view! { <Trouble why on_again=Callback::new(move |()| again.update(|times| *times += 1)) /> }.into_any()
        }
        Loading::Waiting => waiting(),
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
