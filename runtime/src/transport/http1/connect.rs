//! Making a connection: name lookup, TCP, TLS, and the task that drives it.

use std::future::poll_fn;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use hyper::client::conn::http1;
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, RootCertStore};
use tokio::net::{TcpStream, lookup_host};
use tokio::time::{Instant, sleep_until};
use tokio_rustls::TlsConnector;

use super::Sender;
use super::io::Io;
use super::origin::Origin;
use crate::transport::{BoxFuture, TransportError, TransportErrorKind};

/// What TLS needs; made once, because it copies the list of certificate authorities.
pub(super) fn tls() -> TlsConnector {
    trusting(RootCertStore {
        roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
    })
}

pub(super) fn trusting(roots: RootCertStore) -> TlsConnector {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("ring has the cipher suites of the versions that rustls enables")
        .with_root_certificates(roots)
        .with_no_client_auth();
    TlsConnector::from(Arc::new(config))
}

pub(super) async fn open(origin: &Origin<'_>, tls: Option<&TlsConnector>) -> Result<Sender, TransportError> {
    let stream = tcp(origin).await.map_err(|error| {
        let message = format!("`{}:{}`: {error}", origin.host, origin.port);
        TransportError::new(TransportErrorKind::Connect, message)
    })?;
    let Some(tls) = tls else {
        return handshake(Io::new(stream)).await;
    };
    let failed = |error: Box<dyn std::error::Error + Send + Sync>| {
        TransportError::new(TransportErrorKind::Tls, format!("`{}`: {error}", origin.host))
    };
    let name = ServerName::try_from(origin.host.to_owned()).map_err(|error| failed(error.into()))?;
    let stream = tls.connect(name, stream).await.map_err(|error| failed(error.into()))?;
    handshake(Io::new(stream)).await
}

async fn tcp(origin: &Origin<'_>) -> io::Result<TcpStream> {
    let addresses: Vec<_> = lookup_host((origin.host, origin.port)).await?.collect();
    let stream = race(addresses).await?;
    // A request is written in few large pieces; waiting to join them only adds latency.
    stream.set_nodelay(true)?;
    Ok(stream)
}

/// How long an address has for itself before the next one is tried beside it, as RFC 8305 (Happy Eyeballs) advises.
const HEAD_START: Duration = Duration::from_millis(250);

/// The first of the addresses that answers.
async fn race(addresses: Vec<SocketAddr>) -> io::Result<TcpStream> {
    let mut waiting = addresses.into_iter();
    let mut running: Vec<BoxFuture<'static, io::Result<TcpStream>>> = Vec::new();
    let mut failure = io::Error::new(io::ErrorKind::NotFound, "the name has no address");
    let mut next = Box::pin(sleep_until(Instant::now()));
    poll_fn(|cx| {
        loop {
            let mut index = 0;
            while let Some(attempt) = running.get_mut(index) {
                match attempt.as_mut().poll(cx) {
                    Poll::Ready(Ok(stream)) => return Poll::Ready(Ok(stream)),
                    Poll::Ready(Err(error)) => {
                        failure = error;
                        drop(running.remove(index));
                    }
                    Poll::Pending => index += 1,
                }
            }
            if !running.is_empty() && next.as_mut().poll(cx).is_pending() {
                return Poll::Pending;
            }
            match waiting.next() {
                Some(address) => {
                    running.push(Box::pin(TcpStream::connect(address)));
                    next.as_mut().reset(Instant::now() + HEAD_START);
                }
                None if running.is_empty() => {
                    return Poll::Ready(Err(std::mem::replace(&mut failure, io::ErrorKind::Other.into())));
                }
                None => return Poll::Pending,
            }
        }
    })
    .await
}

async fn handshake(io: Io) -> Result<Sender, TransportError> {
    let (sender, connection) = http1::handshake(io)
        .await
        .map_err(|error| TransportError::new(TransportErrorKind::Connect, error))?;
    // Ends when the sender is dropped or the other side closes; its errors reach the sender too.
    tokio::spawn(async move { drop(connection.await) });
    Ok(sender)
}

#[cfg(test)]
mod tests {
    use tokio::net::TcpListener;

    use super::*;

    async fn unused() -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        listener.local_addr().expect("bound")
    }

    #[tokio::test]
    async fn the_next_address_is_tried_at_once_when_one_refuses() {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let open = listener.local_addr().expect("bound");
        let started = Instant::now();
        let stream = race(vec![unused().await, unused().await, open])
            .await
            .expect("the last one is open");
        assert_eq!(stream.peer_addr().expect("connected"), open);
        assert!(started.elapsed() < HEAD_START);

        let error = race(vec![unused().await, unused().await])
            .await
            .expect_err("both refuse");
        assert_eq!(error.kind(), io::ErrorKind::ConnectionRefused);
        assert_eq!(
            race(Vec::new()).await.expect_err("none").kind(),
            io::ErrorKind::NotFound
        );
    }
}
