//! The command `tinsmith` as a person runs it: what it shows, what it writes, and what it refuses.

mod generate;
mod list;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A model of botocore with two operations.
const MODEL: &str = include_str!("model.json");

/// A folder with the model, in which the command is run.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        let folder = Self(tempfile::tempdir().expect("there is room for temporary files"));
        folder.write("model.json", MODEL);
        folder
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("the file is below the folder")).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    fn has(&self, path: &str) -> bool {
        self.path(path).exists()
    }

    /// Runs the command with these arguments, separated by spaces.
    fn run(&self, arguments: &str) -> Run {
        self.run_with(&[], arguments)
    }

    fn run_with(&self, variables: &[(&str, &str)], arguments: &str) -> Run {
        let output = Command::new(env!("CARGO_BIN_EXE_tinsmith"))
            .args(arguments.split_whitespace())
            .env_remove("NO_COLOR")
            .env_remove("CLICOLOR_FORCE")
            .envs(variables.iter().copied())
            .current_dir(&self.0)
            .output()
            .expect("the command was built for this test");
        Run::of(output)
    }
}

/// What became of a run.
struct Run {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Run {
    fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("the command writes UTF-8");
        Self {
            code: output.status.code(),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }

    /// What it printed as its result, given that it succeeded.
    fn succeeds(self) -> String {
        assert_eq!(self.code, Some(0), "{}", self.err);
        self.out
    }

    /// The problems that it told of, given that it ended with this code.
    fn fails(self, code: i32) -> String {
        assert_eq!(self.code, Some(code), "{}{}", self.out, self.err);
        let problems = self.err.find("error").unwrap_or_default();
        self.err[problems..].to_owned()
    }
}

fn runtime() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("runtime")
}

#[test]
fn wrong_usage_has_a_code_of_its_own() {
    let folder = Folder::new();
    for arguments in [
        "",
        "generate",
        "generate --model",
        "list --model model.json --crate x",
        "generate --model model.json --module ../x",
        "generate --model model.json --protocol soap",
        "generate --model model.json --runtime runtime",
    ] {
        assert_eq!(folder.run(arguments).code, Some(2), "{arguments}");
    }
}

#[test]
fn the_steps_are_told() {
    let run = Folder::new().run("generate --model model.json");
    let steps = run.err.lines().filter_map(|line| line.split_whitespace().next());
    let expected = ["Reading", "warning:", "Generating", "Writing", "Next", "Finished"];
    assert_eq!(steps.collect::<Vec<_>>(), expected);
}

#[test]
fn only_those_who_want_colours_get_them() {
    let folder = Folder::new();
    let forced = ("CLICOLOR_FORCE", "1");
    let variables: [&[_]; 3] = [&[], &[forced], &[forced, ("NO_COLOR", "1")]];
    let coloured = variables.map(|variables| {
        let run = folder.run_with(variables, "list --model model.json nothing.json");
        run.fails(1).contains('\x1b')
    });
    // Standard error is no terminal here.
    assert_eq!(coloured, [false, true, false]);
}
