//! The record that turns a prepared update into a decided one, and the way from any half-done state to the new tree.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{Context, Error, Result, STAGING, staged};
use crate::files::is_plain;

/// What the update still has to do, written once everything is staged.
///
/// While it exists the update is decided: whoever finds it carries it to its end. Without it a staging folder is rubbish.
#[derive(Debug, Default, Deserialize, Serialize)]
pub(super) struct Journal {
    /// The [`fingerprint`] of each new text by its path: tells what is in place already, however that came about.
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
            Err(error) => return Err(error).context(|| format!("`{}` cannot be read", path.display())),
        };
        let journal: Self = serde_json::from_slice(&text).context(|| damaged(root))?;
        // A journal may come with somebody else's repository, so it is not believed either.
        let mut paths = journal.written.keys().chain(&journal.removed);
        match paths.find(|path| !is_plain(path)) {
            Some(path) => Err(Error::new(format!(
                "`{path}` is outside of the folder; {}",
                damaged(root)
            ))),
            None => Ok(Some(journal)),
        }
    }

    /// Writes the journal in one step: it is either absent or whole.
    pub(super) fn store(&self, root: &Path) -> io::Result<()> {
        let draft = root.join(STAGING).join("journal.draft");
        fs::write(&draft, serde_json::to_vec(self)?)?;
        fs::rename(draft, root.join(STAGING).join("journal.json"))
    }

    /// Does what is left to do; nothing that is done already is done again.
    pub(super) fn roll_forward(&self, root: &Path, step: &dyn Fn(&str) -> io::Result<()>) -> Result<()> {
        for (path, expected) in &self.written {
            let is_new = |file: &Path| fs::read(file).is_ok_and(|bytes| fingerprint(&bytes) == *expected);
            let (target, source) = (root.join(path), staged(root, path));
            if is_new(&target) {
                continue;
            }
            if !is_new(&source) {
                let message = format!("`{path}` is neither in place nor staged; {}", damaged(root));
                return Err(Error::new(message));
            }
            step("place")
                .and_then(|()| place(&source, &target))
                .context(|| unwritten(&target))?;
        }
        for path in &self.removed {
            step("remove")
                .and_then(|()| remove(root, path))
                .context(|| unwritten(&root.join(path)))?;
        }
        Ok(())
    }
}

/// Length and 64 bits of FNV-1a: enough to tell the two versions of a file apart, and the same for every release of this crate.
pub(super) fn fingerprint(bytes: &[u8]) -> String {
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{}-{hash:016x}", bytes.len())
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

#[cfg(test)]
mod tests {
    use super::fingerprint;

    #[test]
    fn fingerprints_are_those_of_the_definition() {
        // The test vectors of FNV-1a.
        assert_eq!(fingerprint(b""), "0-cbf29ce484222325");
        assert_eq!(fingerprint(b"a"), "1-af63dc4c8601ec8c");
        assert_eq!(fingerprint(b"foobar"), "6-85944171f73967e8");
    }
}
