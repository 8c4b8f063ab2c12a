//! Steps between reading a model and resolving it, each over the whole model; none of them knows a format or Rust.

pub(crate) mod check;
pub(crate) mod select;
