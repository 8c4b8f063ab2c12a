//! codegen

pub mod files;
