//! Request bodies that are files or streams.

use std::io::{self, Write as _};
use std::task::{Context, Poll};

use bytes::Bytes;
use tinsmith::client::Core;
use tinsmith::http::Response;
use tinsmith::protocol::{AWS_JSON_1_1, REST_JSON_1};
use tinsmith::testing::Replay;
use tinsmith::types::{Body, ChunkStream};
use tinsmith::{Error, ErrorKind};

use crate::fixture::{
    Download, DownloadRequest, SERVICE, Upload, UploadMeasured, UploadMeasuredRequest, UploadRequest, UploadUnsigned,
    config, core,
};

struct Pieces(Vec<&'static str>);

impl ChunkStream for Pieces {
    fn poll_chunk(&mut self, _: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        Poll::Ready((!self.0.is_empty()).then(|| Ok(Bytes::from(self.0.remove(0)))))
    }
}

fn upload(content: &Body) -> UploadRequest {
    UploadRequest {
        name: "n".to_owned(),
        content: content.clone(),
    }
}

#[tokio::test]
async fn a_file_is_signed_by_its_hash_and_sent_again() {
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    file.write_all(b"content").expect("written");
    let body = Body::from_path(file.path()).expect("exists");
    let replay = Replay::always(Response::new(200));
    let client = core(&replay);
    for _ in 0..2 {
        client.call::<Upload>(upload(&body)).await.expect("a success");
    }
    client
        .call::<Upload>(upload(&Body::from("content")))
        .await
        .expect("a success");

    let requests = replay.requests();
    let signature = |index: usize| requests[index].headers.get("authorization");
    for request in &requests {
        assert_eq!(request.body.as_bytes(), Some(b"content".as_slice()));
        assert_eq!(request.headers.get("content-length"), Some("7"));
    }
    assert_eq!(signature(0), signature(2), "a file is signed like its bytes");
    assert_eq!(signature(0), signature(1));
}

#[tokio::test]
async fn a_file_that_shrinks_is_an_error_of_the_input() {
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    file.write_all(b"content").expect("written");
    let body = Body::from_path(file.path()).expect("exists");
    file.as_file().set_len(3).expect("shortened");
    let error: Error = core(&Replay::default())
        .call::<Upload>(upload(&body))
        .await
        .expect_err("short")
        .into();
    assert_eq!(error.kind(), ErrorKind::Input);
    assert!(error.to_string().contains("to its end"), "{error}");
}

#[tokio::test]
async fn a_stream_is_sent_once_where_the_signature_leaves_it_out() {
    let body = Body::from_stream(Pieces(vec!["one ", "two"]));
    let replay = Replay::always(Response::new(200));
    let client = core(&replay);
    client.call::<UploadUnsigned>(upload(&body)).await.expect("a success");
    let request = &replay.requests()[0];
    assert_eq!(request.body.as_bytes(), Some(b"one two".as_slice()));
    assert_eq!(request.headers.get("content-length"), None);
    assert_eq!(request.headers.get("x-amz-content-sha256"), Some("UNSIGNED-PAYLOAD"));

    let error: Error = client
        .call::<UploadUnsigned>(upload(&body))
        .await
        .expect_err("taken")
        .into();
    assert_eq!(error.kind(), ErrorKind::Input);
    assert!(error.to_string().contains("was sent or read before"), "{error}");
    assert_eq!(replay.requests().len(), 1);
}

#[tokio::test]
async fn a_stream_cannot_be_signed() {
    let replay = Replay::default();
    let body = Body::from_stream(Pieces(vec!["one"]));
    let error: Error = core(&replay)
        .call::<Upload>(upload(&body))
        .await
        .expect_err("a stream")
        .into();
    assert!(
        error.to_string().contains("make it from bytes or from a file"),
        "{error}"
    );

    // Without TLS nothing but the signature protects the body.
    let plain = Core::new(SERVICE, config(&replay).endpoint_url("http://localhost").build());
    let error: Error = plain
        .call::<UploadUnsigned>(upload(&body))
        .await
        .expect_err("a stream")
        .into();
    assert_eq!(error.kind(), ErrorKind::Input);
    assert_eq!(body.bytes().await.expect("not touched"), "one");
}

#[tokio::test]
async fn a_length_that_has_to_be_known_is_asked_for() {
    let content = Body::from_stream(Pieces(vec!["one"]));
    let call = core(&Replay::default()).call::<UploadMeasured>(UploadMeasuredRequest { content });
    let error: Error = call.await.expect_err("no length").into();
    assert!(
        error
            .to_string()
            .contains("`content`: the length of the stream has to be known"),
        "{error}"
    );
}

#[tokio::test]
async fn a_streamed_output_is_the_body_in_every_protocol() {
    for protocol in [REST_JSON_1, AWS_JSON_1_1] {
        let replay = Replay::always(
            Response::new(200)
                .with_header("Content-Type", "image/png")
                .with_body("picture"),
        );
        let client = Core::new(SERVICE, config(&replay).protocol(protocol).build());
        let output = client.call::<Download>(DownloadRequest::default()).await;
        let content = output.expect("a success").content.bytes().await.expect("all of it");
        assert_eq!(&content[..], b"picture", "{}", protocol.name());
    }
}
