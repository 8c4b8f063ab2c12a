//! CBOR documents: RFC 8949, as the Smithy RPC v2 protocol uses it.

mod bignum;
mod document;
mod fields;
mod head;
mod read;
mod reader;
mod write;

pub(crate) use fields::error_fields;
pub use read::read;
pub use reader::{Item, Length, Reader};
pub(crate) use write::write;
