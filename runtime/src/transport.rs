//! Transports: how a complete request becomes a response. They know nothing of operations, signatures or attempts.
//!
//! The default one speaks HTTP/1.1 over TCP and TLS. It follows no redirect, uses no proxy, and does not decompress.
//!
//! # Seeing requests and responses
//!
//! A transport that wraps another sees everything that is sent and received, whatever logging a program uses. `Debug`
//! of a message shows no secret: credentials in headers are redacted, and bodies show their length alone.
//!
//! ```
//! # #[cfg(feature = "default-transport")] {
//! use std::sync::Arc;
//!
//! use tinsmith::Config;
//! use tinsmith::http::{Request, Response};
//! use tinsmith::transport::{BoxFuture, HyperTransport, Timeouts, Transport, TransportError};
//!
//! struct Logged<T>(T);
//!
//! impl<T: Transport> Transport for Logged<T> {
//!     fn send(&self, request: Request, timeouts: Timeouts) -> BoxFuture<'_, Result<Response, TransportError>> {
//!         Box::pin(async move {
//!             eprintln!("> {request:?}");
//!             let result = self.0.send(request, timeouts).await;
//!             match &result {
//!                 Ok(response) => eprintln!("< {response:?}"),
//!                 Err(error) => eprintln!("! {error}"),
//!             }
//!             result
//!         })
//!     }
//! }
//!
//! let config = Config::builder().transport(Logged(HyperTransport::shared())).build();
//! # }
//! ```

mod error;
#[cfg(feature = "default-transport")]
mod http1;

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

pub use self::error::{TransportError, TransportErrorKind};
#[cfg(feature = "default-transport")]
pub use self::http1::HyperTransport;
use crate::http::{Request, Response};

/// A future in a box, so that traits with asynchronous functions can be used as objects.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Sends a request and gives the response as soon as its head is there.
///
/// The body of the response is a stream that ends when the body does, and fails when the connection breaks or falls
/// silent. A transport does not follow redirects, retry, or change what it sends: the request is signed.
pub trait Transport: Send + Sync + 'static {
    /// Sends the request. Dropping the future gives up.
    fn send(&self, request: Request, timeouts: Timeouts) -> BoxFuture<'_, Result<Response, TransportError>>;
}

/// How long a transport waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timeouts {
    /// For a connection to be made: name lookup, TCP and TLS together.
    pub connect: Option<Duration>,
    /// For the next bytes to go out or to come in.
    pub read: Option<Duration>,
}

/// 5 seconds to connect and 60 seconds between two signs of life.
///
/// The latter is botocore's; a service that computes an answer for longer than that is rare.
impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Some(Duration::from_secs(5)),
            read: Some(Duration::from_secs(60)),
        }
    }
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: Request, timeouts: Timeouts) -> BoxFuture<'_, Result<Response, TransportError>> {
        (**self).send(request, timeouts)
    }
}
