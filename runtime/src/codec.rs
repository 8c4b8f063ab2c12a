//! Codecs: the bytes of a document and the values of a shape. They know no HTTP.
//!
//! Every codec walks [`Ref`](crate::shape::Ref) when it writes and [`Mut`](crate::shape::Mut) when it reads; none is
//! generic over a shape, so each exists once in a program, however many shapes it reads.

pub(crate) mod base64;
pub mod cbor;
mod error;
mod fields;
pub(crate) mod form;
pub mod json;
mod key;
mod members;
mod scan;
pub(crate) mod text;
mod union;
pub mod xml;

pub use error::{CodecError, Result};
pub(crate) use fields::ErrorFields;
pub(crate) use key::Key;
pub(crate) use members::{Members, Tokens};
pub(crate) use union::UnionReader;

use crate::shape::{Location, Member};

/// How deep a document may nest. Models nest far less; attackers far more.
pub(crate) const MAX_DEPTH: usize = 128;

/// Which of its names a member has in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// The name in the model.
    Model,
    /// The name that the model gives for JSON.
    Json,
}

impl Names {
    pub(crate) const fn of(self, member: &Member) -> &'static str {
        match self {
            Self::Model => member.name,
            Self::Json => member.json_name,
        }
    }
}

/// Which members of the outermost structure stand in the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// All, whatever place in the HTTP message the model gives them.
    All,
    /// Those that have no other place in a request.
    Request,
    /// Those that have no other place in a response. Members that only requests carry elsewhere are in the document.
    Response,
}

impl Scope {
    pub(crate) const fn holds(self, member: &Member) -> bool {
        match (self, member.location) {
            (Self::All, _) | (_, Location::Body) => true,
            (_, Location::Header(_) | Location::PrefixHeaders(_) | Location::Payload) => false,
            (scope, Location::StatusCode) => matches!(scope, Self::Request),
            (scope, Location::Label | Location::Query(_) | Location::QueryParams) => matches!(scope, Self::Response),
        }
    }
}
