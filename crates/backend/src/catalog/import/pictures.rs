//! The pictures a file names: found beside it, checked, kept under the hash of their content, and hung where they belong.
//!
//! Nothing is fetched: pictures elsewhere are reported and skipped.

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    fs,
    io::Write as _,
    path::{Component, Path, PathBuf},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use domain::catalog::Picture;
use imagesize::ImageType;
use sha2::{Digest as _, Sha256};

use super::{
    read::{Draft, PictureCell},
    svg,
};
use crate::{
    app::App,
    args,
    catalog::{media, store},
    db::Args,
    error::Error,
    import::Report,
};

/// The largest picture, in bytes.
const BYTES_MOST: u64 = 8 << 20;
const SIDE_MOST: usize = 20_000;
/// How many pictures are in memory and in one transaction at a time.
const BATCH: usize = 128;
/// Slow enough to be small, fast enough for thousands of drawings.
const BROTLI_QUALITY: u32 = 7;
const SKIPPED: &str = "the picture is skipped";

/// The pictures of a file, by the names it gives them.
#[derive(Debug)]
pub(super) struct Album {
    found: HashMap<String, Result<Found, String>>,
}

/// A picture that can be used.
#[derive(Debug, Clone)]
struct Found {
    path: PathBuf,
    hash: String,
    kind: &'static str,
    width: u32,
    height: u32,
}

/// Every picture that drafts name.
pub(super) fn names(drafts: &[Draft]) -> BTreeSet<String> {
    let cells = |draft: &Draft| {
        let of_variants = draft.variants.iter().flat_map(|variant| &variant.pictures);
        draft.pictures.iter().chain(of_variants).map(|cell| cell.name.clone()).collect::<Vec<_>>()
    };
    drafts.iter().flat_map(cells).collect()
}

/// Looks for pictures in a folder.
pub(super) async fn find(folder: &Path, names: BTreeSet<String>) -> Result<Album, Error> {
    let folder = folder.to_owned();
    let found = tokio::task::spawn_blocking(move || {
        let names: Vec<String> = names.into_iter().collect();
        let found = on_all_cores(&names, |name| inspect(&folder, name));
        names.into_iter().zip(found).collect()
    });
    Ok(Album { found: found.await.map_err(Error::internal)? })
}

impl Album {
    /// Puts pictures onto a product and its variants; what cannot be used is reported where it stands.
    ///
    /// A variant has its `Variant Image` first, then its texture, then those of the product's pictures whose file name begins with its
    /// SKU. The product keeps the others, and in any case the one that leads.
    pub(super) fn hang(&self, draft: &mut Draft, report: &mut Report) {
        let product = &draft.record.product;
        let mut own: Vec<(&str, Picture)> = Vec::new();
        for cell in &draft.pictures {
            let alt = if cell.alt.is_empty() { product.title.clone() } else { cell.alt.clone() };
            if let Some(picture) = self.reported(cell, alt, report) {
                own.push((&cell.name, picture));
            }
        }
        let skus: Vec<String> = product.variants.iter().map(|variant| variant.sku.as_str().to_owned()).collect();
        let mut of_variants = HashSet::new();
        let mut hung: Vec<Vec<Picture>> = Vec::new();
        for ((variant, cells), sku) in product.variants.iter().zip(&draft.variants).zip(&skus) {
            let mut pictures: Vec<Picture> = Vec::new();
            let mut hang = |picture: Picture| {
                of_variants.insert(picture.url.clone());
                if pictures.iter().all(|known| known.url != picture.url) {
                    pictures.push(picture);
                }
            };
            for cell in &cells.pictures {
                let known = own.iter().find(|(name, _)| *name == cell.name).map(|(_, picture)| picture.clone());
                let alt = if variant.values.is_empty() {
                    product.title.clone()
                } else {
                    format!("{}, {}", product.title, variant.phrase())
                };
                if let Some(picture) = known.or_else(|| self.reported(cell, alt, report)) {
                    hang(picture);
                }
            }
            for (name, picture) in &own {
                if owner(name, &skus) == Some(sku) {
                    hang(picture.clone());
                }
            }
            hung.push(pictures);
        }
        let own = own.into_iter().map(|(_, picture)| picture).enumerate();
        let kept = own.filter(|(place, picture)| *place == 0 || !of_variants.contains(&picture.url));
        let kept = kept.map(|(_, picture)| picture).collect();
        let product = &mut draft.record.product;
        product.pictures = kept;
        for (variant, pictures) in product.variants.iter_mut().zip(hung) {
            variant.pictures = pictures;
        }
    }

