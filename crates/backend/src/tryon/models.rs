//! The models that looks can be tried on: a folder of pictures, read once at the start.
//!
//! A picture's address has a hash of its content in it, so that browsers keep it for ever. Only names that were read at the start are
//! answered; no part of an address ever becomes a path.

use std::{collections::HashMap, fs, path::Path as Folder, sync::Arc};

use api::{
    page::Wording,
    tryon::{ModelView, ModelsView},
};
use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use image::{ImageFormat, ImageReader, Limits};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use crate::{app::App, error::Error, site};

/// The address of every model's picture.
pub(super) const MODELS: &str = "/models/{file}";
/// What the folder says about its pictures.
const LIST: &str = "models.csv";
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// The sides a picture may have, in pixels: below, a face has too few of them; above, phones take long to open it.
const SIDES: std::ops::RangeInclusive<u32> = 320..=4_096;
/// The largest file, in bytes.
const BYTES_MOST: usize = 4 << 20;
const MODELS_MOST: usize = 60;

/// The shop's models; clones share them.
#[derive(Debug, Clone, Default)]
pub struct Models(Arc<Kept>);

#[derive(Debug, Default)]
struct Kept {
    view: ModelsView,
    pictures: HashMap<String, Picture>,
}

#[derive(Debug)]
struct Picture {
    content_type: &'static str,
    bytes: Bytes,
    etag: HeaderValue,
}

/// A row of [`LIST`].
#[derive(Debug, Deserialize)]
struct Row {
    file: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    en: String,
    #[serde(default)]
    de: String,
}

impl Models {
    /// Reads a folder: its pictures, and which could not be used, each with a sentence. A folder that is not there has no models.
    #[must_use]
    pub fn read(folder: &Folder) -> (Self, Vec<String>) {
        let mut kept = Kept::default();
        let mut complaints = Vec::new();
        if !folder.is_dir() {
            return (Self::default(), complaints);
        }
        let rows = rows(&folder.join(LIST)).unwrap_or_else(|error| {
            complaints.push(format!("{}: {error}", folder.join(LIST).display()));
            Vec::new()
        });
        let mut complain = |name: &str, why: &str| complaints.push(format!("{}: {why}", folder.join(name).display()));
        match names(folder) {
            Err(error) => complain("", &error.to_string()),
            Ok(found) => {
                for row in rows.iter().filter(|row| !found.contains(&row.file)) {
                    complain(LIST, &format!("it names {:?}, which is not in the folder", row.file));
                }
                let at = |name: &String| rows.iter().position(|row| row.file == *name).unwrap_or(rows.len());
                let mut found = found;
                found.sort_by_cached_key(|name| (at(name), name.clone()));
                for name in &found {
                    if kept.view.models.len() == MODELS_MOST {
                        complain(name, &format!("the shop shows {MODELS_MOST} models and no more"));
                    } else if let Err(why) = kept.take(folder, name, rows.get(at(name))) {
                        complain(name, &why);
                    }
                }
            }
        }
        (Self(Arc::new(kept)), complaints)
    }

    pub(super) fn view(&self) -> ModelsView {
        self.0.view.clone()
    }
}

fn rows(list: &Folder) -> Result<Vec<Row>, csv::Error> {
    if !list.is_file() {
        return Ok(Vec::new());
    }
    csv::ReaderBuilder::new().trim(csv::Trim::All).from_path(list)?.into_deserialize().collect()
}

/// The folder's pictures by name: what is no picture by its ending, and what is hidden, is somebody else's business.
fn names(folder: &Folder) -> std::io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let ending = name.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_ascii_lowercase());
        let picture = ["webp", "jpg", "jpeg", "png", "avif", "heic", "heif", "gif", "tif", "tiff", "bmp"];
        if !name.starts_with('.') && picture.contains(&ending.as_str()) && entry.path().is_file() {
            names.push(name);
        }
    }
    Ok(names)
}

