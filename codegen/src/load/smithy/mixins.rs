//! Mixins: what shapes inherit is copied into them (<https://smithy.io/2.0/spec/mixins.html>).

use std::collections::BTreeSet;

use super::super::json::Json;
use super::super::reader::Reader;
use super::ast::{Ast, Shape};
use super::merge;

/// The trait that makes a shape a mixin.
const MIXIN: &str = "smithy.api#mixin";

/// Copies all mixins in.
pub(super) fn all<'j>(ast: &mut Ast<'j>, reader: &mut Reader<'j>) {
    let users = ast.shapes.iter().filter(|(_, shape)| !shape.mixins.is_empty());
    let users: Vec<&str> = users.map(|(id, _)| *id).collect();
    let mut done = BTreeSet::new();
    for id in users {
        flatten(ast, id, &mut done, reader);
    }
    for (id, shape) in &mut ast.shapes {
        reader.file = shape.file;
        for member in shape.members.iter().filter(|member| member.target.is_none()) {
            let message = "traits are applied to a member that does not exist";
            reader.error(super::place(id).member(&member.name), message);
        }
        shape.members.retain(|member| member.target.is_some());
    }
}

/// Copies the mixins of a shape into it, the mixins' own before; without recursion, since models nest as they like.
fn flatten<'j>(ast: &mut Ast<'j>, id: &'j str, done: &mut BTreeSet<&'j str>, reader: &mut Reader<'j>) {
    let mut open = vec![(id, false)];
    let mut path = BTreeSet::new();
    while let Some((id, ready)) = open.pop() {
        if done.contains(id) {
            continue;
        }
        let Some(shape) = ast.shapes.get(id) else { continue };
        reader.file = shape.file;
        if ready {
            path.remove(id);
            let flat = flattened(ast, id, shape, reader);
            ast.shapes.insert(id, flat);
            done.insert(id);
            continue;
        }
        if !path.insert(id) {
            reader.error(super::place(id), "it is a mixin of itself");
            done.insert(id);
            continue;
        }
        open.push((id, true));
        open.extend(shape.mixins.iter().map(|mixin| (*mixin, false)));
    }
}

/// A shape with what its mixins, which are flat already, have for it.
fn flattened<'j>(ast: &Ast<'j>, id: &'j str, shape: &Shape<'j>, reader: &mut Reader<'_>) -> Shape<'j> {
    let mut flat = Shape {
        traits: Default::default(),
        members: Vec::new(),
        mixins: Vec::new(),
        properties: Vec::new(),
        ..shape.clone()
    };
    for mixin in &shape.mixins {
        let place = super::place(id);
        match ast.shapes.get(mixin) {
            Some(mixin) if mixin.ty == shape.ty => inherit(&mut flat, mixin, id, reader),
            Some(other) => {
                let message = format!("the mixin `{mixin}` is a {}, not a {}", other.ty, shape.ty);
                reader.error(place, message);
            }
            None => reader.error(place, format!("the mixin `{mixin}` does not exist")),
        }
    }
    flat.traits.overlay(&shape.traits);
    merge::members(&mut flat.members, &shape.members, id, reader);
    merge::properties(&mut flat.properties, &shape.properties);
    flat
}

fn inherit<'j>(flat: &mut Shape<'j>, mixin: &Shape<'j>, id: &str, reader: &mut Reader<'_>) {
    let mut traits = mixin.traits.clone();
    let local = traits.get(MIXIN).and_then(|json| json.get("localTraits")).cloned();
    if let Some(Json::Array(local)) = local {
        for name in &local {
            if let Json::Text(name) = name {
                traits.remove(name);
            }
        }
    }
    traits.remove(MIXIN);
    flat.traits.overlay(&traits);
    merge::members(&mut flat.members, &mixin.members, id, reader);
    merge::properties(&mut flat.properties, &mixin.properties);
}
