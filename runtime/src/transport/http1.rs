//! The default transport: HTTP/1.1 by hyper, TLS by rustls, on tokio.
//!
//! The pool is ours because hyper-util's client costs as much to build as hyper and its dependencies do together.

mod body;
mod connect;
mod io;
mod message;
mod origin;
mod pool;
#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use hyper::client::conn::http1::SendRequest;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

use self::body::{RequestBody, ResponseBody, Watchdog};
use self::origin::Origin;
use self::pool::{Lease, Pool};
use super::{BoxFuture, Timeouts, Transport, TransportError, TransportErrorKind};
use crate::http::{Request, Response};
use crate::types::Body;

/// HTTP/1.1 over TCP and TLS, with connections that are kept and used again.
///
/// It runs on a tokio runtime with input, output and time enabled, trusts the certificate authorities that browsers
/// trust (those of Mozilla's list), and prepares TLS when the first `https` request is sent.
pub struct HyperTransport {
    pool: Arc<Pool>,
    tls: OnceLock<TlsConnector>,
}

impl HyperTransport {
    /// A transport with connections of its own.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "most programs want the shared one")]
    pub fn new() -> Self {
        Self {
            pool: Arc::new(Pool::default()),
            tls: OnceLock::new(),
        }
    }

    /// The transport that all configurations of the process share unless they name another.
    #[must_use]
    pub fn shared() -> Arc<Self> {
        static SHARED: OnceLock<Arc<HyperTransport>> = OnceLock::new();
        SHARED.get_or_init(|| Arc::new(Self::new())).clone()
    }

    async fn exchange(&self, request: Request, timeouts: Timeouts) -> Result<Response, TransportError> {
        // tokio panics where it is missing; an error says the same more kindly.
        if tokio::runtime::Handle::try_current().is_err() {
            return Err(TransportError::new(
                TransportErrorKind::Connect,
                "the default transport needs a tokio runtime, and the call was polled outside of one",
            ));
        }
        let origin = request.origin.clone();
        let mut watchdog = Watchdog::new(timeouts.read);
        let mut message = message::request(request, watchdog.progress())?;
        while let Some(lease) = self.pool.lease(&origin).await {
            match attempt(lease, message, &mut watchdog).await {
                Ok(response) => return Ok(response),
                Err(Failed::Unsent(unsent)) => message = unsent,
                Err(Failed::Error(error)) => return Err(error),
            }
        }
        let lease = self.pool.adopt(&origin, self.connect(&origin, timeouts.connect).await?);
        match attempt(lease, message, &mut watchdog).await {
            Ok(response) => Ok(response),
            Err(Failed::Error(error)) => Err(error),
            Err(Failed::Unsent(_)) => Err(TransportError::new(
                TransportErrorKind::Connect,
                "the other side closed the connection at once",
            )),
        }
    }

    async fn connect(&self, origin: &str, limit: Option<Duration>) -> Result<Sender, TransportError> {
        let origin = Origin::parse(origin)?;
        let tls = origin.tls.then(|| self.tls.get_or_init(connect::tls));
        let connection = connect::open(&origin, tls);
        let Some(limit) = limit else { return connection.await };
        timeout(limit, connection).await.unwrap_or_else(|_| {
            let message = format!("`{}` did not answer within {limit:?}", origin.host);
            Err(TransportError::new(TransportErrorKind::ConnectTimeout, message))
        })
    }
}

impl Transport for HyperTransport {
    fn send(&self, request: Request, timeouts: Timeouts) -> BoxFuture<'_, Result<Response, TransportError>> {
        Box::pin(self.exchange(request, timeouts))
    }
}

impl fmt::Debug for HyperTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HyperTransport").finish_non_exhaustive()
    }
}

/// The end of a connection that takes requests.
type Sender = SendRequest<RequestBody>;

/// Why one connection gave no response.
#[expect(clippy::large_enum_variant, reason = "passed up by one function, never kept")]
enum Failed {
    /// The connection was closed before anything was written, so another can have the request.
    Unsent(hyper::Request<RequestBody>),
    Error(TransportError),
}

async fn attempt(
    mut lease: Lease,
    message: hyper::Request<RequestBody>,
    watchdog: &mut Watchdog,
) -> Result<Response, Failed> {
    let answer = lease.sender().try_send_request(message);
    let answer = watchdog.guard(answer).await.map_err(Failed::Error)?;
    let (head, body) = answer.map_err(failed)?.into_parts();
    Ok(Response {
        status: head.status.as_u16(),
        headers: message::headers(&head.headers),
        body: ResponseBody::new(body, lease, watchdog.limit()).map_or_else(Body::default, Body::from_stream),
    })
}

fn failed(mut error: hyper::client::conn::TrySendError<hyper::Request<RequestBody>>) -> Failed {
    match error.take_message() {
        Some(message) => Failed::Unsent(message),
        None => Failed::Error(message::error(error.into_error())),
    }
}
