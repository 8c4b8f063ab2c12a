//! A value that a client read, and the members that a suite expects; the types come from what was read.

use std::collections::BTreeMap;

use super::{brief, decode, json, time};
use crate::models::json::Json;

/// How botocore writes the variant of a union that the model does not know.
const UNKNOWN: &str = "SDK_UNKNOWN_MEMBER";

/// Adds a sentence for each place that differs.
pub(super) fn compare(expected: &Json, shown: &Json, at: &str, found: &mut Vec<String>) {
    let [(tag, value)] = shown.members() else {
        return difference(*expected == Json::Null, expected, shown, at, found);
    };
    match (tag.as_str(), value) {
        ("structure", Json::Array(members)) => structure(expected, members, at, found),
        ("union", Json::Array(member)) => union(expected, member, shown, at, found),
        ("list", Json::Array(items)) => list(expected, items, shown, at, found),
        ("map", Json::Array(entries)) => map(expected, entries, shown, at, found),
        _ => difference(scalar(expected, tag, value), expected, shown, at, found),
    }
}

fn difference(same: bool, expected: &Json, shown: &Json, at: &str, found: &mut Vec<String>) {
    if !same {
        found.push(format!("`{at}`: expected {}, found {}", brief(expected), brief(shown)));
    }
}

fn scalar(expected: &Json, tag: &str, value: &Json) -> bool {
    match (tag, expected, value) {
        ("string", Json::String(expected), Json::String(text)) => expected == text,
        // JSON in a string stands as what it means in some suites.
        ("string", expected, Json::String(text)) => {
            Json::parse(text.as_bytes()).is_ok_and(|meaning| json::equal(expected, &meaning))
        }
        ("boolean", expected, value) => expected == value,
        ("integer", Json::Number(_), value) => json::equal(expected, value),
        ("float", expected, Json::String(text)) => {
            let float = |text: &str| text.parse::<f32>().ok();
            number(expected).is_some_and(|expected| same_float(float(&expected), float(text)))
        }
        ("double" | "number", expected, Json::String(text)) => {
            let float = |text: &str| text.parse::<f64>().ok();
            number(expected).is_some_and(|expected| same_float(float(&expected), float(text)))
        }
        ("timestamp", expected, Json::Array(parts)) => match (&parts[..], number(expected)) {
            ([Json::Number(seconds), Json::Number(nanos)], Some(expected)) => {
                let found = seconds.as_i64().zip(nanos.as_u64());
                time::parse(&expected).map(|(seconds, nanos)| (seconds, u64::from(nanos))) == found
            }
            _ => false,
        },
        ("bytes", Json::String(expected), Json::String(text)) => decode(text) == expected.as_bytes(),
        ("document", expected, value) => json::equal(expected, value),
        ("unknown", expected, Json::String(tag)) => match expected.get(UNKNOWN) {
            Some(unknown) => unknown.get("name") == Some(&Json::String(tag.clone())),
            None => false,
        },
        _ => false,
    }
}

fn same_float<T: PartialOrd>(left: Option<T>, right: Option<T>) -> bool {
    // Only a NaN cannot be compared with itself.
    let nan = |value: &T| value.partial_cmp(value).is_none();
    match (left, right) {
        (Some(left), Some(right)) => left == right || (nan(&left) && nan(&right)),
        _ => false,
    }
}

/// The text of a number, or of what stands for one.
fn number(json: &Json) -> Option<String> {
    match json {
        Json::Number(number) => Some(number.to_string()),
        Json::String(text) => Some(text.clone()),
        _ => None,
    }
}

fn structure(expected: &Json, members: &[Json], at: &str, found: &mut Vec<String>) {
    let Json::Object(wanted) = expected else {
        return found.push(format!("`{at}`: expected {}, found a structure", brief(expected)));
    };
    let mut wanted: BTreeMap<&str, &Json> = wanted
        .iter()
        .filter(|(_, value)| *value != Json::Null)
        .map(|(name, value)| (name.as_str(), value))
        .collect();
    for member in members {
        let Json::Array(member) = member else { continue };
        let [Json::String(name), Json::Bool(required), value] = &member[..] else {
            continue;
        };
        let at = format!("{at}.{name}");
        match wanted.remove(name.as_str()) {
            Some(expected) => compare(expected, value, &at, found),
            // What a required member holds when the response has none.
            None if *value == Json::Null || (*required && is_blank(value)) => {}
            None => found.push(format!("`{at}`: expected nothing, found {}", brief(value))),
        }
    }
    for (name, expected) in wanted {
        found.push(format!(
            "`{at}`: there is no member `{name}`, expected to be {}",
            brief(expected)
        ));
    }
}

fn union(expected: &Json, member: &[Json], shown: &Json, at: &str, found: &mut Vec<String>) {
    let wanted = expected.members().iter().filter(|(_, value)| *value != Json::Null);
    match (&wanted.collect::<Vec<_>>()[..], member) {
        ([(name, expected)], [Json::String(variant), _, value]) if name == variant => {
            compare(expected, value, &format!("{at}.{name}"), found);
        }
        _ => difference(false, expected, shown, at, found),
    }
}

