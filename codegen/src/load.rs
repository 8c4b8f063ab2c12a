//! Readers: text in, [`crate::model::Model`] out; each keeps the peculiarities of its format to itself.

pub(crate) mod botocore;
pub(crate) mod json;
mod labels;
mod reader;
mod shared;
pub(crate) mod smithy;

/// A name with a large first letter.
fn capitalise(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}
