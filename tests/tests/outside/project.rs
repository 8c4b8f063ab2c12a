//! A cargo project in a folder of its own, and what its owner runs there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use tempfile::TempDir;
use tinsmith_tests::program;

/// A project in a temporary folder.
pub(crate) struct Project {
    name: &'static str,
    folder: TempDir,
}

impl Project {
    /// A project with this manifest, and the versions of everything that this workspace is tested with.
    pub(crate) fn new(name: &'static str, manifest: &str) -> Self {
        let folder = tempfile::tempdir().expect("there is room for temporary files");
        assert!(
            !folder.path().starts_with(root()),
            "the folder is inside of the workspace"
        );
        let project = Self { name, folder };
        project.write("Cargo.toml", manifest);
        fs::copy(root().join("Cargo.lock"), project.path("Cargo.lock")).expect("the lock is committed");
        project
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("files have folders"))
            .and_then(|()| fs::write(path, text))
            .expect("the project can be written");
    }

    /// A program that is run in the folder of the project.
    pub(crate) fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.folder);
        command
    }

    /// Runs `tinsmith`, which succeeds.
    pub(crate) fn tinsmith(&self, arguments: &[&str]) -> String {
        succeeded(self.command(tinsmith()).args(arguments))
    }

    /// Builds the project without a warning, and gives its program.
    pub(crate) fn build(&self) -> PathBuf {
        // Kept between runs, so that the runtime is built once.
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("outside");
        let output = run(self
            .command(Path::new(env!("CARGO")))
            .args(["build", "--quiet", "--offline"])
            .env("CARGO_TARGET_DIR", &target));
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && told.is_empty(), "{told}");
        target
            .join("debug")
            .join(format!("{}{}", self.name, std::env::consts::EXE_SUFFIX))
    }
}

/// The command, built once.
fn tinsmith() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let package = ["--package", "tinsmith-codegen", "--features", "cli"];
        program::build(&[&package[..], &["--bin", "tinsmith"]].concat())
    })
}

fn run(command: &mut Command) -> Output {
    command
        .output()
        .unwrap_or_else(|error| panic!("{command:?} cannot be run: {error}"))
}

/// What a program prints that succeeds.
pub(crate) fn succeeded(command: &mut Command) -> String {
    let output = run(command);
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {told}");
    String::from_utf8(output.stdout).expect("the program writes UTF-8")
}

/// The workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .canonicalize()
        .expect("the crate is in a workspace")
}
