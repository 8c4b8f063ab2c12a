//! A request that was sent, and what a suite claims about it.

use super::super::suite::{ExpectedBody, ExpectedRequest, MapEntries};
use super::{cbor, decode, form, json, quoted, target, text, xml};
use crate::models::json::Json;

/// Adds a sentence for each claim that does not hold.
pub(super) fn compare(expected: &ExpectedRequest, shown: &Json, found: &mut Vec<String>) {
    let mut same = |what: &str, expected: &Option<String>, shown: &str| {
        if let Some(expected) = expected
            && expected != shown
        {
            found.push(format!("the {what} is `{shown}` in place of `{expected}`"));
        }
    };
    same("method", &expected.method, text(shown, "method").unwrap_or_default());
    // Some suites write the path of an endpoint beside its host.
    let host = expected.host.as_deref().and_then(|host| host.split('/').next());
    let origin = text(shown, "origin").unwrap_or_default();
    same(
        "host",
        &host.map(str::to_owned),
        origin.split("://").last().unwrap_or_default(),
    );
    if let Some(expected) = &expected.target {
        target::compare(expected, text(shown, "target").unwrap_or_default(), found);
    }
    headers(expected, shown, found);
    if let Some(body) = &expected.body {
        let shown = decode(text(shown, "body").unwrap_or_default());
        compare_body(body, &expected.map_entries, &shown, found);
    }
}

fn headers(expected: &ExpectedRequest, shown: &Json, found: &mut Vec<String>) {
    let values = |name: &str| {
        let Some(Json::Array(headers)) = shown.get("headers") else {
            return None;
        };
        let values = headers.iter().filter_map(|header| match header {
            Json::Array(header) => match &header[..] {
                [Json::String(other), Json::String(value)] if other.eq_ignore_ascii_case(name) => Some(value.as_str()),
                _ => None,
            },
            _ => None,
        });
        // Several fields of one name are one list.
        let values: Vec<&str> = values.collect();
        (!values.is_empty()).then(|| values.join(", "))
    };
    for (name, expected) in &expected.headers {
        match values(name) {
            Some(value) if value == *expected => {}
            Some(value) => found.push(format!("the header `{name}` is `{value}` in place of `{expected}`")),
            None => found.push(format!("the header `{name}` is missing; expected `{expected}`")),
        }
    }
    for name in &expected.required_headers {
        if values(name).is_none() {
            found.push(format!("the header `{name}` is missing"));
        }
    }
    for name in &expected.forbidden_headers {
        if let Some(value) = values(name) {
            found.push(format!("the header `{name}` should not be there; it is `{value}`"));
        }
    }
}

fn compare_body(expected: &ExpectedBody, entries: &MapEntries, shown: &[u8], found: &mut Vec<String>) {
    let (wanted, same) = match expected {
        ExpectedBody::Json(text) => (text.as_bytes(), same_json(text, shown)),
        ExpectedBody::Xml { text, in_order } => {
            let order = xml::Order {
                members: *in_order,
                entries,
            };
            (text.as_bytes(), same_xml(text, shown, order))
        }
        ExpectedBody::Form(text) => (text.as_bytes(), same_form(text, shown, entries)),
        ExpectedBody::Cbor(bytes) => (bytes.as_slice(), same_cbor(bytes, shown)),
        ExpectedBody::Bytes(bytes) => (bytes.as_slice(), false),
    };
    if same || wanted == shown {
        return;
    }
    found.push(match expected {
        ExpectedBody::Cbor(_) => format!("the body is {} in place of {}", diagnostic(shown), diagnostic(wanted)),
        _ => format!("the body is {} in place of {}", quoted(shown), quoted(wanted)),
    });
}

fn same_json(expected: &str, shown: &[u8]) -> bool {
    match (Json::parse(expected.as_bytes()), Json::parse(shown)) {
        (Ok(expected), Ok(shown)) => json::equal(&expected, &shown),
        _ => false,
    }
}

fn same_xml(expected: &str, shown: &[u8], order: xml::Order<'_>) -> bool {
    let shown = str::from_utf8(shown).ok().and_then(|text| xml::parse(text, order));
    xml::parse(expected, order).is_some_and(|expected| shown == Some(expected))
}

fn same_form(expected: &str, shown: &[u8], entries: &MapEntries) -> bool {
    str::from_utf8(shown).is_ok_and(|shown| form::parse(expected, entries) == form::parse(shown, entries))
}

fn same_cbor(expected: &[u8], shown: &[u8]) -> bool {
    match (cbor::parse(expected), cbor::parse(shown)) {
        (Some(expected), Some(shown)) => cbor::equal(&expected, &shown),
        _ => false,
    }
}

fn diagnostic(bytes: &[u8]) -> String {
    match cbor::parse(bytes) {
        Some(value) => quoted(format!("{value:?}").as_bytes()),
        None => quoted(bytes),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::suite::ExpectedTarget;
    use super::*;

    #[test]
    fn every_claim_is_looked_at() {
        let shown = Json::parse(
            br#"{"method": "GET", "target": "/a", "origin": "https://b.c", "body": "eyJhIjoxfQ==",
                 "headers": [["X", "1"], ["x", "2"], ["Y", "3"]]}"#,
        );
        let shown = shown.expect("the test writes JSON");
        let mut found = Vec::new();
        let owned = |text: &str| Some(text.to_owned());
        let whole = |target: &str| {
            Some(ExpectedTarget::Whole {
                target: target.to_owned(),
                query_of_map: false,
            })
        };
        let mut expected = ExpectedRequest {
            method: owned("GET"),
            target: whole("/a"),
            host: owned("b.c/path"),
            headers: vec![("X".to_owned(), "1, 2".to_owned())],
            required_headers: vec!["y".to_owned()],
            forbidden_headers: vec!["z".to_owned()],
            body: Some(ExpectedBody::Json(r#"{ "a": 1 }"#.to_owned())),
            map_entries: MapEntries::new(),
        };
        compare(&expected, &shown, &mut found);
        assert_eq!(found, [""; 0]);
        expected.method = owned("PUT");
        expected.target = whole("/b");
        expected.host = owned("c");
        expected.headers = vec![("X".to_owned(), "1".to_owned()), ("Z".to_owned(), "4".to_owned())];
        expected.required_headers = vec!["z".to_owned()];
        expected.forbidden_headers = vec!["y".to_owned()];
        expected.body = Some(ExpectedBody::Form(r#"{ "a": 1 }"#.to_owned()));
        compare(&expected, &shown, &mut found);
        assert_eq!(
            found,
            [
                "the method is `GET` in place of `PUT`",
                "the host is `b.c` in place of `c`",
                "the target is `/a` in place of `/b`",
                "the header `X` is `1, 2` in place of `1`",
                "the header `Z` is missing; expected `4`",
                "the header `z` is missing",
                "the header `y` should not be there; it is `3`",
                r#"the body is `{"a":1}` in place of `{ "a": 1 }`"#,
            ]
        );
    }
}
