//! Shapes that later steps cannot handle.

use std::collections::BTreeSet;

use super::{Checker, is_missing};
use crate::model::{ShapeId, ShapeKind, Unresolved};

impl Checker<'_> {
    pub(super) fn shape(&mut self, id: ShapeId) {
        let shape = &self.model.shapes[id];
        let path = self.model.shape_path(id);
        match &shape.kind {
            // Whoever mentions a missing shape is told so.
            ShapeKind::Unresolved(Unresolved::Missing) => {}
            ShapeKind::Unresolved(Unresolved::UnknownType(ty)) => self.error(path, format!("unknown type `{ty}`")),
            ShapeKind::Unresolved(Unresolved::Incomplete(key)) => self.error(path, format!("`{key}` is missing")),
            ShapeKind::Union(members) if members.is_empty() => self.error(path, "a union without members"),
            ShapeKind::Enum(values) => self.values(id, values.iter().map(|value| value.value.as_str())),
            ShapeKind::IntEnum(values) => self.values(id, values.iter().map(|value| value.value)),
            _ => {}
        }
        let binds = matches!(shape.kind, ShapeKind::Structure(_));
        for member in shape.members() {
            let path = self.model.member_path(id, &member.name);
            if self.exists(&path, "target", member.target) && binds {
                self.binding(&path, member);
            }
        }
        if let ShapeKind::Map(pair) = &shape.kind {
            let key = &self.model.shapes[pair[0].target];
            if !matches!(key.kind, ShapeKind::String | ShapeKind::Enum(_)) && !is_missing(&key.kind) {
                let path = self.model.member_path(id, "key");
                self.error(path, format!("keys of maps are strings, and `{}` is none", key.name));
            }
        }
    }

    fn values<T: Ord + std::fmt::Display>(&mut self, id: ShapeId, values: impl Iterator<Item = T>) {
        let mut seen = BTreeSet::new();
        for value in values {
            let text = value.to_string();
            if !seen.insert(value) {
                self.error(self.model.shape_path(id), format!("the value `{text}` is listed twice"));
            }
        }
    }
}
