//! Splits HTML into tags and text; it knows neither which tags there are nor what they mean.

use super::entities::decode;

/// A tag, or the text between two of them with its entities decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token<'h> {
    Text(String),
    Open {
        /// In lower case, unless it is in both: `<Code>` is an element of XML that somebody forgot to escape.
        name: String,
        /// The value of `href`, or of `url`.
        href: Option<String>,
        /// `<br/>`
        closed: bool,
        /// The tag as it stands in the text.
        raw: &'h str,
    },
    Close {
        /// As above.
        name: String,
        /// The tag as it stands in the text.
        raw: &'h str,
    },
}

/// The tokens of a text, in order.
pub(super) fn tokens(html: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut text = String::new();
    let mut rest = html;
    // Where the last comment ends: behind it nobody needs to search.
    let comments = html.rfind("-->").unwrap_or_default();
    while let Some((before, after)) = rest.split_once('<') {
        decode(before, &mut text);
        let comment = after
            .strip_prefix("!--")
            .filter(|comment| html.len() - comment.len() <= comments);
        if let Some((_, behind)) = comment.and_then(|comment| comment.split_once("-->")) {
            rest = behind;
            continue;
        }
        let Some(length) = tag_length(after) else {
            text.push('<');
            rest = after;
            continue;
        };
        if !text.is_empty() {
            tokens.push(Token::Text(std::mem::take(&mut text)));
        }
        let (inside, behind) = after.split_at(length);
        let start = html.len() - after.len() - 1;
        let raw = html.get(start..start + length + 2).unwrap_or_default();
        tokens.push(tag(inside, raw));
        rest = behind.strip_prefix('>').unwrap_or(behind);
    }
    decode(rest, &mut text);
    if !text.is_empty() {
        tokens.push(Token::Text(text));
    }
    tokens
}

/// How many bytes stand between `<` and `>`, if this is a tag at all.
///
/// No tag holds another `<`: so `a<b and <code>` keeps its words, and no part of a text is searched twice.
fn tag_length(after: &str) -> Option<usize> {
    let name = after.strip_prefix('/').unwrap_or(after);
    if !name.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return None;
    }
    let window = after.split('<').next().unwrap_or_default().as_bytes();
    let mut quote = None;
    let mut before = b'<';
    for (index, &byte) in window.iter().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(index),
            (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
        before = byte;
    }
    // A quote that nobody closes: the first `>` it is.
    window.iter().position(|&byte| byte == b'>')
}

fn tag<'h>(inside: &str, raw: &'h str) -> Token<'h> {
    let name_of = |text: &str| {
        let end = text.find(|letter: char| letter.is_whitespace() || letter == '/');
        let name = text.get(..end.unwrap_or(text.len())).unwrap_or_default();
        let mixed = name.contains(char::is_uppercase) && name.contains(char::is_lowercase);
        if mixed {
            name.to_owned()
        } else {
            name.to_ascii_lowercase()
        }
    };
    match inside.strip_prefix('/') {
        Some(inside) => Token::Close {
            name: name_of(inside),
            raw,
        },
        None => Token::Open {
            name: name_of(inside),
            href: attribute(inside, "href").or_else(|| attribute(inside, "url")),
            closed: inside.ends_with('/'),
            raw,
        },
    }
}

/// The value of an attribute, decoded.
fn attribute(inside: &str, name: &str) -> Option<String> {
    let lower = inside.to_ascii_lowercase();
    let named = |(at, _): &(usize, &str)| {
        let before = lower.get(..*at).and_then(|before| before.chars().next_back());
        before.is_some_and(char::is_whitespace)
    };
    let (at, _) = lower.match_indices(name).find(named)?;
    let value = inside
        .get(at + name.len()..)?
        .trim_start()
        .strip_prefix('=')?
        .trim_start();
    let value = if let Some(quoted) = value.strip_prefix('"') {
        quoted.split('"').next()?
    } else if let Some(quoted) = value.strip_prefix('\'') {
        quoted.split('\'').next()?
    } else {
        value.split_whitespace().next()?.trim_end_matches('/')
    };
    let mut decoded = String::new();
    decode(value, &mut decoded);
    Some(decoded)
}
