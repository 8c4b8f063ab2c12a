//! `models/models.toml`: the pin of botocore and the services, read and checked; opens no model.

mod edit;
mod example;
mod pattern;

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::ops::Deref;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use toml::Spanned;

pub(crate) use edit::{Checksums, with_checksums};
pub(crate) use example::Example;
pub(crate) use pattern::Pattern;

/// Where the manifest is, from the root of the workspace; messages name it so.
pub(crate) const PATH: &str = "models/models.toml";

/// The whole of `models.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Manifest {
    pub(crate) botocore: Pin,
    #[serde(default, rename = "service")]
    services: BTreeMap<Spanned<Word>, Service>,
    #[serde(default, rename = "example")]
    examples: BTreeMap<Word, Example>,
}

/// The release of botocore that every model comes from.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Pin {
    pub(crate) version: Word,
    /// Of the wheel; absent only between a bump by hand and `--accept`.
    pub(crate) sha256: Option<Digest>,
}

/// One service, and everything about it that departs from the default.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Service {
    pub(crate) version: Word,
    /// Of `service-2.json` as botocore ships it, decompressed; absent only in a new entry.
    pub(crate) sha256: Option<Digest>,
    pub(crate) operations: Option<Selection>,
    pub(crate) protocol: Option<Choice>,
    #[serde(default)]
    pub(crate) names: BTreeMap<String, Rename>,
}

/// The operations to keep, in place of all.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Selection {
    pub(crate) keep: Vec<Pattern>,
    #[expect(dead_code, reason = "asked for so that whoever reads the manifest finds it")]
    reason: Text,
}

/// The protocol to speak, in place of the first of AWS's order.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Choice {
    #[serde(rename = "use")]
    pub(crate) protocol: Word,
    #[expect(dead_code, reason = "asked for so that whoever reads the manifest finds it")]
    reason: Text,
}

/// A Rust name chosen by hand.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rename {
    pub(crate) rust: Text,
    #[expect(dead_code, reason = "asked for so that whoever reads the manifest finds it")]
    reason: Text,
}

impl Manifest {
    /// Reads and checks the manifest of the workspace at `root`.
    pub(crate) fn load(root: &Path) -> Result<Self> {
        let text = fs::read_to_string(root.join(PATH)).with_context(|| format!("`{PATH}` cannot be read"))?;
        Self::parse(&text)
    }

    /// Reads and checks the text of a manifest.
    pub(crate) fn parse(text: &str) -> Result<Self> {
        let manifest: Self = toml::from_str(text).with_context(|| format!("`{PATH}` is not a manifest"))?;
        manifest.check(text)?;
        Ok(manifest)
    }

    /// The services in the order of their names.
    pub(crate) fn services(&self) -> impl Iterator<Item = (&str, &Service)> {
        self.services
            .iter()
            .map(|(name, service)| (name.get_ref().as_ref(), service))
    }

    /// The examples in the order of their names.
    pub(crate) fn examples(&self) -> impl Iterator<Item = (&str, &Example)> {
        self.examples.iter().map(|(name, example)| (name.as_ref(), example))
    }

    /// The services named in `wanted`, or all of them when nothing is named.
    pub(crate) fn select(&self, wanted: &[String]) -> Result<Vec<(&str, &Service)>> {
        if self.services.is_empty() {
            bail!("`{PATH}` lists no service: add a table `[service.NAME]` first");
        }
        let unknown = wanted
            .iter()
            .filter(|name| !self.services().any(|(known, _)| known == *name));
        let unknown: Vec<String> = unknown.map(|name| format!("`{name}`")).collect();
        if !unknown.is_empty() {
            let known: Vec<&str> = self.services().map(|(name, _)| name).collect();
            bail!(
                "{} not in `{PATH}`, which lists: {}",
                unknown.join(", "),
                known.join(", ")
            );
        }
        Ok(self
            .services()
            .filter(|(name, _)| wanted.is_empty() || wanted.iter().any(|w| w == name))
            .collect())
    }

    fn check(&self, text: &str) -> Result<()> {
        let mut last: Option<(usize, &str)> = None;
        for (key, service) in &self.services {
            let (start, name) = (key.span().start, key.get_ref().as_ref());
            let line = 1 + text.get(..start).unwrap_or(text).matches('\n').count();
            if let Some((before, previous)) = last
                && before > start
            {
                bail!("{PATH}:{line}: `{name}` stands before `{previous}`: keep the services sorted by name");
            }
            if service
                .operations
                .as_ref()
                .is_some_and(|selection| selection.keep.is_empty())
            {
                bail!("{PATH}:{line}: `{name}` keeps no operation: name some, or remove `operations` to keep all");
            }
            last = Some((start, name));
        }
        Ok(())
    }
}

/// A name or version that is also a part of a path: letters, digits, `-`, `_` and inner dots.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(try_from = "String")]
pub(crate) struct Word(String);

impl TryFrom<String> for Word {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        if text.is_empty() || text.starts_with('.') || !text.chars().all(plain) {
            return Err(format!("`{text}` is no name: use letters, digits, `-`, `_` and dots"));
        }
        Ok(Self(text))
    }
}

