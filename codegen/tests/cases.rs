//! One small model per feature of the generator, and what it becomes: a snapshot per emitted file.
//!
//! `INSTA_UPDATE=always cargo test -p tinsmith-codegen --test cases` writes them; read the diff.

use std::fs;
use std::path::Path;

use tinsmith_codegen::files::FileSet;
use tinsmith_codegen::{Package, Service, Source, Text, generate};

/// Models that are compiled in the tests crate: there the compiler reads them, and nobody could here.
const COMPILED: [&str; 2] = ["kitchen_sink", "obstacle_course"];

#[test]
fn cases() {
    insta::glob!("cases/*.json", |path| {
        let name = path
            .file_stem()
            .and_then(|stem| stem.to_str())
            .expect("case files have plain names");
        if !COMPILED.contains(&name) {
            snapshot(name, &emitted(path));
        }
    });
}

/// The emitted files of a model, without those that only list others.
fn emitted(path: &Path) -> FileSet {
    let text = fs::read_to_string(path).expect("the case can be read");
    let source = Source::detect(vec![Text::new("case.json", text)]);
    let service = Service::new(source.value.expect("the case is of a known format"));
    let package = Package {
        crate_name: "clients".to_owned(),
        command: "cargo xtask codegen".to_owned(),
    };
    let outcome = generate(&[service], &package);
    let warnings = outcome.diagnostics.to_string();
    let mut files = outcome
        .value
        .unwrap_or_else(|| panic!("the case has errors:\n{warnings}"));
    files.retain(|path| !path.ends_with("/mod.rs") && !path.ends_with("client.rs") && path.matches('/').count() > 2);
    if !warnings.is_empty() {
        files
            .insert("warnings", warnings)
            .expect("no emitted file is called so");
    }
    files
}

fn snapshot(case: &str, files: &FileSet) {
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_snapshot_path(format!("snapshots/{case}"));
    settings.remove_input_file();
    settings.remove_snapshot_suffix();
    settings.remove_info();
    settings.bind(|| {
        for (path, text) in files.iter() {
            let name = path
                .trim_start_matches("src/mini/")
                .trim_end_matches(".rs")
                .replace('/', ".");
            insta::assert_snapshot!(name, text);
        }
    });
}
