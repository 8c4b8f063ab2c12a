//! The key of an entry of a structure, once it was looked for among the members.

use std::borrow::Cow;

/// What a key names.
pub(crate) enum Key<'a> {
    /// The member at this index.
    Known(usize),
    /// No member has this name.
    Unknown(Cow<'a, str>),
}
