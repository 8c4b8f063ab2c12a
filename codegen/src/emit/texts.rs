//! Documentation of items and members: the model's Markdown, with what the generator adds to it.

use crate::model::Deprecated;
use crate::print::{Docs, literal};

/// The one line at the top of a file: the model's name and the first sentence of its text.
pub(crate) fn module_line(wire: &str, docs: &[String]) -> String {
    match docs.first() {
        Some(sentence) if is_sentence(sentence) => format!("`{wire}`: {}", decapitalised(sentence)),
        _ => format!("`{wire}`."),
    }
}

/// Whether a line of Markdown can follow a colon: no list, no heading, no code fence.
fn is_sentence(line: &str) -> bool {
    line.starts_with(|c: char| c.is_alphabetic() || c == '`')
}

/// `Associates a workspace` → `associates a workspace`, `A key` → `a key`; `AWS accounts` stays.
fn decapitalised(sentence: &str) -> String {
    let mut chars = sentence.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if first.is_uppercase() && (second.is_lowercase() || second == ' ') => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => sentence.to_owned(),
    }
}

/// The model's text, or the name in the model where there is none, and the mark of deprecation.
pub(crate) fn docs(wire: &str, lines: &[String], deprecated: Option<&Deprecated>) -> Docs {
    let lines = match lines {
        [] => vec![format!("`{wire}` of the model, which has no text for it.")],
        lines => lines.to_vec(),
    };
    Docs {
        lines,
        attributes: deprecated.into_iter().map(deprecation).collect(),
    }
}

/// The text of a member, behind **Required.** where the model says so.
pub(crate) fn member(wire: &str, lines: &[String], required: bool, deprecated: Option<&Deprecated>) -> Docs {
    let mut docs = docs(wire, lines, deprecated);
    if required {
        match docs.lines.first_mut() {
            Some(first) if is_sentence(first) => *first = format!("**Required.** {first}"),
            _ => docs
                .lines
                .splice(0..0, ["**Required.**".to_owned(), String::new()])
                .for_each(drop),
        }
    }
    docs
}

/// The attribute. A date goes into the note: Rust wants a version of the crate in `since`.
pub(crate) fn deprecation(deprecated: &Deprecated) -> String {
    let since = deprecated
        .since
        .as_ref()
        .map(|since| format!("deprecated since {since}"));
    let note = match (&deprecated.message, since) {
        (Some(message), Some(since)) => format!("{message} ({since})"),
        (Some(message), None) => message.clone(),
        (None, Some(since)) => since,
        (None, None) => return "#[deprecated]".to_owned(),
    };
    format!("#[deprecated(note = {})]", literal(&note))
}
