//! What the tests share: code generated from small models, and what they run against.

#[rustfmt::skip]
pub mod kitchen_sink;
#[rustfmt::skip]
pub mod obstacle_course;
pub mod program;
pub mod server;
#[rustfmt::skip]
pub mod stations;
#[rustfmt::skip]
pub mod weather;

pub use tinsmith;

/// The code of the README compiles.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;
