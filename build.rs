//! Turns `locales/{en,de}/*.json` into the typed module behind `src/i18n`, and says under which names the styles of single pages are served.

use std::{env, error::Error, fs, path::PathBuf};

use leptos_i18n_parser::parse_locales::{
    options::{Config, ParseOptions},
    parse_locales,
};
use sha2::{Digest, Sha256};

/// One file per slice and language; `shell` is what surrounds every page.
const NAMESPACES: [&str; 13] = [
    "shell",
    "home",
    "catalog",
    "stores",
    "inventory",
    "cart",
    "checkout",
    "orders",
    "account",
    "tryon",
    "partners",
    "scan",
    "widget",
];

/// Pages whose styles no other page has to carry, in `public`.
const STYLED: [&str; 2] = ["scan", "tryon"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=locales");

    for page in STYLED {
        println!("cargo::rustc-env={}_CSS={}", page.to_uppercase(), styles_of(page)?);
    }

    let config = Config::new("en")?
        .add_locale("de")?
        .add_namespaces(NAMESPACES)?
        .parse_options(ParseOptions::new().interpolate_display(true));
    let locales = parse_locales(None, config)?;
    for warning in locales.diag.warnings().iter() {
        println!("cargo::warning={warning}");
    }
    for error in locales.diag.errors().iter() {
        println!("cargo::error={error}");
    }

    let attributes =
        "#![allow(missing_debug_implementations, unreachable_pub, clippy::all, clippy::pedantic)]".parse()?;
    let module = leptos_i18n_codegen::gen_code(&locales, None, false, Some(&attributes), false)?;
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?).join("i18n.rs");
    fs::write(out, module.to_string())?;
    Ok(())
}

/// The address of a page's styles: it follows their content, as `build/files.mjs` names every file.
fn styles_of(page: &str) -> Result<String, Box<dyn Error>> {
    let file = format!("public/{page}.css");
    println!("cargo::rerun-if-changed={file}");
    let hash: String = Sha256::digest(fs::read(file)?).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    Ok(format!("/{page}-{hash}.css"))
}
