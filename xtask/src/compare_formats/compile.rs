//! Compiles the clients of Smithy's models, all in one crate below `target/`.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result, bail};
use tinsmith_codegen::files::FileSet;

use super::pair::Pair;
use crate::scratch;

/// The name of the crate in Rust.
pub(super) const CRATE: &str = "clients";

/// The folder of the crate, from the root of the workspace.
const FOLDER: &str = "target/compare-formats";

/// Generates and compiles the clients; a warning is an error.
pub(super) fn all(root: &Path, pairs: &[Pair]) -> Result<()> {
    let root = root
        .canonicalize()
        .with_context(|| format!("`{}` cannot be read", root.display()))?;
    let folder = root.join(FOLDER);
    scratch::write(&root, &folder, &files(&root, pairs)?)?;
    let status = scratch::cargo(&root, &folder, &["check", "--quiet"])
        .status()
        .context("cargo cannot be started")?;
    if !status.success() {
        bail!("the clients of Smithy's models do not compile, see above");
    }
    println!("the clients of {} models compile", pairs.len());
    Ok(())
}

fn files(root: &Path, pairs: &[Pair]) -> Result<FileSet> {
    let mut files = FileSet::new();
    let mut text = "//! Clients of Smithy's models.\n\n#![deny(warnings)]\n".to_owned();
    for pair in pairs {
        let made = pair.of_smithy();
        let (module, made) = made
            .map_err(anyhow::Error::msg)
            .with_context(|| format!("`{}` is refused", pair.name))?;
        writeln!(text, "\npub mod {module};")?;
        files.merge(made)?;
    }
    files.insert("src/lib.rs", text)?;
    let runtime = root.join("runtime");
    let runtime = runtime
        .to_str()
        .with_context(|| format!("`{}` is not UTF-8", runtime.display()))?;
    let runtime = toml::Value::String(runtime.to_owned());
    let manifest = format!(
        "[package]\nname = \"{CRATE}\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\ntinsmith = {{ path = {runtime} }}\n"
    );
    files.insert("Cargo.toml", manifest)?;
    Ok(files)
}
