//! What cards on partners' pages say.

use crate::{
    format::money,
    i18n::{Locale, td_string},
};
use api::partners::CardText;
use domain::money::Money;

/// The words around a card.
#[must_use]
pub fn card(locale: Locale) -> CardText {
    CardText {
        view: td_string!(locale, partners.view).to_owned(),
        add: td_string!(locale, partners.add).to_owned(),
        bag: td_string!(locale, partners.bag).to_owned(),
    }
}

/// What a product costs, or from what on.
#[must_use]
pub fn price(locale: Locale, price: Money, varies: bool) -> String {
    let amount = money(locale, price);
    if varies { td_string!(locale, partners.price_from, price = amount) } else { amount }
}
