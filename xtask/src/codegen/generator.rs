//! The call of the library, in the terms of this command.

use anyhow::{Context, Result, bail};
use tinsmith_codegen::files::FileSet;
use tinsmith_codegen::model::Protocol;
use tinsmith_codegen::{Package, Service, Text};

use super::source::Source;
use crate::manifest::Choice;

/// Generates the crate; diagnostics go to standard error.
pub(super) fn generate(sources: Vec<Source<'_>>, modules: &[String]) -> Result<FileSet> {
    let package = Package {
        crate_name: "tinsmith_clients".to_owned(),
        command: "cargo xtask codegen".to_owned(),
    };
    let services = sources.into_iter().map(service).collect::<Result<Vec<_>>>()?;
    let outcome = tinsmith_codegen::generate(&services, &package);
    eprint!("{}", outcome.diagnostics);
    let Some(mut files) = outcome.value else {
        bail!("nothing was generated: the models have errors");
    };
    files.merge(tinsmith_codegen::package(&package, modules))?;
    Ok(files)
}

/// The service as the library takes it.
pub(crate) fn service(source: Source<'_>) -> Result<Service> {
    let options = source.options;
    let protocol = protocol(options.protocol.as_ref(), &source.path)?;
    let patterns = options.operations.iter().flat_map(|selection| &selection.keep);
    let texts = tinsmith_codegen::Source::Botocore {
        model: Text::new(source.path.clone(), source.text),
        extras: source.extras.map(|(file, text)| Text::new(file, text)),
    };
    Ok(Service {
        operations: patterns.map(ToString::to_string).collect(),
        module: Some(source.module),
        protocol,
        names: options
            .names
            .iter()
            .map(|(wire, name)| (wire.clone(), name.rust.to_string()))
            .collect(),
        ..Service::new(texts)
    })
}

/// The protocol that the manifest chooses for the model at this path.
pub(super) fn protocol(choice: Option<&Choice>, path: &str) -> Result<Option<Protocol>> {
    let Some(Choice { protocol, .. }) = choice else {
        return Ok(None);
    };
    let known = Protocol::PREFERENCE.map(Protocol::name).join(", ");
    let unknown = || format!("{path}: `{protocol}` is not a protocol; there are: {known}");
    Protocol::from_name(protocol).with_context(unknown).map(Some)
}
