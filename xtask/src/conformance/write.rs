//! Writes the crate that runs the cases: the clients that our generator makes of the suites' models, and a function for
//! each case that calls them.

mod calls;
mod value;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result};
use tinsmith_codegen::files::FileSet;
use tinsmith_codegen::resolve::Resolved;
use tinsmith_codegen::{Package, Service, resolve_service};

use super::suite::{Call, SuiteFile, Task};

/// The name of the generated crate.
const CRATE: &str = "conformance_cases";

/// Which case an outcome is about: the place of its file, and its place in the file.
pub(crate) type Place = (usize, usize);

/// The crate, and what became of each case on the way.
#[derive(Debug, Default)]
pub(crate) struct Written {
    pub(crate) files: FileSet,
    /// The cases that run, in the order in which the program numbers them; first those of a module, last the data.
    pub(crate) cases: Vec<(Option<String>, Place)>,
    /// Cases that cannot run, and why.
    pub(crate) failed: Vec<(Place, String)>,
    /// What the program reads.
    pub(crate) data: Vec<serde_json::Value>,
}

/// A module of clients and the functions of its cases.
struct Module {
    name: String,
    clients: FileSet,
    functions: String,
    places: Vec<Place>,
}

/// Writes the crate of these cases.
pub(crate) fn write(root: &Path, files: &[SuiteFile], chosen: impl Fn(Place) -> bool) -> Result<Written> {
    let mut written = Written::default();
    let mut written_modules = Vec::new();
    for (file_place, file) in files.iter().enumerate() {
        let mut calls: BTreeMap<usize, Vec<(Place, &Call)>> = BTreeMap::new();
        for (case_place, case) in file.cases.iter().enumerate() {
            let place = (file_place, case_place);
            if let (Task::Call(call), true) = (&case.task, chosen(place)) {
                calls.entry(call.model).or_default().push((place, call));
            }
        }
        for (model, calls) in calls {
            written_modules.extend(modules(&file.models[model], &calls, &mut written.failed));
        }
    }
    add_modules(&mut written, written_modules)?;
    add_data(&mut written, files, chosen);
    add_root(&mut written, root)?;
    Ok(written)
}

impl Written {
    /// Leaves out modules that rustc refuses, whose cases thereby fail.
    pub(crate) fn without(&mut self, root: &Path, refused: &BTreeMap<String, String>) -> Result<()> {
        let failed = &mut self.failed;
        self.cases.retain(|(module, place)| {
            let reason = module.as_ref().and_then(|module| refused.get(module));
            failed.extend(reason.map(|reason| (*place, format!("rustc refuses the generated code: {reason}"))));
            reason.is_none()
        });
        self.files
            .retain(|path| !matches!(path, "Cargo.toml" | "src/main.rs" | "src/cases/mod.rs"));
        add_root(self, root)
    }
}

/// Generates the client of a model and writes the functions of its cases; no module if no case is left.
///
/// One operation that the generator refuses does not take those beside it along.
fn modules(model: &Service, calls: &[(Place, &Call)], failed: &mut Vec<(Place, String)>) -> Vec<Module> {
    let outcome = resolve_service(model);
    let operations: BTreeSet<&str> = calls.iter().map(|(_, call)| call.operation.as_str()).collect();
    if let Some(service) = outcome.value {
        return module(&service, calls, failed).into_iter().collect();
    }
    if let [_] = operations.iter().collect::<Vec<_>>()[..] {
        let problems = outcome.diagnostics.to_string();
        let reason = format!("the generator refuses the model: {}", problems.trim_end());
        failed.extend(calls.iter().map(|(place, _)| (*place, reason.clone())));
        return Vec::new();
    }
    let each = operations.iter().enumerate().flat_map(|(number, operation)| {
        let mut model = model.clone();
        model.operations = vec![(*operation).to_owned()];
        model.module = model.module.map(|module| format!("{module}_{number}"));
        let of_operation = |call: &&(Place, &Call)| call.1.operation == *operation;
        let calls: Vec<_> = calls.iter().filter(of_operation).copied().collect();
        modules(&model, &calls, failed)
    });
    each.collect()
}

