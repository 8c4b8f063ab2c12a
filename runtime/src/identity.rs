//! How a client introduces itself. It says nothing of who pays: that is the signature's business.

pub(crate) mod user_agent;
