//! Between our messages and hyper's.

use std::sync::Arc;

use hyper::Uri;
use hyper::header::{HeaderMap, HeaderName, HeaderValue};

use super::body::{Progress, RequestBody};
use crate::http::{Headers, Request};
use crate::transport::{TransportError, TransportErrorKind};

pub(super) fn request(
    request: Request,
    progress: Arc<Progress>,
) -> Result<hyper::Request<RequestBody>, TransportError> {
    let malformed = |what: String| TransportError::new(TransportErrorKind::Request, what);
    let target = Uri::try_from(request.target)
        .map_err(|error| malformed(format!("path and query are not those of an address: {error}")))?;
    let mut message = hyper::Request::new(RequestBody::new(request.body, progress));
    *message.method_mut() = hyper::Method::from_bytes(request.method.as_bytes())
        .map_err(|error| malformed(format!("method `{}`: {error}", request.method)))?;
    *message.uri_mut() = target;
    let headers = message.headers_mut();
    headers.reserve(request.headers.len());
    for (name, value) in request.headers.into_iter() {
        let parsed = HeaderName::from_bytes(name.as_bytes());
        // The value is not shown: it may be a secret.
        match (parsed, HeaderValue::try_from(value)) {
            (Ok(name), Ok(value)) => headers.append(name, value),
            _ => {
                return Err(malformed(format!(
                    "header `{}` has a character that HTTP forbids",
                    name.escape_debug()
                )));
            }
        };
    }
    Ok(message)
}

/// Header values that are not UTF-8 lose what is not.
pub(super) fn headers(headers: &HeaderMap) -> Headers {
    headers
        .iter()
        .map(|(name, value)| (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes())))
        .collect()
}

pub(super) fn error(error: hyper::Error) -> TransportError {
    let kind = if error.is_parse() {
        TransportErrorKind::Response
    } else {
        TransportErrorKind::Io
    };
    TransportError::new(kind, error)
}
