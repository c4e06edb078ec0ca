//! The try-on's models: the demo's, and a retailer's folder with everything that can be wrong in it.

use std::{fs, path::Path};

use api::tryon::{MODELS, ModelsView};
use axum::{body::Body, http::Method};
use backend::{app::Config, tryon::Models};

use crate::support::{Engine, TestApp};

fn demo() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/models")
}

async fn shop_of(folder: &Path) -> (TestApp, Vec<String>) {
    let (models, complaints) = Models::read(folder);
    (TestApp::configured(Engine::Sqlite, Config { models, ..Config::default() }).await, complaints)
}

#[tokio::test]
async fn the_demos_models_are_shown_and_kept_for_ever() {
    let (shop, complaints) = shop_of(&demo()).await;
    assert_eq!(complaints, Vec::<String>::new());
    let shopper = shop.shopper();
    let shown: ModelsView = shopper.get(MODELS).await.json();
    let ids: Vec<&str> = shown.models.iter().map(|model| model.id.as_str()).collect();
    assert_eq!(ids, ["ida", "henrik", "mei", "noor", "marisol", "asha", "amara", "kofi"], "the order of models.csv");
    for model in &shown.models {
        assert_eq!((model.width, model.height), (960, 1200));
        assert!(!model.alt.en.is_empty() && !model.alt.de.is_empty(), "{}", model.id);
        let picture = shopper.get(&model.src).await;
        assert_eq!(picture.header("content-type"), "image/webp");
        assert_eq!(picture.header("cache-control"), "public, max-age=31536000, immutable");
        assert_eq!(picture.body, fs::read(demo().join(format!("{}.webp", model.id))).unwrap());
        let again =
            shopper.send(Method::GET, &model.src, &[("if-none-match", picture.header("etag"))], Body::empty()).await;
        assert_eq!((again.status.as_u16(), again.body.len()), (304, 0));
    }
}

#[tokio::test]
async fn a_shop_without_a_folder_has_no_models() {
    let (shop, complaints) = shop_of(Path::new("there/is/no/such/folder")).await;
    assert!(complaints.is_empty());
    assert!(shop.shopper().get(MODELS).await.json::<ModelsView>().models.is_empty());
}

fn picture(width: u32, height: u32, format: image::ImageFormat) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let shade = image::RgbImage::from_fn(width, height, |x, y| image::Rgb([x as u8, y as u8, 90]));
    shade.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

#[tokio::test]
async fn what_cannot_be_used_is_said_and_the_rest_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    let jpeg = picture(400, 500, image::ImageFormat::Jpeg);
    put("Anna-Lena.JPG", &jpeg);
    // By its content it is a PNG, whatever its name says.
    put("berta.webp", &picture(320, 320, image::ImageFormat::Png));
    put("text.jpg", b"no picture");
    put("torn-jpeg.jpg", &jpeg[..jpeg.len() / 2]);
    put("torn.png", &picture(400, 400, image::ImageFormat::Png)[..300]);
    put("small.png", &picture(200, 400, image::ImageFormat::Png));
    put("wide.png", &picture(5_000, 330, image::ImageFormat::Png));
    put("moving.gif", b"GIF89a\x01\x00\x01\x00\x00\x00\x00;");
    put("a b.jpg", &jpeg);
    put("anna-lena.png", &picture(400, 400, image::ImageFormat::Png));
    put(".hidden.jpg", &jpeg);
    put("licence.txt", b"signed");
    put("models.csv", b"file,name,en\nberta.webp,Berta B.,A face\nnobody.jpg,,\n");
    let (shop, complaints) = shop_of(folder.path()).await;
    for (file, why) in [
        ("text.jpg", "no picture that can be read; save it as JPEG, PNG or WebP"),
        ("torn.png", "damaged"),
        ("small.png", "200 x 400 pixels; each side must be 320 to 4096"),
        ("wide.png", "5000 x 330"),
        ("moving.gif", "Gif, which not every browser shows"),
        ("a b.jpg", "letters, digits and hyphens"),
        ("anna-lena.png", "another model of that name"),
        ("models.csv", "\"nobody.jpg\", which is not in the folder"),
    ] {
        let said = complaints.iter().any(|said| said.contains(file) && said.contains(why));
        assert!(said, "{file}: {complaints:#?}");
    }
    assert!(!complaints.iter().any(|said| said.contains("licence") || said.contains("hidden")), "{complaints:#?}");
    let shopper = shop.shopper();
    let shown: ModelsView = shopper.get(MODELS).await.json();
    let names: Vec<_> = shown.models.iter().map(|model| (model.id.as_str(), model.name.as_str())).collect();
    // A torn JPEG may still be whole enough for browsers and for us.
    let names: Vec<_> = names.into_iter().filter(|(id, _)| *id != "torn-jpeg").collect();
    assert_eq!(names, [("berta", "Berta B."), ("anna-lena", "Anna Lena")]);
    assert_eq!(shopper.get(&shown.models[0].src).await.header("content-type"), "image/png");
}

#[tokio::test]
async fn no_address_leads_out_of_the_folder() {
    let (shop, _) = shop_of(&demo()).await;
    let shopper = shop.shopper();
    for file in
        ["models.csv", "ida.webp", "..%2Fproducts.csv", "%2e%2e%2f%2e%2e%2fCargo.toml", "ida-0000000000000000.webp"]
    {
        shopper.get(&format!("/models/{file}")).await.problem(404);
    }
}
