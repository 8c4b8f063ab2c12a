//! The call of the library, in the terms of this command.

use anyhow::{Context, Result, bail};
use tinsmith_codegen::files::FileSet;
use tinsmith_codegen::model::Protocol;
use tinsmith_codegen::{Package, Service, Text};

use super::source::Source;

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
    let protocol = options.protocol.as_ref().map(|choice| {
        let known = Protocol::PREFERENCE.map(Protocol::name).join(", ");
        Protocol::from_name(&choice.protocol).with_context(|| {
            format!(
                "{}: `{}` is not a protocol; there are: {known}",
                source.path, &*choice.protocol
            )
        })
    });
    let patterns = options.operations.iter().flat_map(|selection| &selection.keep);
    Ok(Service {
        source: tinsmith_codegen::Source::Botocore {
            model: Text::new(source.path.clone(), source.text),
            extras: source.extras.map(|(file, text)| Text::new(file, text)),
        },
        operations: patterns.map(ToString::to_string).collect(),
        module: Some(source.module),
        protocol: protocol.transpose()?,
        names: options
            .names
            .iter()
            .map(|(wire, name)| (wire.clone(), name.rust.to_string()))
            .collect(),
    })
}
