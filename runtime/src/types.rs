//! The types that members of generated shapes have beside those of the standard library.

mod blob;
mod body;
mod document;
mod number;
mod timestamp;

pub use blob::Blob;
pub use body::{Body, ChunkStream};
pub use document::{Document, Number};
pub use number::{BigDecimal, BigInteger, ParseNumberError};
pub use timestamp::{Timestamp, TimestampError};
