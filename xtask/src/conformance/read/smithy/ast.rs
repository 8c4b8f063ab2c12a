//! What the suite asks of a JSON AST: shapes, their traits, and what services and operations have; the generator reads
//! the rest for itself.

use std::collections::{BTreeMap, BTreeSet};

use super::super::super::suite::MapEntries;
use crate::models::json::Json;

/// A model by the IDs of its shapes.
pub(super) struct Ast<'j> {
    shapes: BTreeMap<&'j str, &'j Json>,
}

/// The keys of the operations of a resource that are not in a list.
const LIFECYCLE: [&str; 6] = ["create", "put", "read", "update", "delete", "list"];

impl<'j> Ast<'j> {
    pub(super) fn new(json: &'j Json) -> Self {
        let shapes = json.get("shapes").map(Json::members).unwrap_or_default();
        Self {
            shapes: shapes.iter().map(|(id, shape)| (id.as_str(), shape)).collect(),
        }
    }

    /// The services, by their IDs.
    pub(super) fn services(&self) -> impl Iterator<Item = &'j str> {
        self.shapes
            .iter()
            .filter(|(_, shape)| is_type(shape, "service"))
            .map(|(id, _)| *id)
    }

    /// The operations of a service and of its resources.
    pub(super) fn operations(&self, service: &str) -> BTreeSet<&'j str> {
        let mut operations = BTreeSet::new();
        let mut seen = BTreeSet::new();
        let mut open: Vec<&str> = vec![service];
        while let Some(id) = open.pop() {
            if !seen.insert(id.to_owned()) {
                continue;
            }
            for key in ["operations", "collectionOperations"] {
                operations.extend(self.targets(id, key));
            }
            operations.extend(LIFECYCLE.iter().filter_map(|key| self.target(id, key)));
            open.extend(self.targets(id, "resources"));
        }
        operations
    }

    /// The errors of an operation, those of its service included.
    pub(super) fn errors(&self, service: &str, operation: &str) -> Vec<&'j str> {
        let both = [operation, service].map(|id| self.targets(id, "errors"));
        both.concat()
    }

    /// The shape that a shape refers to by this key.
    pub(super) fn target(&self, id: &str, key: &str) -> Option<&'j str> {
        target(self.shapes.get(id)?.get(key)?)
    }

    fn targets(&self, id: &str, key: &str) -> Vec<&'j str> {
        match self.shapes.get(id).and_then(|shape| shape.get(key)) {
            Some(Json::Array(references)) => references.iter().filter_map(target).collect(),
            _ => Vec::new(),
        }
    }

    /// A trait of a shape.
    pub(super) fn trait_of(&self, id: &str, name: &str) -> Option<&'j Json> {
        self.shapes.get(id)?.get("traits")?.get(name)
    }

    /// Whether an event stream is among the members of the input or the output.
    pub(super) fn has_event_stream(&self, operation: &str) -> bool {
        let sides = ["input", "output"].into_iter();
        let mut shapes = sides.filter_map(|side| self.target(operation, side));
        shapes.any(|shape| self.member_targets(shape).any(|target| self.is_event_stream(target)))
    }

    fn is_event_stream(&self, id: &str) -> bool {
        let is_union = self.shapes.get(id).is_some_and(|shape| is_type(shape, "union"));
        is_union && self.trait_of(id, "smithy.api#streaming").is_some()
    }

    fn member_targets(&self, id: &str) -> impl Iterator<Item = &'j str> {
        let members = self.shapes.get(id).and_then(|shape| shape.get("members"));
        let members = members.map(Json::members).unwrap_or_default();
        members.iter().filter_map(|(_, member)| target(member))
    }

    /// What the entries of maps are made of in XML and in queries.
    pub(super) fn map_entries(&self) -> MapEntries {
        let maps = self.shapes.values().filter(|shape| is_type(shape, "map"));
        let entries = maps.map(|map| {
            let name = |part: &str| match map
                .get(part)
                .and_then(|part| part.get("traits")?.get("smithy.api#xmlName"))
            {
                Some(Json::String(name)) => name.clone(),
                _ => part.to_owned(),
            };
            (name("key"), name("value"))
        });
        entries.collect()
    }

    /// What a service calls a shape.
    pub(super) fn renamed(&self, service: &str, id: &'j str) -> &'j str {
        let renames = self.shapes.get(service).and_then(|service| service.get("rename"));
        match renames.and_then(|renames| renames.get(id)) {
            Some(Json::String(name)) => name,
            _ => name_of(id),
        }
    }
}

fn target(reference: &Json) -> Option<&str> {
    match reference.get("target") {
        Some(Json::String(id)) => Some(id),
        _ => None,
    }
}

fn is_type(shape: &Json, name: &str) -> bool {
    shape.get("type") == Some(&Json::String(name.to_owned()))
}

/// The name in a shape ID: `Foo` of `com.example#Foo`.
pub(super) fn name_of(id: &str) -> &str {
    id.split_once('#').map_or(id, |(_, name)| name)
}
