//! Requests and responses as protocols, signers and transports see them.

use std::borrow::Cow;
use std::fmt;

use crate::types::Body;

/// A request, complete but for what the transport adds (`Host` and `Content-Length` are set already).
#[derive(Clone, Debug)]
pub struct Request {
    /// The HTTP method.
    pub method: &'static str,
    /// `http` or `https`, host and port, without a slash at the end: `https://connect.eu-west-1.amazonaws.com`.
    pub origin: String,
    /// Path and query as they stand in the request line.
    pub target: String,
    /// The headers.
    pub headers: Headers,
    /// The body.
    pub body: Body,
}

/// A response whose body may still be on its way.
#[derive(Clone, Debug)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// The headers.
    pub headers: Headers,
    /// The body.
    pub body: Body,
}

/// Header names and values, in order.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Headers(Vec<(Cow<'static, str>, String)>);

impl Headers {
    /// No header yet, and room for this many.
    #[must_use]
    pub fn with_capacity(capacity: usize) -> Self {
        Self(Vec::with_capacity(capacity))
    }

    /// The first value of the header; upper and lower case are the same.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter()
            .find(|header| header.0.eq_ignore_ascii_case(name))
            .map(|header| header.1)
    }

    /// All values of the header, in order.
    pub fn get_all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.iter()
            .filter(move |header| header.0.eq_ignore_ascii_case(name))
            .map(|header| header.1)
    }

    /// Names and values, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (&**name, value.as_str()))
    }

    /// Adds a header, beside those of the same name.
    pub fn append(&mut self, name: impl Into<Cow<'static, str>>, value: impl Into<String>) {
        self.0.push((name.into(), value.into()));
    }

    /// Sets a header, in place of those of the same name.
    pub fn set(&mut self, name: impl Into<Cow<'static, str>>, value: impl Into<String>) {
        let name = name.into();
        self.remove(&name);
        self.append(name, value);
    }

    /// Removes a header.
    pub fn remove(&mut self, name: &str) {
        self.0.retain(|header| !header.0.eq_ignore_ascii_case(name));
    }

    /// How many headers there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no header.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Headers whose values are, or may be, secrets.
const SECRET: [&str; 5] = [
    "authorization",
    "x-amz-security-token",
    "cookie",
    "set-cookie",
    "proxy-authorization",
];

impl fmt::Debug for Headers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let visible = |name: &str| !SECRET.iter().any(|secret| name.eq_ignore_ascii_case(secret));
        f.debug_map()
            .entries(
                self.iter()
                    .map(|(name, value)| (name, if visible(name) { value } else { "redacted" })),
            )
            .finish()
    }
}

impl IntoIterator for Headers {
    type Item = (Cow<'static, str>, String);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<N: Into<Cow<'static, str>>, V: Into<String>> FromIterator<(N, V)> for Headers {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(headers: I) -> Self {
        Self(
            headers
                .into_iter()
                .map(|(name, value)| (name.into(), value.into()))
                .collect(),
        )
    }
}
