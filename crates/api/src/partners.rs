//! The widget on partners' pages: the card that is painted at once, the frame with its session and bag, and handing that bag over.
//!
//! Addresses below `/w/` are for the frame only, which is a page of the shop inside a partner's. Its session is a guest's, made by
//! [`SESSION`], known by a partitioned cookie or by `Authorization: Widget …`, and no other address takes it. All `POST`s there need the
//! header [`X_WIDGET`].

use crate::account::JoinedLine;
use domain::catalog::{Hex, Rating};
use domain::id::{CategorySlug, Handle, LocationCode, PartnerKey, Placement};
use domain::money::Money;
use domain::partners::Mode;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// `GET`: the loader, always the newest. JavaScript.
pub const LOADER: &str = "/embed/v1/loader.js";
/// `GET`: one loader for ever, by its version and hash, for `integrity`.
pub const PINNED: &str = "/embed/{version}/loader.js";
/// `GET`: what the loader paints. Query: [`WidgetQuery`]. Answers [`CardView`] to pages of the partner's origins.
pub const CARD: &str = "/embed/v1/card.json";
/// `GET`: the page about all this, for partners.
pub const DOCS: &str = "/embed";
/// `GET`: the frame's page. Query: [`WidgetQuery`].
pub const FRAME: &str = "/w/";
/// `POST` [`StartWidget`]: the frame's session. Answers [`WidgetView`].
pub const SESSION: &str = "/w/session";
/// `GET`: the frame's bag. Query: [`crate::cart::CartQuery`]. Answers [`crate::cart::BagView`].
pub const BAG: &str = "/w/bag";
/// `POST` [`crate::cart::PushOps`]: changes the frame's bag. Answers [`crate::cart::PushView`].
pub const CHANGES: &str = "/w/bag/changes";
/// `GET`: the frame's bag as a stream, as [`crate::cart::EVENTS`].
pub const LIVE: &str = "/w/bag/live";
/// `POST` [`Seen`]: the widget was shown or opened.
pub const SEEN: &str = "/w/seen";
/// `POST`: a token that hands the frame's bag over, once. Answers [`HandoverView`].
pub const HANDOVER: &str = "/w/handover";
/// `POST` of a form with that token as `t`, by a page of the shop's own: the bag is the shopper's, and she is sent to it.
pub const ARRIVE: &str = "/handover/partner";
/// `POST`: what there is to tell about a bag that was handed over; told once. Answers [`ArrivalView`].
pub const ARRIVAL: &str = "/api/v1/partners/arrival";

/// Where a hand-over ends: the app asks for [`ARRIVAL`] when it is opened like this.
pub const ARRIVED: &str = "/bag?from=partner";
/// The header that no other site's page can send without being asked for it.
pub const X_WIDGET: &str = "x-vitrine-widget";
/// The header that names the partner whose frame asks: pages of one site may show frames of several.
pub const X_PARTNER: &str = "x-vitrine-partner";
/// The header that says where on the partner's pages the frame stands.
pub const X_PLACEMENT: &str = "x-vitrine-placement";
/// The partner that there always is: the shop itself, for the examples of [`DOCS`].
pub const DOCS_PARTNER: &str = "pk_docs";
/// The most products of a grid's card.
pub const ITEMS_MOST: usize = 12;
/// The most colours of a card.
pub const COLOURS_MOST: usize = 5;

/// What a widget is to show, as its element says it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[serde(default)]
pub struct WidgetQuery {
    /// The partner's key.
    pub partner: String,
    /// What to show; a card unless it is said.
    pub mode: Mode,
    /// The product of a card.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product: Option<Handle>,
    /// The category of a grid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub collection: Option<CategorySlug>,
    /// The language; what the browser prefers unless it is one of the shop's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
    /// The store whose stock is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub store: Option<LocationCode>,
    /// Where on the partner's pages it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub placement: Option<Placement>,
}

/// What the loader paints before there is a frame. All addresses are whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CardView {
    /// The version of this form.
    pub v: u8,
    /// The product's name, or the category's, or the bag's.
    pub title: String,
    /// Its page in the shop.
    pub url: String,
    /// What it costs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<CardPrice>,
    /// Its leading picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<CardImage>,
    /// Its label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub brand: Option<String>,
    /// Up to [`COLOURS_MOST`] of its colours.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub colours: Vec<Hex>,
    /// What people think of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<Rating>,
    /// The words around it.
    pub text: CardText,
    /// A grid's products, at most [`ITEMS_MOST`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<CardItem>,
}

/// A product of a grid.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CardItem {
    /// Its name.
    pub title: String,
    /// Its page in the shop.
    pub url: String,
    /// What it costs.
    pub from: CardPrice,
    /// Its leading picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<CardImage>,
    /// Its label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub brand: Option<String>,
    /// Up to [`COLOURS_MOST`] of its colours.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub colours: Vec<Hex>,
}

