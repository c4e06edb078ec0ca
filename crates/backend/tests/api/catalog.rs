//! Browsing over HTTP: lists, products, search, the home page and pictures, on the demo shop's own files.

use std::{collections::HashSet, fs, path::Path, time::Duration};

use api::{
    catalog::{CategoryView, ListingView, OFFLINE_MOST, OfflineView, ProductPageView, SearchView},
    page::{HomeView, ShellView},
};
use axum::{body::Body, http::Method};
use backend::{
    catalog,
    import::{Report, Sheet},
};
use domain::{catalog::FacetKind, inventory::Band};

use crate::{
    goods, import, on_both_engines,
    support::{Engine, Person, TestApp},
};

fn demo(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo").join(name)
}

/// The demo shop without its pictures, which take a while.
async fn demo_shop() -> TestApp {
    let shop = TestApp::start(Engine::Sqlite).await;
    let stores = fs::read_to_string(demo("stores.csv")).unwrap();
    goods::import_stores(&shop, &stores, true).await;
    let sheet = Sheet::open(&demo("products.csv"), &catalog::REQUIRED).unwrap();
    let report = Report::new("products.csv", "products");
    let report = catalog::import(&shop.app, shop.folder.path(), sheet, report, false).await.unwrap();
    assert_eq!(report.left_out, 0, "{report}");
    goods::import_stock(&shop, &fs::read_to_string(demo("stock.csv")).unwrap(), true).await;
    shop
}

async fn list(shopper: &Person, query: &str) -> ListingView {
    shopper.get(&format!("/api/v1/products{query}")).await.json()
}

async fn search(shopper: &Person, q: &str) -> SearchView {
    let q = api::encode(q);
    shopper.get(&format!("/api/v1/search?q={q}")).await.json()
}

fn first(found: &SearchView) -> &str {
    found.products.first().map_or("", |card| card.handle.as_str())
}

#[tokio::test]
async fn the_demo_shop_is_as_large_as_promised_and_whole() {
    let shop = demo_shop().await;
    let shopper = shop.shopper();
    let everything = list(&shopper, "").await;
    assert!(everything.total >= 240, "{} products", everything.total);
    let categories: Vec<CategoryView> = shopper.get("/api/v1/categories").await.json();
    assert!(categories.len() >= 8, "{} categories", categories.len());
    assert_eq!(categories.iter().map(|view| view.products).sum::<u32>(), everything.total);
    let variants = shop.app.catalog().products().map(|product| product.variants.len()).sum::<usize>();
    assert!(variants >= 1_500, "{variants} variants");
}

#[tokio::test]
async fn lists_are_narrowed_sorted_and_paged() {
    let shop = demo_shop().await;
    let shopper = shop.shopper();

    let lips = list(&shopper, "?category=lips").await;
    assert_eq!((lips.items.len(), lips.page), (24.min(lips.total as usize), 1));
    assert_eq!(lips.pages, lips.total.div_ceil(24));
    let kinds: Vec<FacetKind> = lips.facets.iter().map(|facet| facet.kind).collect();
    assert_eq!(kinds, [FacetKind::Label, FacetKind::Family, FacetKind::Finish, FacetKind::Tag]);

    let matte = list(&shopper, "?category=lips&finish=matte,satin&sort=price_up&page_size=96").await;
    assert!(matte.total > 0 && matte.total < lips.total);
    let prices: Vec<i64> = matte.items.iter().map(|card| card.price.minor).collect();
    assert!(prices.is_sorted(), "{prices:?}");

    let pages: Vec<ListingView> = vec![
        list(&shopper, "?page_size=7").await,
        list(&shopper, "?page_size=7&page=2").await,
        list(&shopper, "?page_size=14").await,
    ];
    let handles = |list: &ListingView| list.items.iter().map(|card| card.handle.clone()).collect::<Vec<_>>();
    assert_eq!([handles(&pages[0]), handles(&pages[1])].concat(), handles(&pages[2]));
    let beyond = list(&shopper, "?page=4000000000&page_size=96").await;
    assert!(beyond.items.is_empty() && beyond.total > 0);

    let nothing = list(&shopper, "?label=Nobody").await;
    assert_eq!((nothing.total, nothing.pages), (0, 1));
}

#[tokio::test]
async fn a_list_says_what_her_store_has() {
    let shop = demo_shop().await;
    let shopper = shop.shopper();
    let there = list(&shopper, "?category=lips&store=berlin-mitte&page_size=96").await;
    assert!(there.items.iter().all(|card| card.at_store.is_some()));
    let has = there.items.iter().filter(|card| card.at_store != Some(Band::None)).count();
    let only = list(&shopper, "?category=lips&store=berlin-mitte&in_stock=true&page_size=96").await;
    assert_eq!(only.items.len(), has);
    assert!(only.items.iter().all(|card| card.at_store.is_some_and(Band::can_be_had)));
    let anywhere = list(&shopper, "?category=lips&page_size=96").await;
    assert!(anywhere.items.iter().all(|card| card.at_store.is_none()));
}

