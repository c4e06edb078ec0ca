//! Files of earlier builds. A page that was loaded before the server was updated goes on with its own build's files, and asks for parts of
//! the app that it has not needed so far: they are still there.
//!
//! Every start puts the files of its build beside those of the ones before, as links where the disk can. Their names follow their content,
//! so builds never disagree about what a name means.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// How many builds before the served one are kept.
const KEPT: usize = 4;
/// The file that says which start a build was last served at.
const SERVED: &str = "served";
/// What a folder is called until everything is in it.
const UNFINISHED: &str = ".new";

/// Keeps the build `id`, whose files are `names` in `site`, in `store`. Answers the folders of earlier builds, newest first; still earlier
/// ones are removed.
pub(super) fn keep(site: &Path, id: &str, names: &[&str], store: &Path) -> io::Result<Vec<PathBuf>> {
    fs::create_dir_all(store)?;
    let own = store.join(id);
    if !own.is_dir() {
        let unfinished = store.join(UNFINISHED);
        if unfinished.is_dir() {
            fs::remove_dir_all(&unfinished)?;
        }
        for name in names {
            put(&site.join(name.trim_start_matches('/')), &unfinished.join(name.trim_start_matches('/')))?;
        }
        fs::create_dir_all(&unfinished)?;
        fs::rename(&unfinished, &own)?;
    }
    let mut others = served(store)?;
    others.retain(|(_, folder)| *folder != own);
    others.sort_by_key(|(start, _)| std::cmp::Reverse(*start));
    let start = others.first().map_or(1, |(last, _)| last + 1);
    fs::write(own.join(SERVED), start.to_string())?;
    for (_, folder) in others.drain(KEPT.min(others.len())..) {
        fs::remove_dir_all(folder)?;
    }
    Ok(others.into_iter().map(|(_, folder)| folder).collect())
}

fn put(from: &Path, to: &Path) -> io::Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    // Another disk takes no links.
    fs::hard_link(from, to).or_else(|_| fs::copy(from, to).map(drop))
}

/// Every finished build with the start it was last served at.
fn served(store: &Path) -> io::Result<Vec<(u64, PathBuf)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(store)? {
        let folder = entry?.path();
        let is_build = folder.is_dir() && folder.file_name().is_some_and(|name| name != UNFINISHED);
        if is_build {
            // Without its number, from a start that was cut short, it is the oldest.
            let start = fs::read_to_string(folder.join(SERVED)).ok().and_then(|text| text.parse().ok());
            found.push((start.unwrap_or(0), folder));
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folders(kept: &[PathBuf]) -> Vec<&str> {
        kept.iter().map(|folder| folder.file_name().unwrap().to_str().unwrap()).collect()
    }

    #[test]
    fn the_builds_served_last_are_kept_in_their_order() {
        let (site, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::create_dir(site.path().join("fonts")).unwrap();
        fs::write(site.path().join("fonts/a.woff2"), "a").unwrap();
        let start = |id: &str| keep(site.path(), id, &["/fonts/a.woff2"], &data.path().join("builds")).unwrap();
        assert!(start("one").is_empty());
        assert_eq!(folders(&start("two")), ["one"]);
        assert_eq!(folders(&start("two")), ["one"], "a start of the same build changes nothing");
        assert_eq!(folders(&start("one")), ["two"], "going back to a build that worked");
        for id in ["three", "four", "five"] {
            start(id);
        }
        assert_eq!(folders(&start("six")), ["five", "four", "three", "one"]);
        assert!(!data.path().join("builds/two").exists());
        assert_eq!(fs::read_to_string(data.path().join("builds/one/fonts/a.woff2")).unwrap(), "a");
    }

    #[test]
    fn a_start_that_was_cut_short_leaves_nothing_behind() {
        let (site, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::create_dir_all(data.path().join(UNFINISHED)).unwrap();
        fs::write(data.path().join(UNFINISHED).join("half"), "").unwrap();
        assert!(keep(site.path(), "one", &[], data.path()).unwrap().is_empty());
        assert!(!data.path().join("one/half").exists() && data.path().join("one").is_dir());
    }
}
