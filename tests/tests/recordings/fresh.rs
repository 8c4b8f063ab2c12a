//! The recordings are those that botocore makes today, where it is installed.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

use crate::fixtures;

/// The variable that names a Python with botocore; without it `.venv/bin/python` is tried.
const PYTHON: &str = "BOTOCORE_PYTHON";

#[test]
fn recordings_are_fresh() {
    let Some(python) = python() else {
        println!("skipped: no botocore to compare the recordings with, see tests/recordings/README.md");
        return;
    };
    let out = tempfile::tempdir().expect("there is room for temporary files");
    let script = fixtures::folder().join("record.py");
    let run = Command::new(&python).arg(&script).arg("--out").arg(out.path()).output();
    let run = run.unwrap_or_else(|error| panic!("{}: {error}", Path::new(&python).display()));
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));

    let mut recorded = Vec::new();
    for entry in fs::read_dir(out.path()).expect("the folder was just made") {
        let path = entry.expect("the folder can be listed").path();
        let name = path
            .file_stem()
            .expect("recordings have names")
            .to_string_lossy()
            .into_owned();
        let committed = fixtures::folder().join(&name).with_extension("json");
        assert!(
            fs::read(&committed).ok() == fs::read(&path).ok(),
            "{name}: botocore sends something else: renew the recordings, see tests/recordings/README.md"
        );
        recorded.push(name);
    }
    recorded.sort_unstable();
    assert_eq!(recorded, fixtures::recorded_files());
}

/// A name that was given has to work; a virtual environment in the root is used where there is one.
fn python() -> Option<OsString> {
    let venv = Path::new(env!("CARGO_MANIFEST_DIR")).join("../.venv/bin/python");
    env::var_os(PYTHON)
        .filter(|name| !name.is_empty())
        .or_else(|| venv.exists().then(|| venv.into_os_string()))
}
