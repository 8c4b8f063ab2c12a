//! Integers of more than 64 bits: bytes in CBOR, decimal digits in a shape.

/// The longest number that is read, in bytes. Turning bytes into digits takes time that grows with the square.
pub(super) const MAX_BYTES: usize = 1_024;
/// The longest number that is written, in digits.
pub(super) const MAX_DIGITS: usize = 2_400;

const CHUNK: u64 = 1_000_000_000;
const CHUNK_DIGITS: usize = 9;

/// The decimal digits of a number given as bytes, the most significant first.
pub(super) fn to_digits(bytes: &[u8]) -> String {
    // Nine digits to a chunk, the least significant first.
    let mut chunks: Vec<u64> = vec![0];
    let (bytes, words) = bytes.as_rchunks::<4>();
    for byte in bytes {
        multiply_add(&mut chunks, 1 << 8, u64::from(*byte), CHUNK);
    }
    for word in words {
        multiply_add(&mut chunks, 1 << 32, u64::from(u32::from_be_bytes(*word)), CHUNK);
    }
    let mut digits = String::new();
    for chunk in chunks.iter().rev() {
        digits.push_str(&format!("{chunk:0CHUNK_DIGITS$}"));
    }
    let start = digits.find(|digit| digit != '0').unwrap_or(digits.len() - 1);
    digits.split_off(start)
}

/// The bytes of a number given as decimal digits, the most significant first and without zeros before it.
pub(super) fn to_bytes(digits: &str) -> Vec<u8> {
    let mut bytes: Vec<u64> = vec![0];
    for digit in digits.bytes() {
        multiply_add(&mut bytes, 10, u64::from(digit.saturating_sub(b'0')), 256);
    }
    bytes
        .iter()
        .rev()
        .map(|byte| byte.to_be_bytes()[7])
        .skip_while(|byte| *byte == 0)
        .collect()
}

/// Multiplies a number of this base by a factor and adds to it.
fn multiply_add(places: &mut Vec<u64>, factor: u64, add: u64, base: u64) {
    let mut carry = add;
    for place in places.iter_mut() {
        carry += *place * factor;
        *place = carry % base;
        carry /= base;
    }
    while carry > 0 {
        places.push(carry % base);
        carry /= base;
    }
}

/// The number -1 - n, of the digits of n.
pub(super) fn minus_one_minus(digits: &str) -> String {
    format!("-{}", plus_one(digits))
}

fn plus_one(digits: &str) -> String {
    let mut places: Vec<u64> = digits
        .bytes()
        .rev()
        .map(|digit| u64::from(digit.saturating_sub(b'0')))
        .collect();
    multiply_add(&mut places, 1, 1, 10);
    places.iter().rev().map(u64::to_string).collect()
}

/// The digits of n - 1, for n from one up.
pub(super) fn minus_one(digits: &str) -> String {
    let trailing_zeros = digits.len() - digits.trim_end_matches('0').len();
    let (head, zeros) = digits.split_at(digits.len() - trailing_zeros);
    let Some((head, last)) = head.split_at_checked(head.len().saturating_sub(1)) else {
        return String::new();
    };
    let last = last.parse::<u8>().unwrap_or(1) - 1;
    format!("{head}{last}{}", "9".repeat(zeros.len()))
}

#[cfg(test)]
mod tests {
    use super::{minus_one, minus_one_minus, to_bytes, to_digits};

    #[test]
    fn digits_and_bytes_are_the_same_number() {
        for (bytes, digits) in [
            (vec![1], "1"),
            (vec![0xff; 8], "18446744073709551615"),
            (
                vec![0xff; 33],
                "29642774844752946028434172162224104410437116074403984394101141506025761187823615",
            ),
            (vec![1, 0, 0, 0, 0, 0, 0, 0, 0], "18446744073709551616"),
            (
                vec![1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
                "340282366920938463463374607431768211456",
            ),
        ] {
            assert_eq!(to_digits(&bytes), digits);
            assert_eq!(to_bytes(digits), bytes);
        }
        assert_eq!(to_digits(&[]), "0");
        assert_eq!(to_digits(&[0, 0]), "0");
        assert!(to_bytes("0").is_empty());
    }

    #[test]
    fn negative_numbers_are_counted_from_minus_one() {
        for (n, negative) in [
            ("0", "-1"),
            ("9", "-10"),
            ("999", "-1000"),
            ("1234567890123", "-1234567890124"),
        ] {
            assert_eq!(minus_one_minus(n), negative);
            assert_eq!(minus_one(negative.trim_start_matches('-')).parse::<u64>(), n.parse());
        }
    }
}
