//! The grammar of numbers, and numbers of the widths that shapes have.

use std::str::FromStr;

/// How many bytes from the start are a number, 0 if there is none.
pub(super) fn length(bytes: &[u8]) -> usize {
    let digits = |from: usize| bytes.iter().skip(from).take_while(|byte| byte.is_ascii_digit()).count();
    let start = usize::from(bytes.first() == Some(&b'-'));
    let whole = digits(start);
    if whole == 0 || (whole > 1 && bytes.get(start) == Some(&b'0')) {
        return 0;
    }
    let mut end = start + whole;
    if bytes.get(end) == Some(&b'.') {
        let fraction = digits(end + 1);
        if fraction == 0 {
            return 0;
        }
        end += 1 + fraction;
    }
    if let Some(b'e' | b'E') = bytes.get(end) {
        let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        let exponent = digits(end + 1 + sign);
        if exponent == 0 {
            return 0;
        }
        end += 1 + sign + exponent;
    }
    end
}

/// An integer, also one that is written with a fraction of zeros or an exponent (`1.0`, `1e3`).
#[inline]
pub(super) fn integer(text: &str) -> Option<i64> {
    match i64::from_str(text) {
        Ok(value) => Some(value),
        Err(_) if text.contains(['.', 'e', 'E']) => exact(text.parse().ok()?),
        Err(_) => None,
    }
}

/// The integer that a float is, if it is one and every integer around it can be told from it.
fn exact(value: f64) -> Option<i64> {
    const LIMIT: f64 = 9_007_199_254_740_992.0; // 2^53
    #[expect(clippy::cast_possible_truncation, reason = "the value is whole and within 2^53")]
    let whole = value as i64;
    (value.fract() == 0.0 && value.abs() <= LIMIT).then_some(whole)
}

/// A float that is near to the number; none is near to one that is too large.
pub(super) fn float<T: FromStr + Copy + Into<f64>>(text: &str) -> Option<T> {
    text.parse().ok().filter(|value: &T| (*value).into().is_finite())
}

#[cfg(test)]
mod tests {
    use super::{float, integer, length};

    #[test]
    fn numbers_follow_the_grammar_of_json() {
        for (text, expected) in [
            ("0", 1),
            ("-0", 2),
            ("10,", 2),
            ("1.50]", 4),
            ("1e5", 3),
            ("1E+05 ", 5),
            ("-1.5e-3", 7),
            ("", 0),
            ("-", 0),
            ("01", 0),
            ("1.", 0),
            ("1.e5", 0),
            ("1e", 0),
            (".5", 0),
            ("+1", 0),
            ("NaN", 0),
        ] {
            assert_eq!(length(text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn integers_may_be_written_as_decimals() {
        for (text, expected) in [
            ("-9223372036854775808", Some(i64::MIN)),
            ("9223372036854775808", None),
            ("1.0", Some(1)),
            ("1e3", Some(1_000)),
            ("-2.50e1", Some(-25)),
            ("1.5", None),
            ("1e30", None),
            ("1e400", None),
        ] {
            assert_eq!(integer(text), expected, "{text}");
        }
    }

    #[test]
    fn a_number_that_is_too_large_is_not_infinite() {
        for (text, single, double) in [
            ("1.5", Some(1.5_f32), Some(1.5)),
            ("-1e39", None, Some(-1e39)),
            ("1e400", None, None),
            ("1e-400", Some(0.0), Some(0.0)),
        ] {
            assert_eq!((float(text), float(text)), (single, double), "{text}");
        }
    }
}
