//! Tokens as one line of text, spaced as rustfmt does it; does not know what they mean.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// One line, whatever the layout of the source.
pub(crate) fn text(tokens: TokenStream) -> String {
    let mut pieces = Vec::new();
    collect(tokens, &mut pieces);
    let mut line = String::new();
    let mut before = "";
    for piece in &pieces {
        if !before.is_empty() && is_spaced(before, piece) {
            line.push(' ');
        }
        line.push_str(piece);
        before = piece;
    }
    line
}

/// Leaves out the attributes and documentation of parts.
pub(crate) fn without_attributes(tokens: TokenStream) -> TokenStream {
    let mut kept = Vec::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match (&token, tokens.peek()) {
            (TokenTree::Punct(hash), Some(TokenTree::Group(group)))
                if hash.as_char() == '#' && group.delimiter() == Delimiter::Bracket =>
            {
                tokens.next();
            }
            (TokenTree::Group(group), _) => {
                let inner = without_attributes(group.stream());
                kept.push(proc_macro2::Group::new(group.delimiter(), inner).into());
            }
            _ => kept.push(token),
        }
    }
    kept.into_iter().collect()
}

/// Operators and lifetimes become one piece, groups several.
fn collect(tokens: TokenStream, pieces: &mut Vec<String>) {
    let mut joint = false;
    for token in tokens {
        let continues = std::mem::replace(&mut joint, false);
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => (Some("("), Some(")")),
                    Delimiter::Brace if group.stream().is_empty() => (Some("{}"), None),
                    Delimiter::Brace => (Some("{"), Some("}")),
                    Delimiter::Bracket => (Some("["), Some("]")),
                    Delimiter::None => (None, None),
                };
                pieces.extend(open.map(str::to_owned));
                collect(group.stream(), pieces);
                pieces.extend(close.map(str::to_owned));
            }
            TokenTree::Punct(punct) => {
                let piece = punct.as_char().to_string();
                match pieces.last_mut() {
                    Some(last) if continues && is_operator(last, &piece) => last.push_str(&piece),
                    _ => pieces.push(piece),
                }
                joint = punct.spacing() == Spacing::Joint;
            }
            other => match pieces.last_mut() {
                Some(last) if last == "'" => last.push_str(&other.to_string()),
                _ => pieces.push(other.to_string()),
            },
        }
    }
}

fn is_operator(start: &str, end: &str) -> bool {
    matches!(
        (start, end),
        (":", ":") | ("-", ">") | ("=", ">") | (".", ".") | ("|", "|")
    )
}

fn is_spaced(before: &str, piece: &str) -> bool {
    match (before, piece) {
        ("(" | "[" | "<" | "&" | "::" | "." | "$" | "#", _) | (_, "," | ";" | ":" | "." | ")" | "]" | ">") => false,
        ("?", "Sized") | ("*", "const" | "mut") | (")", "?" | "*") => false,
        ("!", "(" | "[") | (">", "(" | "::") | ("impl" | "for" | "fn", "<") | ("fn", "(") => false,
        (_, "(" | "<" | "::" | "!") => !is_name(before),
        _ => true,
    }
}

fn is_name(piece: &str) -> bool {
    let keywords = ["as", "const", "dyn", "for", "impl", "in", "mut", "where"];
    piece.starts_with(|c: char| c.is_alphanumeric() || c == '_') && !keywords.contains(&piece)
}
