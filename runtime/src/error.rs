//! What a call can end with: one line for a person, and the facts for a program.

use std::any::Any;
use std::error::Error as StdError;
use std::fmt;
use std::ops::Deref;
use std::time::Duration;

use crate::http::{Headers, Response};
use crate::operation::OperationShape;
use crate::protocol::Protocol;
use crate::shape::{Described, DescribedMut};

/// A failed call of any operation of any service.
///
/// `Display` is one line: operation, code, message, HTTP status and request id, as far as there are any. It never holds
/// a secret: no header, no body and no credential.
pub struct Error {
    inner: Box<Inner>,
}

struct Inner {
    kind: ErrorKind,
    meta: Metadata,
    source: Option<Box<dyn StdError + Send + Sync>>,
    modeled: Option<Box<dyn Any + Send + Sync>>,
}

/// What is known of a failed call, whatever went wrong.
#[derive(Clone, Default)]
pub struct Metadata {
    operation: &'static str,
    code: Option<String>,
    message: Option<String>,
    status: Option<u16>,
    request_id: Option<String>,
    headers: Headers,
}

/// The stage at which a call failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The input cannot be sent: an empty label, an unknown union variant, a body that was taken already.
    Input,
    /// The configuration does not suffice: no region, an endpoint that is no URL.
    Config,
    /// No credentials could be had.
    Credentials,
    /// No connection could be made. Nothing was sent.
    Connect,
    /// The connection broke after the request was on its way.
    Io,
    /// A time limit passed.
    Timeout,
    /// The answer could not be understood, or was larger than allowed.
    Response,
    /// The service answered with an error.
    Service,
}

impl Error {
    /// An error of this kind, with what the text says.
    #[doc(hidden)]
    #[must_use]
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        let meta = Metadata {
            message: Some(message.into()),
            ..Metadata::default()
        };
        Self::from_parts(kind, meta)
    }

    fn from_parts(kind: ErrorKind, meta: Metadata) -> Self {
        Self {
            inner: Box::new(Inner {
                kind,
                meta,
                source: None,
                modeled: None,
            }),
        }
    }

    /// Adds the error that this one comes from.
    #[doc(hidden)]
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.inner.source = Some(source.into());
        self
    }

    /// Adds which operation failed.
    #[doc(hidden)]
    #[must_use]
    pub fn with_operation(mut self, operation: &'static str) -> Self {
        self.inner.meta.operation = operation;
        self
    }

    /// Adds the status, the headers and the request id of the response.
    #[doc(hidden)]
    #[must_use]
    pub fn with_response(mut self, status: u16, headers: Headers) -> Self {
        self.inner.meta.set_response(status, headers);
        self
    }

    /// The stage at which the call failed.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.inner.kind
    }

    /// The structure of the modeled exception, if the service answered with one of type `T`.
    #[must_use]
    pub fn modeled<T: Any>(&self) -> Option<&T> {
        self.inner.modeled.as_deref()?.downcast_ref()
    }

    /// Operation, code, message, HTTP status, request id and headers, as far as they are known.
    #[must_use]
    pub fn meta(&self) -> &Metadata {
        &self.inner.meta
    }
}

impl Deref for Error {
    type Target = Metadata;

    fn deref(&self) -> &Metadata {
        &self.inner.meta
    }
}

impl Metadata {
    /// The name of the operation in the model.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// The error code of the service, without name space and address.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// What the service said, or what went wrong here.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// The HTTP status of the response, if there was one.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.status
    }

    /// The id that the service gave to the request.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// The headers of the response, empty if there was none.
    #[must_use]
    pub fn headers(&self) -> &Headers {
        &self.headers
    }

    /// How long the service asks to wait before the next attempt.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.headers
            .get("retry-after")?
            .trim()
            .parse()
            .ok()
            .map(Duration::from_secs)
    }

    /// Whether the service asked to slow down: status 429, or a code that AWS documents for it.
    #[must_use]
    pub fn is_throttling(&self) -> bool {
        self.status == Some(429) || self.code().is_some_and(|code| THROTTLING_CODES.contains(&code))
    }

    fn set_response(&mut self, status: u16, headers: Headers) {
        self.status = Some(status);
        self.request_id = REQUEST_ID_HEADERS
            .iter()
            .find_map(|name| headers.get(name))
            .map(str::to_owned)
            .or(self.request_id.take());
        self.headers = headers;
    }
}

/// Source: the request-id headers of the AWS services, in the order in which botocore looks for them; then the one that
/// is usual elsewhere.
const REQUEST_ID_HEADERS: [&str; 4] = ["x-amzn-requestid", "x-amz-request-id", "x-amz-id-2", "x-request-id"];

/// Source: the retry specification of the AWS SDKs, "throttling errors".
const THROTTLING_CODES: [&str; 15] = [
    "BandwidthLimitExceeded",
    "EC2ThrottledException",
    "LimitExceededException",
    "PriorRequestNotComplete",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "RequestThrottled",
    "RequestThrottledException",
    "SlowDown",
    "ThrottledException",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
    "TransactionInProgressException",
    "RequestThrottledByService",
];

