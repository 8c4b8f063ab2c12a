//! The two models of a service, and the files that come of them.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use flate2::read::MultiGzDecoder;
use tinsmith_codegen::files::FileSet;
use tinsmith_codegen::model::Model;
use tinsmith_codegen::{Outcome, Package, Service, Source, Text, decide, load_model};

/// A service in both formats.
#[derive(Debug)]
pub(super) struct Pair {
    pub(super) name: String,
    smithy: Vec<PathBuf>,
    c2j: PathBuf,
}

/// The services of a folder that are there in both formats, all or those that are named, sorted.
pub(super) fn find(folder: &Path, named: &[String]) -> Result<Vec<Pair>> {
    let mut pairs = Vec::new();
    for service in entries(folder)? {
        let name = service
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default()
            .to_owned();
        let chosen = named.is_empty() || named.contains(&name);
        let c2j = service.join("c2j");
        if !chosen || !c2j.is_dir() {
            if chosen && service.is_dir() {
                println!("{name}: skipped, it has no model in botocore's format");
            }
            continue;
        }
        // By name and version, of which these folders have one each.
        let versions = entries(&c2j)?
            .iter()
            .map(|folder| entries(folder))
            .collect::<Result<Vec<_>>>()?;
        let models = versions
            .iter()
            .flatten()
            .map(|version| entries(version))
            .collect::<Result<Vec<_>>>()?;
        let model = models.into_iter().flatten().find(|file| {
            let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            name.starts_with("service-2.json")
        });
        pairs.push(Pair {
            smithy: entries(&service.join("smithy"))?,
            c2j: model.with_context(|| format!("`{}` has no service-2.json", c2j.display()))?,
            name,
        });
    }
    let mut missing = named
        .iter()
        .filter(|name| !pairs.iter().any(|pair| pair.name == **name));
    if let Some(name) = missing.next() {
        bail!("`{}` has no service `{name}` in both formats", folder.display());
    }
    Ok(pairs)
}

impl Pair {
    /// Both models, botocore's first; the error says what is wrong with one of them.
    pub(super) fn load(&self) -> Result<(Model, Model), String> {
        let text = |path: &PathBuf| Ok(Text::new(self.name.clone(), text(path)?));
        let model = text(&self.c2j)?;
        let files = self.smithy.iter().map(text).collect::<Result<Vec<_>, String>>()?;
        let c2j = Source::Botocore { model, extras: None };
        let smithy = Source::Smithy { files, service: None };
        Ok((value(load_model(&c2j))?, value(load_model(&smithy))?))
    }
}

/// The files in which the two differ, each with the first line that does.
pub(super) fn files(c2j: Model, smithy: Model) -> Result<Vec<String>, String> {
    // With no source in the format of botocore, nothing of it is corrected: the differences say what to put right.
    let choices = Service::new(Source::smithy("", ""));
    let emitted = |model: Model| -> Result<FileSet, String> {
        let resolved = value(decide(model, &choices))?;
        let package = Package {
            crate_name: "clients".to_owned(),
            command: "cargo xtask compare-formats".to_owned(),
        };
        Ok(tinsmith_codegen::emit(&resolved, &package))
    };
    let (c2j, smithy) = (emitted(c2j)?, emitted(smithy)?);
    let mut problems = Vec::new();
    for (path, text) in c2j.iter() {
        match smithy.get(path) {
            None => problems.push(format!("{path} comes of botocore's model only")),
            Some(other) => problems.extend(first_difference(text, other).map(|line| format!("{path}:{line}"))),
        }
    }
    let added = smithy.iter().filter(|(path, _)| c2j.get(path).is_none());
    problems.extend(added.map(|(path, _)| format!("{path} comes of Smithy's model only")));
    Ok(problems)
}

/// The number of the first line that differs, and what stands there.
fn first_difference(left: &str, right: &str) -> Option<String> {
    if left == right {
        return None;
    }
    let (mut left, mut right) = (left.lines(), right.lines());
    for number in 1.. {
        let (left, right) = (left.next(), right.next());
        if left != right || left.is_none() {
            let shown = |line: Option<&str>| line.map_or("nothing", str::trim).to_owned();
            return Some(format!(
                "{number}: `{}` of botocore's model, `{}` of Smithy's",
                shown(left),
                shown(right)
            ));
        }
    }
    None
}

fn value<T>(outcome: Outcome<T>) -> Result<T, String> {
    let problems = outcome.diagnostics.to_string();
    outcome.value.ok_or_else(|| problems.trim_end().replace('\n', "\n  "))
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let read = || {
        fs::read_dir(folder)?
            .map(|entry| Ok(entry?.path()))
            .collect::<std::io::Result<Vec<_>>>()
    };
    let mut paths = read().with_context(|| format!("`{}` cannot be read", folder.display()))?;
    paths.sort();
    Ok(paths)
}

fn text(path: &Path) -> Result<String, String> {
    let read = || -> std::io::Result<String> {
        let bytes = fs::read(path)?;
        let mut text = String::new();
        if path.extension().is_some_and(|extension| extension == "gz") {
            MultiGzDecoder::new(&*bytes).read_to_string(&mut text)?;
        } else {
            bytes.as_slice().read_to_string(&mut text)?;
        }
        Ok(text)
    };
    read().map_err(|error| format!("`{}` cannot be read: {error}", path.display()))
}
