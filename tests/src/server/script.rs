//! What a server answers: bytes and pauses, in order. Nothing here needs to be HTTP.

use std::collections::VecDeque;
use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::signature::Account;

/// One thing that a server does to answer.
#[derive(Debug, Clone)]
pub enum Step {
    /// Writes these bytes.
    Write(Vec<u8>),
    /// Writes these bytes again and again, until the client closes the connection.
    Repeat(Vec<u8>),
    /// Does nothing for this time.
    Pause(Duration),
    /// Does nothing until the client closes the connection.
    Hang,
    /// Closes the connection.
    Close,
    /// Cuts the connection, so that the client sees a reset.
    Reset,
}

/// The answer to one request. After the last step the connection waits for the next request.
#[derive(Debug, Clone, Default)]
pub struct Answer(pub(super) Vec<Step>);

impl Answer {
    /// An answer of these bytes.
    #[must_use]
    pub fn bytes(bytes: impl Into<Vec<u8>>) -> Self {
        Self::default().then(Step::Write(bytes.into()))
    }

    /// Adds a step.
    #[must_use]
    pub fn then(mut self, step: Step) -> Self {
        self.0.push(step);
        self
    }
}

/// The bytes of a response with a body of known length.
#[must_use]
pub fn response(status: u16, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    // Nobody reads the reason phrase; RFC 9112, section 4, lets it be empty.
    let mut head = format!("HTTP/1.1 {status} \r\n");
    for (name, value) in headers {
        write!(head, "{name}: {value}\r\n").expect("a string takes all that is written");
    }
    write!(head, "Content-Length: {}\r\n\r\n", body.len()).expect("a string takes all that is written");
    [head.as_bytes(), body].concat()
}

/// The answers that are left, and who may ask.
#[derive(Debug)]
pub(super) struct Script {
    pub(super) account: Option<Account>,
    answers: Mutex<VecDeque<Answer>>,
}

impl Script {
    pub(super) fn new(account: Option<Account>, answers: impl IntoIterator<Item = Answer>) -> Self {
        Self {
            account,
            answers: Mutex::new(answers.into_iter().collect()),
        }
    }

    /// The next answer; to close the connection if none is left.
    pub(super) fn next(&self) -> Answer {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        answers.pop_front().unwrap_or_else(|| Answer(vec![Step::Close]))
    }
}

/// What services of AWS answer to a request whose signature is wrong; both JSON and headers name the error.
pub(super) fn refusal(reason: &str) -> Answer {
    let body = serde_json::json!({"__type": "InvalidSignatureException", "message": reason}).to_string();
    let headers = [
        ("Content-Type", "application/json"),
        ("x-amzn-ErrorType", "InvalidSignatureException"),
    ];
    Answer::bytes(response(403, &headers, body.as_bytes()))
}
