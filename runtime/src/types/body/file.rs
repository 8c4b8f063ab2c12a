//! A file as a body: opened when it is sent, read in pieces away from the threads that run futures.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::task::{Context, Poll};

use bytes::Bytes;

use super::ChunkStream;

/// Large enough that the way to another thread does not count, small enough to be held by many uploads at once.
const CHUNK: usize = 128 * 1024;

/// Where a file is, and how long it was when the body was made.
#[derive(PartialEq)]
pub(super) struct FileSource {
    path: PathBuf,
    length: u64,
}

impl FileSource {
    pub(super) fn new(path: &Path) -> io::Result<Self> {
        let describe = |error: io::Error| io::Error::new(error.kind(), format!("`{}`: {error}", path.display()));
        let metadata = std::fs::metadata(path).map_err(describe)?;
        if metadata.is_dir() {
            return Err(describe(io::Error::from(io::ErrorKind::IsADirectory)));
        }
        Ok(Self {
            path: path.to_owned(),
            length: metadata.len(),
        })
    }

    pub(super) fn len(&self) -> u64 {
        self.length
    }

    /// The stream from the start of the file. The file itself is opened when the stream is polled first.
    pub(super) fn open(&self) -> FileStream {
        FileStream {
            path: self.path.clone(),
            remaining: self.length,
            state: State::Idle(None),
        }
    }
}

/// The part of a file that was not read yet.
pub(super) struct FileStream {
    path: PathBuf,
    remaining: u64,
    state: State,
}

enum State {
    /// Nothing is being read; the file is not there before the first piece.
    Idle(Option<File>),
    /// Another thread reads the next piece.
    #[cfg(feature = "default-transport")]
    Reading(tokio::task::JoinHandle<io::Result<(File, Bytes)>>),
    /// A piece could not be read; there are no more.
    Failed,
}

impl ChunkStream for FileStream {
    fn poll_chunk(&mut self, cx: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        if self.remaining == 0 {
            return Poll::Ready(None);
        }
        let result = std::task::ready!(self.poll_read(cx));
        self.state = State::Failed;
        Poll::Ready(Some(match result {
            Ok((_, bytes)) if bytes.is_empty() => Err(self.failure(&io::Error::from(io::ErrorKind::UnexpectedEof))),
            Ok((file, bytes)) => {
                self.state = State::Idle(Some(file));
                self.remaining = self.remaining.saturating_sub(bytes.len() as u64);
                Ok(bytes)
            }
            Err(error) => Err(self.failure(&error)),
        }))
    }

    fn remaining(&self) -> Option<u64> {
        Some(self.remaining)
    }
}

impl FileStream {
    /// An error whose kind says that the input is at fault, not the connection.
    fn failure(&self, error: &io::Error) -> io::Error {
        let message = format!("cannot read `{}` to its end: {error}", self.path.display());
        io::Error::new(io::ErrorKind::InvalidInput, message)
    }

    fn next_read(&self, file: Option<File>) -> impl FnOnce() -> io::Result<(File, Bytes)> + Send + 'static {
        let path = if file.is_none() {
            self.path.clone()
        } else {
            PathBuf::new()
        };
        let length = usize::try_from(self.remaining).map_or(CHUNK, |remaining| remaining.min(CHUNK));
        move || {
            let file = match file {
                Some(file) => file,
                None => File::open(path)?,
            };
            let mut bytes = Vec::with_capacity(length);
            (&file).take(length as u64).read_to_end(&mut bytes)?;
            Ok((file, Bytes::from(bytes)))
        }
    }

    /// A slow disk must not hold up the other futures of this thread, so a thread made for it reads.
    #[cfg(feature = "default-transport")]
    fn poll_read(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<(File, Bytes)>> {
        use std::pin::Pin;

        loop {
            match &mut self.state {
                State::Idle(file) => {
                    let file = file.take();
                    let read = self.next_read(file);
                    match tokio::runtime::Handle::try_current() {
                        Ok(runtime) => self.state = State::Reading(runtime.spawn_blocking(read)),
                        Err(_) => return Poll::Ready(read()),
                    }
                }
                State::Reading(reading) => {
                    return Pin::new(reading)
                        .poll(cx)
                        .map(|joined| joined.map_err(io::Error::other)?);
                }
                State::Failed => return Poll::Ready(Err(already_failed())),
            }
        }
    }

    /// Without a runtime that has threads for it, the piece is read here.
    #[cfg(not(feature = "default-transport"))]
    fn poll_read(&mut self, _: &mut Context<'_>) -> Poll<io::Result<(File, Bytes)>> {
        match &mut self.state {
            State::Idle(file) => {
                let file = file.take();
                Poll::Ready(self.next_read(file)())
            }
            State::Failed => Poll::Ready(Err(already_failed())),
        }
    }
}

fn already_failed() -> io::Error {
    io::Error::other("an earlier piece could not be read")
}
