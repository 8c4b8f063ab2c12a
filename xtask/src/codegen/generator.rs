//! The call of the library, in the terms of this command.

use anyhow::{Result, bail};
use tinsmith_codegen::files::FileSet;

use super::source::Source;

/// Generates the crate; diagnostics go to standard error.
pub(super) fn generate(_: Vec<Source<'_>>, _: &[String]) -> Result<FileSet> {
    bail!("the generator is not part of this build")
}
