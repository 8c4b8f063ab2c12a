//! A shape: what a value is, with the traits that hold wherever it is used.

use super::{Member, TimestampFormat, XmlNamespace};

/// A shape with its traits.
#[derive(Debug, Clone)]
pub struct Shape {
    /// Its name in the model.
    pub name: String,
    /// What it is, with its members.
    pub kind: ShapeKind,
    /// The model's own text: HTML.
    pub documentation: Option<String>,
    /// Never shown in logs.
    pub sensitive: bool,
    /// The list or map may hold nulls.
    pub sparse: bool,
    /// The list or map has no XML element of its own around it.
    pub flattened: bool,
    /// A blob not held in memory as a whole, or a union of which one event follows another.
    pub streaming: bool,
    /// The length of the stream must be known beforehand.
    pub requires_length: bool,
    /// A structure that is one event of an event stream.
    pub event: bool,
    /// Set for errors.
    pub error: Option<ErrorFacts>,
    /// How timestamps of this shape are written.
    pub timestamp_format: Option<TimestampFormat>,
    /// The text or bytes hold something of this media type.
    pub media_type: Option<String>,
    /// Name of the XML element, where the shape is a whole document.
    pub xml_name: Option<String>,
    /// Its namespace.
    pub xml_namespace: Option<XmlNamespace>,
    /// C2J's `wrapper`: in query responses the result holds this structure's members directly.
    pub wrapper: bool,
    /// C2J's `synthetic`: made up for the model, the service's code is elsewhere.
    pub synthetic: bool,
    /// C2J's `box`: absence is told apart from zero.
    pub boxed: bool,
    /// C2J's `xmlOrder`: the order of the members' elements.
    pub xml_order: Vec<String>,
    /// Set when the shape should no longer be used.
    pub deprecated: Option<Deprecated>,
    /// Limits on values.
    pub constraints: Constraints,
    /// Where a Smithy model defines it.
    pub declared: Option<Declared>,
}

/// Where a Smithy model, which may have several files, defines a shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    /// The file.
    pub file: String,
    /// The shape ID.
    pub id: String,
}

impl Shape {
    /// A shape without traits.
    pub fn new(name: impl Into<String>, kind: ShapeKind) -> Self {
        Self {
            name: name.into(),
            kind,
            documentation: None,
            sensitive: false,
            sparse: false,
            flattened: false,
            streaming: false,
            requires_length: false,
            event: false,
            error: None,
            timestamp_format: None,
            media_type: None,
            xml_name: None,
            xml_namespace: None,
            wrapper: false,
            synthetic: false,
            boxed: false,
            xml_order: Vec::new(),
            deprecated: None,
            constraints: Constraints::default(),
            declared: None,
        }
    }

    /// The members of a structure or union, a list's element, a map's key and value.
    pub fn members(&self) -> &[Member] {
        match &self.kind {
            ShapeKind::Structure(members) | ShapeKind::Union(members) => members,
            ShapeKind::List(member) => std::slice::from_ref(&**member),
            ShapeKind::Map(pair) => &pair[..],
            _ => &[],
        }
    }

    /// The same, to be changed.
    pub fn members_mut(&mut self) -> &mut [Member] {
        match &mut self.kind {
            ShapeKind::Structure(members) | ShapeKind::Union(members) => members,
            ShapeKind::List(member) => std::slice::from_mut(&mut **member),
            ShapeKind::Map(pair) => &mut pair[..],
            _ => &mut [],
        }
    }

    /// Structures, unions and enums become a Rust type of their own; all others are written where they are used.
    pub fn is_item(&self) -> bool {
        matches!(
            self.kind,
            ShapeKind::Structure(_) | ShapeKind::Union(_) | ShapeKind::Enum(_) | ShapeKind::IntEnum(_)
        )
    }
}

/// The members of a structure or union, in the order of the model.
pub type Members = Vec<Member>;

/// What a shape is.
#[derive(Debug, Clone)]
pub enum ShapeKind {
    /// Text.
    String,
    /// Text of which the usual values are known.
    Enum(Vec<EnumValue<String>>),
    /// A number of which the usual values are known.
    IntEnum(Vec<EnumValue<i32>>),
    /// A flag.
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
    /// Bytes.
    Blob,
    /// A moment.
    Timestamp,
    /// Any JSON-like value.
    Document,
    /// A sequence.
    List(Box<Member>),
    /// Key and value.
    Map(Box<[Member; 2]>),
    /// Several members together.
    Structure(Members),
    /// One of several members.
    Union(Members),
    /// Nothing that can be generated; the check refuses it unless a fixup came first.
    Unresolved(Unresolved),
}

/// Why a shape is not resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unresolved {
    /// It is mentioned, but the model does not define it.
    Missing,
    /// Its type is not one that we know.
    UnknownType(String),
    /// Its definition lacks what its type needs, such as a list's `member`.
    Incomplete(&'static str),
}

/// A known value of an enum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnumValue<T> {
    /// The name that Smithy gives it; botocore gives none.
    pub name: Option<String>,
    /// What travels.
    pub value: T,
    /// The model's own text: HTML.
    pub documentation: Option<String>,
    /// Set when the value should no longer be used.
    pub deprecated: Option<Deprecated>,
}

/// That something should no longer be used.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Deprecated {
    /// What to use instead.
    pub message: Option<String>,
    /// A date or a version; models agree on no form.
    pub since: Option<String>,
}

/// What is known about an error before it happens.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ErrorFacts {
    /// The code of the query protocol, and of services that came from it, where it differs from the shape's name.
    pub query_code: Option<String>,
    /// The HTTP status.
    pub status: Option<u16>,
    /// Whose fault it is.
    pub fault: Fault,
    /// Set when sending again may help.
    pub retry: Option<Retry>,
}

/// Whose fault an error is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fault {
    /// The sender's, as with every error of which C2J does not say that it is the service's.
    #[default]
    Client,
    /// The service's.
    Server,
}

/// That sending again may help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retry {
    /// The service is being asked too often.
    pub throttling: bool,
}

/// Limits on values: for text, bytes, lists and maps on their length, for numbers on themselves.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Constraints {
    /// Lower limit.
    pub min: Option<Bound>,
    /// Upper limit.
    pub max: Option<Bound>,
    /// A regular expression for text.
    pub pattern: Option<String>,
    /// Elements of a list differ.
    pub unique_items: bool,
}

/// One limit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Bound {
    /// A whole number.
    Integer(i64),
    /// A number with a fraction, or beyond 64 bits.
    Float(f64),
}
