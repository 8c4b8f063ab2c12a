//! The record that turns a prepared update into a decided one, and the way from any half-done state to the new tree.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use super::{STAGING, staged};
use crate::manifest::Digest;

/// What the update still has to do, written once everything is staged.
///
/// While it exists the update is decided: whoever finds it carries it to its end. Without it a staging folder is rubbish.
#[derive(Debug, Default, Deserialize, Serialize)]
pub(super) struct Journal {
    /// The digest of each new text by its path: tells what is in place already, however that came about.
    pub(super) written: BTreeMap<String, String>,
    pub(super) removed: Vec<String>,
}

impl Journal {
    /// The journal that an interrupted update has left.
    pub(super) fn load(root: &Path) -> Result<Option<Self>> {
        let path = root.join(STAGING).join("journal.json");
        let text = match fs::read(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error).with_context(|| format!("`{}` cannot be read", path.display())),
        };
        let journal = serde_json::from_slice(&text).with_context(|| damaged(root))?;
        Ok(Some(journal))
    }

    /// Writes the journal in one step: it is either absent or whole.
    pub(super) fn store(&self, root: &Path) -> io::Result<()> {
        let draft = root.join(STAGING).join("journal.draft");
        fs::write(&draft, serde_json::to_vec(self)?)?;
        fs::rename(draft, root.join(STAGING).join("journal.json"))
    }

    /// Does what is left to do; nothing that is done already is done again.
    pub(super) fn roll_forward(&self, root: &Path, step: &dyn Fn(&str) -> io::Result<()>) -> Result<()> {
        for (path, digest) in &self.written {
            let is_new = |file: &Path| fs::read(file).is_ok_and(|bytes| *Digest::of(&bytes) == **digest);
            let (target, source) = (root.join(path), staged(root, path));
            if is_new(&target) {
                continue;
            }
            if !is_new(&source) {
                bail!("`{path}` is neither in place nor staged; {}", damaged(root));
            }
            step("place")
                .and_then(|()| place(&source, &target))
                .with_context(|| unwritten(&target))?;
        }
        for path in &self.removed {
            step("remove")
                .and_then(|()| remove(root, path))
                .with_context(|| unwritten(&root.join(path)))?;
        }
        Ok(())
    }
}

fn damaged(root: &Path) -> String {
    format!(
        "the update left in `{}` is damaged: delete that folder and run the command again",
        root.join(STAGING).display()
    )
}

fn unwritten(path: &Path) -> String {
    format!(
        "`{}` cannot be written; run the command again to finish the update",
        path.display()
    )
}

fn place(source: &Path, target: &Path) -> io::Result<()> {
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::rename(source, target)
}

/// Removes a file, and the folders that are empty without it.
fn remove(root: &Path, path: &str) -> io::Result<()> {
    match fs::remove_file(root.join(path)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    for folder in Path::new(path)
        .ancestors()
        .skip(1)
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        match fs::remove_dir(root.join(folder)) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(_) => break, // Not empty.
        }
    }
    Ok(())
}
