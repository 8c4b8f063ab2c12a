//! Why a transport has no response.

use std::error::Error as StdError;
use std::fmt;

use crate::error::{Error, ErrorKind};

/// Why there is no response.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    source: Box<dyn StdError + Send + Sync>,
}

/// The stage at which a transport failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// The request is not one that can be sent. Nothing was sent.
    Request,
    /// No connection could be made. Nothing was sent.
    Connect,
    /// No connection could be made in time. Nothing was sent.
    ConnectTimeout,
    /// The other side could not prove who it is, or speaks no TLS. Nothing was sent.
    Tls,
    /// No bytes went out or came in for too long.
    ReadTimeout,
    /// The connection broke.
    Io,
    /// The answer is not HTTP.
    Response,
}

impl TransportError {
    /// An error of this kind, from another error or from a text.
    #[must_use]
    pub fn new(kind: TransportErrorKind, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self {
            kind,
            source: source.into(),
        }
    }

    /// The stage at which the transport failed.
    #[must_use]
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.kind {
            TransportErrorKind::Request => "the request cannot be sent",
            TransportErrorKind::Connect => "no connection",
            TransportErrorKind::ConnectTimeout => "no connection in time",
            TransportErrorKind::Tls => "no secure connection",
            TransportErrorKind::ReadTimeout => "silence",
            TransportErrorKind::Io => "the connection broke",
            TransportErrorKind::Response => "the answer is not HTTP",
        };
        write!(f, "{what}: {}", self.source)?;
        // hyper and rustls keep the reason one or two levels down.
        let mut source = self.source.source();
        while let Some(reason) = source {
            write!(f, ": {reason}")?;
            source = reason.source();
        }
        Ok(())
    }
}

/// The text has the whole chain already, so there is no source to print twice.
impl StdError for TransportError {}

impl From<TransportError> for Error {
    fn from(error: TransportError) -> Self {
        let kind = match error.kind {
            TransportErrorKind::Request => ErrorKind::Input,
            TransportErrorKind::Connect | TransportErrorKind::Tls => ErrorKind::Connect,
            TransportErrorKind::ConnectTimeout | TransportErrorKind::ReadTimeout => ErrorKind::Timeout,
            TransportErrorKind::Io => ErrorKind::Io,
            TransportErrorKind::Response => ErrorKind::Response,
        };
        Self::new(kind, error.to_string()).with_source(error)
    }
}