    /// The picture of a name, or why there is none.
    pub(super) fn picture(&self, name: &str, alt: String) -> Result<Picture, &str> {
        match self.found.get(name) {
            Some(Ok(Found { hash, kind, width, height, .. })) => {
                Ok(Picture { url: media::address(hash, kind), alt, width: *width, height: *height })
            }
            Some(Err(why)) => Err(why),
            None => Err("the picture was not looked for"),
        }
    }

    fn reported(&self, cell: &PictureCell, alt: String, report: &mut Report) -> Option<Picture> {
        let picture = self.picture(&cell.name, alt);
        picture.inspect_err(|why| report.issue(cell.row, cell.column, why, SKIPPED)).ok()
    }

    /// Writes the pictures that are not kept yet.
    pub(super) async fn keep(&self, app: &App) -> Result<(), Error> {
        let known: HashSet<String> = store::media_hashes(&app.db).await?.into_iter().map(|(hash,)| hash).collect();
        let mut new: Vec<Found> = self.found.values().filter_map(|found| found.clone().ok()).collect();
        new.retain(|found| !known.contains(&found.hash));
        new.sort_by(|one, other| one.hash.cmp(&other.hash));
        new.dedup_by(|one, other| one.hash == other.hash);
        for batch in new.chunks(BATCH) {
            let batch = batch.to_vec();
            let packed = tokio::task::spawn_blocking(move || on_all_cores(&batch, pack));
            let rows: Vec<Args> = packed
                .await
                .map_err(Error::internal)?
                .into_iter()
                .collect::<Result<_, _>>()
                .map_err(Error::internal)?;
            let rows = &rows;
            app.db.write(|mut tx| async move { store::put_media(&mut tx, rows.clone()).await }).await?;
        }
        Ok(())
    }
}

/// The SKU that a file's name begins with; the longest, because one SKU may begin another.
fn owner<'s>(name: &str, skus: &'s [String]) -> Option<&'s String> {
    let file = name.rsplit('/').next().unwrap_or_default();
    let begins = |sku: &&String| {
        let rest = file.get(..sku.len()).filter(|start| start.eq_ignore_ascii_case(sku)).map(|_| &file[sku.len()..]);
        rest.is_some_and(|rest| rest.starts_with(['-', '_', '.']))
    };
    skus.iter().filter(begins).max_by_key(|sku| sku.len())
}

/// Finds one picture and says what it is, or why it cannot be used.
fn inspect(folder: &Path, name: &str) -> Result<Found, String> {
    let path = locate(folder, name)?;
    let bytes = fs::read(&path).map_err(|error| format!("{name}: {error}"))?;
    let (kind, (width, height)) = recognise(&bytes)?;
    Ok(Found { path, hash: hash(&bytes), kind, width, height })
}

/// The file a name means, which is inside the folder, whatever the name says.
fn locate(folder: &Path, name: &str) -> Result<PathBuf, String> {
    if name.starts_with("//") || name.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("http")) {
        return Err(format!("{name} is elsewhere, and nothing is fetched"));
    }
    let plain = Path::new(name).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if !plain || name.contains(['\\', ':', '\0']) {
        return Err(format!("{name} leaves the file's folder"));
    }
    let missing = |_| format!("{name} is not there");
    // The folder of a file without a folder in its name is the one we are in.
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let (folder, path) = (folder.canonicalize().map_err(missing)?, folder.join(name).canonicalize().map_err(missing)?);
    if !path.starts_with(folder) {
        return Err(format!("{name} leaves the file's folder"));
    }
    let about = fs::metadata(&path).map_err(missing)?;
    if !about.is_file() {
        return Err(format!("{name} is not a file"));
    }
    if about.len() > BYTES_MOST {
        return Err(format!("{name} is larger than {} MB", BYTES_MOST >> 20));
    }
    Ok(path)
}

