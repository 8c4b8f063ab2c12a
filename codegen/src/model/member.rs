//! A member of a structure or union, the element of a list, or the key or value of a map.

use super::{Constraints, Deprecated, ShapeId};

/// A member with its traits. Those of lists and maps are called `member`, `key` and `value`.
#[derive(Debug, Clone)]
pub struct Member {
    /// Its name in the model, and on the wire unless a trait says otherwise.
    pub name: String,
    /// What it holds.
    pub target: ShapeId,
    /// The model's own text: HTML.
    pub documentation: Option<String>,
    /// It must be there.
    pub required: bool,
    /// Where in the HTTP message it travels.
    pub location: Location,
    /// Filled with a random value when the caller leaves it out.
    pub idempotency_token: bool,
    /// It is a part of the host name.
    pub host_label: bool,
    /// Name in JSON.
    pub json_name: Option<String>,
    /// Name of the XML element or attribute, and in requests of the AWS query protocol.
    pub xml_name: Option<String>,
    /// Name in requests of the EC2 query protocol.
    pub ec2_name: Option<String>,
    /// An attribute, not an element.
    pub xml_attribute: bool,
    /// Namespace of the XML element.
    pub xml_namespace: Option<XmlNamespace>,
    /// The list or map has no element of its own around it.
    pub flattened: bool,
    /// Only what the member itself says; its target may say more.
    pub timestamp_format: Option<TimestampFormat>,
    /// The text holds something of this media type.
    pub media_type: Option<String>,
    /// The text is JSON, base64-coded where it travels in a header.
    pub json_value: bool,
    /// The bytes are not held in memory as a whole; the target may say so too.
    pub streaming: bool,
    /// The length of the stream must be known beforehand.
    pub requires_length: bool,
    /// Never shown in logs; the target may say so too.
    pub sensitive: bool,
    /// Its part in an event of an event stream.
    pub event: EventBinding,
    /// Smithy's default.
    pub default: Option<DefaultValue>,
    /// C2J's `box`: absence is told apart from zero.
    pub boxed: bool,
    /// The endpoint parameter that it gives.
    pub context_param: Option<ContextParam>,
    /// Set when the member should no longer be used.
    pub deprecated: Option<Deprecated>,
    /// Limits that the member adds to its target's.
    pub constraints: Constraints,
    /// Values that C2J lists at the member itself, in place of an enum shape.
    pub values: Vec<String>,
}

impl Member {
    /// A member without traits.
    pub fn new(name: impl Into<String>, target: ShapeId) -> Self {
        Self {
            name: name.into(),
            target,
            documentation: None,
            required: false,
            location: Location::Body,
            idempotency_token: false,
            host_label: false,
            json_name: None,
            xml_name: None,
            ec2_name: None,
            xml_attribute: false,
            xml_namespace: None,
            flattened: false,
            timestamp_format: None,
            media_type: None,
            json_value: false,
            streaming: false,
            requires_length: false,
            sensitive: false,
            event: EventBinding::None,
            default: None,
            boxed: false,
            context_param: None,
            deprecated: None,
            constraints: Constraints::default(),
            values: Vec::new(),
        }
    }
}

/// Where in the HTTP message a member travels.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Location {
    /// In the body, with the others.
    #[default]
    Body,
    /// In the path.
    Label {
        /// The label's name in the URI.
        name: String,
        /// It keeps its slashes.
        greedy: bool,
    },
    /// A query parameter of this name.
    Query(String),
    /// Every entry of the map is a query parameter.
    QueryParams,
    /// The header of this name.
    Header(String),
    /// Every entry of the map is a header whose name starts so.
    PrefixHeaders(String),
    /// It is the body.
    Payload,
    /// The status code of the response.
    StatusCode,
}

/// A member's part in an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum EventBinding {
    /// In the event's body, with the others.
    #[default]
    None,
    /// It is the event's body.
    Payload,
    /// A header of the event.
    Header,
}

/// How a timestamp is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimestampFormat {
    /// Seconds since 1970.
    EpochSeconds,
    /// `2026-11-20T20:18:00Z`
    DateTime,
    /// `Fri, 20 Nov 2026 20:18:00 GMT`
    HttpDate,
}

/// An XML namespace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct XmlNamespace {
    /// What it is.
    pub uri: String,
    /// What names in it start with.
    pub prefix: Option<String>,
}

/// The endpoint parameter that a member gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContextParam {
    /// Its name in the rules.
    pub name: String,
}

/// A default of Smithy's.
#[derive(Debug, Clone, PartialEq)]
pub enum DefaultValue {
    /// No default, although the target has one.
    Null,
    /// A flag.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Float(f64),
    /// Text, an enum value, a blob in base64.
    String(String),
    /// `[]`, the only list there can be.
    EmptyList,
    /// `{}`, the only map there can be.
    EmptyMap,
}
