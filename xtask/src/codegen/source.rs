//! What the generator is given: the texts of the models and the options of the manifest, read from the disk.

use std::fs;
use std::io;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::manifest::Service;
use crate::models::{EXTRAS, SERVICE};

/// One service as the generator takes it.
#[derive(Debug)]
pub(crate) struct Source<'a> {
    /// The module to generate, `lex_runtime` for `lex-runtime`.
    pub(crate) module: String,
    /// The path of the model from the root of the workspace, for headers and diagnostics.
    pub(crate) path: String,
    pub(crate) text: String,
    /// Path and text of botocore's own corrections.
    pub(crate) extras: Option<(String, String)>,
    pub(crate) options: &'a Service,
}

/// The module of a service.
pub(crate) fn module(service: &str) -> String {
    service.replace(['-', '.'], "_")
}

/// Reads the models of these services; all that are missing are named at once.
pub(crate) fn load<'a>(root: &Path, services: &[(&str, &'a Service)]) -> Result<Vec<Source<'a>>> {
    let mut sources = Vec::new();
    let mut missing = Vec::new();
    for (name, service) in services {
        let folder = format!("models/{name}/{}", service.version);
        let path = format!("{folder}/{SERVICE}");
        let Some(text) = read(root, &path)? else {
            missing.push((path, *name));
            continue;
        };
        let extras = format!("{folder}/{EXTRAS}");
        let extras = read(root, &extras)?.map(|text| (extras, text));
        sources.push(Source {
            module: module(name),
            path,
            text,
            extras,
            options: service,
        });
    }
    if !missing.is_empty() {
        let (paths, names): (Vec<String>, Vec<&str>) = missing.into_iter().unzip();
        bail!(
            "missing: `{}`\n  help: run `cargo xtask models update {}`",
            paths.join("`, `"),
            names.join(" ")
        );
    }
    Ok(sources)
}

fn read(root: &Path, path: &str) -> Result<Option<String>> {
    match fs::read_to_string(root.join(path)) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("`{path}` cannot be read")),
    }
}
