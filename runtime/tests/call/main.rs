//! The call path over a transport that answers as a test says.

mod answers;
mod auth;
mod bodies;
mod configuration;
mod digest;
mod fixture;
mod requests;
mod time;
