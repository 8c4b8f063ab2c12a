//! How far a long step is: a bar on a terminal, a line now and then elsewhere.

use std::io::{IsTerminal, stderr};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// The time between two lines where there is no terminal.
const PAUSE: Duration = Duration::from_secs(10);

/// The progress of one step; on standard error, so that the table can be piped.
pub(super) struct Progress {
    label: &'static str,
    total: usize,
    done: usize,
    bar: Option<ProgressBar>,
    start: Instant,
    last: Instant,
}

impl Progress {
    pub(super) fn new(label: &'static str, total: usize) -> Self {
        let bar = stderr().is_terminal().then(|| bar(label, total));
        let now = Instant::now();
        Self {
            label,
            total,
            done: 0,
            bar,
            start: now,
            last: now,
        }
    }

    /// One more is done.
    pub(super) fn step(&mut self, what: &str) {
        self.done += 1;
        match &self.bar {
            Some(bar) => {
                bar.set_message(what.to_owned());
                bar.inc(1);
            }
            None if self.last.elapsed() >= PAUSE => {
                self.last = Instant::now();
                eprintln!("{}: {} of {}, now {what}", self.label, self.done, self.total);
            }
            None => {}
        }
    }

    /// The step is over.
    pub(super) fn finish(self) {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
        }
        let seconds = self.start.elapsed().as_secs_f64();
        eprintln!("{}: {} of {} in {seconds:.1} s", self.label, self.done, self.total);
    }
}

fn bar(label: &'static str, total: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("{prefix} {bar:30} {pos}/{len} {elapsed}, {eta} left  {wide_msg}");
    let bar = ProgressBar::new(total as u64).with_prefix(label);
    // A template that does not parse leaves the default style.
    style.map_or(bar.clone(), |style| bar.with_style(style))
}
