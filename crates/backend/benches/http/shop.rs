//! The measured shop: 1,000 products of three variants each, 40 stores and a warehouse, as the import files a merchant brings.

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
const STORES: u64 = 40;
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

/// A folder with the shop's database in it.
pub(crate) fn make() -> io::Result<TempDir> {
    let folder = tempfile::tempdir()?;
    say("writing and importing the shop");
    for (what, text) in [("stores", stores()), ("products", products()), ("stock", stock())] {
        let file = folder.path().join(format!("{what}.csv"));
        fs::write(&file, text.map_err(io::Error::other)?)?;
        import(what, &file, folder.path())?;
    }
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

fn stores() -> Result<String, std::fmt::Error> {
    let mut text = String::from(
        "Code,Name,Kind,Street,Postal Code,City,Country,Latitude,Longitude,Time Zone,Services,Monday,Tuesday,Wednesday,Thursday,Friday,\
         Saturday,Sunday\n",
    );
    for store in 0..=STORES {
        let kind = if store == STORES { "warehouse" } else { "store" };
        let (lat, lon) = (47 + store % 8, 6 + store / 5);
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

fn products() -> Result<String, std::fmt::Error> {
    const ABOUT: &str = "<p>A description as long as merchants write them: what it does, how it feels, how long it lasts, and for whom it was \
         made. A second sentence says the same again in other words, as second sentences in shops do.</p>";
    let mut text = String::from(
        "Handle,Title,Body (HTML),Vendor,Type,Tags,Option1 Name,Option1 Value,Variant SKU,Variant Price\n",
    );
    for product in 0..PRODUCTS {
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

fn stock() -> Result<String, std::fmt::Error> {
    let mut text = String::from("SKU,Location Code,On Hand\n");
    for product in 0..PRODUCTS {
        for variant in 0..VARIANTS {
            for store in 0..=STORES {
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
