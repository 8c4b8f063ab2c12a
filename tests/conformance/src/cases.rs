//! Cases that need no generated client: they come as data, and are about a part of the runtime alone.

use std::fs;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::{Outcome, signature, tree};

/// Reads a file that the command wrote: a list of cases, each of one kind.
pub(crate) fn load(path: &str) -> Result<Vec<Value>, String> {
    let text = fs::read(path).map_err(|error| format!("`{path}` cannot be read: {error}"))?;
    serde_json::from_slice(&text).map_err(|error| format!("`{path}` is not a list of cases: {error}"))
}

/// Runs one of them.
pub(crate) fn run(case: &Value) -> Outcome {
    let done = match case["kind"].as_str() {
        Some("cbor") => bytes(&case["input"]).map(|input| tree::read(&input)),
        Some("signature") => signature::sign(case),
        _ => Err("the kind of the case is unknown".to_owned()),
    };
    done.unwrap_or_else(|reason| json!({ "failed": reason }))
}

pub(crate) fn bytes(text: &Value) -> Result<Vec<u8>, String> {
    let text = text.as_str().unwrap_or_default();
    STANDARD.decode(text).map_err(|error| format!("not base64: {error}"))
}
