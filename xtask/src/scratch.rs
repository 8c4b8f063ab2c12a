//! Crates of generated code below `target/`, built with the versions and the target folder of this workspace.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use tinsmith_codegen::disk::{Scope, Writer};
use tinsmith_codegen::files::FileSet;

/// Makes the crate in a folder consist of these files.
pub(crate) fn write(root: &Path, folder: &Path, files: &FileSet) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("`{}` cannot be made", folder.display()))?;
    Writer::open(folder)?.update(&Scope::everything(["Cargo.toml", "src"]), files)?;
    // The same versions of everything as in the workspace; cargo takes out what is not needed.
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).context("`Cargo.lock` cannot be copied")?;
    Ok(())
}

/// Cargo in the folder of such a crate.
pub(crate) fn cargo(root: &Path, folder: &Path, arguments: &[&str]) -> Command {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command
        .current_dir(folder)
        .args(arguments)
        .arg("--target-dir")
        .arg(target);
    command
}
