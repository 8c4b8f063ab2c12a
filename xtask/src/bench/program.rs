//! Builds of the program `seed-ops`, cold and after a change.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::PathBuf;
use std::time::SystemTime;

use anyhow::{Context, Result};

use super::build::{self, Build, Profile};
use super::figure::{Report, Unit};
use super::statistics::median;
use super::{Place, known};

/// The package and its binary.
pub(super) const PROGRAM: &str = "seed-ops";

/// How often the program is built again.
const REBUILDS: usize = 5;

/// The cold builds, each done when it is first asked for.
pub(super) struct Programs<'a> {
    place: &'a Place<'a>,
    builds: Vec<(Profile, Build)>,
}

impl<'a> Programs<'a> {
    pub(super) fn new(place: &'a Place<'a>) -> Self {
        Self {
            place,
            builds: Vec::new(),
        }
    }

    /// The workspace of the program.
    pub(super) fn folder(&self) -> Result<PathBuf> {
        build::programs(self.place)
    }

    /// The build with an empty target folder.
    pub(super) fn cold(&mut self, profile: Profile) -> Result<&Build> {
        let place = match self.builds.iter().position(|(done, _)| *done == profile) {
            Some(place) => place,
            None => {
                build::remove(&self.target(profile))?;
                self.builds.push((profile, self.build(profile)?));
                self.builds.len() - 1
            }
        };
        Ok(&self.builds[place].1)
    }

    fn build(&self, profile: Profile) -> Result<Build> {
        let folder = self.folder()?;
        let mut command = build::cargo(&folder, profile.arguments());
        command.args(["--offline", "--package", PROGRAM, "--target-dir"]);
        build::run(command.arg(self.target(profile)))
    }

    fn target(&self, profile: Profile) -> PathBuf {
        self.place.folder.join(format!("{PROGRAM}-{}", profile.name()))
    }
}

/// Measures cold builds.
pub(super) fn cold(programs: &mut Programs<'_>) -> Result<Report> {
    let mut report = Report::new("program: cold builds of a program that calls the four seed operations");
    let all = [known::COLD_CHECK, known::COLD_DEV, known::COLD_RELEASE];
    for (profile, known) in Profile::ALL.into_iter().zip(all) {
        let build = programs.cold(profile)?;
        report.add(profile.name(), Unit::CpuSeconds, build.cpu_seconds, known);
    }
    let packages = packages(programs.cold(Profile::Release)?);
    report.add("packages built", Unit::Count, packages as f64, known::PACKAGES);
    let binary = programs.target(Profile::Release).join("release").join(PROGRAM);
    let size = fs::metadata(&binary).with_context(|| format!("`{}` was not built", binary.display()))?;
    report.add(
        "stripped binary",
        Unit::Megabytes,
        size.len() as f64 / 1e6,
        known::BINARY,
    );
    report.remark(
        "empty target folder, crates downloaded, incremental as cargo has it: ours in dev and check, never in release",
    );
    Ok(report)
}

fn packages(build: &Build) -> usize {
    let packages: BTreeSet<&str> = build.compilers.iter().map(|cost| cost.package.as_str()).collect();
    packages.len()
}

/// Measures builds after the time of `main.rs` has changed.
pub(super) fn rebuild(programs: &mut Programs<'_>) -> Result<Report> {
    let mut report = Report::new("rebuild: the same program in dev, after touching `main.rs`");
    let main = programs.folder()?.join(PROGRAM).join("src/main.rs");
    programs.build(Profile::Dev)?;
    let mut times = Vec::new();
    for _ in 0..REBUILDS {
        File::options()
            .append(true)
            .open(&main)
            .and_then(|file| file.set_modified(SystemTime::now()))
            .with_context(|| format!("`{}` cannot be touched", main.display()))?;
        times.push(programs.build(Profile::Dev)?.cpu_seconds);
    }
    report.add("touched", Unit::CpuSeconds, median(times), known::REBUILD);
    report.remark(format!("the median of {REBUILDS}, linking included"));
    Ok(report)
}
