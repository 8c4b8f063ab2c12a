//! The pipeline, from the texts of models to the files of a crate, one step a line.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostics;
use crate::files::{FileError, FileSet};
use crate::model::{Model, ModelPath, Protocol};
use crate::names::identifier::is_identifier;
use crate::passes;
use crate::print;
use crate::resolve::Resolved;
use crate::resolve::build::{self, Choices};
use crate::source::{self, Source};

/// A service to generate.
#[derive(Debug, Clone)]
pub struct Service {
    /// Where it is described.
    pub source: Source,
    /// The operations to keep, exact or with `*`; all if empty.
    pub operations: Vec<String>,
    /// The module's name; that of the AWS SDKs if absent.
    pub module: Option<String>,
    /// The protocol to use first; AWS's order if absent.
    pub protocol: Option<Protocol>,
    /// Rust names by `Shape`, `Shape.Member` or `Operation` of the model.
    pub names: BTreeMap<String, String>,
    /// Whether the defaults in the model hold for nested members and for outputs; if absent, not for a service of AWS.
    ///
    /// The models of AWS have defaults from the time when numbers could not be left out. Its services do not count on
    /// them, and botocore's models of the same services have none.
    pub defaults: Option<bool>,
}

impl Service {
    /// A whole service, called what the AWS SDKs call it.
    pub fn new(source: Source) -> Self {
        Self {
            source,
            operations: Vec::new(),
            module: None,
            protocol: None,
            names: BTreeMap::new(),
            defaults: None,
        }
    }
}

/// The crate that the generated modules are part of.
#[derive(Debug, Clone)]
pub struct Package {
    /// Its name in Rust, as the examples in the documentation call it.
    pub crate_name: String,
    /// The command that generates it, for the headers of its files.
    pub command: String,
}

/// A step's result: what it made, if that could be, and what it had to say.
#[derive(Debug, Clone)]
pub struct Outcome<T> {
    /// Absent when there were errors.
    pub value: Option<T>,
    /// Errors and warnings.
    pub diagnostics: Diagnostics,
}

impl<T> Outcome<T> {
    /// Takes a step that reports what is wrong; what it made counts only where nothing is.
    pub(crate) fn of(step: impl FnOnce(&mut Diagnostics) -> Option<T>) -> Self {
        let mut diagnostics = Diagnostics::default();
        let value = step(&mut diagnostics).filter(|_| !diagnostics.has_errors());
        Self { value, diagnostics }
    }
}

/// Reads a service, and decides everything about it.
pub fn resolve(service: &Service) -> Outcome<Resolved> {
    Outcome::of(|diagnostics| steps(service, diagnostics))
}

/// Decides everything about a service whose model was read already, by [`load_model`](crate::load_model).
pub fn decide(model: Model, service: &Service) -> Outcome<Resolved> {
    Outcome::of(|diagnostics| decisions(model, service, diagnostics))
}

fn steps(service: &Service, diagnostics: &mut Diagnostics) -> Option<Resolved> {
    let model = source::load(&service.source, diagnostics)?;
    decisions(model, service, diagnostics)
}

fn decisions(mut model: Model, service: &Service, diagnostics: &mut Diagnostics) -> Option<Resolved> {
    if let Source::Botocore { .. } = service.source {
        crate::fixups::apply(&mut model, diagnostics);
    }
    passes::select::select(&mut model, &service.operations, diagnostics);
    passes::check::check(&model, service.protocol, diagnostics);
    check_module(service.module.as_deref(), &model.path(), diagnostics);
    if diagnostics.has_errors() {
        return None;
    }
    let choices = Choices {
        module: service.module.clone(),
        protocol: service.protocol,
        names: service.names.clone(),
        defaults: service.defaults,
    };
    Some(build::resolve(&model, &choices, diagnostics))
}

/// The module is a folder as well, so its name has to be plain.
fn check_module(module: Option<&str>, path: &ModelPath, diagnostics: &mut Diagnostics) {
    let plain = |module: &str| is_identifier(module) && !module.contains('#');
    if let Some(module) = module.filter(|module| !plain(module)) {
        diagnostics
            .error(path.clone(), format!("`{module}` cannot be the name of a module"))
            .help("choose letters, digits and `_`, and no keyword");
    }
}

/// Prints a service: the files of its module, below the folder `src` of the crate.
pub fn emit(service: &Resolved, package: &Package) -> FileSet {
    sections(service, package).print()
}

/// The sections of a service's files, before they are text.
pub fn sections(service: &Resolved, package: &Package) -> Sections {
    Sections {
        origin: origin(service, package),
        files: crate::emit::service(service, &package.crate_name),
    }
}

/// Files of a service as sections of Rust.
#[derive(Debug)]
pub struct Sections {
    origin: String,
    files: Vec<print::File>,
}

impl Sections {
    /// The files as text, below the folder `src` of the crate.
    pub fn print(&self) -> FileSet {
        let mut files = FileSet::new();
        for file in &self.files {
            let text = print::file(file, &self.origin);
            files
                .insert(format!("src/{}", file.path), text)
                .expect("modules of a service have different, plain names");
        }
        files
    }
}

/// What the first line of each file of a service says.
pub(crate) fn origin(service: &Resolved, package: &Package) -> String {
    format!("by `{} {}` from {}", package.command, service.module, service.file)
}

/// The files that know all services of a crate: its manifest and its root module.
pub fn package(package: &Package, modules: &[String]) -> FileSet {
    let origin = format!("by `{}`", package.command);
    let root = crate::emit::package::root(modules);
    let texts = [
        (
            "Cargo.toml".to_owned(),
            crate::emit::package::manifest(&origin, modules),
        ),
        (format!("src/{}", root.path), print::file(&root, &origin)),
    ];
    let mut files = FileSet::new();
    for (path, text) in texts {
        files.insert(path, text).expect("the two paths are plain and differ");
    }
    files
}

/// Generates services, and joins their files; two services of one module are an error.
pub fn generate(services: &[Service], target: &Package) -> Outcome<FileSet> {
    Outcome::of(|diagnostics| Some(files(services, target, diagnostics)))
}

fn files(services: &[Service], target: &Package, diagnostics: &mut Diagnostics) -> FileSet {
    let mut files = FileSet::new();
    for service in services {
        let outcome = resolve(service);
        diagnostics.append(outcome.diagnostics);
        let Some(resolved) = outcome.value else { continue };
        if let Err(FileError::Taken(path) | FileError::Path(path)) = files.merge(emit(&resolved, target)) {
            diagnostics
                .error(
                    ModelPath::file(service.source.file()),
                    format!("`{path}` is made by another service as well"),
                )
                .help("give one of them another module");
        }
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_is_a_plain_name() {
        for module in ["../x", "a/b", "a-b", "r#fn", "fn", ""] {
            let text =
                r#"{"metadata": {"protocol": "json", "serviceId": "Mini"}, "operations": {"Ping": {}}, "shapes": {}}"#;
            let service = Service {
                module: Some(module.to_owned()),
                ..Service::new(Source::botocore("mini.json", text))
            };
            let problems = resolve(&service).diagnostics.to_string();
            let expected = format!("error: mini.json: `{module}` cannot be the name of a module\n");
            assert!(problems.starts_with(&expected), "{problems}");
        }
    }
}
