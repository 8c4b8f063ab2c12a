//! The two ways to pay for two operations of Connect alone: a client cut to them, and the whole client, lazily instantiated.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use tinsmith_codegen::{Package, Service, Source};

use super::build;
use super::figure::{Report, Unit};
use super::known::Known;
use super::{Place, known};
use crate::manifest::Manifest;
use crate::models::SERVICE;

/// The program of both, which is also that of the test `lazy`; `CLIENT` stands for the crate of the client.
const PROGRAM: &str = "tests/tests/lazy/program.rs";

/// What the program calls.
const OPERATIONS: [&str; 2] = ["AssociateWorkspace", "DisassociateWorkspace"];

/// The names of the ways, and the operations of their clients; all if there is none.
const WAYS: [(&str, &[&str], Known); 2] = [
    ("cut", &OPERATIONS, Known::NOTHING),
    ("whole", &[], known::MODULE_RELEASE),
];

/// Measures optimised builds of both.
pub(super) fn measure(place: &Place<'_>) -> Result<Report> {
    let mut report = Report::new("ways: a program that calls two operations of `connect`, release");
    let folder = place.folder.join("ways");
    let model = model(place.root)?;
    for (name, operations, _) in WAYS {
        client(&folder, name, operations, &model)?;
        program(place.root, &folder, name)?;
    }
    workspace(place.root, &folder)?;
    build::run(&mut build::cargo(&folder, &["fetch"]))?;
    for (name, _, known) in WAYS {
        let build = compile(&folder, name)?;
        let client = build.of(&format!("{name}_client"))?;
        report.add(
            format!("{name}: the client"),
            Unit::CpuSeconds,
            client.cpu_seconds,
            known,
        );
        let program = build.of(name)?.cpu_seconds;
        report.add(
            format!("{name}: the program"),
            Unit::CpuSeconds,
            program,
            Known::NOTHING,
        );
        let binary = folder.join("target/release").join(name);
        let size = fs::metadata(&binary).with_context(|| format!("`{}` was not built", binary.display()))?;
        report.add(
            format!("{name}: stripped binary"),
            Unit::Megabytes,
            size.len() as f64 / 1e6,
            known::PROGRAM_BINARY,
        );
    }
    report.remark("the official client is that of the whole service, and the official binary calls four operations of three services");
    Ok(report)
}

/// The committed model, and its name.
fn model(root: &Path) -> Result<Source> {
    let manifest = Manifest::load(root)?;
    let named = ["connect".to_owned()];
    let (name, service) = manifest.select(&named)?.remove(0);
    let file = format!("models/{name}/{}/{SERVICE}", service.version);
    let text = fs::read_to_string(root.join(&file)).with_context(|| format!("`{file}` cannot be read"))?;
    Ok(Source::botocore(file, text))
}

/// Writes the crate of a client.
fn client(folder: &Path, name: &str, operations: &[&str], model: &Source) -> Result<()> {
    let service = Service {
        operations: operations.iter().map(|&operation| operation.to_owned()).collect(),
        module: Some("connect".to_owned()),
        ..Service::new(model.clone())
    };
    let resolved = tinsmith_codegen::resolve_service(&service)
        .value
        .context("the model has errors")?;
    let target = Package {
        crate_name: format!("{name}_client"),
        command: "cargo xtask bench".to_owned(),
    };
    let root = folder.join(format!("{name}-client"));
    build::remove(&root.join("src"))?;
    for (path, text) in tinsmith_codegen::emit(&resolved, &target).iter() {
        write(&root.join(path), text)?;
    }
    write(&root.join("src/lib.rs"), "pub mod connect;\n")?;
    write(&root.join("Cargo.toml"), &manifest(&format!("{name}-client"), ""))
}

/// Writes the crate of its program.
fn program(root: &Path, folder: &Path, name: &str) -> Result<()> {
    let text = fs::read_to_string(root.join(PROGRAM)).with_context(|| format!("`{PROGRAM}` cannot be read"))?;
    let folder = folder.join(name);
    write(
        &folder.join("src/main.rs"),
        &text.replace("CLIENT", &format!("{name}_client")),
    )?;
    let dependencies = format!(
        "{name}-client = {{ path = \"../{name}-client\" }}\ntokio = {{ version = \"1\", features = [\"rt\"] }}\n"
    );
    write(&folder.join("Cargo.toml"), &manifest(name, &dependencies))
}

fn manifest(name: &str, dependencies: &str) -> String {
    format!(
        "[package]\nname = \"{name}\"\nedition = \"2024\"\n\n[dependencies]\ntinsmith.workspace = true\n{dependencies}"
    )
}

fn workspace(root: &Path, folder: &Path) -> Result<()> {
    let members: Vec<String> = WAYS
        .iter()
        .flat_map(|(name, ..)| [(*name).to_owned(), format!("{name}-client")])
        .collect();
    let runtime = root.join("runtime");
    let text = format!(
        "[workspace]\nresolver = \"3\"\nmembers = {members:?}\n\n[workspace.dependencies]\ntinsmith = {{ path = {runtime:?} }}\n\n[profile.release]\nstrip = true\n"
    );
    write(&folder.join("Cargo.toml"), &text)?;
    let lock: PathBuf = root.join("Cargo.lock");
    fs::copy(&lock, folder.join("Cargo.lock"))
        .map(drop)
        .with_context(|| format!("`{}` cannot be copied", lock.display()))
}

/// Builds both crates again, and what they need if it is not there.
fn compile(folder: &Path, name: &str) -> Result<build::Build> {
    let client = format!("{name}-client");
    build::run(&mut build::cargo(
        folder,
        &[
            "clean",
            "--release",
            "--offline",
            "--package",
            name,
            "--package",
            &client,
        ],
    ))?;
    build::run(&mut build::cargo(
        folder,
        &["build", "--release", "--offline", "--package", name],
    ))
}

fn write(path: &Path, text: &str) -> Result<()> {
    let folder = path.parent().context("a file has a folder")?;
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(path, text))
        .with_context(|| format!("`{}` cannot be written", path.display()))
}
