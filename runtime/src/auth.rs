//! Proving who sends a request; knows texts and keys, but neither transports nor where credentials come from.

pub mod sigv4;
