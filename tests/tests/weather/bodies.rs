//! Streams: an upload from a file, and a download that is read piece by piece.

use std::io::Write as _;

use serde_json::json;
use tinsmith::protocol::RPC_V2_CBOR;
use tinsmith::types::Body;
use tinsmith::{Error, ErrorKind};
use tinsmith_tests::server::{Answer, Step};
use tinsmith_tests::weather::Client;
use tinsmith_tests::weather::errors::GetRadarImageError;
use tinsmith_tests::weather::types::{GetRadarImageInput, UploadArchiveInput};

use crate::{client, config, json, request, server};

#[tokio::test]
async fn an_upload_is_read_from_its_file() {
    let mut file = tempfile::NamedTempFile::new().expect("there is room for a temporary file");
    let notebook = "4 degrees, snow\n".repeat(10_000);
    file.write_all(notebook.as_bytes()).expect("there is room in it");
    let server = server([json(200, &json!({"bytesRead": notebook.len()}))]);
    let input = UploadArchiveInput::builder()
        .city_id("vienna")
        .year(1904)
        .labels([("Binding", "leather")])
        .pages(Body::from_path(file.path()).expect("the file is there"))
        .build();
    let output = client(&server).upload_archive(input).await.expect("an answer");
    assert_eq!(usize::try_from(output.bytes_read), Ok(notebook.len()));
    let request = request(&server);
    assert_eq!(
        (request.method.as_str(), request.target.as_str()),
        ("PUT", "/cities/vienna/archive")
    );
    assert_eq!(request.header("x-archive-year"), Some("1904"));
    assert_eq!(request.header("x-archive-label-binding"), Some("leather"));
    assert_eq!(request.header("content-length"), Some("160000"));
    assert_eq!(request.body, notebook.as_bytes());
}

#[tokio::test]
async fn a_download_comes_piece_by_piece() {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nTransfer-Encoding: chunked\r\n\r\n";
    let pieces = Answer::bytes(format!("{head}5\r\nfirst\r\n"))
        .then(Step::Pause(std::time::Duration::from_millis(50)))
        .then(Step::Write(b"6\r\nsecond\r\n0\r\n\r\n".to_vec()));
    let server = server([pieces]);
    let call = client(&server).get_radar_image(GetRadarImageInput::builder().city_id("vienna").build());
    let mut output = call.await.expect("an answer");
    assert_eq!(output.content_type.as_deref(), Some("image/png"));
    let first = output.image.chunk().await.expect("a piece").expect("not the end");
    assert_eq!(&first[..], b"first");
    assert_eq!(&output.image.bytes().await.expect("the rest")[..], b"second");
}

#[tokio::test]
async fn an_error_in_place_of_a_stream_is_typed() {
    let document = json!({"__type": "example.weather#NoSuchCity", "message": "not on any map", "cityId": "atlantis"});
    let server = server([json(404, &document)]);
    let call = client(&server).get_radar_image(GetRadarImageInput::builder().city_id("atlantis").build());
    match call.await {
        Err(GetRadarImageError::NoSuchCity(error)) => {
            assert_eq!(error.city_id, "atlantis");
            assert_eq!(error.meta().message(), Some("not on any map"));
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_stream_that_breaks_off_is_an_error_of_its_reader() {
    let head = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbegin";
    let server = server([Answer::bytes(head).then(Step::Close)]);
    let call = client(&server).get_radar_image(GetRadarImageInput::builder().city_id("vienna").build());
    let output = call.await.expect("the head is there");
    let error = output.image.bytes().await.expect_err("the rest is not");
    assert_eq!(error.kind(), ErrorKind::Io);
}

#[tokio::test]
async fn a_protocol_without_bodies_refuses_a_stream() {
    let server = server([]);
    let config = config(&server).protocol(RPC_V2_CBOR).api_key("key").build();
    let input = UploadArchiveInput::builder()
        .city_id("vienna")
        .pages("4 degrees")
        .build();
    let error = Error::from(Client::new(config).upload_archive(input).await.expect_err("a stream"));
    assert_eq!(error.kind(), ErrorKind::Input);
    assert!(
        error.to_string().contains("a stream cannot stand in a document"),
        "{error}"
    );
    assert!(server.received().is_empty());
}
