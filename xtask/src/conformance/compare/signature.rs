//! A signature, and every text on the way to it.

use super::super::suite::Signature;
use super::{brief, quoted, text};
use crate::models::json::Json;

/// Adds a sentence for each text that differs, unless one of the ways to sign has none.
pub(super) fn compare(expected: &Signature, shown: &Json, found: &mut Vec<String>) {
    let Some(Json::Array(ways)) = shown.get("signed") else {
        return found.push(format!("expected a signature, found {}", brief(shown)));
    };
    let differences = ways.iter().map(|signed| differences(expected, signed));
    let least = differences.min_by_key(Vec::len).unwrap_or_default();
    found.extend(least);
}

fn differences(expected: &Signature, signed: &Json) -> Vec<String> {
    let mut found = Vec::new();
    let mut same = |what: &str, expected: &Option<String>, shown: Option<&str>| {
        if let Some(expected) = expected
            && shown != Some(expected)
        {
            let shown = quoted(shown.unwrap_or_default().as_bytes());
            found.push(format!(
                "the {what} is {shown} in place of {}",
                quoted(expected.as_bytes())
            ));
        }
    };
    same(
        "canonical request",
        &expected.canonical_request,
        text(signed, "canonical_request"),
    );
    same(
        "string to sign",
        &expected.string_to_sign,
        text(signed, "string_to_sign"),
    );
    same("signature", &expected.signature, text(signed, "signature"));
    let added = signed.get("added").unwrap_or(&Json::Null);
    same("authorization", &expected.authorization, authorization(added));
    let query = expected.target.as_deref().and_then(|target| target.split_once('?'));
    let query = query.map(|(_, query)| sorted(query));
    same("query", &query, text(added, "query").map(sorted).as_deref());
    found
}

fn authorization(added: &Json) -> Option<&str> {
    let Some(Json::Array(headers)) = added.get("headers") else {
        return None;
    };
    headers.iter().find_map(|header| match header {
        Json::Array(header) => match &header[..] {
            [Json::String(name), Json::String(value)] if name == "authorization" => Some(value.as_str()),
            _ => None,
        },
        _ => None,
    })
}

/// The parameters of the signature in one order; those of the request itself are not ours to add.
fn sorted(query: &str) -> String {
    let parameters = query.split('&').filter(|parameter| parameter.starts_with("X-Amz-"));
    let mut parameters: Vec<&str> = parameters.collect();
    parameters.sort_unstable();
    parameters.join("&")
}
