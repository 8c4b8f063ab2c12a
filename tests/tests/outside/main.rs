//! Projects of people outside of this workspace: what the command `tinsmith` and a person's own xtask generate is built there, and
//! talks to a server.

mod connect;
mod guide;
mod project;