impl Kept {
    fn take(&mut self, folder: &Folder, file: &str, row: Option<&Row>) -> Result<(), String> {
        let (stem, _) = file.rsplit_once('.').unwrap_or((file, ""));
        let id = stem.to_lowercase();
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
        if id.is_empty() || id.len() > 64 || !id.chars().all(plain) {
            return Err("a model's file has a name of letters, digits and hyphens, at most 64".to_owned());
        }
        if self.view.models.iter().any(|model| model.id == id) {
            return Err("there is another model of that name; rename one of the files".to_owned());
        }
        let path = folder.join(file);
        let size = fs::metadata(&path).map_err(|error| error.to_string())?.len();
        if size > BYTES_MOST as u64 {
            return Err(format!("it has {size} bytes, more than {BYTES_MOST}; save it smaller"));
        }
        let bytes = fs::read(&path).map_err(|error| error.to_string())?;
        let (content_type, kind, width, height) = look_at(&bytes)?;
        let hash: String = Sha256::digest(&bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        let name = format!("{id}-{hash}.{kind}");
        let etag = HeaderValue::try_from(format!("\"{hash}\"")).expect("hex digits are a header value");
        let word = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        self.view.models.push(ModelView {
            name: row.and_then(|row| word(&row.name)).unwrap_or_else(|| spoken(&id)),
            alt: Wording {
                en: row.and_then(|row| word(&row.en)).unwrap_or_default(),
                de: row.and_then(|row| word(&row.de)).unwrap_or_default(),
            },
            src: MODELS.replace("{file}", &name),
            id,
            width,
            height,
        });
        self.pictures.insert(name, Picture { content_type, bytes: bytes.into(), etag });
        Ok(())
    }
}

/// `anna-lena` is called Anna Lena.
fn spoken(id: &str) -> String {
    let upper = |word: &str| {
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    };
    id.split('-').filter(|word| !word.is_empty()).map(upper).collect::<Vec<_>>().join(" ")
}

/// What a picture is, by its content and not by its name, and that all of it can be read.
fn look_at(bytes: &[u8]) -> Result<(&'static str, &'static str, u32, u32), String> {
    const REMEDY: &str = "save it as JPEG, PNG or WebP";
    let (content_type, kind) = match image::guess_format(bytes) {
        Ok(ImageFormat::Jpeg) => ("image/jpeg", "jpg"),
        Ok(ImageFormat::Png) => ("image/png", "png"),
        Ok(ImageFormat::WebP) => ("image/webp", "webp"),
        Ok(other) => return Err(format!("it is {other:?}, which not every browser shows; {REMEDY}")),
        Err(_) => return Err(format!("it is no picture that can be read; {REMEDY}")),
    };
    let unreadable = |error: image::ImageError| format!("it is damaged ({error}); {REMEDY}");
    let reader = || ImageReader::new(std::io::Cursor::new(bytes)).with_guessed_format();
    // The size first, so that a small file that claims a huge picture is not unpacked.
    let (width, height) = reader().map_err(|error| error.to_string())?.into_dimensions().map_err(unreadable)?;
    if !SIDES.contains(&width) || !SIDES.contains(&height) {
        let (least, most) = (SIDES.start(), SIDES.end());
        return Err(format!("it has {width} x {height} pixels; each side must be {least} to {most}"));
    }
    let mut whole = reader().map_err(|error| error.to_string())?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(256 << 20);
    whole.limits(limits);
    whole.decode().map_err(unreadable)?;
    Ok((content_type, kind, width, height))
}

/// The models of this shop, drawn or licensed; nobody's picture is sent here.
#[utoipa::path(get, path = api::tryon::MODELS, responses((status = 200, body = ModelsView)), tag = "tryon")]
pub(super) async fn list(State(app): State<App>) -> crate::extract::Json<ModelsView> {
    crate::extract::Json(app.config.models.view())
}

/// A model's picture.
pub(super) async fn show(
    State(app): State<App>,
    Path(file): Path<String>,
    asked: HeaderMap,
) -> Result<Response, Error> {
    let picture = app.config.models.0.pictures.get(&file).ok_or_else(|| Error::not_found("picture"))?;
    let fixed = [
        (header::CONTENT_TYPE, HeaderValue::from_static(picture.content_type)),
        (header::CACHE_CONTROL, HeaderValue::from_static(FOR_EVER)),
        (header::ETAG, picture.etag.clone()),
    ];
    if site::is_known(&asked, &picture.etag) {
        return Ok((StatusCode::NOT_MODIFIED, fixed).into_response());
    }
    Ok((fixed, picture.bytes.clone()).into_response())
}
