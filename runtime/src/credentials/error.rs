//! Why there are no credentials; the texts name places and never values.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use crate::environment::ConfigError;
use crate::error::{Error, ErrorKind};

/// A source that gave no credentials.
#[derive(Debug, Clone)]
pub struct CredentialsError {
    kind: CredentialsErrorKind,
    message: String,
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

/// What a chain of sources does about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum CredentialsErrorKind {
    /// The source is not set up, so the next one is asked.
    NotConfigured,
    /// The source is set up in a way that this crate does not support.
    Unsupported,
    /// The source is set up wrongly.
    Invalid,
    /// The source is set up, and failed.
    Failed,
}

impl CredentialsError {
    /// The source is not set up: a chain asks the next one.
    #[must_use]
    pub fn not_configured(message: impl Into<String>) -> Self {
        Self::of_kind(CredentialsErrorKind::NotConfigured, message)
    }

    /// The source is set up, and failed: a chain stops here.
    #[must_use]
    pub fn failed(message: impl Into<String>) -> Self {
        Self::of_kind(CredentialsErrorKind::Failed, message)
    }

    pub(super) fn of_kind(kind: CredentialsErrorKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            source: None,
        }
    }

    /// Adds the error that this one comes from.
    #[must_use]
    pub fn with_source(mut self, source: impl StdError + Send + Sync + 'static) -> Self {
        self.source = Some(Arc::new(source));
        self
    }

    /// What a chain of sources does about it.
    #[must_use]
    pub fn kind(&self) -> CredentialsErrorKind {
        self.kind
    }
}

impl fmt::Display for CredentialsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl StdError for CredentialsError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as &(dyn StdError + 'static))
    }
}

impl From<ConfigError> for CredentialsError {
    fn from(error: ConfigError) -> Self {
        Self::of_kind(CredentialsErrorKind::Invalid, error.to_string())
    }
}

impl From<CredentialsError> for Error {
    fn from(error: CredentialsError) -> Self {
        let CredentialsError { message, source, .. } = error;
        let error = Self::new(ErrorKind::Credentials, message);
        match source {
            Some(source) => error.with_source(source),
            None => error,
        }
    }
}
