//! What version 1.0 says otherwise, said as in 2.0 (<https://smithy.io/2.0/guides/migrating-idl-1-to-2.html>).

use std::collections::BTreeMap;

use super::super::json::Json;
use super::super::reader::{Place, Reader};
use super::ast::{Ast, Member, Shape, Version};
use super::prelude;
use super::traits::Traits;

/// The trait by which 1.0 gives values to a string; 2.0 still has it, as deprecated.
const ENUM: &str = "smithy.api#enum";

/// Upgrades all shapes.
pub(super) fn all<'j>(ast: &mut Ast<'j>, reader: &mut Reader<'j>) {
    let unboxed = unboxed(ast);
    for (id, shape) in &mut ast.shapes {
        reader.file = shape.file;
        if shape.ty == "set" {
            shape.ty = "list";
            shape.traits.set("smithy.api#uniqueItems", Json::Object(Vec::new()));
        }
        if shape.ty == "string" && shape.traits.has(ENUM) {
            enumerate(shape, super::place(id), reader);
        }
        if shape.version == Version::V1 {
            if let Some(zero) = unboxed.get(id) {
                shape.traits.set("smithy.api#default", zero.clone());
            }
            if shape.ty == "structure" {
                defaults(shape, &unboxed);
            }
        }
    }
}

/// Numbers and booleans of 1.0 that are never absent, with their zeros.
fn unboxed<'j>(ast: &Ast<'j>) -> BTreeMap<&'j str, Json<'j>> {
    let shapes = ast.shapes.iter().filter(|(_, shape)| shape.version == Version::V1);
    let shapes = shapes.filter(|(_, shape)| !shape.traits.has("smithy.api#box"));
    shapes
        .filter_map(|(id, shape)| Some((*id, prelude::zero(shape.ty)?)))
        .collect()
}

fn defaults<'j>(shape: &mut Shape<'j>, unboxed: &BTreeMap<&'j str, Json<'j>>) {
    for member in &mut shape.members {
        let Some(target) = member.target else { continue };
        let zero = unboxed.get(target).cloned().or_else(|| prelude::default(target));
        if let Some(zero) = zero
            && !member.traits.has("smithy.api#box")
            && !member.traits.has("smithy.api#default")
        {
            member.traits.set("smithy.api#default", zero);
        }
    }
}

/// Makes an enum of a string; a value without a name is a member called like the value.
fn enumerate<'j>(shape: &mut Shape<'j>, place: Place<'_>, reader: &mut Reader<'_>) {
    let Some(Json::Array(values)) = shape.traits.get(ENUM).cloned() else {
        reader.error(place, format!("`{ENUM}` is not a list"));
        return;
    };
    shape.ty = "enum";
    shape.traits.remove(ENUM);
    shape.members = values
        .into_iter()
        .filter_map(|value| member(value, place, reader))
        .collect();
}

fn member<'j>(json: Json<'j>, place: Place<'_>, reader: &mut Reader<'_>) -> Option<Member<'j>> {
    let Json::Object(entries) = json else {
        reader.wrong(place, ENUM, "a list of objects", &json);
        return None;
    };
    let mut traits = Traits::default();
    let (mut name, mut value) = (None, None);
    for (key, entry) in entries {
        match (key.as_ref(), entry) {
            ("value", Json::Text(text)) => value = Some(text),
            ("name", Json::Text(text)) => name = Some(text),
            ("documentation", text) => traits.set("smithy.api#documentation", text),
            ("deprecated", Json::Boolean(true)) => traits.set("smithy.api#deprecated", Json::Object(Vec::new())),
            _ => {}
        }
    }
    let Some(value) = value else {
        reader.error(place, format!("a value of `{ENUM}` has no `value`"));
        return None;
    };
    traits.set("smithy.api#enumValue", Json::Text(value.clone()));
    Some(Member {
        name: name.unwrap_or(value),
        target: Some(prelude::UNIT),
        traits,
    })
}
