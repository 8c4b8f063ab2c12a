//! The part of an address that a connection is made to.

use crate::transport::{TransportError, TransportErrorKind};

/// Scheme, host and port.
#[derive(Debug, PartialEq)]
pub(super) struct Origin<'a> {
    pub(super) tls: bool,
    /// Without the brackets of an IPv6 address.
    pub(super) host: &'a str,
    pub(super) port: u16,
}

impl<'a> Origin<'a> {
    pub(super) fn parse(origin: &'a str) -> Result<Self, TransportError> {
        let malformed = || {
            let message = format!("`{origin}` is not `http://` or `https://` with a host and perhaps a port");
            TransportError::new(TransportErrorKind::Request, message)
        };
        let (tls, authority) = match origin.split_once("://") {
            Some(("https", authority)) => (true, authority),
            Some(("http", authority)) => (false, authority),
            _ => return Err(malformed()),
        };
        let (host, port) = match authority.rsplit_once(':') {
            // The colons of an IPv6 address stand inside brackets.
            Some((host, port)) if !port.ends_with(']') => (host, port.parse().map_err(|_| malformed())?),
            _ => (authority, if tls { 443 } else { 80 }),
        };
        let host = host
            .strip_prefix('[')
            .and_then(|host| host.strip_suffix(']'))
            .unwrap_or(host);
        if host.is_empty() || host.contains(['/', '?', '#', '@', '[', ']']) {
            return Err(malformed());
        }
        Ok(Self { tls, host, port })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scheme_host_and_port() {
        let cases = [
            ("http://localhost", Some((false, "localhost", 80))),
            (
                "https://fms.eu-west-1.amazonaws.com",
                Some((true, "fms.eu-west-1.amazonaws.com", 443)),
            ),
            ("http://127.0.0.1:8000", Some((false, "127.0.0.1", 8000))),
            ("https://[::1]", Some((true, "::1", 443))),
            ("https://[::1]:8443", Some((true, "::1", 8443))),
            ("ftp://host", None),
            ("host", None),
            ("http://", None),
            ("http://host:port", None),
            ("http://host:70000", None),
            ("http://user@host", None),
            ("http://host/path", None),
        ];
        for (text, expected) in cases {
            let expected = expected.map(|(tls, host, port)| Origin { tls, host, port });
            assert_eq!(Origin::parse(text).ok(), expected, "{text}");
        }
    }
}
