//! The generated clients, run over loopback against answers of every kind: none panics or hangs, and each gives what it
//! should.

mod broken;
mod calls;
mod check;
mod documents;
mod errors;
mod framing;
mod identity;
mod success;
mod target;
mod typed;
mod wire;
