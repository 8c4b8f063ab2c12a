//! CBOR documents that have the same value, whatever the order of members and the width of numbers.

use ciborium::Value;

/// The value of a document; nothing if it is broken or has more behind it.
pub(super) fn parse(bytes: &[u8]) -> Option<Value> {
    let mut rest = bytes;
    let value = ciborium::from_reader(&mut rest).ok()?;
    rest.is_empty().then_some(value)
}

/// Whether the values are the same.
pub(super) fn equal(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| equal(left, right))
        }
        (Value::Map(left), Value::Map(right)) => {
            left.len() == right.len()
                && left.iter().all(|(key, value)| {
                    let other = right.iter().find(|(other, _)| equal(key, other));
                    other.is_some_and(|(_, other)| equal(value, other))
                })
        }
        // A tag says what the number means, so its kind does not matter: 1 is a time.
        (Value::Tag(left, value), Value::Tag(right, other)) => {
            left == right && (equal(value, other) || number(value).is_some_and(|value| number(other) == Some(value)))
        }
        (Value::Float(left), Value::Float(right)) => left == right || (left.is_nan() && right.is_nan()),
        (left, right) => left == right,
    }
}

fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Float(value) => Some(*value),
        Value::Integer(value) => Some(i128::from(*value) as f64),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_and_width_do_not_count() {
        for (left, right, expected) in [
            (
                &[0xa2, 0x61, b'a', 1, 0x61, b'b', 2][..],
                &[0xbf, 0x61, b'b', 2, 0x61, b'a', 0x18, 1, 0xff][..],
                true,
            ),
            (&[0xf9, 0x7e, 0], &[0xfa, 0x7f, 0xc0, 0, 0], true),
            (&[0xc1, 1], &[0xc1, 0xf9, 0x3c, 0], true),
            (&[1], &[0xf9, 0x3c, 0], false),
            (&[0x82, 1, 2], &[0x82, 2, 1], false),
        ] {
            let values = parse(left).zip(parse(right)).expect("both are well formed");
            assert_eq!(equal(&values.0, &values.1), expected, "{left:x?} {right:x?}");
        }
        assert!(parse(&[1, 1]).is_none() && parse(&[0x82, 1]).is_none());
    }
}
