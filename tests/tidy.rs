//! The house rules that a machine can check. Each test reads the tree and lists every place that breaks its rule.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Shared words of `domain` that are not slices.
const KERNEL: [&str; 7] = ["geo", "id", "moment", "money", "quantity", "tax", "text"];
const DOMAIN_MAY_USE: [&str; 4] = ["jiff", "serde", "thiserror", "utoipa"];
const API_MAY_USE: [&str; 5] = ["domain", "jiff", "serde", "thiserror", "utoipa"];
const MOST_LINES: usize = 500;
/// Files allowed to be longer, each with the reason.
const LONGER: [(&str, &str); 0] = [];
/// Where each room keeps its slices.
const ROOMS: [&str; 4] = ["crates/domain/src", "crates/api/src", "crates/backend/src", "src"];

#[test]
fn every_file_says_what_it_is_about_and_stays_readable() {
    forbid("a file without a module doc, or too long", |path, text| {
        let silent = (!text.starts_with("//!")).then(|| "does not begin with `//!`".to_owned());
        let lines = text.lines().count();
        let long = (lines > MOST_LINES && !LONGER.iter().any(|(longer, _)| *longer == path))
            .then(|| format!("has {lines} lines, more than {MOST_LINES}"));
        silent.into_iter().chain(long).collect()
    });
}

#[test]
fn every_room_has_the_slices_of_the_architecture() {
    let slices: BTreeSet<String> = slices().into_keys().collect();
    let domain = modules("crates/domain/src").into_iter().filter(|module| !KERNEL.contains(&module.as_str())).collect();
    assert_eq!(slices, domain, "slices of ARCHITECTURE.md, modules of domain");
    for room in ROOMS {
        let missing: Vec<_> = slices.difference(&modules(room)).cloned().collect();
        assert!(missing.is_empty(), "{room} has no module for {missing:?}");
    }
}

#[test]
fn slices_use_each_other_one_way() {
    let slices = slices();
    forbid("a slice that uses another against the table in ARCHITECTURE.md", |path, text| {
        let Some((slice, may_use)) = slices.iter().find(|(slice, _)| path.starts_with(&format!("src/{slice}/"))) else {
            return Vec::new();
        };
        let others = slices.keys().filter(|other| *other != slice && !may_use.contains(*other));
        let paths: Vec<String> = others.map(|other| format!("crate::{other}")).collect();
        lines_with(text, &paths)
    });
}

#[test]
fn rules_and_wire_depend_on_next_to_nothing() {
    for (room, allowed) in [("domain", &DOMAIN_MAY_USE[..]), ("api", &API_MAY_USE[..])] {
        let manifest = read(&format!("crates/{room}/Cargo.toml"));
        let names = manifest
            .lines()
            .skip_while(|line| *line != "[dependencies]")
            .skip(1)
            .take_while(|line| !line.starts_with('['))
            .filter_map(|line| line.split(['.', '=', ' ']).next().filter(|name| !name.is_empty()));
        for name in names {
            assert!(name.starts_with('#') || allowed.contains(&name), "{room} depends on {name}");
        }
    }
}

#[test]
fn floats_stay_in_geography() {
    forbid("a float in domain or api", |path, text| {
        let inside = path.starts_with("crates/domain/src") || path.starts_with("crates/api/src");
        if !inside || path.ends_with("/geo.rs") {
            return Vec::new();
        }
        lines_with(text, &["f32", "f64"])
    });
}

#[test]
fn the_app_goes_through_its_doors() {
    let doors = [
        (["src/app", "src/first_paint"], &["crate::pages"][..]),
        (["src/browser", "src/client.rs"], &["web_sys", "js_sys", "gloo_net", "gloo_storage"]),
    ];
    for (doors, words) in doors {
        forbid(&format!("{words:?} used outside of {doors:?}"), |path, text| {
            let inside = path.starts_with("src/") && !doors.iter().any(|door| path.starts_with(door));
            if inside { lines_with(text, words) } else { Vec::new() }
        });
    }
}

#[test]
fn addresses_of_the_api_are_written_once() {
    forbid("an API address outside of crates/api", |path, text| {
        let elsewhere = ["src/", "crates/backend/src/", "crates/domain/"].iter().any(|room| path.starts_with(room));
        if elsewhere { lines_with(text, &["\"/api/"]) } else { Vec::new() }
    });
}

