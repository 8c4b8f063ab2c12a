//! Finding what two models call the same: in Smithy's, shapes that become no type are called by their IDs.

use tinsmith_codegen::model::{Member, Model, Operation, Shape, ShapeId, ShapeKind};

/// The name behind the namespace.
pub(super) fn local(name: &str) -> &str {
    name.split_once('#').map_or(name, |(_, name)| name)
}

/// The shape of this name; one of the model before one of Smithy's prelude.
pub(super) fn shape(model: &Model, name: &str) -> Option<ShapeId> {
    let mut found: Vec<(ShapeId, &Shape)> = model
        .shapes
        .iter()
        .filter(|(_, shape)| local(&shape.name) == name)
        .collect();
    found.retain(|(_, shape)| !matches!(shape.kind, ShapeKind::Unresolved(_)));
    found.sort_by_key(|(_, shape)| shape.name.starts_with("smithy.api#"));
    found.first().map(|(id, _)| *id)
}

/// The operation of this name.
pub(super) fn operation<'m>(model: &'m Model, name: &str) -> Option<&'m Operation> {
    model.operations.iter().find(|operation| operation.name == name)
}

/// The same, to be changed.
pub(super) fn operation_mut<'m>(model: &'m mut Model, name: &str) -> Option<&'m mut Operation> {
    model.operations.iter_mut().find(|operation| operation.name == name)
}

/// A member by `Shape.Member`.
pub(super) fn member<'m>(model: &'m Model, at: &str) -> Option<&'m Member> {
    let (owner, name) = at.split_once('.')?;
    let members = model.shapes[shape(model, owner)?].members();
    members.iter().find(|member| member.name == name)
}

/// The same, to be changed.
pub(super) fn member_mut<'m>(model: &'m mut Model, at: &str) -> Option<&'m mut Member> {
    let (owner, name) = at.split_once('.')?;
    let id = shape(model, owner)?;
    model.shapes[id]
        .members_mut()
        .iter_mut()
        .find(|member| member.name == name)
}

/// The shape of this name in one model, copied from another if it is not there.
pub(super) fn import(from: &Model, to: &mut Model, id: ShapeId) -> ShapeId {
    let name = local(&from.shapes[id].name).to_owned();
    if let Some(known) = shape(to, &name) {
        return known;
    }
    let mut copy = from.shapes[id].clone();
    copy.name = name;
    let here = to.shapes.define(copy);
    let targets: Vec<ShapeId> = from.shapes[id].members().iter().map(|member| member.target).collect();
    let targets: Vec<ShapeId> = targets.into_iter().map(|target| import(from, to, target)).collect();
    for (member, target) in to.shapes[here].members_mut().iter_mut().zip(targets) {
        member.target = target;
    }
    here
}
