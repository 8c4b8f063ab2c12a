//! Writing values as JSON, without blanks.

use std::io::Write;

use super::{document, string};
use crate::codec::members::variant;
use crate::codec::{CodecError, MAX_DEPTH, Members, Names, Result, base64};
use crate::shape::{Element, List, Map, Member, Ref, TimestampFormat};
use crate::types::Timestamp;

/// Appends a structure as a JSON object.
///
/// # Errors
///
/// When it holds what JSON or the model cannot say; the error names the member.
pub(crate) fn write(structure: Members<'_>, names: Names, out: &mut Vec<u8>) -> Result<()> {
    Writer { out, names, depth: 0 }.structure(structure)
}

/// Appends any value as JSON.
///
/// # Errors
///
/// As for [`write`].
pub(crate) fn write_value(value: Ref<'_>, facts: &Element, names: Names, out: &mut Vec<u8>) -> Result<()> {
    Writer { out, names, depth: 0 }.value(value, facts)
}

struct Writer<'a> {
    out: &'a mut Vec<u8>,
    names: Names,
    depth: usize,
}

impl Writer<'_> {
    fn structure(&mut self, structure: Members<'_>) -> Result<()> {
        self.enter(b'{')?;
        for (position, (member, value)) in structure.iter().enumerate() {
            self.separate(position);
            self.member(member, value)?;
        }
        self.leave(b'}');
        Ok(())
    }

    fn member(&mut self, member: &'static Member, value: Ref<'_>) -> Result<()> {
        string::write(self.names.of(member), self.out);
        self.out.push(b':');
        self.value(value, &member.value)
            .map_err(|error| error.in_member(member.name))
    }

    fn value(&mut self, value: Ref<'_>, facts: &Element) -> Result<()> {
        match value {
            Ref::Null => self.out.extend_from_slice(b"null"),
            Ref::String(value) => string::write(value, self.out),
            Ref::Boolean(value) => self.out.extend_from_slice(if value { b"true" } else { b"false" }),
            Ref::Byte(value) => write_integer(value, self.out),
            Ref::Short(value) => write_integer(value, self.out),
            Ref::Integer(value) => write_integer(value, self.out),
            Ref::Long(value) => write_integer(value, self.out),
            Ref::Float(value) => write_float(value, self.out),
            Ref::Double(value) => write_double(value, self.out),
            Ref::BigInteger(value) => self.out.extend_from_slice(value.as_str().as_bytes()),
            Ref::BigDecimal(value) => self.out.extend_from_slice(value.as_str().as_bytes()),
            Ref::Timestamp(value) => return self.timestamp(value, facts.timestamp),
            Ref::Blob(value) => self.blob(value),
            Ref::Document(value) => return document::write(value, self.depth, self.out),
            Ref::Body(_) => return Err(CodecError::new("a stream cannot stand in a document")),
            Ref::List(value) => return self.list(value, facts.items()),
            Ref::Map(value) => return self.map(value, facts.items()),
            Ref::Structure(value) => return self.structure(Members::nested(value)),
            Ref::Union(value) => {
                let (member, value) = variant(value)?;
                self.enter(b'{')?;
                self.member(member, value)?;
                self.leave(b'}');
            }
        }
        Ok(())
    }

    fn timestamp(&mut self, value: Timestamp, format: TimestampFormat) -> Result<()> {
        let (format, quote) = match format {
            TimestampFormat::Unset | TimestampFormat::EpochSeconds => (TimestampFormat::EpochSeconds, ""),
            format => (format, "\""),
        };
        let mut text = String::from(quote);
        value
            .write(format, &mut text)
            .map_err(|error| CodecError::new(error.to_string()))?;
        text.push_str(quote);
        self.out.extend_from_slice(text.as_bytes());
        Ok(())
    }

    fn blob(&mut self, value: &[u8]) {
        self.out.push(b'"');
        base64::encode(value, self.out);
        self.out.push(b'"');
    }

    fn list(&mut self, list: &dyn List, items: &Element) -> Result<()> {
        self.enter(b'[')?;
        for index in 0..list.len() {
            self.separate(index);
            self.value(list.item(index), items)
                .map_err(|error| error.in_item(index))?;
        }
        self.leave(b']');
        Ok(())
    }

    fn map(&mut self, map: &dyn Map, values: &Element) -> Result<()> {
        self.enter(b'{')?;
        for (position, (key, value)) in map.entries().enumerate() {
            self.separate(position);
            string::write(key, self.out);
            self.out.push(b':');
            self.value(value, values)?;
        }
        self.leave(b'}');
        Ok(())
    }

    fn enter(&mut self, open: u8) -> Result<()> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(CodecError::new("the value nests too deep to be sent"));
        }
        self.out.push(open);
        Ok(())
    }

    fn leave(&mut self, close: u8) {
        self.depth -= 1;
        self.out.push(close);
    }

    fn separate(&mut self, position: usize) {
        if position > 0 {
            self.out.push(b',');
        }
    }
}

pub(super) fn write_integer(value: impl std::fmt::Display, out: &mut Vec<u8>) {
    // Writing to a vector cannot fail.
    let _ = write!(out, "{value}");
}

pub(super) fn write_double(value: f64, out: &mut Vec<u8>) {
    if value.is_finite() {
        let _ = write!(out, "{value:?}");
    } else {
        string::write(not_finite(value), out);
    }
}

fn write_float(value: f32, out: &mut Vec<u8>) {
    if value.is_finite() {
        let _ = write!(out, "{value:?}");
    } else {
        string::write(not_finite(value.into()), out);
    }
}

/// The names of the numbers that no decimal is.
pub(crate) fn not_finite(value: f64) -> &'static str {
    if value.is_nan() {
        "NaN"
    } else if value > 0.0 {
        "Infinity"
    } else {
        "-Infinity"
    }
}
