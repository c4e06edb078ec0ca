//! The time for which everything is held for her: silent while there is plenty, a countdown when it matters, held anew when it is over.

use crate::{
    browser,
    i18n::{td_string, use_locale},
    ui::{Fetched, use_status},
};
use api::checkout::{HeldView, PlanView};
use domain::checkout::COUNTDOWN_SECONDS;
use leptos::prelude::*;
use std::time::Duration;

const SECOND: Duration = Duration::from_secs(1);

/// Says when time is short, and asks for the pieces again when it is over.
#[component]
pub fn HeldFor(
    /// Until when.
    held: HeldView,
    /// Where a newer plan goes.
    plan: Fetched<PlanView>,
) -> impl IntoView {
    let locale = use_locale();
    let status = use_status();
    let ends = browser::now_ms() + i64::from(held.seconds) * 1_000;
    let left = RwSignal::new(None::<i64>);
    let tick = StoredValue::new(None::<IntervalHandle>);
    let look = move || {
        let seconds = (ends - browser::now_ms()).div_euclid(1_000);
        if seconds <= 0 {
            if let Some(tick) = tick.try_update_value(Option::take).flatten() {
                tick.clear();
            }
            plan.again();
            return;
        }
        if seconds > COUNTDOWN_SECONDS {
            return;
        }
        // Once, not with every second.
        if left.get_untracked().is_none() {
            status.announce(td_string!(locale, checkout.held.short));
        }
        left.set(Some(seconds));
    };
    if let Ok(handle) = set_interval_with_handle(look, SECOND) {
        tick.set_value(Some(handle));
    }
    on_cleanup(move || {
        if let Some(tick) = tick.try_update_value(Option::take).flatten() {
            tick.clear();
        }
    });

    view! {
        <p class="checkout__held" role="timer" hidden=move || left.get().is_none()>
            {move || left.get().map(|left| td_string!(locale, checkout.held.left, time = format!("{}:{:02}", left / 60, left % 60)))}
        </p>
    }
}
