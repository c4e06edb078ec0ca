//! The try-on over HTTP, on the demo shop's own files: what can be worn, and the house's looks.

use std::{fs, path::Path};

use api::tryon::{HouseLooksView, NextView, WearablesView, next};
use backend::{
    catalog,
    import::{Report, Sheet},
};
use domain::{
    id::{LocationCode, Sku},
    inventory::Band,
    tryon::{Area, Place, Reason},
};

use crate::{
    goods,
    support::{Engine, Person, TestApp},
};

fn demo(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo").join(name)
}

async fn demo_shop() -> TestApp {
    demo_shop_on(Engine::Sqlite).await
}

/// The demo shop's stores, products and stock.
pub(crate) async fn demo_shop_on(engine: Engine) -> TestApp {
    let shop = TestApp::start(engine).await;
    goods::import_stores(&shop, &fs::read_to_string(demo("stores.csv")).unwrap(), true).await;
    let sheet = Sheet::open(&demo("products.csv"), &catalog::REQUIRED).unwrap();
    let report = Report::new("products.csv", "products");
    catalog::import(&shop.app, shop.folder.path(), sheet, report, false).await.unwrap();
    goods::import_stock(&shop, &fs::read_to_string(demo("stock.csv")).unwrap(), true).await;
    shop
}

async fn wear(shopper: &Person, query: &str) -> WearablesView {
    shopper.get(&format!("{}{query}", api::tryon::WEARABLES)).await.json()
}

#[tokio::test]
async fn what_can_be_worn_is_found_by_area_sku_and_handle() {
    let shop = demo_shop().await;
    let shopper = shop.shopper();
    for area in Area::ALL {
        let found = wear(&shopper, &format!("?area={}&store=berlin-mitte", area.word())).await;
        assert!(found.products.len() >= 8, "{} products for {area:?}", found.products.len());
        for product in &found.products {
            assert!(product.places.iter().any(|place| place.area() == area), "{}", product.handle);
            assert!(!product.shades.is_empty(), "{}", product.handle);
            assert!(product.shades.iter().all(|shade| shade.at_store.is_some() && shade.price.minor > 0));
        }
        let in_store = found.products.iter().flat_map(|product| &product.shades);
        assert!(in_store.filter(|shade| shade.at_store.is_some_and(Band::can_be_had)).count() > 0);
    }
    let two = wear(&shopper, "?skus=LIP-VEL-012%20CHE-SIF-004%20LIP-NGT-001%20NO-SUCH").await;
    let handles: Vec<&str> = two.products.iter().map(|product| product.handle.as_str()).collect();
    assert_eq!(handles, ["velvet-hour-lipstick", "sifted-powder-blush"], "a lip mask has no colour to wear");
    assert_eq!(two.products[0].places, [Place::Lips]);
    assert!(two.products[0].shades.iter().all(|shade| shade.at_store.is_none()));
    assert_eq!(wear(&shopper, "?handle=margin-lip-pencil").await.products[0].places, [Place::LipLiner, Place::Lips]);
    let palette = &wear(&shopper, "?handle=four-walls-quad").await.products[0];
    assert_eq!(palette.places[0], Place::ShadowLid);
    assert!(palette.shades.iter().all(|shade| shade.pans.len() == 4), "a palette is worn by its pans");
}

#[tokio::test]
async fn what_cannot_be_asked_is_named() {
    let shop = TestApp::start(Engine::Sqlite).await;
    let shopper = shop.shopper();
    let many = ["A"; 25].join("%20");
    let asked = |query: &str| format!("{}?{query}", api::tryon::WEARABLES);
    shopper.get(&asked("store=nowhere")).await.problem(404);
    for (query, field) in [(format!("skus={many}"), "skus"), ("skus=a/b".into(), "skus"), ("area=toes".into(), "area")]
    {
        let answer = shopper.get(&asked(&query)).await;
        assert!(answer.text().contains(field), "{query}: {}", answer.text());
        assert!((400..500).contains(&answer.status.as_u16()), "{query}: {}", answer.status);
    }
}

#[tokio::test]
async fn the_houses_looks_are_whole_and_wear_only_what_is_there() {
    let shop = demo_shop().await;
    let shopper = shop.shopper();
    let none: HouseLooksView = shopper.get(api::tryon::HOUSE_LOOKS).await.json();
    assert!(none.looks.is_empty());
    catalog::import_home(&shop.app, &demo("home.json"), false).await.unwrap();
    let house: HouseLooksView = shopper.get(api::tryon::HOUSE_LOOKS).await.json();
    let layers: Vec<usize> = house.looks.iter().map(|look| look.look.layers().len()).collect();
    assert_eq!(layers, [5, 4, 8, 5, 7]);
    for look in &house.looks {
        assert_eq!(look.colours.len(), look.look.layers().len(), "{}", look.name.en);
        assert!(!look.name.de.is_empty() && !look.line.de.is_empty());
    }
}

#[tokio::test]
async fn what_goes_with_a_look_is_bare_can_be_had_and_says_why() {
    let shop = demo_shop().await;
    let shopper = shop.shopper();
    let asked = |look: &str| next(look, Some(&LocationCode::parse("berlin-mitte").unwrap()));
    let found: NextView = shopper.get(&asked("1~LIP-VEL-012.lips.80")).await.json();
    assert_eq!(found.next.len(), 3);
    let lip = Sku::parse("LIP-VEL-012").unwrap();
    for one in &found.next {
        assert_eq!(one.with, lip);
        assert_ne!(one.place, Place::Lips);
        let shade = one.product.shades.iter().find(|shade| shade.sku == one.sku).unwrap();
        assert!(shade.at_store.is_some_and(Band::can_be_had), "{}: the store has shades of all of them", one.sku);
    }
    assert_eq!(found.next[0].reason, Reason::Edge);
    let bare: NextView = shopper.get(&asked("1")).await.json();
    assert!(bare.next.is_empty(), "nothing goes with nothing");
    assert!(shopper.get(&asked("9~LIP-VEL-012.lips.80")).await.text().contains("look"));
    shopper.get(&next("1", Some(&LocationCode::parse("nowhere").unwrap()))).await.problem(404);
}
