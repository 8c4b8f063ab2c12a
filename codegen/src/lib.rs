//! Reads botocore and Smithy service models and gives back everything an emitter needs; none of its steps opens a file.

pub mod diagnostic;
#[cfg(feature = "disk")]
pub mod disk;
mod docs;
mod emit;
pub mod files;
mod fixups;
mod generate;
mod header;
mod load;
pub mod model;
pub mod names;
mod passes;
mod print;
pub mod resolve;
mod source;
mod standalone;

pub use generate::{
    Outcome, Package, Sections, Service, decide, emit, generate, package, resolve as resolve_service, sections,
};
pub use header::is_generated;
pub use source::{Source, Text, load_model, services};
pub use standalone::{Runtime, manifest, standalone};
