//! Getting the pinned wheel of botocore with pip, from whichever index pip is set up to use.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

use crate::manifest::Word;

/// A wheel in a temporary folder, which goes with this value.
#[derive(Debug)]
pub(crate) struct Wheel {
    pub(crate) path: PathBuf,
    _folder: TempDir,
}

/// Downloads the wheel of this version.
pub(crate) fn wheel(version: &Word) -> Result<Wheel> {
    let folder = tempfile::tempdir().context("a temporary folder cannot be made")?;
    let output = Command::new("python3")
        .args([
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-deps",
            "--only-binary",
            ":all:",
            "--dest",
        ])
        .arg(folder.path())
        .arg(format!("botocore=={version}"))
        .output()
        .context(
            "`python3` cannot be started\n  help: install it, or name a wheel or an installed package with `--from`",
        )?;
    if !output.status.success() {
        bail!(
            "pip cannot download botocore {version}\n  help: name a wheel or an installed package with `--from`\n{}",
            String::from_utf8_lossy(&output.stderr).trim_end()
        );
    }
    let files: io::Result<Vec<PathBuf>> =
        fs::read_dir(folder.path()).and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect());
    let files = files.context("the folder of the download cannot be read")?;
    let path = files
        .into_iter()
        .find(|path| path.extension() == Some(OsStr::new("whl")));
    let path = path.with_context(|| format!("pip has downloaded no wheel of botocore {version}"))?;
    Ok(Wheel { path, _folder: folder })
}
