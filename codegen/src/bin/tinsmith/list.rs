//! `tinsmith list`: what a model offers, before anything is generated.

use std::fmt::Write;

use tinsmith_codegen::model::{ApiKeyPlace, AuthScheme, Model, Operation, Protocol};
use tinsmith_codegen::{Source, load_model, services};

use crate::input::Input;
use crate::{Failure, terminal};

/// Show the services of a model, their protocols, authentication and operations.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  tinsmith list --model build/smithy/source/model/model.json
  tinsmith list --model service-2.json | grep Workspace")]
pub(crate) struct List {
    #[command(flatten)]
    input: Input,
}

impl List {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<(), Failure> {
        let source = self.input.read()?;
        let mut texts = Vec::new();
        for (id, source) in each(source)? {
            let model = terminal::settle(load_model(&source))?;
            texts.push(describe(id.as_deref(), &model)?);
        }
        terminal::print(&texts.join("\n"))
    }
}

/// The shape ID of each service, and the source that chooses it.
fn each(source: Source) -> Result<Vec<(Option<String>, Source)>, Failure> {
    match source {
        Source::Smithy { files, service: None } => {
            let ids = terminal::settle(services(&Source::Smithy {
                files: files.clone(),
                service: None,
            }))?;
            let chosen = |id: String| Source::Smithy {
                files: files.clone(),
                service: Some(id),
            };
            Ok(ids.into_iter().map(|id| (Some(id.clone()), chosen(id))).collect())
        }
        Source::Smithy { ref service, .. } => Ok(vec![(service.clone(), source)]),
        Source::Botocore { .. } => Ok(vec![(None, source)]),
    }
}

fn describe(id: Option<&str>, model: &Model) -> Result<String, std::fmt::Error> {
    let service = &model.service;
    let mut text = String::new();
    writeln!(text, "{}", service.title)?;
    let known = service
        .protocols
        .iter()
        .map(|protocol| Protocol::name(*protocol).to_owned());
    let unknown = service
        .unknown_protocols
        .iter()
        .map(|name| format!("{name} (not spoken)"));
    let facts = [
        ("service", id.unwrap_or(&service.sdk_id).to_owned()),
        ("version", service.version.clone()),
        ("protocols", join(known.chain(unknown))),
        ("auth", auth(&service.auth)),
        ("operations", model.operations.len().to_string()),
    ];
    for (name, fact) in facts {
        writeln!(text, "  {name:10}  {fact}")?;
    }
    let width = model.operations.iter().map(|operation| operation.name.len()).max();
    for operation in &model.operations {
        writeln!(text, "{}", line(operation, width.unwrap_or_default()).trim_end())?;
    }
    Ok(text)
}

fn line(operation: &Operation, width: usize) -> String {
    let Operation { name, method, uri, .. } = operation;
    let own = operation
        .auth
        .as_ref()
        .map(|schemes| format!("  [auth: {}]", auth(schemes)));
    let old = operation.deprecated.as_ref().map_or("", |_| "  [deprecated]");
    format!("    {name:width$}  {method:6} {uri}{}{old}", own.unwrap_or_default())
}

fn auth(schemes: &[AuthScheme]) -> String {
    join(schemes.iter().map(scheme))
}

fn scheme(scheme: &AuthScheme) -> String {
    match scheme {
        AuthScheme::SigV4 => "sigv4".to_owned(),
        AuthScheme::SigV4a => "sigv4a".to_owned(),
        AuthScheme::SigV2 => "sigv2 (not spoken)".to_owned(),
        AuthScheme::HttpBearer => "bearer".to_owned(),
        AuthScheme::HttpBasic => "basic".to_owned(),
        AuthScheme::HttpDigest => "digest".to_owned(),
        AuthScheme::HttpApiKey { name, place, .. } => match place {
            ApiKeyPlace::Header => format!("api key in the header `{name}`"),
            ApiKeyPlace::Query => format!("api key in the query `{name}`"),
        },
        AuthScheme::NoAuth => "none".to_owned(),
        AuthScheme::Unknown(name) => format!("{name} (not spoken)"),
    }
}

fn join(names: impl Iterator<Item = String>) -> String {
    let names: Vec<String> = names.collect();
    if names.is_empty() {
        "none".to_owned()
    } else {
        names.join(", ")
    }
}
