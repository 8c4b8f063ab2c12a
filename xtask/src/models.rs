//! `cargo xtask models`: keeps `models/` what botocore ships and `models.toml` asks for; generates nothing.

mod cut;
pub(crate) mod fetch;
mod import;
pub(crate) mod json;
pub(crate) mod package;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use tinsmith_codegen::disk::Scope;

use self::package::Package;
use crate::manifest::{self, Checksums, Manifest, PATH};
use crate::report;

pub(crate) use self::import::{EXTRAS, SERVICE};

/// Keep the service models.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    Update(Update),
}

/// Import the models of `models/models.toml` from the pinned release of botocore.
///
/// The checksums in `models/models.toml` are verified, the models written with stable formatting, and models of services that are
/// no longer listed removed. When anything is wrong, nothing is written.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cargo xtask models update                          all services, from the pinned wheel, by pip
  cargo xtask models update --accept dynamodb        a new entry: import it, write its checksum
  cargo xtask models update --from .venv/lib/python3.13/site-packages
  cargo xtask models update --from botocore-1.44.5-py3-none-any.whl connect fms")]
pub(crate) struct Update {
    /// Take them from this wheel, unpacked wheel or installed package, in place of downloading the wheel with pip.
    #[arg(long, value_name = "DIR|WHEEL")]
    from: Option<PathBuf>,
    /// Write checksums that differ into `models/models.toml`, in place of refusing them.
    #[arg(long)]
    accept: bool,
    /// Import only these services; the others stay as they are.
    #[arg(value_name = "SERVICE")]
    services: Vec<String>,
}

impl Command {
    /// Runs the command in the workspace at `root`.
    pub(crate) fn run(&self, root: &Path) -> Result<()> {
        match self {
            Self::Update(update) => update.run(root),
        }
    }
}

impl Update {
    fn run(&self, root: &Path) -> Result<()> {
        let folder = root.join("models");
        let writer = report::writer(&folder)?;
        let text = fs::read_to_string(root.join(PATH)).with_context(|| format!("`{PATH}` cannot be read"))?;
        let manifest = Manifest::parse(&text)?;
        let services = manifest.select(&self.services)?;

        let import = match &self.from {
            Some(path) => import::import(&mut Package::open(path)?, &manifest, &services, self.accept)?,
            None => {
                let wheel = fetch::wheel(&manifest.botocore.version)?;
                import::import(&mut Package::open(&wheel.path)?, &manifest, &services, self.accept)?
            }
        };

        let mut files = import.files;
        let mut scope = self.scope(&folder, &manifest)?;
        if import.checksums != Checksums::default() {
            scope.paths.push("models.toml".to_owned());
            files.insert("models.toml", manifest::with_checksums(&text, &import.checksums)?)?;
        }
        let changes = writer.update(&scope, &files)?;
        print!(
            "{}",
            report::table(&changes, |path| path
                .split_once('/')
                .map_or(path, |(service, _)| service))
        );
        Ok(())
    }

    /// What this update decides about: with services named, theirs alone.
    fn scope(&self, folder: &Path, manifest: &Manifest) -> Result<Scope> {
        let mut paths = vec!["LICENSE.txt".to_owned(), "NOTICE".to_owned()];
        if self.services.is_empty() {
            paths.extend(manifest.services().map(|(name, _)| name.to_owned()));
            paths.extend(folders(folder).with_context(|| format!("`{}` cannot be read", folder.display()))?);
        } else {
            paths.extend(self.services.iter().cloned());
        }
        paths.sort_unstable();
        paths.dedup();
        Ok(Scope {
            paths,
            ours: |path, _| is_ours(path),
        })
    }
}

/// The folders in `models/`, of services that are listed and of services that no longer are.
fn folders(folder: &Path) -> std::io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            names.extend(
                entry
                    .file_name()
                    .into_string()
                    .ok()
                    .filter(|name| !name.starts_with('.')),
            );
        }
    }
    Ok(names)
}

/// JSON has no place for a note that a command wrote it, so the name has to do.
fn is_ours(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    [SERVICE, EXTRAS, "LICENSE.txt", "NOTICE", "models.toml"].contains(&name)
}

#[cfg(test)]
mod tests;
