//! JSON that keeps the order of its keys and is written one way only; knows no model.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};
use serde_json::Number;

/// A JSON value; the members of an object stay in the order of the source.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    Number(Number),
    String(String),
    Array(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    /// Reads the text of one value.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(bytes)
    }

    /// The text with an indent of two spaces and a newline at the end.
    pub(crate) fn to_text(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(self).map(|text| text + "\n")
    }

    /// The member `key` of an object.
    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        self.members()
            .iter()
            .find_map(|(name, value)| (name == key).then_some(value))
    }

    /// The members of the object that is the member `key` of an object.
    pub(crate) fn object_mut(&mut self, key: &str) -> Option<&mut Vec<(String, Self)>> {
        let Self::Object(members) = self else { return None };
        let object = members
            .iter_mut()
            .find_map(|(name, value)| (name == key).then_some(value))?;
        if let Self::Object(members) = object {
            Some(members)
        } else {
            None
        }
    }

    /// The members of an object; none for any other value.
    pub(crate) fn members(&self) -> &[(String, Self)] {
        if let Self::Object(members) = self { members } else { &[] }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(InOrder)
    }
}

struct InOrder;

impl<'de> Visitor<'de> for InOrder {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Number(value.into()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Number(value.into()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Json, E> {
        Number::from_f64(value)
            .map(Json::Number)
            .ok_or_else(|| E::custom("the number is not finite"))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Json, E> {
        Ok(Json::String(value.to_owned()))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Json, E> {
        Ok(Json::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Json, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(Json::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Json, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = access.next_entry()? {
            members.push(member);
        }
        Ok(Json::Object(members))
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(value) => value.serialize(serializer),
            Self::String(value) => serializer.serialize_str(value),
            Self::Array(items) => serializer.collect_seq(items),
            Self::Object(members) => serializer.collect_map(members.iter().map(|(name, value)| (name, value))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Json;

    #[test]
    fn order_and_values_are_kept_and_the_layout_is_one() {
        let source = br#"{"b":1,"a":[ 1.0,-2,18446744073709551615,true,null,"\u00e9\/"],
            "b":{},"c":[]}"#;
        let text = Json::parse(source)
            .and_then(|json| json.to_text())
            .expect("the source is JSON");
        let expected = "{\n  \"b\": 1,\n  \"a\": [\n    1.0,\n    -2,\n    18446744073709551615,\n    true,\n    null,\n    \"é/\"\n  ],\n  \"b\": {},\n  \"c\": []\n}\n";
        assert_eq!(text, expected);
        assert_eq!(
            Json::parse(text.as_bytes())
                .and_then(|json| json.to_text())
                .expect("it is JSON"),
            text
        );
    }

    #[test]
    fn what_is_no_json_is_refused_with_its_place() {
        for (source, place) in [
            ("{\"a\":1,}", "line 1 column 8"),
            ("{}\n x", "line 2 column 2"),
            ("", "line 1"),
        ] {
            let error = Json::parse(source.as_bytes())
                .expect_err("the source is not JSON")
                .to_string();
            assert!(error.contains(place), "{source}: {error}");
        }
        assert!(Json::parse("[".repeat(100_000).as_bytes()).is_err());
    }
}
