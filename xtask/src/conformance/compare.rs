//! Compares what a case showed with what its suite expects; every difference is a sentence, and none means that it passed.

mod cbor;
mod form;
mod json;
mod request;
mod signature;
mod target;
pub(super) mod time;
mod value;
mod xml;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::suite::{ExpectedData, ExpectedError, Outcome, Side, Task};
use crate::models::json::Json;

/// The differences between a case and what the generated program printed for it.
pub(crate) fn differences(task: &Task, shown: &Json) -> Vec<String> {
    if let Some(Json::String(reason)) = shown.get("failed") {
        return vec![reason.clone()];
    }
    let mut found = Vec::new();
    match task {
        Task::Call(call) => match &call.side {
            Side::Request(expected) => match shown.get("request") {
                Some(request) => request::compare(&expected.expected, request, &mut found),
                None => found.push(format!("expected a request, found {}", brief(shown))),
            },
            Side::Response(expected) => response(&expected.expected, shown, &mut found),
        },
        Task::Data(data) => match &data.expected {
            ExpectedData::Cbor(expected) => tree(expected.as_ref(), shown, &mut found),
            ExpectedData::Signature(expected) => signature::compare(expected, shown, &mut found),
        },
        Task::Skip(_) | Task::Unreadable(_) => {}
    }
    found
}

fn response(expected: &Outcome, shown: &Json, found: &mut Vec<String>) {
    match (expected, shown.get("output"), shown.get("error")) {
        (Outcome::Output(expected), Some(output), _) => value::compare(expected, output, "output", found),
        (Outcome::Error(expected), _, Some(shown)) => error(expected, shown, found),
        (Outcome::Output(_), _, Some(error)) => {
            let text = text(error, "text").unwrap_or_default();
            found.push(format!("expected an output, found the error `{text}`"));
        }
        (Outcome::Error(expected), Some(output), _) => {
            found.push(format!(
                "expected the error `{}`, found the output {}",
                expected
                    .code
                    .as_ref()
                    .or(expected.shape.as_ref())
                    .map_or("", String::as_str),
                brief(output)
            ));
        }
        _ => found.push(format!("expected a response, found {}", brief(shown))),
    }
}

fn error(expected: &ExpectedError, shown: &Json, found: &mut Vec<String>) {
    let claims = [
        ("shape", "shape", &expected.shape),
        ("code", "code", &expected.code),
        ("message", "message", &expected.message),
        ("request id", "request_id", &expected.request_id),
    ];
    for (what, key, expected) in claims {
        let shown = text(shown, key).unwrap_or_default();
        if let Some(expected) = expected
            && expected != shown
        {
            found.push(format!("the {what} is `{shown}` in place of `{expected}`"));
        }
    }
    if let Some(members) = &expected.members {
        match shown.get("members") {
            Some(shown) if *shown != Json::Null => value::compare(members, shown, "error", found),
            _ => found.push(format!(
                "the error is not one of the model: `{}`",
                text(shown, "text").unwrap_or_default()
            )),
        }
    }
}

fn tree(expected: Option<&Json>, shown: &Json, found: &mut Vec<String>) {
    match (expected, shown.get("tree"), shown.get("broken")) {
        (Some(expected), Some(shown), _) if json::equal(expected, shown) => {}
        (None, _, Some(_)) => {}
        (expected, ..) => {
            let expected = expected.map_or("an error".to_owned(), brief);
            found.push(format!("expected {expected}, found {}", brief(shown)));
        }
    }
}

fn text<'j>(json: &'j Json, key: &str) -> Option<&'j str> {
    match json.get(key) {
        Some(Json::String(text)) => Some(text),
        _ => None,
    }
}

fn decode(text: &str) -> Vec<u8> {
    STANDARD.decode(text).unwrap_or_default()
}

/// A value as one line that a person wants to read.
fn brief(json: &Json) -> String {
    quoted(serde_json::to_string(json).unwrap_or_default().as_bytes())
}

/// How many characters of a value a difference shows.
const SHOWN: usize = 400;

fn quoted(bytes: &[u8]) -> String {
    let text: String = String::from_utf8_lossy(bytes).escape_debug().collect();
    let cut: String = text.chars().take(SHOWN).collect();
    let more = if cut.len() < text.len() { "…" } else { "" };
    format!("`{}{more}`", cut.replace("\\\"", "\""))
}
