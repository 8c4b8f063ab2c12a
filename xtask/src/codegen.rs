//! `cargo xtask codegen`: keeps `generated/` what the generator makes of `models/`; how code is made is the generator's.

mod cases;
pub(crate) mod generator;
pub(crate) mod source;

use std::path::Path;
use std::time::Instant;

use anyhow::{Result, bail};
use tinsmith_codegen::disk::{self, Scope};
use tinsmith_codegen::files::{ChangeKind, FileSet};

use self::source::{Source, module};
use crate::manifest::Manifest;
use crate::report;

/// The folder of the emitted crate.
const FOLDER: &str = "generated";

/// The row of the table, and the part of a run, that stands for the files which know all services.
const SHARED: &str = "(crate)";

/// Generate the clients in `generated/` from the models.
///
/// Only files that differ are written, and files that are no longer produced are removed. A run that is interrupted leaves the old
/// files or the new ones, never a mixture.
#[derive(Debug, Default, clap::Args)]
#[command(after_help = "\
Examples:
  cargo xtask codegen                  every service of models/models.toml
  cargo xtask codegen connect fms      these two; the others stay as they are
  cargo xtask codegen --check          change nothing, exit with 1 where a file is stale")]
pub(crate) struct Codegen {
    /// Change nothing: show what differs, and exit with 1 when something does.
    #[arg(long)]
    pub(crate) check: bool,
    /// Generate only these services; the others stay as they are.
    #[arg(value_name = "SERVICE")]
    pub(crate) services: Vec<String>,
}

/// The generator: sources, and the modules of all services, to the files of the crate.
type Generate = fn(Vec<Source<'_>>, &[String]) -> Result<FileSet>;

impl Codegen {
    /// Runs the command in the workspace at `root`.
    pub(crate) fn run(&self, root: &Path) -> Result<()> {
        self.run_with(root, generator::generate)
    }

    fn run_with(&self, root: &Path, generate: Generate) -> Result<()> {
        let start = Instant::now();
        let folder = root.join(FOLDER);
        // First of all, since it finishes an interrupted update.
        let writer = if self.check {
            None
        } else {
            Some(report::writer(&folder)?)
        };
        let manifest = Manifest::load(root)?;
        let services = manifest.select(&self.services)?;
        let modules = self.modules(&folder, &manifest);
        let files = generate(source::load(root, &services)?, &modules)?;
        let scope = self.scope(&files);
        match writer {
            Some(writer) => print!("{}", report::table(&writer.update(&scope, &files)?, group)),
            None => self.compare(root, FOLDER, &scope, &files)?,
        }
        if self.services.is_empty() {
            self.cases(root)?;
        }
        let (count, seconds) = (services.len(), start.elapsed().as_secs_f64());
        let done = if self.check { "fresh" } else { "generated" };
        println!(
            "{count} service{} {done} in {seconds:.2} s",
            if count == 1 { "" } else { "s" }
        );
        Ok(())
    }

    /// The same for the cases that the tests crate compiles.
    fn cases(&self, root: &Path) -> Result<()> {
        let Some(files) = cases::generate(root)? else {
            return Ok(());
        };
        let scope = cases::scope();
        if self.check {
            return self.compare(root, cases::FOLDER, &scope, &files);
        }
        print!(
            "{}",
            report::table(
                &report::writer(&root.join(cases::FOLDER))?.update(&scope, &files)?,
                group
            )
        );
        Ok(())
    }

    /// The modules that the crate has after this run: services that are listed but were never generated are left out of a partial one.
    fn modules(&self, folder: &Path, manifest: &Manifest) -> Vec<String> {
        let (named, all) = (&self.services, self.services.is_empty());
        let names = manifest.services().map(|(name, _)| name);
        let generated = |name: &str| folder.join("src").join(module(name)).exists();
        names
            .filter(|name| all || named.iter().any(|named| named == name) || generated(name))
            .map(module)
            .collect()
    }

    /// What this run decides about: the whole crate or, with services named, theirs and the files that know all services.
    fn scope(&self, files: &FileSet) -> Scope {
        let mut paths: Vec<String> = files
            .iter()
            .map(|(path, _)| path)
            .filter(|path| group(path) == SHARED)
            .map(str::to_owned)
            .collect();
        if self.services.is_empty() {
            paths.retain(|path| !disk::is_below(path, "src"));
            paths.push("src".to_owned());
        } else {
            paths.extend(self.services.iter().map(|name| format!("src/{}", module(name))));
        }
        paths.sort_unstable();
        paths.dedup();
        Scope::generated(paths)
    }

    fn compare(&self, root: &Path, folder: &str, scope: &Scope, files: &FileSet) -> Result<()> {
        let present = disk::read(&root.join(folder), scope)?;
        let changes = files.changes_from(&present);
        let stale = changes
            .iter()
            .filter(|change| change.kind != ChangeKind::Unchanged)
            .count();
        if stale == 0 {
            return Ok(());
        }
        print!("{}", report::difference(folder, &changes, &present, files));
        let mut command = vec!["cargo xtask codegen"];
        command.extend(self.services.iter().map(String::as_str));
        bail!("{stale} stale in `{folder}`\n  help: run `{}`", command.join(" "))
    }
}

/// The service that a file of the crate belongs to, by its module.
fn group(path: &str) -> &str {
    match path.split('/').collect::<Vec<_>>()[..] {
        ["src", module, _, ..] => module,
        _ => SHARED,
    }
}

#[cfg(test)]
mod tests;