#[tokio::test]
async fn a_product_comes_with_its_stock_near_a_point() {
    let shop = demo_shop().await;
    let shopper = shop.shopper();
    let path = "/api/v1/products/velvet-hour-lipstick";
    let page: ProductPageView = shopper.get(&format!("{path}?near=48.1374,11.5755&sku=LIP-VEL-010")).await.json();
    assert_eq!(page.availability.sku.as_str(), "LIP-VEL-010");
    assert_eq!(page.category.title, "Lips");
    let metres: Vec<_> = page.availability.stores.iter().map(|row| row.metres.unwrap()).collect();
    assert!(metres.is_sorted() && metres[0] < 20_000, "{metres:?}");
    assert!((1..=8).contains(&page.related.len()));
    assert!(page.related.iter().all(|card| card.handle != page.product.handle));

    let page: ProductPageView = shopper.get(&format!("{path}?store=berlin-mitte")).await.json();
    assert_eq!(page.availability.stores[0].store.code.as_str(), "berlin-mitte");
    assert_eq!(page.availability.sku, page.product.variants[0].sku, "the first variant, unless told");
}

#[tokio::test]
async fn words_find_what_is_meant() {
    let shop = demo_shop().await;
    let shopper = shop.shopper();
    // As typed; the product that leads.
    for (q, handle) in [
        ("velvet hour", "velvet-hour-lipstick"),
        ("VELVET HOUR LIPSTICK", "velvet-hour-lipstick"),
        ("velvt hour", "velvet-hour-lipstick"),
        ("velvet huor", "velvet-hour-lipstick"),
        ("velvt hour lipstick", "velvet-hour-lipstick"),
        ("velvet ho", "velvet-hour-lipstick"),
        ("LIP-VEL-010", "velvet-hour-lipstick"),
        ("lip-vel-0", "velvet-hour-lipstick"),
        ("2002399498985", "velvet-hour-lipstick"),
        ("second coffee", "velvet-hour-lipstick"),
        ("sécond coffée", "velvet-hour-lipstick"),
    ] {
        let found = search(&shopper, q).await;
        assert_eq!(
            first(&found),
            handle,
            "{q}: {:?}",
            found.products.iter().map(|card| card.handle.as_str()).collect::<Vec<_>>()
        );
    }
    let lip = search(&shopper, "lip").await;
    assert!(lip.total >= 10 && lip.categories.iter().any(|category| category.slug.as_str() == "lips"));
    assert_eq!(search(&shopper, "halde").await.labels, ["Halde"]);
    for nothing in ["", "   ", "xyzzyplugh", "🦄", "xyzzy\" OR 1=1 --", "*:*", "title:xyzzy"] {
        let found = search(&shopper, nothing).await;
        assert_eq!((found.total, found.products.len()), (0, 0), "{nothing}");
    }
    let few: SearchView = shopper.get("/api/v1/search?q=lip&limit=3&store=berlin-mitte").await.json();
    assert_eq!(few.products.len(), 3);
    assert!(few.total > 3 && few.products.iter().all(|card| card.at_store.is_some()));
}

#[tokio::test]
async fn what_cannot_be_is_named() {
    let shop = TestApp::start(Engine::Sqlite).await;
    goods::stock_up(&shop).await;
    let shopper = shop.shopper();
    for (path, field) in [
        ("/api/v1/products?page_size=97", "page_size"),
        ("/api/v1/products?page=-1", "page"),
        ("/api/v1/products?sort=cheap", "sort"),
        ("/api/v1/products?finish=matte,shiny", "finish"),
        ("/api/v1/products?price_max=-1", "price_max"),
        ("/api/v1/products?colour=red", "colour"),
        ("/api/v1/products?category=No%20Such", "category"),
        ("/api/v1/products/velvet?near=here", "near"),
        ("/api/v1/products/velvet?sku=a/b", "sku"),
        ("/api/v1/search?limit=1000", "limit"),
    ] {
        let problem = shopper.get(path).await.problem(422);
        assert_eq!(problem.field.as_deref(), Some(field), "{path}");
    }
    shopper.get(&format!("/api/v1/search?q={}", "a".repeat(201))).await.problem(422);
    for (path, what) in [
        ("/api/v1/products?category=gardening", "category"),
        ("/api/v1/products?store=nowhere", "store"),
        ("/api/v1/products/nothing", "product"),
        ("/api/v1/products/NOT%20A%20HANDLE", "product"),
        ("/api/v1/products/velvet?sku=SOAP-1", "variant"),
        ("/api/v1/products/velvet?store=leipzig", "store"),
        ("/api/v1/home?store=nowhere", "store"),
        ("/media/0123456789abcdef0123456789abcdef.svg", "picture"),
        ("/media/x", "picture"),
        ("/media/..%2f..%2fetc.svg", "picture"),
    ] {
        let answer = shopper.get(path).await;
        assert!(answer.text().contains(what), "{path}: {}", answer.text());
        answer.problem(404);
    }
}

