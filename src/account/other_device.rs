//! Asking a signed-in device to let this one in: a code to scan, a number to recognise, and waiting.

use super::{
    data,
    here::{By, Here},
    sign_in::Step,
};
use crate::{
    browser,
    client::{self, ClientError},
    i18n::td_string,
    ui::{Button, ButtonKind, Failed, Shape, Skeleton},
};
use api::{
    account::{ApprovalState, ApprovalStateView, ApprovalView},
    encode,
};
use leptos::prelude::*;

const TITLE: &str = "other-device-title";

/// Asks as soon as it is shown, and signs in by itself once the other device has said yes.
#[component]
pub fn OtherDevice(
    /// Who this browser is.
    here: Here,
    /// The panel's step, to go back.
    step: RwSignal<Step>,
) -> impl IntoView {
    let locale = here.locale;
    let asked = RwSignal::new(None::<Result<ApprovalView, ClientError>>);
    let ended = RwSignal::new(None::<String>);
    let ask = move || {
        asked.set(None);
        ended.set(None);
        leptos::task::spawn_local(async move {
            let answer = data::ask_approval().await;
            asked.set(Some(answer));
        });
    };
    let end = move |words: String| {
        here.status.announce(words.clone());
        ended.set(Some(words));
    };
    ask();
    Effect::new(move |_| browser::focus(TITLE));
    // Waits as long as there is something to wait for: the stream goes when this runs again.
    Effect::new(move |_| {
        if ended.with(Option::is_some) {
            return;
        }
        let Some(id) = asked.with(|asked| Some(asked.as_ref()?.as_ref().ok()?.id.clone())) else { return };
        let finishing = StoredValue::new(false);
        let path = api::account::approval_events(&id);
        client::events(
            move || path.clone(),
            &["approval"],
            move |event| {
                let Ok(ApprovalStateView { state }) = crate::json::read(&event.data) else { return };
                match state {
                    ApprovalState::Approved if !finishing.get_value() => {
                        finishing.set_value(true);
                        let id = id.clone();
                        leptos::task::spawn_local(async move {
                            here.settle().await;
                            match data::finish_approval(&id).await {
                                Ok(view) => here.enter(view, By::Else),
                                Err(why) => end(here.failed(&why)),
                            }
                        });
                    }
                    ApprovalState::Refused => end(td_string!(locale, account.device.refused).to_owned()),
                    ApprovalState::Expired => end(td_string!(locale, account.device.expired).to_owned()),
                    ApprovalState::Waiting | ApprovalState::Approved | ApprovalState::Finished => {}
                }
            },
        );
    });
    let content = move || match (ended.get(), asked.get()) {
        (Some(words), _) => view! {
            <p class="sign-in__words">{words}</p>
            <Button on_press=ask>{td_string!(locale, account.device.again)}</Button>
        }
        .into_any(),
        (None, None) => view! { <Skeleton shape=Shape::Picture /> }.into_any(),
        (None, Some(Ok(approval))) => view! { <Question approval /> }.into_any(),
        (None, Some(Err(why))) => view! { <Failed why on_again=Callback::new(move |()| ask()) /> }.into_any(),
    };

    view! {
        <h2 class="sign-in__title" id=TITLE tabindex="-1">{td_string!(locale, account.device.title)}</h2>
        {content}
        <div class="sign-in__others">
            <Button kind=ButtonKind::Plain on_press=move || step.set(Step::Address)>{td_string!(locale, account.back)}</Button>
        </div>
    }
}

/// The code to scan, the number, and the address for who cannot scan.
#[component]
fn Question(approval: ApprovalView) -> impl IntoView {
    let locale = crate::i18n::use_locale();
    let source = format!("data:image/svg+xml,{}", encode(&approval.qr_svg));
    let number = approval.number.get().to_string();

    view! {
        <p class="sign-in__words">{td_string!(locale, account.device.words)}</p>
        <div class="ask-device">
            <img class="ask-device__code" src=source alt=td_string!(locale, account.device.qr) width="240" height="240" />
            <p class="ask-device__number">
                <span class="hidden">{td_string!(locale, account.device.number, number = number.clone())}</span>
                <span aria-hidden="true">{number}</span>
            </p>
        </div>
        <label class="ask-device__address">
            <span>{td_string!(locale, account.device.address)}</span>
            <input class="field__input" readonly value=approval.url on:focus:target=|event| event.target().select() />
        </label>
        <p class="sign-in__hint">{td_string!(locale, account.device.waiting)}</p>
    }
}
