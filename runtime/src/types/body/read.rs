//! Reading a body, as a whole or piece by piece.

use std::future::poll_fn;
use std::io;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};

use super::{Body, ChunkStream, Source, TAKEN, lock};
use crate::error::{Error, ErrorKind};

impl Body {
    /// The whole body.
    ///
    /// There is no limit to what this reads; see [`Body::collect`] for one.
    ///
    /// # Errors
    ///
    /// When the body breaks off, or was read or sent before.
    pub async fn bytes(self) -> Result<Bytes, Error> {
        self.collect(u64::MAX).await
    }

    /// The whole body, if it has no more bytes than `limit`.
    ///
    /// # Errors
    ///
    /// When the body is larger, breaks off, or was read or sent before.
    pub async fn collect(mut self, limit: u64) -> Result<Bytes, Error> {
        if let Some(length) = self.len().filter(|length| *length > limit) {
            return Err(too_large(Some(length), limit));
        }
        let Some(first) = self.chunk().await? else {
            return Ok(Bytes::new());
        };
        check(first.len(), limit)?;
        let Some(second) = self.chunk().await? else {
            return Ok(first);
        };
        let mut whole = BytesMut::with_capacity(self.capacity(first.len() + second.len()));
        whole.extend_from_slice(&first);
        let mut next = Some(second);
        while let Some(chunk) = next {
            check(whole.len().saturating_add(chunk.len()), limit)?;
            whole.extend_from_slice(&chunk);
            next = self.chunk().await?;
        }
        Ok(whole.freeze())
    }

    /// The next piece of the body, or nothing at its end.
    ///
    /// # Errors
    ///
    /// When the body breaks off, or was read or sent before.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        poll_fn(|cx| self.poll_chunk(cx)).await.transpose().map_err(broken)
    }

    /// How much room to make for what was read and what is still announced. An announcement is only believed so far,
    /// because whoever makes it need not keep it.
    fn capacity(&self, read: usize) -> usize {
        const BELIEVED: u64 = 1 << 20;
        let announced = self.len().unwrap_or(0).min(BELIEVED);
        read + usize::try_from(announced).unwrap_or(0)
    }
}

impl ChunkStream for Body {
    fn poll_chunk(&mut self, cx: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        loop {
            match &mut self.0 {
                Source::Bytes(bytes) => {
                    let bytes = std::mem::take(bytes);
                    return Poll::Ready((!bytes.is_empty()).then_some(Ok(bytes)));
                }
                Source::File(file) => *self = Self::from_stream(file.open()),
                Source::Stream(shared) => {
                    let mut slot = lock(shared);
                    let Some(stream) = slot.as_mut() else {
                        return Poll::Ready(Some(Err(io::Error::new(io::ErrorKind::InvalidInput, TAKEN))));
                    };
                    let chunk = stream.poll_chunk(cx);
                    if matches!(chunk, Poll::Ready(None)) {
                        // This reader is at the end; clones learn that the stream is gone.
                        *slot = None;
                        drop(slot);
                        *self = Self::default();
                    }
                    return chunk;
                }
            }
        }
    }

    fn remaining(&self) -> Option<u64> {
        self.len()
    }
}

fn check(length: usize, limit: u64) -> Result<(), Error> {
    if length as u64 > limit {
        return Err(too_large(None, limit));
    }
    Ok(())
}

fn too_large(length: Option<u64>, limit: u64) -> Error {
    let length = length.map(|length| format!(" of {length} bytes")).unwrap_or_default();
    let message = format!("the body{length} is larger than the limit of {limit} bytes");
    Error::new(ErrorKind::Response, message)
}

fn broken(error: io::Error) -> Error {
    let kind = match error.kind() {
        io::ErrorKind::TimedOut => ErrorKind::Timeout,
        io::ErrorKind::InvalidData => ErrorKind::Response,
        io::ErrorKind::InvalidInput => ErrorKind::Input,
        _ => ErrorKind::Io,
    };
    Error::new(kind, error.to_string()).with_source(error)
}
