//! What the survey has found out about a service, kept on the disk so that a run can be resumed; measures nothing.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

/// Everything about one service.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Record {
    pub(super) service: String,
    /// The one that is spoken first is the first.
    pub(super) protocols: Vec<String>,
    pub(super) event_stream: bool,
    pub(super) operations: usize,
    pub(super) shapes: usize,
    pub(super) files: usize,
    pub(super) lines: usize,
    pub(super) bytes: usize,
    pub(super) generation: Generation,
    /// What the generator had to say, without refusing the model.
    pub(super) remarks: usize,
    /// The digest of the generated files and the runtime, to tell whether a check still holds.
    pub(super) digest: String,
    /// Why nothing was generated.
    pub(super) failure: Option<String>,
    pub(super) check: Option<Checked>,
    pub(super) clippy: Option<Checked>,
    pub(super) rustdoc: Option<Checked>,
    pub(super) release: Option<Checked>,
}

/// The seconds of the generator's steps.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Generation {
    /// Reading and decompressing the model.
    pub(crate) read: f64,
    /// From its text to the model in memory.
    pub(crate) parse: f64,
    /// From there to the decided service.
    pub(crate) decide: f64,
    /// From there to sections of Rust.
    pub(crate) emit: f64,
    /// From there to the text of the files.
    pub(crate) print: f64,
    /// Putting them on the disk.
    pub(crate) write: f64,
}

impl Generation {
    /// Every step by its name, in their order.
    pub(crate) fn steps(self) -> [(&'static str, f64); 6] {
        [
            ("reading files", self.read),
            ("parsing", self.parse),
            ("passes and names", self.decide),
            ("emitting", self.emit),
            ("printing", self.print),
            ("writing", self.write),
        ]
    }

    pub(crate) fn seconds(self) -> f64 {
        self.steps().iter().map(|(_, seconds)| seconds).sum()
    }
}

/// What a tool of cargo said about a service.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Checked {
    /// Of the compiler for this crate alone, user and system; absent where it cannot be measured.
    pub(super) cpu_seconds: Option<f64>,
    /// The largest resident set of that process.
    pub(super) peak_bytes: Option<u64>,
    pub(super) errors: usize,
    pub(super) warnings: usize,
    /// The first messages, as a terminal shows them.
    pub(super) messages: Vec<String>,
}

impl Checked {
    /// Whether there was nothing to complain about.
    pub(super) fn is_clean(&self) -> bool {
        self.errors == 0 && self.warnings == 0
    }
}

/// The tools of cargo that a service goes through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tool {
    Check,
    Clippy,
    Rustdoc,
    Release,
}

impl Tool {
    pub(super) const ALL: [Self; 4] = [Self::Check, Self::Clippy, Self::Rustdoc, Self::Release];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Clippy => "clippy",
            Self::Rustdoc => "rustdoc",
            Self::Release => "release build",
        }
    }
}

impl Record {
    pub(super) fn result(&self, tool: Tool) -> Option<&Checked> {
        match tool {
            Tool::Check => self.check.as_ref(),
            Tool::Clippy => self.clippy.as_ref(),
            Tool::Rustdoc => self.rustdoc.as_ref(),
            Tool::Release => self.release.as_ref(),
        }
    }

    pub(super) fn set_result(&mut self, tool: Tool, checked: Checked) {
        let slot = match tool {
            Tool::Check => &mut self.check,
            Tool::Clippy => &mut self.clippy,
            Tool::Rustdoc => &mut self.rustdoc,
            Tool::Release => &mut self.release,
        };
        *slot = Some(checked);
    }

    /// Takes over what an earlier run found out about the same code.
    pub(super) fn resume(&mut self, earlier: Self) {
        if self.digest == earlier.digest {
            (self.check, self.clippy) = (earlier.check, earlier.clippy);
            (self.rustdoc, self.release) = (earlier.rustdoc, earlier.release);
        }
    }
}

/// The folder of the records, a file per service.
pub(super) struct Store {
    folder: PathBuf,
}

impl Store {
    pub(super) fn open(folder: PathBuf) -> Result<Self> {
        fs::create_dir_all(&folder).with_context(|| format!("`{}` cannot be made", folder.display()))?;
        Ok(Self { folder })
    }

    /// The record of an earlier run; one that cannot be read is as good as none.
    pub(super) fn load(&self, service: &str) -> Option<Record> {
        serde_json::from_slice(&fs::read(self.path(service)).ok()?).ok()
    }

    pub(super) fn save(&self, record: &Record) -> Result<()> {
        write_json(&self.path(&record.service), record)
    }

    fn path(&self, service: &str) -> PathBuf {
        self.folder.join(format!("{service}.json"))
    }
}

/// Writes a value as JSON for people.
pub(super) fn write_json(path: &Path, value: &impl Serialize) -> Result<()> {
    let text = serde_json::to_string_pretty(value).context("the survey cannot be written as JSON")?;
    fs::write(path, text + "\n").with_context(|| format!("`{}` cannot be written", path.display()))
}

#[cfg(test)]
mod tests {
    use super::{Checked, Record, Store, Tool};

    fn record(digest: &str) -> Record {
        Record {
            service: "a".to_owned(),
            digest: digest.to_owned(),
            ..Record::default()
        }
    }

    #[test]
    fn results_are_kept_for_the_same_code_alone() {
        let folder = tempfile::tempdir().expect("there is room for temporary files");
        let store = Store::open(folder.path().join("records")).expect("a folder can be made");
        assert!(store.load("a").is_none());
        let mut earlier = record("1");
        earlier.set_result(
            Tool::Check,
            Checked {
                warnings: 2,
                ..Checked::default()
            },
        );
        store.save(&earlier).expect("a file can be written");
        for (digest, kept) in [("1", Some(2)), ("2", None)] {
            let mut now = record(digest);
            now.resume(store.load("a").expect("it was just saved"));
            assert_eq!(now.result(Tool::Check).map(|check| check.warnings), kept, "{digest}");
        }
    }
}
