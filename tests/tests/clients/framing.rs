//! Answers that HTTP allows and that are read like any other, however they come over the connection.

use std::io::Write as _;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use tinsmith_tests::server::{Answer, Step, response};

use crate::check::{case, check};
use crate::success::whole;
use crate::target::{ALL, EACH_WIRE, Target};

/// The head of a success, and how its body is framed.
fn head(target: &Target, framing: &str) -> Vec<u8> {
    let headers = target.wire.headers().iter();
    let headers: String = headers.map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    format!("HTTP/1.1 200 OK\r\n{headers}{framing}\r\n").into_bytes()
}

fn chunked(body: &[u8], size: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    for chunk in body.chunks(size) {
        bytes.extend_from_slice(format!("{:X};name=value\r\n", chunk.len()).as_bytes());
        bytes.extend_from_slice(chunk);
        bytes.extend_from_slice(b"\r\n");
    }
    bytes.extend_from_slice(b"0\r\nX-Trailer: late\r\n\r\n");
    bytes
}

#[test]
fn a_body_is_the_same_however_it_is_framed() {
    check(ALL, |target| {
        let (output, expected) = whole(target);
        let body = target.wire.encode(&output);
        let plain = response(200, target.wire.headers(), &body);
        let chunks = [head(target, "Transfer-Encoding: chunked\r\n"), chunked(&body, 7)].concat();
        let until_close = [head(target, "Connection: close\r\n"), body].concat();
        let drops = plain.chunks(40).fold(Answer::default(), |answer, drop| {
            let answer = answer.then(Step::Write(drop.to_vec()));
            answer.then(Step::Pause(Duration::from_millis(2)))
        });
        vec![
            case("chunks", Answer::bytes(chunks), &expected),
            case(
                "until the end of the connection",
                Answer::bytes(until_close).then(Step::Close),
                &expected,
            ),
            case("in drops", drops, expected),
        ]
    });
}

#[test]
fn names_of_headers_may_be_in_any_case() {
    check(ALL, |target| {
        let (output, expected) = whole(target);
        let body = target.wire.encode(&output);
        let cased = |change: fn(&str) -> String| {
            let head: String = target
                .wire
                .headers()
                .iter()
                .map(|(name, value)| format!("{}:{value} \r\n", change(name)))
                .collect();
            let length = format!("{}: {}\r\n\r\n", change("Content-Length"), body.len());
            Answer::bytes([b"HTTP/1.1 200 OK\r\n", head.as_bytes(), length.as_bytes(), &body].concat())
        };
        vec![
            case("upper", cased(str::to_ascii_uppercase), &expected),
            case("lower", cased(str::to_ascii_lowercase), expected),
        ]
    });
}

#[test]
fn interim_answers_are_passed_over() {
    check(EACH_WIRE, |target| {
        let (output, expected) = whole(target);
        let last = response(200, target.wire.headers(), &target.wire.encode(&output));
        let before = |interim: &[u8]| Answer::bytes([interim, &last].concat());
        vec![
            case("100", before(b"HTTP/1.1 100 Continue\r\n\r\n"), &expected),
            case(
                "103 twice",
                before(b"HTTP/1.1 103 \r\nLink: </a>\r\n\r\nHTTP/1.1 103 \r\n\r\n"),
                &expected,
            ),
            case(
                "102, then a pause",
                {
                    let interim = Answer::bytes("HTTP/1.1 102 Processing\r\n\r\n");
                    interim
                        .then(Step::Pause(Duration::from_millis(50)))
                        .then(Step::Write(last.clone()))
                },
                expected,
            ),
        ]
    });
}

#[test]
fn a_body_that_is_compressed_unasked_is_refused() {
    check(EACH_WIRE, |target| {
        let body = target.wire.encode(&whole(target).0);
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(&body).expect("a vector takes all");
        let compressed = encoder.finish().expect("a vector takes all");
        let answer = |status, encoding, body: &[u8]| {
            let headers = [target.wire.headers(), &[("Content-Encoding", encoding)]].concat();
            Answer::bytes(response(status, &headers, body))
        };
        let line = |encoding, status| {
            format!(
                "Other(Response): {{operation}}: the body is encoded as `{encoding}` although nothing asked for it \
                 (HTTP {status}, request id id-1)"
            )
        };
        vec![
            case("gzip", answer(200, "gzip", &compressed), line("gzip", 200)),
            case("an error", answer(500, "br", &compressed), line("br", 500)),
            case(
                "the encoding that is none",
                answer(200, "identity", &body),
                whole(target).1,
            ),
        ]
    });
}
