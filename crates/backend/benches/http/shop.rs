//! The measured shops, as the import files a merchant brings: 1,000 products of three variants each at 40 stores and a warehouse; and
//! for what is near, few products at 1,000 stores.

use std::{
    fmt::Write as _,
    fs, io,
    path::Path,
    process::{Command, Stdio},
};

use tempfile::TempDir;

use crate::{say, server::VITRINE};

const PRODUCTS: u64 = 1_000;
const VARIANTS: u64 = 3;

/// How large a shop is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    pub(crate) products: u64,
    pub(crate) stores: u64,
}

/// Much to sell in a few dozen stores.
pub(crate) const DEEP: Size = Size { products: PRODUCTS, stores: 40 };
/// A thousand stores.
pub(crate) const WIDE: Size = Size { products: 40, stores: 1_000 };

/// What everybody wants: so many pieces at one place.
pub(crate) const HOT_SKU: &str = "SKU-0000-0";
pub(crate) const HOT_PLACE: &str = "place-00";
pub(crate) const HOT_PIECES: u64 = 8_000;

const CATEGORIES: [&str; 10] =
    ["lips", "cheeks", "eyes", "brows", "face", "skincare", "fragrance", "nails", "body", "tools"];

/// A category's slug.
pub(crate) fn category(turn: u64) -> &'static str {
    CATEGORIES[usize::try_from(turn % 10).expect("less than ten fits")]
}

/// A product's handle.
pub(crate) fn handle(turn: u64) -> String {
    format!("product-{:04}", turn % PRODUCTS)
}

/// The SKU of a product's first variant.
pub(crate) fn sku(turn: u64) -> String {
    format!("SKU-{:04}-0", turn % PRODUCTS)
}

/// A SKU of the shop with a thousand stores.
pub(crate) fn wide_sku(turn: u64) -> String {
    format!("SKU-{:04}-{}", turn % WIDE.products, turn / WIDE.products % VARIANTS)
}

/// A folder with the shop's database in it.
pub(crate) fn make(size: Size) -> io::Result<TempDir> {
    let folder = tempfile::tempdir()?;
    say(&format!("writing and importing a shop with {} stores", size.stores));
    for (what, text) in [("stores", stores(size)), ("products", products(size)), ("stock", stock(size))] {
        let file = folder.path().join(format!("{what}.csv"));
        fs::write(&file, text.map_err(io::Error::other)?)?;
        import(what, &file, folder.path())?;
    }
    Ok(folder)
}

/// A folder with a shop of one product and one store, where there is much of it.
pub(crate) fn make_hot() -> io::Result<TempDir> {
    let folder = make(Size { products: 1, stores: 1 })?;
    let file = folder.path().join("hot.csv");
    fs::write(&file, format!("SKU,Location Code,On Hand\n{HOT_SKU},{HOT_PLACE},{HOT_PIECES}\n"))?;
    import("stock", &file, folder.path())?;
    Ok(folder)
}

fn import(what: &str, file: &Path, data: &Path) -> io::Result<()> {
    let mut command = Command::new(VITRINE);
    command.args(["import", what]).arg(file).arg("--strict").arg("--data").arg(data).env("VITRINE_LOG", "error");
    // What it reports would stand between the figures.
    if command.stdout(Stdio::null()).status()?.success() {
        return Ok(());
    }
    Err(io::Error::other(format!("{what} could not be imported")))
}

fn stores(size: Size) -> Result<String, std::fmt::Error> {
    let mut text = String::from(
        "Code,Name,Kind,Street,Postal Code,City,Country,Latitude,Longitude,Time Zone,Services,Monday,Tuesday,Wednesday,Thursday,Friday,\
         Saturday,Sunday\n",
    );
    for store in 0..=size.stores {
        let kind = if store == size.stores { "warehouse" } else { "store" };
        let (lat, lon) = (47 + store % 8, 6 + store / 5 % 9);
        let hours = "10:00-20:00,".repeat(7);
        let hours = hours.trim_end_matches(',');
        writeln!(
            text,
            "place-{store:02},Place {store},{kind},Street {store},{:05},City {},DE,{lat}.{:04},{lon}.{:04},Europe/Berlin,pickup;curbside,{hours}",
            10_000 + store,
            store / 2,
            store * 97 % 10_000,
            store * 193 % 10_000,
        )?;
    }
    Ok(text)
}

fn products(size: Size) -> Result<String, std::fmt::Error> {
    const ABOUT: &str = "<p>A description as long as merchants write them: what it does, how it feels, how long it lasts, and for whom it was \
         made. A second sentence says the same again in other words, as second sentences in shops do.</p>";
    let mut text = String::from(
        "Handle,Title,Body (HTML),Vendor,Type,Tags,Option1 Name,Option1 Value,Variant SKU,Variant Price\n",
    );
    for product in 0..size.products {
        let (handle, kind, label) = (handle(product), category(product), product % 12);
        let tags =
            ["Vegan", "Matte", "Bestseller", "Hydrating", "New"][usize::try_from(product % 5).unwrap_or_default()];
        for variant in 0..VARIANTS {
            let price = 5 + (product * 7 + variant) % 60;
            if variant == 0 {
                write!(text, "{handle},Product {product},\"{ABOUT}\",Label {label},{kind},{tags},Size,")?;
            } else {
                write!(text, "{handle},,,,,,,")?;
            }
            writeln!(text, "{} ml,SKU-{product:04}-{variant},{price}.90", (variant + 1) * 10)?;
        }
    }
    Ok(text)
}

fn stock(size: Size) -> Result<String, std::fmt::Error> {
    let mut text = String::from("SKU,Location Code,On Hand\n");
    for product in 0..size.products {
        for variant in 0..VARIANTS {
            for store in 0..=size.stores {
                writeln!(
                    text,
                    "SKU-{product:04}-{variant},place-{store:02},{}",
                    20 + (product * 13 + variant * 5 + store * 3) % 60
                )?;
            }
        }
    }
    Ok(text)
}
