//! What a member is called, what it holds, and how it travels.

use super::{ItemId, Name};
use crate::model::{
    Constraints, ContextParam, DefaultValue, Deprecated, EventBinding, Location, TimestampFormat, XmlNamespace,
};

/// A member of a structure.
#[derive(Debug, Clone)]
pub struct Member {
    /// `QueueURL` → `queue_url`.
    pub name: Name,
    /// What it holds, without the `Option` around it.
    pub ty: Ty,
    /// It is an `Option`.
    pub optional: bool,
    /// The model requires it, be it an `Option` or not.
    pub required: bool,
    /// The member's text, in Markdown, a line each.
    pub docs: Vec<String>,
    /// Set when the member should no longer be used.
    pub deprecated: Option<Deprecated>,
    /// Where in the HTTP message it travels.
    pub location: Location,
    /// Filled with a random value when the caller leaves it out: only in inputs of operations.
    pub idempotency_token: bool,
    /// It is a part of the host name.
    pub host_label: bool,
    /// Its part in an event of an event stream.
    pub event: EventBinding,
    /// The endpoint parameter that it gives.
    pub context_param: Option<ContextParam>,
    /// The value where nobody gives one.
    pub default: Option<DefaultValue>,
    /// How its value is written.
    pub facts: Facts,
}

/// A member of a union.
#[derive(Debug, Clone)]
pub struct UnionMember {
    /// `stringValue` → `StringValue`.
    pub name: Name,
    /// What it holds.
    pub ty: Ty,
    /// The member's text, in Markdown, a line each.
    pub docs: Vec<String>,
    /// Set when the member should no longer be used.
    pub deprecated: Option<Deprecated>,
    /// How its value is written.
    pub facts: Facts,
}

/// How a value is written, for members and, recursively, for elements, keys and values. A trait of the member wins over
/// the same trait of its target.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    /// Name in JSON, where it differs from the wire name.
    pub json_name: Option<String>,
    /// Name of the XML element or attribute, and in AWS query requests, where it differs from the wire name (`member`,
    /// `key` and `value` in lists and maps).
    pub xml_name: Option<String>,
    /// Name in EC2 query requests, where it differs from the wire name.
    pub ec2_name: Option<String>,
    /// An attribute, not an element.
    pub xml_attribute: bool,
    /// Namespace of the XML element.
    pub xml_namespace: Option<XmlNamespace>,
    /// The list or map has no element of its own around it.
    pub flattened: bool,
    /// How timestamps are written, where the protocol's way is not meant.
    pub timestamp_format: Option<TimestampFormat>,
    /// The text or bytes hold something of this media type.
    pub media_type: Option<String>,
    /// The text is JSON, base64-coded where it travels in a header.
    pub json_value: bool,
    /// The bytes are not held in memory as a whole.
    pub streaming: bool,
    /// The length of the stream must be known beforehand.
    pub requires_length: bool,
    /// Never shown in logs.
    pub sensitive: bool,
    /// The list or map may hold nulls.
    pub sparse: bool,
    /// Limits on values, the member's over its target's.
    pub constraints: Constraints,
    /// The facts one level down.
    pub elements: Option<Box<Elements>>,
}

/// The facts of what is in a list or map.
#[derive(Debug, Clone, PartialEq)]
pub struct Elements {
    /// Of a map's keys; absent for lists.
    pub key: Option<Facts>,
    /// Of a list's elements or a map's values.
    pub item: Facts,
}

/// A Rust type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ty {
    /// `String`
    String,
    /// `bool`
    Boolean,
    /// `i8`
    Byte,
    /// `i16`
    Short,
    /// `i32`
    Integer,
    /// `i64`
    Long,
    /// `f32`
    Float,
    /// `f64`
    Double,
    /// A whole number of any size.
    BigInteger,
    /// A decimal of any size.
    BigDecimal,
    /// Bytes in memory.
    Blob,
    /// A moment.
    Timestamp,
    /// Any JSON-like value.
    Document,
    /// A stream of bytes.
    Body,
    /// Values of a union that follow one another.
    EventStream(ItemId),
    /// A sequence; a sparse one may hold nulls.
    List {
        /// What is in it.
        element: Box<Ty>,
        /// Whether the elements are `Option`.
        sparse: bool,
    },
    /// A sorted map; a sparse one may hold nulls.
    Map {
        /// `String` or an enum.
        key: Box<Ty>,
        /// What is in it.
        value: Box<Ty>,
        /// Whether the values are `Option`.
        sparse: bool,
    },
    /// A structure, union or enum.
    Item(ItemId),
    /// The same in a `Box`, since it may contain the type it is a member of.
    Boxed(ItemId),
}

impl Ty {
    /// Every item that is named in this type.
    pub fn items(&self) -> Vec<ItemId> {
        match self {
            Self::Map { key, value, .. } => {
                let mut items = key.items();
                items.extend(value.items());
                items
            }
            Self::List { element, .. } => element.items(),
            Self::Item(id) | Self::Boxed(id) | Self::EventStream(id) => vec![*id],
            _ => Vec::new(),
        }
    }
}
