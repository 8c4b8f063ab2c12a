//! Runs of the generator that change nothing, in a workspace of their own below `target/bench`.

use std::env;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use tinsmith_codegen::disk::{self, Scope};
use tinsmith_codegen::{Package as Target, Service, Source};

use super::figure::{Report, Unit};
use super::known::Known;
use super::statistics::median;
use super::{Place, build, known, shares};
use crate::costs::{self, Cost};
use crate::manifest::{Manifest, PATH};
use crate::models::SERVICE;
use crate::models::package::Package;
use crate::survey::Generation;

/// How often a run is repeated.
const RUNS: usize = 3;

/// The seed services.
const THREE: [&str; 3] = ["connect", "fms", "workspaces"];

/// Measures the generator.
pub(super) fn measure(place: &Place<'_>, models: Option<&Path>) -> Result<Report> {
    let mut report = Report::new("generation: `cargo xtask codegen` as a process, on a run that changes nothing");
    let root = place.folder.join("generation");
    copy(&place.root.join("models"), &root.join("models"))?;
    prepare(&root)?;
    let memory = Known::NOTHING;
    time(
        &mut report,
        &root,
        ("connect", &THREE[..1]),
        known::GENERATE_CONNECT,
        memory,
    )?;
    let three = ("the three seed services", &THREE[..]);
    time(&mut report, &root, three, known::GENERATE_THREE, memory)?;
    shares(&mut report, &root)?;
    match models {
        Some(models) => all(&mut report, place, models)?,
        None => report
            .remark("skipped: all services; name a wheel or an installed botocore with `--models` or BOTOCORE_DATA"),
    }
    report.remark(format!("optimised build; the median of {RUNS}"));
    Ok(report)
}

/// Generates into empty folders, so that the runs that are measured then change nothing.
fn prepare(root: &Path) -> Result<Cost> {
    for folder in ["generated", "tests"] {
        build::remove(&root.join(folder))?;
        fs::create_dir_all(root.join(folder)).context("the folders of generated code cannot be made")?;
    }
    xtask(root, &["codegen"])
}

pub(super) fn xtask(root: &Path, arguments: &[&str]) -> Result<Cost> {
    let mut command = Command::new(env::current_exe().context("this program cannot be found again")?);
    command.arg("--root").arg(root).args(arguments);
    costs::run(&command)
}

fn time(report: &mut Report, root: &Path, (name, services): (&str, &[&str]), time: Known, memory: Known) -> Result<()> {
    let mut runs = Vec::new();
    for _ in 0..RUNS {
        runs.push(xtask(root, &[&["codegen"], services].concat())?);
    }
    let median = |value: fn(&Cost) -> f64| median(runs.iter().map(value).collect());
    report.add(name, Unit::Seconds, median(|cost| cost.seconds), time);
    report.add(
        format!("{name}, as CPU time"),
        Unit::CpuSeconds,
        median(|cost| cost.cpu_seconds),
        Known::NOTHING,
    );
    let peak = median(|cost| cost.peak_bytes as f64 / f64::from(1 << 20));
    report.add(format!("{name}, peak memory"), Unit::Mebibytes, peak, memory);
    Ok(())
}

/// Every service that the release has, in its newest version.
fn all(report: &mut Report, place: &Place<'_>, models: &Path) -> Result<()> {
    let root = &place.folder.join("generation-all");
    // People also point at the data of an installed package.
    let models = match models.parent() {
        Some(parent) if models.ends_with("botocore/data") => parent,
        _ => models,
    };
    let mut package = Package::open(models)?;
    let (manifest, count) = manifest(&mut package)?;
    let path = root.join(PATH);
    fs::create_dir_all(path.parent().unwrap_or(root))
        .and_then(|()| fs::write(&path, manifest))
        .with_context(|| format!("`{}` cannot be written", path.display()))?;
    let from = models.to_str().context("the path of the models is not UTF-8")?;
    xtask(root, &["models", "update", "--accept", "--from", from])?;
    let name = format!("all {count} services");
    let first = prepare(root)?.seconds;
    report.add(
        format!("{name}, all written"),
        Unit::Seconds,
        first,
        known::GENERATE_ALL,
    );
    time(
        report,
        root,
        (&name, &[]),
        known::GENERATE_ALL,
        known::GENERATE_ALL_PEAK,
    )?;
    shares::of_all(report, place, from)
}

