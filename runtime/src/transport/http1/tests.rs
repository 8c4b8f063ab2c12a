//! TLS, against a server whose certificate is made for the test.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustls::pki_types::PrivateKeyDer;
use rustls::{RootCertStore, ServerConfig};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use super::{HyperTransport, Pool, connect};
use crate::http::{Headers, Request};
use crate::transport::{Timeouts, Transport, TransportErrorKind};
use crate::types::Body;

/// Answers two requests per connection, as `name`; gives its port and what has to be trusted for that.
async fn server(name: &str) -> (u16, RootCertStore) {
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed([name.to_owned()]).expect("a certificate");
    let mut roots = RootCertStore::empty();
    roots.add(cert.der().clone()).expect("a certificate");
    let key = PrivateKeyDer::Pkcs8(signing_key.serialize_der().into());
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("the versions of the client")
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key)
        .expect("a key for the certificate");
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let port = listener.local_addr().expect("bound").port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let Ok(mut stream) = acceptor.accept(stream).await else {
                continue;
            };
            for _ in 0..2 {
                let mut request = [0; 1024];
                drop(stream.read(&mut request).await);
                drop(
                    stream
                        .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret")
                        .await,
                );
                drop(stream.flush().await);
            }
        }
    });
    (port, roots)
}

fn request(host: &str, port: u16) -> Request {
    Request {
        method: "GET",
        origin: format!("https://{host}:{port}"),
        target: "/".to_owned(),
        headers: Headers::default(),
        body: Body::default(),
    }
}

fn trusting(roots: RootCertStore) -> HyperTransport {
    HyperTransport {
        pool: Arc::new(Pool::default()),
        tls: OnceLock::from(connect::trusting(roots)),
    }
}

const TIMEOUTS: Timeouts = Timeouts {
    connect: Some(Duration::from_secs(10)),
    read: Some(Duration::from_secs(10)),
};

#[tokio::test]
async fn a_server_that_proves_its_name_is_talked_to() {
    for name in ["localhost", "127.0.0.1"] {
        let (port, roots) = server(name).await;
        let transport = trusting(roots);
        for _ in 0..2 {
            let response = transport.send(request(name, port), TIMEOUTS).await.expect(name);
            assert_eq!(response.body.bytes().await.expect("whole"), "secret");
        }
    }
}

#[tokio::test]
async fn a_server_that_cannot_prove_its_name_is_sent_nothing() {
    let (port, roots) = server("elsewhere.example").await;
    let (_, others) = server("localhost").await;
    for (what, transport, expected) in [
        ("another name", trusting(roots), "not valid for name"),
        ("another authority", trusting(others), "`localhost`: "),
        (
            "an authority that browsers do not know",
            HyperTransport::new(),
            "UnknownIssuer",
        ),
    ] {
        let error = transport
            .send(request("localhost", port), TIMEOUTS)
            .await
            .expect_err(what);
        assert_eq!(error.kind(), TransportErrorKind::Tls, "{what}: {error}");
        assert!(error.to_string().contains(expected), "{what}: {error}");
    }
}

#[test]
fn nothing_of_tls_is_made_before_it_is_needed() {
    assert!(HyperTransport::new().tls.get().is_none());
}