/// A price, for programs and for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CardPrice {
    /// The lowest price of any variant, in minor units.
    pub minor: i64,
    /// Its currency, three letters (ISO 4217).
    pub currency: String,
    /// The same to be read, with "from" if variants differ in price.
    pub text: String,
}

impl CardPrice {
    /// A price and the words for it.
    #[must_use]
    pub fn new(price: Money, text: String) -> Self {
        Self { minor: price.minor, currency: price.currency.code().to_owned(), text }
    }
}

/// A picture in the sizes there are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CardImage {
    /// The one for old browsers.
    pub src: String,
    /// All of them, as `srcset` has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub srcset: Option<String>,
    /// Natural width in pixels, for the room it takes.
    pub width: u32,
    /// Natural height in pixels.
    pub height: u32,
    /// What is to be seen. Empty when it only decorates.
    pub alt: String,
}

/// The words of a card in its language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CardText {
    /// Leads to the product's page.
    pub view: String,
    /// Opens the frame to buy.
    pub add: String,
    /// Opens the bag.
    pub bag: String,
}

/// What the frame's page says to the frame's app, as JSON in the element `vitrine-widget`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WidgetConfig {
    /// The version of this form.
    pub v: u8,
    /// The partner.
    pub partner: PartnerKey,
    /// The origins whose pages may speak to the frame; the shop's own is among them.
    pub origins: Vec<String>,
    /// What to show.
    pub mode: Mode,
    /// The product of a card.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<Handle>,
    /// The category of a grid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collection: Option<CategorySlug>,
    /// The store whose stock is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub store: Option<LocationCode>,
    /// Where on the partner's pages it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub placement: Option<Placement>,
    /// The language's tag.
    pub locale: String,
}

/// A frame that begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StartWidget {
    /// Whose page it is on.
    pub partner: PartnerKey,
    /// Where on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub placement: Option<Placement>,
}

/// The frame's session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WidgetView {
    /// What opens the session beside the cookie, where cookies are refused: `Authorization: Widget …`. Only of a session that was made
    /// just now; absent when the one of the request goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
}

/// Something the frame saw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = WidgetSeen))]
#[serde(deny_unknown_fields)]
pub struct Seen {
    /// What.
    pub what: Sight,
}

/// What can be seen of a widget.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = WidgetSight))]
#[serde(rename_all = "lowercase")]
pub enum Sight {
    /// The widget was in sight.
    Shown,
    /// Somebody did something with it.
    Opened,
}

/// A token that hands the frame's bag over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = BagHandoverView))]
pub struct HandoverView {
    /// To be posted to [`ARRIVE`], never put into an address.
    pub token: String,
    /// When it stops working, used or not.
    #[serde(with = "domain::moment::timestamp")]
    pub expires_at: Timestamp,
}

/// What there is to tell about a bag that was handed over.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = BagArrivalView))]
pub struct ArrivalView {
    /// Nothing when it was told before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arrival: Option<Arrival>,
}

/// How a hand-over ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = BagArrival))]
#[serde(rename_all = "snake_case")]
pub enum Arrival {
    /// The bags are one.
    Joined {
        /// The partner's name.
        partner: String,
        /// How many pieces more there are in the bag.
        pieces: u32,
        /// The lines that changed.
        lines: Vec<JoinedLine>,
    },
    /// The token was used, has expired, or never was: the bag is as it was.
    Spent,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_says_only_what_there_is() {
        let text = CardText { view: "View".into(), add: "Add to bag".into(), bag: "Bag".into() };
        let (title, url) = ("Bag".to_owned(), "https://shop.example/bag".to_owned());
        let (from, image, brand, rating) = (None, None, None, None);
        let card = CardView { v: 1, title, url, from, image, brand, rating, text, colours: vec![], items: vec![] };
        let json = serde_json::to_string(&card).unwrap();
        let plain = r#"{"v":1,"title":"Bag","url":"https://shop.example/bag","text":{"view":"View","add":"Add to bag","bag":"Bag"}}"#;
        assert_eq!(json, plain);
        assert_eq!(serde_json::from_str::<CardView>(&json).unwrap(), card);
    }

    #[test]
    fn what_is_told_goes_there_and_back() {
        for (json, arrival) in [
            (r#"{"arrival":"spent"}"#, Some(Arrival::Spent)),
            (
                r#"{"arrival":{"joined":{"partner":"Acme","pieces":2,"lines":[]}}}"#,
                Some(Arrival::Joined { partner: "Acme".into(), pieces: 2, lines: vec![] }),
            ),
            ("{}", None),
        ] {
            let view = ArrivalView { arrival };
            assert_eq!(serde_json::to_string(&view).unwrap(), json);
            assert_eq!(serde_json::from_str::<ArrivalView>(json).unwrap(), view);
        }
    }
}
