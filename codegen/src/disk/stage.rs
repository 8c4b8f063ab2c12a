//! Preparing the new files beside the old ones, and trading a whole folder for its new version in one step.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use super::{Context, Result, list, staged};
use crate::files::{Change, ChangeKind};

/// Writes the text of a file of the new tree.
pub(super) fn write(root: &Path, path: &str, text: &str) -> io::Result<()> {
    let target = staged(root, path);
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder)?;
    }
    File::create(target)?.write_all(text.as_bytes())
}

/// The folders that hold two or more of the changes: each is traded as a whole, so that no one sees it half done.
///
/// There is at most one below each entry of `root`: the deepest that holds all the changes there.
pub(super) fn folders(changes: &[&Change]) -> Vec<String> {
    let top = |path: &str| path.split_once('/').map(|(top, _)| top.to_owned());
    let tops: BTreeSet<String> = changes.iter().filter_map(|change| top(&change.path)).collect();
    let inside = |folder: &str| -> Vec<&str> {
        let paths = changes.iter().map(|change| change.path.as_str());
        paths.filter(|path| super::is_below(path, folder)).collect()
    };
    let several = tops.iter().filter(|top| inside(top).len() > 1);
    several.filter_map(|top| common_folder(&inside(top))).collect()
}

fn common_folder(paths: &[&str]) -> Option<String> {
    let folder = |path: &str| path.rsplit_once('/').map(|(folder, _)| folder.to_owned());
    let mut common = folder(paths.first()?)?;
    while !paths.iter().all(|path| super::is_below(path, &common)) {
        common = folder(&common)?;
    }
    Some(common)
}

/// Completes the staged version of a folder with all the files of the present one that stay as they are.
///
/// They are linked, not copied, and so keep their time stamps: nothing that was not changed is built again.
pub(super) fn complete(root: &Path, folder: &str, changes: &[&Change]) -> Result<()> {
    let changed: BTreeSet<&str> = changes.iter().map(|change| change.path.as_str()).collect();
    for path in list(root, folder)?
        .iter()
        .filter(|path| !changed.contains(path.as_str()))
    {
        let (from, to) = (root.join(path), staged(root, path));
        keep(&from, &to).context(|| format!("`{}` cannot be kept as it is", from.display()))?;
    }
    // All of its files may be removed.
    let whole = staged(root, folder);
    fs::create_dir_all(&whole).context(|| format!("`{}` cannot be made", whole.display()))
}

fn keep(from: &Path, to: &Path) -> io::Result<()> {
    if let Some(parent) = to.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::hard_link(from, to).or_else(|_| copy(from, to))
}

/// Some file systems have no hard links.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::copy(from, to)?;
    let modified = fs::metadata(from)?.modified()?;
    File::options().write(true).open(to)?.set_modified(modified)
}

/// Puts the staged version of a folder into its place in one step; false where the system cannot.
///
/// Only some systems can exchange two folders (`EXCHANGE` of Linux, `SWAP` of macOS), and not on every file system:
/// network and overlay ones refuse. Then the journal places file by file.
pub(super) fn trade(root: &Path, folder: &str) -> bool {
    let (new, old) = (staged(root, folder), root.join(folder));
    match old.try_exists() {
        Ok(true) => exchange(&new, &old).is_ok(),
        Ok(false) => first_missing(root, folder).is_some_and(|missing| {
            let (new, old) = (staged(root, missing), root.join(missing));
            fs::rename(new, old).is_ok()
        }),
        Err(_) => false,
    }
}

/// The outermost folder on the way to `folder` that does not exist yet.
fn first_missing<'a>(root: &Path, folder: &'a str) -> Option<&'a str> {
    let ends = folder.match_indices('/').map(|(at, _)| at).chain([folder.len()]);
    ends.filter_map(|end| folder.get(..end))
        .find(|path| !root.join(path).exists())
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// The changes that need the disk to be touched.
pub(super) fn needed(changes: &[Change]) -> Vec<&Change> {
    changes
        .iter()
        .filter(|change| change.kind != ChangeKind::Unchanged)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::folders;
    use crate::files::{Change, ChangeKind};

    #[test]
    fn the_deepest_folder_with_all_changes_is_traded() {
        let cases: [(&[&str], &[&str]); 6] = [
            (&[], &[]),
            (&["a", "b"], &[]),
            (&["src/a/b"], &[]),
            (&["src/a/b", "src/a/c"], &["src/a"]),
            (&["src/a/b/c", "src/a/bc/d"], &["src/a"]),
            (
                &["Cargo.toml", "src/a/b", "src/c", "t/a", "u/a/b", "u/a/c"],
                &["src", "u/a"],
            ),
        ];
        for (paths, expected) in cases {
            let changes: Vec<Change> = paths
                .iter()
                .map(|path| Change {
                    path: (*path).to_owned(),
                    kind: ChangeKind::Added,
                })
                .collect();
            assert_eq!(folders(&changes.iter().collect::<Vec<_>>()), expected, "{paths:?}");
        }
    }
}
