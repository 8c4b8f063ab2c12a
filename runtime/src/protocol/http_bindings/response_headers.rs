//! The headers of a response.

use std::borrow::Cow;

use crate::codec::{CodecError, Result, base64, text};
use crate::http::Headers;
use crate::shape::{Flags, ListMut, Member, Mut, Set};
use crate::types::Timestamp;

/// Reads the header that a member is bound to; without it the member stays as it is.
///
/// # Errors
///
/// When the value is not what the model says.
pub(crate) fn read(name: &str, member: &Member, headers: &Headers, slot: &mut dyn Set) -> Result<()> {
    let mut values = headers.get_all(name);
    let Some(value) = values.next() else { return Ok(()) };
    match slot.set() {
        Mut::List(list) => {
            list.clear();
            std::iter::once(value)
                .chain(values)
                .try_for_each(|value| read_list(value, list))
        }
        Mut::String(slot) if member.has(Flags::JSON_VALUE) => {
            *slot = json_value(value)?;
            Ok(())
        }
        scalar if text::is_absent(value, &scalar) => {
            slot.reset();
            Ok(())
        }
        scalar => text::read(value, scalar),
    }
}

/// JSON in a header is sent as base64.
fn json_value(value: &str) -> Result<String> {
    base64::decode(value.as_bytes())
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .ok_or_else(|| CodecError::new("expected text in base64"))
}

fn read_list(value: &str, list: &mut dyn ListMut) -> Result<()> {
    let mut rest = value.trim_ascii();
    while !rest.is_empty() {
        match list.push() {
            Mut::Timestamp(slot) => {
                let (item, after) = timestamp(rest);
                *slot = Timestamp::parse(item).map_err(|error| CodecError::new(error.to_string()))?;
                rest = after;
            }
            slot => {
                let (item, after) = item(rest)?;
                text::read(&item, slot)?;
                rest = after;
            }
        }
    }
    Ok(())
}

/// The first timestamp of a list. An HTTP date has a comma of its own, behind the day of the week.
fn timestamp(list: &str) -> (&str, &str) {
    let commas = if list.starts_with(|first: char| first.is_ascii_alphabetic()) {
        2
    } else {
        1
    };
    match list.match_indices(',').nth(commas - 1) {
        Some((comma, _)) => {
            let (item, rest) = list.split_at(comma);
            (item, behind_comma(rest))
        }
        None => (list, ""),
    }
}

/// The first item of a list, in quotation marks or not.
fn item(list: &str) -> Result<(Cow<'_, str>, &str)> {
    let Some(quoted) = list.strip_prefix('"') else {
        let (item, rest) = list.find(',').map_or((list, ""), |comma| list.split_at(comma));
        return Ok((Cow::Borrowed(item.trim_ascii()), behind_comma(rest)));
    };
    let mut item = String::new();
    let mut characters = quoted.chars();
    loop {
        match characters.next() {
            Some('"') => break,
            Some('\\') => item.extend(characters.next()),
            Some(character) => item.push(character),
            None => return Err(CodecError::new("expected a quotation mark at the end of the item")),
        }
    }
    let rest = characters.as_str().trim_ascii_start();
    if rest.is_empty() || rest.starts_with(',') {
        Ok((Cow::Owned(item), behind_comma(rest)))
    } else {
        Err(CodecError::new("expected a comma behind the quoted item"))
    }
}

fn behind_comma(rest: &str) -> &str {
    rest.strip_prefix(',').unwrap_or(rest).trim_ascii_start()
}

/// Reads the headers with this prefix into a map, by what follows the prefix.
///
/// # Errors
///
/// When a value is not what the model says.
pub(crate) fn read_prefixed(prefix: &str, headers: &Headers, slot: &mut dyn Set) -> Result<()> {
    let has_prefix = |name: &str| {
        name.get(..prefix.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
    };
    let mut found = headers.iter().filter(|(name, _)| has_prefix(name)).peekable();
    if found.peek().is_none() {
        return Ok(());
    }
    let Mut::Map(map) = slot.set() else {
        return Err(CodecError::new("the model has no map here, so headers cannot be read"));
    };
    map.clear();
    for (name, value) in found {
        text::read(value, map.slot(name.get(prefix.len()..).unwrap_or_default()))?;
    }
    Ok(())
}
