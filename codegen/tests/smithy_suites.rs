//! Models in Smithy's AST that other people wrote: the reader finds nothing wrong with what is right.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use tinsmith_codegen::{Source, Text, services};

/// The folder with the suites; without it the test says so and has nothing to do.
fn folder() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/conformance");
    let folder = env::var_os("CONFORMANCE_DIR")
        .map_or(beside, PathBuf::from)
        .join("smithy-idl");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: the suites are not there; CONFORMANCE_DIR names their folder");
    None
}

fn asts(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            asts(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "json") {
            found.push(path);
        }
    }
}

fn text(path: &Path) -> Text {
    let text = fs::read_to_string(path).expect("the file can be read");
    Text::new(path.display().to_string(), text)
}

#[test]
fn every_valid_model_is_read() {
    let Some(folder) = folder() else { return };
    let mut paths = Vec::new();
    asts(&folder.join("pairs"), &mut paths);
    asts(&folder.join("loader/valid"), &mut paths);
    assert!(paths.len() > 80, "only {} models", paths.len());
    let shared = folder.join("loader/valid/__shared.json");
    let mut problems = String::new();
    for path in &paths {
        let mut files = vec![text(path)];
        if path.starts_with(folder.join("loader")) && *path != shared {
            files.push(text(&shared));
        }
        let outcome = services(&Source::Smithy { files, service: None });
        problems.push_str(&outcome.diagnostics.to_string());
    }
    // A decimal of any size, in a trait that nobody defines: serde_json reads what fits a double.
    let known = format!(
        "error: {}:183:63: not valid JSON: number out of range\n",
        folder.join("loader/valid/traits.json").display()
    );
    assert_eq!(problems, known);
}
