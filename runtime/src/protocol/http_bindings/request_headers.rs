//! The headers of a request.

use std::borrow::Cow;

use crate::codec::text::{self, format_or};
use crate::codec::{CodecError, Members, Result, base64};
use crate::http::Headers;
use crate::protocol::USUAL_HEADERS;
use crate::shape::{Element, Flags, List, Location, Map, Member, Ref, TimestampFormat};

/// The headers that the members of the input are bound to.
///
/// # Errors
///
/// When a value is none that a header can hold; the error names the member.
pub(crate) fn write(input: Members<'_>) -> Result<Headers> {
    let mut headers = Headers::with_capacity(USUAL_HEADERS);
    let members = input.structure().shape().members.iter().enumerate();
    for (index, member) in members.clone() {
        if let Location::Header(name) = member.location {
            write_member(name, member, input.get(index), &mut headers).map_err(|error| error.in_member(member.name))?;
        }
    }
    // After the others, which win where both give the same header.
    for (index, member) in members {
        if let (Location::PrefixHeaders(prefix), Ref::Map(map)) = (member.location, input.get(index)) {
            write_prefixed(prefix, map, &mut headers).map_err(|error| error.in_member(member.name))?;
        }
    }
    Ok(headers)
}

fn write_member(name: &'static str, member: &Member, value: Ref<'_>, headers: &mut Headers) -> Result<()> {
    let value = match value {
        Ref::Null => return Ok(()),
        Ref::String(value) if member.has(Flags::JSON_VALUE) => base64::encode_string(value.as_bytes()),
        Ref::List(list) => joined(list, member.value.items())?,
        value => single(value, &member.value)?.into_owned(),
    };
    headers.append(name, checked(value)?);
    Ok(())
}

fn write_prefixed(prefix: &'static str, map: &dyn Map, headers: &mut Headers) -> Result<()> {
    for (key, value) in map.entries() {
        let name = [prefix, key].concat();
        if !is_name(&name) {
            return Err(CodecError::new("a key of the map makes no header name"));
        }
        if headers.get(&name).is_none() && !matches!(value, Ref::Null) {
            let value = single(value, &Element::NEW)?.into_owned();
            headers.append(name, checked(value)?);
        }
    }
    Ok(())
}

fn single<'a>(value: Ref<'a>, facts: &Element) -> Result<Cow<'a, str>> {
    text::write(value, format_or(facts.timestamp, TimestampFormat::HttpDate))
}

/// The elements of a list, joined by commas.
fn joined(list: &dyn List, items: &Element) -> Result<String> {
    let (mut joined, mut separator) = (String::new(), "");
    for index in 0..list.len() {
        let item = match list.item(index) {
            Ref::Null => continue,
            Ref::String(item) => quoted(item),
            item => single(item, items).map_err(|error| error.in_item(index))?,
        };
        joined.push_str(separator);
        joined.push_str(&item);
        separator = ", ";
    }
    Ok(joined)
}

/// A string that can be told from its neighbours in a list.
fn quoted(item: &str) -> Cow<'_, str> {
    let needs_quotes = item.contains([',', '"']) || item.trim_ascii().len() != item.len();
    if needs_quotes {
        let escaped = item.replace('\\', "\\\\").replace('"', "\\\"");
        Cow::Owned(format!("\"{escaped}\""))
    } else {
        Cow::Borrowed(item)
    }
}

/// A value without line breaks, which would be the end of the header and the start of another.
fn checked(value: String) -> Result<String> {
    let allowed = |byte: u8| byte == b'\t' || (byte >= b' ' && byte != 0x7f);
    if value.bytes().all(allowed) {
        Ok(value)
    } else {
        Err(CodecError::new(
            "the member is sent as a header: it must not hold control characters",
        ))
    }
}

/// RFC 9110, section 5.6.2.
fn is_name(name: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !name.is_empty() && name.bytes().all(allowed)
}
