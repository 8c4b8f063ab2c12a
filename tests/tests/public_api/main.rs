//! The API of the runtime stands in two committed files, so that a break of it is a diff that somebody reviews.
//!
//! `runtime/public-api.txt` is what users see. `runtime/generated-api.txt` is what `#[doc(hidden)]` keeps from them and
//! generated code is written in: a break there breaks clients that were generated before.
//!
//! The list is made from the source alone, because rustdoc writes its own for nightly compilers only. So it
//! - holds a line per item, each beginning with the path that users write, and marks what a feature brings;
//! - shows types as the source spells them, so another `use` line can change a line without a break;
//! - does not hold auto traits; where they are promised there are tests for them;
//! - does not expand macros. A local macro that writes public items is there with what it writes
//!   (`impl From<$type> for Blob`) and with each of its calls, so that every change of an item changes a line. An exported
//!   macro is there with what it accepts and what it writes into the generated crate.

mod listing;
mod names;
mod reach;
mod source;
#[cfg(test)]
mod tests;
mod text;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use listing::Listing;
use source::Source;

const UPDATE: &str = "UPDATE_API=1 cargo test -p tinsmith-tests --test public_api";

/// A longer difference is read in `git diff` after an update.
const SHOWN: usize = 40;

#[test]
fn the_api_of_the_runtime_is_the_committed_one() {
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime");
    let listing = Listing::of(&Source::read(&runtime.join("src")));
    let files = [
        ("public-api.txt", "What users of the runtime see.", &listing.public),
        (
            "generated-api.txt",
            "What generated code uses of the runtime, and users do not see.",
            &listing.generated,
        ),
    ];
    let mut differences = String::new();
    for (name, about, lines) in files {
        let path = runtime.join(name);
        if std::env::var_os("UPDATE_API").is_some() {
            fs::write(&path, file(about, lines)).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        } else if let Some(difference) = difference(&fs::read_to_string(&path).unwrap_or_default(), lines) {
            differences += &format!("\nruntime/{name}:\n{difference}");
        }
    }
    assert!(
        differences.is_empty(),
        "the API of the runtime changed; if that is meant, run\n  {UPDATE}\n{differences}"
    );
}

fn file(about: &str, lines: &BTreeSet<String>) -> String {
    let lines: String = lines.iter().map(|line| format!("{line}\n")).collect();
    format!("# {about}\n# Written by: {UPDATE}\n{lines}")
}

/// The lines that came and went, if any did.
fn difference(committed: &str, lines: &BTreeSet<String>) -> Option<String> {
    let committed: BTreeSet<&str> = committed.lines().filter(|line| !line.starts_with('#')).collect();
    let lines: BTreeSet<&str> = lines.iter().map(String::as_str).collect();
    let mut changes: Vec<_> = committed.symmetric_difference(&lines).copied().collect();
    let more = changes.len().saturating_sub(SHOWN);
    changes.truncate(SHOWN);
    let sign = |line: &&str| if lines.contains(line) { '+' } else { '-' };
    let mut shown: String = changes.iter().map(|line| format!("{} {line}\n", sign(line))).collect();
    if more > 0 {
        shown += &format!("and {more} more\n");
    }
    (!changes.is_empty()).then_some(shown)
}
