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
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(piece);
        let ends = pieces
            .get(index + 1)
            .is_none_or(|next| ends_sentence(piece) && starts_sentence(next));
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

fn starts_sentence(piece: &str) -> bool {
    let word = piece.trim_start_matches(['(', '"', '\'', '“', '‘', '*', '\\']);
    word.starts_with(|first: char| first.is_uppercase() || "`[<".contains(first))
}
