//! Where the time of generating goes, by step and by the size of services; what `cargo xtask survey` notes is all it knows.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::Place;
use super::build;
use super::figure::{Report, Unit};
use super::generation::{copy, xtask};
use super::known::Known;
use crate::survey::Generation;

/// Into how many parts services are divided by their size.
const PARTS: usize = 5;

/// The part of the survey's report that is needed.
#[derive(Deserialize)]
struct Survey {
    services: Vec<Service>,
}

#[derive(Deserialize)]
struct Service {
    shapes: usize,
    generation: Generation,
}

/// Generates every service into an empty folder, one after the other, and adds up the steps.
pub(super) fn of_all(report: &mut Report, place: &Place<'_>, models: &str) -> Result<()> {
    let root = place.folder.join("survey");
    build::remove(&root)?;
    copy(&place.root.join("runtime"), &root.join("runtime"))?;
    for file in ["Cargo.toml", "Cargo.lock"] {
        fs::copy(place.root.join(file), root.join(file)).with_context(|| format!("`{file}` cannot be copied"))?;
    }
    let json = root.join("survey.json");
    let path = json.to_str().context("the path of the workspace is not UTF-8")?;
    xtask(
        &root,
        &["survey", "--sums", "--jobs", "1", "--models", models, "--json", path],
    )?;
    let survey = read(&json)?;
    for (step, share) in shares(survey.services.iter().map(|service| service.generation)) {
        report.add(format!("all services: {step}"), Unit::Percent, share, Known::NOTHING);
    }
    for (name, micros) in by_size(survey.services) {
        report.add(name, Unit::Microseconds, micros, Known::NOTHING);
    }
    Ok(())
}

fn read(path: &Path) -> Result<Survey> {
    let text = fs::read(path).with_context(|| format!("`{}` cannot be read", path.display()))?;
    serde_json::from_slice(&text).with_context(|| format!("`{}` is no report of a survey", path.display()))
}

/// What each step takes of the whole, in percent.
pub(super) fn shares(generations: impl Iterator<Item = Generation>) -> Vec<(&'static str, f64)> {
    let mut sums = Generation::default().steps();
    for generation in generations {
        for (sum, (_, seconds)) in sums.iter_mut().zip(generation.steps()) {
            sum.1 += seconds;
        }
    }
    let all: f64 = sums.iter().map(|(_, seconds)| seconds).sum();
    sums.map(|(step, seconds)| (step, 100.0 * seconds / all)).to_vec()
}

/// The time of a shape in microseconds, from the smallest services to the largest.
fn by_size(mut services: Vec<Service>) -> Vec<(String, f64)> {
    services.retain(|service| service.shapes > 0);
    services.sort_by_key(|service| service.shapes);
    let size = services.len().div_ceil(PARTS).max(1);
    let part = |services: &[Service]| {
        let shapes: usize = services.iter().map(|service| service.shapes).sum();
        let seconds: f64 = services.iter().map(|service| service.generation.seconds()).sum();
        let sizes = [services.first(), services.last()].map(|service| service.map_or(0, |service| service.shapes));
        let name = format!("a shape, in services of {} to {}", sizes[0], sizes[1]);
        (name, 1e6 * seconds / shapes as f64)
    };
    services.chunks(size).map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::{Generation, Service, Survey, by_size, shares};

    fn service(shapes: usize, parse: f64, write: f64) -> Service {
        let json = format!(
            r#"{{"shapes": {shapes}, "generation": {{"read": 0, "parse": {parse}, "decide": 0, "emit": 0, "print": 0, "write": {write}}}}}"#
        );
        serde_json::from_str(&json).expect("it is such a service")
    }

    #[test]
    fn shares_are_of_the_sum() {
        let steps = shares(
            [service(1, 1.0, 0.5), service(1, 2.0, 0.5)]
                .iter()
                .map(|one| one.generation),
        );
        let of = |name| steps.iter().find(|(step, _)| *step == name).map(|(_, share)| *share);
        assert_eq!(
            (of("parsing"), of("writing"), of("printing")),
            (Some(75.0), Some(25.0), Some(0.0))
        );
        assert_eq!(steps.len(), Generation::default().steps().len());
    }

    #[test]
    fn sizes_go_from_the_smallest_to_the_largest() {
        let services = (1..=7).rev().map(|shapes| service(shapes, 2e-6 * shapes as f64, 0.0));
        let parts = by_size(services.chain([service(0, 1.0, 0.0)]).collect());
        let names: Vec<&str> = parts
            .iter()
            .map(|(name, _)| name.rsplit("of ").next().unwrap_or_default())
            .collect();
        assert_eq!(names, ["1 to 2", "3 to 4", "5 to 6", "7 to 7"]);
        assert!(parts.iter().all(|(_, micros)| (micros - 2.0).abs() < 1e-9), "{parts:?}");
        assert!(by_size(Survey { services: Vec::new() }.services).is_empty());
    }
}
