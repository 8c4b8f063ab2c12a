//! XML documents, as the REST and query protocols of AWS use them.
//!
//! Names are compared without their prefixes. There is no document type: entities beyond the five of XML, which could
//! grow without limit, do not exist here.

mod attributes;
mod error;
mod escape;
mod read;
mod reader;
mod write;

pub(crate) use error::{ErrorFields, error_fields, is_error, read_error};
pub use read::read;
pub(crate) use read::read_value;
pub(crate) use write::{Root, write, write_value};
