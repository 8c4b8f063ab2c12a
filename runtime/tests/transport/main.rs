//! The default transport against a server on the loopback interface that does what a test says, byte for byte.
#![cfg(feature = "default-transport")]

mod connections;
mod responses;
mod server;