#[test]
fn every_stylesheet_is_linked() {
    let page = read("index.html");
    for sheet in files(Path::new("style"), &["css"]) {
        assert!(page.contains(&format!("href=\"{sheet}\"")), "index.html does not link {sheet}");
    }
}

#[test]
fn nothing_names_a_workplace() {
    // Spelled in halves, so that this file passes its own check.
    let halves = [["/wo", "rk/"], ["/ro", "ot/"], ["/ho", "me/"], ["bash_", "jobs"], ["sub", "agent"]];
    let words = halves.map(|halves| halves.concat());
    let kinds = ["rs", "md", "toml", "sh", "mjs", "js", "ts", "css", "html", "json", "csv", "sql"];
    forbid_in(&files(Path::new("."), &kinds), "a path or word of one workplace", |_, text| {
        let named = text.lines().enumerate().filter(|(_, line)| words.iter().any(|word| line.contains(word)));
        named.map(|(at, line)| format!("{}: {line}", at + 1)).collect()
    });
}

/// The slices of ARCHITECTURE.md's table `| name | what | may use |`, each with the slices it may use.
fn slices() -> BTreeMap<String, BTreeSet<String>> {
    let table = read("ARCHITECTURE.md");
    let rows = table.lines().skip_while(|line| !line.starts_with("## Slices")).skip(1);
    rows.take_while(|line| !line.starts_with("## "))
        .map(|row| row.split('|').map(str::trim).collect::<Vec<_>>())
        .filter(|cells| cells.len() > 4 && cells[1].starts_with('`'))
        .map(|cells| (cells[1].trim_matches('`').to_owned(), cells[3].split(", ").map(str::to_owned).collect()))
        .collect()
}

/// A room's modules: its files and folders beside `lib.rs` and `main.rs`.
fn modules(room: &str) -> BTreeSet<String> {
    let names = names(Path::new(room)).into_iter().map(|name| name.trim_end_matches(".rs").to_owned());
    names.filter(|name| name != "lib" && name != "main").collect()
}

/// The lines with one of these words, without comments and the unit tests at a file's end.
fn lines_with(text: &str, words: &[impl AsRef<str>]) -> Vec<String> {
    let code = text.lines().take_while(|line| *line != "#[cfg(test)]").enumerate();
    let code = code.filter(|(_, line)| !line.trim_start().starts_with("//"));
    code.filter(|(_, line)| words.iter().any(|word| mentions(line, word.as_ref())))
        .map(|(at, line)| format!("{}: {}", at + 1, line.trim()))
        .collect()
}

/// Whether `word` stands in `line` and is not the beginning or the end of a longer one.
fn mentions(line: &str, word: &str) -> bool {
    let in_word = |c: char| c.is_alphanumeric() || c == '_';
    let borders = |at: usize| {
        let ends = line[at + word.len()..].chars().next();
        !line[..at].ends_with(in_word) && (word.ends_with('/') || !ends.is_some_and(in_word))
    };
    line.match_indices(word).any(|(at, _)| borders(at))
}

fn forbid(what: &str, findings: impl Fn(&str, &str) -> Vec<String>) {
    forbid_in(&files(Path::new("."), &["rs"]), what, findings);
}

fn forbid_in(paths: &[String], what: &str, findings: impl Fn(&str, &str) -> Vec<String>) {
    let found =
        paths.iter().flat_map(|path| findings(path, &read(path)).into_iter().map(move |at| format!("{path}:{at}")));
    let found: Vec<String> = found.collect();
    assert!(found.is_empty(), "{what}:\n{}", found.join("\n"));
}

/// Files below `folder` with one of these endings, leaving out what is built, installed or hidden.
fn files(folder: &Path, endings: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for name in names(folder) {
        let path = if folder == Path::new(".") { PathBuf::from(&name) } else { folder.join(&name) };
        if root().join(&path).is_dir() {
            let left_out = ["target", "dist", "data", "node_modules", "pictures", "test-results", "playwright-report"];
            if !name.starts_with('.') && !left_out.contains(&name.as_str()) {
                found.extend(files(&path, endings));
            }
        } else if path.extension().is_some_and(|ending| endings.iter().any(|wanted| ending == *wanted)) {
            found.push(path.to_string_lossy().into_owned());
        }
    }
    found.sort();
    found
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(root().join(folder)).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    entries.map(|entry| entry.expect("a readable entry").file_name().to_string_lossy().into_owned()).collect()
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
