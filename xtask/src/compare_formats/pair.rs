//! The two models of a service, and the files that come of them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use tinsmith_codegen::files::FileSet;
use tinsmith_codegen::model::Model;
use tinsmith_codegen::{Outcome, Package, Service, Source, Text, decide, load_model};

use super::compile;
use crate::conformance::read;

/// A service in Smithy's format, and in botocore's where botocore has it.
#[derive(Debug)]
pub(super) struct Pair {
    pub(super) name: String,
    smithy: Vec<PathBuf>,
    c2j: Option<PathBuf>,
}

/// The services of a folder, all or those that are named, sorted.
pub(super) fn find(folder: &Path, named: &[String]) -> Result<Vec<Pair>> {
    let mut pairs = Vec::new();
    for service in entries(folder)?.into_iter().filter(|path| path.is_dir()) {
        let name = file_name(&service).to_owned();
        if !named.is_empty() && !named.contains(&name) {
            continue;
        }
        let c2j = service.join("c2j");
        pairs.push(Pair {
            smithy: entries(&service.join("smithy"))?,
            c2j: c2j.is_dir().then(|| service_model(&c2j)).transpose()?,
            name,
        });
    }
    let mut missing = named
        .iter()
        .filter(|name| !pairs.iter().any(|pair| pair.name == **name));
    if let Some(name) = missing.next() {
        bail!("`{}` has no service `{name}`", folder.display());
    }
    Ok(pairs)
}

/// The model below a folder for the name and one for the version, of which there is one each.
fn service_model(folder: &Path) -> Result<PathBuf> {
    let mut found = vec![folder.to_owned()];
    for _ in 0..3 {
        let below = found.iter().map(|folder| entries(folder)).collect::<Result<Vec<_>>>()?;
        found = below.into_iter().flatten().collect();
    }
    let model = found
        .into_iter()
        .find(|file| file_name(file).starts_with("service-2.json"));
    model.with_context(|| format!("`{}` has no service-2.json", folder.display()))
}

fn file_name(path: &Path) -> &str {
    path.file_name().and_then(|name| name.to_str()).unwrap_or_default()
}

impl Pair {
    /// Both models, botocore's first; `None` if there is but one, and an error says what is wrong with one of them.
    pub(super) fn load(&self) -> Option<Result<(Model, Model), String>> {
        let c2j = self.c2j.as_ref()?;
        let load = || {
            let model = self.text(c2j)?;
            let c2j = Source::Botocore { model, extras: None };
            Ok((value(load_model(&c2j))?, value(load_model(&self.smithy()?))?))
        };
        Some(load())
    }

    /// The files of Smithy's model; an error says what is wrong with it.
    pub(super) fn of_smithy(&self) -> Result<(String, FileSet), String> {
        let resolved = value(tinsmith_codegen::resolve_service(&Service::new(self.smithy()?)))?;
        Ok((resolved.module.clone(), tinsmith_codegen::emit(&resolved, &package())))
    }

    fn smithy(&self) -> Result<Source, String> {
        let files = self.smithy.iter().map(|path| self.text(path));
        Ok(Source::Smithy {
            files: files.collect::<Result<_, String>>()?,
            service: None,
        })
    }

    /// The text of a file, under the one name that headers of both sides have.
    fn text(&self, path: &Path) -> Result<Text, String> {
        Ok(Text::new(self.name.clone(), read::text(path)?))
    }
}

/// The crate that examples in the documentation speak of.
fn package() -> Package {
    Package {
        crate_name: compile::CRATE.to_owned(),
        command: "cargo xtask compare-formats".to_owned(),
    }
}

/// The files in which the two differ, each with the first line that does.
pub(super) fn files(c2j: Model, smithy: Model) -> Result<Vec<String>, String> {
    // With no source in the format of botocore, nothing of it is corrected: the differences say what to put right.
    let choices = Service::new(Source::smithy("", ""));
    let emitted = |model: Model| -> Result<FileSet, String> {
        let resolved = value(decide(model, &choices))?;
        Ok(tinsmith_codegen::emit(&resolved, &package()))
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
