//! A value as the read side of reflection shows it, in JSON that keeps the types apart.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Number, Value, json};
use tinsmith::shape::{Flags, Ref, Reflect};
use tinsmith::types::{Document, Number as DocumentNumber};

/// A structure, a union, or what is in them.
pub(crate) fn show(value: Ref<'_>) -> Value {
    match value {
        Ref::Null => Value::Null,
        Ref::String(text) => json!({ "string": text }),
        Ref::Boolean(value) => json!({ "boolean": value }),
        Ref::Byte(value) => json!({ "integer": value }),
        Ref::Short(value) => json!({ "integer": value }),
        Ref::Integer(value) => json!({ "integer": value }),
        Ref::Long(value) => json!({ "integer": value }),
        Ref::Float(value) => json!({ "float": format!("{value:?}") }),
        Ref::Double(value) => json!({ "double": format!("{value:?}") }),
        Ref::BigInteger(value) => json!({ "number": value.as_str() }),
        Ref::BigDecimal(value) => json!({ "number": value.as_str() }),
        Ref::Timestamp(time) => json!({ "timestamp": [time.secs(), time.subsec_nanos()] }),
        Ref::Blob(bytes) => json!({ "bytes": STANDARD.encode(bytes) }),
        Ref::Body(body) => match body.as_bytes() {
            Some(bytes) => json!({ "bytes": STANDARD.encode(bytes) }),
            None => json!({ "stream": "the transport of the cases gives bytes" }),
        },
        Ref::Document(document) => json!({ "document": free_form(document) }),
        Ref::List(list) => {
            let items: Vec<_> = (0..list.len()).map(|index| show(list.item(index))).collect();
            json!({ "list": items })
        }
        Ref::Map(map) => {
            let entries: Vec<_> = map.entries().map(|(key, value)| json!([key, show(value)])).collect();
            json!({ "map": entries })
        }
        Ref::Structure(structure) => json!({ "structure": members(structure) }),
        Ref::Union(union) => match members(union).pop() {
            Some(member) => json!({ "union": member }),
            None => json!({ "unknown": union.unknown() }),
        },
    }
}

/// Name, whether it is required, and value of each member that there is.
fn members(shape: &dyn Reflect) -> Vec<Value> {
    let members = shape.shape().members.iter().enumerate();
    members
        .filter_map(|(index, member)| {
            let value = show(shape.member(index)?.get());
            Some(json!([member.name, member.has(Flags::REQUIRED), value]))
        })
        .collect()
}

fn free_form(document: &Document) -> Value {
    match document {
        Document::Null => Value::Null,
        Document::Boolean(value) => Value::Bool(*value),
        Document::Number(number) => match *number {
            DocumentNumber::PositiveInteger(value) => value.into(),
            DocumentNumber::NegativeInteger(value) => value.into(),
            DocumentNumber::Float(value) => Number::from_f64(value).map_or(Value::Null, Value::Number),
        },
        Document::String(text) => Value::String(text.clone()),
        Document::Array(items) => items.iter().map(free_form).collect(),
        Document::Object(entries) => {
            let entries = entries.iter().map(|(key, value)| (key.clone(), free_form(value)));
            Value::Object(entries.collect::<Map<_, _>>())
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use tinsmith::shape::Get;
    use tinsmith::types::{Blob, Timestamp};

    use super::*;

    #[test]
    fn types_are_kept_apart() {
        let map: BTreeMap<String, Option<Timestamp>> =
            [("a".to_owned(), Some(Timestamp::from_secs(7))), ("b".to_owned(), None)].into();
        for (value, expected) in [
            (&1.5_f32 as &dyn Get, json!({ "float": "1.5" })),
            (&f64::NAN, json!({ "double": "NaN" })),
            (&7_i8, json!({ "integer": 7 })),
            (&Blob::from("ab"), json!({ "bytes": "YWI=" })),
            (&Document::from([1.5]), json!({ "document": [1.5] })),
            (&vec!["x".to_owned()], json!({ "list": [{ "string": "x" }] })),
            (&map, json!({ "map": [["a", { "timestamp": [7, 0] }], ["b", null]] })),
        ] {
            assert_eq!(show(value.get()), expected);
        }
    }
}
