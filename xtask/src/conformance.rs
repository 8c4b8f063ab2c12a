//! `cargo xtask conformance`: runs the outside suites through clients that our generator makes of their models.

mod compare;
mod gaps;
mod program;
pub(crate) mod read;
mod report;
mod suite;
mod write;

use std::collections::BTreeMap;
use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use self::gaps::Gaps;
use self::program::Program;
use self::report::Verdict;
use self::suite::SuiteFile;
use self::write::{Place, Written};

/// Run the outside suites: generate clients from their models, compile them, and compare what they send and read.
///
/// Every case goes through the public API of a client, over a transport that answers as the case says. Cases that are known to fail
/// are listed in `tests/conformance/known-gaps.toml`. The exit code is 1 if any other fails.
#[derive(Debug, Default, clap::Args)]
#[command(after_help = "\
Examples:
  cargo xtask conformance                               every suite
  cargo xtask conformance output/rest-xml               the cases whose path or id contains this
  cargo xtask conformance --dir ../other/conformance    suites of the same layout from elsewhere")]
pub(crate) struct Conformance {
    /// The folder of the suites; without it the one in `CONFORMANCE_DIR`, or `../shared/conformance`.
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
    /// Run only the cases whose path or id contains this.
    #[arg(value_name = "FILTER")]
    filter: Option<String>,
}

/// The folder of the suites from the root of the workspace, where nothing else is said.
const FOLDER: &str = "../shared/conformance";

impl Conformance {
    /// Runs the command in the workspace at `root`.
    pub(crate) fn run(&self, root: &Path) -> Result<()> {
        let Some(folder) = folder(self.dir.as_deref(), root) else {
            return Ok(());
        };
        let gaps = Gaps::load(root)?;
        let files = read::suites(&folder, read::pairs::botocore(root).as_deref())?;
        let verdicts = self.verdicts(root, &files)?;
        let (text, tally) = report::report(&files, &verdicts, &gaps);
        print!("{text}");
        if tally.failed > 0 {
            bail!("{} cases failed", tally.failed);
        }
        Ok(())
    }

    fn verdicts(&self, root: &Path, files: &[SuiteFile]) -> Result<Vec<Vec<Verdict>>> {
        let filter = self.filter.as_deref().unwrap_or_default();
        let chosen = |(file, case): Place| {
            let file: &SuiteFile = &files[file];
            file.name(&file.cases[case]).contains(filter)
        };
        let mut written = write::write(root, files, chosen)?;
        let mut differences = run(root, files, &mut written)?;
        let mut verdict = |place: Place| {
            let task = &files[place.0].cases[place.1].task;
            Verdict::early(task, chosen(place)).unwrap_or_else(|| match differences.remove(&place) {
                Some(differences) if differences.is_empty() => Verdict::Passed,
                Some(differences) => Verdict::Failed(differences),
                None => Verdict::Failed(vec!["it was not run".to_owned()]),
            })
        };
        let places = files.iter().enumerate().map(|(file, suite)| (file, suite.cases.len()));
        Ok(places
            .map(|(file, cases)| (0..cases).map(|case| verdict((file, case))).collect())
            .collect())
    }
}

/// The folder of the suites: the one that is named, or else the usual one if it is there; if not, a line says so.
pub(crate) fn folder(named: Option<&Path>, root: &Path) -> Option<PathBuf> {
    let named = named
        .map(Path::to_owned)
        .or_else(|| env::var_os("CONFORMANCE_DIR").map(PathBuf::from));
    if named.is_some() {
        return named;
    }
    let usual = root.join(FOLDER);
    if !usual.is_dir() {
        let shown = usual.display();
        println!("skipped: `{shown}` is absent; name the folder of the suites with --dir or CONFORMANCE_DIR");
        return None;
    }
    Some(usual)
}

/// The differences of every case that was to be run.
fn run(root: &Path, files: &[SuiteFile], written: &mut Written) -> Result<BTreeMap<Place, Vec<String>>> {
    let mut differences = BTreeMap::new();
    if !written.cases.is_empty() {
        let program = Program::build(root, written)?;
        let shown = program.run(written.cases.len())?;
        for ((_, place), shown) in written.cases.iter().zip(shown) {
            let task = &files[place.0].cases[place.1].task;
            differences.insert(*place, compare::differences(task, &shown));
        }
    }
    let failed = written.failed.drain(..);
    differences.extend(failed.map(|(place, reason)| (place, vec![reason])));
    Ok(differences)
}
