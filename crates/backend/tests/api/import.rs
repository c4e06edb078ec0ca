//! Merchants' files, good, awkward and broken, as `vitrine import` takes them.

use std::{
    fs,
    path::{Path, PathBuf},
};

use api::catalog::{ListingView, ProductPageView};
use backend::{
    catalog,
    import::{Report, Sheet},
};

use crate::{on_both_engines, support::TestApp};

/// Loads a file of products.
pub async fn products(shop: &TestApp, file: &Path, strict: bool) -> Report {
    let sheet = Sheet::open(file, &catalog::REQUIRED).unwrap();
    let report = Report::new(file.file_name().unwrap().to_string_lossy(), "products");
    catalog::import(&shop.app, file.parent().unwrap(), sheet, report, strict).await.unwrap()
}

fn edge(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/edge").join(name)
}

/// A copy of an edge file with the pictures it names, each a drawing of its own.
fn with_pictures(shop: &TestApp, name: &str, pictures: &[&str]) -> PathBuf {
    let folder = shop.folder.path().join("import");
    fs::create_dir_all(folder.join("pictures")).unwrap();
    for picture in pictures {
        let svg =
            format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 400 500\"><title>{picture}</title></svg>");
        fs::write(folder.join("pictures").join(picture), svg).unwrap();
    }
    let file = folder.join(name);
    fs::copy(edge(name), &file).unwrap();
    file
}

const EXPORT_PICTURES: [&str; 7] =
    ["atlas-1.svg", "atlas-2.svg", "atlas-3.svg", "atlas-4.svg", "soap.svg", "lip-5.svg", "lip-9.svg"];

fn places(report: &Report) -> Vec<(u64, &str)> {
    report.issues.iter().map(|issue| (issue.row, issue.column.as_str())).collect()
}

