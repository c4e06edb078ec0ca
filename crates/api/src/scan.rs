//! Finding a product by the number under its barcode.

use crate::catalog::ProductPageView;
use crate::encode;
use domain::id::{Gtin, LocationCode, Sku};
use serde::{Deserialize, Serialize};

/// `GET`: the product with a number, as GTIN-8, -12, -13 or -14. Query: [`CodeQuery`]. Answers [`CodeView`].
pub const CODE: &str = "/api/v1/codes/{gtin}";

/// Where the shopper is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[serde(default, deny_unknown_fields)]
pub struct CodeQuery {
    /// The store whose stock is answered first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub store: Option<LocationCode>,
}

/// The address of a number.
#[must_use]
pub fn code(gtin: &Gtin, store: Option<&LocationCode>) -> String {
    let address = CODE.replace("{gtin}", gtin.as_str());
    store.map_or(address.clone(), |store| format!("{address}?store={}", encode(store.as_str())))
}

/// What a number names.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CodeView {
    /// The number, as the catalogue has it.
    pub gtin: Gtin,
    /// The variant with this number.
    pub sku: Sku,
    /// The page of its product, with where this variant can be had.
    pub page: ProductPageView,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_names_number_and_store() {
        let (gtin, store) = (Gtin::parse("4006381333931").unwrap(), LocationCode::parse("berlin-mitte").unwrap());
        assert_eq!(code(&gtin, None), "/api/v1/codes/4006381333931");
        assert_eq!(code(&gtin, Some(&store)), "/api/v1/codes/4006381333931?store=berlin-mitte");
    }
}
