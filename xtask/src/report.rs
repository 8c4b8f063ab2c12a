//! What a command has changed, as text for a person; changes nothing itself.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use tinsmith_codegen::disk::{self, Writer};
use tinsmith_codegen::files::{Change, ChangeKind};

/// The writer of a folder; says so where it has to wait for another one.
pub(crate) fn writer(folder: &Path) -> disk::Result<Writer> {
    Writer::open_telling(folder, || {
        eprintln!("waiting for another process that writes to `{}`", folder.display());
    })
}

/// A table with a row for each group of files, and one for all of them.
pub(crate) fn table<'a>(changes: &'a [Change], group: impl Fn(&'a str) -> &'a str) -> String {
    let mut rows: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
    let mut total = [0; 4];
    for change in changes {
        let column = match change.kind {
            ChangeKind::Added => 0,
            ChangeKind::Changed => 1,
            ChangeKind::Removed => 2,
            ChangeKind::Unchanged => 3,
        };
        rows.entry(group(&change.path)).or_default()[column] += 1;
        total[column] += 1;
    }
    let width = rows
        .keys()
        .map(|name| name.len())
        .max()
        .unwrap_or_default()
        .max("total".len());
    let mut text = format!("{:width$}    added  changed  removed  unchanged\n", "");
    let total = (rows.len() > 1).then_some(("total", total));
    for (name, [added, changed, removed, unchanged]) in rows.into_iter().chain(total) {
        let _ = writeln!(
            text,
            "{name:width$}  {added:>7}  {changed:>7}  {removed:>7}  {unchanged:>9}"
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use tinsmith_codegen::files::FileSet;

    use super::table;

    fn set<const N: usize>(files: [(&str, &str); N]) -> FileSet {
        let mut set = FileSet::new();
        for (path, text) in files {
            set.insert(path, text).expect("the test names plain, distinct paths");
        }
        set
    }

    #[test]
    fn the_table_counts_by_group() {
        let old = set([("a/1", "x"), ("a/2", "x"), ("bee/1", "x")]);
        let new = set([("a/1", "x"), ("a/2", "y"), ("a/3", "z")]);
        let changes = new.changes_from(&old);
        let expected = "         added  changed  removed  unchanged\n\
                        a            1        1        0          1\n\
                        bee          0        0        1          0\n\
                        total        1        1        1          1\n";
        assert_eq!(
            table(&changes, |path| path.split_once('/').map_or(path, |(group, _)| group)),
            expected
        );
    }
}
