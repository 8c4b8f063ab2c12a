//! What is sent.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use tinsmith::client::Core;
use tinsmith::http::Response;
use tinsmith::protocol::{AWS_JSON_1_1, RPC_V2_CBOR};
use tinsmith::testing::Replay;
use tinsmith::{Call, Config, ErrorKind};

use crate::fixture::{
    Download, DownloadRequest, PutThing, PutThingError, PutThingRequest, SERVICE, config, core, put_thing,
};

fn assert_shareable<T: Send + Sync + 'static>() {}
fn assert_future<T: Future + Send + Unpin + 'static>() {}

#[test]
fn types_cross_threads() {
    assert_shareable::<Config>();
    assert_shareable::<Core>();
    assert_shareable::<PutThingError>();
    assert_shareable::<PutThingRequest>();
    assert_future::<Call<PutThing>>();
}

#[tokio::test]
async fn sends_what_the_protocol_the_endpoint_and_the_signature_say() {
    let replay = Replay::new([Response::new(200).with_body(r#"{"Name":"N","Count":3}"#)]);
    let output = core(&replay).call::<PutThing>(put_thing()).await.expect("a success");
    assert_eq!((output.name.as_deref(), output.count), (Some("N"), 3));

    let [request] = replay.requests().try_into().expect("one request");
    assert_eq!(request.method, "POST");
    assert_eq!(request.origin, "https://things.eu-west-1.amazonaws.com");
    assert_eq!(request.target, "/things/a%20b");
    let token = "07070707-0707-4707-8707-070707070707";
    let body = format!(r#"{{"Name":"N","Token":"{token}"}}"#);
    assert_eq!(request.body.as_bytes(), Some(body.as_bytes()));
    let header = |name| request.headers.get(name);
    assert_eq!(header("host"), Some("things.eu-west-1.amazonaws.com"));
    assert_eq!(header("content-type"), Some("application/json"));
    assert_eq!(header("content-length"), Some(body.len().to_string().as_str()));
    assert_eq!(header("x-amz-date"), Some("20260102T030405Z"));
    assert!(header("user-agent").is_some_and(|agent| agent.starts_with("tinsmith/")));
    let authorization = header("authorization").expect("signed");
    let scope = "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260102/eu-west-1/things/aws4_request, SignedHeaders=";
    let names = authorization.strip_prefix(scope).expect("the scope");
    assert!(names.starts_with("content-type;host;x-amz-date, Signature="), "{names}");
}

#[tokio::test]
async fn a_request_without_body_has_no_length_where_none_is_expected() {
    let replay = Replay::new([Response::new(200)]);
    core(&replay)
        .call::<Download>(DownloadRequest::default())
        .await
        .expect("a success");
    assert_eq!(replay.requests()[0].headers.get("content-length"), None);
}

#[tokio::test]
async fn the_endpoint_may_have_a_path() {
    let replay = Replay::new([Response::new(200)]);
    let config = config(&replay).endpoint_url("http://localhost:8000/base/").build();
    drop(Core::new(SERVICE, config).call::<PutThing>(put_thing()).await);
    let request = &replay.requests()[0];
    assert_eq!(request.origin, "http://localhost:8000");
    assert_eq!(request.target, "/base/things/a%20b");
    assert_eq!(request.headers.get("host"), Some("localhost:8000"));
}

#[tokio::test]
async fn headers_of_the_caller_are_sent_and_signed() {
    let replay = Replay::new([Response::new(200)]);
    let call = core(&replay).call::<PutThing>(put_thing());
    drop(call.header("X-Trace", "t-1").header("host", "elsewhere").await);
    let headers = &replay.requests()[0].headers;
    assert_eq!(headers.get("x-trace"), Some("t-1"));
    assert_eq!(
        headers.get_all("host").collect::<Vec<_>>(),
        ["things.eu-west-1.amazonaws.com"]
    );
    assert!(
        headers
            .get("authorization")
            .is_some_and(|signature| signature.contains("x-trace"))
    );
}

#[tokio::test]
async fn the_protocol_can_be_chosen_among_those_of_the_service() {
    let replay = Replay::new([Response::new(200).with_body("{}")]);
    let client = Core::new(SERVICE, config(&replay).protocol(AWS_JSON_1_1).build());
    client.call::<PutThing>(put_thing()).await.expect("a success");
    let request = &replay.requests()[0];
    assert_eq!(request.headers.get("x-amz-target"), Some("Things_20260101.PutThing"));

    let client = Core::new(SERVICE, config(&replay).protocol(RPC_V2_CBOR).build());
    let error: tinsmith::Error = client.call::<PutThing>(put_thing()).await.expect_err("unknown").into();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert_eq!(
        error.to_string(),
        "PutThing: `Things` does not speak `smithy.protocols#rpcv2Cbor`, \
         but `aws.protocols#restJson1`, `aws.protocols#awsJson1_1`"
    );
}

#[tokio::test]
async fn what_cannot_be_encoded_is_an_error_of_the_call() {
    let replay = Replay::default();
    let call = core(&replay).call::<PutThing>(PutThingRequest::default());
    let error: tinsmith::Error = call.await.expect_err("an empty label").into();
    assert_eq!((error.kind(), error.operation()), (ErrorKind::Input, "PutThing"));
    assert!(replay.requests().is_empty());
}

#[test]
fn nothing_is_sent_before_the_first_poll() {
    let replay = Replay::always(Response::new(200));
    let mut call = pin!(core(&replay).call::<PutThing>(put_thing()));
    assert_eq!(replay.requests().len(), 0);
    // Nothing here waits, so one poll is the whole call, on no runtime at all.
    let poll = call.as_mut().poll(&mut Context::from_waker(Waker::noop()));
    assert!(matches!(poll, Poll::Ready(Ok(_))), "{poll:?}");
    assert_eq!(replay.requests().len(), 1);
}

#[cfg(not(feature = "default-transport"))]
#[tokio::test]
async fn without_a_transport_the_call_says_so() {
    let config = Config::builder()
        .region("eu-west-1")
        .endpoint_url("http://localhost")
        .build();
    let client = Core::new(
        const { &tinsmith::operation::Service { auth: &[], ..*SERVICE } },
        config,
    );
    let error: tinsmith::Error = client.call::<PutThing>(put_thing()).await.expect_err("none").into();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(error.to_string().contains("no transport is set"), "{error}");
}
