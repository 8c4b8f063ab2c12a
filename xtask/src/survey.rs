//! `cargo xtask survey`: generates every service of a release of botocore and lets cargo judge the code; commits none of it.

mod catalog;
mod check;
mod generate;
mod progress;
mod record;
mod sample;
mod scratch;
mod table;

use std::collections::BTreeSet;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::thread;

use anyhow::{Context, Result, bail};
use serde::Serialize;

use self::check::Run;
use self::generate::Generator;
use self::progress::Progress;
pub(crate) use self::record::Generation;
use self::record::{Record, Store, Tool};
use self::scratch::Scratch;
use crate::manifest::Manifest;
use crate::models::fetch;
use crate::models::package::Package;

/// Generate every service of a release of botocore, and check the code.
///
/// The crates are written to a scratch workspace below `target/survey`. Whatever fails, or makes a tool warn, is listed last and
/// makes the command fail. A table with the cost of each service goes to standard output.
#[derive(Debug, Default, clap::Args)]
#[command(after_help = "\
Examples:
  cargo xtask survey                               generate all services of the pinned release
  cargo xtask survey --check all --json all.json   and compile every one of them
  cargo xtask survey --check 30 --lint 30          a sample of thirty, with clippy and rustdoc
  cargo xtask survey --check all --resume          go on where a run was interrupted
  cargo xtask survey --release ec2 s3              two services, optimised builds too")]
pub(crate) struct Survey {
    /// Take the models from this wheel, unpacked wheel or installed package, in place of downloading the pinned wheel with pip.
    #[arg(long, value_name = "DIR|WHEEL", env = "BOTOCORE_DATA")]
    pub(crate) models: Option<PathBuf>,
    /// Check a sample of this many services with cargo, or all of them.
    #[arg(long, value_name = "N|all")]
    pub(crate) check: Option<Extent>,
    /// Run clippy and rustdoc over a sample of this many services, or all of them.
    #[arg(long, value_name = "N|all")]
    pub(crate) lint: Option<Extent>,
    /// Also check and build the named services optimised.
    #[arg(long, requires = "services")]
    pub(crate) release: bool,
    /// Also write everything that was found as JSON.
    #[arg(long, value_name = "FILE")]
    pub(crate) json: Option<PathBuf>,
    /// Show the sums and what failed, without a row for each service.
    #[arg(long)]
    pub(crate) sums: bool,
    /// How many services are generated or compiled at a time; as many as there are processors if absent.
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<NonZero<usize>>,
    /// Keep the results of earlier runs for code that is still the same.
    #[arg(long)]
    pub(crate) resume: bool,
    /// Survey these services alone; all of the release if none is named.
    #[arg(value_name = "SERVICE")]
    pub(crate) services: Vec<String>,
}

/// How many services a tool goes over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    Sample(usize),
    All,
}

impl FromStr for Extent {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "all" => Ok(Self::All),
            number => number.parse().map(Self::Sample).map_err(|_| "write a number, or `all`"),
        }
    }
}

/// What `--json` writes.
#[derive(Serialize)]
struct Report<'a> {
    botocore: &'a str,
    services: &'a [Record],
}

impl Survey {
    /// Surveys for the workspace at `root`.
    pub(crate) fn run(&self, root: &Path) -> Result<()> {
        let scratch = Scratch::open(root)?;
        let store = Store::open(scratch.path("records"))?;
        let wheel = match &self.models {
            Some(_) => None,
            None => Some(fetch::wheel(&Manifest::load(root)?.botocore.version)?),
        };
        let path = self.models.as_deref().or(wheel.as_ref().map(|wheel| &*wheel.path));
        let path = path.context("there are no models")?;
        let open = || Package::open(package_of(path));
        let mut package = open()?;
        let version = package.version()?;
        let entries = catalog::services(&package, &self.services)?;
        drop(package);
        let generator = Generator {
            scratch: &scratch,
            jobs: self.jobs(),
            open: &open,
        };
        let mut records = generator.run(&entries)?;
        for record in &mut records {
            if let Some(earlier) = store.load(&record.service).filter(|_| self.resume) {
                record.resume(earlier);
            }
            store.save(record)?;
        }
        self.judge(&scratch, &store, &mut records)?;
        if let Some(path) = &self.json {
            let report = Report {
                botocore: &version,
                services: &records,
            };
            record::write_json(path, &report)?;
        }
        println!("botocore {version}, {} services\n", records.len());
        print!("{}", table::text(&records, !self.sums));
        if !table::is_clean(&records) {
            bail!("not every service is clean, see above");
        }
        Ok(())
    }

    fn jobs(&self) -> usize {
        let all = thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN);
        self.jobs.unwrap_or(all).get()
    }

    /// Runs the tools that were asked for.
    fn judge(&self, scratch: &Scratch, store: &Store, records: &mut [Record]) -> Result<()> {
        let named = self.release.then_some(Extent::All);
        let tools = [
            (Tool::Check, self.check.or(named)),
            (Tool::Clippy, self.lint),
            (Tool::Rustdoc, self.lint),
            (Tool::Release, named),
        ];
        let sound = records.iter().filter(|record| record.failure.is_none());
        scratch.set_members(sound.map(|record| record.service.as_str()))?;
        let mut touched = BTreeSet::new();
        for (tool, extent) in tools {
            let Some(extent) = extent else { continue };
            let chosen = match extent {
                Extent::All => sample::choose(records, records.len()),
                Extent::Sample(count) => sample::choose(records, count),
            };
            let open = chosen
                .into_iter()
                .filter(|&index| records[index].result(tool).is_none());
            let open: Vec<usize> = open.collect();
            for &index in &open {
                if touched.insert(index) {
                    scratch.touch(&records[index].service)?;
                }
            }
            let run = Run {
                scratch,
                tool,
                jobs: self.jobs(),
            };
            judge_with(&run, store, records, &open)?;
        }
        Ok(())
    }
}

fn judge_with(run: &Run<'_>, store: &Store, records: &mut [Record], open: &[usize]) -> Result<()> {
    if open.is_empty() {
        return Ok(());
    }
    let names: Vec<String> = open.iter().map(|&index| records[index].service.clone()).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut progress = Progress::new(run.tool.name(), names.len());
    run.run(&names, |service, checked| {
        progress.step(service);
        // Saved at once, so that an interrupted run can be resumed.
        let record = records.iter_mut().find(|record| record.service == service);
        let record = record.with_context(|| format!("`{service}` was not asked for"))?;
        record.set_result(run.tool, checked);
        store.save(record)
    })?;
    progress.finish();
    Ok(())
}

/// People also point at the data of an installed package.
fn package_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if path.ends_with("botocore/data") => parent,
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use super::Extent;

    #[test]
    fn an_extent_is_a_number_or_all() {
        assert_eq!("all".parse(), Ok(Extent::All));
        assert_eq!("30".parse(), Ok(Extent::Sample(30)));
        assert!("some".parse::<Extent>().is_err());
    }
}
