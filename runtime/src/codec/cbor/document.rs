//! Documents: CBOR whose form no model describes, as far as a document can hold it.

use std::collections::BTreeMap;

use super::head;
use super::read::Walker;
use super::reader::Item;
use super::write::write_double;
use crate::codec::{CodecError, MAX_DEPTH, Result};
use crate::types::{Document, Number};

pub(super) fn read(walker: &mut Walker<'_>) -> Result<Document> {
    let offset = walker.reader.offset();
    Ok(match walker.untagged()? {
        Item::Unsigned(value) => Document::from(value),
        #[expect(
            clippy::cast_precision_loss,
            reason = "the nearest float stands for a number that does not fit"
        )]
        Item::Negative(value) => match i64::try_from(value) {
            Ok(value) => Document::Number(Number::NegativeInteger(-1 - value)),
            Err(_) => Document::from(-1.0 - value as f64),
        },
        Item::Single(value) => Document::from(f64::from(value)),
        Item::Double(value) => Document::from(value),
        Item::Text(value) => Document::String(value.into_owned()),
        Item::Boolean(value) => Document::Boolean(value),
        Item::Null | Item::Undefined => Document::Null,
        Item::Array(mut length) => {
            let mut items = Vec::new();
            while walker.reader.next(&mut length)? {
                items.push(read(walker)?);
            }
            Document::Array(items)
        }
        Item::Map(mut length) => {
            let mut entries = BTreeMap::new();
            while walker.reader.next(&mut length)? {
                entries.insert(walker.reader.key()?.into_owned(), read(walker)?);
            }
            Document::Object(entries)
        }
        Item::Bytes(_) | Item::Simple(_) | Item::Tag(_) => {
            return Err(CodecError::at(offset, "expected what a document can hold"));
        }
    })
}

pub(super) fn write(document: &Document, depth: usize, out: &mut Vec<u8>) -> Result<()> {
    if depth > MAX_DEPTH {
        return Err(CodecError::new("the document nests too deep to be sent"));
    }
    match document {
        Document::Null => out.push(0xf6),
        Document::Boolean(value) => out.push(if *value { 0xf5 } else { 0xf4 }),
        Document::Number(Number::PositiveInteger(value)) => head::write(head::UNSIGNED, *value, out),
        Document::Number(Number::NegativeInteger(value)) => super::write::write_integer(*value, out),
        Document::Number(Number::Float(value)) => write_double(*value, out),
        Document::String(value) => super::write::write_text(value, out),
        Document::Array(items) => {
            head::write(head::ARRAY, items.len() as u64, out);
            for item in items {
                write(item, depth + 1, out)?;
            }
        }
        Document::Object(entries) => {
            head::write(head::MAP, entries.len() as u64, out);
            for (key, value) in entries {
                super::write::write_text(key, out);
                write(value, depth + 1, out)?;
            }
        }
    }
    Ok(())
}
