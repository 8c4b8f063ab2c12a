//! Connections that break, fall silent or never end.

use std::time::Duration;

use tinsmith::config::ConfigBuilder;
use tinsmith_tests::server::{Answer, Step};

use crate::check::{Case, bounded, case, check, check_with, config};
use crate::target::{ALL, ASSOCIATE, EACH_WIRE, Target};

/// The first bytes of an answer, which has a body of ten bytes.
const HEAD: &str = "HTTP/1.1 200 OK\r\nx-amzn-RequestId: id-1\r\nContent-Length: 10\r\n\r\n";
const INTERIM: &str = "HTTP/1.1 100 Continue\r\n\r\n";
const CHUNKED: &str = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

fn written(text: &str) -> Answer {
    Answer::bytes(text)
}

#[test]
fn a_connection_that_ends_too_early_is_an_error() {
    const END: &str = "end of file before message length reached";
    let after = |bytes: &str, step| written(bytes).then(step);
    let chunked = |bytes: &str| written(CHUNKED).then(Step::Write(bytes.into())).then(Step::Close);
    let in_head = [
        (
            "no byte",
            after("", Step::Close),
            "connection closed before message completed",
        ),
        (
            "a piece of the head",
            after("HTTP/1.1 200 OK\r\nConte", Step::Close),
            "connection closed before message completed",
        ),
        (
            "a reset",
            after("", Step::Reset),
            "connection error: Connection reset by peer (os error 104)",
        ),
    ];
    let in_body = [
        (
            "no body",
            after(HEAD, Step::Close),
            format!("{END} (HTTP 200, request id id-1)"),
        ),
        (
            "a piece of the body",
            written(HEAD).then(Step::Write(b"{}".into())).then(Step::Close),
            format!("{END} (HTTP 200, request id id-1)"),
        ),
        ("a piece of a chunk", chunked("8\r\n{}"), format!("{END} (HTTP 200)")),
        (
            "no last chunk",
            chunked("2\r\n{}\r\n"),
            "unexpected EOF during chunk size line (HTTP 200)".to_owned(),
        ),
        (
            "a reset",
            written(HEAD)
                .then(Step::Pause(Duration::from_millis(50)))
                .then(Step::Reset),
            "Connection reset by peer (os error 104) (HTTP 200, request id id-1)".to_owned(),
        ),
    ];
    check(EACH_WIRE, |_| {
        let in_head = in_head.iter().map(|(name, answer, text)| {
            case(
                *name,
                answer.clone(),
                format!("Other(Io): {{operation}}: the connection broke: {text}"),
            )
        });
        let in_body = in_body.iter().map(|(name, answer, text)| {
            let line = format!("Other(Io): {{operation}}: the connection broke before the body was complete: {text}");
            case(format!("{name} in the body"), answer.clone(), line)
        });
        in_head.chain(in_body).collect()
    });
}

#[test]
fn an_answer_that_is_not_http_is_an_error() {
    let answers = [
        (
            "SSH-2.0-OpenSSH\r\n\r\n",
            "the answer is not HTTP: invalid HTTP version parsed",
        ),
        (
            "HTTP/1.1 20 OK\r\n\r\n",
            "the answer is not HTTP: invalid HTTP status-code parsed",
        ),
        (
            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
            "the answer is not HTTP: invalid content-length parsed",
        ),
        (
            "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n{}",
            "the answer is not HTTP: invalid content-length parsed",
        ),
        (
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            "the body is not framed as HTTP asks: Invalid chunk size line: missing size digit (HTTP 200)",
        ),
    ];
    check(EACH_WIRE, |_| {
        let cases = answers.iter().map(|(bytes, text)| {
            case(
                *bytes,
                written(bytes).then(Step::Hang),
                format!("Other(Response): {{operation}}: {text}"),
            )
        });
        let endless = written("HTTP/1.1 200 OK\r\n").then(Step::Repeat(b"x-more: of the same\r\n".into()));
        let too_large = "Other(Response): {operation}: the answer is not HTTP: message head is too large";
        cases.chain([case("a head without end", endless, too_large)]).collect()
    });
}

