//! JSON as it stands in the file: in order, with repeated keys; it knows no model.
//!
//! The readers walk this tree in place of deriving `Deserialize`: a model then reports every value of the wrong type
//! with its shape and member, not just the first one with a line number, and extras can be merged before reading.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::diagnostic::Diagnostics;
use crate::model::ModelPath;

/// A value; text without escapes is borrowed from the file.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Json<'t> {
    Null,
    Boolean(bool),
    Integer(i64),
    Float(f64),
    Text(Cow<'t, str>),
    Array(Vec<Json<'t>>),
    Object(Vec<(Cow<'t, str>, Json<'t>)>),
}

/// Parses a whole file; what cannot be parsed is reported with its line and column.
pub(crate) fn parse<'t>(file: &str, text: &'t str, diagnostics: &mut Diagnostics) -> Option<Json<'t>> {
    match serde_json::from_str(text) {
        Ok(json) => Some(json),
        Err(error) => {
            let path = ModelPath::position(file, error.line().max(1), error.column().max(1));
            let message = error.to_string();
            let place = format!(" at line {} column {}", error.line(), error.column());
            let reason = message.strip_suffix(&place).unwrap_or(&message);
            diagnostics.error(path, format!("not valid JSON: {reason}"));
            None
        }
    }
}

impl<'t> Json<'t> {
    /// Lays `other` over this value: objects are merged key by key, anything else is replaced.
    pub(crate) fn merge(&mut self, other: Json<'t>) {
        match (self, other) {
            (Json::Object(entries), Json::Object(others)) => {
                for (key, value) in others {
                    match entries.iter_mut().find(|(known, _)| *known == key) {
                        Some((_, known)) => known.merge(value),
                        None => entries.push((key, value)),
                    }
                }
            }
            (this, other) => *this = other,
        }
    }

    /// The value of a key of an object.
    pub(crate) fn get(&self, key: &str) -> Option<&Json<'t>> {
        match self {
            Json::Object(entries) => entries.iter().find(|(known, _)| known == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// Takes the value of a key out of an object.
    pub(crate) fn take(self, key: &str) -> Option<Json<'t>> {
        match self {
            Json::Object(entries) => entries
                .into_iter()
                .find(|(known, _)| known == key)
                .map(|(_, value)| value),
            _ => None,
        }
    }

    /// What kind of value it is, for messages.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Json::Null => "null",
            Json::Boolean(_) => "a boolean",
            Json::Integer(_) | Json::Float(_) => "a number",
            Json::Text(_) => "a string",
            Json::Array(_) => "a list",
            Json::Object(_) => "an object",
        }
    }
}

/// The value as JSON again, without spaces.
impl fmt::Display for Json<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Json::Null => f.write_str("null"),
            Json::Boolean(flag) => write!(f, "{flag}"),
            Json::Integer(number) => write!(f, "{number}"),
            Json::Float(number) => write!(f, "{number:?}"),
            Json::Text(text) => write_text(text, f),
            Json::Array(values) => {
                f.write_str("[")?;
                for (index, value) in values.iter().enumerate() {
                    f.write_str(if index == 0 { "" } else { "," })?;
                    value.fmt(f)?;
                }
                f.write_str("]")
            }
            Json::Object(entries) => {
                f.write_str("{")?;
                for (index, (key, value)) in entries.iter().enumerate() {
                    f.write_str(if index == 0 { "" } else { "," })?;
                    write_text(key, f)?;
                    f.write_str(":")?;
                    value.fmt(f)?;
                }
                f.write_str("}")
            }
        }
    }
}

fn write_text(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(&serde_json::Value::from(text).to_string())
}

impl<'de> Deserialize<'de> for Json<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(JsonVisitor)
    }
}

struct JsonVisitor;

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Json::Boolean(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Json::Integer(value))
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "limits beyond 2^63 are approximate in models as well"
    )]
    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(i64::try_from(value).map_or(Json::Float(value as f64), Json::Integer))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        Ok(Json::Float(value))
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Self::Value, E> {
        Ok(Json::Text(Cow::Borrowed(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
        Ok(Json::Text(Cow::Owned(value.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = access.next_element()? {
            values.push(value);
        }
        Ok(Json::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some((Key(key), value)) = access.next_entry()? {
            entries.push((key, value));
        }
        Ok(Json::Object(entries))
    }
}

/// A key, borrowed where it has no escapes: `Cow`'s own implementation always copies.
struct Key<'t>(Cow<'t, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(KeyVisitor)
    }
}

struct KeyVisitor;

impl<'de> Visitor<'de> for KeyVisitor {
    type Value = Key<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Self::Value, E> {
        Ok(Key(Cow::Borrowed(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
        Ok(Key(Cow::Owned(value.to_owned())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Json<'_> {
        parse("f.json", text, &mut Diagnostics::default()).expect("good JSON")
    }

    #[test]
    fn order_and_repeated_keys_are_kept() {
        insta::assert_compact_debug_snapshot!(
            parsed(r#"{"b": 1, "a": [null, true, -1.5], "b": "x\n", "c": 18446744073709551615}"#),
            @r#"Object([("b", Integer(1)), ("a", Array([Null, Boolean(true), Float(-1.5)])), ("b", Text("x\n")), ("c", Float(1.8446744073709552e19))])"#
        );
    }

    #[test]
    fn objects_merge_and_all_else_is_replaced() {
        let mut json = parsed(r#"{"a": {"b": 1, "c": [1]}, "d": 2}"#);
        json.merge(parsed(r#"{"a": {"c": [2], "e": 3}, "f": {}}"#));
        assert_eq!(json, parsed(r#"{"a": {"b": 1, "c": [2], "e": 3}, "d": 2, "f": {}}"#));
    }

    #[test]
    fn broken_text_has_a_line_and_a_column() {
        let mut diagnostics = Diagnostics::default();
        let deep = "[".repeat(100_000);
        for text in ["{\n  \"a\": tru\n}", "{} {}", "", deep.as_str()] {
            assert_eq!(parse("f.json", text, &mut diagnostics), None);
        }
        insta::assert_snapshot!(diagnostics, @r"
        error: f.json:3:1: not valid JSON: expected ident
        error: f.json:1:4: not valid JSON: trailing characters
        error: f.json:1:1: not valid JSON: EOF while parsing a value
        error: f.json:1:128: not valid JSON: recursion limit exceeded
        ");
    }
}
