//! `home.json`: the merchant's own words and pictures for the home page, and the house's looks for the try-on.

use std::{collections::BTreeSet, fs, path::Path};

use api::page::{Story, Wording};
use domain::{
    catalog::Picture,
    id::Sku,
    tryon::{Intensity, Layer, Look, Place},
};
use serde::Deserialize;

use super::pictures::{self, Album};
use crate::{
    app::App,
    catalog::{
        Catalog,
        home::{Home, KeptHouseLook, KeptLabel, KeptLook},
        store,
    },
    import::Report,
};

/// The largest file, in bytes.
const FILE_MOST: u64 = 1 << 20;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct File {
    stories: Vec<FileStory>,
    look: Option<FileLook>,
    labels: Vec<FileLabel>,
    looks: Vec<FileHouseLook>,
}

#[derive(Debug, Deserialize)]
struct FileHouseLook {
    name: Wording,
    line: Wording,
    layers: Vec<FileLayer>,
}

#[derive(Debug, Deserialize)]
struct FileLayer {
    sku: String,
    /// The product's usual place when it is not said.
    place: Option<Place>,
    /// The place's usual one when it is not said.
    intensity: Option<Intensity>,
}

#[derive(Debug, Deserialize)]
struct FileStory {
    title: Wording,
    line: Wording,
    #[serde(alias = "call")]
    link: Wording,
    href: String,
    picture: Option<String>,
    #[serde(default)]
    alt: Wording,
}

