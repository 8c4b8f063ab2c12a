//! What compilers and other programs cost: this program in their place runs them, and notes it; looks at none of their work.
//!
//! cargo says when it starts and ends a compiler, but not what that one used; only its parent can ask the system.

use std::env;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Instant;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

/// The variable that tells this program to stand in for another; it names the file of the notes.
pub(crate) const VARIABLE: &str = "TINSMITH_COSTS";

/// What a program used.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Cost {
    /// The package that cargo ran it for.
    pub(crate) package: String,
    /// The crate that it compiled; nothing if it was no compiler.
    pub(crate) crate_name: Option<String>,
    pub(crate) cpu_seconds: f64,
    pub(crate) seconds: f64,
    pub(crate) peak_bytes: u64,
}

/// Runs the program that is named in the arguments, if this one was started in its place.
pub(crate) fn stand_in() -> Option<ExitCode> {
    let notes = env::var_os(VARIABLE)?;
    let mut arguments = env::args_os().skip(1);
    let program = arguments.next()?;
    let arguments: Vec<OsString> = arguments.collect();
    let start = Instant::now();
    let status = match Command::new(&program).args(&arguments).env_remove(VARIABLE).status() {
        Ok(status) => status,
        Err(error) => {
            eprintln!("error: `{}` cannot be started: {error}", program.display());
            return Some(ExitCode::FAILURE);
        }
    };
    let usage = of_children();
    let cost = Cost {
        package: package(),
        crate_name: crate_name(&arguments).map(str::to_owned),
        cpu_seconds: usage.map_or(0.0, |usage| usage.cpu_seconds),
        seconds: start.elapsed().as_secs_f64(),
        peak_bytes: usage.map_or(0, |usage| usage.peak_bytes),
    };
    // A note that cannot be written is a gap in the figures, no reason to fail a build.
    let _ = note(Path::new(&notes), &cost);
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Some(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

/// Runs a command by way of [`stand_in`], and gives what it used.
pub(crate) fn run(command: &Command) -> Result<Cost> {
    let notes = tempfile::NamedTempFile::new().context("a temporary file cannot be made")?;
    let mut stand_in = Command::new(env::current_exe().context("this program cannot be found again")?);
    stand_in.arg(command.get_program()).args(command.get_args());
    if let Some(folder) = command.get_current_dir() {
        stand_in.current_dir(folder);
    }
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => stand_in.env(name, value),
            None => stand_in.env_remove(name),
        };
    }
    stand_in.env(VARIABLE, notes.path());
    let output = stand_in.output().context("this program cannot be started again")?;
    if !output.status.success() {
        let (out, err) = (
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr),
        );
        anyhow::bail!("{command:?} ended with {}\n{out}{err}", output.status);
    }
    let costs = read(notes.path())?;
    costs
        .into_iter()
        .next()
        .with_context(|| format!("{command:?} left no note of its cost"))
}

/// The notes of a file, in the order in which the programs ended.
pub(crate) fn read(path: &Path) -> Result<Vec<Cost>> {
    let text = fs::read_to_string(path).with_context(|| format!("`{}` cannot be read", path.display()))?;
    let lines = text.lines().map(serde_json::from_str);
    lines
        .collect::<Result<_, _>>()
        .with_context(|| format!("`{}` has a line that is no note", path.display()))
}

/// Appends a line; one write each, since several compilers end at the same time.
fn note(path: &Path, cost: &Cost) -> std::io::Result<()> {
    let mut line = serde_json::to_vec(cost)?;
    line.push(b'\n');
    File::options().append(true).create(true).open(path)?.write_all(&line)
}

/// The package in the terms of cargo, which sets these for its compilers.
fn package() -> String {
    let variable = |name| env::var(name).unwrap_or_default();
    format!("{} {}", variable("CARGO_PKG_NAME"), variable("CARGO_PKG_VERSION"))
}

fn crate_name(arguments: &[OsString]) -> Option<&str> {
    let at = arguments.iter().position(|argument| argument == "--crate-name")?;
    // cargo compiles a crate of this name to learn about the compiler.
    arguments.get(at + 1)?.to_str().filter(|name| *name != "___")
}

/// Processor time and memory.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Usage {
    pub(crate) cpu_seconds: f64,
    /// Of the largest.
    pub(crate) peak_bytes: u64,
}

/// What the children that have ended used, and theirs.
#[cfg(unix)]
pub(crate) fn of_children() -> Option<Usage> {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike;

    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).ok()?;
    let micros = usage.user_time().num_microseconds() + usage.system_time().num_microseconds();
    // Linux counts in KiB, macOS in bytes.
    let unit = if cfg!(target_vendor = "apple") { 1 } else { 1024 };
    Some(Usage {
        cpu_seconds: micros as f64 / 1e6,
        peak_bytes: u64::try_from(usage.max_rss()).ok()? * unit,
    })
}

#[cfg(not(unix))]
pub(crate) fn of_children() -> Option<Usage> {
    None
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::{Cost, crate_name, note, read};

    #[test]
    fn the_name_of_the_crate_is_found() {
        let arguments = |text: &str| text.split(' ').map(OsString::from).collect::<Vec<_>>();
        for (text, expected) in [
            ("--edition 2024 --crate-name a b.rs", Some("a")),
            ("--crate-name ___ --print cfg", None),
            ("--crate-name", None),
            ("-vV", None),
        ] {
            assert_eq!(crate_name(&arguments(text)), expected, "{text}");
        }
    }

    #[test]
    fn notes_are_read_back_in_order() {
        let folder = tempfile::tempdir().expect("there is room for temporary files");
        let path = folder.path().join("notes");
        let costs = ["a 1.0.0", "b 2.0.0"].map(|package| Cost {
            package: package.to_owned(),
            cpu_seconds: 1.5,
            ..Cost::default()
        });
        for cost in &costs {
            note(&path, cost).expect("a file can be written");
        }
        assert_eq!(read(&path).expect("the notes are well formed"), costs);
        std::fs::write(&path, "{").expect("a file can be written");
        assert!(read(&path).is_err());
    }
}
