//! Default values (<https://smithy.io/2.0/spec/type-refinement-traits.html#default-trait>).

use super::super::json::Json;
use super::super::reader::{Place, Reader};
use super::ast::Member;
use super::names;
use crate::model::DefaultValue;

/// The default of a member, if a client is to heed it.
///
/// Not heeded are defaults that were added later, and those of members that are optional for clients.
pub(super) fn of_member(member: &Member<'_>, place: Place<'_>, reader: &mut Reader<'_>) -> Option<DefaultValue> {
    let json = member.traits.get(names::DEFAULT)?;
    let ignored = [names::ADDED_DEFAULT, names::CLIENT_OPTIONAL];
    if *json == Json::Null || ignored.iter().any(|id| member.traits.has(id)) {
        return None;
    }
    match json {
        Json::Boolean(flag) => Some(DefaultValue::Boolean(*flag)),
        Json::Integer(number) => Some(DefaultValue::Integer(*number)),
        Json::Float(number) => Some(DefaultValue::Float(*number)),
        Json::Text(text) => Some(DefaultValue::String(text.to_string())),
        Json::Array(values) if values.is_empty() => Some(DefaultValue::EmptyList),
        Json::Object(entries) if entries.is_empty() => Some(DefaultValue::EmptyMap),
        other => {
            reader.wrong(place, names::DEFAULT, "a scalar, an empty list or an empty map", other);
            None
        }
    }
}