#[tokio::test]
async fn home_and_frame_show_what_there_is() {
    let shop = demo_shop().await;
    let shopper = shop.shopper();
    let home: HomeView = shopper.get("/api/v1/home").await.json();
    assert!(home.near.is_empty() && !home.new.is_empty() && !home.labels.is_empty());
    let report = catalog::import_home(&shop.app, &demo("home.json"), false).await.unwrap();
    assert_eq!(report.added, 1, "{report}");
    let again = catalog::import_home(&shop.app, &demo("home.json"), false).await.unwrap();
    assert_eq!(again.unchanged, 1, "{again}");
    let home: HomeView = shopper.get("/api/v1/home?store=berlin-mitte").await.json();
    assert!(!home.stories.is_empty() && home.look.is_some());
    assert!(home.stories.iter().all(|story| story.href.starts_with('/')));
    assert!(home.near.len() > 3 && home.near.iter().all(|card| card.at_store.is_some_and(Band::can_be_had)));
    let frame: ShellView = shopper.get("/api/v1/shell").await.json();
    assert!(frame.categories.len() >= 8 && frame.my_store.is_none());
}

#[tokio::test]
async fn pictures_are_small_and_kept_for_ever() {
    let shop = TestApp::start(Engine::Sqlite).await;
    let folder = shop.folder.path().join("shop");
    fs::create_dir(&folder).unwrap();
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 5\"><path d=\"{}\"/></svg>",
        "M0 0".repeat(200)
    );
    fs::write(folder.join("A.svg"), &svg).unwrap();
    fs::write(folder.join("bad.svg"), "<svg><script>alert(1)</script></svg>").unwrap();
    let rows = "Handle,Title,Variant SKU,Variant Price,Image Src\na,A,A,1.00,A.svg\na,,,,bad.svg\n";
    fs::write(folder.join("products.csv"), rows).unwrap();
    let report = import::products(&shop, &folder.join("products.csv"), false).await;
    assert_eq!(report.issues.len(), 1, "{report}");
    let shopper = shop.shopper();
    let page: ProductPageView = shopper.get("/api/v1/products/a").await.json();
    let url = &page.product.variants[0].pictures[0].url;

    let plain = shopper.get(url).await;
    assert_eq!((plain.header("content-type"), plain.text()), ("image/svg+xml", svg));
    assert_eq!(plain.header("cache-control"), "public, max-age=31536000, immutable");
    assert!(plain.header("content-security-policy").contains("default-src 'none'"));
    let get = |headers: &'static [(&str, &str)]| shopper.send(Method::GET, url, headers, Body::empty());
    let small = get(&[("accept-encoding", "gzip, br")]).await;
    assert_eq!(small.header("content-encoding"), "br");
    assert!(small.body.len() < plain.body.len() / 2);
    let zipped = get(&[("accept-encoding", "gzip")]).await;
    assert_eq!(zipped.header("content-encoding"), "gzip");
    let etag = plain.header("etag").to_owned();
    let known = shopper.send(Method::GET, url, &[("if-none-match", &etag)], Body::empty()).await;
    assert_eq!((known.status.as_u16(), known.body.len()), (304, 0));
    shopper.get(&url.replace(".svg", ".png")).await.problem(404);
}

