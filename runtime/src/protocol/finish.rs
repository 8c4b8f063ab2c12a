//! What every protocol does once path, headers and document are there: host prefix, compression, checksum.

use super::{Encoded, checksum, compression, input_error};
use crate::codec::{CodecError, Members};
use crate::error::Error;
use crate::http::Headers;
use crate::operation::OperationShape;
use crate::shape::{Flags, Ref};
use crate::types::Body;

/// The parts of a request before they are put together.
pub(super) struct Parts {
    pub(super) method: &'static str,
    pub(super) target: String,
    pub(super) headers: Headers,
    pub(super) body: Body,
}

/// Puts a request together.
///
/// # Errors
///
/// When a label of the host name is not one, or the checksum algorithm is not known.
pub(super) fn finish(operation: &OperationShape, input: Members<'_>, parts: Parts) -> Result<Encoded, Error> {
    let Parts {
        method,
        target,
        mut headers,
        mut body,
    } = parts;
    let host_prefix = host_prefix(operation.host_prefix, input).map_err(input_error)?;
    if operation.compress {
        body = compression::compress(body, &mut headers);
    }
    checksum::add(operation, input, &body, &mut headers).map_err(input_error)?;
    Ok(Encoded {
        method,
        target,
        headers,
        body,
        host_prefix,
    })
}

/// Fills the labels into what stands before the host name.
fn host_prefix(template: &'static str, input: Members<'_>) -> Result<String, CodecError> {
    let mut prefix = String::new();
    let mut rest = template;
    while let Some((before, label)) = rest.split_once('{') {
        let (name, after) = label.split_once('}').unwrap_or((label, ""));
        prefix.push_str(before);
        prefix.push_str(host_label(name, input)?);
        rest = after;
    }
    prefix.push_str(rest);
    Ok(prefix)
}

fn host_label<'a>(name: &'static str, input: Members<'a>) -> Result<&'a str, CodecError> {
    let members = input.structure().shape().members.iter().enumerate();
    let label = members
        .filter(|(_, member)| member.name == name && member.has(Flags::HOST_LABEL))
        .find_map(|(index, _)| match input.get(index) {
            Ref::String(label) => Some(label),
            _ => None,
        });
    let is_host = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
    match label {
        Some(label) if !label.is_empty() && label.bytes().all(is_host) => Ok(label),
        Some(_) => Err(CodecError::new(
            "the member is a part of the host name: it must be letters, digits, hyphens and dots",
        )
        .in_member(name)),
        None => Err(CodecError::new("the member is a part of the host name: it must be set").in_member(name)),
    }
}
