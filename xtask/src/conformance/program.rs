//! Builds the generated crate and runs it; what its cases mean is not known here.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::write::Written;
use crate::models::json::Json;
use crate::scratch;

/// Where the crate is written, from the root of the workspace.
const FOLDER: &str = "target/conformance";

/// How often modules that do not compile are left out before it is given up: rustc does not show all errors at once.
const ROUNDS: usize = 6;

/// The generated crate on the disk.
pub(crate) struct Program<'a> {
    root: &'a Path,
    folder: PathBuf,
    binary: PathBuf,
}

impl<'a> Program<'a> {
    /// Writes and builds the crate; modules that rustc refuses are taken out of it.
    pub(crate) fn build(root: &'a Path, written: &mut Written) -> Result<Self> {
        let mut program = Self {
            root,
            folder: root.join(FOLDER),
            binary: PathBuf::new(),
        };
        for _ in 0..ROUNDS {
            program.write(written)?;
            let built = program.compile()?;
            match built {
                Built::Binary(binary) => {
                    program.binary = binary;
                    return Ok(program);
                }
                Built::Refused(modules) => written.without(root, &modules)?,
            }
        }
        bail!("the generated crate does not compile, although what was refused has been left out {ROUNDS} times");
    }

    fn write(&self, written: &Written) -> Result<()> {
        scratch::write(self.root, &self.folder, &written.files)?;
        let data = serde_json::to_vec(&written.data).context("the cases cannot be written")?;
        fs::write(self.data(), data).with_context(|| format!("`{}` cannot be written", self.data().display()))
    }

    fn data(&self) -> PathBuf {
        self.folder.join("cases.json")
    }

    fn compile(&self) -> Result<Built> {
        let output = scratch::cargo(self.root, &self.folder, &["build", "--message-format", "json"])
            .stderr(Stdio::inherit())
            .output()
            .context("cargo cannot be started")?;
        let lines = String::from_utf8_lossy(&output.stdout);
        let messages = lines
            .lines()
            .filter_map(|line| serde_json::from_str::<Value>(line).ok());
        judge(messages, output.status.success())
    }

    /// Runs the cases from the first to the last and gives what each shows; one that ends the process fails.
    pub(crate) fn run(&self, count: usize) -> Result<Vec<Json>> {
        let mut shown = Vec::new();
        while shown.len() < count {
            let output = Command::new(&self.binary)
                .arg(self.data())
                .arg(shown.len().to_string())
                .stderr(Stdio::inherit())
                .output()
                .with_context(|| format!("`{}` cannot be started", self.binary.display()))?;
            let before = shown.len();
            shown.extend(outcomes(&output.stdout, before));
            if shown.len() < count && (!output.status.success() || shown.len() == before) {
                // The last line may tell of the case that could not be ended.
                let told = shown.len() > before && is_failure(shown.last());
                if !told {
                    let reason = format!("the program ended with {}", output.status);
                    shown.push(Json::Object(vec![("failed".to_owned(), Json::String(reason))]));
                }
            }
        }
        Ok(shown)
    }
}

fn is_failure(shown: Option<&Json>) -> bool {
    shown.is_some_and(|shown| shown.get("failed").is_some())
}

/// The outcomes in the lines that a program printed; their numbers begin with `first`.
fn outcomes(lines: &[u8], first: usize) -> impl Iterator<Item = Json> {
    let lines = lines.split(|byte| *byte == b'\n');
    let parsed = lines.map_while(|line| match Json::parse(line) {
        Ok(Json::Array(line)) => <[Json; 2]>::try_from(line).ok(),
        _ => None,
    });
    let numbered = parsed.enumerate().map_while(move |(place, [number, outcome])| {
        let expected = Json::Number((first + place).into());
        (number == expected).then_some(outcome)
    });
    numbered.collect::<Vec<_>>().into_iter()
}

/// What cargo made of the crate.
enum Built {
    Binary(PathBuf),
    /// Modules that do not compile, and the first reason for each.
    Refused(BTreeMap<String, String>),
}

fn judge(messages: impl Iterator<Item = Value>, success: bool) -> Result<Built> {
    let mut refused = BTreeMap::new();
    let mut elsewhere = None;
    for message in messages {
        match message["reason"].as_str() {
            Some("compiler-artifact") if success && message["target"]["name"] == "conformance-cases" => {
                if let Some(binary) = message["executable"].as_str() {
                    return Ok(Built::Binary(binary.into()));
                }
            }
            Some("compiler-message") if message["message"]["level"] == "error" => {
                let text = message["message"]["rendered"].as_str().unwrap_or_default();
                match module(&message["message"]["spans"]) {
                    Some(module) => {
                        refused.entry(module).or_insert_with(|| text.trim_end().to_owned());
                    }
                    None => elsewhere = elsewhere.or_else(|| Some(text.to_owned())),
                }
            }
            _ => {}
        }
    }
    match elsewhere {
        _ if !refused.is_empty() => Ok(Built::Refused(refused)),
        Some(text) => bail!("the generated crate does not compile: {text}"),
        None => bail!("the generated crate cannot be built; see what cargo says above"),
    }
}

/// The module that an error is in, by the files it names, those behind macros included.
fn module(spans: &Value) -> Option<String> {
    spans.as_array()?.iter().find_map(|span| {
        let path = span["file_name"].as_str()?.replace('\\', "/");
        let own = path
            .strip_prefix("src/")
            .and_then(|path| match path.strip_prefix("cases/") {
                Some(file) => file.strip_suffix(".rs").filter(|name| *name != "mod"),
                None => path.split_once('/').map(|(module, _)| module),
            });
        own.map(str::to_owned)
            .or_else(|| module(&Value::Array(vec![span["expansion"]["span"].clone()])))
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn errors_are_put_down_to_modules() {
        for (path, expected) in [
            ("src/a_input_json_0/types/x.rs", Some("a_input_json_0")),
            ("src/cases/a_input_json_0.rs", Some("a_input_json_0")),
            ("src/main.rs", None),
            ("src/cases/mod.rs", None),
            ("/elsewhere/runtime/src/macros.rs", None),
        ] {
            assert_eq!(module(&json!([{ "file_name": path }])).as_deref(), expected, "{path}");
        }
        let behind = json!([{ "file_name": "/m.rs", "expansion": { "span": { "file_name": "src/b/x.rs" } } }]);
        assert_eq!(module(&behind).as_deref(), Some("b"));
    }

    #[test]
    fn lines_are_taken_as_far_as_they_are_whole() {
        let lines = b"[3,{\"a\":1}]\n[4,{}]\n[6,{}]\n";
        assert_eq!(outcomes(lines, 3).count(), 2);
        assert_eq!(outcomes(b"[0,{}]\n[1,{", 0).count(), 1);
    }
}
