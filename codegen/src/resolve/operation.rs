//! An operation as the emitter prints it.

use super::{ItemId, Name};
use crate::model;

/// An operation of one [`super::Resolved`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OperationId(pub(crate) usize);

/// An operation with its names and types.
#[derive(Debug, Clone)]
pub struct Operation {
    /// The method of the client: `AssociateWorkspace` → `associate_workspace`.
    pub method: Name,
    /// The marker type: `AssociateWorkspace`.
    pub marker: String,
    /// The file's name without `.rs`, and the module's identifier where no keyword is in the way.
    pub module: String,
    /// What the method takes; always there, made up where the model has none.
    pub input: ItemId,
    /// What the method gives; always there, made up where the model has none.
    pub output: ItemId,
    /// What can go wrong.
    pub error: ErrorEnum,
    /// The operation's text, in Markdown, a line each.
    pub docs: Vec<String>,
    /// The page of the AWS API reference.
    pub reference: Option<String>,
    /// Whether the model itself has an input, even an empty one.
    pub has_input: bool,
    /// Whether the model itself has an output, even an empty one.
    pub has_output: bool,
    /// All other facts: method, URI, host prefix, checksums and so on.
    pub facts: model::Operation,
}

/// The error enum of an operation.
#[derive(Debug, Clone)]
pub struct ErrorEnum {
    /// `AssociateWorkspaceError`
    pub name: String,
    /// One per modeled exception, in the order of the model.
    pub variants: Vec<ErrorVariant>,
}

/// A modeled exception of an operation.
#[derive(Debug, Clone)]
pub struct ErrorVariant {
    /// The variant's name.
    pub rust: String,
    /// The exception's structure; its codes are in its [`super::ErrorShape`].
    pub item: ItemId,
}
