use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::Update;
use crate::manifest::{Digest, PATH};

const ALPHA: &str =
    r#"{"version":"2.0","operations":{"GetA":{"input":{"shape":"In"}},"PutA":{}},"shapes":{"In":{},"Unused":{}}}"#;
const ALPHA_EXTRAS: &str = r#"{"version":1.0,"merge":{"shapes":{"In":{"type":"string"}}}}"#;
const BETA: &str = r#"{"operations":{},"shapes":{}}"#;

/// A workspace whose manifest pins a wheel of ours, with two services; not imported yet.
struct Bench {
    folder: TempDir,
    wheel: PathBuf,
}

impl Bench {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("there is room for temporary files");
        let wheel = folder.path().join("botocore-1.0.0-py3-none-any.whl");
        write_wheel(&wheel, &package("1.0.0"));
        let bench = Self { folder, wheel };
        fs::create_dir_all(bench.root().join("models")).expect("the folder can be made");
        bench.write("models/README.md", "mine");
        bench.write(PATH, &bench.manifest(ALPHA, ""));
        bench
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("workspace")
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().expect("the file is below the root")).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    }

    fn manifest(&self, alpha: &str, options: &str) -> String {
        let wheel = Digest::of(&fs::read(&self.wheel).expect("the wheel is there"));
        let [alpha, beta] = [alpha, BETA].map(|text| Digest::of(text.as_bytes()));
        format!(
            "# By hand.\n[botocore]\nversion = \"1.0.0\"\nsha256 = \"{wheel}\"\n\n\
             [service.alpha]\nversion = \"2020-01-01\"\nsha256 = \"{alpha}\"\n{options}\n\
             [service.beta]\nversion = \"2021-01-01\"\nsha256 = \"{beta}\"\n"
        )
    }

    fn update(&self, from: &Path, accept: bool, services: &[&str]) -> Result<(), String> {
        let services = services.iter().map(|name| (*name).to_owned()).collect();
        let update = Update {
            from: Some(from.to_owned()),
            accept,
            services,
        };
        update.run(&self.root()).map_err(|error| format!("{error:#}"))
    }

    /// Path, text and time stamp of all files of the workspace.
    fn files(&self) -> Vec<(PathBuf, Vec<u8>, std::time::SystemTime)> {
        let mut files = Vec::new();
        let mut open = vec![self.root()];
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(folder).expect("the folder can be read") {
                let path = entry.expect("the folder can be read").path();
                if path.is_dir() {
                    open.push(path);
                } else {
                    let modified = path
                        .metadata()
                        .and_then(|metadata| metadata.modified())
                        .expect("it has a time");
                    files.push((path.clone(), fs::read(&path).expect("the file can be read"), modified));
                }
            }
        }
        files.sort();
        files
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap_or_else(|error| format!("{path}: {error}"))
    }

    /// Asserts that the update is refused with all of `expected`, and that not a byte has changed.
    fn refuses(&self, from: &Path, services: &[&str], expected: &[&str]) {
        let before = self.files();
        let message = self
            .update(from, false, services)
            .expect_err("the update has to be refused");
        for part in expected {
            assert!(message.contains(part), "{part:?} is not in: {message}");
        }
        assert!(self.files() == before, "the tree has changed after: {message}");
    }
}

fn package(version: &str) -> Vec<(String, Vec<u8>)> {
    let files = [
        (
            "botocore/__init__.py",
            format!("import os\n__version__ = '{version}'\n").into_bytes(),
        ),
        ("botocore/data/alpha/2020-01-01/service-2.json.gz", gzip(ALPHA)),
        (
            "botocore/data/alpha/2020-01-01/service-2.sdk-extras.json",
            ALPHA_EXTRAS.into(),
        ),
        ("botocore/data/beta/2021-01-01/service-2.json", BETA.into()),
    ];
    let licence = ["LICENSE.txt", "NOTICE"].map(|name| (format!("botocore-{version}.dist-info/{name}"), name.into()));
    files
        .map(|(path, bytes)| (path.to_owned(), bytes))
        .into_iter()
        .chain(licence)
        .collect()
}

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder
        .write_all(text.as_bytes())
        .and_then(|()| encoder.finish())
        .expect("writing to memory does not fail")
}

