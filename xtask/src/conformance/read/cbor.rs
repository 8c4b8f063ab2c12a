//! The decoding suite of CBOR: documents in hexadecimal digits, and the value that each is.

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use super::super::suite::{Case, Data, ExpectedData, SuiteFile, Task};
use super::fields::required_text;
use crate::models::json::Json;

/// Reads a file of documents.
pub(super) fn read(path: String, file: &Path) -> SuiteFile {
    match super::json(file) {
        Ok(Json::Array(cases)) => SuiteFile {
            path,
            models: Vec::new(),
            cases: cases.iter().enumerate().map(case).collect(),
        },
        Ok(_) => SuiteFile::of_one(path, Task::Unreadable("the file has to be a list of cases".to_owned())),
        Err(reason) => SuiteFile::of_one(path, Task::Unreadable(reason)),
    }
}

fn case((number, json): (usize, &Json)) -> Case {
    let description = required_text(json, "description").unwrap_or_default();
    Case {
        id: format!("{number}: {description}"),
        task: data(json).map_or_else(Task::Unreadable, Task::Data),
    }
}

fn data(json: &Json) -> Result<Data, String> {
    let input = bytes(&required_text(json, "input")?).ok_or("`input` has to be hexadecimal digits")?;
    let expected = match (json.get("expect"), json.get("error")) {
        (Some(value), _) => Some(value.clone()),
        (None, Some(Json::Bool(true))) => None,
        _ => return Err("there has to be `expect` or `error`".to_owned()),
    };
    Ok(Data {
        input: json!({ "kind": "cbor", "input": STANDARD.encode(input) }),
        expected: ExpectedData::Cbor(expected),
    })
}

fn bytes(digits: &str) -> Option<Vec<u8>> {
    let pairs = digits.as_bytes().chunks(2);
    let byte = |pair: &[u8]| {
        let text = str::from_utf8(pair).ok().filter(|text| text.len() == 2)?;
        u8::from_str_radix(text, 16).ok()
    };
    pairs.map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_pairs() {
        assert_eq!(bytes("00fF"), Some(vec![0, 255]));
        assert_eq!((bytes("0"), bytes("0g")), (None, None));
    }
}
