//! The scratch workspace below `target/`: a crate per service, built with the lints of this workspace; it is never committed.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, Result};
use tinsmith_codegen::disk::{self, Scope, Writer};
use tinsmith_codegen::files::FileSet;
use toml::{Table, Value};

use crate::manifest::Digest;

/// The folder of all of it, from the root of the workspace.
const FOLDER: &str = "target/survey";

/// An open scratch workspace.
pub(super) struct Scratch {
    folder: PathBuf,
    manifest: Table,
    /// Of the runtime that the crates are built with.
    runtime: Digest,
}

impl Scratch {
    /// Prepares the folder below the workspace at `root`.
    pub(super) fn open(root: &Path) -> Result<Self> {
        let root = root
            .canonicalize()
            .with_context(|| format!("`{}` cannot be read", root.display()))?;
        let folder = root.join(FOLDER);
        fs::create_dir_all(&folder).with_context(|| format!("`{}` cannot be made", folder.display()))?;
        // With the same lock the crates are built with what this workspace is tested with, and nothing is fetched.
        let (lock, copy) = (root.join("Cargo.lock"), folder.join("Cargo.lock"));
        fs::copy(&lock, &copy)
            .with_context(|| format!("`{}` cannot be copied to `{}`", lock.display(), copy.display()))?;
        Ok(Self {
            manifest: manifest(&root)?,
            runtime: runtime(&root)?,
            folder,
        })
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Makes these crates the members.
    pub(super) fn set_members<'a>(&self, services: impl Iterator<Item = &'a str>) -> Result<()> {
        let members = services.map(|service| Value::String(format!("services/{service}")));
        let mut manifest = self.manifest.clone();
        if let Some(Value::Table(workspace)) = manifest.get_mut("workspace") {
            workspace.insert("members".to_owned(), Value::Array(members.collect()));
        }
        let path = self.folder.join("Cargo.toml");
        fs::write(&path, manifest.to_string()).with_context(|| format!("`{}` cannot be written", path.display()))
    }

    /// Writes the crate of a service where it differs, and gives the digest of all that it is built from.
    pub(super) fn write(&self, service: &str, module: &str, mut files: FileSet) -> Result<Digest> {
        files.insert("Cargo.toml", crate_manifest(service))?;
        let root = format!("//! The survey of `{service}`.\n\n#![warn(missing_docs)]\n\npub mod {module};\n");
        files.insert("src/lib.rs", root)?;
        let folder = self.service(service);
        fs::create_dir_all(&folder).with_context(|| format!("`{}` cannot be made", folder.display()))?;
        let scope = Scope::everything(["Cargo.toml", "src"]);
        Writer::open(&folder)?.update(&scope, &files)?;
        Ok(digest(&files, &self.runtime))
    }

    /// Makes cargo build the crate again, so that the build is measured.
    pub(super) fn touch(&self, service: &str) -> Result<()> {
        let path = self.service(service).join("src/lib.rs");
        File::options()
            .append(true)
            .open(&path)
            .and_then(|file| file.set_modified(SystemTime::now()))
            .with_context(|| format!("`{}` cannot be touched", path.display()))
    }

    fn service(&self, service: &str) -> PathBuf {
        self.folder.join("services").join(service)
    }
}

/// The package of a service.
pub(super) fn package_name(service: &str) -> String {
    format!("survey-{}", service.replace('.', "-"))
}

/// The crate of a service, as cargo's messages and rustc's arguments call it.
pub(super) fn crate_name(service: &str) -> String {
    package_name(service).replace('-', "_")
}

fn crate_manifest(service: &str) -> String {
    let name = package_name(service);
    format!(
        "[package]\nname = \"{name}\"\nedition.workspace = true\n\n[dependencies]\ntinsmith.workspace = true\n\n[lints]\nworkspace = true\n"
    )
}

/// The manifest without members: edition and lints are those of this workspace.
fn manifest(root: &Path) -> Result<Table> {
    let path = root.join("Cargo.toml");
    let ours = fs::read_to_string(&path).with_context(|| format!("`{}` cannot be read", path.display()))?;
    let ours: Table = ours
        .parse()
        .with_context(|| format!("`{}` is no manifest", path.display()))?;
    let ours = ours.get("workspace").and_then(Value::as_table);
    let mut workspace = Table::new();
    for key in ["lints", "package", "resolver"] {
        let value = ours.and_then(|ours| ours.get(key));
        let value = value.with_context(|| format!("`{}` has no `workspace.{key}`", path.display()))?;
        workspace.insert(key.to_owned(), value.clone());
    }
    let runtime = Table::from_iter([("path".to_owned(), text(&root.join("runtime"))?)]);
    let dependencies = Table::from_iter([("tinsmith".to_owned(), Value::Table(runtime))]);
    workspace.insert("dependencies".to_owned(), Value::Table(dependencies));
    Ok(Table::from_iter([("workspace".to_owned(), Value::Table(workspace))]))
}

fn text(path: &Path) -> Result<Value> {
    let text = path
        .to_str()
        .with_context(|| format!("`{}` is not UTF-8", path.display()))?;
    Ok(Value::String(text.to_owned()))
}

fn runtime(root: &Path) -> Result<Digest> {
    let scope = Scope::everything(["runtime/Cargo.toml", "runtime/src"]);
    Ok(digest(&disk::read(root, &scope)?, ""))
}

fn digest(files: &FileSet, also: &str) -> Digest {
    let mut bytes = also.as_bytes().to_vec();
    for (path, text) in files.iter() {
        for part in [path, text] {
            bytes.extend_from_slice(part.as_bytes());
            bytes.push(0);
        }
    }
    Digest::of(&bytes)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use tinsmith_codegen::files::FileSet;

    use super::{crate_name, digest, manifest};

    #[test]
    fn crates_have_the_lints_of_this_workspace() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .expect("the crate is in a workspace");
        let manifest = manifest(root).expect("the workspace has a manifest");
        assert_eq!(
            manifest["workspace"]["lints"]["rust"]["unsafe_code"].as_str(),
            Some("forbid")
        );
        assert!(manifest["workspace"]["dependencies"]["tinsmith"]["path"].is_str());
    }

    #[test]
    fn the_digest_knows_every_text_and_where_it_ends() {
        let set = |path: &str, text: &str| {
            let mut files = FileSet::new();
            files.insert(path, text).expect("the path is plain");
            files
        };
        let digests = [
            digest(&set("a", "bc"), ""),
            digest(&set("ab", "c"), ""),
            digest(&set("a", "bc"), "x"),
        ];
        assert!(digests[0] != digests[1] && digests[0] != digests[2]);
        assert_eq!(digests[0], digest(&set("a", "bc"), ""));
    }

    #[test]
    fn crates_are_called_as_rustc_calls_them() {
        assert_eq!(crate_name("lex-runtime.v2"), "survey_lex_runtime_v2");
    }
}