on_both_engines! {
    /// A page asks for the width it shows. Until the copy is drawn the original stands in, and nobody keeps that for long.
    async fn pictures_are_redrawn_at_the_width_they_are_shown(shop: TestApp) {
        let folder = shop.folder.path().join("shop");
        fs::create_dir(&folder).unwrap();
        let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 80 100\"><rect width=\"80\" height=\"100\" fill=\"#b0413e\"/></svg>";
        fs::write(folder.join("drawing.svg"), drawing).unwrap();
        fs::write(folder.join("words.svg"), drawing.replace("<rect", "<text>Fig</text><rect")).unwrap();
        photo(900, 600).save(folder.join("photo.png")).unwrap();
        let rows = "Handle,Title,Variant SKU,Variant Price,Image Src\na,A,A,1.00,drawing.svg\na,,,,photo.png\na,,,,words.svg\n";
        fs::write(folder.join("products.csv"), rows).unwrap();
        assert!(import::products(&shop, &folder.join("products.csv"), true).await.is_clean());
        let shopper = shop.shopper();
        let page: ProductPageView = shopper.get("/api/v1/products/a").await.json();
        let [drawn, photo, worded] = &page.product.pictures[..] else { panic!("{:?}", page.product.pictures) };

        let first = shopper.get(&drawn.rendition(400).unwrap()).await;
        assert_eq!((first.header("content-type"), first.text().as_str()), ("image/svg+xml", drawing));
        assert_eq!(first.header("cache-control"), "public, max-age=60");
        let working = tokio::spawn(catalog::draw_pictures(shop.app.clone()));

        assert_eq!(redrawn(&shopper, &drawn.rendition(1_000).unwrap()).await, Some((1_000, 1_250)));
        assert_eq!(redrawn(&shopper, &photo.rendition(400).unwrap()).await, Some((400, 267)));
        assert_eq!(photo.rendition(1_000), None, "nothing is made larger");
        // Words would be missing: the original stays, for good.
        assert_eq!(redrawn(&shopper, &worded.rendition(400).unwrap()).await, None);

        shopper.get(&drawn.url.replace(".svg", "-399.webp")).await.problem(404);
        shopper.get(&drawn.url.replace(".svg", "-400.png")).await.problem(404);
        shopper.get("/media/0123456789abcdef0123456789abcdef-400.webp").await.problem(404);
        shop.app.close();
        working.await.unwrap();
    }
}

/// A photo that is not easily made smaller.
fn photo(width: u32, height: u32) -> image::RgbImage {
    let grain = |x: u32, y: u32| (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)).to_be_bytes();
    image::RgbImage::from_fn(width, height, |x, y| image::Rgb([grain(x, y)[0], grain(y, x)[1], 120]))
}

/// Width and height of the copy, once it may be kept for ever; `None` when the original is kept in its place.
async fn redrawn(shopper: &Person, url: &str) -> Option<(u32, u32)> {
    for _ in 0..600 {
        let answer = shopper.get(url).await;
        if answer.header("cache-control").contains("immutable") {
            let copy = image::load_from_memory_with_format(&answer.body, image::ImageFormat::WebP);
            assert_eq!(copy.is_ok(), answer.header("content-type") == "image/webp");
            return copy.ok().map(|copy| (copy.width(), copy.height()));
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{url} was not drawn");
}

/// The whole demo shop with its pictures, as `vitrine demo` loads it; only where they have been drawn.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_demo_shop_loads_without_a_complaint() {
    if !demo("pictures/.drawn").is_file() {
        return;
    }
    let shop = TestApp::start(Engine::Sqlite).await;
    let report = import::products(&shop, &demo("products.csv"), true).await;
    assert!(report.is_clean() && report.added >= 240, "{report}");
    let again = import::products(&shop, &demo("products.csv"), true).await;
    assert_eq!((again.added, again.changed), (0, 0), "{again}");
    let home = catalog::import_home(&shop.app, &demo("home.json"), true).await.unwrap();
    assert!(home.is_clean(), "{home}");
    let catalog = shop.app.catalog();
    for product in catalog.products() {
        assert!(!product.pictures.is_empty(), "{} has no picture", product.handle);
    }
}

#[tokio::test]
async fn what_is_kept_for_no_connection_is_bounded_and_says_nothing_of_stores() {
    let shop = demo_shop().await;
    let answer = shop.shopper().get("/api/v1/offline").await;
    assert_eq!(answer.header("cache-control"), "public, max-age=5");
    assert!(answer.text().len() < 700_000, "{} bytes", answer.text().len());
    let OfflineView { items } = answer.json();
    assert_eq!(items.len(), OFFLINE_MOST);
    let handles: HashSet<_> = items.iter().map(|item| &item.card.handle).collect();
    assert_eq!(handles.len(), items.len(), "each once");
    for item in &items {
        assert_eq!(item.card.handle, item.page.product.handle);
        assert!(item.card.at_store.is_none() && item.page.related.is_empty());
        assert!(item.page.availability.stores.is_empty() && item.page.availability.incoming.is_empty());
    }
    // What the home page puts forward is there, and something of every shelf.
    let home: HomeView = shop.shopper().get("/api/v1/home").await.json();
    assert!(home.new.iter().all(|card| handles.contains(&card.handle)));
    let shelves: HashSet<_> = items.iter().map(|item| &item.page.category.slug).collect();
    assert_eq!(shelves.len(), shop.app.catalog().categories().len());
}

#[tokio::test]
async fn an_empty_shop_keeps_nothing_for_no_connection() {
    let shop = TestApp::start(Engine::Sqlite).await;
    let view: OfflineView = shop.shopper().get("/api/v1/offline").await.json();
    assert!(view.items.is_empty());
}
