use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread::{self, sleep};
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

use super::{STAGING, Scope, Writer, list, texts};
use crate::files::{Change, ChangeKind, FileSet};

fn scope() -> Scope {
    Scope {
        paths: ["Cargo.toml", "src"].map(str::to_owned).to_vec(),
        ours: |_, text| text.starts_with("// @generated"),
    }
}

fn set<const N: usize>(files: [(&str, &str); N]) -> FileSet {
    let mut set = FileSet::new();
    for (path, text) in files {
        set.insert(path, format!("// @generated\n{text}"))
            .expect("the test names plain, distinct paths");
    }
    set
}

fn old_files() -> FileSet {
    set([
        ("Cargo.toml", "old"),
        ("src/a/gone.rs", "old"),
        ("src/a/mod.rs", "old"),
        ("src/b/mod.rs", "same"),
        ("src/lib.rs", "same"),
        ("src/lost/deep/mod.rs", "old"),
    ])
}

fn new_files() -> FileSet {
    set([
        ("Cargo.toml", "new"),
        ("src/a/come.rs", "new"),
        ("src/a/mod.rs", "new"),
        ("src/b/mod.rs", "same"),
        ("src/fresh/deep/mod.rs", "new"),
        ("src/lib.rs", "same"),
    ])
}

/// A folder with the old files, and one by hand outside of the scope.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("there is room for temporary files");
    write(folder.path(), "examples/by_hand.rs", "mine");
    update(folder.path(), &old_files());
    folder
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("the file is below the root")).expect("the folder can be written");
    fs::write(path, text).expect("the file can be written");
}

fn update(root: &Path, files: &FileSet) -> Vec<Change> {
    Writer::open(root)
        .and_then(|writer| writer.update(&scope(), files))
        .expect("the update succeeds")
}

/// All files on disk, staging included.
fn on_disk(root: &Path) -> FileSet {
    let mut files = FileSet::new();
    for entry in fs::read_dir(root).expect("the folder can be read") {
        let name = entry
            .expect("the folder can be read")
            .file_name()
            .into_string()
            .expect("the names are ASCII");
        for path in list(root, &name).expect("the folder can be read") {
            let text = fs::read_to_string(root.join(&path)).expect("the files are texts");
            files.insert(path, text).expect("paths on disk are distinct");
        }
    }
    files
}

fn with_hand_written(files: &FileSet) -> FileSet {
    let mut files = files.clone();
    files
        .insert("examples/by_hand.rs", "mine")
        .expect("no update covers the path");
    files
}

fn visible(root: &Path) -> FileSet {
    let mut files = on_disk(root);
    files.retain(|path| !path.starts_with(STAGING));
    files
}

#[test]
fn an_update_writes_and_removes_and_says_so() {
    let folder = folder();
    let changes = update(folder.path(), &new_files());
    let count = |kind| changes.iter().filter(|change| change.kind == kind).count();
    let counts = [
        ChangeKind::Added,
        ChangeKind::Changed,
        ChangeKind::Removed,
        ChangeKind::Unchanged,
    ]
    .map(count);
    assert_eq!(counts, [2, 2, 2, 2]);
    assert_eq!(on_disk(folder.path()), with_hand_written(&new_files()));
    assert!(
        !folder.path().join("src/lost").exists(),
        "a folder without files is removed"
    );
}

#[test]
fn files_that_stay_keep_their_time_stamps() {
    let folder = folder();
    let past = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for path in ["src/lib.rs", "src/b/mod.rs", "src/a/mod.rs"] {
        let file = fs::File::options()
            .write(true)
            .open(folder.path().join(path))
            .expect("the file is there");
        file.set_modified(past).expect("time stamps can be set");
    }
    update(folder.path(), &new_files());
    let modified = |path| {
        fs::metadata(folder.path().join(path))
            .and_then(|m| m.modified())
            .expect("the file is there")
    };
    assert_eq!([modified("src/lib.rs"), modified("src/b/mod.rs")], [past, past]);
    assert!(modified("src/a/mod.rs") > past);

    let before = modified("src/a/mod.rs");
    assert!(
        update(folder.path(), &new_files())
            .iter()
            .all(|change| change.kind == ChangeKind::Unchanged)
    );
    assert_eq!(modified("src/a/mod.rs"), before);
}

