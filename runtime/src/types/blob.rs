//! Bytes of a member.

use std::fmt;
use std::ops::Deref;

/// Bytes that a member holds; codecs write them as base64 where the wire format has no bytes.
///
/// `Debug` shows the length alone: blobs are large, and often keys.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Blob(Vec<u8>);

impl Blob {
    /// Takes the bytes.
    #[must_use]
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Self(bytes.into())
    }

    /// Gives the bytes back.
    #[must_use]
    pub fn into_vec(self) -> Vec<u8> {
        self.0
    }
}

impl fmt::Debug for Blob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Blob({} bytes)", self.0.len())
    }
}

impl Deref for Blob {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl AsRef<[u8]> for Blob {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// From anything that owns or lends bytes.
macro_rules! from_bytes {
    ($($type:ty),*) => {$(
        impl From<$type> for Blob {
            fn from(bytes: $type) -> Self {
                Self(bytes.into())
            }
        }
    )*};
}

from_bytes!(Vec<u8>, &[u8], &str, String, Box<[u8]>);

impl<const N: usize> From<&[u8; N]> for Blob {
    fn from(bytes: &[u8; N]) -> Self {
        Self(bytes.to_vec())
    }
}

impl<const N: usize> From<[u8; N]> for Blob {
    fn from(bytes: [u8; N]) -> Self {
        Self(bytes.to_vec())
    }
}
