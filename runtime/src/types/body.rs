//! The body of a message, whole or as a stream.

use std::fmt;

use bytes::Bytes;

/// A body (being written: streams follow).
#[derive(Clone, Default)]
pub struct Body(Bytes);

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Body({} bytes)", self.0.len())
    }
}

impl PartialEq for Body {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(bytes)
    }
}
