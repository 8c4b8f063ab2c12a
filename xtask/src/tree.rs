//! Folders that a command owns: reading them as a set of files, and replacing them; knows not what the files say.

mod journal;
mod stage;
mod writer;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use tinsmith_codegen::files::FileSet;

pub(crate) use writer::Writer;

/// Where an update is prepared, beside what it replaces: renaming works within one file system only.
pub(crate) const STAGING: &str = ".staging";

/// The files below a folder that one command produces, and may therefore replace and remove.
#[derive(Clone, Debug)]
pub(crate) struct Scope {
    /// Files and folders, relative; a folder means all that is below it.
    pub(crate) paths: Vec<String>,
    /// Whether a file was produced by the command, told from its path and text.
    pub(crate) ours: fn(&str, &str) -> bool,
}

impl Scope {
    /// Whether the file at `path` belongs to the scope.
    pub(crate) fn covers(&self, path: &str) -> bool {
        self.paths.iter().any(|owned| path == owned || is_below(path, owned))
    }
}

/// Whether `path` is inside the folder.
pub(crate) fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// The files of `scope` that are in the folder `root` now.
///
/// Refuses when there is one that the command has not produced: it would be lost at the next update.
pub(crate) fn read(root: &Path, scope: &Scope) -> Result<FileSet> {
    let mut files = FileSet::new();
    let mut foreign = Vec::new();
    for owned in &scope.paths {
        for path in list(root, owned)? {
            match text_of(root, &path)? {
                Some(text) if (scope.ours)(&path, &text) => files.insert(path, text)?,
                _ => foreign.push(format!("`{}`", root.join(path).display())),
            }
        }
    }
    if !foreign.is_empty() {
        bail!(
            "not written by this command, and would be lost: {}\n  help: move what is worth keeping elsewhere, delete the rest",
            foreign.join(", ")
        );
    }
    Ok(files)
}

/// The paths of all files at or below `path`, relative to `root`, folders being walked in the order of their names.
pub(crate) fn list(root: &Path, path: &str) -> Result<Vec<String>> {
    let mut found = Vec::new();
    collect(root, path, &mut found).with_context(|| format!("`{}` cannot be read", root.join(path).display()))?;
    Ok(found)
}

fn collect(root: &Path, path: &str, found: &mut Vec<String>) -> io::Result<()> {
    let kind = match fs::symlink_metadata(root.join(path)) {
        Ok(metadata) => metadata.file_type(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    if !kind.is_dir() {
        found.push(path.to_owned());
        return Ok(());
    }
    let mut names = Vec::new();
    for entry in fs::read_dir(root.join(path))? {
        let name = entry?.file_name();
        let name = name.into_string().map_err(|name| {
            io::Error::other(format!(
                "the file name `{}` is not UTF-8: rename or delete it",
                name.display()
            ))
        })?;
        names.push(name);
    }
    names.sort_unstable();
    names
        .iter()
        .try_for_each(|name| collect(root, &format!("{path}/{name}"), found))
}

/// The text of a file; `None` for a link, or what is no text.
fn text_of(root: &Path, path: &str) -> Result<Option<String>> {
    let path = root.join(path);
    let read = || -> io::Result<Option<String>> {
        if !fs::symlink_metadata(&path)?.is_file() {
            return Ok(None);
        }
        Ok(String::from_utf8(fs::read(&path)?).ok())
    };
    read().with_context(|| format!("`{}` cannot be read", path.display()))
}

/// The path on disk of a file of the update that is being prepared.
fn staged(root: &Path, path: &str) -> PathBuf {
    root.join(STAGING).join("files").join(path)
}

#[cfg(test)]
mod tests;
