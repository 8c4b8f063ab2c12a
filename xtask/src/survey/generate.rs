//! Generates the crates of services, several at a time; each model is forgotten before the next is read.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result, anyhow, bail};
use tinsmith_codegen::diagnostic::Severity;
use tinsmith_codegen::files::FileSet;
use tinsmith_codegen::resolve::{ItemKind, Resolved};
use tinsmith_codegen::{Outcome, Package as Target, Service, Source, Text};

use super::catalog::{self, Entry, Sizes};
use super::progress::Progress;
use super::record::Record;
use super::scratch::{self, Scratch};
use crate::models::package::Package;

/// What the workers share.
pub(super) struct Generator<'a> {
    pub(super) scratch: &'a Scratch,
    pub(super) jobs: usize,
    /// Each worker reads the release for itself.
    pub(super) open: &'a (dyn Fn() -> Result<Package> + Sync),
}

impl Generator<'_> {
    /// Generates all of these; a service that cannot be generated has the reason in its record.
    pub(super) fn run(&self, entries: &[Entry]) -> Result<Vec<Record>> {
        let next = AtomicUsize::new(0);
        let progress = Mutex::new(Progress::new("generate", entries.len()));
        let work = || -> Result<Vec<(usize, Record)>> {
            let mut package = (self.open)()?;
            let mut done = Vec::new();
            loop {
                let index = next.fetch_add(1, Ordering::Relaxed);
                let Some(entry) = entries.get(index) else {
                    return Ok(done);
                };
                done.push((index, self.record(&mut package, entry)));
                if let Ok(mut progress) = progress.lock() {
                    progress.step(&entry.name);
                }
            }
        };
        let mut records = thread::scope(|scope| {
            let workers: Vec<_> = (0..self.jobs).map(|_| scope.spawn(work)).collect();
            let joined = workers.into_iter().map(|worker| {
                let ended = worker
                    .join()
                    .map_err(|_| anyhow!("a worker of the generator has panicked"));
                ended.flatten()
            });
            joined.collect::<Result<Vec<_>>>()
        })?
        .concat();
        if let Ok(progress) = progress.into_inner() {
            progress.finish();
        }
        records.sort_by_key(|(index, _)| *index);
        Ok(records.into_iter().map(|(_, record)| record).collect())
    }

    fn record(&self, package: &mut Package, entry: &Entry) -> Record {
        let mut record = Record {
            service: entry.name.clone(),
            ..Record::default()
        };
        // A panic is a bug of ours, but the other services are still worth surveying.
        let done = catch_unwind(AssertUnwindSafe(|| self.generate(package, entry, &mut record)));
        let done = done.unwrap_or_else(|panic| Err(anyhow!("the generator has panicked: {}", reason(&*panic))));
        record.failure = done.err().map(|error| format!("{error:#}"));
        record
    }

    fn generate(&self, package: &mut Package, entry: &Entry, record: &mut Record) -> Result<()> {
        let mut clock = Clock(Instant::now());
        let texts = catalog::read(package, entry)?;
        record.generation.read = clock.lap();
        (record.operations, record.shapes) = Sizes::of(&texts.service);
        clock.lap();
        let service = Service::new(Source::Botocore {
            model: Text::new(texts.path, texts.service),
            extras: texts.extras.map(|(file, text)| Text::new(file, text)),
        });
        let model = value(tinsmith_codegen::load_model(&service.source), record)?;
        record.generation.parse = clock.lap();
        let resolved = value(tinsmith_codegen::decide(model, &service), record)?;
        record.generation.decide = clock.lap();
        describe(&resolved, record);
        clock.lap();
        let target = Target {
            crate_name: scratch::crate_name(&entry.name),
            command: "cargo xtask survey".to_owned(),
        };
        let sections = tinsmith_codegen::sections(&resolved, &target);
        record.generation.emit = clock.lap();
        let files = sections.print();
        drop(sections);
        record.generation.print = clock.lap();
        count(&files, record);
        clock.lap();
        let digest = self.scratch.write(&entry.name, &resolved.module, files);
        record.generation.write = clock.lap();
        record.digest = digest.context("the crate cannot be written")?.to_string();
        Ok(())
    }
}

/// What a step made; its warnings are counted, its errors are the reason of a failure.
fn value<T>(outcome: Outcome<T>, record: &mut Record) -> Result<T> {
    let errors = outcome
        .diagnostics
        .iter()
        .filter(|problem| problem.severity == Severity::Error);
    let errors: Vec<String> = errors.map(ToString::to_string).collect();
    record.remarks += outcome.diagnostics.iter().count() - errors.len();
    match outcome.value {
        Some(value) => Ok(value),
        None => bail!("{}", errors.join("\n")),
    }
}

fn describe(resolved: &Resolved, record: &mut Record) {
    record.protocols = resolved
        .protocols
        .iter()
        .map(|protocol| protocol.name().to_owned())
        .collect();
    let is_stream = |kind: &ItemKind| matches!(kind, ItemKind::Union(union) if union.stream);
    record.event_stream = resolved.items.iter().any(|item| is_stream(&item.kind));
}

fn count(files: &FileSet, record: &mut Record) {
    record.files = files.len();
    for (_, text) in files.iter() {
        record.lines += text.lines().count();
        record.bytes += text.len();
    }
}

fn reason(panic: &(dyn std::any::Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("without a reason")
}

/// Tells the time since it was last asked.
struct Clock(Instant);

impl Clock {
    fn lap(&mut self) -> f64 {
        let now = Instant::now();
        now.duration_since(std::mem::replace(&mut self.0, now)).as_secs_f64()
    }
}
