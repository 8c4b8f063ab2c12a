//! The only module that opens files, for programs that generate: models are read here, and the files made of them are written so that
//! all of them are there or none. What they say is unknown here.
//!
//! ```no_run
//! use std::path::Path;
//!
//! use tinsmith_codegen::disk::{Scope, Writer};
//! use tinsmith_codegen::files::FileSet;
//!
//! # fn generated() -> FileSet { FileSet::new() }
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let files: FileSet = generated(); // with paths such as `src/weather/mod.rs`
//! let changes = Writer::open(Path::new("."))?.update(&Scope::generated(["src/weather"]), &files)?;
//! println!("{} files", changes.len());
//! # Ok(())
//! # }
//! ```

mod error;
mod journal;
mod stage;
mod writer;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::files::FileSet;
use crate::header::is_generated;
use crate::source::Text;

use self::error::Context;
pub use self::error::Error;
pub use self::writer::Writer;

/// What a function of this module gives.
pub type Result<T> = std::result::Result<T, Error>;

/// Where an update is prepared, beside what it replaces: renaming works within one file system only.
const STAGING: &str = ".tinsmith-staging";

/// The files below a folder that one program produces, and may therefore replace and remove.
#[derive(Clone, Debug)]
pub struct Scope {
    /// Files and folders, relative; a folder means all that is below it.
    pub paths: Vec<String>,
    /// Whether a file was produced by the program, told from its path and text.
    pub ours: fn(&str, &str) -> bool,
}

impl Scope {
    /// Files and folders in which everything begins as generated files do.
    pub fn generated<P: Into<String>>(paths: impl IntoIterator<Item = P>) -> Self {
        Self {
            paths: paths.into_iter().map(Into::into).collect(),
            ours: |_, text| is_generated(text),
        }
    }

    /// Files and folders whose content is nobody else's, whatever it is.
    pub fn everything<P: Into<String>>(paths: impl IntoIterator<Item = P>) -> Self {
        Self {
            ours: |_, _| true,
            ..Self::generated(paths)
        }
    }

    /// Whether the file at `path` belongs to the scope.
    pub fn covers(&self, path: &str) -> bool {
        self.paths.iter().any(|owned| path == owned || is_below(path, owned))
    }
}

/// Reads the files of a model; those that cannot be read are named all at once.
///
/// # Errors
///
/// Where a file cannot be read, or is not UTF-8.
pub fn texts<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Result<Vec<Text>> {
    let mut texts = Vec::new();
    let mut failed = Vec::new();
    for path in paths {
        let path = path.as_ref();
        // Headers name the file: the same on every system.
        let name = path.display().to_string().replace('\\', "/");
        match fs::read_to_string(path) {
            Ok(text) => texts.push(Text::new(name, text)),
            Err(error) => failed.push(format!("`{name}` cannot be read: {error}")),
        }
    }
    if failed.is_empty() {
        Ok(texts)
    } else {
        Err(Error::new(failed.join("\n")))
    }
}

/// Whether `path` is inside the folder.
pub fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// The files of `scope` that are in the folder `root` now.
///
/// # Errors
///
/// Where there is a file that is not [ours](Scope::ours), since it would be lost at the next update, and where one cannot be read.
pub fn read(root: &Path, scope: &Scope) -> Result<FileSet> {
    let mut files = FileSet::new();
    let mut foreign = Vec::new();
    for owned in &scope.paths {
        for path in list(root, owned)? {
            match text_of(root, &path)? {
                Some(text) if (scope.ours)(&path, &text) => {
                    let named = root.join(&path);
                    files
                        .insert(path, text)
                        .context(|| format!("`{}` cannot be replaced", named.display()))?;
                }
                _ => foreign.push(format!("`{}`", root.join(path).display())),
            }
        }
    }
    if !foreign.is_empty() {
        let message = format!(
            "not written by this command, and would be lost: {}\n  help: move what is worth keeping elsewhere, delete the rest",
            foreign.join(", ")
        );
        return Err(Error::new(message));
    }
    Ok(files)
}

/// The paths of all files at or below `path`, relative to `root`, folders being walked in the order of their names.
fn list(root: &Path, path: &str) -> Result<Vec<String>> {
    let mut found = Vec::new();
    collect(root, path, &mut found).context(|| format!("`{}` cannot be read", root.join(path).display()))?;
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
    read().context(|| format!("`{}` cannot be read", path.display()))
}

/// The path on disk of a file of the update that is being prepared.
fn staged(root: &Path, path: &str) -> PathBuf {
    root.join(STAGING).join("files").join(path)
}

#[cfg(test)]
mod tests;
