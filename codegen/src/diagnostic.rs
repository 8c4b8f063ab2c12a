//! What is wrong with a model and what to do about it; it decides nothing and prints nothing by itself.

use std::fmt;

use crate::model::ModelPath;

/// Whether generation can go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// Something was decided that the reader may want to know.
    Warning,
}

/// One problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Whether generation can go on.
    pub severity: Severity,
    /// Where it is.
    pub path: ModelPath,
    /// What it is: lower case, things in backticks.
    pub message: String,
    /// The way out, where we know one.
    pub help: Option<String>,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        write!(f, "{severity}: {}: {}", self.path, self.message)?;
        if let Some(help) = &self.help {
            write!(f, "\n  help: {help}")?;
        }
        Ok(())
    }
}

/// Every problem that was found, in the order of finding.
#[derive(Debug, Clone, Default)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Adds an error.
    pub fn error(&mut self, path: ModelPath, message: impl Into<String>) -> &mut Diagnostic {
        self.push(Severity::Error, path, message.into())
    }

    /// Adds a warning.
    pub fn warning(&mut self, path: ModelPath, message: impl Into<String>) -> &mut Diagnostic {
        self.push(Severity::Warning, path, message.into())
    }

    fn push(&mut self, severity: Severity, path: ModelPath, message: String) -> &mut Diagnostic {
        self.0.push(Diagnostic {
            severity,
            path,
            message,
            help: None,
        });
        self.0.last_mut().expect("one was just pushed")
    }

    /// Whether there is an error among them.
    pub fn has_errors(&self) -> bool {
        self.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// All of them.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// Adds those of another step.
    pub fn append(&mut self, mut others: Self) {
        self.0.append(&mut others.0);
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// One diagnostic per line or two, as a terminal shows them.
impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.iter().try_for_each(|diagnostic| writeln!(f, "{diagnostic}"))
    }
}

impl Diagnostic {
    /// Adds the way out.
    pub fn help(&mut self, help: impl Into<String>) {
        self.help = Some(help.into());
    }

    /// Adds the way out, if there is one.
    pub fn maybe_help(&mut self, help: Option<String>) {
        self.help = help;
    }
}

/// The candidates that a misspelt name may have meant, the nearest first, three at most.
pub(crate) fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let limit = (name.chars().count() / 3).max(2);
    let mut near: Vec<(usize, &str)> = candidates
        .into_iter()
        .filter(|candidate| candidate.len().abs_diff(name.len()) <= limit * 4)
        .map(|candidate| (distance(&name.to_lowercase(), &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .collect();
    near.sort_unstable();
    near.dedup();
    near.into_iter().take(3).map(|(_, candidate)| candidate).collect()
}

/// `` `A`, `B` `` for a message.
pub(crate) fn quoted(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

/// Levenshtein's distance.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, left) in a.chars().enumerate() {
        let mut diagonal = i;
        let mut before = i + 1;
        for (cell, right) in row.iter_mut().skip(1).zip(&b) {
            let replaced = diagonal + usize::from(left != *right);
            diagonal = *cell;
            *cell = replaced.min(before + 1).min(diagonal + 1);
            before = *cell;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diagnostic_reads_as_one_sentence_with_its_way_out() {
        let mut diagnostics = Diagnostics::default();
        let file = "models/sqs/2012-11-05/service-2.json";
        diagnostics
            .error(
                ModelPath::member(file, "SendMessageRequest", "MessageBody"),
                "target shape `Strng` does not exist",
            )
            .help("a shape `String` exists; correct the model in codegen/src/fixups.rs");
        diagnostics.warning(ModelPath::position(file, 3, 14), "unknown key `colour`");
        insta::assert_snapshot!(diagnostics, @r"
        error: models/sqs/2012-11-05/service-2.json: SendMessageRequest.MessageBody: target shape `Strng` does not exist
          help: a shape `String` exists; correct the model in codegen/src/fixups.rs
        warning: models/sqs/2012-11-05/service-2.json:3:14: unknown key `colour`
        ");
        assert!(diagnostics.has_errors());
    }

    #[test]
    fn nearest_names_come_first_and_strangers_never() {
        let names = ["String", "Strings", "Structure", "Blob"];
        assert_eq!(nearest("Strng", names), ["String", "Strings"]);
        assert_eq!(nearest("Qqqqq", names), [""; 0]);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("abc", ""), 3);
    }
}
