//! Running cargo, and what it and its compilers used; chooses no profile.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use super::Place;
use crate::costs::{self, Cost};

/// A run of cargo.
#[derive(Debug, Default)]
pub(super) struct Build {
    /// Of cargo and all that it started.
    pub(super) cpu_seconds: f64,
    /// The compilers that it started.
    pub(super) compilers: Vec<Cost>,
}

impl Build {
    /// The compilation of a crate.
    pub(super) fn of(&self, crate_name: &str) -> Result<&Cost> {
        let mut compilers = self.compilers.iter();
        compilers
            .find(|cost| cost.crate_name.as_deref() == Some(crate_name))
            .with_context(|| format!("cargo has not compiled `{crate_name}`"))
    }
}

/// How a crate is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Profile {
    Check,
    Dev,
    Release,
}

impl Profile {
    pub(super) const ALL: [Self; 3] = [Self::Check, Self::Dev, Self::Release];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Dev => "dev",
            Self::Release => "release",
        }
    }

    pub(super) fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Check => &["check"],
            Self::Dev => &["build"],
            Self::Release => &["build", "--release"],
        }
    }
}

/// A call of cargo, with the profile's own settings whatever the environment says.
pub(super) fn cargo(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command
        .current_dir(folder)
        .args(arguments)
        .env_remove("CARGO_INCREMENTAL")
        .env_remove("CARGO_TARGET_DIR")
        .stdin(Stdio::null());
    command
}

/// Runs it, and takes the costs.
pub(super) fn run(command: &mut Command) -> Result<Build> {
    let notes = tempfile::NamedTempFile::new().context("a temporary file cannot be made")?;
    let program = env::current_exe().context("this program cannot be found again")?;
    command.env("RUSTC_WRAPPER", program).env(costs::VARIABLE, notes.path());
    let before = used();
    let output = command.output().context("cargo cannot be started")?;
    let cpu_seconds = used() - before;
    if !output.status.success() {
        let arguments: Vec<&OsStr> = command.get_args().collect();
        bail!(
            "`cargo {}` ended with {}\n{}",
            arguments.join(OsStr::new(" ")).display(),
            output.status,
            String::from_utf8_lossy(&output.stderr)
        );
    }
    let mut compilers = costs::read(notes.path())?;
    compilers.retain(|cost| cost.crate_name.is_some());
    Ok(Build { cpu_seconds, compilers })
}

fn used() -> f64 {
    costs::of_children().map_or(0.0, |usage| usage.cpu_seconds)
}

/// The workspace with the programs; it gets the versions of everything from ours, and crates are downloaded.
pub(super) fn programs(place: &Place<'_>) -> Result<PathBuf> {
    let folder = place.root.join("tests/bench");
    let lock = folder.join("Cargo.lock");
    fs::copy(place.root.join("Cargo.lock"), &lock)
        .with_context(|| format!("`{}` cannot be written", lock.display()))?;
    run(&mut cargo(&folder, &["fetch"]))?;
    Ok(folder)
}

/// Removes a folder with all that is in it.
pub(super) fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("`{}` cannot be removed", folder.display()))
        }
        _ => Ok(()),
    }
}
