//! Strings with escapes.

use crate::codec::scan::json_run;
use crate::codec::{CodecError, Result};

/// Reads a string that has escapes; `start` is behind its opening quotation mark. Gives the place behind the closing one.
#[cold]
pub(super) fn unescape(text: &str, start: usize) -> Result<(String, usize)> {
    let mut value = String::new();
    let mut at = start;
    loop {
        let run = text.as_bytes().get(at..).map_or(0, json_run);
        value.push_str(text.get(at..at + run).unwrap_or_default());
        at += run;
        match text.as_bytes().get(at) {
            Some(b'"') => return Ok((value, at + 1)),
            Some(b'\\') => at = escape(text.as_bytes(), at, &mut value)?,
            _ => return Err(CodecError::at(at, "expected the end of the string")),
        }
    }
}

/// Reads one escape and gives the place behind it.
fn escape(bytes: &[u8], at: usize, value: &mut String) -> Result<usize> {
    let character = match bytes.get(at + 1) {
        Some(b'n') => '\n',
        Some(b't') => '\t',
        Some(b'r') => '\r',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(mark @ (b'"' | b'\\' | b'/')) => char::from(*mark),
        Some(b'u') => return unicode_escape(bytes, at, value),
        _ => return Err(CodecError::at(at, "expected an escape that JSON has")),
    };
    value.push(character);
    Ok(at + 2)
}

/// Reads `\uXXXX`, or two of them for a character beyond the basic plane.
///
/// Half of such a pair is no character. Some services cut strings in the middle of one, so it becomes U+FFFD.
fn unicode_escape(bytes: &[u8], at: usize, value: &mut String) -> Result<usize> {
    let first = hexadecimal(bytes, at)?;
    if (0xd800..0xdc00).contains(&first)
        && let Ok(second @ 0xdc00..0xe000) = hexadecimal(bytes, at + 6)
    {
        let code = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00);
        value.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
        return Ok(at + 12);
    }
    value.push(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER));
    Ok(at + 6)
}

fn hexadecimal(bytes: &[u8], at: usize) -> Result<u32> {
    let digits = match bytes.get(at..at + 6) {
        Some([b'\\', b'u', digits @ ..]) => digits,
        _ => return Err(CodecError::at(at, "expected four hexadecimal digits")),
    };
    digits.iter().try_fold(0, |code, digit| {
        let digit = char::from(*digit).to_digit(16);
        digit
            .map(|digit| code << 4 | digit)
            .ok_or_else(|| CodecError::at(at, "expected four hexadecimal digits"))
    })
}

/// Appends a string in quotation marks, with the escapes that JSON needs.
pub(super) fn write(value: &str, out: &mut Vec<u8>) {
    let mut rest = value.as_bytes();
    out.reserve(rest.len() + 2);
    out.push(b'"');
    loop {
        let run = json_run(rest);
        let (plain, special) = rest.split_at(run);
        out.extend_from_slice(plain);
        let Some((byte, after)) = special.split_first() else {
            break;
        };
        write_escape(*byte, out);
        rest = after;
    }
    out.push(b'"');
}

fn write_escape(byte: u8, out: &mut Vec<u8>) {
    let short = match byte {
        b'\n' => b'n',
        b'\r' => b'r',
        b'\t' => b't',
        b'"' | b'\\' => byte,
        _ => {
            const DIGITS: &[u8; 16] = b"0123456789abcdef";
            let digit = |value: u8| DIGITS[usize::from(value & 0xf)];
            out.extend([b'\\', b'u', b'0', b'0', digit(byte >> 4), digit(byte)]);
            return;
        }
    };
    out.extend([b'\\', short]);
}
