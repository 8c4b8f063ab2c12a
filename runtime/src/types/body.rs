//! The body of a message: bytes, a file or a stream. It knows nothing of HTTP.

mod file;
mod read;
#[cfg(test)]
mod tests;

use std::fmt;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;

use self::file::FileSource;
use crate::error::{Error, ErrorKind};

/// The body of a request or a response.
///
/// Bytes and files can be sent any number of times. A stream can be read once: clones share it, and the one that is
/// sent or read first has it.
///
/// ```
/// use tinsmith::types::Body;
///
/// let body = Body::from("hello");
/// assert_eq!(body.len(), Some(5));
/// ```
///
/// A response is read as a whole or piece by piece:
///
/// ```
/// # async fn read(mut body: tinsmith::types::Body) -> Result<(), tinsmith::Error> {
/// while let Some(chunk) = body.chunk().await? {
///     println!("{} bytes", chunk.len());
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Body(Source);

#[derive(Clone)]
enum Source {
    Bytes(Bytes),
    File(Arc<FileSource>),
    Stream(Arc<Mutex<Slot>>),
}

/// The place of a stream, empty once the stream was taken.
type Slot = Option<Box<dyn ChunkStream>>;

/// A stream of bytes that can be read once.
///
/// ```
/// use std::io;
/// use std::task::{Context, Poll};
///
/// use bytes::Bytes;
/// use tinsmith::types::{Body, ChunkStream};
///
/// struct Countdown(u8);
///
/// impl ChunkStream for Countdown {
///     fn poll_chunk(&mut self, _: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
///         self.0 = self.0.saturating_sub(1);
///         Poll::Ready((self.0 > 0).then(|| Ok(Bytes::from(format!("{}…", self.0)))))
///     }
/// }
///
/// let body = Body::from_stream(Countdown(10));
/// assert_eq!(body.len(), None);
/// ```
pub trait ChunkStream: Send + 'static {
    /// The next piece, or nothing at the end.
    ///
    /// The kind of an error decides the kind of the failed call's: `TimedOut` is a time limit, `InvalidData` an answer
    /// that cannot be understood, all else is a broken connection.
    fn poll_chunk(&mut self, cx: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>>;

    /// How many bytes are still to come, if that is known.
    fn remaining(&self) -> Option<u64> {
        None
    }
}

impl Body {
    /// A body that is read from a file when it is sent, and read again when it is sent again.
    ///
    /// The length is taken now; a file that turns out shorter is an error, of one that has grown only the first part is
    /// sent.
    ///
    /// # Errors
    ///
    /// When there is no such file, or when it is a directory.
    pub fn from_path(path: impl AsRef<Path>) -> io::Result<Self> {
        FileSource::new(path.as_ref()).map(|file| Self(Source::File(Arc::new(file))))
    }

    /// A body that comes from a stream. It can be sent once.
    #[must_use]
    pub fn from_stream(stream: impl ChunkStream) -> Self {
        Self::boxed(Box::new(stream))
    }

    fn boxed(stream: Box<dyn ChunkStream>) -> Self {
        Self(Source::Stream(Arc::new(Mutex::new(Some(stream)))))
    }

    /// How many bytes the body has, if that is known.
    #[must_use]
    pub fn len(&self) -> Option<u64> {
        match &self.0 {
            Source::Bytes(bytes) => Some(bytes.len() as u64),
            Source::File(file) => Some(file.len()),
            Source::Stream(slot) => lock(slot).as_ref()?.remaining(),
        }
    }

    /// Whether the body is known to have no bytes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == Some(0)
    }

    /// The bytes of a body that is whole in memory.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&[u8]> {
        match &self.0 {
            Source::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// Whether the body can be sent a second time: bytes and files can, streams cannot.
    #[must_use]
    pub fn is_replayable(&self) -> bool {
        !matches!(self.0, Source::Stream(_))
    }

    /// The body for one attempt to send it; of a stream nothing is left behind.
    ///
    /// # Errors
    ///
    /// When the body is a stream that was taken before.
    pub(crate) fn take(&self) -> Result<Self, Error> {
        match &self.0 {
            Source::Stream(slot) => match lock(slot).take() {
                Some(stream) => Ok(Self::boxed(stream)),
                None => Err(Error::new(ErrorKind::Input, TAKEN)),
            },
            source => Ok(Self(source.clone())),
        }
    }
}

const TAKEN: &str =
    "the body is a stream that was sent or read before; make it from bytes or from a file to use it more than once";

fn lock(slot: &Mutex<Slot>) -> MutexGuard<'_, Slot> {
    slot.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Default for Body {
    fn default() -> Self {
        Self(Source::Bytes(Bytes::new()))
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.0 {
            Source::Bytes(_) => "",
            Source::File(_) => "file, ",
            Source::Stream(_) => "stream, ",
        };
        match self.len() {
            Some(length) => write!(f, "Body({kind}{length} bytes)"),
            None => write!(f, "Body({kind}unknown length)"),
        }
    }
}

/// Bytes are equal by content, files by path, streams only to themselves.
impl PartialEq for Body {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Source::Bytes(left), Source::Bytes(right)) => left == right,
            (Source::File(left), Source::File(right)) => left == right,
            (Source::Stream(left), Source::Stream(right)) => Arc::ptr_eq(left, right),
            _ => false,
        }
    }
}

/// From whatever owns bytes, without a copy, and from borrowed bytes.
macro_rules! from_bytes {
    ($($type:ty => $bytes:path;)*) => {$(
        impl From<$type> for Body {
            fn from(bytes: $type) -> Self {
                Self(Source::Bytes($bytes(bytes)))
            }
        }
    )*};
}

from_bytes! {
    Bytes => Bytes::from;
    Vec<u8> => Bytes::from;
    String => Bytes::from;
    &[u8] => Bytes::copy_from_slice;
    &str => copy_str;
}

fn copy_str(text: &str) -> Bytes {
    Bytes::copy_from_slice(text.as_bytes())
}

impl From<crate::types::Blob> for Body {
    fn from(blob: crate::types::Blob) -> Self {
        Self::from(blob.into_vec())
    }
}

impl<const N: usize> From<&[u8; N]> for Body {
    fn from(bytes: &[u8; N]) -> Self {
        Self::from(bytes.as_slice())
    }
}
