//! The models whose code the tests crate compiles: the manifest's examples, and two of the generator's cases.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use tinsmith_codegen::disk::Scope;
use tinsmith_codegen::files::FileSet;
use tinsmith_codegen::{Package, Service, Source};

use super::generator::protocol;
use super::source::module;
use crate::manifest::{Example, Manifest, Text};

/// The crate that the code is part of.
pub(super) const FOLDER: &str = "tests";

/// Where the models of the cases are.
const MODELS: &str = "codegen/tests/cases";

const CASES: [&str; 2] = ["kitchen_sink", "obstacle_course"];

/// The modules of the tests crate that a run generates.
pub(super) struct Modules {
    services: Vec<Service>,
    /// Whether the cases are among them, which are full of what generators warn of.
    cases: bool,
}

impl Modules {
    /// The modules of these examples, or all of them and of the cases where nothing is named.
    pub(super) fn load(root: &Path, manifest: &Manifest, wanted: &[String]) -> Result<Self> {
        let mut services = Vec::new();
        let cases = wanted.is_empty() && root.join(MODELS).exists();
        if cases {
            for name in CASES {
                services.push(case(root, name)?);
            }
        }
        for (name, options) in manifest.examples() {
            if wanted.is_empty() || wanted.iter().any(|wanted| wanted == name) {
                services.push(example(root, name, options)?);
            }
        }
        Ok(Self { services, cases })
    }

    pub(super) fn len(&self) -> usize {
        self.services.len()
    }

    /// Their code; diagnostics go to standard error, as far as anybody wants to read them.
    pub(super) fn generate(&self) -> Result<FileSet> {
        let package = Package {
            crate_name: "tinsmith_tests".to_owned(),
            command: "cargo xtask codegen".to_owned(),
        };
        let outcome = tinsmith_codegen::generate(&self.services, &package);
        if !self.cases || outcome.value.is_none() {
            eprint!("{}", outcome.diagnostics);
        }
        outcome
            .value
            .context("nothing was generated for the tests: the models have errors")
    }

    /// What a run decides about in the tests crate.
    pub(super) fn scope(&self) -> Scope {
        let modules = self.services.iter().filter_map(|service| service.module.as_ref());
        Scope::generated(modules.map(|module| format!("src/{module}")))
    }
}

fn example(root: &Path, name: &str, options: &Example) -> Result<Service> {
    let file = |path: &Text| {
        let path = format!("models/{path}");
        Ok(tinsmith_codegen::Text::new(path.clone(), read(root, &path)?))
    };
    Ok(Service {
        module: Some(module(name)),
        protocol: protocol(options.protocol.as_ref(), name)?,
        ..Service::new(Source::Smithy {
            files: options.model.iter().map(file).collect::<Result<_>>()?,
            service: Some(options.service.to_string()),
        })
    })
}

fn case(root: &Path, case: &str) -> Result<Service> {
    let file = format!("{MODELS}/{case}.json");
    let text = read(root, &file)?;
    Ok(Service {
        module: Some(case.to_owned()),
        ..Service::new(Source::botocore(file, text))
    })
}

fn read(root: &Path, path: &str) -> Result<String> {
    fs::read_to_string(root.join(path)).with_context(|| format!("`{path}` cannot be read"))
}
