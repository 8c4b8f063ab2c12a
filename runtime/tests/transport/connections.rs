//! How connections are made, kept and given up.

use std::io;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use tinsmith::transport::{HyperTransport, Timeouts, Transport, TransportErrorKind};
use tinsmith::types::{Body, ChunkStream};
use tokio::net::TcpListener;

use crate::server::{Server, Step, TIMEOUTS, get, request};

const OK: &str = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

#[tokio::test]
async fn the_request_is_sent_as_it_is() {
    let server = Server::start(&[Step::Write(OK)]).await;
    let transport = HyperTransport::new();
    let response = transport
        .send(request(&server, "PUT", "body"), TIMEOUTS)
        .await
        .expect("sent");
    assert_eq!(response.status, 200);
    assert_eq!(response.headers.get("Content-Length"), Some("2"));
    assert_eq!(response.body.len(), Some(2));
    assert_eq!(response.body.bytes().await.expect("whole"), "ok");
    assert_eq!(
        server.request(0, 0),
        "PUT /path/%2F//?b=%20&a HTTP/1.1\r\nhost: localhost\r\nx-mixed-case: Kept Value\r\ncontent-length: 4\r\n\r\nbody"
    );
}

#[tokio::test]
async fn calls_in_turn_share_a_connection() {
    let server = Server::start(&[Step::Write(OK); 20]).await;
    let transport = HyperTransport::new();
    for _ in 0..20 {
        let response = get(&transport, &server).await.expect("sent");
        response.body.bytes().await.expect("whole");
    }
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn a_response_without_body_frees_its_connection_at_once() {
    let server = Server::start(&[Step::Write("HTTP/1.1 204 No Content\r\n\r\n"); 3]).await;
    let transport = HyperTransport::new();
    for _ in 0..3 {
        let response = get(&transport, &server).await.expect("sent");
        assert_eq!((response.status, response.body.len()), (204, Some(0)));
    }
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn calls_at_once_have_connections_of_their_own() {
    let server = Server::start(&[Step::Drip("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n", &["ok"], 50)]).await;
    let transport = HyperTransport::new();
    let (first, second) = tokio::join!(get(&transport, &server), get(&transport, &server));
    first.expect("sent").body.bytes().await.expect("whole");
    second.expect("sent").body.bytes().await.expect("whole");
    assert_eq!(server.connections(), 2);
}

#[tokio::test]
async fn a_connection_that_the_server_closed_is_replaced() {
    let server = Server::start(&[Step::WriteAndClose(OK)]).await;
    let transport = HyperTransport::new();
    for _ in 0..5 {
        let response = transport
            .send(request(&server, "POST", "body"), TIMEOUTS)
            .await
            .expect("sent");
        response.body.bytes().await.expect("whole");
    }
    assert_eq!(server.connections(), 5);
}

#[tokio::test]
async fn a_body_that_is_not_read_to_its_end_closes_the_connection() {
    let server = Server::start(&[Step::WriteAndHang("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok")]).await;
    let transport = HyperTransport::new();
    drop(get(&transport, &server).await.expect("sent"));
    drop(get(&transport, &server).await.expect("sent"));
    assert_eq!(server.connections(), 2);
}

#[test]
fn runtimes_do_not_share_connections() {
    let transport = HyperTransport::new();
    let runtime = || {
        tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime")
    };
    // The first runtime is alive, but nobody drives it while the second is used.
    let (servers, first, second) = (runtime(), runtime(), runtime());
    let (send, receive) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        servers.block_on(async {
            send.send(Server::start(&[Step::Write(OK); 2]).await)
                .expect("waited for");
            std::future::pending::<()>().await;
        });
    });
    let server = receive.recv().expect("started");
    for runtime in [&first, &second] {
        let body = runtime.block_on(async { get(&transport, &server).await.expect("sent").body.bytes().await });
        assert_eq!(body.expect("whole"), "ok");
    }
    assert_eq!(server.connections(), 2);
}

