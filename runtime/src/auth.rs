//! Proving who sends a request; knows texts and keys, but neither transports nor where credentials come from.

pub(crate) mod basic;
pub(crate) mod digest;
pub mod sigv4;
