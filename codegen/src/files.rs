//! A set of text files by relative path, and how two sets differ; knows no disk and no model.

mod difference;

use std::collections::BTreeMap;
use std::collections::btree_map::{self, Entry};
use std::error::Error;
use std::fmt;

pub use self::difference::difference;

/// Text files by relative path, in the order of their paths.
///
/// A path is written with `/`, starts without one and has no `.`, `..` or empty part, so that joining it to a folder never leaves that folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileSet {
    files: BTreeMap<String, String>,
}

/// Why a file cannot join a [`FileSet`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileError {
    /// The set already has a file of that path.
    Taken(String),
    /// The path could leave the folder, or is not written the one way that paths are written here.
    Path(String),
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Taken(path) => write!(f, "`{path}` is produced twice"),
            Self::Path(path) => write!(f, "`{path}` is not a plain relative path"),
        }
    }
}

impl Error for FileError {}

impl FileSet {
    /// A set without files.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file; two files of one path are an error, since one of them would be lost.
    pub fn insert(&mut self, path: impl Into<String>, text: impl Into<String>) -> Result<(), FileError> {
        let path = path.into();
        if !is_plain(&path) {
            return Err(FileError::Path(path));
        }
        match self.files.entry(path) {
            Entry::Occupied(taken) => Err(FileError::Taken(taken.key().clone())),
            Entry::Vacant(free) => {
                free.insert(text.into());
                Ok(())
            }
        }
    }

    /// Adds all files of `other`.
    pub fn merge(&mut self, other: FileSet) -> Result<(), FileError> {
        other
            .files
            .into_iter()
            .try_for_each(|(path, text)| self.insert(path, text))
    }

    /// The text of the file at `path`.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// Whether the set has a file at `path`.
    pub fn contains(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// The number of files.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Path and text of each file, in the order of the paths.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// Keeps the files whose path satisfies `keep`.
    pub fn retain(&mut self, keep: impl Fn(&str) -> bool) {
        self.files.retain(|path, _| keep(path));
    }

    /// What has to happen to the files of `old` so that they become these.
    pub fn changes_from(&self, old: &FileSet) -> Vec<Change> {
        let mut changes: Vec<Change> = self
            .files
            .iter()
            .map(|(path, text)| Change {
                path: path.clone(),
                kind: ChangeKind::of(old.get(path), text),
            })
            .collect();
        let removed = old.files.keys().filter(|path| !self.contains(path));
        changes.extend(removed.map(|path| Change {
            path: path.clone(),
            kind: ChangeKind::Removed,
        }));
        changes.sort_by(|a, b| a.path.cmp(&b.path));
        changes
    }
}

impl IntoIterator for FileSet {
    type Item = (String, String);
    type IntoIter = btree_map::IntoIter<String, String>;

    fn into_iter(self) -> Self::IntoIter {
        self.files.into_iter()
    }
}

/// A file of either of two sets, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The path of the file.
    pub path: String,
    /// What became of it.
    pub kind: ChangeKind,
}

/// What became of a file between two sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// Only the new set has it.
    Added,
    /// Both sets have it, with different texts.
    Changed,
    /// Only the old set has it.
    Removed,
    /// Both sets have it with the same text.
    Unchanged,
}

impl ChangeKind {
    fn of(old: Option<&str>, new: &str) -> Self {
        match old {
            None => Self::Added,
            Some(old) if old == new => Self::Unchanged,
            Some(_) => Self::Changed,
        }
    }
}

/// The first line in which two texts differ, with its number counted from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineDifference<'a> {
    /// The number of the line.
    pub line: usize,
    /// The line of the old text, unless that has ended before.
    pub old: Option<&'a str>,
    /// The line of the new text, unless that has ended before.
    pub new: Option<&'a str>,
}

/// The first difference of two texts; `None` when they are equal.
///
/// Line ends are part of a line here: a file that lost its last newline, or has gained carriage returns, differs.
pub fn first_difference<'a>(old: &'a str, new: &'a str) -> Option<LineDifference<'a>> {
    let mut old = old.split_inclusive('\n');
    let mut new = new.split_inclusive('\n');
    let mut line = 1;
    loop {
        match (old.next(), new.next()) {
            (None, None) => return None,
            (old, new) if old == new => line += 1,
            (old, new) => return Some(LineDifference { line, old, new }),
        }
    }
}

/// Whether a path is written the way of a [`FileSet`], so that it never leaves a folder.
pub(crate) fn is_plain(path: &str) -> bool {
    !path.contains(['\\', ':', '\0']) && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

#[cfg(test)]
mod tests {
    use super::{Change, ChangeKind, FileError, FileSet, LineDifference, first_difference};

    fn set(files: &[(&str, &str)]) -> FileSet {
        let mut set = FileSet::new();
        for (path, text) in files {
            set.insert(*path, *text).expect("the test names plain, distinct paths");
        }
        set
    }

    #[test]
    fn each_file_of_either_set_is_listed_once_in_path_order() {
        let old = set(&[("a", "1"), ("b", "1"), ("d/e", "1")]);
        let new = set(&[("b", "2"), ("c", "1"), ("d/e", "1")]);
        let listed: Vec<(String, ChangeKind)> = new
            .changes_from(&old)
            .into_iter()
            .map(|Change { path, kind }| (path, kind))
            .collect();
        let expected = [
            ("a", ChangeKind::Removed),
            ("b", ChangeKind::Changed),
            ("c", ChangeKind::Added),
            ("d/e", ChangeKind::Unchanged),
        ];
        assert_eq!(listed, expected.map(|(path, kind)| (path.to_owned(), kind)));
    }

    #[test]
    fn a_path_that_could_leave_the_folder_is_refused() {
        for path in ["", "/a", "a/", "a//b", "../a", "a/../b", "./a", "a\\b", "c:a", "a\0"] {
            let refused = FileSet::new().insert(path, "");
            assert_eq!(refused, Err(FileError::Path(path.to_owned())), "{path:?}");
        }
        assert_eq!(FileSet::new().insert("src/a..b/.c", ""), Ok(()));
    }

    #[test]
    fn a_path_taken_twice_is_refused_and_the_first_text_stays() {
        let mut files = set(&[("a", "first")]);
        let refused = files.merge(set(&[("a", "second")]));
        assert_eq!(refused, Err(FileError::Taken("a".to_owned())));
        assert_eq!(files.get("a"), Some("first"));
    }

    #[test]
    fn the_first_differing_line_is_found() {
        let cases = [
            ("", "", None),
            ("a\nb\n", "a\nb\n", None),
            ("a\nb\n", "a\nc\n", Some((2, Some("b\n"), Some("c\n")))),
            ("a\n", "a\nb\n", Some((2, None, Some("b\n")))),
            ("a\nb\n", "a\n", Some((2, Some("b\n"), None))),
            ("a\n", "a", Some((1, Some("a\n"), Some("a")))),
            ("a\r\n", "a\n", Some((1, Some("a\r\n"), Some("a\n")))),
        ];
        for (old, new, expected) in cases {
            let expected = expected.map(|(line, old, new)| LineDifference { line, old, new });
            assert_eq!(first_difference(old, new), expected, "{old:?} against {new:?}");
        }
    }
}
