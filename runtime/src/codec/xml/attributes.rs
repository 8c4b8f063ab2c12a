//! The attributes of an element.

use std::borrow::Cow;

use super::escape::unescape;
use super::reader::{Start, local};
use crate::codec::{CodecError, Result};

/// The value of an attribute. The name is compared with its prefix first and then without, because prefixes are free.
pub(super) fn find<'a>(element: &Start<'a>, name: &str) -> Result<Option<Cow<'a, str>>> {
    let mut by_local_name = None;
    let mut rest = element.attributes.trim_ascii();
    while let Some((key, after)) = rest.split_once('=') {
        let key = key.trim_ascii();
        let (value, after) = quoted(after)
            .ok_or_else(|| CodecError::at(element.offset, "expected attributes with values in quotation marks"))?;
        rest = after.trim_ascii_start();
        if key == name {
            return unescape(value, element.offset).map(Some);
        }
        if !key.starts_with("xmlns") && local(key) == local(name) {
            by_local_name = Some(value);
        }
    }
    by_local_name.map(|value| unescape(value, element.offset)).transpose()
}

/// A value in quotation marks, and what stands behind it.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_ascii_start();
    let mark = text.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
    text.get(1..)?.split_once(mark)
}