impl fmt::Display for Metadata {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let texts = [self.operation, self.code().unwrap_or(""), self.message().unwrap_or("")];
        let mut separator = "";
        for text in texts.into_iter().filter(|text| !text.is_empty()) {
            f.write_str(separator)?;
            one_line(text, f)?;
            separator = ": ";
        }
        let Some(status) = self.status else { return Ok(()) };
        write!(f, " (HTTP {status}")?;
        if let Some(id) = self.request_id() {
            f.write_str(", request id ")?;
            one_line(id, f)?;
        }
        f.write_str(")")
    }
}

/// Writes a text without the line breaks and control characters that a service may have put into it.
fn one_line(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut pieces = text.split(|c: char| c.is_control()).filter(|piece| !piece.is_empty());
    f.write_str(pieces.next().unwrap_or(""))?;
    pieces.try_for_each(|piece| write!(f, " {piece}"))
}

impl fmt::Debug for Metadata {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Metadata")
            .field("operation", &self.operation)
            .field("code", &self.code)
            .field("message", &self.message)
            .field("status", &self.status)
            .field("request_id", &self.request_id)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.inner.meta, f)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.inner.kind)
            .field("meta", &self.inner.meta)
            .field("source", &self.inner.source)
            .finish_non_exhaustive()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.inner
            .source
            .as_deref()
            .map(|source| source as &(dyn StdError + 'static))
    }
}

/// What every variant of an operation's error enum holds, whatever its type.
#[doc(hidden)]
pub trait Failed: fmt::Debug {
    /// What is known of the failed call.
    fn meta(&self) -> &Metadata;

    /// The error that this one comes from.
    fn cause(&self) -> Option<&(dyn StdError + 'static)> {
        None
    }
}

impl Failed for Error {
    fn meta(&self) -> &Metadata {
        &self.inner.meta
    }

    fn cause(&self) -> Option<&(dyn StdError + 'static)> {
        self.source()
    }
}

impl<T: fmt::Debug> Failed for Exception<T> {
    fn meta(&self) -> &Metadata {
        &self.meta
    }
}

/// A modeled exception: the members of its structure (through `Deref`) and what is known of the failed call.
#[derive(Debug, Clone)]
pub struct Exception<T> {
    inner: T,
    meta: Metadata,
}

impl<T> Exception<T> {
    /// Status, code, message, request id and headers of the failed call.
    #[must_use]
    pub fn meta(&self) -> &Metadata {
        &self.meta
    }

    /// The modeled structure alone.
    #[must_use]
    pub fn into_inner(self) -> T {
        self.inner
    }
}

impl<T> Deref for Exception<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.inner
    }
}

impl<T: Described> From<Box<Exception<T>>> for Error {
    fn from(exception: Box<Exception<T>>) -> Self {
        let Exception { inner, meta } = *exception;
        let mut error = Self::from_parts(ErrorKind::Service, meta);
        error.inner.modeled = Some(Box::new(inner));
        error
    }
}

/// An error response whose code is known, on its way into the error enum of an operation.
#[doc(hidden)]
#[expect(missing_debug_implementations, reason = "lives only while a response is decoded")]
pub struct Failure<'a> {
    pub(crate) protocol: &'a dyn Protocol,
    pub(crate) operation: &'a OperationShape,
    pub(crate) response: &'a Response,
    /// The whole body.
    pub(crate) body: &'a [u8],
    /// The name of the error's shape, where the code is another.
    pub(crate) shape: Option<String>,
    pub(crate) meta: Metadata,
}

impl Failure<'_> {
    /// What chooses the variant: the name of the shape if the service gives it beside an older code, else the code.
    #[must_use]
    pub fn code(&self) -> &str {
        self.shape.as_deref().or_else(|| self.meta.code()).unwrap_or_default()
    }

    /// Reads the members of the modeled exception.
    ///
    /// # Errors
    ///
    /// When the body is not what the model says: the error keeps code, message, status and request id.
    fn exception<T: DescribedMut>(self) -> Result<Box<Exception<T>>, Error> {
        let mut inner = T::blank();
        match self
            .protocol
            .read_error(self.operation, self.response, self.body, &mut inner)
        {
            Ok(()) => Ok(Box::new(Exception { inner, meta: self.meta })),
            Err(source) => Err(self.other().with_source(source)),
        }
    }

    /// An error that the model does not list.
    #[must_use]
    pub fn other(self) -> Error {
        Error::from_parts(ErrorKind::Service, self.meta)
    }
}

impl Metadata {
    /// What is known of an error response once its head has been read.
    pub(crate) fn of_response(
        operation: &'static str,
        response: &Response,
        code: Option<String>,
        message: Option<String>,
        request_id: Option<String>,
    ) -> Self {
        let mut meta = Self {
            operation,
            code,
            message,
            status: None,
            request_id,
            headers: Headers::default(),
        };
        meta.set_response(response.status, response.headers.clone());
        meta
    }
}

/// Reads a modeled exception into its variant.
///
/// The generated match calls this for every exception of every operation: functions in place of closures and conversions
/// leave the compiler the least to prove.
#[doc(hidden)]
#[inline]
pub fn read_variant<T: DescribedMut, E>(
    failure: Failure<'_>,
    variant: fn(Box<Exception<T>>) -> E,
    other: fn(Error) -> E,
) -> E {
    match failure.exception() {
        Ok(exception) => variant(exception),
        Err(error) => other(error),
    }
}

/// The error that keeps an exception.
#[doc(hidden)]
#[inline]
pub fn modeled<T: Described>(exception: Box<Exception<T>>) -> Error {
    exception.into()
}
