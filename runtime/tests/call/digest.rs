//! The conversation of digest authentication.

use tinsmith::client::Core;
use tinsmith::config::ConfigBuilder;
use tinsmith::http::Response;
use tinsmith::operation::{AuthScheme, Service};
use tinsmith::testing::Replay;
use tinsmith::types::{Body, ChunkStream};
use tinsmith::{Config, Error, ErrorKind};

use crate::fixture::{PutThing, SERVICE, Upload, UploadRequest, put_thing};

const DIGEST: &Service = &Service {
    auth: &[AuthScheme::Digest],
    ..*SERVICE
};

const FIRST: &str = r#"Digest realm="things", nonce="one", qop="auth", algorithm=SHA-256"#;
const SECOND: &str = r#"Digest realm="things", nonce="two", qop="auth", algorithm=SHA-256, stale=true"#;

fn config(replay: &Replay) -> ConfigBuilder {
    Config::builder()
        .endpoint_url("http://things.example.com/base")
        .login("Mufasa", "Circle of Life")
        .randomness(|bytes: &mut [u8]| bytes.fill(7))
        .transport(replay.clone())
}

fn refused(challenge: &str) -> Response {
    Response::new(401).with_header("WWW-Authenticate", challenge)
}

fn good() -> Response {
    Response::new(200).with_body("{}")
}

/// Calls with these answers, and the `Authorization` headers of all requests.
async fn calls(count: usize, answers: impl IntoIterator<Item = Response>) -> (Result<(), Error>, Vec<Option<String>>) {
    let replay = Replay::new(answers);
    let core = Core::new(DIGEST, config(&replay).build());
    let mut result = Ok(());
    for _ in 0..count {
        result = core.call::<PutThing>(put_thing()).await.map(drop).map_err(Error::from);
    }
    let requests = replay.requests();
    for request in &requests {
        assert_eq!(request.target, "/base/things/a%20b");
        let body = request.body.as_bytes().expect("bytes");
        assert!(body.starts_with(br#"{"Name":"N","#), "{body:?}");
    }
    let header = |request: &tinsmith::http::Request| request.headers.get("authorization").map(str::to_owned);
    (result, requests.iter().map(header).collect())
}

#[track_caller]
fn has(header: Option<&String>, expected: &[&str]) {
    let header = header.expect("signed");
    for expected in expected {
        assert!(header.contains(expected), "{header}");
    }
}

#[tokio::test]
async fn the_first_call_is_refused_once_and_later_ones_never() {
    let (result, headers) = calls(2, [refused(FIRST), good(), good()]).await;
    result.expect("answered");
    assert_eq!((headers.len(), &headers[0]), (3, &None));
    let nonce = r#"cnonce="07070707-0707-4707-8707-070707070707""#;
    let uri = r#"uri="/base/things/a%20b""#;
    has(headers[1].as_ref(), &[r#"nonce="one""#, "nc=00000001", nonce, uri]);
    has(headers[2].as_ref(), &[r#"nonce="one""#, "nc=00000002", nonce, uri]);
}

#[tokio::test]
async fn a_question_that_is_too_old_is_asked_anew() {
    let (result, headers) = calls(2, [refused(FIRST), good(), refused(SECOND), good()]).await;
    result.expect("answered");
    has(headers[3].as_ref(), &[r#"nonce="two""#, "nc=00000001"]);
}

#[tokio::test]
async fn a_wrong_password_is_sent_once() {
    let (result, headers) = calls(1, [refused(FIRST), refused(FIRST)]).await;
    let error = result.expect_err("refused");
    assert_eq!((error.kind(), error.status()), (ErrorKind::Service, Some(401)));
    assert!(!format!("{error} {error:?}").contains("Circle"), "{error:?}");
    assert_eq!(headers.len(), 2);
}

#[tokio::test]
async fn a_login_that_is_refused_later_makes_the_next_call_start_anew() {
    let (result, headers) = calls(3, [refused(FIRST), good(), refused(FIRST), good()]).await;
    result.expect("the service asks no more");
    assert_eq!(
        headers.iter().map(Option::is_some).collect::<Vec<_>>(),
        [false, true, true, false]
    );
}

#[tokio::test]
async fn what_is_no_digest_is_the_answer() {
    let (result, headers) = calls(1, [refused("Basic realm=\"things\"")]).await;
    assert_eq!(result.expect_err("refused").status(), Some(401));
    assert_eq!(headers, [None]);
    let (result, _) = calls(1, [refused("Digest nonce=\"1\", algorithm=ROT13")]).await;
    let error = result.expect_err("not supported");
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert!(error.to_string().contains("`algorithm` is `ROT13`"), "{error}");
}

struct Once;

impl ChunkStream for Once {
    fn poll_chunk(&mut self, _: &mut std::task::Context<'_>) -> std::task::Poll<Option<std::io::Result<bytes::Bytes>>> {
        std::task::Poll::Ready(None)
    }
}

#[tokio::test]
async fn a_stream_cannot_be_sent_twice() {
    let replay = Replay::always(good());
    let input = UploadRequest {
        name: "n".to_owned(),
        content: Body::from_stream(Once),
    };
    let call = Core::new(DIGEST, config(&replay).build()).call::<Upload>(input);
    let error = Error::from(call.await.expect_err("a stream"));
    assert_eq!(error.kind(), ErrorKind::Input);
    assert!(error.to_string().contains("may send it twice"), "{error}");
    assert!(replay.requests().is_empty());
}
