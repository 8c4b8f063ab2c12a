//! Where in a model something is: JSON has no useful spans once it is parsed, so this is our span.

use std::fmt;

/// A file, and where known a shape (or operation) and one of its members.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ModelPath {
    file: String,
    position: Option<(usize, usize)>,
    shape: Option<String>,
    member: Option<String>,
}

impl ModelPath {
    /// A whole file.
    pub fn file(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            position: None,
            shape: None,
            member: None,
        }
    }

    /// A line and column, both counted from 1: only for text that could not be parsed.
    pub fn position(file: &str, line: usize, column: usize) -> Self {
        Self {
            position: Some((line, column)),
            ..Self::file(file)
        }
    }

    /// A shape or an operation.
    pub fn shape(file: &str, shape: &str) -> Self {
        Self {
            shape: Some(shape.to_owned()),
            ..Self::file(file)
        }
    }

    /// A member of a shape, or a trait of an operation.
    pub fn member(file: &str, shape: &str, member: &str) -> Self {
        Self {
            member: Some(member.to_owned()),
            ..Self::shape(file, shape)
        }
    }
}

impl fmt::Display for ModelPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some((line, column)) = self.position {
            write!(f, ":{line}:{column}")?;
        }
        if let Some(shape) = &self.shape {
            write!(f, ": {shape}")?;
        }
        if let Some(member) = &self.member {
            write!(f, ".{member}")?;
        }
        Ok(())
    }
}
