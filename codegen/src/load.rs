//! Readers: text in, [`crate::model::Model`] out; each keeps the peculiarities of its format to itself.

pub mod botocore;
mod json;
mod reader;
