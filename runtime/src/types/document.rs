//! Free-form values.

use std::collections::BTreeMap;

/// A value whose form no model describes: what JSON can hold.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Document {
    /// No value.
    #[default]
    Null,
    /// True or false.
    Boolean(bool),
    /// A number.
    Number(Number),
    /// A string.
    String(String),
    /// Values in order.
    Array(Vec<Document>),
    /// Values by name.
    Object(BTreeMap<String, Document>),
}

/// A number of a [`Document`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Number {
    /// A whole number from zero up.
    PositiveInteger(u64),
    /// A whole number below zero.
    NegativeInteger(i64),
    /// Any other number.
    Float(f64),
}

/// From the types of Rust that a document holds.
macro_rules! from {
    ($($type:ty => $value:ident: $document:expr;)*) => {$(
        impl From<$type> for Document {
            fn from($value: $type) -> Self {
                $document
            }
        }
    )*};
}

from! {
    bool => value: Self::Boolean(value);
    u32 => value: Self::from(u64::from(value));
    u64 => value: Self::Number(Number::PositiveInteger(value));
    i32 => value: Self::from(i64::from(value));
    i64 => value: Self::Number(u64::try_from(value).map_or(Number::NegativeInteger(value), Number::PositiveInteger));
    f64 => value: Self::Number(Number::Float(value));
    &str => value: Self::String(value.to_owned());
    String => value: Self::String(value);
}

impl<T: Into<Document>> From<Vec<T>> for Document {
    fn from(items: Vec<T>) -> Self {
        Self::Array(items.into_iter().map(Into::into).collect())
    }
}

impl<T: Into<Document>, const N: usize> From<[T; N]> for Document {
    fn from(items: [T; N]) -> Self {
        Self::Array(items.map(Into::into).into())
    }
}

impl<K: Into<String>, T: Into<Document>> FromIterator<(K, T)> for Document {
    fn from_iter<I: IntoIterator<Item = (K, T)>>(entries: I) -> Self {
        Self::Object(
            entries
                .into_iter()
                .map(|(key, value)| (key.into(), value.into()))
                .collect(),
        )
    }
}
