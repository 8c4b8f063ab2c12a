//! `cargo xtask bench`: what the clients cost to build and to run, beside the official SDK; decides nothing, and fails for no figure.

mod build;
mod calls;
mod dependencies;
mod figure;
mod generation;
mod known;
mod module;
mod program;
mod shares;
mod statistics;
mod ways;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::ValueEnum;

use self::figure::Report;

/// Measure what the clients cost to build and to run, beside the official SDK.
///
/// CPU seconds are user and system time, which other work on the machine lengthens: measure on a quiet one. Crates that are not
/// there yet are downloaded first. Everything is built below `target/bench`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cargo xtask bench                             every step, which takes a quarter of an hour
  cargo xtask bench calls                       one step
  cargo xtask bench --json figures.json         with the figures as JSON
  cargo xtask bench generation --models .venv/lib/python3.13/site-packages")]
pub(crate) struct Bench {
    /// Also write the figures as JSON.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// The generator of canned responses.
    #[arg(long, value_name = "FILE", env = "BENCH_PAYLOADS")]
    payloads: Option<PathBuf>,
    /// A wheel, unpacked wheel or installed package of botocore, to generate every service from it.
    #[arg(long, value_name = "DIR|WHEEL", env = "BOTOCORE_DATA")]
    models: Option<PathBuf>,
    /// The steps to run; all if none is named.
    #[arg(value_name = "STEP")]
    steps: Vec<Step>,
}

/// What can be measured by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Step {
    /// Cold builds of a program that calls the four seed operations.
    Program,
    /// The same program again, after its `main.rs` was touched.
    Rebuild,
    /// The module `connect` alone.
    Module,
    /// A program with a client cut to two operations, and with the whole client.
    Ways,
    /// Calls over a transport that answers at once.
    Calls,
    /// The generator.
    Generation,
    /// What each dependency of the runtime adds.
    Dependencies,
}

/// Where things are.
struct Place<'a> {
    /// The workspace.
    root: &'a Path,
    /// Where everything is built.
    folder: PathBuf,
}

impl Bench {
    /// Runs the steps for the workspace at `root`.
    pub(crate) fn run(&self, root: &Path) -> Result<()> {
        let root = root
            .canonicalize()
            .with_context(|| format!("`{}` cannot be read", root.display()))?;
        let place = Place {
            root: &root,
            folder: root.join("target/bench"),
        };
        fs::create_dir_all(&place.folder).with_context(|| format!("`{}` cannot be made", place.folder.display()))?;
        println!("official SDK: {}\n", known::SOURCE);
        let mut programs = program::Programs::new(&place);
        let mut reports = Vec::new();
        for step in self.steps() {
            let report = self.measure(step, &place, &mut programs)?;
            println!("{}", report.text());
            reports.push(report);
        }
        match &self.json {
            Some(path) => figure::write_json(path, &reports),
            None => Ok(()),
        }
    }

    fn measure(&self, step: Step, place: &Place<'_>, programs: &mut program::Programs<'_>) -> Result<Report> {
        match step {
            Step::Program => program::cold(programs),
            Step::Rebuild => program::rebuild(programs),
            Step::Module => module::measure(place),
            Step::Ways => ways::measure(place),
            Step::Calls => calls::measure(place, self.payloads.as_deref()),
            Step::Generation => generation::measure(place, self.models.as_deref()),
            Step::Dependencies => dependencies::measure(programs),
        }
    }

    fn steps(&self) -> Vec<Step> {
        if self.steps.is_empty() {
            Step::value_variants().to_vec()
        } else {
            self.steps.clone()
        }
    }
}
