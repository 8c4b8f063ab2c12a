//! The list of the differences that are known, each with its reason.

use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use super::difference::Difference;

/// Where the differences are listed, from the root of the workspace.
pub(super) const PATH: &str = "tests/conformance/format-differences.toml";

/// Differences, in the order of the list.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Listed {
    #[serde(default, rename = "difference")]
    differences: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    service: String,
    reason: String,
    #[serde(flatten)]
    difference: Difference,
}

impl Listed {
    /// Reads the list of the workspace.
    pub(super) fn load(root: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(root.join(PATH)).with_context(|| format!("`{PATH}` cannot be read"))?;
        Self::parse(&text)
    }

    fn parse(text: &str) -> Result<Self> {
        let listed: Self = toml::from_str(text).with_context(|| format!("`{PATH}`"))?;
        for (index, entry) in listed.differences.iter().enumerate() {
            let Entry {
                service, difference, ..
            } = entry;
            let (at, fact) = (&difference.at, difference.fact);
            if entry.reason.trim().is_empty() {
                bail!("`{PATH}`: `{fact}` of `{at}` of {service} has no reason");
            }
            let again = |other: &Entry| {
                other.service == *service && other.difference.at == *at && other.difference.fact == fact
            };
            if listed.differences.iter().take(index).any(again) {
                bail!("`{PATH}`: `{fact}` of `{at}` of {service} is there twice");
            }
        }
        Ok(listed)
    }

    /// The differences of a service.
    pub(super) fn of(&self, service: &str) -> Vec<&Difference> {
        let entries = self.differences.iter().filter(|entry| entry.service == service);
        entries.map(|entry| &entry.difference).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_difference_has_a_reason_and_is_listed_once() {
        let entry = |reason: &str| {
            format!(
                "[[difference]]\nservice = \"s\"\nat = \"Get\"\nfact = \"uri\"\nc2j = \"/\"\nsmithy = \"/x\"\nreason = \"{reason}\"\n"
            )
        };
        let listed = Listed::parse(&entry("it is so")).expect("it is well formed");
        assert_eq!((listed.of("s").len(), listed.of("t").len()), (1, 0));
        let unknown = entry("r").replace("uri", "colour");
        for wrong in [entry(" "), entry("a") + &entry("b"), unknown] {
            assert!(Listed::parse(&wrong).is_err(), "{wrong}");
        }
    }
}
