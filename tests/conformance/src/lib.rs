//! What the crate that `cargo xtask conformance` generates is driven by: it runs cases through generated clients and
//! prints what was sent or read. What should have been sent or read is not known here; the command compares.

pub mod cases;
mod observe;
mod run;
mod signature;
mod tree;
mod value;

pub use observe::{Failure, Setup, request, response};
pub use run::main;
/// What a case showed, as the command reads it.
pub use serde_json::Value as Outcome;
pub use tinsmith;
