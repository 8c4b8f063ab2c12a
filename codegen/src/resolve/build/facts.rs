//! Wire facts of a member: its own traits win over those of its target, and lists and maps have facts one level down.

use crate::model::{Constraints, Member, Model, Shape, ShapeKind};
use crate::resolve::{Elements, Facts};

/// The facts of a member of a structure or a union, of a list's element, or of a map's key or value.
pub(super) fn of_member(model: &Model, member: &Member) -> Facts {
    let target = &model.shapes[member.target];
    let differing = |name: &Option<String>| name.clone().filter(|name| *name != member.name);
    Facts {
        json_name: differing(&member.json_name),
        xml_name: differing(&member.xml_name),
        ec2_name: member.ec2_name.clone(),
        xml_attribute: member.xml_attribute,
        xml_namespace: member.xml_namespace.clone(),
        flattened: member.flattened || target.flattened,
        timestamp_format: member.timestamp_format.or(target.timestamp_format),
        media_type: member.media_type.clone().or_else(|| target.media_type.clone()),
        json_value: member.json_value,
        streaming: member.streaming || target.streaming,
        requires_length: member.requires_length || target.requires_length,
        sensitive: member.sensitive || is_sensitive(model, target),
        sparse: target.sparse,
        constraints: constraints(&member.constraints, target),
        elements: elements(model, target),
    }
}

fn elements(model: &Model, shape: &Shape) -> Option<Box<Elements>> {
    let (key, item) = match &shape.kind {
        ShapeKind::List(member) => (None, member.as_ref()),
        ShapeKind::Map(pair) => (Some(&pair[0]), &pair[1]),
        _ => return None,
    };
    Some(Box::new(Elements {
        key: key.map(|key| of_member(model, key)),
        item: of_member(model, item),
    }))
}

/// A value is sensitive if its shape is, or what a list or a map of it holds; structures look after themselves.
fn is_sensitive(model: &Model, shape: &Shape) -> bool {
    let inside = || {
        shape
            .members()
            .iter()
            .any(|member| member.sensitive || is_sensitive(model, &model.shapes[member.target]))
    };
    match shape.kind {
        ShapeKind::Structure(_) | ShapeKind::Union(_) => false,
        ShapeKind::List(_) | ShapeKind::Map(_) => shape.sensitive || inside(),
        _ => shape.sensitive,
    }
}

fn constraints(own: &Constraints, target: &Shape) -> Constraints {
    let other = &target.constraints;
    Constraints {
        min: own.min.or(other.min),
        max: own.max.or(other.max),
        pattern: own.pattern.clone().or_else(|| other.pattern.clone()),
        unique_items: own.unique_items || other.unique_items,
    }
}
