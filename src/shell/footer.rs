//! The foot of every page.

use super::{language_switch::LanguageSwitch, masthead::CategoryLinks};
use crate::{
    i18n::{td_string, use_locale},
    routes::Route,
};
use leptos::prelude::*;

/// Where else to go, what the house is, and that this is a demonstration.
#[component]
pub fn Footer() -> impl IntoView {
    let locale = use_locale();

    view! {
        <footer class="footer below">
            <div class="footer__columns">
                <p class="footer__about">{td_string!(locale, shell.footer.about)}</p>
                <nav aria-label=td_string!(locale, shell.footer.shop)>
                    <p class="footer__title" aria-hidden="true">{td_string!(locale, shell.footer.shop)}</p>
                    <CategoryLinks />
                </nav>
                <nav aria-label=td_string!(locale, shell.footer.visit)>
                    <p class="footer__title" aria-hidden="true">{td_string!(locale, shell.footer.visit)}</p>
                    <ul class="shelf-links">
                        <li><a class="shelf-link" href=Route::TryOn.path()>{td_string!(locale, shell.footer.try_on)}</a></li>
                        <li><a class="shelf-link" href="/stores">{td_string!(locale, shell.footer.find_store)}</a></li>
                        <li><a class="shelf-link" href="/bag">{td_string!(locale, shell.bag)}</a></li>
                        <li><a class="shelf-link" href=Route::FindOrder.path()>{td_string!(locale, shell.footer.find_order)}</a></li>
                    </ul>
                    <p class="footer__note">{td_string!(locale, shell.footer.collect)}</p>
                </nav>
            </div>
            <div class="footer__end">
                <p class="footer__wordmark" aria-hidden="true">{td_string!(locale, shell.brand)}</p>
                <div>
                    // On narrow screens the switch is here instead of in the masthead.
                    <LanguageSwitch />
                    <p class="footer__note">{td_string!(locale, shell.footer.demo)}</p>
                </div>
            </div>
        </footer>
    }
}
