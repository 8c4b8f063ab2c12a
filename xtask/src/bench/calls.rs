//! Calls over a transport that answers at once, by the program `throughput`.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::Place;
use super::build;
use super::figure::{Report, Unit};
use super::known::{Known, workload};

/// Where the generator of canned responses is, where nothing else is said.
const PAYLOADS: &str = "../shared/bench/aws-sdk-rust/payloads/gen.py";

/// Services beyond those of the seed operations.
const SERVICES: &str = "dynamodb,ec2,s3";

/// How long each of five repetitions of a workload takes.
const SECONDS: &str = "0.6";

/// Measures time and allocations of calls.
pub(super) fn measure(place: &Place<'_>, payloads: Option<&Path>) -> Result<Report> {
    let mut report = Report::new("calls: one call, with a canned response");
    let generator = payloads.map_or_else(|| place.root.join(PAYLOADS), Path::to_owned);
    if !generator.is_file() {
        report.remark(format!(
            "skipped: `{}` is not there; name the generator of the canned responses with `--payloads` or BENCH_PAYLOADS",
            generator.display()
        ));
        return Ok(report);
    }
    let payloads = place.folder.join("payloads");
    output(Command::new("python3").arg(&generator).arg(&payloads))?;
    let time = run(place, SERVICES, &payloads)?;
    let allocations = run(place, &format!("{SERVICES},count-allocations"), &payloads)?;
    for (name, values) in &time {
        report.add(name, Unit::Microseconds, values.get("ns")? / 1e3, workload(name).0);
    }
    for (name, values) in &allocations {
        let known = workload(name).1;
        report.add(
            format!("{name}, allocations"),
            Unit::Count,
            values.get("allocations")?,
            known,
        );
        let reallocations = values.get("reallocations")?;
        report.add(
            format!("{name}, reallocations"),
            Unit::Count,
            reallocations,
            Known::NOTHING,
        );
    }
    report.remark("CPU time of the process, the median of five; `harness` is what making the response costs, and part of the others");
    Ok(report)
}

/// Builds the program with these features, and runs it.
fn run(place: &Place<'_>, features: &str, payloads: &Path) -> Result<Vec<(String, Values)>> {
    let folder = build::programs(place)?;
    let target: PathBuf = place.folder.join("throughput");
    let mut command = build::cargo(&folder, &["build", "--release", "--offline", "--package", "throughput"]);
    build::run(command.args(["--features", features, "--target-dir"]).arg(&target))?;
    let text = output(
        Command::new(target.join("release/throughput"))
            .arg(payloads)
            .arg(SECONDS),
    )?;
    text.lines().map(line).collect()
}

fn output(command: &mut Command) -> Result<String> {
    let program = command.get_program().display().to_string();
    let output = command
        .output()
        .with_context(|| format!("`{program}` cannot be started"))?;
    if !output.status.success() {
        bail!(
            "`{program}` ended with {}\n{}",
            output.status,
            String::from_utf8_lossy(&output.stderr)
        );
    }
    String::from_utf8(output.stdout).with_context(|| format!("the output of `{program}` is not UTF-8"))
}

/// What was measured of a workload.
#[derive(Debug, PartialEq)]
struct Values(Vec<(String, f64)>);

impl Values {
    fn get(&self, name: &str) -> Result<f64> {
        let found = self.0.iter().find(|(known, _)| known == name);
        found
            .map(|(_, value)| *value)
            .with_context(|| format!("`throughput` has not measured `{name}`"))
    }
}

/// Reads a line of the program: a name and `name=number`, separated by tabs.
fn line(line: &str) -> Result<(String, Values)> {
    let mut parts = line.split('\t');
    let name = parts.next().unwrap_or_default().to_owned();
    let value = |part: &str| {
        let (name, number) = part.split_once('=')?;
        Some((name.to_owned(), number.parse().ok()?))
    };
    let values: Option<Vec<_>> = parts.map(value).collect();
    let values = values.with_context(|| format!("not a line of `throughput`: {line}"))?;
    Ok((name, Values(values)))
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn lines_of_the_program_are_understood() {
        let (name, values) = line("a-b\tns=3066\tmin=2951.5").expect("it is such a line");
        assert_eq!(name, "a-b");
        assert_eq!(values.get("min").expect("it is there"), 2951.5);
        assert!(values.get("max").is_err());
        for wrong in ["a\tns", "a\tns=x", "a\tns=1\t"] {
            assert!(line(wrong).is_err(), "{wrong}");
        }
    }
}
