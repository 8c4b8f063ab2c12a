//! Documents: JSON whose form no model describes.

use std::collections::BTreeMap;

use super::write::{write_double, write_integer};
use super::{Reader, number, string};
use crate::codec::{CodecError, MAX_DEPTH, Result};
use crate::types::{Document, Number};

/// Reads a value of any kind.
pub(super) fn read(reader: &mut Reader<'_>) -> Result<Document> {
    match reader.peek() {
        Some(b'{') => object(reader),
        Some(b'[') => array(reader),
        Some(b'"') => Ok(Document::String(reader.string()?.into_owned())),
        Some(b't' | b'f') => reader.boolean().map(Document::Boolean),
        Some(b'n') => reader.null().map(|_| Document::Null),
        _ => {
            let text = reader.number()?;
            let offset = reader.offset() - text.len();
            value_of(text)
                .map(Document::Number)
                .ok_or_else(|| CodecError::at(offset, "expected a number that 64 bits can hold"))
        }
    }
}

fn object(reader: &mut Reader<'_>) -> Result<Document> {
    let mut entries = BTreeMap::new();
    reader.object()?;
    let mut first = true;
    while let Some(key) = reader.key(&mut first)? {
        entries.insert(key.into_owned(), read(reader)?);
    }
    Ok(Document::Object(entries))
}

fn array(reader: &mut Reader<'_>) -> Result<Document> {
    let mut items = Vec::new();
    reader.array()?;
    let mut first = true;
    while reader.element(&mut first)? {
        items.push(read(reader)?);
    }
    Ok(Document::Array(items))
}

/// The number as an integer where it is one that fits; any other as the nearest float.
fn value_of(text: &str) -> Option<Number> {
    if let Ok(value) = text.parse() {
        return Some(Number::PositiveInteger(value));
    }
    if let Ok(value @ ..0) = text.parse() {
        return Some(Number::NegativeInteger(value));
    }
    number::float(text).map(Number::Float)
}

/// Writes a document.
///
/// # Errors
///
/// When it nests deeper than documents may, or holds a number that JSON lacks.
pub(super) fn write(document: &Document, depth: usize, out: &mut Vec<u8>) -> Result<()> {
    if depth > MAX_DEPTH {
        return Err(CodecError::new("the document nests too deep to be sent"));
    }
    match document {
        Document::Null => out.extend_from_slice(b"null"),
        Document::Boolean(value) => out.extend_from_slice(if *value { b"true" } else { b"false" }),
        Document::Number(Number::PositiveInteger(value)) => write_integer(*value, out),
        Document::Number(Number::NegativeInteger(value)) => write_integer(*value, out),
        Document::Number(Number::Float(value)) => write_double(*value, out),
        Document::String(value) => string::write(value, out),
        Document::Array(items) => {
            out.push(b'[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                write(item, depth + 1, out)?;
            }
            out.push(b']');
        }
        Document::Object(entries) => {
            out.push(b'{');
            for (index, (key, value)) in entries.iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                string::write(key, out);
                out.push(b':');
                write(value, depth + 1, out)?;
            }
            out.push(b'}');
        }
    }
    Ok(())
}
