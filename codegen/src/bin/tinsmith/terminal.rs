//! What a person sees: steps and problems on standard error, results on standard output; plain where no terminal shows it, or
//! where `NO_COLOR` is set.

use std::fmt::Display;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use tinsmith_codegen::Outcome;
use tinsmith_codegen::diagnostic::{Diagnostic, Severity};

use crate::Failure;

const STEP: Style = AnsiColor::Green.on_default().bold();
const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();

/// Tells what is being done.
pub(crate) fn step(verb: &str, what: impl Display) {
    say(format_args!("{STEP}{verb:>10}{STEP:#} {what}\n"));
}

/// Tells why the command ends.
pub(crate) fn error(message: &str) {
    say(format_args!("{ERROR}error{ERROR:#}: {message}\n"));
}

/// Shows the problems of a step of the library, and gives what it made.
pub(crate) fn settle<T>(outcome: Outcome<T>) -> Result<T, Failure> {
    let mut errors = 0;
    for problem in &outcome.diagnostics {
        show(problem);
        errors += usize::from(problem.severity == Severity::Error);
    }
    outcome.value.ok_or_else(|| {
        let s = if errors == 1 { "" } else { "s" };
        format!("the model has {errors} error{s}").into()
    })
}

fn show(problem: &Diagnostic) {
    let (style, severity) = match problem.severity {
        Severity::Error => (ERROR, "error"),
        Severity::Warning => (WARNING, "warning"),
    };
    let text = problem.to_string();
    let rest = text.strip_prefix(severity).unwrap_or(&text);
    say(format_args!("{style}{severity}{style:#}{rest}\n"));
}

fn say(text: std::fmt::Arguments<'_>) {
    // Nobody can be told that standard error is closed.
    let _ = anstream::stderr().write_fmt(text);
}

/// Writes a result; a reader that has seen enough (`| head`) is no failure.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    match io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(format!("the result cannot be written: {error}").into()),
        Ok(()) => Ok(()),
    }
}
