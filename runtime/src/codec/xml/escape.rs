//! Escaped text, both ways.

use std::borrow::Cow;

use crate::codec::{CodecError, Result};

/// The text that is meant; `offset` is the end of it in the document.
pub(super) fn unescape(text: &str, offset: usize) -> Result<Cow<'_, str>> {
    // One pass over all bytes without an early end, which the compiler turns into vector instructions.
    if !text
        .bytes()
        .fold(false, |found, byte| found | (byte == b'&') | (byte == b'\r'))
    {
        return Ok(Cow::Borrowed(text));
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['&', '\r']) {
        let (plain, special) = rest.split_at(at);
        out.push_str(plain);
        rest = match special.strip_prefix('&') {
            Some(reference) => {
                let end = reference
                    .split_once(';')
                    .and_then(|(name, after)| Some((resolve(name)?, after)));
                let (character, after) = end.ok_or_else(|| {
                    let at = offset.saturating_sub(special.len());
                    CodecError::at(
                        at,
                        "expected one of the five entities of XML, or the number of a character",
                    )
                })?;
                out.push(character);
                after
            }
            // Line ends are one character, as the XML specification has it in section 2.11.
            None => {
                out.push('\n');
                special
                    .strip_prefix("\r\n")
                    .or(special.strip_prefix('\r'))
                    .unwrap_or_default()
            }
        };
    }
    out.push_str(rest);
    Ok(Cow::Owned(out))
}

fn resolve(name: &str) -> Option<char> {
    Some(match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix('x') {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)?
        }
    })
}

/// Appends text with what markup is made of escaped, and what a reader would take for a line end.
pub(super) fn escape(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| matches!(c, '&' | '<' | '>' | '"') || (c < ' ' && c != '\n' && c != '\t'))
    {
        let (plain, special) = rest.split_at(at);
        out.push_str(plain);
        let mut characters = special.chars();
        match characters.next() {
            Some('&') => out.push_str("&amp;"),
            Some('<') => out.push_str("&lt;"),
            Some('>') => out.push_str("&gt;"),
            Some('"') => out.push_str("&quot;"),
            Some(control) => out.push_str(&format!("&#{};", u32::from(control))),
            None => {}
        }
        rest = characters.as_str();
    }
    out.push_str(rest);
}

/// Appends the value of an attribute, in which blanks other than spaces would be read as spaces.
pub(super) fn escape_attribute(value: &str, out: &mut String) {
    let mut escaped = String::with_capacity(value.len());
    escape(value, &mut escaped);
    out.push_str(&escaped.replace('\n', "&#10;").replace('\t', "&#9;"));
}

#[cfg(test)]
mod tests {
    use super::{escape, unescape};

    #[test]
    fn what_is_escaped_is_meant() {
        for text in ["plain", "a<b>&\"c'", "line\nline\r\nline\r", "\u{1}\t", "&amp;", "é😹"] {
            let mut escaped = String::new();
            escape(text, &mut escaped);
            assert_eq!(unescape(&escaped, escaped.len()).as_deref(), Ok(text), "{escaped}");
        }
    }

    #[test]
    fn references_stand_for_characters() {
        for (text, expected) in [
            ("&lt;&gt;&amp;&quot;&apos;", Some("<>&\"'")),
            ("&#65;&#x42;&#x1F639;", Some("AB😹")),
            ("a\r\nb\rc", Some("a\nb\nc")),
            ("a&#13;b", Some("a\rb")),
            ("&nbsp;", None),
            ("&", None),
            ("& b;", None),
            ("&#xD800;", None),
            ("&#99999999999;", None),
        ] {
            assert_eq!(unescape(text, text.len()).ok().as_deref(), expected, "{text}");
        }
    }
}
