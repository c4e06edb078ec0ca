//! Loading has one shape: a skeleton, what went wrong with *Try again*, or the content.

use super::{Button, ButtonKind, EmptyState, LinkButton, PageHeading};
use crate::{
    client::ClientError,
    i18n::{Locale, td_string, use_locale},
    routes::Route,
};
use api::problem::ProblemKind;
use futures_util::future::{AbortHandle, Abortable};
use leptos::prelude::*;
use std::pin::Pin;

/// How far a request is.
#[derive(Debug, Clone, PartialEq)]
pub enum Loading<T> {
    /// No answer yet.
    Waiting,
    /// The newest answer.
    Ready(T),
    /// No answer, and why.
    Failed(ClientError),
}

/// What a page or slice loads, as a signal. Made by [`fetched`]; `Copy`, so it can be handed on.
#[derive(Debug)]
pub struct Fetched<T: Send + Sync + 'static> {
    state: RwSignal<Loading<T>>,
    busy: RwSignal<bool>,
    again: RwSignal<u32>,
}

impl<T: Send + Sync + 'static> Clone for Fetched<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T: Send + Sync + 'static> Copy for Fetched<T> {}

impl<T: Clone + Send + Sync + 'static> Fetched<T> {
    /// The answer, if there is one; tracked.
    #[must_use]
    pub fn get(self) -> Option<T> {
        match self.state.get() {
            Loading::Ready(value) => Some(value),
            _ => None,
        }
    }

    /// Whether a request is under way; tracked. The last answer stays until the next one is there.
    #[must_use]
    pub fn busy(self) -> bool {
        self.busy.get()
    }

    /// Asks again.
    pub fn again(self) {
        self.again.update(|times| *times += 1);
    }

    /// Puts a newer answer in its place: from a stream, or what an action answered.
    pub fn set(self, value: T) {
        self.state.set(Loading::Ready(value));
    }
}

/// Loads something as soon as the component is there, and again whenever what `key` reads changes; an older request is aborted.
///
/// `seed` is the first answer when the server sent it along: then the first request is saved.
pub fn fetched<K, T, F>(seed: Option<T>, key: impl Fn() -> K + 'static, fetch: impl Fn(K) -> F + 'static) -> Fetched<T>
where
    K: PartialEq + Clone + 'static,
    T: Clone + Send + Sync + 'static,
    F: Future<Output = Result<T, ClientError>> + 'static,
{
    let seeded = seed.is_some();
    let of = Fetched {
        state: RwSignal::new(seed.map_or(Loading::Waiting, Loading::Ready)),
        busy: RwSignal::new(!seeded),
        again: RwSignal::new(0),
    };
    let (busy, state) = (of.busy, of.state);
    // The primitive that turns requests into a signal: the one place where an effect writes one.
    Effect::new(move |last: Option<Asked<(K, u32)>>| {
        asked(last, (key(), of.again.get()), seeded, |(key, _)| {
            let request = fetch(key.clone());
            start(busy, Box::pin(async move { state.set(request.await.map_or_else(Loading::Failed, Loading::Ready)) }))
        })
    });
    of
}

/// What was asked for last. Not a cleanup of the effect: that runs whenever a signal is written, also with the value it has.
struct Asked<K> {
    key: K,
    /// Kept only to be dropped.
    _running: Option<Running>,
}

/// A request that ends with whoever wanted it.
struct Running(AbortHandle);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Asks for `now` unless that is what was asked for last, or what came as the seed. Whatever else was under way is aborted.
fn asked<K: PartialEq>(last: Option<Asked<K>>, now: K, seeded: bool, start: impl FnOnce(&K) -> Running) -> Asked<K> {
    match last {
        Some(last) if last.key == now => last,
        None if seeded => Asked { key: now, _running: None },
        last => {
            drop(last);
            let running = start(&now);
            Asked { key: now, _running: Some(running) }
        }
    }
}

/// Runs a request until its answer is there or nobody wants it. Apart from [`fetched`], so that its code exists once.
fn start(busy: RwSignal<bool>, request: Pin<Box<dyn Future<Output = ()>>>) -> Running {
    let (abort, registration) = AbortHandle::new_pair();
    busy.set(true);
    leptos::task::spawn_local(async move {
        if Abortable::new(request, registration).await.is_ok() {
            busy.set(false);
        }
    });
    Running(abort)
}

