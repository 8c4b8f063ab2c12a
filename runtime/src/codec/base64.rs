//! Base64 with the standard alphabet, RFC 4648 section 4.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The six bits of each character; [`SPACE`] for line breaks and blanks, [`INVALID`] for all else.
const VALUES: [u8; 256] = {
    let mut values = [INVALID; 256];
    let mut index = 0;
    while index < ALPHABET.len() {
        values[ALPHABET[index] as usize] = index as u8;
        index += 1;
    }
    values[b' ' as usize] = SPACE;
    values[b'\n' as usize] = SPACE;
    values[b'\r' as usize] = SPACE;
    values[b'\t' as usize] = SPACE;
    values
};
const SPACE: u8 = 0x40;
const INVALID: u8 = 0xff;

/// Appends the bytes as base64, with padding.
pub(crate) fn encode(bytes: &[u8], out: &mut Vec<u8>) {
    out.reserve(bytes.len().div_ceil(3) * 4);
    let character = |group: u32, shift: u32| ALPHABET[(group >> shift & 0x3f) as usize];
    let (groups, rest) = bytes.as_chunks::<3>();
    for [first, second, third] in groups {
        let group = u32::from_be_bytes([0, *first, *second, *third]);
        out.extend([18, 12, 6, 0].map(|shift| character(group, shift)));
    }
    match *rest {
        [first] => {
            let group = u32::from(first) << 16;
            out.extend([character(group, 18), character(group, 12), b'=', b'=']);
        }
        [first, second] => {
            let group = u32::from(first) << 16 | u32::from(second) << 8;
            out.extend([character(group, 18), character(group, 12), character(group, 6), b'=']);
        }
        _ => {}
    }
}

/// The bytes as base64, with padding.
pub(crate) fn encode_string(bytes: &[u8]) -> String {
    let mut out = Vec::new();
    encode(bytes, &mut out);
    String::from_utf8(out).unwrap_or_default()
}

/// The bytes of a text, or nothing if it is not base64.
///
/// Line breaks and blanks are passed over and padding may be missing: some services wrap lines or leave it out.
pub(crate) fn decode(text: &[u8]) -> Option<Vec<u8>> {
    let text = text.trim_ascii_end();
    let padding = text.iter().rev().take_while(|byte| **byte == b'=').count();
    let mut rest = text.get(..text.len() - padding)?;
    let mut out = Vec::with_capacity(rest.len() / 4 * 3 + 3);
    while let Some((group, after)) = rest.split_first_chunk::<4>() {
        let values = group.map(|byte| VALUES[usize::from(byte)]);
        if values.iter().any(|value| *value >= SPACE) {
            break;
        }
        out.extend_from_slice(&bytes_of(values));
        rest = after;
    }
    decode_slowly(rest, padding, out)
}

fn bytes_of(values: [u8; 4]) -> [u8; 3] {
    let group = values.iter().fold(0, |group, value| group << 6 | u32::from(*value));
    let [_, first, second, third] = group.to_be_bytes();
    [first, second, third]
}

/// Decodes what is not four characters of the alphabet in a row: blanks between them, and the end.
fn decode_slowly(text: &[u8], padding: usize, mut out: Vec<u8>) -> Option<Vec<u8>> {
    let mut values = [0; 4];
    let mut count = 0;
    for byte in text {
        match VALUES[usize::from(*byte)] {
            SPACE => continue,
            INVALID => return None,
            value => values[count] = value,
        }
        count += 1;
        if count == 4 {
            out.extend_from_slice(&bytes_of(values));
            (values, count) = ([0; 4], 0);
        }
    }
    let [first, second, _] = bytes_of(values);
    match (count, padding) {
        (0, 0) => {}
        (2, 0 | 2) => out.push(first),
        (3, 0 | 1) => out.extend([first, second]),
        _ => return None,
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::{decode, encode_string};

    #[test]
    fn what_is_written_is_read_back() {
        for length in 0..70_u8 {
            let bytes: Vec<u8> = (0..length)
                .map(|index| index.wrapping_mul(151).wrapping_add(7))
                .collect();
            let text = encode_string(&bytes);
            assert_eq!(decode(text.as_bytes()), Some(bytes.clone()), "{text}");
            assert_eq!(
                decode(text.trim_end_matches('=').as_bytes()),
                Some(bytes),
                "{text} without padding"
            );
        }
    }

    #[test]
    fn the_vectors_of_rfc_4648_hold() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(encode_string(bytes.as_bytes()), text);
        }
    }

    #[test]
    fn wrapped_lines_are_read_and_other_characters_refused() {
        assert_eq!(decode(b"Zm9v\nYmFy\r\n").as_deref(), Some(b"foobar".as_slice()));
        assert_eq!(decode(b"Zg==\n").as_deref(), Some(b"f".as_slice()));
        for text in ["Zm9", "Zm8", "Zg"] {
            assert!(decode(text.as_bytes()).is_some(), "{text}");
        }
        for text in [
            "Z", "Zm9vY", "Zm9-", "Zm9_", "Z===", "Zm=v", "=", "====", "Zg=", "Zg==Zg==", "Zm9v=", "Zg==x", "é",
        ] {
            assert_eq!(decode(text.as_bytes()), None, "{text}");
        }
    }
}
