//! Differences between two texts or two documents, short enough to be read. Which side is right is not known here.

use std::collections::BTreeMap;

use ciborium::Value;

/// How a body is written.
#[derive(Clone, Copy)]
pub(crate) enum Format {
    Json,
    Cbor,
}

/// Where two bodies are different as values: the order of members, white space and the widths of numbers do not count.
pub(crate) fn bodies(format: Format, theirs: &[u8], ours: &[u8]) -> Vec<String> {
    let mut all = Vec::new();
    match (read(format, theirs), read(format, ours)) {
        (Ok(theirs), Ok(ours)) => values("body", &theirs, &ours, &mut all),
        (Err(error), _) => all.push(format!("body: botocore's cannot be read: {error}")),
        (_, Err(error)) => all.push(format!("body: ours cannot be read: {error}")),
    }
    all
}

/// JSON is read into a CBOR value as well, which keeps members that are there twice.
fn read(format: Format, mut bytes: &[u8]) -> Result<Value, String> {
    match format {
        Format::Json => serde_json::from_slice(bytes).map_err(|error| error.to_string()),
        Format::Cbor => {
            let value = ciborium::from_reader(&mut bytes).map_err(|error| error.to_string())?;
            match bytes.len() {
                0 => Ok(value),
                left => Err(format!("{left} bytes are left behind the value")),
            }
        }
    }
}

fn values(path: &str, theirs: &Value, ours: &Value, all: &mut Vec<String>) {
    match (theirs, ours) {
        (Value::Map(theirs), Value::Map(ours)) => maps(path, theirs, ours, all),
        (Value::Array(theirs), Value::Array(ours)) => {
            if theirs.len() != ours.len() {
                all.push(format!(
                    "{path}: botocore sends {} items, we send {}",
                    theirs.len(),
                    ours.len()
                ));
            }
            for (at, (theirs, ours)) in theirs.iter().zip(ours).enumerate() {
                values(&format!("{path}[{at}]"), theirs, ours, all);
            }
        }
        (Value::Text(theirs), Value::Text(ours)) if theirs != ours => {
            all.push(format!("{path}: {}", texts(theirs, ours)));
        }
        _ if theirs != ours => all.push(format!("{path}: botocore sends {theirs:?}, we send {ours:?}")),
        _ => {}
    }
}

fn maps(path: &str, theirs: &[(Value, Value)], ours: &[(Value, Value)], all: &mut Vec<String>) {
    let by_key = |pairs: &[(Value, Value)]| -> BTreeMap<String, Value> {
        let name = |key: &Value| key.as_text().map_or_else(|| format!("{key:?}"), str::to_owned);
        pairs.iter().map(|(key, value)| (name(key), value.clone())).collect()
    };
    let (their_members, our_members) = (by_key(theirs), by_key(ours));
    if our_members.len() != ours.len() {
        all.push(format!("{path}: we send a member twice"));
    }
    for (key, theirs) in &their_members {
        match our_members.get(key) {
            Some(ours) => values(&format!("{path}.{key}"), theirs, ours, all),
            None => all.push(format!("{path}.{key}: botocore sends it, we do not")),
        }
    }
    for key in our_members.keys().filter(|key| !their_members.contains_key(*key)) {
        all.push(format!("{path}.{key}: botocore does not send it, we do"));
    }
}

/// Two texts that are different, cut to where they are.
pub(crate) fn texts(theirs: &str, ours: &str) -> String {
    let same = theirs
        .chars()
        .zip(ours.chars())
        .take_while(|(theirs, ours)| theirs == ours)
        .count();
    let cut = |text: &str| -> String { text.chars().skip(same.saturating_sub(20)).take(60).collect() };
    format!(
        "botocore sends {:?}, we send {:?} (different from character {same} on)",
        cut(theirs),
        cut(ours)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_compared_as_values() {
        let cases: [(&str, &str, &[&str]); 8] = [
            (r#"{"a": 1, "b": []}"#, r#"{"b":[],"a":1}"#, &[]),
            (r#""\u00e9""#, r#""é""#, &[]),
            (r#"{"a":1}"#, r#"{"a":1,"a":1}"#, &["body: we send a member twice"]),
            (
                r#"{"a":1}"#,
                r#"{"b":1}"#,
                &[
                    "body.a: botocore sends it, we do not",
                    "body.b: botocore does not send it, we do",
                ],
            ),
            (
                r#"{"a":[]}"#,
                r#"{"a":[1]}"#,
                &["body.a: botocore sends 0 items, we send 1"],
            ),
            (r#"{"a":null}"#, r"{}", &["body.a: botocore sends it, we do not"]),
            (
                r#"["a"]"#,
                r#"["b"]"#,
                &[r#"body[0]: botocore sends "a", we send "b" (different from character 0 on)"#],
            ),
            (
                "{}",
                "{} ,",
                &["body: ours cannot be read: trailing characters at line 1 column 4"],
            ),
        ];
        for (theirs, ours, expected) in cases {
            assert_eq!(
                bodies(Format::Json, theirs.as_bytes(), ours.as_bytes()),
                expected,
                "{theirs} {ours}"
            );
        }
    }

    #[test]
    fn cbor_may_choose_its_lengths_but_not_its_types() {
        let cases: [(&[u8], &[u8], bool); 5] = [
            // A list, and a list without a length.
            (b"\x81\x61a", b"\x9f\x61a\xff", true),
            // A text, and a text in pieces.
            (b"\x62ab", b"\x7f\x61a\x61b\xff", true),
            // A text, and bytes.
            (b"\x61a", b"\x41a", false),
            // Bytes behind the end.
            (b"\x61a", b"\x61a\xf6", false),
            (b"\xf6", b"\xa0", false),
        ];
        for (theirs, ours, same) in cases {
            let found = bodies(Format::Cbor, theirs, ours);
            assert_eq!(found.is_empty(), same, "{found:?}");
        }
    }

    #[test]
    fn long_texts_are_cut_to_the_difference() {
        let theirs = format!("{}x{}", "a".repeat(1000), "b".repeat(1000));
        let ours = theirs.replace('x', "y");
        let said = texts(&theirs, &ours);
        assert!(
            said.contains("aax") && said.contains("aay") && said.len() < 250,
            "{said}"
        );
    }
}
