//! Finding the end of a run of plain characters in a string, eight bytes at a time.

const LOW_BITS: u64 = 0x0101_0101_0101_0101;
const HIGH_BITS: u64 = 0x8080_8080_8080_8080;

/// How many bytes from the start are neither a quotation mark, a backslash nor a control character.
#[inline]
pub(super) fn plain_run(bytes: &[u8]) -> usize {
    let mut length = 0;
    let mut rest = bytes;
    while let Some((chunk, after)) = rest.split_first_chunk::<8>() {
        let word = u64::from_le_bytes(*chunk);
        let special = equal_to(word, b'"') | equal_to(word, b'\\') | less_than_space(word);
        if special != 0 {
            return length + (special.trailing_zeros() / 8) as usize;
        }
        length += 8;
        rest = after;
    }
    length
        + rest
            .iter()
            .take_while(|byte| !matches!(byte, b'"' | b'\\' | 0..=0x1f))
            .count()
}

/// The high bit of each byte that equals `wanted`. Bits above the lowest one that is set may be wrong.
///
/// Source: Sean Eron Anderson, "Bit Twiddling Hacks", "Determine if a word has a zero byte".
const fn equal_to(word: u64, wanted: u8) -> u64 {
    let difference = word ^ (LOW_BITS * wanted as u64);
    difference.wrapping_sub(LOW_BITS) & !difference & HIGH_BITS
}

/// The high bit of each byte that is a control character, with the same caveat.
const fn less_than_space(word: u64) -> u64 {
    word.wrapping_sub(LOW_BITS * 0x20) & !word & HIGH_BITS
}

#[cfg(test)]
mod tests {
    use super::plain_run;

    #[test]
    fn the_first_special_byte_is_found_at_every_place() {
        for special in ["\"", "\\", "\u{1f}", "\0", "\n"] {
            for before in 0..20 {
                let text = format!("{}{special}ü\"rest of the text", "é".repeat(before));
                assert_eq!(plain_run(text.as_bytes()), before * 2, "{text:?}");
            }
        }
        assert_eq!(plain_run("nothing here\u{7f}\u{80}".as_bytes()), 15);
        assert_eq!(plain_run(b""), 0);
    }
}
