//! Names in Rust for names in models; it knows no shape, only words.

/// A name in both worlds, computed once before emission.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name {
    /// In the model and on the wire.
    pub wire: String,
    /// In Rust: an identifier, raw (`r#type`) where a keyword is in the way.
    pub rust: String,
}

pub(crate) mod identifier;
pub(crate) mod scope;
mod words;
