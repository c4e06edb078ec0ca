//! Products by their number over HTTP, on the demo shop's own files.

use api::{problem::ProblemKind, scan::CodeView};

use crate::{support::Engine, tryon::demo_shop_on};

/// Oxblood Alibi of the Velvet Hour Lipstick.
const SKU: &str = "LIP-VEL-012";

#[tokio::test]
async fn a_number_of_any_length_finds_the_very_shade_and_what_the_store_has() {
    let shop = demo_shop_on(Engine::Sqlite).await;
    let shopper = shop.shopper();
    let catalog = shop.app.catalog();
    let (product, variant) = catalog.variant(&SKU.to_owned().try_into().unwrap()).unwrap();
    let gtin = variant.gtin.clone().unwrap();
    for number in [gtin.as_str().to_owned(), gtin.padded()] {
        let found: CodeView = shopper.get(&format!("/api/v1/codes/{number}?store=berlin-mitte")).await.json();
        assert_eq!(found.sku.as_str(), SKU);
        assert_eq!(found.page.product.handle, product.handle);
        assert_eq!(found.page.availability.sku.as_str(), SKU);
        assert_eq!(found.page.availability.stores[0].store.code.as_str(), "berlin-mitte");
    }
}

#[tokio::test]
async fn every_variant_of_the_demo_has_a_number_of_its_own() {
    let shop = demo_shop_on(Engine::Sqlite).await;
    let catalog = shop.app.catalog();
    for product in catalog.products() {
        for variant in &product.variants {
            let gtin = variant.gtin.as_ref().unwrap_or_else(|| panic!("{} has no number", variant.sku.as_str()));
            assert_eq!(catalog.numbered(gtin).unwrap().1.sku, variant.sku);
        }
    }
}

#[tokio::test]
async fn a_number_that_nothing_has_is_not_found_and_what_is_none_is_named() {
    let shop = demo_shop_on(Engine::Sqlite).await;
    let shopper = shop.shopper();
    let unknown = shopper.get("/api/v1/codes/4006381333931").await;
    assert_eq!(unknown.problem(404).kind, ProblemKind::NotFound);
    for wrong in ["4006381333932", "123", "lipstick"] {
        let refused = shopper.get(&format!("/api/v1/codes/{wrong}")).await;
        let problem = refused.problem(422);
        assert_eq!(problem.field.as_deref(), Some("gtin"), "{wrong}");
        assert!(problem.detail.unwrap().contains("digits under the barcode"), "{wrong}");
    }
}
