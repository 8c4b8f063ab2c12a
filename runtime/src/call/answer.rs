//! From a response to an output or an error. Does no input or output.

use bytes::Bytes;

use crate::error::{Error, ErrorKind, Failure, Metadata};
use crate::http::Response;
use crate::operation::{OperationShape, Service};
use crate::protocol::Protocol;
use crate::shape::{Flags, Mut, ReflectMut, Set};
use crate::types::Body;

/// A response that is there as far as it has to be: whole, or up to a body that the output streams.
pub(super) struct Answer {
    pub(super) service: &'static Service,
    pub(super) operation: &'static OperationShape,
    pub(super) protocol: &'static dyn Protocol,
    pub(super) response: Response,
    /// The whole body; empty if the output streams it.
    pub(super) body: Bytes,
}

impl Answer {
    /// Whether the response holds the output: by its status, and by its body where a service says so there.
    pub(super) fn is_success(&self) -> bool {
        !self.protocol.is_error(&self.response, &self.body)
    }

    /// Reads a successful response.
    pub(super) fn read(&self, output: &mut dyn ReflectMut) -> Result<(), Error> {
        self.hand_over(output);
        self.protocol
            .read_response(self.operation, &self.response, &self.body, output)
            .map_err(|error| {
                error
                    .with_operation(self.operation.name)
                    .with_response(self.response.status, self.response.headers.clone())
            })
    }

    /// Puts the body into the member that streams it, which protocols without bindings to HTTP do not look at.
    fn hand_over(&self, output: &mut dyn ReflectMut) {
        let mut members = output.shape().members.iter();
        let Some(index) = members.position(|member| member.has(Flags::STREAMING)) else {
            return;
        };
        if let Some(Mut::Body(slot)) = output.member_mut(index).map(Set::set) {
            *slot = self.response.body.clone();
        }
    }

    /// What an unsuccessful response says.
    pub(super) fn failure(&self) -> Failure<'_> {
        let head = self.protocol.read_error_head(self.service, &self.response, &self.body);
        let redirection = self.redirection().filter(|_| head.code.is_none());
        let message = redirection.or(head.message);
        Failure {
            protocol: self.protocol,
            operation: self.operation,
            response: &self.response,
            body: &self.body,
            shape: head.shape,
            meta: Metadata::of_response(self.operation.name, &self.response, head.code, message, head.request_id),
        }
    }

    /// Where a redirection leads. It is not followed: the signature is for the host that was asked.
    fn redirection(&self) -> Option<String> {
        let location = self.response.headers.get("location")?;
        let redirects = (300..400).contains(&self.response.status);
        redirects.then(|| {
            format!(
                "the answer is a redirection to `{}`, which is not followed",
                host(location)
            )
        })
    }
}

/// Scheme, host and port of an address: the rest may be a secret.
fn host(location: &str) -> &str {
    let start = location.find("://").map_or(0, |index| index + 3);
    let rest = location.get(start..).unwrap_or_default();
    let end = rest.find(['/', '?', '#']).map_or(location.len(), |index| start + index);
    match location.get(..end) {
        Some("") | None => "the same host",
        // Name and password may stand before the host.
        Some(origin) => origin.rsplit_once('@').map_or(origin, |(_, host)| host),
    }
}

/// No protocol here understands a compressed body, and nothing asked for one.
pub(super) fn check_encoding(response: &Response, body: &Body) -> Result<(), Error> {
    match response.headers.get("content-encoding").map(str::trim) {
        None | Some("") => Ok(()),
        Some(encoding) if encoding.eq_ignore_ascii_case("identity") || body.is_empty() => Ok(()),
        Some(encoding) => {
            let encoding = encoding.escape_debug();
            let message = format!("the body is encoded as `{encoding}` although nothing asked for it");
            Err(Error::new(ErrorKind::Response, message))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_host_of_a_redirection_alone() {
        for (location, expected) in [
            ("https://example.com/path?token=1", "https://example.com"),
            ("https://user:password@example.com:8443/", "example.com:8443"),
            ("https://example.com", "https://example.com"),
            ("/elsewhere", "the same host"),
            ("", "the same host"),
        ] {
            assert_eq!(host(location), expected, "{location}");
        }
    }
}
