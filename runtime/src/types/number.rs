//! Numbers that no Rust primitive holds, kept as the digits that were sent.

use std::fmt;
use std::str::FromStr;

/// A text that is not a number of the wanted kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseNumberError {
    expected: &'static str,
}

impl fmt::Display for ParseNumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}", self.expected)
    }
}

impl std::error::Error for ParseNumberError {}

/// A number type that keeps its decimal text and compares by it.
macro_rules! big {
    ($(#[$doc:meta])* $name:ident, $expected:literal, $valid:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub struct $name(String);

        impl $name {
            /// The number in decimal digits.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Default for $name {
            /// Zero.
            fn default() -> Self {
                Self("0".to_owned())
            }
        }

        impl FromStr for $name {
            type Err = ParseNumberError;

            fn from_str(text: &str) -> Result<Self, ParseNumberError> {
                if $valid(text) {
                    Ok(Self(text.to_owned()))
                } else {
                    Err(ParseNumberError { expected: $expected })
                }
            }
        }

        impl From<i64> for $name {
            fn from(value: i64) -> Self {
                Self(value.to_string())
            }
        }

        impl From<u64> for $name {
            fn from(value: u64) -> Self {
                Self(value.to_string())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

big! {
    /// An integer of any size, such as `-340282366920938463463374607431768211456`.
    BigInteger, "an optional sign and decimal digits", is_integer
}

big! {
    /// A decimal number of any size and precision, such as `1.25` or `3e-400`.
    BigDecimal, "a decimal number", is_decimal
}

fn is_integer(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// The grammar of a JSON number, with leading zeros allowed.
fn is_decimal(text: &str) -> bool {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_integer(whole)
        && fraction.is_none_or(digits)
        && exponent.is_none_or(|text| digits(text.strip_prefix(['+', '-']).unwrap_or(text)))
}

#[cfg(test)]
mod tests {
    use super::{BigDecimal, BigInteger};

    #[test]
    fn texts_that_are_numbers_are_kept_and_others_refused() {
        for (text, integer, decimal) in [
            ("0", true, true),
            ("-12345678901234567890123", true, true),
            ("1.5", false, true),
            ("1e400", false, true),
            ("2.5E-7", false, true),
            ("", false, false),
            ("-", false, false),
            ("1.", false, false),
            (".5", false, false),
            ("1e", false, false),
            ("NaN", false, false),
            ("1_000", false, false),
        ] {
            assert_eq!(text.parse::<BigInteger>().is_ok(), integer, "{text} as an integer");
            assert_eq!(text.parse::<BigDecimal>().is_ok(), decimal, "{text} as a decimal");
        }
    }
}
