//! Readers: text in, [`crate::model::Model`] out; each keeps the peculiarities of its format to itself.

pub(crate) mod botocore;
pub(crate) mod json;
mod reader;
pub(crate) mod smithy;
