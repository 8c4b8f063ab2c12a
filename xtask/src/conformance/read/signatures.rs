//! The suites of signature version 4: a request, who signs it, and the texts on the way to the signature.

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::super::compare::time;
use super::super::suite::{Case, Data, ExpectedData, Signature, SuiteFile, Task};
use crate::models::json::Json;

/// The context of the older suite, which has none in its files; see its readme.
const CONTEXT: &str = r#"{
    "credentials": {
        "access_key_id": "AKIDEXAMPLE",
        "secret_access_key": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
    },
    "normalize": true, "region": "us-east-1", "service": "service", "timestamp": "2015-08-30T12:36:00Z"
}"#;

/// Reads the suites below this folder.
pub(super) fn read(folder: &Path, name: &str) -> Vec<SuiteFile> {
    let mut files = Vec::new();
    let older = folder.join("aws4_testsuite");
    if older.is_dir() {
        let mut cases = Vec::new();
        older_cases(&older, &mut cases);
        files.push(file(format!("{name}/aws4_testsuite"), cases));
    }
    let newer = folder.join("aws-signing-test-suite");
    if newer.join("v4").is_dir() {
        let cases = super::children(&newer.join("v4")).unwrap_or_default();
        let cases = cases
            .iter()
            .filter(|case| case.is_dir())
            .flat_map(|case| newer_cases(case));
        files.push(file(format!("{name}/aws-signing-test-suite/v4"), cases.collect()));
    }
    if newer.join("v4a").is_dir() {
        let reason = "signatures with asymmetric keys are not supported yet".to_owned();
        let path = format!("{name}/aws-signing-test-suite/v4a");
        files.push(SuiteFile::of_one(path, Task::Skip(reason)));
    }
    files
}

fn file(path: String, cases: Vec<Case>) -> SuiteFile {
    SuiteFile {
        path,
        models: Vec::new(),
        cases,
    }
}

/// Folders with a `.req` file, at any depth.
fn older_cases(folder: &Path, cases: &mut Vec<Case>) {
    for path in super::children(folder).unwrap_or_default() {
        if path.is_dir() {
            older_cases(&path, cases);
        } else if path.extension().is_some_and(|extension| extension == "req") {
            cases.push(Case {
                id: super::stem(&path),
                task: older_case(&path).map_or_else(Task::Unreadable, Task::Data),
            });
        }
    }
}

fn older_case(request: &Path) -> Result<Data, String> {
    let beside = |extension| optional(&request.with_extension(extension));
    let context = Json::parse(CONTEXT.as_bytes()).map_err(|error| error.to_string())?;
    let mut input = input(&super::text(request)?, &context)?;
    let headers = input["headers"].as_array().into_iter().flatten();
    let token = headers
        .into_iter()
        .find(|header| is_token(&header[0]))
        .map(|header| header[1].clone());
    if let Some(token) = token {
        input["session_token"] = token;
    }
    Ok(Data {
        input,
        expected: ExpectedData::Signature(Signature {
            canonical_request: beside("creq")?,
            string_to_sign: beside("sts")?,
            authorization: beside("authz")?,
            ..Signature::default()
        }),
    })
}

fn is_token(name: &Value) -> bool {
    name.as_str()
        .is_some_and(|name| name.eq_ignore_ascii_case("x-amz-security-token"))
}

/// The same request signed in its headers and in its query.
fn newer_cases(folder: &Path) -> [Case; 2] {
    ["header", "query"].map(|placement| Case {
        id: format!("{}/{placement}", super::name(folder)),
        task: newer_case(folder, placement).map_or_else(Task::Unreadable, Task::Data),
    })
}