/// Shows what is loaded: `skeleton` while there is nothing, the failure with `Try again`, or the content.
#[component]
pub fn Load<T, F, V>(
    /// What to wait for.
    of: Fetched<T>,
    /// Shown until the first answer, with the content's geometry.
    #[prop(into)]
    skeleton: ViewFnOnce,
    /// Shows the answer.
    children: F,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    F: Fn(T) -> V + Send + 'static,
    V: IntoView + 'static,
{
    let stage = move || match of.state.get() {
        Loading::Ready(value) => Stage::Shown(children(value).into_any()),
        Loading::Failed(why) => Stage::Failed(why),
        Loading::Waiting => Stage::Waiting,
    };
    frame(of.busy, of.again, skeleton, Box::new(stage))
}

/// What [`Load`] shows, whatever it loads.
enum Stage {
    Waiting,
    Shown(AnyView),
    Failed(ClientError),
}

/// The part of [`Load`] that does not depend on what is loaded, so that its code exists once.
fn frame(
    busy: RwSignal<bool>,
    again: RwSignal<u32>,
    skeleton: ViewFnOnce,
    stage: Box<dyn Fn() -> Stage + Send>,
) -> AnyView {
    let locale = use_locale();
    let mut skeleton = Some(skeleton);
    let content = move || {
        match stage() {
        Stage::Shown(view) => view,
        Stage::Failed(why) => view! { <Failed why on_again=Callback::new(move |()| again.update(|times| *times += 1)) /> }.into_any(),
        Stage::Waiting => match skeleton.take() {
            Some(skeleton) => view! { <div class="load__wait" role="status" aria-label=td_string!(locale, shell.loading)>{skeleton.run()}</div> }.into_any(),
            None => ().into_any(),
        },
    }
    };

    view! { <div class="load" aria-busy=move || busy.get().to_string()>{content}</div> }.into_any()
}

/// What went wrong, what it means and the way on.
#[component]
pub fn Failed(
    /// Why there is nothing to show.
    why: ClientError,
    /// Asks again.
    on_again: Callback<()>,
) -> impl IntoView {
    let locale = use_locale();
    let gone = matches!(&why, ClientError::Api(problem) if problem.kind == ProblemKind::NotFound);
    if gone {
        // Asking again would not help.
        return view! {
            <div class="not-found">
                <PageHeading text=td_string!(locale, shell.not_found.title).to_owned() />
                <p>{td_string!(locale, shell.not_found.text)}</p>
                <LinkButton href="/">{td_string!(locale, shell.not_found.home)}</LinkButton>
            </div>
        }
        .into_any();
    }

    // Whoever stands at the counter without a connection looks for the code of her order.
    let orders = matches!(why, ClientError::Offline | ClientError::TimedOut)
        .then(|| view! { <a href=Route::FindOrder.path()>{td_string!(locale, shell.failed.orders)}</a> });

    view! {
        <div role="alert">
            <EmptyState title=td_string!(locale, shell.failed.title) text=message(locale, &why)>
                <Button kind=ButtonKind::Quiet on_press=move || on_again.run(())>{td_string!(locale, shell.failed.again)}</Button>
                {orders}
            </EmptyState>
        </div>
    }
    .into_any()
}

/// What the shopper is told about a request that failed for a reason no slice knows better.
#[must_use]
pub fn message(locale: Locale, why: &ClientError) -> String {
    match why {
        ClientError::Offline => td_string!(locale, shell.failed.offline),
        ClientError::TimedOut => td_string!(locale, shell.failed.timed_out),
        ClientError::Api(_) => td_string!(locale, shell.failed.refused),
        ClientError::Unreadable => td_string!(locale, shell.failed.unreadable),
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A request that never answers, and whether it is still wanted.
    fn request() -> (Running, AbortHandle) {
        let (handle, _) = AbortHandle::new_pair();
        (Running(handle.clone()), handle)
    }

    fn never(_: &u8) -> Running {
        panic!("asked once too often")
    }

    #[test]
    fn a_running_request_outlives_a_signal_that_is_written_with_the_value_it_has() {
        let (running, handle) = request();
        let first = asked(None, 1, false, |_| running);
        let same = asked(Some(first), 1, false, never);
        assert!(!handle.is_aborted());

        let (other, _) = request();
        let next = asked(Some(same), 2, false, |_| other);
        assert!(handle.is_aborted());
        assert_eq!(next.key, 2);
    }

    #[test]
    fn a_request_ends_with_its_owner() {
        let (running, handle) = request();
        drop(asked(None, 1, false, |_| running));
        assert!(handle.is_aborted());
    }

    #[test]
    fn what_the_server_sent_along_is_not_asked_for() {
        let seeded = asked(None, 1, true, never);
        let (running, handle) = request();
        let changed = asked(Some(seeded), 2, true, |_| running);
        assert_eq!(changed.key, 2);
        assert!(!handle.is_aborted());
    }
}