#[test]
fn a_switch_to_another_protocol_is_no_success() {
    let switch = written("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n");
    check(EACH_WIRE, |_| {
        let line =
            "Other(Service): {operation}: the service answered with an error that it does not describe (HTTP 101)";
        vec![case("101", switch.clone().then(Step::Hang), line)]
    });
}

fn impatient(config: ConfigBuilder) -> ConfigBuilder {
    config.read_timeout(Duration::from_millis(150))
}

#[test]
fn silence_ends_with_the_read_timeout() {
    let silence = "nothing was sent or received for 150ms";
    let before = format!("silence: {silence}");
    let in_body = format!("{silence} (HTTP 200, request id id-1)");
    let answers = [
        ("no byte", written("").then(Step::Hang), &before),
        (
            "a piece of the head",
            written("HTTP/1.1 200 OK\r\n").then(Step::Hang),
            &before,
        ),
        ("an interim answer", written(INTERIM).then(Step::Hang), &before),
        (
            "interim answers without end",
            Answer::default().then(Step::Repeat(INTERIM.into())),
            &before,
        ),
        ("no body", written(HEAD).then(Step::Hang), &in_body),
        (
            "a piece of the body",
            written(HEAD).then(Step::Write(b"{".into())).then(Step::Hang),
            &in_body,
        ),
    ];
    let silent = |_: &Target| -> Vec<Case> {
        let answers = answers.iter();
        let cases = answers
            .map(|(name, answer, text)| case(*name, answer.clone(), format!("Other(Timeout): {{operation}}: {text}")));
        cases.collect()
    };
    check_with(ALL, silent, impatient);
}

#[test]
fn a_slow_answer_ends_with_the_operation_timeout() {
    fn limited(config: ConfigBuilder) -> ConfigBuilder {
        config.operation_timeout(Duration::from_millis(250))
    }
    let slow = |_: &Target| -> Vec<Case> {
        let line = "Other(Timeout): {operation}: the call was not complete within 250ms";
        // Never silent for long, and never at its end.
        let dripping = (0..200).fold(written(CHUNKED), |answer, _| {
            answer
                .then(Step::Write(b"1\r\n \r\n".into()))
                .then(Step::Pause(Duration::from_millis(20)))
        });
        vec![
            case("silence", Answer::default().then(Step::Hang), line),
            case("drops", dripping, line),
        ]
    };
    check_with(ALL, slow, limited);
}

#[test]
fn an_answer_without_end_is_cut_off_at_the_limit() {
    fn small(config: ConfigBuilder) -> ConfigBuilder {
        config.response_limit(1_000_000)
    }
    let spaces = b" ".repeat(64 * 1024);
    let chunk = [b"10000\r\n", &spaces[..], b"\r\n"].concat();
    let announced = "HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\n";
    let answers = [
        ("HTTP/1.1 200 OK\r\n\r\n", &spaces, "the body", 200),
        ("HTTP/1.1 500 \r\n\r\n", &spaces, "the body", 500),
        (CHUNKED, &chunk, "the body", 200),
        (announced, &spaces, "the body of 9223372036854775807 bytes", 200),
    ];
    let endless = |_: &Target| -> Vec<Case> {
        let cases = answers.iter().map(|(head, piece, body, status)| {
            let answer = written(head).then(Step::Repeat(piece.to_vec()));
            let text = format!("{body} is larger than the limit of 1000000 bytes (HTTP {status})");
            case(*head, answer, format!("Other(Response): {{operation}}: {text}"))
        });
        cases.collect()
    };
    check_with(EACH_WIRE, endless, small);
}

#[test]
fn a_server_that_is_not_there_is_an_error() {
    let outcome = bounded(|| async {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("bound");
        drop(listener);
        let server = tinsmith_tests::server::Server::start(crate::check::account("connect"), []);
        ASSOCIATE
            .call(config(&server).endpoint_url(format!("http://{address}")))
            .await
    });
    assert!(
        outcome.starts_with("Other(Connect): AssociateWorkspace: no connection: "),
        "{outcome}"
    );
}
