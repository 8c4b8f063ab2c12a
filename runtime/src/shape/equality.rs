//! Equality of every shape, from its description.

use super::{Ref, Reflect};

/// Whether two values of the same shape have equal members.
///
/// Floating-point numbers compare as IEEE 754 says, so a shape that holds a NaN does not equal itself.
#[must_use]
pub fn equal(left: &dyn Reflect, right: &dyn Reflect) -> bool {
    left.unknown() == right.unknown()
        && (0..left.shape().members.len()).all(|index| match (left.member(index), right.member(index)) {
            (Some(left), Some(right)) => values(left.get(), right.get()),
            (None, None) => true,
            _ => false,
        })
}

fn values(left: Ref<'_>, right: Ref<'_>) -> bool {
    match (left, right) {
        (Ref::Null, Ref::Null) => true,
        (Ref::String(left), Ref::String(right)) => left == right,
        (Ref::Boolean(left), Ref::Boolean(right)) => left == right,
        (Ref::Byte(left), Ref::Byte(right)) => left == right,
        (Ref::Short(left), Ref::Short(right)) => left == right,
        (Ref::Integer(left), Ref::Integer(right)) => left == right,
        (Ref::Long(left), Ref::Long(right)) => left == right,
        (Ref::Float(left), Ref::Float(right)) => left == right,
        (Ref::Double(left), Ref::Double(right)) => left == right,
        (Ref::BigInteger(left), Ref::BigInteger(right)) => left == right,
        (Ref::BigDecimal(left), Ref::BigDecimal(right)) => left == right,
        (Ref::Timestamp(left), Ref::Timestamp(right)) => left == right,
        (Ref::Blob(left), Ref::Blob(right)) => left == right,
        (Ref::Document(left), Ref::Document(right)) => left == right,
        (Ref::Body(left), Ref::Body(right)) => left == right,
        (Ref::List(left), Ref::List(right)) => {
            left.len() == right.len() && (0..left.len()).all(|index| values(left.item(index), right.item(index)))
        }
        (Ref::Map(left), Ref::Map(right)) => {
            left.len() == right.len()
                && left
                    .entries()
                    .zip(right.entries())
                    .all(|(left, right)| left.0 == right.0 && values(left.1, right.1))
        }
        (Ref::Structure(left), Ref::Structure(right)) | (Ref::Union(left), Ref::Union(right)) => equal(left, right),
        _ => false,
    }
}
