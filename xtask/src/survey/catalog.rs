//! Which services a release of botocore has, and their texts; understands none of them.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::models::package::Package;
use crate::models::{EXTRAS, SERVICE};

/// Where botocore keeps its models.
const DATA: &str = "botocore/data";

/// A service, in the newest version of its API that the release has.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) name: String,
    version: String,
}

/// The texts of a service.
pub(super) struct Texts {
    /// The path of the model in the release.
    pub(super) path: String,
    pub(super) service: String,
    pub(super) extras: Option<(String, String)>,
}

/// The sizes that a model has before anything reads it.
#[derive(Debug, Deserialize)]
pub(super) struct Sizes {
    operations: BTreeMap<String, IgnoredAny>,
    shapes: BTreeMap<String, IgnoredAny>,
}

impl Sizes {
    /// Counts what is in the text of a model; nothing in one that is none.
    pub(super) fn of(text: &str) -> (usize, usize) {
        serde_json::from_str(text).map_or((0, 0), |sizes: Self| (sizes.operations.len(), sizes.shapes.len()))
    }
}

/// Every service, or those that are wanted, in the order of their names.
pub(super) fn services(package: &Package, wanted: &[String]) -> Result<Vec<Entry>> {
    let names = package.names(DATA);
    let unknown: Vec<String> = wanted
        .iter()
        .filter(|name| !names.contains(*name))
        .map(|name| format!("`{name}`"))
        .collect();
    if !unknown.is_empty() {
        bail!("{} has no service {}", package.name, unknown.join(", "));
    }
    let chosen = names.iter().filter(|name| wanted.is_empty() || wanted.contains(name));
    let entries: Vec<Entry> = chosen.filter_map(|name| newest(package, name)).collect();
    if entries.is_empty() {
        bail!("{} has no service in `{DATA}`", package.name);
    }
    Ok(entries)
}

fn newest(package: &Package, name: &str) -> Option<Entry> {
    let is_model = |file: &String| file.strip_suffix(".gz").unwrap_or(file) == SERVICE;
    // Versions are dates, so the greatest is the newest.
    let versions = package.names(&format!("{DATA}/{name}")).into_iter().rev();
    let mut versions =
        versions.filter(|version| package.names(&format!("{DATA}/{name}/{version}")).iter().any(is_model));
    versions.next().map(|version| Entry {
        name: name.to_owned(),
        version,
    })
}

/// Reads the texts of a service.
pub(super) fn read(package: &mut Package, entry: &Entry) -> Result<Texts> {
    let folder = format!("{DATA}/{}/{}", entry.name, entry.version);
    let path = format!("{folder}/{SERVICE}");
    let service = text(package, &path)?.with_context(|| format!("{} has no `{path}`", package.name))?;
    let extras = format!("{folder}/{EXTRAS}");
    let extras = text(package, &extras)?.map(|text| (extras, text));
    Ok(Texts { path, service, extras })
}

fn text(package: &mut Package, path: &str) -> Result<Option<String>> {
    let bytes = package.read_data(path)?;
    bytes
        .map(String::from_utf8)
        .transpose()
        .with_context(|| format!("`{path}` of {} is not UTF-8", package.name))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Sizes, services};
    use crate::models::package::Package;

    #[test]
    fn the_newest_version_of_each_service_is_found() {
        let folder = tempfile::tempdir().expect("there is room for temporary files");
        let data = folder.path().join("botocore/data");
        for path in [
            "a/2010-01-01/service-2.json",
            "a/2012-01-01/service-2.json.gz",
            "a/2013-01-01/paginators-1.json",
            "b/2010-01-01/service-2.json",
            "c/2010-01-01/waiters-2.json",
        ] {
            let path = data.join(path);
            fs::create_dir_all(path.parent().expect("it is below the data")).expect("a folder can be made");
            fs::write(path, "").expect("a file can be written");
        }
        fs::write(data.join("endpoints.json"), "").expect("a file can be written");
        let package = Package::open(folder.path()).expect("it looks like botocore");
        let found = |wanted: &[&str]| {
            let wanted: Vec<String> = wanted.iter().map(|&name| name.to_owned()).collect();
            services(&package, &wanted).map(|entries| {
                let shown = entries.iter().map(|entry| format!("{} {}", entry.name, entry.version));
                shown.collect::<Vec<_>>().join(", ")
            })
        };
        assert_eq!(found(&[]).expect("there are two"), "a 2012-01-01, b 2010-01-01");
        assert_eq!(found(&["b"]).expect("there is one"), "b 2010-01-01");
        let refusal = found(&["b", "x"]).expect_err("`x` is no service").to_string();
        assert!(refusal.ends_with("has no service `x`"), "{refusal}");
    }

    #[test]
    fn sizes_are_counted_without_reading_the_model() {
        assert_eq!(
            Sizes::of(r#"{"operations": {"A": {}}, "shapes": {"B": 1, "C": []}}"#),
            (1, 2)
        );
        assert_eq!(Sizes::of("no model"), (0, 0));
    }
}
