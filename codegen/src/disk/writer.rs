//! The one way in which files are written: all the new files are there, or all the old ones, whatever happens on the way.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::journal::{Journal, fingerprint};
use super::{Context, Error, Result, STAGING, Scope, read, stage, staged};
use crate::files::{Change, ChangeKind, FileSet};

/// The right to write below a folder, held by one process at a time.
///
/// An update prepares everything in the folder `.tinsmith-staging` below it, writes a journal, then puts it into place. A process that
/// dies before the journal has changed nothing; one that dies after it leaves an update that the next `Writer` finishes. Folders with several
/// changes are exchanged in one step where the system can, so that in practice no one finds a half-done tree.
///
/// Nothing is forced to the disk: this guards against a killed process and a full disk. After a power cut, write the
/// files again; forcing 3,000 of them out would take longer than generating them.
#[derive(Debug)]
pub struct Writer {
    root: PathBuf,
    /// Called before each step on disk; the tests stop there.
    step: fn(&str) -> io::Result<()>,
    /// Whether folders may be traded as a whole; the tests also go without.
    pub(super) trade: bool,
    _lock: Option<File>,
}

impl Writer {
    /// Waits while another process writes below `root`, and finishes an update that was interrupted there.
    ///
    /// # Errors
    ///
    /// Where the folder cannot be opened, or the interrupted update cannot be finished.
    pub fn open(root: &Path) -> Result<Self> {
        Self::begin(root, |_| Ok(()), || ())
    }

    /// The same, and calls `waiting` before it waits.
    ///
    /// # Errors
    ///
    /// As with [`open`](Self::open).
    pub fn open_telling(root: &Path, waiting: impl FnOnce()) -> Result<Self> {
        Self::begin(root, |_| Ok(()), waiting)
    }

    pub(super) fn begin(root: &Path, step: fn(&str) -> io::Result<()>, waiting: impl FnOnce()) -> Result<Self> {
        let writer = Self {
            root: root.to_owned(),
            step,
            trade: true,
            _lock: lock(root, waiting)?,
        };
        if let Some(journal) = Journal::load(root)? {
            journal.roll_forward(root, &step)?;
        }
        writer.clean()?;
        Ok(writer)
    }

    /// Makes the files of `scope` those of `new`, which has no others, and tells what became of each.
    ///
    /// # Errors
    ///
    /// Where a file is in the way that is not [ours](Scope::ours), where `new` has one outside of `scope`, and where the disk fails;
    /// the message says whether anything was changed.
    pub fn update(&self, scope: &Scope, new: &FileSet) -> Result<Vec<Change>> {
        if let Some((path, _)) = new.iter().find(|(path, _)| !scope.covers(path)) {
            let paths = scope.paths.join(", ");
            return Err(Error::new(format!(
                "`{path}` is outside of what may be written: {paths}"
            )));
        }
        let changes = new.changes_from(&read(&self.root, scope)?);
        let needed = stage::needed(&changes);
        if needed.is_empty() {
            return Ok(changes);
        }
        let folders = if self.trade {
            stage::folders(&needed)
        } else {
            Vec::new()
        };
        let prepared = self.prepare(new, &needed, &folders).inspect_err(|_| {
            // Nothing is decided yet, so the old files stay; what is left over is cleared at the next start at the latest.
            let _ = fs::remove_dir_all(self.root.join(STAGING));
        });
        let journal = prepared.context(|| format!("nothing was changed in `{}`", self.root.display()))?;
        self.finish(journal, &folders)?;
        Ok(changes)
    }

    fn prepare(&self, new: &FileSet, changes: &[&Change], folders: &[String]) -> Result<Journal> {
        let staging = self.root.join(STAGING);
        let failed = |what: &str| format!("{what} in `{}` cannot be written", staging.display());
        fs::create_dir_all(&staging).context(|| format!("`{}` cannot be made", staging.display()))?;
        let mut journal = Journal::default();
        for change in changes {
            let Some(text) = new.get(&change.path).filter(|_| change.kind != ChangeKind::Removed) else {
                journal.removed.push(change.path.clone());
                continue;
            };
            (self.step)("stage")
                .and_then(|()| stage::write(&self.root, &change.path, text))
                .context(|| format!("`{}` cannot be written", staged(&self.root, &change.path).display()))?;
            journal
                .written
                .insert(change.path.clone(), fingerprint(text.as_bytes()));
        }
        for folder in folders {
            (self.step)("complete").context(|| failed("the new folder"))?;
            stage::complete(&self.root, folder, changes)?;
        }
        (self.step)("journal")
            .and_then(|()| journal.store(&self.root))
            .context(|| failed("the journal"))?;
        Ok(journal)
    }

    fn finish(&self, mut journal: Journal, folders: &[String]) -> Result<()> {
        for folder in folders {
            (self.step)("trade").context(|| format!("`{}` cannot be replaced", self.root.join(folder).display()))?;
            if stage::trade(&self.root, folder) {
                journal.written.retain(|path, _| !super::is_below(path, folder));
                journal.removed.retain(|path| !super::is_below(path, folder));
            }
        }
        journal.roll_forward(&self.root, &self.step)?;
        self.clean()
    }

    fn clean(&self) -> Result<()> {
        let staging = self.root.join(STAGING);
        let remove = || -> io::Result<()> {
            (self.step)("forget")?;
            // First of all the journal: what is left without it is rubbish.
            if_there(fs::remove_file(staging.join("journal.json")))?;
            (self.step)("clean")?;
            if_there(fs::remove_dir_all(&staging))
        };
        remove().context(|| format!("`{}` cannot be removed", staging.display()))
    }
}

fn if_there(removed: io::Result<()>) -> io::Result<()> {
    removed.or_else(|error| {
        if error.kind() == io::ErrorKind::NotFound {
            Ok(())
        } else {
            Err(error)
        }
    })
}

/// Locks the folder itself, so that no lock file is left behind; other systems than Unix cannot open a folder.
fn lock(root: &Path, waiting: impl FnOnce()) -> Result<Option<File>> {
    if !cfg!(unix) {
        return Ok(None);
    }
    let folder = File::open(root).context(|| format!("`{}` cannot be opened", root.display()))?;
    let locked = match folder.try_lock() {
        Err(TryLockError::WouldBlock) => {
            waiting();
            folder.lock()
        }
        Err(TryLockError::Error(error)) => Err(error),
        Ok(()) => Ok(()),
    };
    // A file system may have no locks; two people rarely run the command at once.
    Ok(locked.is_ok().then_some(folder))
}
