//! Reads botocore and Smithy service models and gives back everything an emitter needs; it opens no files.

pub mod files;
pub mod model;
pub mod names;
pub mod resolve;
