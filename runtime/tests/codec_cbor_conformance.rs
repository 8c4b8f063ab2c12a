//! The CBOR reader against the decoding cases of the Go SDK, read into a tree of items.
//!
//! The cases are not in this repository. `CONFORMANCE_DIR` says where they are.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::Value;
use tinsmith::codec::cbor::{Item, Reader};

#[derive(Debug)]
enum Tree {
    Leaf(Item<'static>),
    List(Vec<Tree>),
    Map(BTreeMap<String, Tree>),
    Tag(u64, Box<Tree>),
}

fn tree(reader: &mut Reader<'_>) -> Result<Tree, String> {
    Ok(match reader.item().map_err(|error| error.to_string())? {
        Item::Array(mut length) => {
            let mut items = Vec::new();
            while reader.next(&mut length).map_err(|error| error.to_string())? {
                items.push(tree(reader)?);
            }
            Tree::List(items)
        }
        Item::Map(mut length) => {
            let mut entries = BTreeMap::new();
            while reader.next(&mut length).map_err(|error| error.to_string())? {
                let Tree::Leaf(Item::Text(key)) = tree(reader)? else {
                    return Err("a key is no string".to_owned());
                };
                entries.insert(key.into_owned(), tree(reader)?);
            }
            Tree::Map(entries)
        }
        Item::Tag(id) => Tree::Tag(id, Box::new(tree(reader)?)),
        Item::Bytes(bytes) => Tree::Leaf(Item::Bytes(bytes.into_owned().into())),
        Item::Text(text) => Tree::Leaf(Item::Text(text.into_owned().into())),
        Item::Unsigned(value) => Tree::Leaf(Item::Unsigned(value)),
        Item::Negative(value) => Tree::Leaf(Item::Negative(value)),
        Item::Boolean(value) => Tree::Leaf(Item::Boolean(value)),
        Item::Single(value) => Tree::Leaf(Item::Single(value)),
        Item::Double(value) => Tree::Leaf(Item::Double(value)),
        Item::Simple(value) => Tree::Leaf(Item::Simple(value)),
        Item::Null => Tree::Leaf(Item::Null),
        Item::Undefined => Tree::Leaf(Item::Undefined),
    })
}

/// Whether the tree is what the case expects.
fn matches(tree: &Tree, expect: &Value) -> bool {
    let Some((kind, value)) = expect.as_object().and_then(|expect| expect.iter().next()) else {
        return false;
    };
    match (kind.as_str(), tree) {
        ("uint", Tree::Leaf(Item::Unsigned(found))) => value.as_u64() == Some(*found),
        ("negint", Tree::Leaf(Item::Negative(found))) => {
            // The least of them is no `i64`, so the file's reader has it as a float.
            let found = -1 - i128::from(*found);
            value.as_i64().map(i128::from) == Some(found) || value.as_f64() == Some(found as f64)
        }
        ("bytestring", Tree::Leaf(Item::Bytes(found))) => *value == Value::from(found.to_vec()),
        ("string", Tree::Leaf(Item::Text(found))) => value == &**found,
        ("bool", Tree::Leaf(Item::Boolean(found))) => value == found,
        ("null", Tree::Leaf(Item::Null)) | ("undefined", Tree::Leaf(Item::Undefined)) => true,
        ("float32", Tree::Leaf(Item::Single(found))) => value.as_u64() == Some(found.to_bits().into()),
        ("float64", Tree::Leaf(Item::Double(found))) => value.as_u64() == Some(found.to_bits()),
        ("list", Tree::List(found)) => value.as_array().is_some_and(|items| {
            items.len() == found.len() && found.iter().zip(items).all(|(found, item)| matches(found, item))
        }),
        ("map", Tree::Map(found)) => value.as_object().is_some_and(|entries| {
            entries.len() == found.len()
                && found
                    .iter()
                    .all(|(key, found)| entries.get(key).is_some_and(|entry| matches(found, entry)))
        }),
        ("tag", Tree::Tag(id, found)) => value["id"].as_u64() == Some(*id) && matches(found, &value["value"]),
        _ => false,
    }
}

fn hexadecimal(text: &str) -> Vec<u8> {
    (0..text.len() / 2)
        .map(|index| u8::from_str_radix(&text[2 * index..2 * index + 2], 16).expect("the cases are hexadecimal"))
        .collect()
}

/// Reads the cases of a file, or says that they are not here.
fn cases(file: &str) -> Vec<Value> {
    let default = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/conformance");
    let directory = std::env::var("CONFORMANCE_DIR").unwrap_or_else(|_| default.to_owned());
    let path = PathBuf::from(directory).join("cbor").join(file);
    match std::fs::read(&path) {
        Ok(bytes) => serde_json::from_slice(&bytes).expect("the file of cases is JSON"),
        Err(_) => {
            println!(
                "skipped: {} is absent; set CONFORMANCE_DIR to the conformance data",
                path.display()
            );
            Vec::new()
        }
    }
}

#[test]
fn documents_are_read_as_the_cases_say() {
    for case in cases("decode-success-tests.json") {
        let bytes = hexadecimal(case["input"].as_str().unwrap_or_default());
        let found = tree(&mut Reader::new(&bytes)).unwrap_or_else(|error| panic!("{}: {error}", case["description"]));
        assert!(matches(&found, &case["expect"]), "{}: {found:?}", case["description"]);
    }
}

#[test]
fn broken_documents_are_errors() {
    for case in cases("decode-error-tests.json") {
        let bytes = hexadecimal(case["input"].as_str().unwrap_or_default());
        let found = tree(&mut Reader::new(&bytes));
        assert!(found.is_err(), "{}: {found:?}", case["description"]);
        assert!(
            Reader::new(&bytes).skip().is_err(),
            "{} is passed over",
            case["description"]
        );
    }
}
