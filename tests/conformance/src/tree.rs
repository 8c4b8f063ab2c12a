//! A CBOR document as the runtime's reader sees it, in the terms of the decoding suite.

use serde_json::{Map, Value, json};
use tinsmith::codec::cbor::{Item, Reader};

use crate::Outcome;

/// Reads one document, by item and as something to pass over, which have to agree about what is broken.
pub(crate) fn read(bytes: &[u8]) -> Outcome {
    let skipped = Reader::new(bytes).skip();
    match (item(&mut Reader::new(bytes)), skipped) {
        (Ok(tree), Ok(())) => json!({ "tree": tree }),
        (Ok(_), Err(error)) => json!({ "failed": format!("it can be read, but not passed over: {error}") }),
        (Err(error), Err(_)) => json!({ "broken": error }),
        (Err(error), Ok(())) => json!({ "failed": format!("it can be passed over, but not read: {error}") }),
    }
}

fn item(reader: &mut Reader<'_>) -> Result<Value, String> {
    Ok(match reader.item().map_err(text)? {
        Item::Unsigned(value) => json!({ "uint": value }),
        Item::Negative(value) => json!({ "negint": negative(value) }),
        Item::Bytes(bytes) => json!({ "bytestring": bytes }),
        Item::Text(text) => json!({ "string": text }),
        Item::Boolean(value) => json!({ "bool": value }),
        Item::Single(value) => json!({ "float32": value.to_bits() }),
        Item::Double(value) => json!({ "float64": value.to_bits() }),
        Item::Null => json!({ "null": {} }),
        Item::Undefined => json!({ "undefined": {} }),
        Item::Simple(value) => json!({ "simple": value }),
        Item::Tag(id) => json!({ "tag": { "id": id, "value": item(reader)? } }),
        Item::Array(mut length) => {
            let mut items = Vec::new();
            while reader.next(&mut length).map_err(text)? {
                items.push(item(reader)?);
            }
            json!({ "list": items })
        }
        Item::Map(mut length) => {
            let mut entries = Map::new();
            while reader.next(&mut length).map_err(text)? {
                let Item::Text(key) = reader.item().map_err(text)? else {
                    return Err("a key is not a string".to_owned());
                };
                let key = key.into_owned();
                entries.insert(key, item(reader)?);
            }
            json!({ "map": entries })
        }
    })
}

/// What stands for -1 minus this number; JSON readers take what no `i64` holds for a floating-point number.
fn negative(value: u64) -> Value {
    match i64::try_from(value) {
        Ok(value) => json!(-1 - value),
        Err(_) => json!(-1.0 - value as f64),
    }
}

fn text(error: impl std::fmt::Display) -> String {
    error.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_become_typed_trees() {
        for (bytes, expected) in [
            (&[0x19, 0x01, 0x00][..], json!({ "tree": { "uint": 256 } })),
            (&[0x20], json!({ "tree": { "negint": -1 } })),
            (
                &[0xa1, 0x61, b'a', 0x81, 0xf6],
                json!({ "tree": { "map": { "a": { "list": [{ "null": {} }] } } } }),
            ),
            (
                &[0xc1, 0xfa, 0x3f, 0x80, 0, 0],
                json!({ "tree": { "tag": { "id": 1, "value": { "float32": 0x3f80_0000 } } } }),
            ),
        ] {
            assert_eq!(read(bytes), expected);
        }
        assert!(read(&[0x19, 0x01])["broken"].is_string());
    }
}
