//! `cargo xtask compare-formats`: the same Rust must come of a service's Smithy model and of its model in botocore's format.

mod compile;
mod difference;
mod fact;
mod list;
mod names;
mod pair;

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use tinsmith_codegen::model::Model;

use self::difference::Difference;
use self::list::Listed;
use crate::conformance;

/// Generate services from both formats of models and compare the files.
///
/// A service passes when the files are the same, byte for byte, after the differences in `tests/conformance/format-differences.toml`
/// are put right. An entry names one shape, member or operation and both values; one that matches nothing is a failure.
#[derive(Debug, Default, clap::Args)]
#[command(after_help = "\
Examples:
  cargo xtask compare-formats                               every service of ../shared/conformance/models
  cargo xtask compare-formats --dir ../other/conformance    the models of another folder of the same layout
  cargo xtask compare-formats --check                       the same, and compile the clients of Smithy's models
  cargo xtask compare-formats sqs                           one service")]
pub(crate) struct CompareFormats {
    /// The folder that has the models in `models`; without it the one in `CONFORMANCE_DIR`, or `../shared/conformance`.
    #[arg(long, value_name = "DIR")]
    pub(crate) dir: Option<PathBuf>,
    /// Compile what comes of Smithy's models as well.
    #[arg(long)]
    pub(crate) check: bool,
    /// Compare only these services.
    #[arg(value_name = "SERVICE")]
    pub(crate) services: Vec<String>,
}

impl CompareFormats {
    /// Runs the command in the workspace at `root`.
    pub(crate) fn run(&self, root: &Path) -> Result<()> {
        let Some(folder) = conformance::folder(self.dir.as_deref(), root) else {
            return Ok(());
        };
        let folder = folder.join("models");
        let listed = Listed::load(root)?;
        let (mut passed, mut failed) = (0, 0);
        let pairs = pair::find(&folder, &self.services)?;
        if self.check {
            compile::all(root, &pairs)?;
        }
        for pair in &pairs {
            let differences = listed.of(&pair.name);
            let Some(models) = pair.load() else {
                println!("{}: not compared, botocore does not have it", pair.name);
                continue;
            };
            let problems = compare(models, &differences);
            if problems.is_empty() {
                passed += 1;
                println!("{}: passed, {} named differences", pair.name, differences.len());
            } else {
                failed += 1;
                println!("{}: failed", pair.name);
                problems.iter().for_each(|problem| println!("  {problem}"));
            }
        }
        println!("{passed} passed, {failed} failed");
        if failed > 0 {
            bail!("{failed} services differ in more than `{}` says", list::PATH);
        }
        Ok(())
    }
}

/// What the listed differences do not explain, and those of them that are none.
fn compare(models: Result<(Model, Model), String>, listed: &[&Difference]) -> Vec<String> {
    let (mut c2j, smithy) = match models {
        Ok(models) => models,
        Err(problem) => return vec![problem],
    };
    let wrong = listed
        .iter()
        .filter_map(|difference| difference.put_right(&mut c2j, &smithy).err());
    let mut problems: Vec<String> = wrong.collect();
    let left = difference::find(&c2j, &smithy);
    problems.extend(left.into_iter().map(|difference| format!("not listed: {difference}")));
    match pair::files(c2j, smithy) {
        Ok(differing) => problems.extend(differing),
        Err(problem) => problems.push(problem),
    }
    problems
}
