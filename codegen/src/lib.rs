//! Reads botocore and Smithy service models and gives back everything an emitter needs; it opens no files.

pub mod diagnostic;
mod docs;
mod emit;
pub mod files;
pub mod load;
pub mod model;
pub mod names;
mod print;
pub mod resolve;