fn list(expected: &Json, items: &[Json], shown: &Json, at: &str, found: &mut Vec<String>) {
    match expected {
        Json::Array(expected) if expected.len() == items.len() => {
            for (place, (expected, item)) in expected.iter().zip(items).enumerate() {
                compare(expected, item, &format!("{at}[{place}]"), found);
            }
        }
        expected => difference(false, expected, shown, at, found),
    }
}

fn map(expected: &Json, entries: &[Json], shown: &Json, at: &str, found: &mut Vec<String>) {
    let Json::Object(wanted) = expected else {
        return difference(false, expected, shown, at, found);
    };
    let entries = entries.iter().filter_map(|entry| match entry {
        Json::Array(entry) => match &entry[..] {
            [Json::String(key), value] => Some((key.as_str(), value)),
            _ => None,
        },
        _ => None,
    });
    let mut entries: BTreeMap<&str, &Json> = entries.collect();
    if entries.len() != wanted.len() {
        return difference(false, expected, shown, at, found);
    }
    for (key, expected) in wanted {
        match entries.remove(key.as_str()) {
            Some(value) => compare(expected, value, &format!("{at}.{key}"), found),
            None => found.push(format!("`{at}`: there is no entry `{key}`")),
        }
    }
}

/// Whether this is what stands in for a required member: nothing in it says anything.
fn is_blank(shown: &Json) -> bool {
    let [(tag, value)] = shown.members() else {
        return *shown == Json::Null;
    };
    match (tag.as_str(), value) {
        ("string" | "bytes" | "unknown", Json::String(text)) => text.is_empty(),
        ("boolean", value) => *value == Json::Bool(false),
        ("integer", value) => json::equal(value, &Json::Number(0.into())),
        ("float" | "double" | "number", Json::String(text)) => text.parse::<f64>() == Ok(0.0),
        ("timestamp", Json::Array(parts)) => parts.iter().all(|part| *part == Json::Number(0.into())),
        ("list" | "map", Json::Array(items)) => items.is_empty(),
        ("document", value) => *value == Json::Null,
        ("structure", Json::Array(members)) => members.iter().all(|member| match member {
            Json::Array(member) => member.last().is_some_and(is_blank),
            _ => false,
        }),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn differences(expected: &str, shown: &str) -> Vec<String> {
        let json = |text: &str| Json::parse(text.as_bytes()).expect("the test writes JSON");
        let mut found = Vec::new();
        compare(&json(expected), &json(shown), "o", &mut found);
        found
    }

    #[test]
    fn values_are_compared_by_their_types() {
        for (expected, shown) in [
            ("null", "null"),
            ("1.1", r#"{"float": "1.1"}"#),
            (r#""NaN""#, r#"{"double": "NaN"}"#),
            (r#""-Infinity""#, r#"{"float": "-inf"}"#),
            ("1398796238.5", r#"{"timestamp": [1398796238, 500000000]}"#),
            (r#""2014-04-29T18:30:38Z""#, r#"{"timestamp": [1398796238, 0]}"#),
            (r#""ab""#, r#"{"bytes": "YWI="}"#),
            (
                r#"{"a": [1, null]}"#,
                r#"{"map": [["a", {"list": [{"integer": 1}, null]}]]}"#,
            ),
            (r#"{"x": true}"#, r#"{"union": ["x", false, {"boolean": true}]}"#),
            (r#"{"SDK_UNKNOWN_MEMBER": {"name": "z"}}"#, r#"{"unknown": "z"}"#),
            (r#"{"b": 1}"#, r#"{"document": {"b": 1.0}}"#),
            (r#"{"b": 1}"#, r#"{"string": "{\"b\":1}"}"#),
            (
                r#"{"a": "x", "n": null}"#,
                r#"{"structure": [["a", false, {"string": "x"}], ["n", false, null], ["r", true, {"list": []}]]}"#,
            ),
        ] {
            assert_eq!(differences(expected, shown), [""; 0], "{expected} {shown}");
        }
    }

    #[test]
    fn differences_are_named_by_their_place() {
        for (expected, shown, difference) in [
            (
                "1",
                r#"{"string": "1x"}"#,
                r#"`o`: expected `1`, found `{"string":"1x"}`"#,
            ),
            (
                "null",
                r#"{"list": []}"#,
                r#"`o`: expected `null`, found `{"list":[]}`"#,
            ),
            (
                "[1]",
                r#"{"list": [{"integer": 2}]}"#,
                r#"`o[0]`: expected `1`, found `{"integer":2}`"#,
            ),
            (
                r#"{"a": 1}"#,
                r#"{"map": [["b", {"integer": 1}]]}"#,
                "`o`: there is no entry `a`",
            ),
            (
                "{}",
                r#"{"structure": [["a", false, {"list": []}]]}"#,
                r#"`o.a`: expected nothing, found `{"list":[]}`"#,
            ),
            (
                r#"{"a": 1}"#,
                r#"{"structure": []}"#,
                "`o`: there is no member `a`, expected to be `1`",
            ),
            (
                r#"{"y": true}"#,
                r#"{"union": ["x", false, {"boolean": true}]}"#,
                r#"`o`: expected `{"y":true}`, found `{"union":["x",false,{"boolean":true}]}`"#,
            ),
        ] {
            assert_eq!(differences(expected, shown), [difference], "{expected} {shown}");
        }
    }
}