#[test]
fn a_file_by_hand_among_the_produced_ones_stops_the_update() {
    let cases: [(&str, &[u8]); 3] = [
        ("src/a/notes.rs", b"mine"),
        ("src/lib.rs", b"mine"),
        ("src/a/x.bin", b"\xff"),
    ];
    for (path, bytes) in cases {
        let folder = folder();
        fs::write(folder.path().join(path), bytes).expect("the file can be written");
        let refused = Writer::open(folder.path()).and_then(|writer| writer.update(&scope(), &new_files()));
        let message = refused.expect_err("the file would be lost").to_string();
        assert!(message.contains(path) && message.contains("help: move"), "{message}");
        assert_eq!(
            fs::read(folder.path().join(path)).expect("the file is still there"),
            bytes
        );
        assert!(folder.path().join("src/a/gone.rs").exists() && !folder.path().join("src/fresh").exists());
    }
}

#[test]
fn files_of_a_model_that_cannot_be_read_are_named_at_once() {
    let folder = folder();
    let read = |paths: &[&str]| texts(paths.iter().map(|path| folder.path().join(path)));
    let found = read(&["src/lib.rs", "Cargo.toml"]).expect("both are there");
    assert!(found[0].file.ends_with("/src/lib.rs"), "{}", found[0].file);
    assert_eq!(found[1].text, "// @generated\nold");
    let error = read(&["Cargo.toml", "a.json", "b.json"])
        .expect_err("two are not there")
        .to_string();
    assert!(
        error.contains("a.json` cannot be read") && error.contains("b.json` cannot be read"),
        "{error}"
    );
}

#[test]
fn nothing_outside_of_the_scope_is_written() {
    let folder = folder();
    let refused = Writer::open(folder.path()).and_then(|writer| writer.update(&scope(), &set([("src2/lib.rs", "")])));
    assert!(
        refused
            .expect_err("the file is outside")
            .to_string()
            .contains("`src2/lib.rs` is outside")
    );
    assert_eq!(on_disk(folder.path()), with_hand_written(&old_files()));
}

#[test]
fn a_second_writer_waits_for_the_first() {
    let folder = folder();
    let first = Writer::open(folder.path()).expect("no one else writes");
    let (happened, seen) = mpsc::channel();
    thread::scope(|threads| {
        threads.spawn(|| {
            let tell = |what| happened.send(what).expect("the test waits for the answer");
            let second = Writer::open_telling(folder.path(), || tell("waits"));
            tell(second.map_or("fails", |_| "writes"));
        });
        assert_eq!(seen.recv(), Ok("waits"));
        assert!(
            seen.recv_timeout(Duration::from_millis(100)).is_err(),
            "both write at once"
        );
        drop(first);
        assert_eq!(seen.recv(), Ok("writes"));
    });
}

#[test]
fn a_full_disk_leaves_the_old_files() {
    for failing in ["stage", "complete", "journal"] {
        // A function pointer cannot capture the name, so there is one per step.
        let step: fn(&str) -> io::Result<()> = match failing {
            "stage" => |step| {
                if step == "stage" {
                    Err(io::ErrorKind::StorageFull.into())
                } else {
                    Ok(())
                }
            },
            "complete" => |step| {
                if step == "complete" {
                    Err(io::ErrorKind::StorageFull.into())
                } else {
                    Ok(())
                }
            },
            _ => |step| {
                if step == "journal" {
                    Err(io::ErrorKind::StorageFull.into())
                } else {
                    Ok(())
                }
            },
        };
        let folder = folder();
        let writer = Writer::begin(folder.path(), step, || ()).expect("opening writes nothing");
        let error = writer.update(&scope(), &new_files()).expect_err("the disk is full");
        assert!(error.to_string().contains("nothing was changed"), "{error}");
        assert_eq!(
            on_disk(folder.path()),
            with_hand_written(&old_files()),
            "failing at {failing}"
        );
    }
}

