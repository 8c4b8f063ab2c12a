//! What becomes a Rust type of its own.

use super::{Member, Name, OperationId, UnionMember};
use crate::model::{Deprecated, Fault, Retry, XmlNamespace};

/// An item of one [`super::Resolved`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemId(pub(crate) usize);

/// A structure, union or enum.
#[derive(Debug, Clone)]
pub struct Item {
    /// The shape's name and the type's: `DBInstance` → `DbInstance`.
    pub name: Name,
    /// The file's name without `.rs`, where the item has one of its own, and the module's identifier where no keyword
    /// is in the way.
    pub module: String,
    /// Where the item is written.
    pub place: Place,
    /// The shape's text, in Markdown, a line each.
    pub docs: Vec<String>,
    /// Set when the item should no longer be used.
    pub deprecated: Option<Deprecated>,
    /// It is in what services send: reachable from an output or an error.
    pub read: bool,
    /// It is in what callers send: reachable from an input.
    pub written: bool,
    /// The operations that take it.
    pub input_of: Vec<OperationId>,
    /// The operations that give it.
    pub output_of: Vec<OperationId>,
    /// The model has no such shape: an operation without input or output needed it.
    pub synthesised: bool,
    /// It must be written by path, never imported: its name means something else in generated files.
    pub by_path: bool,
    /// Never shown in logs, as a whole.
    pub sensitive: bool,
    /// Name of its XML element, where it is a whole document.
    pub xml_name: Option<String>,
    /// The namespace of that element.
    pub xml_namespace: Option<XmlNamespace>,
    /// What it is.
    pub kind: ItemKind,
}

/// Where an item is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In a file of its own.
    Types,
    /// In the file of the one operation that uses it as its input or output.
    Operation(OperationId),
}

/// What an item is.
#[derive(Debug, Clone)]
pub enum ItemKind {
    /// Several members together.
    Structure(Structure),
    /// One of several members, or something unknown.
    Union(Union),
    /// Text of which the usual values are known.
    Enum(Enum),
    /// A number of which the usual values are known.
    IntEnum(IntEnum),
}

/// A structure.
#[derive(Debug, Clone)]
pub struct Structure {
    /// In the order of the model.
    pub members: Vec<Member>,
    /// The builder's name, where there is one: for inputs of operations, and where a caller must give something.
    pub builder: Option<String>,
    /// Set for errors.
    pub error: Option<ErrorShape>,
    /// It is one event of an event stream.
    pub event: bool,
    /// In query responses its members stand directly in the result.
    pub wrapper: bool,
}

impl Structure {
    /// Whether a caller must give something.
    pub fn has_required(&self) -> bool {
        self.members.iter().any(|member| !member.optional)
    }
}

/// A union.
#[derive(Debug, Clone)]
pub struct Union {
    /// In the order of the model.
    pub members: Vec<UnionMember>,
    /// Its values follow one another in an event stream.
    pub stream: bool,
    /// The variant for what the model does not know: `Unknown`, unless a member is called so.
    pub unknown: String,
}

/// An enum over text.
#[derive(Debug, Clone)]
pub struct Enum {
    /// In the order of the model.
    pub variants: Vec<EnumVariant<String>>,
    /// The variant for what the model does not know.
    pub unknown: String,
}

/// An enum over numbers.
#[derive(Debug, Clone)]
pub struct IntEnum {
    /// In the order of the model.
    pub variants: Vec<EnumVariant<i32>>,
    /// The variant for what the model does not know.
    pub unknown: String,
}

/// A known value of an enum.
#[derive(Debug, Clone)]
pub struct EnumVariant<T> {
    /// What travels.
    pub value: T,
    /// The variant's name.
    pub rust: String,
    /// The value's text, in Markdown, a line each.
    pub docs: Vec<String>,
    /// Set when the value should no longer be used.
    pub deprecated: Option<Deprecated>,
}

/// What is known of an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorShape {
    /// The code that JSON and CBOR services answer with: the shape's name.
    pub code: String,
    /// The code that XML and query services answer with, and query-compatible ones in their header.
    pub query_code: Option<String>,
    /// The HTTP status.
    pub status: Option<u16>,
    /// Whose fault it is.
    pub fault: Fault,
    /// Set when sending again may help.
    pub retry: Option<Retry>,
    /// The place in `members` of the text for people, where there is one.
    pub message: Option<usize>,
}
