//! First paint: what a browser, or a search engine without one, gets for a page's address.

use std::fs;

use api::page::{PageData, Seed};
use axum::{body::Body, http::Method};
use backend::{catalog, site::Site};
use base64::{Engine as _, prelude::BASE64_STANDARD};

use crate::{
    goods, import,
    support::{Answer, Engine, Person, TestApp},
};

const INDEX: &str = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Ondée</title>\
    <link rel=\"stylesheet\" href=\"/s.css\"></head><body><div id=\"app\"></div></body></html>";

async fn shop() -> TestApp {
    let dist = tempfile::tempdir().unwrap();
    fs::write(dist.path().join("index.html"), INDEX).unwrap();
    let shop = TestApp::with_site(Engine::Sqlite, Site::read(dist.path()).unwrap()).await;
    goods::stock_up(&shop).await;
    shop
}

fn seed(answer: &Answer) -> Seed {
    let html = answer.text();
    let (_, after) = html.split_once("<script type=\"application/json\" id=\"seed\">").expect("a page has its data");
    let (json, _) = after.split_once("</script>").unwrap();
    serde_json::from_str(json).unwrap()
}

async fn get(shopper: &Person, path: &str, headers: &[(&str, &str)]) -> Answer {
    shopper.send(Method::GET, path, headers, Body::empty()).await
}

#[tokio::test]
async fn a_product_is_there_without_a_script() {
    let shop = shop().await;
    let answer = get(&shop.shopper(), "/p/velvet?Shade=Rosewood", &[]).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    assert!(answer.header("set-cookie").is_empty());
    assert!(answer.header("vary").contains("cookie") && answer.header("vary").contains("accept-language"));
    let html = answer.text();
    for part in [
        "<html lang=\"en\">",
        "<title>Velvet Lipstick",
        "<link rel=\"canonical\" href=\"http://shop.test/p/velvet\">",
        "hreflang=\"de\" href=\"http://shop.test/p/velvet?lang=de\"",
        "property=\"og:type\" content=\"product\"",
        "<div id=\"shell\">",
        "Rosewood",
        "28.00",
        "Ondée Mitte",
        "<div id=\"app\"></div>",
    ] {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
    let seed = seed(&answer);
    assert_eq!(seed.path, "/p/velvet?Shade=Rosewood");
    let PageData::Product(page) = seed.page else { panic!("not a product: {:?}", seed.page) };
    assert_eq!(page.availability.sku.as_str(), "LIP-2", "the address chose the shade");
}

#[tokio::test]
async fn every_page_has_its_data_and_its_heading() {
    let shop = shop().await;
    let shopper = shop.shopper();
    for (path, fits) in [
        ("/", (|page| matches!(page, PageData::Home(_))) as fn(&PageData) -> bool),
        ("/c/lips", |page| matches!(page, PageData::Category(page) if page.listing.total == 1)),
        ("/p/soap", |page| matches!(page, PageData::Product(_))),
        ("/search?q=velvet", |page| matches!(page, PageData::Search(page) if page.total == 1)),
        ("/stores", |page| matches!(page, PageData::Stores(page) if page.stores.len() == 3)),
        ("/stores/mitte", |page| matches!(page, PageData::Store(page) if page.week.len() == 7)),
        ("/try-on?look=1", |page| matches!(page, PageData::TryOn)),
        ("/bag", |page| matches!(page, PageData::Own)),
        ("/checkout", |page| matches!(page, PageData::Own)),
        ("/orders/ON-1", |page| matches!(page, PageData::Own)),
        ("/continue", |page| matches!(page, PageData::Own)),
    ] {
        let answer = get(&shopper, path, &[]).await;
        assert_eq!(answer.status, 200, "{path}");
        let seed = seed(&answer);
        assert!(fits(&seed.page), "{path}: {:?}", seed.page);
        assert!(!seed.shell.categories.is_empty(), "{path}");
        let private = matches!(seed.page, PageData::Own | PageData::Search(_));
        assert_eq!(answer.text().contains("noindex"), private, "{path}");
        assert!(private || answer.text().contains("<h1"), "{path}");
    }
}

#[tokio::test]
async fn what_is_not_there_is_a_real_404_with_a_page() {
    let shop = shop().await;
    let shopper = shop.shopper();
    for path in [
        "/p/nothing",
        "/p/NOT%20A%20HANDLE",
        "/c/gardening",
        "/stores/leipzig",
        "/stores/nowhere",
        "/nowhere",
        "/p/velvet/more",
    ] {
        let answer = get(&shopper, path, &[]).await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.header("content-type").starts_with("text/html"), "{path}");
        assert_eq!(seed(&answer).page, PageData::NotFound, "{path}");
        assert!(answer.text().contains("noindex"));
    }
    get(&shopper, "/missing.js", &[]).await.problem(404);
}

#[tokio::test]
async fn the_language_is_the_shoppers() {
    let shop = shop().await;
    let shopper = shop.shopper();
    for (path, headers, lang) in [
        ("/p/velvet", &[][..], "en"),
        ("/p/velvet", &[("accept-language", "de-AT,de;q=0.9,en;q=0.5")][..], "de"),
        ("/p/velvet", &[("accept-language", "fr")][..], "en"),
        ("/p/velvet", &[("accept-language", "en"), ("cookie", "lang=de")][..], "de"),
        ("/p/velvet?lang=de", &[("cookie", "lang=en")][..], "de"),
    ] {
        let answer = get(&shopper, path, headers).await;
        assert!(answer.text().contains(&format!("<html lang=\"{lang}\">")), "{path} {headers:?}");
    }
}

