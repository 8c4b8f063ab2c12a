//! Runs a tool of cargo over crates of the scratch workspace and reads what it says about each, a message at a time.

use std::collections::BTreeMap;
use std::env;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use super::record::{Checked, Tool};
use super::scratch::{Scratch, crate_name, package_name};
use crate::costs;

/// How many messages about a crate are kept.
const KEPT: usize = 3;

/// A run of a tool.
pub(super) struct Run<'a> {
    pub(super) scratch: &'a Scratch,
    pub(super) tool: Tool,
    pub(super) jobs: usize,
}

/// A line of cargo's.
#[derive(Debug, Deserialize)]
#[serde(tag = "reason", rename_all = "kebab-case")]
enum Line {
    CompilerMessage {
        target: Target,
        message: Message,
    },
    CompilerArtifact {
        target: Target,
    },
    #[serde(other)]
    Other,
}

#[derive(Debug, Deserialize)]
struct Target {
    name: String,
}

#[derive(Debug, Deserialize)]
struct Message {
    level: String,
    message: String,
    #[serde(default)]
    rendered: Option<String>,
}

impl Run<'_> {
    /// Gives the result of each service as soon as it is known.
    pub(super) fn run(&self, services: &[&str], mut done: impl FnMut(&str, Checked) -> Result<()>) -> Result<()> {
        let mut open: BTreeMap<String, (&str, Checked)> = services
            .iter()
            .map(|&service| (crate_name(service), (service, Checked::default())))
            .collect();
        let mut elsewhere = Checked::default();
        let mut cargo = self.start(services)?;
        let output = cargo.stdout.take().context("the output of cargo cannot be read")?;
        for line in BufReader::new(output).lines() {
            let line = line.context("the output of cargo cannot be read")?;
            match serde_json::from_str(&line) {
                Ok(Line::CompilerMessage { target, message }) => {
                    let about = open.get_mut(&target.name).map(|(_, checked)| checked);
                    about.unwrap_or(&mut elsewhere).add(message);
                }
                Ok(Line::CompilerArtifact { target }) => {
                    if let Some((service, checked)) = open.remove(&target.name) {
                        done(service, self.measured(&target.name, checked))?;
                    }
                }
                Ok(Line::Other) | Err(_) => {}
            }
        }
        cargo.wait().context("cargo cannot be waited for")?;
        for (name, (service, mut checked)) in open {
            if checked.errors == 0 {
                checked.errors = 1;
                checked.messages.insert(0, self.why(&elsewhere)?);
            }
            done(service, self.measured(&name, checked))?;
        }
        Ok(())
    }

    fn start(&self, services: &[&str]) -> Result<Child> {
        let arguments: &[&str] = match self.tool {
            Tool::Check => &["check"],
            Tool::Clippy => &["clippy"],
            Tool::Rustdoc => &["doc", "--no-deps"],
            Tool::Release => &["build", "--release"],
        };
        let notes = self.notes();
        File::create(&notes).with_context(|| format!("`{}` cannot be written", notes.display()))?;
        let log = self.scratch.path("cargo.log");
        let log = File::create(&log).with_context(|| format!("`{}` cannot be written", log.display()))?;
        let program = env::current_exe().context("this program cannot be found again")?;
        let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command
            .args(arguments)
            .args(["--keep-going", "--message-format", "json", "--jobs"])
            .arg(self.jobs.to_string())
            .args(
                services
                    .iter()
                    .flat_map(|service| ["--package".to_owned(), package_name(service)]),
            )
            .current_dir(self.scratch.path(""))
            .env("CARGO_TARGET_DIR", self.scratch.path("target"))
            .env("CARGO_INCREMENTAL", "0")
            .env("RUSTC_WRAPPER", program)
            .env(costs::VARIABLE, self.notes())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log);
        command.spawn().context("cargo cannot be started")
    }

    fn notes(&self) -> PathBuf {
        self.scratch.path("costs")
    }

    fn measured(&self, crate_name: &str, checked: Checked) -> Checked {
        // A note that cannot be read is a gap in the table, no failure of the crate.
        let costs = costs::read(&self.notes()).unwrap_or_default();
        let is_ours = |cost: &costs::Cost| cost.crate_name.as_deref() == Some(crate_name);
        let cost = costs.into_iter().rfind(is_ours);
        Checked {
            cpu_seconds: cost.as_ref().map(|cost| cost.cpu_seconds),
            peak_bytes: cost.map(|cost| cost.peak_bytes),
            ..checked
        }
    }

    /// Why cargo has not come to a crate: what it depends on failed, or cargo itself did.
    fn why(&self, elsewhere: &Checked) -> Result<String> {
        if elsewhere.errors > 0 {
            return Ok(elsewhere.messages.join("\n"));
        }
        let path = self.scratch.path("cargo.log");
        let log = fs::read_to_string(&path).with_context(|| format!("`{}` cannot be read", path.display()))?;
        match log.find("error") {
            Some(at) => Ok(log.get(at..).unwrap_or(&log).to_owned()),
            None => bail!(
                "cargo has neither built everything nor said why, see `{}`",
                path.display()
            ),
        }
    }
}

impl Checked {
    fn add(&mut self, message: Message) {
        let is_summary = |text: &str| text.ends_with("emitted") || text.starts_with("aborting due to");
        if is_summary(&message.message) {
            return;
        }
        // The first error is worth more than the warnings before it.
        let first = match &*message.level {
            "warning" => {
                self.warnings += 1;
                false
            }
            level if level.starts_with("error") => {
                self.errors += 1;
                self.errors == 1
            }
            _ => return,
        };
        let text = message.rendered.unwrap_or(message.message);
        if first {
            self.messages.insert(0, text);
        } else {
            self.messages.push(text);
        }
        self.messages.truncate(KEPT);
    }
}

#[cfg(test)]
mod tests {
    use super::{Line, Message};
    use crate::survey::record::Checked;

    #[test]
    fn lines_of_cargo_are_understood() {
        let message = r#"{"reason": "compiler-message", "package_id": "x", "target": {"name": "a", "kind": ["lib"]},
            "message": {"level": "warning", "message": "unused", "code": null, "rendered": "warning: unused"}}"#;
        let line = serde_json::from_str(message).expect("cargo writes such lines");
        assert!(
            matches!(line, Line::CompilerMessage { target, message } if target.name == "a" && message.level == "warning")
        );
        let artifact = r#"{"reason": "compiler-artifact", "target": {"name": "a"}, "fresh": false}"#;
        let line = serde_json::from_str(artifact).expect("cargo writes such lines");
        assert!(matches!(line, Line::CompilerArtifact { target } if target.name == "a"));
        let other = serde_json::from_str(r#"{"reason": "build-finished", "success": true}"#);
        assert!(matches!(other.expect("cargo writes such lines"), Line::Other));
    }

    #[test]
    fn messages_are_counted_and_the_first_error_leads() {
        let mut checked = Checked::default();
        for (level, text) in [
            ("warning", "w1"),
            ("note", "n"),
            ("warning", "w2"),
            ("error", "e1"),
            ("error", "e2"),
            ("warning", "2 warnings emitted"),
            ("error", "aborting due to 2 previous errors; 2 warnings emitted"),
            ("failure-note", "For more information"),
        ] {
            checked.add(Message {
                level: level.to_owned(),
                message: text.to_owned(),
                rendered: None,
            });
        }
        assert_eq!((checked.errors, checked.warnings), (2, 2));
        assert_eq!(checked.messages, ["e1", "w1", "w2"]);
    }
}
