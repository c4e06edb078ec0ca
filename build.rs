//! Turns `locales/{en,de}/*.json` into the typed module behind `src/i18n`.

use std::{env, error::Error, fs, path::PathBuf};

use leptos_i18n_parser::parse_locales::{
    options::{Config, ParseOptions},
    parse_locales,
};

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

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=locales");

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
