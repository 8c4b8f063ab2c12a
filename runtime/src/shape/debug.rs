//! `Debug` of every shape, from its description: sensitive members never show.

use std::fmt::{Debug, Formatter, Result};

use super::{Flags, Ref, Reflect};

/// Formats a structure or a union by its members.
///
/// # Errors
///
/// Those of the formatter.
pub fn debug(value: &dyn Reflect, f: &mut Formatter<'_>) -> Result {
    let shape = value.shape();
    if shape.sensitive {
        return write!(f, "{}({REDACTED})", shape.name);
    }
    match shape.kind {
        super::Kind::Structure => structure(value, f),
        super::Kind::Union => union(value, f),
    }
}

const REDACTED: &str = "redacted";

fn structure(value: &dyn Reflect, f: &mut Formatter<'_>) -> Result {
    let shape = value.shape();
    let mut out = f.debug_struct(shape.name);
    for (index, member) in shape.members.iter().enumerate() {
        match value.member(index).map(super::Get::get) {
            None | Some(Ref::Null) => out.field(member.rust_name, &None::<()>),
            Some(_) if member.has(Flags::SENSITIVE) => out.field(member.rust_name, &format_args!("{REDACTED}")),
            Some(value) => out.field(member.rust_name, &Value(value)),
        };
    }
    out.finish()
}

fn union(value: &dyn Reflect, f: &mut Formatter<'_>) -> Result {
    for (index, member) in value.shape().members.iter().enumerate() {
        let Some(inner) = value.member(index) else { continue };
        let mut out = f.debug_tuple(member.rust_name);
        return if member.has(Flags::SENSITIVE) {
            out.field(&format_args!("{REDACTED}")).finish()
        } else {
            out.field(&Value(inner.get())).finish()
        };
    }
    f.debug_tuple("Unknown")
        .field(&value.unknown().unwrap_or_default())
        .finish()
}

struct Value<'a>(Ref<'a>);

impl Debug for Value<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self.0 {
            Ref::Null => f.write_str("None"),
            Ref::String(value) => value.fmt(f),
            Ref::Boolean(value) => value.fmt(f),
            Ref::Byte(value) => value.fmt(f),
            Ref::Short(value) => value.fmt(f),
            Ref::Integer(value) => value.fmt(f),
            Ref::Long(value) => value.fmt(f),
            Ref::Float(value) => value.fmt(f),
            Ref::Double(value) => value.fmt(f),
            Ref::BigInteger(value) => value.fmt(f),
            Ref::BigDecimal(value) => value.fmt(f),
            Ref::Timestamp(value) => value.fmt(f),
            Ref::Blob(value) => write!(f, "Blob({} bytes)", value.len()),
            Ref::Document(value) => value.fmt(f),
            Ref::Body(value) => value.fmt(f),
            Ref::List(list) => {
                let items = (0..list.len()).map(|index| Value(list.item(index)));
                f.debug_list().entries(items).finish()
            }
            Ref::Map(map) => {
                let entries = map.entries().map(|(key, value)| (key, Value(value)));
                f.debug_map().entries(entries).finish()
            }
            Ref::Structure(value) | Ref::Union(value) => debug(value, f),
        }
    }
}
