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

#[cfg(test)]
mod tests {
    use tinsmith_codegen::{Source, load_model};

    use super::super::pair;
    use super::*;

    /// The same service in both formats, but for a slash, a type, an error, a member and an operation.
    fn models() -> (Model, Model) {
        let c2j = r#"{
            "metadata": {"apiVersion": "1", "serviceId": "Mini", "serviceFullName": "Mini", "endpointPrefix": "mini",
                "protocol": "rest-json", "uid": "mini-1", "signatureVersion": "v4"},
            "operations": {
                "Get": {"name": "Get", "http": {"method": "GET", "requestUri": "/get/{Id}/"}, "input": {"shape": "GetRequest"}},
                "Old": {"name": "Old", "http": {"method": "GET", "requestUri": "/old"}}},
            "shapes": {
                "GetRequest": {"type": "structure", "required": ["Name"], "members": {
                    "Name": {"shape": "string", "location": "uri", "locationName": "Id"},
                    "Max": {"shape": "Max", "location": "querystring", "locationName": "max"}}},
                "string": {"type": "string"}, "Max": {"type": "string"}}}"#;
        let smithy = r##"{"smithy": "2.0", "shapes": {
            "a#Mini": {"type": "service", "version": "1", "operations": [{"target": "a#Get"}],
                "traits": {"aws.api#service": {"sdkId": "Mini"}, "aws.auth#sigv4": {"name": "mini"}, "aws.protocols#restJson1": {}}},
            "a#Get": {"type": "operation", "input": {"target": "a#GetRequest"}, "output": {"target": "smithy.api#Unit"},
                "errors": [{"target": "a#Gone"}], "traits": {"smithy.api#http": {"method": "GET", "uri": "/get/{Name}"}}},
            "a#GetRequest": {"type": "structure", "members": {
                "Max": {"target": "a#Max", "traits": {"smithy.api#httpQuery": "max"}},
                "Name": {"target": "smithy.api#String", "traits": {"smithy.api#httpLabel": {}, "smithy.api#required": {}}}}},
            "a#Max": {"type": "integer"},
            "a#Gone": {"type": "structure", "members": {"why": {"target": "smithy.api#String"}}, "traits": {"smithy.api#error": "client"}}}}"##;
        let value = |source| {
            let outcome = load_model(&source);
            let problems = outcome.diagnostics.to_string();
            outcome.value.expect(&problems)
        };
        (value(Source::botocore("m", c2j)), value(Source::smithy("m", smithy)))
    }

    #[test]
    fn every_difference_is_found_and_can_be_put_right() {
        let (mut c2j, smithy) = models();
        assert!(
            !pair::files(c2j.clone(), smithy.clone())
                .expect("both are sound")
                .is_empty()
        );
        let found = find(&c2j, &smithy);
        let listed: Vec<String> = found
            .iter()
            .map(|found| format!("{} {}", found.at, found.fact))
            .collect();
        assert_eq!(
            listed,
            [
                "Get uri",
                "Get errors",
                "GetRequest members",
                "Max type",
                "Old operation"
            ]
        );
        for difference in &found {
            assert_eq!(difference.put_right(&mut c2j, &smithy), Ok(()));
        }
        assert_eq!(find(&c2j, &smithy), []);
        assert_eq!(pair::files(c2j, smithy), Ok(Vec::new()));
    }

    #[test]
    fn an_entry_that_is_no_difference_is_a_failure() {
        let entry = |at: &str, c2j: &str, smithy: &str| Difference {
            at: at.to_owned(),
            fact: Fact::Uri,
            c2j: c2j.to_owned(),
            smithy: smithy.to_owned(),
        };
        let (mut c2j, smithy) = models();
        for wrong in [
            entry("Get", "/get/{Name}/", "/get"),
            entry("Get", "/", "/get/{Name}"),
            entry("Nowhere", "/", "/get"),
        ] {
            let problem = wrong.put_right(&mut c2j, &smithy).expect_err("it is not so");
            assert!(problem.starts_with("listed, but not so"), "{problem}");
        }
        let right = entry("Get", "/get/{Name}/", "/get/{Name}");
        assert_eq!(right.put_right(&mut c2j, &smithy), Ok(()));
        assert!(right.put_right(&mut c2j, &smithy).is_err(), "it is right by now");
    }
}
