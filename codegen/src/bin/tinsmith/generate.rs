//! `tinsmith generate`: a model to a module, or to a crate of its own.

use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use tinsmith_codegen::disk::{self, Writer};
use tinsmith_codegen::files::{self, Change, ChangeKind, FileSet};
use tinsmith_codegen::model::Protocol;
use tinsmith_codegen::{Service, resolve_service};

use crate::input::Input;
use crate::place::{self, Place};
use crate::{Failure, terminal};

/// Generate the client of a service, as a module of your crate or as a crate of its own.
///
/// Files that differ are written and files that are no longer produced removed, all of them or none. A file that this command did
/// not write is never touched.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  A module for two operations, below src/ of the crate that you are in:
    tinsmith generate --model build/smithy/source/model/model.json --operations GetCity,ListCities

  A crate, for a model of botocore:
    tinsmith generate --model service-2.json --crate sqs-client --runtime ../tinsmith/runtime

  In a check of yours, to see that nobody forgot to generate:
    tinsmith generate --model model.json --check")]
pub(crate) struct Generate {
    #[command(flatten)]
    input: Input,
    /// Only these operations and what they need; `*` stands for any characters.
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    operations: Vec<String>,
    /// The folder that has your `lib.rs` or `main.rs`, or that of the crate with `--crate`; `src`, or the crate's name, by default.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Generate a crate of this name. Its `Cargo.toml` is written where there is none, and is yours from then on.
    #[arg(long = "crate", value_name = "NAME", value_parser = place::package_name)]
    package: Option<String>,
    /// What the new `Cargo.toml` says about the runtime: the path of its folder, or `workspace`.
    #[arg(long, value_name = "PATH", requires = "package")]
    runtime: Option<PathBuf>,
    /// The name of the module; made of the service's name by default.
    #[arg(long, value_name = "NAME", value_parser = place::module_name)]
    module: Option<String>,
    /// The protocol that the client speaks unless it is told otherwise.
    #[arg(long, value_name = "NAME", value_parser = protocol)]
    protocol: Option<Protocol>,
    /// Another Rust name for a shape, `Shape.Member` or operation of the model.
    #[arg(long = "name", value_name = "KEY=NAME", value_parser = name)]
    names: Vec<(String, String)>,
    /// Change nothing: show what differs, and exit with 1 when something does.
    #[arg(long)]
    check: bool,
}

impl Generate {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<(), Failure> {
        let start = Instant::now();
        let service = Service {
            operations: self.operations,
            module: self.module,
            protocol: self.protocol,
            names: self.names.into_iter().collect(),
            ..Service::new(self.input.read()?)
        };
        let resolved = terminal::settle(resolve_service(&service))?;
        let (module, count) = (&resolved.module, resolved.operations.len());
        let s = if count == 1 { "" } else { "s" };
        terminal::step("Generating", format_args!("`{module}`, {count} operation{s}"));
        let place = Place::find(self.out, self.package, self.runtime.as_deref(), module)?;
        let files = place.files(&resolved)?;
        if self.check {
            compare(&place, &files)?;
        } else {
            write(&place, &files)?;
        }
        let seconds = start.elapsed().as_secs_f64();
        terminal::step("Finished", format_args!("in {seconds:.2} s"));
        Ok(())
    }
}

fn write(place: &Place, files: &FileSet) -> Result<(), Failure> {
    let folder = place.folder.display();
    fs::create_dir_all(&place.folder).map_err(|error| format!("`{folder}` cannot be made: {error}"))?;
    let writer = Writer::open_telling(&place.folder, || {
        terminal::step("Waiting", format_args!("for another process that writes to `{folder}`"));
    })?;
    terminal::step("Writing", format_args!("`{folder}`"));
    let changes = writer.update(&place.scope, files)?;
    terminal::print(&format!("{}\n", summary(&changes)))?;
    if changes.iter().all(|change| change.kind == ChangeKind::Added) {
        place.next_steps().iter().for_each(|next| terminal::step("Next", next));
    }
    Ok(())
}

/// `37 files: 3 added, 1 changed, 33 unchanged, 2 removed`
fn summary(changes: &[Change]) -> String {
    let kinds = [
        (ChangeKind::Added, "added"),
        (ChangeKind::Changed, "changed"),
        (ChangeKind::Unchanged, "unchanged"),
        (ChangeKind::Removed, "removed"),
    ];
    let count = |kind| changes.iter().filter(|change| change.kind == kind).count();
    let counts = kinds.map(|(kind, word)| (count(kind), word));
    let counts = counts.iter().filter(|(count, _)| *count > 0);
    let counts: Vec<String> = counts.map(|(count, word)| format!("{count} {word}")).collect();
    let files = changes.len() - count(ChangeKind::Removed);
    format!("{files} files: {}", counts.join(", "))
}

fn compare(place: &Place, files: &FileSet) -> Result<(), Failure> {
    let present = disk::read(&place.folder, &place.scope)?;
    let changes = files.changes_from(&present);
    let folder = place.folder.display().to_string();
    let stale = changes
        .iter()
        .filter(|change| change.kind != ChangeKind::Unchanged)
        .count();
    if stale == 0 {
        return Ok(());
    }
    terminal::print(&files::difference(&folder, &changes, &present, files))?;
    Err(format!("{stale} stale in `{folder}`\n  help: run the same without `--check`").into())
}

fn protocol(name: &str) -> Result<Protocol, String> {
    let known = || Protocol::PREFERENCE.map(Protocol::name).join(", ");
    Protocol::from_name(name).ok_or_else(|| format!("there are: {}", known()))
}

fn name(text: &str) -> Result<(String, String), String> {
    let (key, name) = text.split_once('=').ok_or("write `KEY=NAME`")?;
    Ok((key.to_owned(), name.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::{Change, ChangeKind, summary};

    #[test]
    fn the_summary_leaves_out_what_did_not_happen() {
        let change = |kind| Change {
            path: String::new(),
            kind,
        };
        let changes = [ChangeKind::Added, ChangeKind::Removed, ChangeKind::Added].map(change);
        assert_eq!(summary(&changes), "2 files: 2 added, 1 removed");
    }
}