/// What kind of picture it is, by its content, and its size in pixels.
fn recognise(bytes: &[u8]) -> Result<(&'static str, (u32, u32)), String> {
    let kind = match imagesize::image_type(bytes) {
        Ok(ImageType::Png) => "png",
        Ok(ImageType::Jpeg) => "jpg",
        Ok(ImageType::Webp) => "webp",
        Ok(ImageType::Heif(imagesize::Compression::Av1)) => "avif",
        _ if bytes.trim_ascii_start().first().is_some_and(|byte| matches!(byte, b'<' | 0xEF)) => {
            return svg::check(bytes).map(|size| ("svg", size));
        }
        _ => return Err("not a picture of a kind that browsers show (SVG, PNG, JPEG, WebP, AVIF)".to_owned()),
    };
    let size = imagesize::blob_size(bytes).map_err(|error| format!("the picture is damaged: {error}"))?;
    let side = |pixels: usize| (1..=SIDE_MOST).contains(&pixels).then(|| u32::try_from(pixels).ok()).flatten();
    match (side(size.width), side(size.height)) {
        (Some(width), Some(height)) => Ok((kind, (width, height))),
        _ => Err("the picture has no usable size".to_owned()),
    }
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// A picture as a row.
fn pack(found: &Found) -> anyhow::Result<Args> {
    let bytes = fs::read(&found.path)?;
    anyhow::ensure!(hash(&bytes) == found.hash, "{} changed while it was being imported", found.path.display());
    let brotli = if found.kind == "svg" { Some(compress(&bytes)?) } else { None };
    Ok(args![&found.hash, found.kind, found.width, found.height, bytes, brotli])
}

fn compress(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 16 << 10, BROTLI_QUALITY, 18);
    writer.write_all(bytes)?;
    writer.flush()?;
    Ok(writer.into_inner())
}

/// `work` on each item, on every core there is, answers in the order of the items.
fn on_all_cores<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, R)>> = Mutex::new(Vec::with_capacity(items.len()));
    let cores = thread::available_parallelism().map_or(1, usize::from).min(items.len().max(1));
    thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                while let Some((at, item)) =
                    Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|at| Some((at, items.get(at)?)))
                {
                    let result = work(item);
                    done.lock().unwrap_or_else(PoisonError::into_inner).push((at, result));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_belongs_to_the_sku_its_name_begins_with() {
        let skus = ["LIP-1".to_owned(), "LIP-10".to_owned(), "LIP-1-MINI".to_owned()];
        let cases = [
            ("pictures/LIP-1.svg", Some("LIP-1")),
            ("LIP-1-texture.svg", Some("LIP-1")),
            ("lip-10_b.png", Some("LIP-10")),
            ("LIP-1-MINI-texture.svg", Some("LIP-1-MINI")),
            ("LIP-100.svg", None),
            ("set.svg", None),
        ];
        for (name, sku) in cases {
            assert_eq!(owner(name, &skus).map(String::as_str), sku, "{name}");
        }
    }

    #[test]
    fn names_stay_inside_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("in")).unwrap();
        fs::write(folder.path().join("in/a.svg"), "<svg viewBox='0 0 4 5'/>").unwrap();
        fs::write(folder.path().join("secret.svg"), "<svg/>").unwrap();
        std::os::unix::fs::symlink("../secret.svg", folder.path().join("in/link.svg")).unwrap();
        let inside = folder.path().join("in");
        assert_eq!(inspect(&inside, "a.svg").map(|found| (found.width, found.height)), Ok((4, 5)));
        assert!(inspect(&inside, "./a.svg").is_ok());
        for name in [
            "../secret.svg",
            "link.svg",
            "/etc/passwd",
            "b.svg",
            ".",
            "https://x.y/a.svg",
            "//x/a.svg",
            "a\\..\\b",
            "c:a",
        ] {
            assert!(inspect(&inside, name).is_err(), "{name}");
        }
    }

    #[test]
    fn kinds_are_told_by_content() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x02\0\0\0\x03\x08\x02\0\0\0";
        assert_eq!(recognise(png), Ok(("png", (2, 3))));
        assert!(recognise(b"GIF89a\x01\0\x01\0").is_err());
        assert!(recognise(b"hello").is_err());
        assert!(recognise(b"").is_err());
    }

    #[test]
    fn work_on_all_cores_keeps_its_order() {
        let items: Vec<usize> = (0..1_000).collect();
        assert_eq!(on_all_cores(&items, |item| item * 2), items.iter().map(|item| item * 2).collect::<Vec<_>>());
        assert!(on_all_cores(&[] as &[usize], |item| *item).is_empty());
    }
}
