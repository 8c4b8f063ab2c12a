//! What bodies of each kind do when they are read, taken, compared and shown.

use std::io::{self, Write as _};
use std::task::{Context, Poll};

use bytes::Bytes;

use super::{Body, ChunkStream};
use crate::error::ErrorKind;

/// Gives its pieces, waiting once before each.
struct Pieces {
    pieces: Vec<io::Result<&'static str>>,
    announced: Option<u64>,
    waited: bool,
}

impl ChunkStream for Pieces {
    fn poll_chunk(&mut self, cx: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        self.waited = !self.waited;
        if self.waited {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        let piece = (!self.pieces.is_empty()).then(|| self.pieces.remove(0));
        Poll::Ready(piece.map(|piece| piece.map(|text| Bytes::from_static(text.as_bytes()))))
    }

    fn remaining(&self) -> Option<u64> {
        self.announced
    }
}

fn stream(pieces: Vec<io::Result<&'static str>>, announced: Option<u64>) -> Body {
    Body::from_stream(Pieces {
        pieces,
        announced,
        waited: false,
    })
}

fn file(content: &[u8]) -> (tempfile::NamedTempFile, Body) {
    let mut file = tempfile::NamedTempFile::new().expect("a place for files");
    file.write_all(content).expect("room for a file");
    let body = Body::from_path(file.path()).expect("the file is there");
    (file, body)
}

#[tokio::test]
async fn every_kind_is_read_whole() {
    let (_file, from_file) = file(b"one two three");
    for (body, length) in [
        (Body::from("one two three"), Some(13)),
        (from_file, Some(13)),
        (stream(vec![Ok("one two three")], None), None),
        (stream(vec![Ok("one "), Ok("two "), Ok("three")], Some(13)), Some(13)),
    ] {
        assert_eq!(body.len(), length, "{body:?}");
        assert_eq!(body.bytes().await.expect("whole"), "one two three");
    }
    assert_eq!(stream(vec![], None).bytes().await.expect("whole"), "");
    assert_eq!(Body::default().bytes().await.expect("whole"), "");
}

#[tokio::test]
async fn a_large_file_comes_in_pieces() {
    let content: Vec<u8> = (0..300_000_u32).map(|index| (index % 251) as u8).collect();
    let (_file, body) = file(&content);
    for _ in 0..2 {
        let (mut copy, mut read, mut pieces) = (body.clone(), Vec::new(), 0);
        while let Some(chunk) = copy.chunk().await.expect("more") {
            read.extend_from_slice(&chunk);
            pieces += 1;
        }
        assert!(read == content, "the content differs");
        assert_eq!(pieces, 3);
    }
}

#[test]
fn a_file_is_read_without_a_runtime_too() {
    use std::task::Waker;
    let (_file, mut body) = file(b"content");
    let poll = body.poll_chunk(&mut Context::from_waker(Waker::noop()));
    assert!(matches!(poll, Poll::Ready(Some(Ok(bytes))) if bytes == "content"));
}

#[tokio::test]
async fn a_file_that_is_gone_or_shorter_is_an_error_of_the_input() {
    let (short, body) = file(b"content");
    short.as_file().set_len(3).expect("shortened");
    let error = body.bytes().await.expect_err("short");
    assert_eq!(error.kind(), ErrorKind::Input);
    assert!(error.to_string().contains("to its end"), "{error}");

    let (gone, mut body) = file(b"content");
    gone.close().expect("removed");
    assert_eq!(body.chunk().await.expect_err("gone").kind(), ErrorKind::Input);
    // It does not start from the beginning, and does not pretend to be at the end.
    assert!(body.chunk().await.is_err());

    let directory = tempfile::tempdir().expect("a place for files");
    for path in [directory.path().to_owned(), directory.path().join("nothing")] {
        let error = Body::from_path(&path).expect_err("no file");
        assert!(
            error.to_string().starts_with(&format!("`{}`: ", path.display())),
            "{error}"
        );
    }
}

#[tokio::test]
async fn the_limit_counts_what_comes_and_what_is_announced() {
    for (body, limit, accepted) in [
        (Body::from("12345"), 5, true),
        (Body::from("12345"), 4, false),
        (stream(vec![Ok("12"), Ok("345")], None), 5, true),
        (stream(vec![Ok("12"), Ok("345")], None), 4, false),
        (stream(vec![Ok("12345")], None), 4, false),
        // Nothing is read of what announces too much, and nothing reserved for what only announces it.
        (stream(vec![Err(io::Error::other("read"))], Some(u64::MAX)), 4, false),
        (stream(vec![Ok("1"), Ok("2"), Ok("3")], Some(u64::MAX)), u64::MAX, true),
    ] {
        let shown = format!("{body:?}");
        match body.collect(limit).await {
            Ok(_) => assert!(accepted, "{shown}"),
            Err(error) => {
                assert!(!accepted, "{shown}: {error}");
                assert_eq!(error.kind(), ErrorKind::Response);
                assert!(
                    error.to_string().contains(&format!("the limit of {limit} bytes")),
                    "{error}"
                );
            }
        }
    }
}

#[tokio::test]
async fn the_kind_of_an_error_follows_that_of_the_stream() {
    for (from, to) in [
        (io::ErrorKind::TimedOut, ErrorKind::Timeout),
        (io::ErrorKind::InvalidData, ErrorKind::Response),
        (io::ErrorKind::InvalidInput, ErrorKind::Input),
        (io::ErrorKind::UnexpectedEof, ErrorKind::Io),
        (io::ErrorKind::ConnectionReset, ErrorKind::Io),
    ] {
        let body = stream(vec![Ok("start"), Err(from.into())], None);
        assert_eq!(body.bytes().await.expect_err("broken").kind(), to);
    }
}

#[tokio::test]
async fn a_stream_belongs_to_whoever_takes_it_first() {
    let first = stream(vec![Ok("one"), Ok("two")], None);
    let (second, mut third) = (first.clone(), first.clone());
    let taken = first.take().expect("not taken yet");
    assert_eq!(second.take().expect_err("taken").kind(), ErrorKind::Input);
    assert!(
        third
            .chunk()
            .await
            .expect_err("taken")
            .to_string()
            .contains("sent or read before")
    );
    assert_eq!(taken.bytes().await.expect("whole"), "onetwo");

    // A reader at the end stays there; a copy learns that there is nothing left.
    let mut reader = stream(vec![Ok("one")], None);
    let copy = reader.clone();
    while reader.chunk().await.expect("more").is_some() {}
    assert_eq!(reader.chunk().await.expect("the end"), None);
    assert!(copy.bytes().await.is_err());

    for body in [Body::from("bytes"), file(b"content").1] {
        assert!(body.is_replayable());
        assert_eq!(body.take().expect("any number of times"), body);
    }
}

#[test]
fn equality_and_debug() {
    let (kept, from_file) = file(b"hunter2");
    let streamed = stream(vec![Ok("hunter2")], Some(7));
    assert_eq!(Body::from("a"), Body::from(b"a"));
    assert_ne!(Body::from("a"), Body::from("b"));
    assert_eq!(from_file, Body::from_path(kept.path()).expect("there"));
    assert_ne!(from_file, Body::from("hunter2"));
    assert_eq!(streamed, streamed.clone());
    assert_ne!(streamed, stream(vec![Ok("hunter2")], Some(7)));
    for (body, expected) in [
        (Body::from("hunter2"), "Body(7 bytes)"),
        (from_file, "Body(file, 7 bytes)"),
        (streamed, "Body(stream, 7 bytes)"),
        (stream(vec![], None), "Body(stream, unknown length)"),
    ] {
        assert_eq!(format!("{body:?}"), expected);
    }
}
