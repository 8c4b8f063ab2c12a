//! Default values (<https://smithy.io/2.0/spec/type-refinement-traits.html#default-trait>).

use super::super::json::Json;
use super::super::reader::{Place, Reader};
use super::ast::{Ast, Member};
use super::{names, prelude};
use crate::model::DefaultValue;

/// The default of a member, if a client is to heed it.
///
/// Not heeded are defaults that were added later, those of members that are optional for clients, and the zeros that
/// version 1.0 gave to all numbers and booleans: their targets have them too, and C2J does not know them.
pub(super) fn of_member(
    ast: &Ast<'_>,
    member: &Member<'_>,
    place: Place<'_>,
    reader: &mut Reader<'_>,
) -> Option<DefaultValue> {
    let json = member.traits.get(names::DEFAULT)?;
    let ignored = [names::ADDED_DEFAULT, names::CLIENT_OPTIONAL];
    if *json == Json::Null || ignored.iter().any(|id| member.traits.has(id)) || is_inherited(ast, member, json) {
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

fn is_inherited(ast: &Ast<'_>, member: &Member<'_>, json: &Json<'_>) -> bool {
    let zero = matches!(json, Json::Boolean(false) | Json::Integer(0))
        || matches!(json, Json::Float(number) if *number == 0.0);
    let Some(target) = member.target.filter(|_| zero) else {
        return false;
    };
    let of_target = ast.shapes.get(target).map(|shape| shape.traits.has(names::DEFAULT));
    of_target.unwrap_or_else(|| prelude::default(target).is_some())
}
