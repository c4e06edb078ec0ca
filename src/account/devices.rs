//! The devices that are signed in.

use super::{
    data,
    here::Here,
    words::{day, device_name},
};
use crate::{
    browser,
    i18n::td_string,
    ui::{Badge, Button, ButtonKind, Disclosure, Tone},
};
use api::account::DeviceView;
use leptos::prelude::*;

const TITLE: &str = "account-devices";

/// Each device with what it seems to be, and a button that signs it out. This one is signed out at the head of the page.
#[component]
pub fn Devices(
    /// Who this browser is.
    here: Here,
) -> impl IntoView {
    let locale = here.locale;
    let devices = Memo::new(move |_| {
        here.account.with(|account| account.as_ref().map(|it| it.devices.clone()).unwrap_or_default())
    });
    let busy = RwSignal::new(false);
    let wrong = RwSignal::new(None::<String>);
    let sign_out = Callback::new(move |device: DeviceView| {
        busy.set(true);
        wrong.set(None);
        leptos::task::spawn_local(async move {
            let answer = data::sign_out_device(&device.id).await;
            busy.set(false);
            match answer {
                Ok(state) => {
                    here.account.set(state.account);
                    let name = device_name(locale, &device.device);
                    here.status.announce(td_string!(locale, account.devices.signed_out, device = name));
                    // Its button is gone.
                    browser::focus(TITLE);
                }
                Err(why) => wrong.set(Some(here.failed(&why))),
            }
        });
    });
    let sign_out_others = move || {
        busy.set(true);
        wrong.set(None);
        leptos::task::spawn_local(async move {
            let answer = data::sign_out_others().await;
            busy.set(false);
            match answer {
                Ok(account) => {
                    here.account.set(Some(account));
                    here.status.announce(td_string!(locale, account.devices.others_done));
                    browser::focus(TITLE);
                }
                Err(why) => wrong.set(Some(here.failed(&why))),
            }
        });
    };
    let rows = move || {
        let rows = devices.get().into_iter();
        rows.map(|device| view! { <DeviceRow here device busy sign_out /> }.into_any()).collect::<Vec<_>>()
    };
    let others = move || {
        (devices.with(Vec::len) > 1).then(|| {
            view! {
                <Button kind=ButtonKind::Quiet disabled=busy on_press=sign_out_others>
                    {td_string!(locale, account.devices.others)}
                </Button>
            }
        })
    };

    view! {
        <section class="account-part" aria-labelledby=TITLE>
            <h2 class="account-part__title" id=TITLE tabindex="-1">{td_string!(locale, account.devices.title)}</h2>
            <div class="account-part__body">
                <p class="account-part__words">{td_string!(locale, account.devices.words)}</p>
                <ul class="account-rows" role="list">{rows}</ul>
                <p class="field__error" role="alert">{move || wrong.get()}</p>
                {others}
                <Disclosure title=td_string!(locale, account.devices.another)>
                    <p>{td_string!(locale, account.devices.another_words)}</p>
                </Disclosure>
            </div>
        </section>
    }
}

#[component]
fn DeviceRow(here: Here, device: DeviceView, busy: RwSignal<bool>, sign_out: Callback<DeviceView>) -> impl IntoView {
    let locale = here.locale;
    let name = device_name(locale, &device.device);
    let since = day(locale, device.signed_in_at);
    let note = format!(
        "{}, {}",
        td_string!(locale, account.devices.seen, day = day(locale, device.seen_at)),
        td_string!(locale, account.devices.since, day = since.clone())
    );
    let end = if device.this {
        view! { <Badge tone=Tone::Good text=td_string!(locale, account.devices.this) /> }.into_any()
    } else {
        let label = td_string!(locale, account.devices.sign_out_named, device = name.clone(), day = since);
        let device = device.clone();
        view! {
            <Button kind=ButtonKind::Plain disabled=busy label on_press=move || sign_out.run(device.clone())>
                {td_string!(locale, account.sign_out)}
            </Button>
        }
        .into_any()
    };

    view! {
        <li class="account-row" aria-label=name.clone()>
            <span class="account-row__main">{name.clone()}</span>
            <span class="account-row__note">{note}</span>
            <span class="account-row__end">{end}</span>
        </li>
    }
}
