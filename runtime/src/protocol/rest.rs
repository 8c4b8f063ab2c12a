//! What rest-json and rest-xml share: members all over the HTTP message, and one document in the body.

use super::finish::{Parts, finish};
use super::http_bindings::{request_headers, response_headers, uri};
use super::{Encoded, input_error, response_error};
use crate::codec::{CodecError, Members, Result, Scope, Tokens};
use crate::error::Error;
use crate::http::{Headers, Response};
use crate::operation::{OperationShape, Service};
use crate::shape::{Flags, Location, Member, Mut, Ref, Reflect, ReflectMut, Set};
use crate::types::Body;

/// How a REST protocol writes documents.
pub(super) trait WriteDocuments {
    /// The content type of a document.
    fn content_type(&self) -> &'static str;

    /// Whether an operation whose body members are all unset sends a document all the same.
    fn sends_empty_document(&self) -> bool;

    /// The document of the input's body members.
    fn write_input(&self, service: &Service, operation: &OperationShape, input: Members<'_>) -> Result<Vec<u8>>;

    /// The document of a payload, which is no string, blob or stream; null for a structure that is unset.
    fn write_payload(&self, service: &Service, member: &Member, value: Ref<'_>) -> Result<Vec<u8>>;
}

/// How a REST protocol reads documents.
pub(super) trait ReadDocuments {
    /// Reads the document of the members that stand in the body.
    fn read_body(&self, body: &[u8], target: &mut dyn ReflectMut) -> Result<()>;

    /// Reads the document of a payload.
    fn read_payload(&self, body: &[u8], member: &Member, slot: &mut dyn Set) -> Result<()>;
}

/// Writes a request, see [`super::Protocol::write_request`].
pub(super) fn write_request(
    documents: &dyn WriteDocuments,
    service: &Service,
    operation: &OperationShape,
    input: &dyn Reflect,
    token: &dyn Fn() -> String,
) -> std::result::Result<Encoded, Error> {
    let tokens = Tokens::of(input, token);
    let members = Members::input(input, &tokens, Scope::Request);
    let target = uri::target(operation.uri, members).map_err(input_error)?;
    let mut headers = request_headers::write(members).map_err(input_error)?;
    let content = content(documents, service, operation, members).map_err(input_error)?;
    if let Some(content_type) = content.content_type
        && headers.get("content-type").is_none()
    {
        headers.append("Content-Type", content_type);
    }
    finish(
        operation,
        members,
        Parts {
            method: operation.method,
            target,
            headers,
            body: content.body,
        },
    )
}

/// A body and its type, which is none for no body.
struct Content {
    body: Body,
    content_type: Option<&'static str>,
}

impl Content {
    fn none() -> Self {
        Self {
            body: Body::default(),
            content_type: None,
        }
    }

    fn new(body: impl Into<Body>, content_type: &'static str) -> Self {
        Self {
            body: body.into(),
            content_type: Some(content_type),
        }
    }
}

fn content(
    documents: &dyn WriteDocuments,
    service: &Service,
    operation: &OperationShape,
    input: Members<'_>,
) -> Result<Content> {
    let members = input.structure().shape().members;
    if let Some(index) = members.iter().position(|member| member.location == Location::Payload)
        && let Some(member) = members.get(index)
    {
        return payload(documents, service, member, input.get(index)).map_err(|error| error.in_member(member.name));
    }
    let is_in_body = |member: &Member| Scope::Request.holds(member);
    if input.iter().next().is_some() || documents.sends_empty_document() && members.iter().any(is_in_body) {
        let document = documents.write_input(service, operation, input)?;
        return Ok(Content::new(document, documents.content_type()));
    }
    Ok(Content::none())
}

fn payload(
    documents: &dyn WriteDocuments,
    service: &Service,
    member: &'static Member,
    value: Ref<'_>,
) -> Result<Content> {
    let of_type = |usual| match member.media_type {
        "" => usual,
        media_type => media_type,
    };
    Ok(match value {
        Ref::Null if !(documents.sends_empty_document() && member.has(Flags::STRUCTURE_PAYLOAD)) => Content::none(),
        Ref::String(value) => Content::new(value, of_type("text/plain")),
        Ref::Blob(value) => Content::new(value, of_type("application/octet-stream")),
        Ref::Body(value) => Content::new(value.clone(), of_type("application/octet-stream")),
        value => Content::new(
            documents.write_payload(service, member, value)?,
            documents.content_type(),
        ),
    })
}

/// Reads a response or an error, see [`super::Protocol::read_response`].
pub(super) fn read_response(
    documents: &dyn ReadDocuments,
    response: &Response,
    body: &[u8],
    output: &mut dyn ReflectMut,
) -> std::result::Result<(), Error> {
    let (mut payload, mut has_body_members) = (None, false);
    for (index, member) in output.shape().members.iter().enumerate() {
        match member.location {
            Location::Payload => payload = Some((index, member)),
            _ if Scope::Response.holds(member) => has_body_members = true,
            _ => bound(member, index, response, output).map_err(response_error)?,
        }
    }
    match payload {
        Some((index, member)) => read_payload(documents, member, index, response, body, output)
            .map_err(|error| response_error(error.in_member(member.name))),
        None if has_body_members && !body.is_empty() => documents.read_body(body, output).map_err(response_error),
        None => Ok(()),
    }
}

/// Reads a member that stands in the headers or is the status.
fn bound(member: &Member, index: usize, response: &Response, output: &mut dyn ReflectMut) -> Result<()> {
    let Some(slot) = output.member_mut(index) else {
        return Ok(());
    };
    let headers: &Headers = &response.headers;
    match member.location {
        Location::Header(name) => response_headers::read(name, member, headers, slot),
        Location::PrefixHeaders(prefix) => response_headers::read_prefixed(prefix, headers, slot),
        Location::StatusCode => crate::codec::text::read(&response.status.to_string(), slot.set()),
        _ => Ok(()),
    }
    .map_err(|error| error.in_member(member.name))
}

fn read_payload(
    documents: &dyn ReadDocuments,
    member: &Member,
    index: usize,
    response: &Response,
    body: &[u8],
    output: &mut dyn ReflectMut,
) -> Result<()> {
    let Some(slot) = output.member_mut(index) else {
        return Ok(());
    };
    if body.is_empty() && !member.has(Flags::STREAMING) {
        return Ok(());
    }
    match slot.set() {
        Mut::Body(slot) => *slot = response.body.clone(),
        Mut::Blob(slot) => *slot = body.into(),
        Mut::String(slot) => text(body)?.clone_into(slot),
        Mut::Enum(slot) => slot.parse(text(body)?),
        _ => return documents.read_payload(body, member, slot),
    }
    Ok(())
}

fn text(body: &[u8]) -> Result<&str> {
    std::str::from_utf8(body).map_err(|error| CodecError::at(error.valid_up_to(), "expected UTF-8"))
}
