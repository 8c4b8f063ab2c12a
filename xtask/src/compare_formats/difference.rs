//! One difference between the two models of a service.

use std::collections::BTreeSet;
use std::fmt;

use serde::Deserialize;
use tinsmith_codegen::model::Model;

use super::fact::Fact;
use super::names;

/// A fact that the two models state differently.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct Difference {
    /// An operation, a shape, or a member of a shape; the service itself if empty.
    #[serde(default)]
    pub(super) at: String,
    pub(super) fact: Fact,
    pub(super) c2j: String,
    pub(super) smithy: String,
}

impl Difference {
    /// Makes botocore's model say what Smithy's says; an error says why this is no difference of these two.
    pub(super) fn put_right(&self, c2j: &mut Model, smithy: &Model) -> Result<(), String> {
        let is = |model: &Model| self.fact.read(model, &self.at);
        let found = (is(c2j), is(smithy));
        let listed = (self.c2j.as_str(), self.smithy.as_str());
        if (found.0.as_deref(), found.1.as_deref()) != (Some(listed.0), Some(listed.1)) {
            let said = |value: Option<String>| value.map_or("nothing".to_owned(), |value| format!("`{value}`"));
            return Err(format!(
                "listed, but not so: {self}; botocore's model says {}, Smithy's {}",
                said(found.0),
                said(found.1)
            ));
        }
        if found.0 == found.1 {
            return Err(format!("listed, but no difference: {self}"));
        }
        self.fact.copy(smithy, c2j, &self.at);
        Ok(())
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { at, fact, c2j, smithy } = self;
        write!(f, "at = {at:?}, fact = \"{fact}\", c2j = {c2j:?}, smithy = {smithy:?}")
    }
}

/// Every difference that there is a fact for, in what the operations of either model reach.
pub(super) fn find(c2j: &Model, smithy: &Model) -> Vec<Difference> {
    let mut places = BTreeSet::from([String::new()]);
    for model in [c2j, smithy] {
        places.extend(model.operations.iter().map(|operation| operation.name.clone()));
        for id in model.reached(model.roots()) {
            let shape = names::local(&model.shapes[id].name);
            places.insert(shape.to_owned());
            let members = model.shapes[id].members().iter().map(|member| member.name.as_str());
            places.extend(
                members
                    .chain(super::fact::values(&model.shapes[id]))
                    .map(|member| format!("{shape}.{member}")),
            );
        }
    }
    let facts = places.iter().flat_map(|at| Fact::ALL.map(|fact| (at, fact)));
    let same_target = |at: &str| {
        let target = |model: &Model| {
            names::member(model, at).map(|member| names::local(&model.shapes[member.target].name).to_owned())
        };
        target(c2j).is_some_and(|name| target(smithy) == Some(name))
    };
    let differing = facts.filter_map(|(at, fact)| {
        if fact == Fact::Type && same_target(at) {
            // It is said once, of the target.
            return None;
        }
        let (c2j, smithy) = (fact.read(c2j, at)?, fact.read(smithy, at)?);
        (c2j != smithy).then(|| Difference {
            at: at.clone(),
            fact,
            c2j,
            smithy,
        })
    });
    differing.collect()
}