fn write_wheel(path: &Path, files: &[(String, Vec<u8>)]) {
    let mut zip = ZipWriter::new(File::create(path).expect("the file can be made"));
    for (name, bytes) in files {
        zip.start_file(name, SimpleFileOptions::default())
            .expect("the name is new");
        zip.write_all(bytes).expect("the file can be written");
    }
    zip.finish().expect("the file can be written");
}

fn unpack(folder: &Path, files: &[(String, Vec<u8>)]) {
    for (name, bytes) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("the file is below the folder")).expect("the folder can be made");
        fs::write(path, bytes).expect("the file can be written");
    }
}

#[test]
fn wheels_and_folders_give_the_same_bytes_and_a_second_run_changes_nothing() {
    let imported = |prepare: &dyn Fn(&Bench) -> PathBuf| {
        let bench = Bench::new();
        let from = prepare(&bench);
        bench.update(&from, false, &[]).expect("the import succeeds");
        let files = bench.files();
        bench.update(&from, false, &[]).expect("the second import succeeds");
        assert!(bench.files() == files, "the second import has changed something");
        let relative = |path: &Path| {
            path.strip_prefix(bench.root())
                .expect("it is below the root")
                .to_owned()
        };
        files
            .into_iter()
            .map(|(path, bytes, _)| (relative(&path), bytes))
            .collect::<Vec<_>>()
    };
    let from_wheel = imported(&|bench| bench.wheel.clone());
    let names: Vec<String> = from_wheel.iter().map(|(path, _)| path.display().to_string()).collect();
    let expected = [
        "models/LICENSE.txt",
        "models/NOTICE",
        "models/README.md",
        "models/alpha/2020-01-01/service-2.json",
        "models/alpha/2020-01-01/service-2.sdk-extras.json",
        "models/beta/2021-01-01/service-2.json",
        "models/models.toml",
    ];
    assert_eq!(names, expected);
    for inside in ["site-packages", "site-packages/botocore"] {
        let from_folder = imported(&|bench| {
            unpack(&bench.folder.path().join("site-packages"), &package("1.0.0"));
            bench.folder.path().join(inside)
        });
        assert!(from_folder == from_wheel, "{inside} gives other bytes than the wheel");
    }
}

#[test]
fn kept_operations_cut_the_model_and_its_corrections() {
    let bench = Bench::new();
    bench.write(
        PATH,
        &bench.manifest(ALPHA, "operations = { keep = [\"Put*\"], reason = \"r\" }\n"),
    );
    bench
        .update(&bench.wheel, false, &["alpha"])
        .expect("the import succeeds");
    let expected = "{\n  \"version\": \"2.0\",\n  \"operations\": {\n    \"PutA\": {}\n  },\n  \"shapes\": {}\n}\n";
    assert_eq!(bench.read("models/alpha/2020-01-01/service-2.json"), expected);
    assert!(
        !bench
            .read("models/alpha/2020-01-01/service-2.sdk-extras.json")
            .contains("In")
    );
    assert!(
        !bench.root().join("models/beta").exists(),
        "only what is named is imported"
    );
}

#[test]
fn models_of_services_no_longer_listed_are_removed() {
    let bench = Bench::new();
    bench.update(&bench.wheel, false, &[]).expect("the import succeeds");
    let without_beta = bench
        .read(PATH)
        .split("\n[service.beta]")
        .next()
        .unwrap_or_default()
        .to_owned();
    bench.write(PATH, &without_beta);
    bench
        .update(&bench.wheel, false, &["alpha"])
        .expect("the import succeeds");
    assert!(
        bench.root().join("models/beta").exists(),
        "an update of one service leaves the others"
    );
    bench.update(&bench.wheel, false, &[]).expect("the import succeeds");
    assert!(!bench.root().join("models/beta").exists());
}

#[test]
fn a_wrong_checksum_is_refused_until_it_is_accepted() {
    let bench = Bench::new();
    bench.update(&bench.wheel, false, &[]).expect("the import succeeds");
    let sound = bench.read(PATH);
    bench.write(PATH, &bench.manifest("something else", ""));
    let [expected, found] = ["something else", ALPHA].map(|text| Digest::of(text.as_bytes()).to_string());
    bench.refuses(&bench.wheel, &[], &["`alpha`: ", &expected, &found, "--accept"]);
    bench.update(&bench.wheel, true, &[]).expect("the checksum is accepted");
    assert_eq!(bench.read(PATH), sound);
}

