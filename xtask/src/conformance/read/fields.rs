//! Taking values out of JSON, with sentences about what is not as it should be.

use crate::models::json::Json;

/// A field that has to be there.
pub(super) fn required<'j>(json: &'j Json, key: &str) -> Result<&'j Json, String> {
    json.get(key).ok_or_else(|| format!("`{key}` is missing"))
}

/// Text that may be absent.
pub(super) fn text(json: &Json, key: &str) -> Result<Option<String>, String> {
    match json.get(key) {
        None | Some(Json::Null) => Ok(None),
        Some(Json::String(text)) => Ok(Some(text.clone())),
        Some(_) => Err(format!("`{key}` has to be a string")),
    }
}

/// Text that has to be there.
pub(super) fn required_text(json: &Json, key: &str) -> Result<String, String> {
    text(json, key)?.ok_or_else(|| format!("`{key}` is missing"))
}

/// An array; empty if absent.
pub(super) fn array<'j>(json: &'j Json, key: &str) -> Result<&'j [Json], String> {
    match json.get(key) {
        None | Some(Json::Null) => Ok(&[]),
        Some(Json::Array(items)) => Ok(items),
        Some(_) => Err(format!("`{key}` has to be an array")),
    }
}

/// An array of texts; empty if absent.
pub(super) fn texts(json: &Json, key: &str) -> Result<Vec<String>, String> {
    let texts = array(json, key)?.iter().map(|item| match item {
        Json::String(text) => Ok(text.clone()),
        _ => Err(format!("`{key}` has to be an array of strings")),
    });
    texts.collect()
}

/// An object of texts, in its order; empty if absent.
pub(super) fn pairs(json: &Json, key: &str) -> Result<Vec<(String, String)>, String> {
    let members = match json.get(key) {
        None | Some(Json::Null) => &[],
        Some(Json::Object(members)) => members.as_slice(),
        Some(_) => return Err(format!("`{key}` has to be an object")),
    };
    let pairs = members.iter().map(|(name, value)| match value {
        Json::String(text) => Ok((name.clone(), text.clone())),
        Json::Number(number) => Ok((name.clone(), number.to_string())),
        Json::Bool(flag) => Ok((name.clone(), flag.to_string())),
        _ => Err(format!("`{key}.{name}` has to be a string")),
    });
    pairs.collect()
}
