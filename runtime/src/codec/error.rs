//! What goes wrong between bytes and values, and where.

use std::borrow::Cow;
use std::fmt;

/// A document that cannot be read, or a value that cannot be written.
///
/// It says what was expected and where, never what was found: that may be a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodecError(Box<Inner>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Inner {
    message: Cow<'static, str>,
    offset: Option<usize>,
    /// From the innermost place outwards.
    path: Vec<Segment>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Segment {
    Member(&'static str),
    Item(usize),
}

/// What a codec gives back.
pub type Result<T> = std::result::Result<T, CodecError>;

impl CodecError {
    /// An error of a value that is to be written.
    #[cold]
    pub(crate) fn new(message: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Inner {
            message: message.into(),
            offset: None,
            path: Vec::new(),
        }))
    }

    /// An error at this place of a document.
    #[cold]
    pub(crate) fn at(offset: usize, message: impl Into<Cow<'static, str>>) -> Self {
        let mut error = Self::new(message);
        error.0.offset = Some(offset);
        error
    }

    /// Adds the place in the document, if it is not known yet.
    #[cold]
    pub(crate) fn or_at(mut self, offset: usize) -> Self {
        self.0.offset.get_or_insert(offset);
        self
    }

    /// Adds the member that the value belongs to.
    #[cold]
    pub(crate) fn in_member(mut self, name: &'static str) -> Self {
        self.0.path.push(Segment::Member(name));
        self
    }

    /// Adds the position in a list.
    #[cold]
    pub(crate) fn in_item(mut self, index: usize) -> Self {
        self.0.path.push(Segment::Item(index));
        self
    }

    /// The place in the document, if it was read.
    #[must_use]
    pub fn offset(&self) -> Option<usize> {
        self.0.offset
    }
}

impl fmt::Display for CodecError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { message, offset, path } = &*self.0;
        if !path.is_empty() {
            f.write_str("`")?;
            for (position, segment) in path.iter().rev().enumerate() {
                match segment {
                    Segment::Member(name) if position == 0 => f.write_str(name)?,
                    Segment::Member(name) => write!(f, ".{name}")?,
                    Segment::Item(index) => write!(f, "[{index}]")?,
                }
            }
            f.write_str("`: ")?;
        }
        f.write_str(message)?;
        match offset {
            Some(offset) => write!(f, " at byte {offset}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for CodecError {}

#[cfg(test)]
mod tests {
    use super::CodecError;

    #[test]
    fn an_error_says_which_member_and_where() {
        let error = CodecError::at(17, "expected a string");
        assert_eq!(error.to_string(), "expected a string at byte 17");
        let error = error.in_member("Key").in_item(3).in_member("Tags").in_member("Bucket");
        assert_eq!(error.to_string(), "`Bucket.Tags[3].Key`: expected a string at byte 17");
        let error = CodecError::new("a stream cannot stand in a document").in_member("Body");
        assert_eq!(error.to_string(), "`Body`: a stream cannot stand in a document");
    }
}