fn newer_case(folder: &Path, placement: &str) -> Result<Data, String> {
    let beside = |what: &str| optional(&folder.join(format!("{placement}-{what}.txt")));
    let context = super::json(&folder.join("context.json"))?;
    let mut input = input(&super::text(&folder.join("request.txt"))?, &context)?;
    let signed = beside("signed-request")?;
    let mut expected = Signature {
        canonical_request: beside("canonical-request")?,
        string_to_sign: beside("string-to-sign")?,
        signature: beside("signature")?,
        ..Signature::default()
    };
    if placement == "query" {
        let Some(Json::Number(expires)) = context.get("expiration_in_seconds") else {
            return Err("`context.json`: `expiration_in_seconds` has to be a number".to_owned());
        };
        input["expires"] = expires.to_string().parse().unwrap_or(Value::Null);
        expected.target = signed.as_deref().and_then(target);
    } else {
        let lines = signed.as_deref().unwrap_or_default().lines();
        expected.authorization = lines
            .filter_map(|line| line.split_once(':'))
            .find(|(name, _)| name.eq_ignore_ascii_case("authorization"))
            .map(|(_, value)| value.trim().to_owned());
    }
    Ok(Data {
        input,
        expected: ExpectedData::Signature(expected),
    })
}

fn optional(file: &Path) -> Result<Option<String>, String> {
    if file.is_file() {
        super::text(file).map(|text| Some(text.trim_end_matches('\n').to_owned()))
    } else {
        Ok(None)
    }
}

/// Path and query of a request's first line, either of which may have spaces in it.
fn target(request: &str) -> Option<String> {
    let line = request.lines().next()?;
    let (_, rest) = line.split_once(' ')?;
    rest.rsplit_once(' ').map(|(target, _)| target.to_owned())
}

fn input(request: &str, context: &Json) -> Result<Value, String> {
    let (head, body) = request.split_once("\n\n").unwrap_or((request, ""));
    let method = head.split(' ').next().unwrap_or_default();
    let target = target(head).ok_or("the request has no first line")?;
    let (path, query) = target.split_once('?').unwrap_or((&target, ""));
    let credentials = context.get("credentials").unwrap_or(&Json::Null);
    let text = |json: &Json, key: &str| match json.get(key) {
        Some(Json::String(text)) => Value::from(text.as_str()),
        _ => Value::Null,
    };
    let flag = |key: &str| context.get(key) == Some(&Json::Bool(true));
    let timestamp = text(context, "timestamp");
    let seconds = timestamp
        .as_str()
        .and_then(time::parse)
        .ok_or("`timestamp` has to be a time")?;
    Ok(json!({
        "kind": "signature",
        "method": method,
        "path": path,
        "query": query,
        "headers": headers(head),
        "body": STANDARD.encode(body),
        "access_key_id": text(credentials, "access_key_id"),
        "secret_access_key": text(credentials, "secret_access_key"),
        "session_token": text(credentials, "token"),
        "region": text(context, "region"),
        "service": text(context, "service"),
        "seconds": seconds.0,
        "normalize": flag("normalize"),
        "sign_body": flag("sign_body"),
        "omit_session_token": flag("omit_session_token"),
    }))
}

/// Names and values; a line that begins with a space goes on with the value above it.
fn headers(head: &str) -> Vec<(String, String)> {
    let mut headers: Vec<(String, String)> = Vec::new();
    for line in head.lines().skip(1) {
        match (line.strip_prefix([' ', '\t']), headers.last_mut()) {
            (Some(more), Some((_, value))) => {
                value.push(' ');
                value.push_str(more.trim_start());
            }
            _ => {
                let (name, value) = line.split_once(':').unwrap_or((line, ""));
                headers.push((name.to_owned(), value.to_owned()));
            }
        }
    }
    headers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_taken_apart() {
        let request = "GET /example space/?a=b HTTP/1.1\nHost:h\nMy-Header1:value1\n  value2\n\nbody";
        let context = Json::parse(CONTEXT.as_bytes()).expect("it is JSON");
        let input = input(request, &context).expect("it is a request");
        assert_eq!(
            (&input["method"], &input["path"], &input["query"], &input["seconds"]),
            (
                &json!("GET"),
                &json!("/example space/"),
                &json!("a=b"),
                &json!(1_440_938_160)
            )
        );
        assert_eq!(
            input["headers"],
            json!([["Host", "h"], ["My-Header1", "value1 value2"]])
        );
        assert_eq!(input["body"], json!("Ym9keQ=="));
    }
}