/// A manifest of all services, and how many they are.
fn manifest(package: &mut Package) -> Result<(String, usize)> {
    const DATA: &str = "botocore/data";
    let mut text = format!("[botocore]\nversion = \"{}\"\n", package.version()?);
    let mut count = 0;
    for name in package.names(DATA) {
        let has_model = |version: &String| {
            let files = package.names(&format!("{DATA}/{name}/{version}"));
            files
                .iter()
                .any(|file| file.strip_suffix(".gz").unwrap_or(file) == SERVICE)
        };
        // Versions are dates, so the greatest is the newest.
        let versions = package.names(&format!("{DATA}/{name}"));
        if let Some(version) = versions.into_iter().rev().find(has_model) {
            let _ = write!(text, "\n[service.\"{name}\"]\nversion = \"{version}\"\n");
            count += 1;
        }
    }
    if count == 0 {
        bail!("{} has no service in `{DATA}`", package.name);
    }
    Ok((text, count))
}

/// How the time of generating `connect` divides, measured inside of this process.
fn shares(report: &mut Report, root: &Path) -> Result<()> {
    let manifest = Manifest::load(root)?;
    let named = [THREE[0].to_owned()];
    let (name, service) = manifest.select(&named)?.remove(0);
    let file = format!("models/{name}/{}/{SERVICE}", service.version);
    let mut clock = Clock(Instant::now());
    let text = fs::read_to_string(root.join(&file)).with_context(|| format!("`{file}` cannot be read"))?;
    let read = clock.lap();
    let service = Service {
        module: Some(name.to_owned()),
        ..Service::new(Source::botocore(file, text))
    };
    let model = tinsmith_codegen::load_model(&service.source).value;
    let parse = clock.lap();
    let resolved = model.and_then(|model| tinsmith_codegen::decide(model, &service).value);
    let resolved = resolved.context("the model has errors")?;
    let decide = clock.lap();
    let target = Target {
        crate_name: "tinsmith_clients".to_owned(),
        command: "cargo xtask codegen".to_owned(),
    };
    let sections = tinsmith_codegen::sections(&resolved, &target);
    let emit = clock.lap();
    let files = sections.print();
    let print = clock.lap();
    let empty = tempfile::tempdir_in(root).context("a temporary folder cannot be made")?;
    clock.lap();
    let scope = Scope::everything([format!("src/{name}")]);
    disk::Writer::open(empty.path())?.update(&scope, &files)?;
    let write = clock.lap();
    let steps = Generation {
        read,
        parse,
        decide,
        emit,
        print,
        write,
    };
    for (step, share) in shares::shares([steps].into_iter()) {
        report.add(format!("connect: {step}"), Unit::Percent, share, Known::NOTHING);
    }
    report.remark(format!("connect has {} files, written to an empty folder", files.len()));
    Ok(())
}

/// Tells the time since it was last asked.
struct Clock(Instant);

impl Clock {
    fn lap(&mut self) -> f64 {
        let now = Instant::now();
        now.duration_since(std::mem::replace(&mut self.0, now)).as_secs_f64()
    }
}

/// Copies a folder over another; what else there is stays.
pub(super) fn copy(from: &Path, to: &Path) -> Result<()> {
    let entries = fs::read_dir(from).with_context(|| format!("`{}` cannot be read", from.display()))?;
    fs::create_dir_all(to).with_context(|| format!("`{}` cannot be made", to.display()))?;
    for entry in entries {
        let path = entry
            .with_context(|| format!("`{}` cannot be read", from.display()))?
            .path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy(&path, &target)?;
        } else {
            fs::copy(&path, &target).with_context(|| format!("`{}` cannot be copied", path.display()))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Package, manifest};
    use crate::manifest::Manifest;

    #[test]
    fn every_service_is_in_the_manifest() {
        let folder = tempfile::tempdir().expect("there is room for temporary files");
        for (path, text) in [
            ("__init__.py", "__version__ = '1.2.3'"),
            ("data/b/2010-01-01/service-2.json", ""),
            ("data/a/2010-01-01/service-2.json", ""),
            ("data/a/2012-01-01/service-2.json.gz", ""),
            ("data/a/2013-01-01/paginators-1.json", ""),
            ("data/c/2010-01-01/waiters-2.json", ""),
        ] {
            let path = folder.path().join("botocore").join(path);
            std::fs::create_dir_all(path.parent().expect("it is below the folder")).expect("a folder can be made");
            std::fs::write(path, text).expect("a file can be written");
        }
        let mut package = Package::open(folder.path()).expect("it looks like botocore");
        let (text, count) = manifest(&mut package).expect("there are services");
        let manifest = Manifest::parse(&text).expect("it is a manifest");
        let shown = manifest
            .services()
            .map(|(name, service)| format!("{name} {}", service.version));
        assert_eq!(shown.collect::<Vec<_>>(), ["a 2012-01-01", "b 2010-01-01"]);
        assert_eq!(count, 2);
    }
}
