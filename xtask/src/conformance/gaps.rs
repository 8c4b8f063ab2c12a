//! The known gaps: cases that fail, each with the reason why it may.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

/// Where the gaps are listed, from the root of the workspace.
pub(crate) const PATH: &str = "tests/conformance/known-gaps.toml";

/// Reasons by the name of the case, such as `botocore-protocols/input/rest-json/RestJsonListsEmpty`.
#[derive(Debug, Default)]
pub(crate) struct Gaps(BTreeMap<String, String>);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    #[serde(default)]
    gap: Vec<Gap>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Gap {
    case: String,
    reason: String,
}

impl Gaps {
    /// Reads the list of the workspace.
    pub(crate) fn load(root: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(root.join(PATH)).with_context(|| format!("`{PATH}` cannot be read"))?;
        Self::parse(&text)
    }

    fn parse(text: &str) -> Result<Self> {
        let list: List = toml::from_str(text).with_context(|| format!("`{PATH}`"))?;
        let mut gaps = BTreeMap::new();
        for Gap { case, reason } in list.gap {
            if reason.trim().is_empty() {
                bail!("`{PATH}`: `{case}` has no reason");
            }
            if gaps.insert(case.clone(), reason).is_some() {
                bail!("`{PATH}`: `{case}` is there twice");
            }
        }
        Ok(Self(gaps))
    }

    /// Why this case may fail, if it may.
    pub(crate) fn reason(&self, case: &str) -> Option<&str> {
        self.0.get(case).map(String::as_str)
    }

    /// The entries for which there is no case: other suites have other cases, so that is no failure.
    pub(crate) fn without_case<'a>(&'a self, exists: impl Fn(&str) -> bool + 'a) -> impl Iterator<Item = &'a str> {
        self.0.keys().map(String::as_str).filter(move |case| !exists(case))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_gap_has_a_reason_and_is_listed_once() {
        let gap = |reason: &str| format!("[[gap]]\ncase = \"a/b\"\nreason = \"{reason}\"\n");
        let gaps = Gaps::parse(&gap("the specification says so")).expect("it is well formed");
        assert_eq!(gaps.reason("a/b"), Some("the specification says so"));
        assert_eq!(gaps.without_case(|_| false).collect::<Vec<_>>(), ["a/b"]);
        for wrong in [gap(" "), gap("x") + &gap("y"), "[[gaps]]\n".to_owned()] {
            assert!(Gaps::parse(&wrong).is_err(), "{wrong}");
        }
        assert!(Gaps::parse("").is_ok());
    }
}