#[test]
fn a_new_entry_needs_its_checksum_accepted() {
    let bench = Bench::new();
    let sound = bench.read(PATH);
    let alpha = Digest::of(ALPHA.as_bytes());
    bench.write(PATH, &sound.replace(&format!("sha256 = \"{alpha}\"\n"), ""));
    bench.refuses(&bench.wheel, &["alpha"], &["has no checksum", "--accept"]);
    bench
        .update(&bench.wheel, true, &["alpha"])
        .expect("the checksum is accepted");
    assert!(bench.read(PATH).contains(&format!("sha256 = \"{alpha}\"")));
}

#[test]
fn a_wheel_with_another_checksum_is_refused() {
    let bench = Bench::new();
    bench.update(&bench.wheel, false, &[]).expect("the import succeeds");
    let mut files = package("1.0.0");
    files.push(("botocore/more.py".to_owned(), Vec::new()));
    write_wheel(&bench.wheel, &files);
    bench.refuses(
        &bench.wheel,
        &[],
        &["the wheel of botocore 1.0.0 has not the checksum", "expected", "found"],
    );
}

#[test]
fn what_is_missing_or_wrong_is_named() {
    let bench = Bench::new();
    bench.update(&bench.wheel, false, &[]).expect("the import succeeds");
    let [empty, other, older] = ["empty", "other", "older"].map(|name| bench.folder.path().join(name));
    fs::create_dir_all(&empty).expect("the folder can be made");
    unpack(&other, &package("1.0.1"));
    unpack(&older, &package("1.0.0"));
    fs::remove_dir_all(older.join("botocore/data/beta")).expect("the folder can be removed");
    unpack(
        &older,
        &[("botocore/data/beta/2019-01-01/service-2.json".to_owned(), BETA.into())],
    );
    fs::remove_file(older.join("botocore/data/alpha/2020-01-01/service-2.json.gz")).expect("the file is there");

    bench.refuses(
        &bench.wheel,
        &["gamma", "alpha"],
        &["`gamma` not in `models/models.toml`", "alpha, beta"],
    );
    bench.refuses(&empty, &[], &["is not botocore"]);
    bench.refuses(&empty.join("nothing"), &[], &["cannot be read"]);
    bench.refuses(&other, &[], &["botocore 1.0.1", "pins 1.0.0", "help:"]);
    bench.refuses(
        &older,
        &[],
        &["`beta`: ", "no version 2021-01-01; it has 2019-01-01", "`alpha`: "],
    );
    fs::remove_dir_all(older.join("botocore/data/beta")).expect("the folder can be removed");
    bench.refuses(&older, &["beta"], &["`beta`: ", "has no such service"]);
}

#[test]
fn broken_files_are_named() {
    let bench = Bench::new();
    bench.update(&bench.wheel, false, &[]).expect("the import succeeds");
    let whole = fs::read(&bench.wheel).expect("the wheel is there");
    let broken = bench.folder.path().join("broken.whl");
    for length in [0, 10, whole.len() / 2, whole.len() - 1] {
        fs::write(&broken, &whole[..length]).expect("the file can be written");
        bench.refuses(&broken, &[], &["is not a wheel"]);
    }

    let folder = bench.folder.path().join("folder");
    let model = folder.join("botocore/data/alpha/2020-01-01/service-2.json.gz");
    unpack(&folder, &package("1.0.0"));
    let compressed = gzip(ALPHA);
    fs::write(&model, &compressed[..compressed.len() / 2]).expect("the file can be written");
    bench.refuses(&folder, &[], &["service-2.json.gz", "cannot be decompressed"]);

    let cut = &ALPHA[..40];
    fs::write(&model, gzip(cut)).expect("the file can be written");
    bench.write(PATH, &bench.manifest(cut, ""));
    bench.refuses(&folder, &[], &["service-2.json` is not JSON", "line 1 column 40"]);
}

#[test]
fn a_file_by_hand_in_the_folder_of_a_service_is_not_lost() {
    let bench = Bench::new();
    bench.update(&bench.wheel, false, &[]).expect("the import succeeds");
    bench.write("models/beta/notes.txt", "mine");
    bench.refuses(&bench.wheel, &[], &["beta/notes.txt", "would be lost"]);
}
