//! What a run has found: a line per file, sentences for what failed, and the sums.

use std::fmt::Write as _;

use super::gaps::{self, Gaps};
use super::suite::{SuiteFile, Task};

/// What became of a case.
#[derive(Debug, Clone)]
pub(crate) enum Verdict {
    Passed,
    /// It was not run, because nobody asked for it.
    Left,
    Skipped(String),
    Failed(Vec<String>),
}

impl Verdict {
    /// The verdict that is known before anything runs, if there is one.
    pub(crate) fn early(task: &Task, chosen: bool) -> Option<Self> {
        match task {
            _ if !chosen => Some(Self::Left),
            Task::Skip(reason) => Some(Self::Skipped(reason.clone())),
            Task::Unreadable(reason) => Some(Self::Failed(vec![reason.clone()])),
            Task::Call(_) | Task::Data(_) => None,
        }
    }
}

/// The sums of a run.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
    pub(crate) skipped: usize,
    known: usize,
}

impl Tally {
    fn add(&mut self, other: &Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
        self.known += other.known;
    }
}

/// The report, and its sums.
pub(crate) fn report(files: &[SuiteFile], verdicts: &[Vec<Verdict>], gaps: &Gaps) -> (String, Tally) {
    let mut total = Tally::default();
    let (mut text, mut failures) = (String::new(), String::new());
    for (file, verdicts) in files.iter().zip(verdicts) {
        let tally = lines(file, verdicts, gaps, &mut text, &mut failures);
        total.add(&tally);
    }
    let exists = |name: &str| {
        files
            .iter()
            .any(|file| file.cases.iter().any(|case| file.name(case) == name))
    };
    for case in gaps.without_case(exists) {
        let _ = writeln!(text, "note: {}: there is no case `{case}` here", gaps::PATH);
    }
    if !failures.is_empty() {
        let _ = write!(text, "\n{failures}");
    }
    let skipped = total.skipped + total.known;
    let _ = writeln!(
        text,
        "\n{} passed, {} failed, {skipped} skipped",
        total.passed, total.failed
    );
    (text, total)
}

fn lines(file: &SuiteFile, verdicts: &[Verdict], gaps: &Gaps, text: &mut String, failures: &mut String) -> Tally {
    let mut tally = Tally::default();
    let mut reasons: Vec<(&str, usize)> = Vec::new();
    for (case, verdict) in file.cases.iter().zip(verdicts) {
        let name = file.name(case);
        match (verdict, gaps.reason(&name)) {
            (Verdict::Left, _) => {}
            (Verdict::Passed, None) => tally.passed += 1,
            (Verdict::Passed, Some(_)) => {
                tally.failed += 1;
                let _ = writeln!(failures, "FAILED {name}\n  it passes: remove it from {}", gaps::PATH);
            }
            (Verdict::Failed(_), Some(_)) => tally.known += 1,
            (Verdict::Failed(differences), None) => {
                tally.failed += 1;
                let _ = writeln!(failures, "FAILED {name}");
                for line in differences.iter().flat_map(|difference| difference.lines()) {
                    let _ = writeln!(failures, "  {line}");
                }
            }
            (Verdict::Skipped(reason), _) => {
                tally.skipped += 1;
                match reasons.iter_mut().find(|(other, _)| other == reason) {
                    Some((_, count)) => *count += 1,
                    None => reasons.push((reason, 1)),
                }
            }
        }
    }
    let left = verdicts.iter().all(|verdict| matches!(verdict, Verdict::Left));
    if verdicts.is_empty() || !left {
        line(&file.path, &tally, &reasons, text);
    }
    tally
}

fn line(path: &str, tally: &Tally, reasons: &[(&str, usize)], text: &mut String) {
    let Tally {
        passed, failed, known, ..
    } = tally;
    let _ = write!(text, "{path}: {passed} passed, {failed} failed, {known} known gaps");
    for (reason, count) in reasons {
        let _ = write!(text, "; {count} skipped: {reason}");
    }
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::super::suite::Case;
    use super::*;

    #[test]
    fn files_failures_and_sums_are_told() {
        let case = |id: &str| Case {
            id: id.to_owned(),
            task: Task::Skip(String::new()),
        };
        let file = SuiteFile {
            path: "s/input/x".to_owned(),
            cases: ["a", "b", "c", "d"].map(case).into(),
            ..SuiteFile::default()
        };
        let verdicts = vec![vec![
            Verdict::Passed,
            Verdict::Failed(vec!["one\ntwo".to_owned()]),
            Verdict::Skipped("no codec".to_owned()),
            Verdict::Left,
        ]];
        let (text, tally) = report(&[file], &verdicts, &Gaps::default());
        assert_eq!(
            text,
            "s/input/x: 1 passed, 1 failed, 0 known gaps; 1 skipped: no codec\n\n\
             FAILED s/input/x/b\n  one\n  two\n\n1 passed, 1 failed, 1 skipped\n"
        );
        assert_eq!(tally.failed, 1);
    }
}
