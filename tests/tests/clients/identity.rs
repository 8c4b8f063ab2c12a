//! Who signs: requests with other keys, tokens, regions and dates, as the server sees them.

use std::time::{Duration, SystemTime};

use tinsmith::credentials::Credentials;
use tinsmith::http::{Request, Response};
use tinsmith::transport::{BoxFuture, HyperTransport, Timeouts, Transport, TransportError};
use tinsmith_tests::server::{Account, Server};

use crate::check::{ACCESS_KEY_ID, Change, SECRET, account, bounded, config};
use crate::success::whole;
use crate::target::{ALL, Target};

/// The outcome of a call, and why the server refused it.
fn call(target: Target, account: Account, change: Change) -> (String, Option<String>) {
    bounded(move || async move {
        let server = Server::start(account, [target.wire.document(200, &whole(&target).0)]);
        let outcome = target.call(change(config(&server))).await;
        let [received] = &server.received()[..] else {
            panic!("one request was expected: {outcome}")
        };
        (outcome, received.refused.clone())
    })
}

#[test]
fn a_session_token_is_sent_and_signed() {
    for &target in ALL {
        let account = Account {
            session_token: Some("token+/=="),
            ..account(target.service)
        };
        let (outcome, refused) = call(target, account, |config| {
            config.credentials(Credentials::new(ACCESS_KEY_ID, SECRET).with_session_token("token+/=="))
        });
        assert_eq!((outcome, refused), (whole(&target).1, None));
    }
}

#[test]
fn a_path_of_the_endpoint_is_signed_like_any_other() {
    for &target in ALL {
        let (outcome, refused) = call(target, account(target.service), |config| {
            // The address of the server with a path behind it.
            let url = config.clone().build().endpoint_url().expect("the server's").to_owned();
            config.endpoint_url(url + "/a%20proxy/%C3%BC/")
        });
        assert_eq!((outcome, refused), (whole(&target).1, None));
    }
}

#[test]
fn a_refused_signature_is_a_typed_error_without_secrets() {
    let changes: [(&str, Change); 5] = [
        ("another secret", |config| {
            config.credentials(Credentials::new(ACCESS_KEY_ID, "wrong-secret"))
        }),
        ("another key", |config| {
            config.credentials(Credentials::new("AKIDOTHER", SECRET))
        }),
        ("another region", |config| config.region("us-west-2")),
        ("another time", |config| {
            config.clock(|| SystemTime::now() - Duration::from_secs(3600))
        }),
        ("nobody", |config| config.credentials(Credentials::anonymous())),
    ];
    for &target in ALL {
        for (name, change) in changes {
            let (outcome, refused) = call(target, account(target.service), change);
            assert!(refused.is_some(), "{name}");
            let expected = format!("Other(Service): {}: InvalidSignatureException", target.operation);
            assert!(outcome.starts_with(&expected), "{name}: {outcome}");
            assert!(outcome.contains("(HTTP 403)"), "{name}: {outcome}");
            assert!(
                !outcome.contains(SECRET) && !outcome.contains("wrong-secret"),
                "{name}: {outcome}"
            );
        }
    }
}

/// A transport between client and server that changes a request after it was signed.
struct Meddler {
    inner: HyperTransport,
    change: fn(&mut Request),
}

impl Transport for Meddler {
    fn send(&self, mut request: Request, timeouts: Timeouts) -> BoxFuture<'_, Result<Response, TransportError>> {
        (self.change)(&mut request);
        self.inner.send(request, timeouts)
    }
}

#[test]
fn whatever_is_changed_on_the_way_is_refused() {
    let changes: [fn(&mut Request); 5] = [
        |request| request.target.push('x'),
        |request| request.target.push_str("?x=1"),
        |request| request.headers.set("Content-Type", "text/plain"),
        |request| request.headers.append("X-Amz-Meta", "1"),
        |request| {
            let mut body = request.body.as_bytes().expect("a document").to_vec();
            body.reverse();
            request.body = body.into();
        },
    ];
    for &target in ALL {
        for (index, change) in changes.into_iter().enumerate() {
            bounded(move || async move {
                let server = Server::start(account(target.service), []);
                let inner = HyperTransport::new();
                target.call(config(&server).transport(Meddler { inner, change })).await;
                let [received] = &server.received()[..] else {
                    panic!("one request was expected")
                };
                assert!(received.refused.is_some(), "change {index}");
            });
        }
    }
}
