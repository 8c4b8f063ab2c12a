//! The commands as a person meets them: exit codes, and what is printed where.

use std::fs;
use std::process::{Command, Output};

use tempfile::TempDir;

fn workspace(manifest: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("there is room for temporary files");
    for path in ["models", "generated"] {
        fs::create_dir(folder.path().join(path)).expect("the folder can be made");
    }
    fs::write(folder.path().join("models/models.toml"), manifest).expect("the file can be written");
    folder
}

fn xtask(root: &TempDir, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command
        .arg("--root")
        .arg(root.path())
        .args(arguments)
        .output()
        .expect("the command starts")
}

#[test]
fn a_failure_is_one_message_on_standard_error_and_exit_code_1() {
    let pin = "[botocore]\nversion = \"1.0.0\"\n";
    let service = format!("{pin}[service.a]\nversion = \"1\"\n");
    let cases: [(&str, &[&str], &str); 6] = [
        (pin, &["codegen"], "error: `models/models.toml` lists no service"),
        (
            &service,
            &["codegen", "b"],
            "error: `b` not in `models/models.toml`, which lists: a",
        ),
        (
            &service,
            &["codegen", "--check"],
            "error: missing: `models/a/1/service-2.json`\n  help: run",
        ),
        (
            &service,
            &["models", "update", "b"],
            "error: `b` not in `models/models.toml`, which lists: a",
        ),
        (
            &service,
            &["models", "update", "--from", "/nowhere"],
            "error: `/nowhere` cannot be read",
        ),
        ("[botocore]\nverison = \"1\"\n", &["codegen"], "line 2, column 1"),
    ];
    for (manifest, arguments, expected) in cases {
        let output = xtask(&workspace(manifest), arguments);
        let message = String::from_utf8_lossy(&output.stderr);
        assert!(
            message.contains(expected),
            "{arguments:?} says {message:?} instead of {expected:?}"
        );
        assert_eq!(
            (output.status.code(), output.stdout.len()),
            (Some(1), 0),
            "{arguments:?}"
        );
    }
}

#[test]
fn help_shows_examples() {
    for command in [&["codegen", "--help"][..], &["models", "update", "--help"]] {
        let output = xtask(&workspace(""), command);
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(
            output.status.success() && text.contains("Examples:\n  cargo xtask "),
            "{text}"
        );
    }
}