#[tokio::test]
async fn what_stands_between_here_and_a_connection_is_named() {
    let transport = HyperTransport::new();
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let port = listener.local_addr().expect("bound").port();
    let silent = format!("https://127.0.0.1:{port}");
    let impatient = Timeouts {
        connect: Some(Duration::from_millis(300)),
        ..TIMEOUTS
    };
    let unused = {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        listener.local_addr().expect("bound")
    };
    let server = Server::start(&[]).await;
    let cases = [
        (format!("http://{unused}"), TransportErrorKind::Connect, "refused"),
        (
            silent,
            TransportErrorKind::ConnectTimeout,
            "`127.0.0.1` did not answer within 300ms",
        ),
        (
            server.origin.replace("http:", "https:"),
            TransportErrorKind::Tls,
            "no secure connection: `127.0.0.1`",
        ),
        (
            "gopher://example".to_owned(),
            TransportErrorKind::Request,
            "`gopher://example` is not",
        ),
    ];
    for (origin, kind, expected) in cases {
        let mut request = request(&server, "GET", "");
        request.origin = origin;
        let error = transport.send(request, impatient).await.expect_err("no connection");
        assert_eq!(error.kind(), kind, "{error}");
        assert!(error.to_string().contains(expected), "{error}");
    }
}

#[tokio::test]
async fn what_http_forbids_is_not_sent_and_not_shown() {
    let server = Server::start(&[]).await;
    let transport = HyperTransport::new();
    let mut bad_value = request(&server, "GET", "");
    bad_value.headers.set("X-Key", "hunter2\r\nx-evil: 1");
    let mut bad_target = request(&server, "GET", "");
    bad_target.target = "/a b hunter2".to_owned();
    for (request, expected) in [(bad_value, "header `X-Key`"), (bad_target, "path and query")] {
        let error = transport.send(request, TIMEOUTS).await.expect_err("malformed");
        assert_eq!(error.kind(), TransportErrorKind::Request);
        let text = format!("{error} {error:?}");
        assert!(text.contains(expected) && !text.contains("hunter2"), "{text}");
    }
    assert_eq!(server.connections(), 0);
}

#[test]
fn outside_of_tokio_there_is_an_error_and_no_panic() {
    use std::task::Waker;
    let transport = HyperTransport::new();
    let request = tinsmith::http::Request {
        method: "GET",
        origin: "http://127.0.0.1:1".to_owned(),
        target: "/".to_owned(),
        headers: Default::default(),
        body: Body::default(),
    };
    let mut sending = transport.send(request, TIMEOUTS);
    let Poll::Ready(Err(error)) = sending.as_mut().poll(&mut Context::from_waker(Waker::noop())) else {
        panic!("nothing to wait for");
    };
    assert!(error.to_string().contains("needs a tokio runtime"), "{error}");
}

/// A stream that waits before each of its pieces.
struct Slow {
    pieces: usize,
    pause: Duration,
    sleep: Option<std::pin::Pin<Box<tokio::time::Sleep>>>,
}

impl ChunkStream for Slow {
    fn poll_chunk(&mut self, cx: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        let pause = self.pause;
        let sleep = self.sleep.get_or_insert_with(|| Box::pin(tokio::time::sleep(pause)));
        std::task::ready!(sleep.as_mut().poll(cx));
        self.sleep = None;
        if self.pieces == 0 {
            return Poll::Ready(None);
        }
        self.pieces -= 1;
        Poll::Ready(Some(Ok(Bytes::from_static(b"piece"))))
    }
}

#[tokio::test]
async fn an_upload_may_be_slow_but_not_stand_still() {
    for (pause, succeeds) in [(100, true), (2_000, false)] {
        let server = Server::start(&[Step::Write(OK)]).await;
        let slow = Slow {
            pieces: 5,
            pause: Duration::from_millis(pause),
            sleep: None,
        };
        // 600 ms in all, with a limit of 300.
        let result = HyperTransport::new()
            .send(request(&server, "POST", Body::from_stream(slow)), TIMEOUTS)
            .await;
        match result {
            Ok(response) => assert!(succeeds && response.status == 200),
            Err(error) => {
                assert!(!succeeds, "{error}");
                assert_eq!(error.kind(), TransportErrorKind::ReadTimeout);
            }
        }
    }
}

#[tokio::test]
async fn a_request_body_that_breaks_off_says_why() {
    struct Broken;
    impl ChunkStream for Broken {
        fn poll_chunk(&mut self, _: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
            Poll::Ready(Some(Err(io::Error::other("the tape is torn"))))
        }
    }
    let server = Server::start(&[Step::Write(OK)]).await;
    let request = request(&server, "POST", Body::from_stream(Broken));
    let error = HyperTransport::new().send(request, TIMEOUTS).await.expect_err("torn");
    assert!(error.to_string().contains("the tape is torn"), "{error}");
}
