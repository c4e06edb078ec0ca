//! The try-on: models to try on, what can be worn, the house's looks, and the looks an account keeps.
//!
//! No request here takes a picture: a face is looked at by the device that shows it, and nowhere else.

use crate::encode;
use crate::page::Wording;
use domain::catalog::{Finish, Hex, Undertone};
use domain::id::{Handle, LocationCode, LookId, OrderNumber, Sku};
use domain::inventory::Band;
use domain::money::Money;
use domain::tryon::{Area, Look, LookName, Place, Reason};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// `GET`: the models that looks can be tried on. Answers [`ModelsView`].
pub const MODELS: &str = "/api/v1/try-on/models";
/// `GET`: products that can be worn, with their shades. Query: [`WearablesQuery`]. Answers [`WearablesView`].
pub const WEARABLES: &str = "/api/v1/try-on/products";
/// `GET`: the house's looks. Answers [`HouseLooksView`].
pub const HOUSE_LOOKS: &str = "/api/v1/try-on/looks";

/// `GET`, signed in: the account's looks, the one kept last first. Answers [`SavedLooksView`].
///
/// `POST` [`SaveLook`], signed in: keeps a look, or keeps it anew under its id; repeating it changes nothing. Answers [`SavedLooksView`],
/// or 409 when the account has [`domain::tryon::LOOKS_MOST`] others already.
pub const ACCOUNT_LOOKS: &str = "/api/v1/account/looks";
/// `POST`, no body, signed in: forgets a look; one that is not there is forgotten already. Answers [`SavedLooksView`].
pub const FORGET_LOOK: &str = "/api/v1/account/looks/{look}/forget";
/// `POST` [`ShowLooks`], signed in: whether the shop's staff may see the account's looks when they advise her. Answers [`SavedLooksView`].
pub const SHOW_LOOKS: &str = "/api/v1/account/looks-consent";

/// `POST`, no body, signed in: a code that shows the account's looks to one associate, once, within
/// [`domain::tryon::LOOKS_CODE_LIVES`]; it replaces the one before. Answers [`LooksCodeView`], or 409 before she has said that staff
/// may see her looks.
pub const LOOKS_CODE: &str = "/api/v1/account/looks-code";
/// `POST` [`FindLooks`], staff: the looks of a shopper who agreed to it, by her code or by an order at the store. Written down for her
/// to read. Answers [`StaffLooksView`]; 404 whatever the reason is that there is nothing to see.
pub const STAFF_LOOKS: &str = "/api/v1/staff/looks";
/// `GET`: what goes with a look. Query: [`NextQuery`]. Answers [`NextView`].
pub const NEXT: &str = "/api/v1/try-on/next";

/// The address of what goes with a look, written as in its link.
#[must_use]
pub fn next(look: &str, store: Option<&LocationCode>) -> String {
    let store = store.map(|store| format!("&store={}", encode(store.as_str()))).unwrap_or_default();
    format!("{NEXT}?look={}{store}", encode(look))
}

/// The address that forgets a look.
#[must_use]
pub fn forget_look(look: &LookId) -> String {
    FORGET_LOOK.replace("{look}", &encode(look.as_str()))
}

/// The models of this shop.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ModelsView {
    /// Each of them, in the merchant's order; none when the shop has none.
    pub models: Vec<ModelView>,
}

/// A face of the shop's own to try looks on: drawn, or a photo that the merchant has a licence for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ModelView {
    /// Its name in files.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// What is to be seen, by language; blank when nobody said.
    #[serde(default)]
    pub alt: Wording,
    /// The picture's address on this server.
    pub src: String,
    /// The picture's width in pixels.
    pub width: u32,
    /// The picture's height in pixels.
    pub height: u32,
}

/// What to wear: an area's products, or those of a few variants.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[serde(default, deny_unknown_fields)]
pub struct WearablesQuery {
    /// Only products for this part of the face.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area: Option<Area>,
    /// Only the products of these SKUs, joined by spaces, at most 24; those that cannot be worn are left out.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub skus: String,
    /// Only the product with this handle.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handle: Option<Handle>,
    /// The store whose stock is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub store: Option<LocationCode>,
}

/// The address of what can be worn.
#[must_use]
pub fn wearables(query: &WearablesQuery) -> String {
    let mut address = WEARABLES.to_owned();
    let pairs = [
        ("area", query.area.map(Area::word)),
        ("skus", Some(query.skus.as_str()).filter(|skus| !skus.is_empty())),
        ("handle", query.handle.as_ref().map(Handle::as_str)),
        ("store", query.store.as_ref().map(LocationCode::as_str)),
    ];
    let mut separator = '?';
    for (name, value) in pairs.into_iter().filter_map(|(name, value)| Some((name, value?))) {
        address.push(separator);
        address.push_str(&format!("{name}={}", encode(value)));
        separator = '&';
    }
    address
}

/// Products that can be worn.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WearablesView {
    /// The products, in the merchant's order.
    pub products: Vec<WearableView>,
}

/// A product that can be worn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WearableView {
    /// Its name in addresses.
    pub handle: Handle,
    /// Its name for people.
    pub title: String,
    /// Its label.
    pub label: String,
    /// Where it is worn, the usual way first; at least one.
    pub places: Vec<Place>,
    /// Its shades, in the merchant's order; at least one.
    pub shades: Vec<WearableShade>,
}