/// A text of at least one word.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Text(String);

impl TryFrom<String> for Text {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        if text.trim().is_empty() {
            Err("an empty text says nothing: write one")
        } else {
            Ok(Self(text))
        }
    }
}

/// A sha256 in lower-case hexadecimal.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(try_from = "String")]
pub(crate) struct Digest(String);

impl Digest {
    /// The digest of `bytes`.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        use sha2::Digest as _;
        Self(
            sha2::Sha256::digest(bytes)
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect(),
        )
    }
}

impl TryFrom<String> for Digest {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if text.len() != 64 || !text.bytes().all(hex) {
            return Err(format!("`{text}` is no sha256: write 64 lower-case hexadecimal digits"));
        }
        Ok(Self(text))
    }
}

macro_rules! reads_as_str {
    ($($name:ident),*) => {$(
        impl Deref for $name {
            type Target = str;

            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

reads_as_str!(Word, Text, Digest);

#[cfg(test)]
mod tests {
    use super::{Digest, Manifest};

    const PIN: &str = "[botocore]\nversion = \"1.0.0\"\n";

    /// Everything the error says, on one line.
    fn refusal(services: &str) -> String {
        match Manifest::parse(&format!("{PIN}{services}")) {
            Ok(_) => "accepted".to_owned(),
            Err(error) => format!("{error:#}").split_whitespace().collect::<Vec<_>>().join(" "),
        }
    }

    #[test]
    fn the_committed_manifest_is_accepted() {
        let text = include_str!("../../models/models.toml");
        let manifest = Manifest::parse(text).expect("models.toml is a manifest");
        assert!(manifest.services().any(|(name, _)| name == "connect"));
    }

    #[test]
    fn options_are_read() {
        let text = format!(
            "{PIN}[service.a]\nversion = \"1\"\noperations = {{ keep = [\"Get*\"], reason = \"r\" }}\n\
             protocol = {{ use = \"json\", reason = \"r\" }}\nnames.\"A.B\" = {{ rust = \"b\", reason = \"r\" }}\n"
        );
        let manifest = Manifest::parse(&text).expect("every option is known");
        let (_, service) = manifest.services().next().expect("there is one service");
        assert_eq!(
            service.protocol.as_ref().map(|choice| choice.protocol.to_string()),
            Some("json".to_owned())
        );
        assert_eq!(service.names["A.B"].rust.to_string(), "b");
        assert!(
            service
                .operations
                .as_ref()
                .is_some_and(|selection| selection.keep[0].matches("GetItem"))
        );
    }

    #[test]
    fn mistakes_are_named_with_their_line() {
        let cases = [
            (
                "[service.b]\nversion = \"1\"\n[service.a]\nversion = \"1\"\n",
                "models.toml:3: `b` stands before `a`",
            ),
            ("[service.a]\nversion = \"1\"\nverison = \"1\"\n", "line 5"),
            (
                "[service.a]\nversion = \"1\"\nverison = \"1\"\n",
                "unknown field `verison`",
            ),
            ("[service.a]\n", "missing field `version`"),
            ("[service.a]\nversion = \"../1\"\n", "`../1` is no name"),
            ("[service.\"a/b\"]\nversion = \"1\"\n", "`a/b` is no name"),
            ("[service.a]\nversion = \"1\"\nsha256 = \"ABC\"\n", "`ABC` is no sha256"),
            (
                "[service.a]\nversion = \"1\"\nprotocol = { use = \"json\" }\n",
                "missing field `reason`",
            ),
            (
                "[service.a]\nversion = \"1\"\nprotocol = { use = \"json\", reason = \" \" }\n",
                "an empty text",
            ),
            (
                "[service.a]\nversion = \"1\"\noperations = { keep = [], reason = \"r\" }\n",
                "keeps no operation",
            ),
            (
                "[service.a]\nversion = \"1\"\noperations = { keep = [\"\"], reason = \"r\" }\n",
                "an empty pattern",
            ),
            ("[service.a\n", "line 3"),
        ];
        for (services, expected) in cases {
            let refusal = refusal(services);
            assert!(
                refusal.contains(expected),
                "{services}\nwas refused with: {refusal}\ninstead of: {expected}"
            );
        }
    }

    #[test]
    fn unknown_services_are_all_named() {
        let manifest = Manifest::parse(&format!("{PIN}[service.a]\nversion = \"1\"\n")).expect("the manifest is sound");
        let error = manifest
            .select(&["b".to_owned(), "a".to_owned(), "c".to_owned()])
            .expect_err("`b` is unknown");
        assert_eq!(
            error.to_string(),
            "`b`, `c` not in `models/models.toml`, which lists: a"
        );
    }

    #[test]
    fn a_manifest_without_services_selects_nothing() {
        let manifest = Manifest::parse(PIN).expect("services may come later");
        assert!(manifest.select(&[]).is_err());
    }

    #[test]
    fn digests_are_those_of_sha256() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(Digest::of(b"").to_string(), empty);
    }
}
