//! JSON documents: RFC 8259, with numbers that JSON lacks as the strings `NaN`, `Infinity` and `-Infinity`.

mod document;
mod fields;
mod number;
mod read;
mod reader;
mod string;
mod write;

pub(crate) use fields::error_fields;
pub use read::{read, read_value};
pub(crate) use reader::Reader;
pub(crate) use write::{not_finite, write, write_value};
