//! What each dependency of the runtime adds to a cold build: itself, and what only it needs.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use super::build::{self, Build, Profile};
use super::figure::{Report, Unit};
use super::known::Known;
use super::program::{PROGRAM, Programs};

/// The package whose dependencies are looked at.
const RUNTIME: &str = "tinsmith";

const CLIENTS: &str = "tinsmith-clients";

/// What `cargo metadata` says.
#[derive(Debug, Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
}

#[derive(Debug, Deserialize)]
struct Package {
    id: String,
    name: String,
    version: String,
}

#[derive(Debug, Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Debug, Deserialize)]
struct Node {
    id: String,
    deps: Vec<Edge>,
}

#[derive(Debug, Deserialize)]
struct Edge {
    pkg: String,
    dep_kinds: Vec<EdgeKind>,
}

#[derive(Debug, Deserialize)]
struct EdgeKind {
    /// Nothing for a normal dependency.
    kind: Option<String>,
}

/// Packages, as the notes of compilers call them, and what each needs to be built.
#[derive(Debug, Default)]
struct Graph(BTreeMap<String, BTreeSet<String>>);

/// Measures the dependencies.
pub(super) fn measure(programs: &mut Programs<'_>) -> Result<Report> {
    let mut report = Report::new(
        "dependencies: what each dependency of the runtime adds to a cold build, with the crates that only it needs",
    );
    let graph = Graph::load(&programs.folder()?)?;
    let runtime = graph.find(RUNTIME)?;
    for profile in [Profile::Check, Profile::Release] {
        let build = programs.cold(profile)?;
        let mut add = |name: &str, seconds: f64| {
            report.add(
                format!("{}: {name}", profile.name()),
                Unit::CpuSeconds,
                seconds,
                Known::NOTHING,
            );
        };
        let direct = graph.0.get(runtime).into_iter().flatten();
        let mut rows: Vec<(&str, f64)> = direct
            .map(|dependency| {
                let gone = graph.exclusive(runtime, dependency);
                (dependency.as_str(), compiling(build, |package| gone.contains(package)))
            })
            .collect();
        rows.sort_by(|a, b| b.1.total_cmp(&a.1));
        rows.iter().for_each(|(name, seconds)| add(name, *seconds));
        let needed = graph.reach(runtime, None);
        let exclusive: f64 = rows.iter().map(|(_, seconds)| seconds).sum();
        let dependencies = compiling(build, |package| needed.contains(package) && package != runtime);
        add("shared by several of these", dependencies - exclusive);
        for package in [runtime, graph.find(CLIENTS)?, graph.find(PROGRAM)?] {
            add(package, compiling(build, |compiled| compiled == package));
        }
        add(
            "build scripts and cargo itself",
            build.cpu_seconds - compiling(build, |_| true),
        );
    }
    report.remark("`ring` is the one whose build script compiles C");
    Ok(report)
}

/// The CPU seconds of compiling these packages.
fn compiling(build: &Build, wanted: impl Fn(&str) -> bool) -> f64 {
    let compilers = build.compilers.iter().filter(|cost| wanted(&cost.package));
    compilers.fold(0.0, |sum, cost| sum + cost.cpu_seconds)
}

impl Graph {
    /// The packages of the programs, for this machine.
    fn load(folder: &Path) -> Result<Self> {
        let version = build::cargo(folder, &["-vV"])
            .output()
            .context("cargo cannot be started")?;
        let host = String::from_utf8_lossy(&version.stdout);
        let host = host
            .lines()
            .find_map(|line| line.strip_prefix("host: "))
            .unwrap_or_default();
        let mut command = build::cargo(
            folder,
            &[
                "metadata",
                "--format-version",
                "1",
                "--offline",
                "--filter-platform",
                host,
            ],
        );
        let output = command.output().context("cargo cannot be started")?;
        if !output.status.success() {
            bail!(
                "`cargo metadata` ended with {}\n{}",
                output.status,
                String::from_utf8_lossy(&output.stderr)
            );
        }
        let metadata =
            serde_json::from_slice(&output.stdout).context("`cargo metadata` says what is not understood")?;
        Ok(Self::of(&metadata))
    }

    fn of(metadata: &Metadata) -> Self {
        let name = |package: &Package| format!("{} {}", package.name, package.version);
        let names: BTreeMap<&str, String> = metadata
            .packages
            .iter()
            .map(|package| (package.id.as_str(), name(package)))
            .collect();
        let needed = |edge: &&Edge| edge.dep_kinds.iter().any(|kind| kind.kind.as_deref() != Some("dev"));
        let nodes = metadata.resolve.nodes.iter().filter_map(|node| {
            let dependencies = node.deps.iter().filter(needed);
            let dependencies = dependencies.filter_map(|edge| names.get(edge.pkg.as_str()).cloned());
            Some((names.get(node.id.as_str())?.clone(), dependencies.collect()))
        });
        Self(nodes.collect())
    }

    fn find(&self, name: &str) -> Result<&str> {
        let is_it = |package: &&String| package.split(' ').next() == Some(name);
        let found = self.0.keys().find(is_it);
        found
            .map(String::as_str)
            .with_context(|| format!("the programs do not depend on `{name}`"))
    }

    /// All that a package needs, itself included; without one of them, and what only that needs, if there is one named.
    fn reach<'a>(&'a self, from: &'a str, without: Option<&str>) -> BTreeSet<&'a str> {
        let mut reached = BTreeSet::from([from]);
        let mut open = vec![from];
        while let Some(package) = open.pop() {
            for next in self.0.get(package).into_iter().flatten() {
                if without != Some(next) && reached.insert(next) {
                    open.push(next);
                }
            }
        }
        reached
    }

    /// The packages that would not be needed if nothing needed the dependency.
    fn exclusive<'a>(&'a self, from: &'a str, dependency: &str) -> BTreeSet<&'a str> {
        let rest = self.reach(from, Some(dependency));
        let mut gone = self.reach(from, None);
        gone.retain(|package| !rest.contains(package));
        gone
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Graph;

    fn graph() -> Graph {
        let package = |name: &str| json!({ "id": name, "name": name, "version": "1" });
        let edge = |name: &str, kind: Option<&str>| json!({ "pkg": name, "dep_kinds": [{ "kind": kind }] });
        let packages = ["tinsmith", "a", "b", "shared", "below", "own", "test"].map(package);
        let metadata = json!({
            "packages": packages,
            "resolve": { "nodes": [
                { "id": "tinsmith", "deps": [edge("a", None), edge("b", None), edge("shared", None), edge("test", Some("dev"))] },
                { "id": "a", "deps": [edge("shared", None), edge("own", Some("build"))] },
                { "id": "b", "deps": [edge("shared", None)] },
                { "id": "shared", "deps": [edge("below", None)] },
                { "id": "below", "deps": [] },
                { "id": "own", "deps": [] },
                { "id": "test", "deps": [] },
            ] },
        });
        Graph::of(&serde_json::from_value(metadata).expect("cargo writes such metadata"))
    }

    #[test]
    fn what_goes_with_a_dependency_is_what_nothing_else_needs() {
        let graph = graph();
        let runtime = graph.find("tinsmith").expect("it is there");
        for (dependency, expected) in [
            ("a 1", vec!["a 1", "own 1"]),
            ("b 1", vec!["b 1"]),
            ("shared 1", vec!["below 1", "shared 1"]),
        ] {
            assert_eq!(Vec::from_iter(graph.exclusive(runtime, dependency)), expected);
        }
        assert_eq!(graph.reach(runtime, None).len(), 6);
        assert!(graph.find("nothing").is_err());
    }
}
