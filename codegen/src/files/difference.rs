//! How two versions of a set of files differ, as text for a person.

use std::fmt::Write as _;

use super::{Change, ChangeKind, FileSet, first_difference};

/// How many files the short difference shows.
const SHOWN: usize = 20;

/// The first differing line of each file that differs, as far as a person wants to read.
pub fn difference(folder: &str, changes: &[Change], old: &FileSet, new: &FileSet) -> String {
    let mut text = String::new();
    let differing: Vec<&Change> = changes
        .iter()
        .filter(|change| change.kind != ChangeKind::Unchanged)
        .collect();
    for Change { path, kind } in differing.iter().take(SHOWN) {
        let _ = match kind {
            ChangeKind::Added => writeln!(text, "{folder}/{path}: missing"),
            ChangeKind::Removed => writeln!(text, "{folder}/{path}: no longer produced"),
            ChangeKind::Changed | ChangeKind::Unchanged => writeln!(text, "{folder}/{path}{}", line(path, old, new)),
        };
    }
    if differing.len() > SHOWN {
        let _ = writeln!(text, "and {} more files", differing.len() - SHOWN);
    }
    text
}

fn line(path: &str, old: &FileSet, new: &FileSet) -> String {
    let texts = old.get(path).zip(new.get(path));
    let Some(difference) = texts.and_then(|(old, new)| first_difference(old, new)) else {
        return String::new();
    };
    let side = |sign: char, line: Option<&str>| match line {
        // Escaped, since it may be the line end that differs.
        Some(line) if !line.ends_with('\n') || line.ends_with("\r\n") => format!("\n  {sign} {}", line.escape_debug()),
        Some(line) => format!("\n  {sign} {}", line.trim_end()),
        None => String::new(),
    };
    format!(
        ":{}{}{}",
        difference.line,
        side('-', difference.old),
        side('+', difference.new)
    )
}

#[cfg(test)]
mod tests {
    use super::difference;
    use crate::files::FileSet;

    fn set<const N: usize>(files: [(&str, &str); N]) -> FileSet {
        let mut set = FileSet::new();
        for (path, text) in files {
            set.insert(path, text).expect("the test names plain, distinct paths");
        }
        set
    }

    #[test]
    fn the_difference_shows_the_first_line_of_each_file() {
        let old = set([("a", "1\n2\n"), ("b", "x\r\n"), ("gone", ""), ("same", "")]);
        let new = set([("a", "1\n3\n"), ("b", "x\n"), ("come", ""), ("same", "")]);
        let expected = "dir/a:2\n  - 2\n  + 3\n\
                        dir/b:1\n  - x\\r\\n\n  + x\n\
                        dir/come: missing\n\
                        dir/gone: no longer produced\n";
        assert_eq!(difference("dir", &new.changes_from(&old), &old, &new), expected);
    }

    #[test]
    fn a_long_difference_is_cut() {
        let mut new = FileSet::new();
        for number in 0..25 {
            new.insert(number.to_string(), "").expect("numbers are distinct");
        }
        let text = difference("dir", &new.changes_from(&FileSet::new()), &FileSet::new(), &new);
        assert!(
            text.ends_with("and 5 more files\n") && text.lines().count() == 21,
            "{text}"
        );
    }
}
