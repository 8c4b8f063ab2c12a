//! What comes back.

use tinsmith::client::Core;
use tinsmith::error::Metadata;
use tinsmith::http::Response;
use tinsmith::testing::Replay;
use tinsmith::transport::TransportErrorKind;
use tinsmith::{Error, ErrorKind};

use crate::fixture::{Download, DownloadRequest, PutThing, PutThingError, SERVICE, Taken, config, core, put_thing};

async fn fail(answer: impl Into<tinsmith::testing::Answer>) -> Error {
    let replay = Replay::new([answer.into()]);
    match core(&replay).call::<PutThing>(put_thing()).await {
        Ok(output) => panic!("no error, but {output:?}"),
        Err(error) => error.into(),
    }
}

fn json(status: u16, body: &str) -> Response {
    Response::new(status)
        .with_header("Content-Type", "application/json")
        .with_header("x-amzn-RequestId", "id-1")
        .with_body(body)
}

#[tokio::test]
async fn a_modeled_exception_is_a_variant_with_its_members() {
    let response = json(409, r#"{"__type":"ns#Taken","By":"you","message":"no"}"#);
    let replay = Replay::new([response.clone()]);
    let error = core(&replay)
        .call::<PutThing>(put_thing())
        .await
        .expect_err("an exception");
    let PutThingError::Taken(taken) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(taken.by.as_deref(), Some("you"));
    let meta: &Metadata = taken.meta();
    assert_eq!(
        (meta.status(), meta.request_id(), meta.code()),
        (Some(409), Some("id-1"), Some("Taken"))
    );
    assert_eq!(error.to_string(), "PutThing: Taken: no (HTTP 409, request id id-1)");

    let error = fail(response).await;
    assert_eq!(error.kind(), ErrorKind::Service);
    assert_eq!(
        error.modeled::<Taken>().and_then(|taken| taken.by.as_deref()),
        Some("you")
    );
}

#[tokio::test]
async fn responses_that_are_no_success() {
    let page = "<html>hunter2</html>";
    let cases = [
        // An error that the model does not list.
        (
            json(400, r#"{"__type":"Strange"}"#),
            ErrorKind::Service,
            "PutThing: Strange (HTTP 400, request id id-1)",
        ),
        (
            json(503, page).with_header("Server", "lb"),
            ErrorKind::Service,
            "(HTTP 503, request id id-1)",
        ),
        (
            Response::new(301).with_header("Location", "https://example.com/?token=hunter2"),
            ErrorKind::Service,
            "redirection to `https://example.com`, which is not followed (HTTP 301)",
        ),
        (Response::new(101), ErrorKind::Service, "(HTTP 101)"),
        (
            Response::new(500).with_header("x-amzn-RequestId", "a\u{1b}[2Jb"),
            ErrorKind::Service,
            "(HTTP 500, request id a [2Jb)",
        ),
        (json(200, "{"), ErrorKind::Response, "(HTTP 200, request id id-1)"),
        (json(200, page), ErrorKind::Response, "(HTTP 200, request id id-1)"),
        (
            json(200, "hunter2").with_header("Content-Encoding", "gzip"),
            ErrorKind::Response,
            "the body is encoded as `gzip` although nothing asked for it (HTTP 200, request id id-1)",
        ),
        (
            json(409, r#"{"__type":"Taken","By":1}"#),
            ErrorKind::Service,
            "PutThing: Taken (HTTP 409",
        ),
    ];
    for (response, kind, expected) in cases {
        let error = fail(response).await;
        let text = error.to_string();
        assert_eq!((error.kind(), error.operation()), (kind, "PutThing"), "{text}");
        assert!(text.contains(expected), "{text}\nhas not {expected}");
        assert!(!format!("{text}{error:?}").contains("hunter2"), "{error:?}");
    }
}

#[tokio::test]
async fn throttling_is_told_apart() {
    for (response, throttling) in [
        (json(429, ""), true),
        (json(400, r#"{"__type":"ThrottlingException"}"#), true),
        (json(400, r#"{"__type":"ValidationException"}"#), false),
    ] {
        assert_eq!(fail(response).await.is_throttling(), throttling);
    }
}

#[tokio::test]
async fn failures_of_the_transport_keep_their_stage() {
    for (failure, kind) in [
        (TransportErrorKind::Request, ErrorKind::Input),
        (TransportErrorKind::Connect, ErrorKind::Connect),
        (TransportErrorKind::Tls, ErrorKind::Connect),
        (TransportErrorKind::ConnectTimeout, ErrorKind::Timeout),
        (TransportErrorKind::ReadTimeout, ErrorKind::Timeout),
        (TransportErrorKind::Io, ErrorKind::Io),
        (TransportErrorKind::Response, ErrorKind::Response),
    ] {
        let error = fail(failure).await;
        assert_eq!((error.kind(), error.operation()), (kind, "PutThing"), "{failure:?}");
        assert!(std::error::Error::source(&error).is_some());
    }
}

#[tokio::test]
async fn a_body_that_is_read_whole_has_a_limit() {
    let replay = Replay::always(json(200, r#"{"Name":"twenty bytes"}"#));
    for (limit, accepted) in [(23, true), (22, false)] {
        let client = Core::new(SERVICE, config(&replay).response_limit(limit).build());
        let result = client.call::<PutThing>(put_thing()).await.map_err(Error::from);
        match result {
            Ok(_) => assert!(accepted),
            Err(error) => {
                assert!(!accepted, "{error}");
                assert_eq!((error.kind(), error.status()), (ErrorKind::Response, Some(200)));
                assert!(
                    error.to_string().contains("larger than the limit of 22 bytes"),
                    "{error}"
                );
            }
        }
    }
}

#[tokio::test]
async fn a_streamed_body_is_left_to_the_caller() {
    // Stored with an encoding, which is then the caller's business as well.
    let response = Response::new(200)
        .with_header("Content-Type", "text/plain")
        .with_header("Content-Encoding", "gzip")
        .with_body("long content");
    let replay = Replay::always(response);
    let client = Core::new(SERVICE, config(&replay).response_limit(1).build());
    let output = client
        .call::<Download>(DownloadRequest::default())
        .await
        .expect("a success");
    assert_eq!(output.kind.as_deref(), Some("text/plain"));
    assert_eq!(output.content.bytes().await.expect("whole"), "long content");
}

#[tokio::test]
async fn an_error_of_a_streaming_operation_is_read_whole() {
    let replay = Replay::always(json(404, r#"{"__type":"NotFound","message":"gone"}"#));
    let error = core(&replay)
        .call::<Download>(DownloadRequest::default())
        .await
        .expect_err("an error");
    assert_eq!(
        error.to_string(),
        "Download: NotFound: gone (HTTP 404, request id id-1)"
    );
}
