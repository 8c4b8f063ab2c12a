//! Single values as text: in headers, in the path, in the query string, in XML and in form bodies.

use std::borrow::Cow;
use std::fmt::Write;
use std::str::FromStr;

use super::json::not_finite;
use super::{CodecError, Result, base64};
use crate::shape::{Mut, Ref, TimestampFormat};
use crate::types::Timestamp;

/// The text of a single value; timestamps are written in this format, blobs as base64.
///
/// # Errors
///
/// When the value is not a single one, or a timestamp that the format has no room for.
pub(crate) fn write<'a>(value: Ref<'a>, format: TimestampFormat) -> Result<Cow<'a, str>> {
    Ok(Cow::Owned(match value {
        Ref::String(value) => return Ok(Cow::Borrowed(value)),
        Ref::Boolean(value) => return Ok(Cow::Borrowed(if value { "true" } else { "false" })),
        Ref::BigInteger(value) => return Ok(Cow::Borrowed(value.as_str())),
        Ref::BigDecimal(value) => return Ok(Cow::Borrowed(value.as_str())),
        Ref::Byte(value) => value.to_string(),
        Ref::Short(value) => value.to_string(),
        Ref::Integer(value) => value.to_string(),
        Ref::Long(value) => value.to_string(),
        Ref::Float(value) if value.is_finite() => format!("{value:?}"),
        Ref::Float(value) => not_finite(value.into()).to_owned(),
        Ref::Double(value) if value.is_finite() => format!("{value:?}"),
        Ref::Double(value) => not_finite(value).to_owned(),
        Ref::Blob(value) => base64::encode_string(value),
        Ref::Timestamp(value) => {
            let mut text = String::new();
            value
                .write(format, &mut text)
                .map_err(|error| CodecError::new(error.to_string()))?;
            text
        }
        Ref::Document(value) => return document(value),
        Ref::Null | Ref::Body(_) | Ref::List(_) | Ref::Map(_) | Ref::Structure(_) | Ref::Union(_) => {
            return Err(CodecError::new(
                "the model has no single value here, so it cannot be sent",
            ));
        }
    }))
}

/// A document is its JSON text.
fn document(value: &crate::types::Document) -> Result<Cow<'static, str>> {
    let mut out = Vec::new();
    super::json::write_value(
        Ref::Document(value),
        &crate::shape::Element::NEW,
        super::Names::Json,
        &mut out,
    )?;
    Ok(Cow::Owned(String::from_utf8(out).unwrap_or_default()))
}

/// The format that the model chose, or else this one.
pub(crate) fn format_or(chosen: TimestampFormat, otherwise: TimestampFormat) -> TimestampFormat {
    match chosen {
        TimestampFormat::Unset => otherwise,
        chosen => chosen,
    }
}

/// Whether a text says nothing for this slot: an empty one is a value only for strings, enums and blobs.
pub(crate) fn is_absent(text: &str, slot: &Mut<'_>) -> bool {
    text.trim_ascii().is_empty() && !matches!(slot, Mut::String(_) | Mut::Enum(_) | Mut::Blob(_))
}

/// Reads a single value from text.
///
/// # Errors
///
/// When the text is not such a value.
pub(crate) fn read(text: &str, slot: Mut<'_>) -> Result<()> {
    match slot {
        Mut::String(slot) => text.clone_into(slot),
        Mut::Enum(slot) => slot.parse(text),
        Mut::Boolean(slot) => *slot = boolean(text)?,
        Mut::Byte(slot) => *slot = parse(text, "expected an integer of 8 bits")?,
        Mut::Short(slot) => *slot = parse(text, "expected an integer of 16 bits")?,
        Mut::Integer(slot) => *slot = parse(text, "expected an integer of 32 bits")?,
        Mut::Long(slot) => *slot = parse(text, "expected an integer of 64 bits")?,
        Mut::Float(slot) => *slot = float(text)?,
        Mut::Double(slot) => *slot = float(text)?,
        Mut::BigInteger(slot) => *slot = parse(text, "expected an integer")?,
        Mut::BigDecimal(slot) => *slot = parse(text, "expected a number")?,
        Mut::Timestamp(slot) => {
            *slot = Timestamp::parse(text).map_err(|error| CodecError::new(error.to_string()))?;
        }
        Mut::Blob(slot) => {
            let bytes = base64::decode(text.as_bytes()).ok_or_else(|| CodecError::new("expected base64"))?;
            *slot = bytes.into();
        }
        Mut::Document(slot) => *slot = text.into(),
        Mut::Body(_) | Mut::List(_) | Mut::Map(_) | Mut::Structure(_) | Mut::Union(_) => {
            return Err(CodecError::new(
                "the model has no single value here, so it cannot be read",
            ));
        }
    }
    Ok(())
}

fn boolean(text: &str) -> Result<bool> {
    let text = text.trim_ascii();
    if text.eq_ignore_ascii_case("true") {
        Ok(true)
    } else if text.eq_ignore_ascii_case("false") {
        Ok(false)
    } else {
        Err(CodecError::new("expected true or false"))
    }
}

/// A float, or one of the three names that stand for what is none. Rust reads others too, and what is too large as infinite.
fn float<T: FromStr + Copy + Into<f64>>(text: &str) -> Result<T> {
    let value: T = parse(text, "expected a number")?;
    if value.into().is_finite() || matches!(text.trim_ascii(), "NaN" | "Infinity" | "-Infinity") {
        Ok(value)
    } else {
        Err(CodecError::new("expected a number"))
    }
}

fn parse<T: FromStr>(text: &str, message: &'static str) -> Result<T> {
    text.trim_ascii().parse().map_err(|_| CodecError::new(message))
}

/// Appends text, percent-encoded but for the characters that RFC 3986 does not reserve, and for `keep`.
pub(crate) fn percent_encode(text: &str, keep: u8, out: &mut String) {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') || byte == keep;
    let mut rest = text;
    loop {
        let plain = rest.bytes().take_while(|byte| is_plain(*byte)).count();
        // The plain characters are ASCII, so both cuts are between characters.
        let (head, tail) = rest.split_at_checked(plain).unwrap_or((rest, ""));
        out.push_str(head);
        let Some(special) = tail.chars().next() else { return };
        let mut buffer = [0; 4];
        for byte in special.encode_utf8(&mut buffer).bytes() {
            // Writing to a `String` cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
        rest = tail.get(special.len_utf8()..).unwrap_or_default();
    }
}

/// No character beside the unreserved ones.
pub(crate) const NONE: u8 = b'-';

#[cfg(test)]
mod tests {
    use super::{NONE, percent_encode};

    #[test]
    fn all_but_unreserved_characters_are_encoded() {
        for (text, keep, expected) in [
            ("aZ09-._~", NONE, "aZ09-._~"),
            ("a b+c", NONE, "a%20b%2Bc"),
            ("a/b", NONE, "a%2Fb"),
            ("a/b c", b'/', "a/b%20c"),
            ("%41", NONE, "%2541"),
            ("é😹", NONE, "%C3%A9%F0%9F%98%B9"),
            ("", NONE, ""),
        ] {
            let mut out = String::new();
            percent_encode(text, keep, &mut out);
            assert_eq!(out, expected);
        }
    }
}
