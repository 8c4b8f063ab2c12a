use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use tempfile::TempDir;
use tinsmith_codegen::files::FileSet;

use super::Codegen;
use super::source::Source;

/// The freshness of `generated/` itself: `cargo test` is the whole truth.
#[test]
fn the_generated_crate_is_fresh() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the crate is in a workspace");
    if let Err(error) = (Codegen {
        check: true,
        ..Codegen::default()
    })
    .run(root)
    {
        panic!("{error:#}");
    }
}

/// A generator that copies the model into one file of its module.
fn copy(sources: Vec<Source<'_>>, modules: &[String]) -> Result<FileSet> {
    let mut files = FileSet::new();
    files.insert("Cargo.toml", format!("# @generated\n{}", modules.join("\n")))?;
    files.insert("src/lib.rs", format!("// @generated\n{}", modules.join("\n")))?;
    for source in sources {
        if source.text == "wrong" {
            bail!("{} is wrong", source.path);
        }
        let extras = source.extras.map(|(path, text)| path + &text).unwrap_or_default();
        files.insert(
            format!("src/{}/mod.rs", source.module),
            format!("// @generated\n{}{extras}", source.text),
        )?;
    }
    Ok(files)
}

struct Bench {
    folder: TempDir,
}

impl Bench {
    fn new() -> Self {
        let bench = Self {
            folder: tempfile::tempdir().expect("there is room for temporary files"),
        };
        let services = ["a-b", "c"]
            .map(|name| format!("[service.{name}]\nversion = \"1\"\n"))
            .concat();
        bench.write(
            "models/models.toml",
            &format!("[botocore]\nversion = \"1\"\n{services}"),
        );
        bench.write("models/a-b/1/service-2.json", "A");
        bench.write("models/c/1/service-2.json", "C");
        bench.write("generated/examples/by_hand.rs", "mine");
        bench
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("the file is below the root")).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    }

    fn read(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.path(path)).ok()
    }

    fn run(&self, check: bool, services: &[&str]) -> Result<(), String> {
        let services = services.iter().map(|name| (*name).to_owned()).collect();
        let command = Codegen { check, services };
        command
            .run_with(self.folder.path(), copy)
            .map_err(|error| format!("{error:#}"))
    }
}

#[test]
fn models_become_modules_and_leave_with_their_service() {
    let bench = Bench::new();
    bench.write("models/c/1/service-2.sdk-extras.json", "+");
    assert_eq!(bench.run(false, &[]), Ok(()));
    assert_eq!(
        bench.read("generated/src/a_b/mod.rs").as_deref(),
        Some("// @generated\nA")
    );
    let with_extras = "// @generated\nCmodels/c/1/service-2.sdk-extras.json+";
    assert_eq!(bench.read("generated/src/c/mod.rs").as_deref(), Some(with_extras));
    assert_eq!(
        bench.read("generated/Cargo.toml").as_deref(),
        Some("# @generated\na_b\nc")
    );

    bench.write(
        "models/models.toml",
        "[botocore]\nversion = \"1\"\n[service.c]\nversion = \"1\"\n",
    );
    assert_eq!(bench.run(false, &[]), Ok(()));
    assert!(!bench.path("generated/src/a_b").exists());
    assert_eq!(bench.read("generated/examples/by_hand.rs").as_deref(), Some("mine"));
}

#[test]
fn one_service_is_generated_and_the_others_stay() {
    let bench = Bench::new();
    assert_eq!(bench.run(false, &[]), Ok(()));
    bench.write("models/a-b/1/service-2.json", "new");
    bench.write("models/c/1/service-2.json", "new");
    assert_eq!(bench.run(false, &["a-b"]), Ok(()));
    assert_eq!(
        bench.read("generated/src/a_b/mod.rs").as_deref(),
        Some("// @generated\nnew")
    );
    assert_eq!(
        bench.read("generated/src/c/mod.rs").as_deref(),
        Some("// @generated\nC")
    );
    assert_eq!(
        bench.read("generated/src/lib.rs").as_deref(),
        Some("// @generated\na_b\nc")
    );
    assert_eq!(bench.run(true, &["a-b"]), Ok(()));
    let stale = bench.run(true, &["c"]).expect_err("the other is stale");
    assert_eq!(stale, "1 stale in `generated`\n  help: run `cargo xtask codegen c`");
}

#[test]
fn a_crate_of_some_services_names_no_others() {
    let bench = Bench::new();
    assert_eq!(bench.run(false, &["c"]), Ok(()));
    assert_eq!(bench.read("generated/Cargo.toml").as_deref(), Some("# @generated\nc"));
    assert!(!bench.path("generated/src/a_b").exists());
    assert_eq!(bench.run(false, &["a-b"]), Ok(()));
    assert_eq!(
        bench.read("generated/Cargo.toml").as_deref(),
        Some("# @generated\na_b\nc")
    );
}

#[test]
fn a_check_changes_nothing() {
    let bench = Bench::new();
    assert!(bench.run(true, &[]).is_err_and(|error| error.contains("4 stale")));
    assert!(!bench.path("generated/src").exists());
    assert_eq!(bench.run(false, &[]), Ok(()));
    assert_eq!(bench.run(true, &[]), Ok(()));

    bench.write("generated/src/c/extra.rs", "// @generated\n");
    fs::remove_file(bench.path("generated/src/lib.rs")).expect("the file is there");
    assert!(bench.run(true, &[]).is_err_and(|error| error.contains("2 stale")));
    assert!(bench.path("generated/src/c/extra.rs").exists());
}

#[test]
fn what_cannot_be_generated_leaves_the_tree() {
    let bench = Bench::new();
    assert_eq!(bench.run(false, &[]), Ok(()));
    let refuses = |expected: &str, services: &[&str]| {
        let error = bench.run(false, services).expect_err(expected);
        assert!(error.contains(expected), "{error:?} instead of {expected:?}");
        assert_eq!(
            bench.read("generated/src/c/mod.rs").as_deref(),
            Some("// @generated\nC")
        );
    };
    refuses("`d` not in `models/models.toml`, which lists: a-b, c", &["d"]);
    bench.write("models/c/1/service-2.json", "wrong");
    refuses("models/c/1/service-2.json is wrong", &[]);
    fs::remove_dir_all(bench.path("models/c")).expect("the folder is there");
    refuses(
        "missing: `models/c/1/service-2.json`\n  help: run `cargo xtask models update c`",
        &[],
    );
    bench.write("models/models.toml", "[botocore]\nversion = \"1\"\n");
    refuses("lists no service", &[]);
}
