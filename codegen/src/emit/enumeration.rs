//! The blocks of enums.

use super::scope::Scope;
use super::texts;
use crate::model::Deprecated;
use crate::print::{Block, Docs, Line, literal};
use crate::resolve::{Enum, IntEnum, Item};

/// The block of an enum of strings.
pub(crate) fn strings(item: &Item, enumeration: &Enum, scope: &mut Scope<'_>) -> Block {
    let lines = enumeration.variants.iter().map(|variant| Line {
        docs: variant_docs(&variant.docs, variant.deprecated.as_ref()),
        text: format!("{} = {};", variant.rust, literal(&variant.value)),
    });
    Block {
        macro_name: scope.runtime("enumeration"),
        docs: texts::docs(&item.name.wire, &item.docs, item.deprecated.as_ref()),
        head: vec![format!("pub enum {}: {}", item.name.rust, enumeration.unknown)],
        members: Some(lines.collect()),
    }
}

/// The block of an enum of integers.
pub(crate) fn integers(item: &Item, enumeration: &IntEnum, scope: &mut Scope<'_>) -> Block {
    let lines = enumeration.variants.iter().map(|variant| Line {
        docs: variant_docs(&variant.docs, variant.deprecated.as_ref()),
        text: format!("{} = {};", variant.rust, variant.value),
    });
    Block {
        macro_name: scope.runtime("int_enumeration"),
        docs: texts::docs(&item.name.wire, &item.docs, item.deprecated.as_ref()),
        head: vec![format!("pub struct {}", item.name.rust)],
        members: Some(lines.collect()),
    }
}

/// A variant's own text; the macro adds the value.
fn variant_docs(lines: &[String], deprecated: Option<&Deprecated>) -> Docs {
    let mut docs = texts::docs("", lines, deprecated);
    if lines.is_empty() {
        docs.lines.clear();
    } else {
        docs.lines.push(String::new());
    }
    docs
}
