//! Programs of this workspace that a test builds and runs, as a user would.

use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

/// Builds what `cargo build` is asked for with these arguments, and gives the program among it.
///
/// # Panics
///
/// When it does not build.
#[must_use]
pub fn build(arguments: &[&str]) -> PathBuf {
    let output = Command::new(env!("CARGO"))
        .arg("build")
        .args(arguments)
        .args(["--message-format", "json"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs this test");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let messages = String::from_utf8(output.stdout).expect("cargo writes JSON");
    let messages = messages
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("cargo writes JSON"));
    let mut executables = messages.filter_map(|message| Some(message["executable"].as_str()?.to_owned()));
    executables.next().expect("one of them is a program").into()
}