fn module(service: &Resolved, calls: &[(Place, &Call)], failed: &mut Vec<(Place, String)>) -> Option<Module> {
    let package = Package {
        crate_name: CRATE.to_owned(),
        command: "cargo xtask conformance".to_owned(),
    };
    let (functions, places) = functions(service, calls, failed);
    (!places.is_empty()).then(|| Module {
        name: service.module.clone(),
        clients: tinsmith_codegen::emit(service, &package),
        functions,
        places,
    })
}

fn functions(service: &Resolved, calls: &[(Place, &Call)], failed: &mut Vec<(Place, String)>) -> (String, Vec<Place>) {
    let mut text = calls::head(service);
    let mut places = Vec::new();
    for &(place, call) in calls {
        match calls::function(service, places.len(), call) {
            Ok(function) => {
                text.push_str(&function);
                places.push(place);
            }
            Err(reason) => failed.push((place, reason)),
        }
    }
    (text, places)
}

fn add_modules(written: &mut Written, modules: Vec<Module>) -> Result<()> {
    for module in modules {
        let path = format!("src/cases/{}.rs", module.name);
        written.files.merge(module.clients)?;
        written.files.insert(path, module.functions)?;
        let places = module
            .places
            .into_iter()
            .map(|place| (Some(module.name.clone()), place));
        written.cases.extend(places);
    }
    Ok(())
}

fn add_data(written: &mut Written, files: &[SuiteFile], chosen: impl Fn(Place) -> bool) {
    for (file_place, file) in files.iter().enumerate() {
        for (case_place, case) in file.cases.iter().enumerate() {
            let place = (file_place, case_place);
            if let (Task::Data(data), true) = (&case.task, chosen(place)) {
                written.data.push(data.input.clone());
                written.cases.push((None, place));
            }
        }
    }
}

/// The files that know all modules: the manifest, the list of cases, and the roots.
fn add_root(written: &mut Written, root: &Path) -> Result<()> {
    let mut modules: BTreeMap<&str, usize> = BTreeMap::new();
    let mut list = String::new();
    for (module, _) in &written.cases {
        let Some(module) = module else { continue };
        let number = modules.entry(module).or_default();
        let _ = writeln!(list, "        cases::{module}::case_{number},");
        *number += 1;
    }
    let line = |name: &str| format!("pub mod {name};\n");
    let declared: String = modules.keys().map(|name| line(name)).collect();
    let main = format!(
        "// @generated by `cargo xtask conformance`. Do not edit.\n\n{}mod cases;\n\n\
         fn main() -> std::process::ExitCode {{\n    tinsmith_conformance::main(&[\n{list}    ])\n}}\n",
        declared.replace("pub mod", "mod")
    );
    written.files.insert("src/main.rs", main)?;
    written.files.insert("src/cases/mod.rs", declared)?;
    written.files.insert("Cargo.toml", manifest(root)?)?;
    Ok(())
}

/// A package with a workspace of its own; the modules of a crate of clients are private here, so much of them is unused.
fn manifest(root: &Path) -> Result<String> {
    let root = root.canonicalize().context("the workspace cannot be found")?;
    let path = |folder: &str| format!("{:?}", root.join(folder).display().to_string());
    Ok(format!(
        r#"# @generated by `cargo xtask conformance`. Do not edit.

[package]
name = "conformance-cases"
version = "0.0.0"
edition = "2024"
publish = false

[[bin]]
name = "conformance-cases"
path = "src/main.rs"
test = false
bench = false
doc = false

[dependencies]
tinsmith = {{ path = {}, default-features = false }}
tinsmith-conformance = {{ path = {} }}

[lints.rust]
dead_code = "allow"
unused_imports = "allow"

[profile.dev]
debug = false

[workspace]
"#,
        path("runtime"),
        path("tests/conformance"),
    ))
}
