//! Hexadecimal and percent-encoding as signatures want them; does not know what is encoded.

use std::borrow::Cow;

const LOWER: &[u8; 16] = b"0123456789abcdef";
const UPPER: &[u8; 16] = b"0123456789ABCDEF";

/// 32 bytes in hexadecimal, which is what hashes and signatures are.
pub(crate) struct Hex([u8; 64]);

impl Hex {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let mut text = [b'0'; 64];
        for (pair, byte) in text.chunks_exact_mut(2).zip(bytes) {
            pair.copy_from_slice(&digits(*byte, LOWER));
        }
        Self(text)
    }

    pub(crate) fn as_str(&self) -> &str {
        str::from_utf8(&self.0).expect("hexadecimal digits are ASCII")
    }
}

fn digits(byte: u8, alphabet: &[u8; 16]) -> [u8; 2] {
    [alphabet[usize::from(byte >> 4)], alphabet[usize::from(byte & 15)]]
}

/// Whether all bytes are of a kind. It looks at every byte, which compilers turn into wide instructions.
pub(super) fn every(bytes: &[u8], of_kind: impl Fn(u8) -> bool) -> bool {
    bytes.iter().fold(true, |so_far, &byte| so_far & of_kind(byte))
}

/// Source: "unreserved" in RFC 3986, section 2.3.
pub(super) fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

/// Encodes everything but unreserved characters.
pub(super) fn push_encoded(out: &mut String, text: &str) {
    push_kept(out, text.as_bytes(), is_unreserved);
}

/// Encodes everything but the bytes to keep, which must be ASCII.
pub(super) fn push_kept(out: &mut String, bytes: &[u8], keep: impl Fn(u8) -> bool) {
    for &byte in bytes {
        if keep(byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.extend(digits(byte, UPPER).map(char::from));
        }
    }
}

/// A name or value of a query as sent, encoded in the one canonical way.
///
/// Services decode the query before they check the signature, a plus sign as a space.
pub(super) fn canonical_component(text: &str) -> Cow<'_, str> {
    if is_canonical(text.as_bytes()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    push_kept(&mut out, &decoded(text.as_bytes()), is_unreserved);
    Cow::Owned(out)
}

fn is_canonical(mut rest: &[u8]) -> bool {
    while let [byte, tail @ ..] = rest {
        rest = match (byte, tail) {
            (b'%', [high, low, tail @ ..]) if !high.is_ascii_lowercase() && !low.is_ascii_lowercase() => {
                match escaped(*high, *low) {
                    Some(byte) if !is_unreserved(byte) => tail,
                    _ => return false,
                }
            }
            _ if is_unreserved(*byte) => tail,
            _ => return false,
        };
    }
    true
}

fn decoded(mut rest: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(rest.len());
    while let [byte, tail @ ..] = rest {
        let escape = match tail {
            [high, low, tail @ ..] if *byte == b'%' => escaped(*high, *low).map(|byte| (byte, tail)),
            _ => None,
        };
        let plain = if *byte == b'+' { b' ' } else { *byte };
        let (byte, tail) = escape.unwrap_or((plain, tail));
        out.push(byte);
        rest = tail;
    }
    out
}

fn escaped(high: u8, low: u8) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    u8::try_from(digit(high)? << 4 | digit(low)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn components_have_one_canonical_form() {
        for (sent, canonical) in [
            ("", ""),
            ("aZ9-._~", "aZ9-._~"),
            ("%E1%88%B4", "%E1%88%B4"),
            ("%e1%88%b4", "%E1%88%B4"),
            ("ሴ", "%E1%88%B4"),
            ("a%41b", "aAb"),
            ("a b+c%20", "a%20b%20c%20"),
            ("a=b/c", "a%3Db%2Fc"),
            ("%", "%25"),
            ("%4", "%254"),
            ("%zz", "%25zz"),
            ("%FF", "%FF"),
            ("100%25", "100%25"),
        ] {
            assert_eq!(canonical_component(sent), canonical, "{sent}");
        }
    }

    #[test]
    fn bytes_are_written_in_hexadecimal() {
        let mut bytes = [0; 32];
        bytes[..5].copy_from_slice(&[0, 1, 0x9f, 0xa0, 0xff]);
        assert_eq!(Hex::of(&bytes).as_str(), format!("00019fa0ff{}", "0".repeat(54)));
    }
}