on_both_engines! {
    /// Quoted bodies, three options, extra pictures, a byte order mark, CRLF: everything a real export has.
    async fn a_real_export_is_taken_whole(shop: TestApp) {
        let file = with_pictures(&shop, "shopify_export.csv", &EXPORT_PICTURES);
        let report = products(&shop, &file, false).await;
        assert_eq!(places(&report), [(7, "Image Src"), (12, "Variant Price")], "{report}");
        assert_eq!((report.added, report.left_out), (4, 1), "{report}");

        let shopper = shop.shopper();
        let page: ProductPageView = shopper.get("/api/v1/products/atlas-hand-cream").await.json();
        let product = page.product;
        assert_eq!(product.title, "Atlas Hand Cream, \"the Red One\"");
        assert_eq!(page.category.title, "Body");
        assert!(product.description_html.contains("<li>Tube, cap &amp; box recycled</li>"), "{}", product.description_html);
        for gone in ["script", "alert", "onclick"] {
            assert!(!product.description_html.contains(gone), "{}", product.description_html);
        }
        assert_eq!(product.tags, ["Hand cream", "Hydrating", "Gift", "Dry skin"]);
        let options: Vec<_> = product.options.iter().map(|option| option.name.as_str()).collect();
        assert_eq!(options, ["Size", "Scent", "Wrapping"]);
        assert_eq!(product.options[1].values, ["Fig", "Rose, dried"]);
        let prices: Vec<_> = product.variants.iter().map(|variant| variant.price.minor).collect();
        assert_eq!(prices, [950, 1250, 1700, 1700]);
        let former: Vec<_> = product.variants.iter().map(|variant| variant.compare_at.map(|it| it.minor)).collect();
        assert_eq!(former, [None, None, Some(2100), None]);
        assert_eq!(product.variants[0].gtin.as_ref().unwrap().as_str(), "2000000000015");
        assert_eq!(product.variants[0].pictures.len(), 1);
        assert_eq!(product.pictures.len(), 4);
        assert_eq!(product.pictures[0].alt, "Hand cream, red tube");
        assert_eq!(product.pictures[1].alt, product.title, "a blank text stands in for nobody");
        assert_eq!((product.pictures[0].width, product.pictures[0].height), (400, 500));

        let soap: ProductPageView = shopper.get("/api/v1/products/plain-soap").await.json();
        assert!(soap.product.options.is_empty() && soap.product.variants[0].values.is_empty());
        let free: ProductPageView = shopper.get("/api/v1/products/sample-card").await.json();
        assert!(free.product.variants[0].price.is_zero());
        shopper.get("/api/v1/products/unpriced-preview").await.problem(404);
    }

    /// The second time there is nothing to do, and nothing is done.
    async fn the_same_file_twice_changes_nothing(shop: TestApp) {
        let file = with_pictures(&shop, "shopify_export.csv", &EXPORT_PICTURES);
        products(&shop, &file, false).await;
        let generation = shop.app.catalog().generation();
        let report = products(&shop, &file, false).await;
        assert_eq!((report.added, report.changed, report.unchanged, report.left_out), (0, 0, 4, 1), "{report}");
        assert_eq!(shop.app.catalog().generation(), generation);
    }

    /// Each fault is named with its row and column, and what is good is taken.
    async fn a_broken_export_is_reported_row_by_row(shop: TestApp) {
        let report = products(&shop, &edge("shopify_broken.csv"), false).await;
        assert_eq!(
            places(&report),
            [
                (4, "Handle"), (5, "Variant Price"), (6, "Variant Price"), (7, "Variant Price"), (8, "Title"), (9, "Variant SKU"),
                (11, "Option1 Value"), (12, "Variant Grams"), (13, "Image Src"), (14, "Image Src"), (15, "Handle"), (16, "Variant Price"),
            ],
            "{report}"
        );
        let catalog = shop.app.catalog();
        let mut skus: Vec<_> =
            catalog.products().flat_map(|product| &product.variants).map(|variant| variant.sku.as_str()).collect();
        skus.sort_unstable();
        assert_eq!(skus, ["ESCAPE", "GOOD-2", "GOOD-L", "GOOD-S", "GRAMS", "NOPIC", "SAME-1"]);
        assert_eq!(catalog.products().filter(|product| !product.pictures.is_empty()).count(), 0);
    }

    /// `--strict` is all or nothing.
    async fn strict_writes_nothing_when_there_are_issues(shop: TestApp) {
        let report = products(&shop, &edge("shopify_broken.csv"), true).await;
        assert!(report.refused);
        assert_eq!(report.issues.len(), 12);
        assert_eq!(shop.app.catalog().products().len(), 0);
        let (media,): (i64,) = shop.app.db.one("SELECT COUNT(*) FROM media", vec![]).await.unwrap();
        assert_eq!(media, 0);
    }

    /// A later file changes what it names and keeps what it does not.
    async fn a_later_file_changes_what_it_names(shop: TestApp) {
        products(&shop, &edge("shopify_broken.csv"), false).await;
        let later = shop.folder.path().join("later.csv");
        let header = "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price,Status\n";
        fs::write(&later, format!(
            "{header}good-one,Good One,Size,S,GOOD-S,6.00,active\ngood-two,Good Two,Title,Default Title,GOOD-2,6.00,archived\n\
             new,New,Title,Default Title,SAME-1,1.00,active\nother,Other,Title,Default Title,GOOD-L,2.00,active\n"
        )).unwrap();
        let report = products(&shop, &later, false).await;
        // SAME-1 is another product's, which the file says nothing about; GOOD-L is free, because good-one has given it up.
        assert_eq!(places(&report), [(4, "Variant SKU")], "{report}");
        assert_eq!((report.added, report.changed, report.left_out), (1, 2, 1), "{report}");
        let shopper = shop.shopper();
        let one: ProductPageView = shopper.get("/api/v1/products/good-one").await.json();
        assert_eq!((one.product.variants.len(), one.product.variants[0].price.minor), (1, 600));
        shopper.get("/api/v1/products/good-two").await.problem(404);
        let list: ListingView = shopper.get("/api/v1/products").await.json();
        let titles: Vec<_> = list.items.iter().map(|card| card.handle.as_str()).collect();
        assert_eq!(titles, ["good-one", "same-option", "bad-grams", "missing-picture", "escape", "other"]);
    }
}

#[test]
fn a_file_of_something_else_is_refused_with_what_it_lacks() {
    let error = Sheet::open(&edge("not_a_product_file.csv"), &catalog::REQUIRED).unwrap_err().to_string();
    assert!(error.contains("not_a_product_file.csv") && error.contains("Handle, Title, Variant Price"), "{error}");
}