#[test]
fn a_damaged_journal_is_refused_with_the_way_out() {
    let folder = folder();
    let cases = [
        "{",
        r#"{"written":{"src/x.rs":"00"},"removed":[]}"#,
        r#"{"written":{"src/../../x.rs":"00"},"removed":[]}"#,
        r#"{"written":{},"removed":["../x.rs"]}"#,
    ];
    for journal in cases {
        write(folder.path(), &format!("{STAGING}/journal.json"), journal);
        let error = format!(
            "{:#}",
            Writer::open(folder.path()).expect_err("the update cannot be finished")
        );
        assert!(
            error.contains("delete that folder and run the command again"),
            "{error}"
        );
    }
}

/// Not a test of its own: the process that the two tests below start and kill.
#[test]
fn child_that_updates() {
    let Ok(root) = std::env::var("TINSMITH_TEST_ROOT") else {
        return;
    };
    let step = |_: &str| {
        static STEPS: AtomicUsize = AtomicUsize::new(0);
        let last = std::env::var("TINSMITH_TEST_STEPS")
            .ok()
            .and_then(|steps| steps.parse().ok());
        if last == Some(STEPS.fetch_add(1, Ordering::SeqCst)) {
            std::process::abort();
        }
        Ok(())
    };
    let mut writer = Writer::begin(Path::new(&root), step, || ()).expect("the child may write");
    writer.trade = std::env::var("TINSMITH_TEST_TRADE").is_ok();
    writer.update(&scope(), &new_files()).expect("the child updates");
}

fn child(root: &Path, trade: bool) -> Command {
    let mut child = Command::new(std::env::current_exe().expect("the tests run from a file"));
    child
        .args(["--exact", "disk::tests::child_that_updates"])
        .env("TINSMITH_TEST_ROOT", root);
    child.stdout(Stdio::null()).stderr(Stdio::null());
    if trade {
        child.env("TINSMITH_TEST_TRADE", "1");
    }
    child
}

/// After a kill: the new tree or the old one, before the next run where folders are traded, and after it in any case.
fn assert_whole(root: &Path, trade: bool, when: &str) -> bool {
    let trees = [with_hand_written(&old_files()), with_hand_written(&new_files())];
    // Between trading `src` and placing `Cargo.toml` there is one moment in which the two differ.
    let half =
        |files: &FileSet| files.get("Cargo.toml") == trees[0].get("Cargo.toml") && files.contains("src/a/come.rs");
    let found = visible(root);
    if trade && !half(&found) {
        assert!(trees.contains(&found), "{when}: {found:#?}");
    }
    drop(Writer::open(root).expect("the next run recovers"));
    let recovered = on_disk(root);
    assert!(trees.contains(&recovered), "{when}, after recovery: {recovered:#?}");
    update(root, &new_files());
    assert_eq!(on_disk(root), trees[1], "{when}, after the next run");
    recovered == trees[1]
}

#[test]
fn a_process_that_dies_at_any_step_leaves_one_whole_tree() {
    for trade in [true, false] {
        let mut outcomes = Vec::new();
        for step in 0.. {
            let folder = folder();
            let status = child(folder.path(), trade)
                .env("TINSMITH_TEST_STEPS", step.to_string())
                .status();
            outcomes.push(assert_whole(
                folder.path(),
                trade,
                &format!("killed at step {step}, trade: {trade}"),
            ));
            if status.expect("the child starts").success() {
                break;
            }
        }
        assert!(outcomes.len() > 8, "the child died at {} steps only", outcomes.len());
        assert!(
            outcomes.is_sorted(),
            "the old tree came back after the update was decided: {outcomes:?}"
        );
    }
}

#[test]
fn a_process_that_is_killed_at_any_time_leaves_one_whole_tree() {
    for microseconds in (0..8_000).step_by(250) {
        let folder = folder();
        let mut child = child(folder.path(), true).spawn().expect("the child starts");
        sleep(Duration::from_micros(microseconds));
        child
            .kill()
            .and_then(|()| child.wait())
            .expect("the child can be killed");
        assert_whole(folder.path(), true, &format!("killed after {microseconds} µs"));
    }
}
