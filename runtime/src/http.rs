//! Requests and responses as protocols, signers and transports see them.

use std::borrow::Cow;
use std::fmt;

use crate::types::Body;

/// A request, complete but for what the transport adds (`Host` and `Content-Length` are set already).
#[derive(Clone)]
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

impl Response {
    /// A response with neither headers nor body.
    #[must_use]
    pub fn new(status: u16) -> Self {
        Self {
            status,
            headers: Headers::default(),
            body: Body::default(),
        }
    }

    /// Adds a header.
    #[must_use]
    pub fn with_header(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<String>) -> Self {
        self.headers.append(name, value);
        self
    }

    /// Sets the body.
    #[must_use]
    pub fn with_body(mut self, body: impl Into<Body>) -> Self {
        self.body = body.into();
        self
    }
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

/// Headers whose values are never secret. Any other may hold a signature, a key or a member that the model calls
/// sensitive, so `Debug` shows its length alone.
const HARMLESS: [&str; 23] = [
    "accept",
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "date",
    "expect",
    "host",
    "retry-after",
    "server",
    "smithy-protocol",
    "transfer-encoding",
    "user-agent",
    "x-amz-content-sha256",
    "x-amz-cf-id",
    "x-amz-date",
    "x-amz-id-2",
    "x-amz-request-id",
    "x-amz-target",
    "x-amzn-errortype",
    "x-amzn-query-mode",
    "x-amzn-requestid",
    "x-request-id",
];

impl fmt::Debug for Headers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_map();
        for (name, value) in self.iter() {
            if HARMLESS.iter().any(|harmless| name.eq_ignore_ascii_case(harmless)) {
                out.entry(&name, &value);
            } else {
                out.entry(&name, &format_args!("({} bytes)", value.len()));
            }
        }
        out.finish()
    }
}

/// Shows no values of the query: a key or a signature may be among them.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (path, query) = self.target.split_once('?').unwrap_or((&self.target, ""));
        let names = query.split('&').filter(|parameter| !parameter.is_empty());
        let names: Vec<_> = names
            .map(|parameter| parameter.split('=').next())
            .map(Option::unwrap_or_default)
            .collect();
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("origin", &self.origin)
            .field("path", &path)
            .field("query", &names)
            .field("headers", &self.headers)
            .field("body", &self.body)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_no_secret() {
        let request = Request {
            method: "GET",
            origin: "https://example.com".to_owned(),
            target: "/path?key=hunter2&list".to_owned(),
            headers: [
                ("Host", "example.com"),
                ("Authorization", "Bearer hunter2"),
                ("X-Amz-Security-Token", "hunter2"),
                ("x-amz-server-side-encryption-customer-key", "hunter2"),
            ]
            .into_iter()
            .collect(),
            body: Body::from("hunter2"),
        };
        let text = format!("{request:?}");
        assert!(!text.contains("hunter2"), "{text}");
        assert!(text.contains(r#""Authorization": (14 bytes)"#), "{text}");
        assert!(text.contains(r#"path: "/path", query: ["key", "list"]"#), "{text}");
        assert!(text.contains(r#""Host": "example.com""#), "{text}");
    }

    #[test]
    fn names_are_the_same_in_upper_and_lower_case() {
        let mut headers: Headers = [("A", "1"), ("b", "2"), ("a", "3")].into_iter().collect();
        assert_eq!(headers.get("a"), Some("1"));
        assert_eq!(headers.get_all("A").collect::<Vec<_>>(), ["1", "3"]);
        headers.set("B", "4");
        headers.remove("A");
        assert_eq!(headers.iter().collect::<Vec<_>>(), [("B", "4")]);
    }
}
