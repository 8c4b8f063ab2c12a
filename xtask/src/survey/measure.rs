//! This program in the place of rustc: runs it, and notes what it cost; looks at none of its work.
//!
//! cargo says when it starts and ends a compiler, but not what that one used; only its parent can ask the system.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};

use serde::{Deserialize, Serialize};

/// The variable that tells this program to stand in for rustc; it names the folder of the notes.
pub(crate) const VARIABLE: &str = "TINSMITH_SURVEY_COSTS";

/// What a compiler used.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Cost {
    pub(crate) cpu_seconds: f64,
    pub(crate) peak_bytes: u64,
}

/// Does the work of rustc if this program was started in its place.
pub(crate) fn stand_in() -> Option<ExitCode> {
    let folder = env::var_os(VARIABLE)?;
    let mut arguments = env::args_os().skip(1);
    let rustc = arguments.next()?;
    let arguments: Vec<OsString> = arguments.collect();
    let status = match Command::new(&rustc).args(&arguments).status() {
        Ok(status) => status,
        Err(error) => {
            eprintln!("error: `{}` cannot be started: {error}", rustc.display());
            return Some(ExitCode::FAILURE);
        }
    };
    if let (Some(name), Some(cost)) = (crate_name(&arguments), of_children()) {
        // A note that cannot be written is a gap in the table, no reason to fail the build.
        let _ = serde_json::to_vec(&cost).map(|note| fs::write(Path::new(&folder).join(name), note));
    }
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Some(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

/// The note about a crate, which is removed: the next build writes a new one.
pub(crate) fn take(folder: &Path, crate_name: &str) -> Option<Cost> {
    let path = folder.join(crate_name);
    let cost = serde_json::from_slice(&fs::read(&path).ok()?).ok();
    let _ = fs::remove_file(path);
    cost
}

fn crate_name(arguments: &[OsString]) -> Option<&str> {
    let at = arguments.iter().position(|argument| argument == "--crate-name")?;
    arguments.get(at + 1)?.to_str()
}

#[cfg(unix)]
fn of_children() -> Option<Cost> {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike;

    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).ok()?;
    let micros = usage.user_time().num_microseconds() + usage.system_time().num_microseconds();
    // Linux counts in KiB, macOS in bytes.
    let unit = if cfg!(target_vendor = "apple") { 1 } else { 1024 };
    Some(Cost {
        cpu_seconds: micros as f64 / 1e6,
        peak_bytes: u64::try_from(usage.max_rss()).ok()? * unit,
    })
}

#[cfg(not(unix))]
fn of_children() -> Option<Cost> {
    None
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::{Cost, crate_name, take};

    #[test]
    fn the_name_of_the_crate_is_found() {
        let arguments = |text: &str| text.split(' ').map(OsString::from).collect::<Vec<_>>();
        assert_eq!(crate_name(&arguments("--edition 2024 --crate-name a b.rs")), Some("a"));
        assert_eq!(crate_name(&arguments("-vV")), None);
        assert_eq!(crate_name(&arguments("--crate-name")), None);
    }

    #[test]
    fn a_note_is_taken_once() {
        let folder = tempfile::tempdir().expect("there is room for temporary files");
        std::fs::write(folder.path().join("a"), r#"{"cpu_seconds": 1.5, "peak_bytes": 2048}"#)
            .expect("a file can be written");
        let cost = Cost {
            cpu_seconds: 1.5,
            peak_bytes: 2048,
        };
        assert_eq!(take(folder.path(), "a"), Some(cost));
        assert_eq!(take(folder.path(), "a"), None);
    }
}
