//! `cargo xtask codegen`: keeps `generated/` what the generator makes of `models/`; how code is made is the generator's.

mod cases;
pub(crate) mod generator;
pub(crate) mod source;

use std::path::Path;
use std::time::Instant;

use anyhow::{Result, bail};
use tinsmith_codegen::disk::{self, Scope, Writer};
use tinsmith_codegen::files::{self, ChangeKind, FileSet};

use self::cases::Modules;
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
  cargo xtask codegen weather          an example, whose code is a part of the tests
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
        // First of all, since it finishes an interrupted update.
        let writer = self.writer(&root.join(FOLDER))?;
        let manifest = Manifest::load(root)?;
        let is_example = |name: &String| manifest.examples().any(|(example, _)| example == name);
        let (examples, services): (Vec<_>, Vec<_>) = self.services.iter().cloned().partition(is_example);
        let mut count = 0;
        if examples.is_empty() || !services.is_empty() {
            let part = Self {
                check: self.check,
                services,
            };
            count += part.clients(root, writer, &manifest, generate)?;
        }
        if self.services.is_empty() || !examples.is_empty() {
            count += self.tests(root, &Modules::load(root, &manifest, &examples)?)?;
        }
        let seconds = start.elapsed().as_secs_f64();
        let done = if self.check { "fresh" } else { "generated" };
        println!(
            "{count} service{} {done} in {seconds:.2} s",
            if count == 1 { "" } else { "s" }
        );
        Ok(())
    }

    fn writer(&self, folder: &Path) -> Result<Option<Writer>> {
        if self.check {
            return Ok(None);
        }
        Ok(Some(report::writer(folder)?))
    }

    /// Keeps the crate of the clients, and says how many services this was about.
    fn clients(&self, root: &Path, writer: Option<Writer>, manifest: &Manifest, generate: Generate) -> Result<usize> {
        let services = manifest.select(&self.services)?;
        let modules = self.modules(&root.join(FOLDER), manifest);
        let files = generate(source::load(root, &services)?, &modules)?;
        self.keep(root, FOLDER, writer, &self.scope(&files), &files)?;
        Ok(services.len())
    }

    /// Keeps what the tests crate compiles.
    fn tests(&self, root: &Path, modules: &Modules) -> Result<usize> {
        if modules.len() > 0 {
            let writer = self.writer(&root.join(cases::FOLDER))?;
            self.keep(root, cases::FOLDER, writer, &modules.scope(), &modules.generate()?)?;
        }
        Ok(modules.len())
    }

    /// Writes the files of a folder, or compares them with what is there.
    fn keep(&self, root: &Path, folder: &str, writer: Option<Writer>, scope: &Scope, files: &FileSet) -> Result<()> {
        let Some(writer) = writer else {
            return self.compare(root, folder, scope, files);
        };
        print!("{}", report::table(&writer.update(scope, files)?, group));
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
        print!("{}", files::difference(folder, &changes, &present, files));
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
