//! The compilation of one generated module, with all that it needs compiled before.

use std::path::Path;

use anyhow::{Context, Result};

use super::build::{self, Profile};
use super::figure::{Report, Unit};
use super::known::Known;
use super::{Place, known};

/// The largest of the committed services.
const SERVICE: &str = "connect";

const PACKAGE: &str = "tinsmith-clients";
const CRATE: &str = "tinsmith_clients";

/// Measures the module.
pub(super) fn measure(place: &Place<'_>) -> Result<Report> {
    let mut report = Report::new(format!("module: `{SERVICE}` alone"));
    build::run(&mut build::cargo(place.root, &["fetch"]))?;
    for (profile, time, peak) in [
        (Profile::Check, known::MODULE_CHECK, known::MODULE_CHECK_PEAK),
        (Profile::Dev, known::MODULE_DEV, known::MODULE_DEV_PEAK),
        (Profile::Release, known::MODULE_RELEASE, known::MODULE_RELEASE_PEAK),
    ] {
        compile(place, profile, &mut report, time, peak)?;
    }
    let lines = Lines::of(&place.root.join("generated/src").join(SERVICE))?;
    report.add("lines", Unit::Count, lines.all as f64, known::MODULE_LINES);
    report.add(
        "lines without documentation",
        Unit::Count,
        lines.code as f64,
        known::MODULE_CODE_LINES,
    );
    report.remark("rustc of the generated crate with this feature, not incremental, as with a crate from a registry");
    Ok(report)
}

fn compile(place: &Place<'_>, profile: Profile, report: &mut Report, time: Known, peak: Known) -> Result<()> {
    let target = place.folder.join(format!("module-{}", profile.name()));
    let cargo = |arguments: &[&str]| {
        let mut command = build::cargo(place.root, arguments);
        command.env("CARGO_INCREMENTAL", "0");
        build::run(
            command
                .args(["--offline", "--package", PACKAGE, "--target-dir"])
                .arg(&target),
        )
    };
    // Without any service all that it needs is built, and what an earlier run left is not taken for this one's.
    cargo(profile.arguments())?;
    let tree = if profile == Profile::Release { "release" } else { "dev" };
    cargo(&["clean", "--profile", tree])?;
    let build = cargo(&[profile.arguments(), &["--features", SERVICE]].concat())?;
    let cost = build.of(CRATE)?;
    report.add(profile.name(), Unit::CpuSeconds, cost.cpu_seconds, time);
    report.add(
        format!("{}, peak memory", profile.name()),
        Unit::Mebibytes,
        cost.peak_bytes as f64 / f64::from(1 << 20),
        peak,
    );
    Ok(())
}

/// How many lines a folder has.
#[derive(Debug, Default, PartialEq, Eq)]
struct Lines {
    all: usize,
    /// Those that are not documentation.
    code: usize,
}

impl Lines {
    fn of(folder: &Path) -> Result<Self> {
        let mut lines = Self::default();
        lines
            .add(folder)
            .with_context(|| format!("`{}` cannot be read", folder.display()))?;
        Ok(lines)
    }

    fn add(&mut self, folder: &Path) -> std::io::Result<()> {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                self.add(&path)?;
            } else {
                self.add_text(&std::fs::read_to_string(&path)?);
            }
        }
        Ok(())
    }

    fn add_text(&mut self, text: &str) {
        let is_documentation = |line: &&str| ["///", "//!"].iter().any(|mark| line.trim_start().starts_with(mark));
        self.all += text.lines().count();
        self.code += text.lines().filter(|line| !is_documentation(line)).count();
    }
}

#[cfg(test)]
mod tests {
    use super::Lines;

    #[test]
    fn documentation_is_counted_apart() {
        let mut lines = Lines::default();
        lines.add_text("// @generated\n\n//! Module.\nstruct! {\n    /// Member.\n    pub a: B = \"/// a\";\n}\n");
        assert_eq!(lines, Lines { all: 7, code: 5 });
    }
}
