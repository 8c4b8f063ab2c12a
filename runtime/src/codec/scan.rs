//! Finding the end of plain text, eight bytes at a time.

const LOW_BITS: u64 = 0x0101_0101_0101_0101;
const HIGH_BITS: u64 = 0x8080_8080_8080_8080;

/// How many bytes from the start of a JSON string are neither a quotation mark, a backslash nor a control character.
#[inline]
pub(super) fn json_run(bytes: &[u8]) -> usize {
    run(
        bytes,
        |word| equal_to(word, b'"') | equal_to(word, b'\\') | less_than_space(word),
        |byte| matches!(byte, b'"' | b'\\' | 0..=0x1f),
    )
}

/// How many bytes from the start of XML text are neither markup, a reference nor a carriage return.
#[inline]
pub(super) fn xml_run(bytes: &[u8]) -> usize {
    run(
        bytes,
        |word| equal_to(word, b'<') | equal_to(word, b'&') | equal_to(word, b'\r'),
        |byte| matches!(byte, b'<' | b'&' | b'\r'),
    )
}

/// How many bytes from the start are not special; `in_word` gives the high bits of the special bytes of a word.
#[inline]
fn run(bytes: &[u8], in_word: impl Fn(u64) -> u64, is_special: impl Fn(u8) -> bool) -> usize {
    let mut length = 0;
    let mut rest = bytes;
    while let Some((word, after)) = rest.split_first_chunk::<8>() {
        let special = in_word(u64::from_le_bytes(*word)) & HIGH_BITS;
        if special != 0 {
            return length + (special.trailing_zeros() / 8) as usize;
        }
        length += 8;
        rest = after;
    }
    length + rest.iter().take_while(|byte| !is_special(**byte)).count()
}

/// The high bit of each byte that equals `wanted`. Bits above the lowest one that is set may be wrong.
///
/// Source: Sean Eron Anderson, "Bit Twiddling Hacks", "Determine if a word has a zero byte".
const fn equal_to(word: u64, wanted: u8) -> u64 {
    let difference = word ^ (LOW_BITS * wanted as u64);
    difference.wrapping_sub(LOW_BITS) & !difference
}

/// The high bit of each byte that is a control character, with the same caveat.
const fn less_than_space(word: u64) -> u64 {
    word.wrapping_sub(LOW_BITS * 0x20) & !word
}

#[cfg(test)]
mod tests {
    use super::{json_run, xml_run};

    #[test]
    fn the_first_special_byte_is_found_at_every_place() {
        type Run = fn(&[u8]) -> usize;
        let specials: [(Run, &[&str]); 2] = [
            (json_run, &["\"", "\\", "\u{1f}", "\0", "\n"]),
            (xml_run, &["<", "&", "\r"]),
        ];
        for (run, specials) in specials {
            for special in specials {
                for before in 0..20 {
                    let text = format!("{}{special}ü<\"rest of the text", "é".repeat(before));
                    assert_eq!(run(text.as_bytes()), before * 2, "{text:?}");
                }
            }
        }
        assert_eq!(json_run("nothing here\u{7f}\u{80}".as_bytes()), 15);
        assert_eq!(xml_run("nothing here\u{0}\u{80}".as_bytes()), 15);
        assert_eq!(json_run(b""), 0);
    }
}
