//! What may come back, and what may go wrong on the way.

use std::time::{Duration, Instant};

use tinsmith::transport::{HyperTransport, TransportErrorKind};
use tinsmith::{Error, ErrorKind};

use crate::server::{Server, Step, get};

async fn body(steps: &'static [Step]) -> Result<String, Error> {
    let server = Server::start(steps).await;
    let response = get(&HyperTransport::new(), &server).await?;
    let bytes = response.body.collect(1 << 20).await?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[tokio::test]
async fn bodies_arrive_however_they_are_framed() {
    let cases: [(&'static [Step], &str); 6] = [
        (
            &[Step::Write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody")],
            "body",
        ),
        (
            &[Step::Write(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nbo\r\n2\r\ndy\r\n0\r\nX-Trailer: 1\r\n\r\n",
            )],
            "body",
        ),
        (&[Step::WriteAndClose("HTTP/1.1 200 OK\r\n\r\nbody")], "body"),
        (
            &[Step::Write(
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody",
            )],
            "body",
        ),
        (&[Step::Write("HTTP/1.1 204 No Content\r\n\r\n")], ""),
        // Together longer than the limit of silence, but never silent for that long.
        (
            &[Step::Drip(
                "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n",
                &["b", "o", "d", "y"],
                120,
            )],
            "body",
        ),
    ];
    for (steps, expected) in cases {
        assert_eq!(body(steps).await.expect(expected), expected);
    }
}

#[tokio::test]
async fn what_goes_wrong_has_its_kind() {
    let cases: [(&'static [Step], ErrorKind, &str); 9] = [
        (&[Step::WriteAndClose("")], ErrorKind::Io, "the connection broke"),
        (
            &[Step::WriteAndClose("HTTP/1.1 200 OK\r\nCont")],
            ErrorKind::Io,
            "the connection broke",
        ),
        (
            &[Step::WriteAndClose("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nbody")],
            ErrorKind::Io,
            "broke before the body was complete",
        ),
        (
            &[Step::WriteAndClose(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n",
            )],
            ErrorKind::Io,
            "broke before the body was complete",
        ),
        (
            &[Step::WriteAndHang("")],
            ErrorKind::Timeout,
            "nothing was sent or received for 300ms",
        ),
        (
            &[Step::WriteAndHang("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nbody")],
            ErrorKind::Timeout,
            "nothing was sent or received for 300ms",
        ),
        (
            &[Step::WriteAndHang("SSH-2.0-server\r\n")],
            ErrorKind::Response,
            "the answer is not HTTP",
        ),
        (
            &[Step::WriteAndHang(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            )],
            ErrorKind::Response,
            "not framed as HTTP asks: ",
        ),
        (
            &[Step::Endless("HTTP/1.1 200 OK\r\n\r\n", "0123456789abcdef")],
            ErrorKind::Response,
            "larger than the limit of 1048576 bytes",
        ),
    ];
    for (index, (steps, kind, expected)) in cases.into_iter().enumerate() {
        let error = body(steps).await.expect_err(expected);
        assert_eq!(error.kind(), kind, "case {index}: {error}");
        assert!(error.to_string().contains(expected), "case {index}: {error}");
    }
}

#[tokio::test]
async fn a_head_without_end_is_refused() {
    let server = Server::start(&[Step::Endless("HTTP/1.1 200 OK\r\n", "x-more: of the same\r\n")]).await;
    let error = get(&HyperTransport::new(), &server).await.expect_err("too large");
    assert_eq!(error.kind(), TransportErrorKind::Response, "{error}");
}

#[tokio::test]
async fn a_slow_reader_is_not_taken_for_a_silent_service() {
    let server = Server::start(&[Step::Write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody")]).await;
    let mut response = get(&HyperTransport::new(), &server).await.expect("sent");
    tokio::time::sleep(Duration::from_millis(500)).await;
    let mut read = Vec::new();
    while let Some(chunk) = response.body.chunk().await.expect("more") {
        read.extend_from_slice(&chunk);
    }
    assert_eq!(read, b"body");
}

#[tokio::test]
async fn silence_ends_when_its_time_is_over() {
    let server = Server::start(&[Step::WriteAndHang("")]).await;
    let started = Instant::now();
    get(&HyperTransport::new(), &server).await.expect_err("silence");
    let waited = started.elapsed();
    assert!(
        (Duration::from_millis(300)..Duration::from_secs(3)).contains(&waited),
        "{waited:?}"
    );
}
