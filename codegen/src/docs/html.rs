//! Splits HTML into tags and text; it knows neither which tags there are nor what they mean.

/// A tag, or the text between two of them with its entities decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token<'h> {
    Text(String),
    Open {
        /// In lower case.
        name: String,
        /// The value of `href`, or of `url`.
        href: Option<String>,
        /// `<br/>`
        closed: bool,
        /// The tag as it stands in the text.
        raw: &'h str,
    },
    Close {
        name: String,
    },
}

/// A longer run of text behind a `<` is no tag: it bounds the search for its end.
const LONGEST_TAG: usize = 4096;

/// The tokens of a text, in order.
pub(super) fn tokens(html: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(&decode(before));
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
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
        tokens.extend(tag(inside, raw));
        rest = behind.strip_prefix('>').unwrap_or(behind);
    }
    text.push_str(&decode(rest));
    if !text.is_empty() {
        tokens.push(Token::Text(text));
    }
    tokens
}

/// How many bytes stand between `<` and `>`, if this is a tag at all.
fn tag_length(after: &str) -> Option<usize> {
    let name = after.strip_prefix('/').unwrap_or(after);
    if !name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '!') {
        return None;
    }
    let bytes = after.as_bytes();
    let window = bytes.get(..LONGEST_TAG).unwrap_or(bytes);
    let mut quote = None;
    for (index, &byte) in window.iter().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(index),
            (None, b'"' | b'\'') if index > 0 && window.get(index - 1) == Some(&b'=') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    // A quote that nobody closes: the first `>` it is.
    window.iter().position(|&byte| byte == b'>')
}

fn tag<'h>(inside: &str, raw: &'h str) -> Option<Token<'h>> {
    let name_of = |text: &str| {
        let end = text.find(|letter: char| letter.is_whitespace() || letter == '/');
        text.get(..end.unwrap_or(text.len()))
            .unwrap_or_default()
            .to_ascii_lowercase()
    };
    if inside.starts_with('!') {
        return None;
    }
    Some(match inside.strip_prefix('/') {
        Some(inside) => Token::Close { name: name_of(inside) },
        None => Token::Open {
            name: name_of(inside),
            href: attribute(inside, "href").or_else(|| attribute(inside, "url")),
            closed: inside.ends_with('/'),
            raw,
        },
    })
}

/// The value of an attribute, decoded.
fn attribute(inside: &str, name: &str) -> Option<String> {
    let lower = inside.to_ascii_lowercase();
    let at = lower.find(&format!(" {name}="))?;
    let value = inside.get(at + name.len() + 2..)?;
    let value = match value.strip_prefix(['"', '\'']) {
        Some(quoted) => quoted.split(['"', '\'']).next()?,
        None => value.split_whitespace().next()?.trim_end_matches('/'),
    };
    Some(decode(value))
}

/// Replaces entities; what is none stays as it is.
fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        decoded.push_str(before);
        let entity = after.split_once(';').filter(|(name, _)| name.len() <= 10);
        match entity.and_then(|(name, behind)| Some((character(name)?, behind))) {
            Some((character, behind)) => {
                decoded.push(character);
                rest = behind;
            }
            None => {
                decoded.push('&');
                rest = after;
            }
        }
    }
    decoded.push_str(rest);
    decoded
}

fn character(entity: &str) -> Option<char> {
    if let Some(number) = entity.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return windows_1252(code).or_else(|| char::from_u32(code).filter(|character| *character != '\0'));
    }
    Some(match entity {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "copy" => '©',
        "reg" => '®',
        "trade" => '™',
        "deg" => '°',
        "micro" => 'µ',
        "times" => '×',
        "middot" => '·',
        "bull" => '•',
        "hellip" => '…',
        "ndash" => '–',
        "mdash" => '—',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "larr" => '←',
        "rarr" => '→',
        "le" => '≤',
        "ge" => '≥',
        "ne" => '≠',
        _ => return None,
    })
}

/// Numbers from 128 to 159 mean what they mean in Windows-1252, as in every browser.
fn windows_1252(code: u32) -> Option<char> {
    const CHARACTERS: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    CHARACTERS.get(usize::try_from(code).ok()?.checked_sub(128)?).copied()
}