/// A variant that can be worn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WearableShade {
    /// The variant.
    pub sku: Sku,
    /// Its values of the product's options as one phrase: the shade's name.
    pub name: String,
    /// Its colour.
    pub hex: Hex,
    /// Of a palette, the colours of its pans, in its own order; one of them is worn at a time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pans: Vec<Hex>,
    /// How it takes the light, when the merchant says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finish: Option<Finish>,
    /// Which skin it leans towards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undertone: Option<Undertone>,
    /// What one costs.
    pub price: Money,
    /// What the store asked for has of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_store: Option<Band>,
    /// What can be sent to her.
    pub ship: Band,
}

/// The house's looks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HouseLooksView {
    /// Each of them, in the merchant's order.
    pub looks: Vec<HouseLook>,
}

/// A look of the house, put on with one tap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HouseLook {
    /// Its name, by language.
    pub name: Wording,
    /// One sentence, by language.
    pub line: Wording,
    /// The look.
    pub look: Look,
    /// The colours it is made of, for a strip of swatches.
    pub colours: Vec<Hex>,
}

/// A look to keep.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SaveLook {
    /// Made by the browser, so that repeating keeps it once.
    pub id: LookId,
    /// What she calls it.
    pub name: LookName,
    /// The look.
    pub look: Look,
}

/// The looks of an account.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SavedLooksView {
    /// Each of them, the one kept last first.
    pub looks: Vec<SavedLook>,
    /// Whether the shop's staff may see them. `false` until she says otherwise.
    pub shown_to_staff: bool,
    /// Who of the staff saw them, the last time first; at most twenty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seen: Vec<LooksSeen>,
}

/// Her looks were seen by somebody who works in a store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LooksSeen {
    /// The store.
    pub store: LocationCode,
    /// When.
    #[serde(with = "domain::moment::timestamp")]
    pub at: Timestamp,
}

/// A look that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SavedLook {
    /// Names it.
    pub id: LookId,
    /// What she calls it.
    pub name: LookName,
    /// The look.
    pub look: Look,
    /// When it was kept last.
    #[serde(with = "domain::moment::timestamp")]
    pub saved_at: Timestamp,
}

/// What she says about her looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ShowLooks {
    /// Whether the shop's staff may see them.
    pub shown: bool,
}

/// A code to show to an associate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LooksCodeView {
    /// To be said or typed, such as `7F3K-92QD`: [`domain::tryon::LOOKS_CODE_LETTERS`] letters and digits.
    pub code: String,
    /// The same as a QR code: an SVG in the colour of the text around it.
    pub qr_svg: String,
    /// When it is good for nothing any more.
    #[serde(with = "domain::moment::timestamp")]
    pub expires_at: Timestamp,
}

/// Whose looks an associate is to see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
pub enum FindLooks {
    /// The code she shows; hyphens, spaces and case do not matter.
    Code(String),
    /// An order of hers of which something is at the store.
    Order(OrderNumber),
}

/// A shopper's looks, for whoever advises her.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StaffLooksView {
    /// Her looks, the one kept last first.
    pub looks: Vec<SavedLook>,
    /// The products they are made of, with the stock of the store. What is not sold any more is left out.
    pub products: Vec<WearableView>,
}

/// A look to be completed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[serde(default, deny_unknown_fields)]
pub struct NextQuery {
    /// The look as its link has it: `1~LIP-1.lips.80`.
    pub look: String,
    /// The store whose stock comes first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub store: Option<LocationCode>,
}

/// What goes with a look.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NextView {
    /// The best first; at most [`domain::tryon::NEXT_MOST`], none when nothing fits.
    pub next: Vec<NextProduct>,
}

/// A shade that goes with a look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NextProduct {
    /// The variant.
    pub sku: Sku,
    /// Where it is worn.
    pub place: Place,
    /// The layer it goes with.
    pub with: Sku,
    /// Why it does.
    pub reason: Reason,
    /// Its product.
    pub product: WearableView,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_only_what_is_asked() {
        assert_eq!(wearables(&WearablesQuery::default()), WEARABLES);
        let query = WearablesQuery {
            area: Some(Area::Lips),
            skus: "A B".to_owned(),
            handle: None,
            store: Some(LocationCode::parse("mitte").unwrap()),
        };
        assert_eq!(wearables(&query), format!("{WEARABLES}?area=lips&skus=A%20B&store=mitte"));
    }

    #[test]
    fn a_look_travels_as_a_list_of_layers() {
        let json = r#"{"id":"a1","name":"Evening","look":[{"sku":"LIP-1","place":"lips","intensity":80,"on":true}]}"#;
        let look: SaveLook = serde_json::from_str(json).unwrap();
        assert_eq!(look.look.layers().len(), 1);
        assert_eq!(serde_json::to_string(&look).unwrap(), json);
        assert!(serde_json::from_str::<SaveLook>(&json.replace("Evening", " ")).is_err());
    }

    #[test]
    fn looks_are_found_by_one_thing_at_a_time() {
        for json in [r#"{"code":"7F3K-92QD"}"#, r#"{"order":"ON-7F3K92QD"}"#] {
            let asked: FindLooks = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::to_string(&asked).unwrap(), json);
        }
        assert!(serde_json::from_str::<FindLooks>(r#"{"code":"A","order":"ON-7F3K92QD"}"#).is_err());
        assert!(serde_json::from_str::<FindLooks>(r#"{"account":"ada"}"#).is_err());
    }

    #[test]
    fn a_look_to_be_completed_is_asked_for_as_its_link_has_it() {
        let store = LocationCode::parse("mitte").unwrap();
        assert_eq!(next("1~A.lips.80", Some(&store)), format!("{NEXT}?look=1~A.lips.80&store=mitte"));
        assert_eq!(next("", None), format!("{NEXT}?look="));
    }
}
