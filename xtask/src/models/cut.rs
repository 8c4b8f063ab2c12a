//! Cutting a botocore model down to chosen operations and the shapes they reach; everything else of it stays.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, bail};

use super::json::Json;
use crate::manifest::Pattern;

/// A model and the corrections that botocore ships for it: both are cut, since the corrections would bring shapes back.
#[derive(Debug)]
pub(crate) struct Model {
    pub(crate) service: Json,
    pub(crate) extras: Option<Json>,
}

impl Model {
    /// Keeps the operations that fit one of the patterns, each of which has to fit some operation.
    pub(crate) fn keep(&mut self, patterns: &[Pattern]) -> Result<()> {
        let kept: BTreeSet<String> = self
            .entries("operations")
            .map(|(name, _)| name)
            .filter(|name| patterns.iter().any(|pattern| pattern.matches(name)))
            .cloned()
            .collect();
        let useless = patterns
            .iter()
            .filter(|pattern| !kept.iter().any(|name| pattern.matches(name)));
        let useless: Vec<String> = useless.map(|pattern| format!("`{pattern}`")).collect();
        if !useless.is_empty() {
            bail!("no operation fits {}", useless.join(", "));
        }
        let reached = self.reach(&kept);
        self.retain("operations", &kept);
        self.retain("shapes", &reached);
        Ok(())
    }

    /// The shapes that these operations reach.
    fn reach(&self, operations: &BTreeSet<String>) -> BTreeSet<String> {
        let mut shapes: BTreeMap<&str, Vec<&Json>> = BTreeMap::new();
        for (name, shape) in self.entries("shapes") {
            shapes.entry(name).or_default().push(shape);
        }
        let mut reached = BTreeSet::new();
        let mut open = Vec::new();
        for (_, operation) in self
            .entries("operations")
            .filter(|(name, _)| operations.contains(*name))
        {
            targets(operation, &mut open);
        }
        while let Some(target) = open.pop() {
            if reached.insert(target.to_owned()) {
                shapes
                    .get(target)
                    .into_iter()
                    .flatten()
                    .for_each(|shape| targets(shape, &mut open));
            }
        }
        reached
    }

    /// The members of `section`, of the model and of its corrections.
    fn entries(&self, section: &str) -> impl Iterator<Item = (&String, &Json)> {
        let extras = self.extras.as_ref().and_then(|extras| extras.get("merge"));
        let sections = [Some(&self.service), extras]
            .into_iter()
            .flatten()
            .filter_map(move |part| part.get(section));
        sections.flat_map(Json::members).map(|(name, value)| (name, value))
    }

    fn retain(&mut self, section: &str, kept: &BTreeSet<String>) {
        if let Some(members) = self.service.object_mut(section) {
            members.retain(|(name, _)| kept.contains(name));
        }
        let Some(merge) = self.extras.as_mut().and_then(|extras| extras.object_mut("merge")) else {
            return;
        };
        for (_, value) in merge.iter_mut().filter(|(name, _)| name == section) {
            if let Json::Object(members) = value {
                members.retain(|(name, _)| kept.contains(name));
            }
        }
    }
}

/// The shapes that a value refers to: botocore writes each reference as an object whose `shape` is a string.
fn targets<'a>(value: &'a Json, found: &mut Vec<&'a str>) {
    match value {
        Json::Object(members) => {
            for (name, member) in members {
                match member {
                    Json::String(target) if name == "shape" => found.push(target),
                    member => targets(member, found),
                }
            }
        }
        Json::Array(items) => items.iter().for_each(|item| targets(item, found)),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::{Json, Model};
    use crate::manifest::Pattern;

    fn model() -> Model {
        let service = r#"{"metadata":{"x":1},
            "operations":{
                "GetA":{"input":{"shape":"In"},"errors":[{"shape":"Bad"}]},
                "PutB":{"output":{"shape":"Out"}}},
            "shapes":{
                "Out":{"members":{"o":{"shape":"Only"}}},
                "In":{"members":{"shape":{"shape":"List"},"map":{"shape":"Map"}},"documentation":"in"},
                "List":{"member":{"shape":"In"}},
                "Map":{"key":{"shape":"Key"},"value":{"shape":"Value"}},
                "Bad":{"members":{}},"Key":{},"Value":{},"Only":{}}}"#;
        let extras =
            r#"{"version":1.0,"merge":{"shapes":{"Key":{"members":{"m":{"shape":"Added"}}},"Added":{},"Only":{}}}}"#;
        let read = |text: &str| Json::parse(text.as_bytes()).expect("the test writes JSON");
        Model {
            service: read(service),
            extras: Some(read(extras)),
        }
    }

    fn names(section: Option<&Json>) -> Vec<&str> {
        section
            .map(Json::members)
            .unwrap_or_default()
            .iter()
            .map(|(name, _)| name.as_str())
            .collect()
    }

    fn patterns(texts: &[&str]) -> Vec<Pattern> {
        texts
            .iter()
            .map(|text| Pattern::try_from((*text).to_owned()).expect("the pattern is not empty"))
            .collect()
    }

    #[test]
    fn what_the_kept_operations_reach_stays_in_order() {
        let mut model = model();
        model.keep(&patterns(&["Get*"])).expect("one operation fits");
        assert_eq!(names(Some(&model.service)), ["metadata", "operations", "shapes"]);
        assert_eq!(names(model.service.get("operations")), ["GetA"]);
        assert_eq!(
            names(model.service.get("shapes")),
            ["In", "List", "Map", "Bad", "Key", "Value"]
        );
        let extras = model
            .extras
            .as_ref()
            .and_then(|extras| extras.get("merge")?.get("shapes"));
        assert_eq!(names(extras), ["Key", "Added"]);
    }

    #[test]
    fn a_pattern_that_fits_nothing_is_an_error() {
        let error = model()
            .keep(&patterns(&["GetA", "Get", "X*"]))
            .expect_err("two patterns fit nothing");
        assert_eq!(error.to_string(), "no operation fits `Get`, `X*`");
    }
}
