//! The two small models whose code the tests crate compiles; the other cases of the generator are snapshots.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use tinsmith_codegen::disk::Scope;
use tinsmith_codegen::files::FileSet;
use tinsmith_codegen::{Package, Service, Source};

/// The crate that the code is part of.
pub(super) const FOLDER: &str = "tests";

/// Where the models are.
const MODELS: &str = "codegen/tests/cases";

const CASES: [&str; 2] = ["kitchen_sink", "obstacle_course"];

/// The code of the models, or nothing in a workspace that has none.
pub(super) fn generate(root: &Path) -> Result<Option<FileSet>> {
    if !root.join(MODELS).exists() {
        return Ok(None);
    }
    let package = Package {
        crate_name: "tinsmith_tests".to_owned(),
        command: "cargo xtask codegen".to_owned(),
    };
    let services = CASES
        .map(|case| service(root, case))
        .into_iter()
        .collect::<Result<Vec<_>>>()?;
    let outcome = tinsmith_codegen::generate(&services, &package);
    match outcome.value {
        Some(files) => Ok(Some(files)),
        None => bail!("the cases have errors:\n{}", outcome.diagnostics),
    }
}

/// What a run decides about in the tests crate.
pub(super) fn scope() -> Scope {
    Scope::generated(CASES.map(|case| format!("src/{case}")))
}

fn service(root: &Path, case: &str) -> Result<Service> {
    let file = format!("{MODELS}/{case}.json");
    let text = fs::read_to_string(root.join(&file)).with_context(|| format!("`{file}` cannot be read"))?;
    Ok(Service {
        module: Some(case.to_owned()),
        ..Service::new(Source::botocore(file, text))
    })
}
