//! Finds where sentences end, so that a changed word is a changed line and not a changed paragraph.

use super::escape;

/// Words that end in a full stop inside of sentences.
const ABBREVIATIONS: [&str; 16] = [
    "e.g.", "i.e.", "vs.", "cf.", "ex.", "eg.", "ie.", "no.", "approx.", "inc.", "corp.", "ltd.", "mr.", "mrs.", "dr.",
    "u.s.",
];

/// Puts pieces together, one sentence a line.
pub(super) fn lines(pieces: &[String]) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for (index, piece) in pieces.iter().enumerate() {
        let first = line.is_empty();
        if !first {
            line.push(' ');
        }
        line.push_str(piece);
        let ends = pieces
            .get(index + 1)
            .is_none_or(|next| ends_sentence(piece) && !(first && is_number(piece)) && starts_sentence(next));
        if ends {
            lines.push(escape::line_start(&line));
            line.clear();
        }
    }
    lines
}

fn ends_sentence(piece: &str) -> bool {
    let word = piece.trim_end_matches([')', ']', '"', '\'', '”', '’', '*', '\\']);
    let bare = word
        .trim_start_matches(['(', '[', '"', '\'', '“', '‘', '*', '\\'])
        .to_lowercase();
    // A single letter is an initial.
    let initial = bare.chars().count() == 2 && bare.ends_with('.') && bare.starts_with(char::is_alphabetic);
    word.ends_with(['.', '!', '?']) && !initial && !ABBREVIATIONS.contains(&bare.as_str())
}

/// `1.` at the start of a line counts; at its end it is what was counted.
fn is_number(piece: &str) -> bool {
    let digits = piece.strip_suffix('.').unwrap_or_default();
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn starts_sentence(piece: &str) -> bool {
    let word = piece.trim_start_matches(['(', '"', '\'', '“', '‘', '*', '\\']);
    word.starts_with(|first: char| first.is_uppercase() || "`[<".contains(first))
}
