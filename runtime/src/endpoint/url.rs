//! The addresses that a person may configure: scheme, host, port and path, and nothing else.

use std::net::{IpAddr, Ipv6Addr};

/// The parts of an address.
#[derive(Debug)]
pub(super) struct Url<'a> {
    secure: bool,
    /// Host and port.
    pub(super) authority: &'a str,
    host: &'a str,
    port: Option<u16>,
    /// Without the slash at its end.
    pub(super) path: &'a str,
}

impl<'a> Url<'a> {
    /// The parts, or what is wrong: the predicate of a sentence whose subject is the address.
    pub(super) fn parse(address: &'a str) -> Result<Self, &'static str> {
        let (scheme, rest) = address.split_once("://").ok_or("has no scheme")?;
        let secure = match scheme {
            _ if scheme.eq_ignore_ascii_case("https") => true,
            _ if scheme.eq_ignore_ascii_case("http") => false,
            _ => return Err("has a scheme that is neither `http` nor `https`"),
        };
        for (character, reason) in [('#', "has a fragment"), ('?', "has a query")] {
            if rest.contains(character) {
                return Err(reason);
            }
        }
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        if authority.contains('@') {
            return Err("has a user name");
        }
        let (host, port) = split_port(authority)?;
        check_host(host)?;
        if !path.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err("has a path with a character that has to be percent-encoded");
        }
        Ok(Self {
            secure,
            authority,
            host,
            port,
            path: path.trim_end_matches('/'),
        })
    }

    pub(super) fn scheme(&self) -> &'static str {
        if self.secure { "https" } else { "http" }
    }

    /// Host and port, without the port that the scheme has anyway.
    pub(super) fn host_header(&self) -> &'a str {
        match (self.secure, self.port) {
            (true, Some(443)) | (false, Some(80)) => self.host,
            _ => self.authority,
        }
    }

    /// Whether the host is an IP address and not a name.
    pub(super) fn is_address(&self) -> bool {
        self.host.starts_with('[') || self.host.parse::<IpAddr>().is_ok()
    }
}

fn split_port(authority: &str) -> Result<(&str, Option<u16>), &'static str> {
    match authority.rsplit_once(':') {
        // The colons of an IPv6 address stand inside brackets.
        Some((host, port)) if !port.ends_with(']') => match port.parse() {
            Ok(port) => Ok((host, Some(port))),
            Err(_) => Err("has a port that is no number up to 65535"),
        },
        _ => Ok((authority, None)),
    }
}

fn check_host(host: &str) -> Result<(), &'static str> {
    if host.is_empty() {
        return Err("has no host");
    }
    let inside = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    let valid = match inside {
        Some(address) => address.parse::<Ipv6Addr>().is_ok(),
        None => host
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_')),
    };
    if valid {
        Ok(())
    } else {
        Err("has a host with a character that no host name has")
    }
}