#[tokio::test]
async fn her_store_is_known_by_its_cookie() {
    let shop = shop().await;
    let shopper = shop.shopper();
    let answer = get(&shopper, "/c/lips", &[("cookie", "store=kreuzberg")]).await;
    let seed = seed(&answer);
    assert_eq!(seed.shell.my_store.unwrap().code.as_str(), "kreuzberg");
    let PageData::Category(page) = seed.page else { panic!("not a category") };
    assert!(page.listing.items[0].at_store.is_some());
    // A store that has closed since is as good as none.
    for gone in ["store=atlantis", "store=leipzig", "store=%22%3E"] {
        let answer = get(&shopper, "/c/lips", &[("cookie", gone)]).await;
        assert_eq!(answer.status, 200);
        assert!(self::seed(&answer).shell.my_store.is_none(), "{gone}");
    }
}

#[tokio::test]
async fn a_page_is_painted_once_and_again_when_stock_has_changed() {
    let shop = shop().await;
    let shopper = shop.shopper();
    let first = get(&shopper, "/p/velvet", &[]).await;
    let etag = first.header("etag").to_owned();
    let known = get(&shopper, "/p/velvet", &[("if-none-match", &etag)]).await;
    assert_eq!((known.status.as_u16(), known.body.len()), (304, 0));
    let small = get(&shopper, "/p/velvet", &[("accept-encoding", "br")]).await;
    assert_eq!(small.header("content-encoding"), "br");
    assert!(small.body.len() < first.body.len() / 2);
    goods::import_stock(&shop, "SKU,Location Code,On Hand\nLIP-1,mitte,1\n", true).await;
    let later = get(&shopper, "/p/velvet", &[("if-none-match", &etag)]).await;
    assert_eq!(later.status, 200);
    assert_ne!(later.header("etag"), etag);
}

/// A page opens with a small copy of its picture within it, as soon as that is drawn. The browser asks for the picture itself all the same.
#[tokio::test]
async fn the_leading_picture_is_seen_with_the_first_paint() {
    let shop = shop().await;
    let folder = shop.folder.path().join("pictures");
    fs::create_dir(&folder).unwrap();
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 80 100\"><rect width=\"80\" height=\"100\" fill=\"#b0413e\"/></svg>";
    fs::write(folder.join("drawing.svg"), drawing).unwrap();
    fs::write(
        folder.join("products.csv"),
        "Handle,Title,Variant SKU,Variant Price,Image Src\na,A,A,1.00,drawing.svg\n",
    )
    .unwrap();
    assert!(import::products(&shop, &folder.join("products.csv"), true).await.is_clean());
    let shopper = shop.shopper();
    let preview = |html: &str| {
        let (_, after) = html.split_once("href=\"data:image/webp;base64,")?;
        Some(after.split_once('"')?.0.to_owned())
    };

    let first = get(&shopper, "/p/a", &[]).await;
    assert_eq!(preview(&first.text()), None, "nobody waits for it to be drawn");
    let working = tokio::spawn(catalog::draw_pictures(shop.app.clone()));
    let mut drawn = None;
    for _ in 0..600 {
        drawn = preview(&get(&shopper, "/p/a", &[]).await.text());
        if drawn.is_some() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    let webp = BASE64_STANDARD.decode(drawn.expect("it is drawn within half a minute")).unwrap();
    let picture = image::load_from_memory_with_format(&webp, image::ImageFormat::WebP).unwrap();
    assert_eq!((picture.width(), picture.height()), (360, 450));
    let html = get(&shopper, "/p/a", &[]).await;
    assert!(html.header("link").contains("-1000.webp>; rel=preload"), "{}", html.header("link"));
    // Only pages carry it.
    let PageData::Product(page) = seed(&html).page else { panic!("not a product") };
    shopper.get(&page.product.pictures[0].url.replace(".svg", "-360.webp")).await.problem(404);
    shop.app.close();
    working.await.unwrap();
}

#[tokio::test]
async fn an_address_cannot_put_anything_into_the_page() {
    let shop = shop().await;
    let shopper = shop.shopper();
    for path in [
        "/search?q=%3C%2Fscript%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "/orders/%22%3E%3Cimg%20src%3Dx%3E",
    ] {
        let html = get(&shopper, path, &[]).await.text();
        assert!(!html.contains("<script>alert(1)") && !html.contains("<img src=x>"), "{path}: {html}");
    }
    let long = format!("/search?q={}", "a".repeat(3_000));
    assert_eq!(get(&shopper, &long, &[]).await.status, 404);
}

#[tokio::test]
async fn what_is_shared_with_the_installed_shop_leads_to_a_page_of_ours() {
    let shop = shop().await;
    let shopper = shop.shopper();
    for (shared, page) in [
        ("url=http%3A%2F%2Fshop.test%2Fp%2Fvelvet%3FShade%3DRosewood", "/p/velvet?Shade=Rosewood"),
        ("title=Rosewood&text=https%3A%2F%2Felsewhere.example%2Fp%2Fvelvet", "/search?q=Rosewood"),
        ("", "/search"),
    ] {
        let answer = get(&shopper, &format!("/share?{shared}"), &[]).await;
        assert_eq!(answer.status, 303);
        assert_eq!(answer.header("location"), page);
    }
}

#[tokio::test]
async fn the_shop_can_be_installed_in_her_language() {
    let shop = shop().await;
    for (language, manifest) in [("en", "/manifest.webmanifest"), ("de", "/manifest.de.webmanifest")] {
        let answer = get(&shop.shopper(), "/", &[("accept-language", language)]).await;
        assert!(answer.text().contains(&format!("<link rel=\"manifest\" href=\"{manifest}\">")), "{language}");
    }
}
