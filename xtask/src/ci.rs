//! `cargo xtask ci`: the one list of checks, in the order in which they are run.

use std::env;
use std::io::{BufRead, BufReader, Write, stdout};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::codegen::Codegen;
use crate::compare_formats::CompareFormats;
use crate::conformance::Conformance;
use crate::survey::{Extent, Survey};

/// Run every check of the workspace, the tests last.
#[derive(Debug, clap::Args)]
pub(crate) struct Ci {}

/// A check that cargo does: its name, arguments and environment.
struct Check {
    name: &'static str,
    arguments: &'static [&'static str],
    environment: &'static [(&'static str, &'static str)],
}

/// Those before the tests.
const CHECKS: &[Check] = &[
    Check {
        name: "format",
        arguments: &["fmt", "--all", "--check"],
        environment: &[],
    },
    Check {
        name: "clippy",
        arguments: &[
            "clippy",
            "--workspace",
            "--all-targets",
            "--all-features",
            "--",
            "--deny",
            "warnings",
        ],
        environment: &[],
    },
    Check {
        name: "documentation",
        arguments: &["doc", "--workspace", "--no-deps", "--all-features"],
        environment: &[("RUSTDOCFLAGS", "--deny warnings")],
    },
];

/// The tests: a snapshot is never accepted here, and all of them run even when one fails.
const TESTS: Check = Check {
    name: "tests",
    arguments: &["test", "--workspace", "--all-features", "--no-fail-fast"],
    environment: &[("INSTA_UPDATE", "no"), ("CARGO_TERM_COLOR", "never")],
};

/// How many services are compiled: one for each protocol, EC2 by that, one with event streams, and a small one.
const SAMPLE: usize = 9;

impl Ci {
    /// Runs the checks in the workspace at `root`, up to the first that fails.
    pub(crate) fn run(&self, root: &Path) -> Result<()> {
        for check in CHECKS {
            timed(check.name, || check.run(root))?;
        }
        timed("generated code is fresh", || {
            Codegen {
                check: true,
                ..Codegen::default()
            }
            .run(root)
        })?;
        timed("outside suites", || Conformance::default().run(root))?;
        timed("both formats of models give the same code", || {
            CompareFormats {
                check: true,
                ..CompareFormats::default()
            }
            .run(root)
        })?;
        timed("every service is generated, and a sample of them compiles", || {
            Survey {
                models: env::var_os("BOTOCORE_DATA").map(PathBuf::from),
                check: Some(Extent::Sample(SAMPLE)),
                sums: true,
                ..Survey::default()
            }
            .run(root)
        })?;
        let start = begin(TESTS.name);
        let (tally, succeeded) = TESTS.run_tests(root)?;
        end(TESTS.name, start);
        println!("tests: {} passed, {} failed", tally.passed, tally.failed);
        if !succeeded {
            bail!("tests failed, see above");
        }
        Ok(())
    }
}

fn timed(name: &str, check: impl FnOnce() -> Result<()>) -> Result<()> {
    let start = begin(name);
    check().with_context(|| format!("the check `{name}` failed"))?;
    end(name, start);
    Ok(())
}

fn begin(name: &str) -> Instant {
    println!("==> {name}");
    Instant::now()
}

fn end(name: &str, start: Instant) {
    println!("==> {name}: {:.1} s", start.elapsed().as_secs_f64());
}

impl Check {
    fn command(&self, root: &Path) -> Command {
        let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command
            .current_dir(root)
            .args(self.arguments)
            .envs(self.environment.iter().copied());
        command
    }

    fn run(&self, root: &Path) -> Result<()> {
        let status = self.command(root).status().context("cargo cannot be started")?;
        if !status.success() {
            bail!("`cargo {}` ended with {status}", self.arguments.join(" "));
        }
        Ok(())
    }

    /// Passes the output on as it comes, and counts what the test runners say at their ends.
    fn run_tests(&self, root: &Path) -> Result<(Tally, bool)> {
        let mut child = self
            .command(root)
            .stdout(Stdio::piped())
            .spawn()
            .context("cargo cannot be started")?;
        let output = child.stdout.take().context("the output of cargo cannot be read")?;
        let mut tally = Tally::default();
        let mut lines = BufReader::new(output);
        let mut line = Vec::new();
        while lines
            .read_until(b'\n', &mut line)
            .context("the output of cargo cannot be read")?
            > 0
        {
            stdout().write_all(&line).context("the output cannot be passed on")?;
            tally.add(&String::from_utf8_lossy(&line));
            line.clear();
        }
        let succeeded = child.wait().context("cargo cannot be waited for")?.success();
        if !succeeded && tally.failed == 0 {
            // It did not build, or a runner died before it could count.
            tally.failed = 1;
        }
        Ok((tally, succeeded))
    }
}

/// The sums of all test runners.
#[derive(Debug, Default, PartialEq, Eq)]
struct Tally {
    passed: u64,
    failed: u64,
}

impl Tally {
    /// Takes a line such as `test result: ok. 36 passed; 0 failed; 0 ignored; …` into account.
    fn add(&mut self, line: &str) {
        let Some((_, counts)) = line
            .strip_prefix("test result: ")
            .and_then(|rest| rest.split_once(". "))
        else {
            return;
        };
        for count in counts.split("; ") {
            match count
                .split_once(' ')
                .map(|(number, what)| (number.parse::<u64>(), what.trim_end()))
            {
                Some((Ok(number), "passed")) => self.passed += number,
                Some((Ok(number), "failed")) => self.failed += number,
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[test]
    fn the_ends_of_test_runners_are_summed_up() {
        let mut tally = Tally::default();
        for line in [
            "running 36 tests\n",
            "test result: ok. 36 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.44s\n",
            "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.44s\n",
            "a test that says: 5 passed; 1 failed\n",
        ] {
            tally.add(line);
        }
        assert_eq!(tally, Tally { passed: 39, failed: 2 });
    }
}