#[derive(Debug, Deserialize)]
struct FileLook {
    title: Wording,
    line: Wording,
    picture: Option<String>,
    #[serde(default)]
    alt: Wording,
    skus: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct FileLabel {
    name: String,
    line: Wording,
    picture: Option<String>,
}

/// Loads the home page; it becomes what the file says. Loading the same file again writes nothing.
///
/// # Errors
/// The file cannot be read or is not the right JSON, or the database cannot be written.
pub async fn import_home(app: &App, file: &Path, strict: bool) -> anyhow::Result<Report> {
    let mut report = Report::new(file.display().to_string(), "home pages");
    anyhow::ensure!(fs::metadata(file)?.len() <= FILE_MOST, "{}: larger than 1 MB", file.display());
    let read: File =
        serde_json::from_slice(&fs::read(file)?).map_err(|error| anyhow::anyhow!("{}: {error}", file.display()))?;
    let names = read.stories.iter().filter_map(|story| story.picture.clone());
    let names = names.chain(read.look.iter().filter_map(|look| look.picture.clone()));
    let names: BTreeSet<String> = names.chain(read.labels.iter().filter_map(|label| label.picture.clone())).collect();
    let album = pictures::find(file.parent().unwrap_or(Path::new(".")), names).await?;
    let home = home(app, read, &album, &mut report);
    if strict && !report.is_clean() {
        report.refused = true;
        return Ok(report);
    }
    album.keep(app).await?;
    let body = &serde_json::to_string(&home)?;
    let before = app
        .db
        .write(|mut tx| async move {
            let before = store::kept_home(&mut tx).await?;
            if before.as_ref() != Some(body) {
                store::put_home(&mut tx, body).await?;
                store::raise_generation(&mut tx).await?;
            }
            Ok(before)
        })
        .await?;
    match before {
        None => report.added = 1,
        Some(before) if before == *body => report.unchanged = 1,
        Some(_) => report.changed = 1,
    }
    app.refresh_catalog().await?;
    Ok(report)
}

fn home(app: &App, read: File, album: &Album, report: &mut Report) -> Home {
    let catalog = app.catalog();
    let mut hang = |at: String, name: Option<&String>, alt: String| -> Option<Picture> {
        match album.picture(name?, alt) {
            Ok(picture) => Some(picture),
            Err(why) => {
                report.issue(1, &at, why, "there is no picture");
                None
            }
        }
    };
    let mut stories = Vec::new();
    for (which, story) in read.stories.into_iter().enumerate() {
        let picture = hang(format!("stories[{which}].picture"), story.picture.as_ref(), story.alt.en);
        stories.push(Story { title: story.title, line: story.line, link: story.link, href: story.href, picture });
    }
    let labels = read.labels.into_iter().enumerate().map(|(which, label)| {
        let picture = hang(format!("labels[{which}].picture"), label.picture.as_ref(), label.name.clone());
        KeptLabel { name: label.name, line: label.line, picture }
    });
    let labels = labels.collect();
    let look = read.look.map(|look| {
        let picture = hang("look.picture".to_owned(), look.picture.as_ref(), look.alt.en);
        (look.title, look.line, picture, look.skus)
    });
    for (which, story) in stories.iter_mut().enumerate() {
        match path(&story.href) {
            Some(path) => story.href = path,
            None => {
                let why = format_args!("{:?} is not a path of this shop", story.href);
                report.issue(1, &format!("stories[{which}].href"), why, "it leads to the home page");
                "/".clone_into(&mut story.href);
            }
        }
    }
    let look = look.map(|(title, line, picture, names)| {
        let mut skus = Vec::new();
        for name in names {
            match Sku::parse(name.clone()) {
                Ok(sku) if catalog.variant(&sku).is_some() => skus.push(sku),
                _ => report.issue(1, "look.skus", format_args!("{name} is not on the shelves"), "it is not shown"),
            }
        }
        KeptLook { title, line, picture, skus }
    });
    let looks = read.looks.into_iter().enumerate().filter_map(|(which, look)| {
        let at = format!("looks[{which}]");
        house_look(&catalog, &at, look, report)
    });
    let looks = looks.collect();
    Home { stories, look, labels, looks }
}

/// A look of what can be worn; the rest of it is named and left out.
fn house_look(catalog: &Catalog, at: &str, read: FileHouseLook, report: &mut Report) -> Option<KeptHouseLook> {
    let mut layers = Vec::new();
    for FileLayer { sku: name, place, intensity } in read.layers {
        let sku = Sku::parse(name.clone()).ok();
        let places =
            sku.as_ref().and_then(|sku| catalog.variant(sku)).map_or(&[][..], |(product, _)| Place::of(product));
        let worn = place.or(places.first().copied()).filter(|place| places.contains(place));
        let (Some(sku), Some(place)) = (sku, worn) else {
            let why = format_args!("{name} is not on the shelves or not worn there");
            report.issue(1, at, why, "it is left out of the look");
            continue;
        };
        let fresh = Layer::new(sku, place);
        layers.push(Layer { intensity: intensity.unwrap_or(fresh.intensity), ..fresh });
    }
    match Look::new(layers) {
        Ok(look) if !look.is_empty() => Some(KeptHouseLook { name: read.name, line: read.line, look }),
        Ok(_) => None,
        Err(why) => {
            report.issue(1, at, why, "the look is left out");
            None
        }
    }
}

/// A path of this shop. Shopify's own addresses of products and collections become ours.
fn path(href: &str) -> Option<String> {
    let own = href.starts_with('/') && !href.starts_with("//") && !href.contains(['\\', '\n', '"', '<', '>']);
    let ours = [("/products/", "/p/"), ("/collections/", "/c/")];
    let moved = ours.iter().find_map(|(from, to)| Some(format!("{to}{}", href.strip_prefix(from)?)));
    own.then(|| moved.unwrap_or_else(|| href.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_stay_in_the_shop() {
        assert_eq!(path("/products/velvet").as_deref(), Some("/p/velvet"));
        assert_eq!(path("/collections/lips?sort=name").as_deref(), Some("/c/lips?sort=name"));
        assert_eq!(path("/c/lips").as_deref(), Some("/c/lips"));
        for bad in ["https://example.org", "//example.org", "javascript:alert(1)", "", "/\\example.org"] {
            assert_eq!(path(bad), None, "{bad}");
        }
    }
}
