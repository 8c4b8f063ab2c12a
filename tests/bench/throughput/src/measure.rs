//! Repeating a workload, and what one repetition costs; knows no service.

use std::hint::black_box;
use std::time::Instant;

use tokio::runtime::Runtime;

/// How long a workload is repeated before it is measured.
#[cfg(not(feature = "count-allocations"))]
const WARM_UP: f64 = 0.2;

/// Measures workloads.
pub struct Measure {
    pub runtime: Runtime,
    /// How long each of the five repetitions takes.
    pub seconds: f64,
    /// The workload to measure, in place of all.
    pub only: Option<String>,
}

impl Measure {
    /// Measures `work`, which does one whole operation and gives a number derived from its output.
    ///
    /// # Panics
    ///
    /// When that number is not the expected one.
    pub fn run<F: Future<Output = usize>>(&self, name: &str, expected: usize, work: impl Fn() -> F) {
        if self.only.as_ref().is_some_and(|only| only != name) {
            return;
        }
        assert_eq!(self.runtime.block_on(work()), expected, "{name}: wrong output");
        let result = self.measure(&work);
        println!("{name}\t{result}");
    }

    fn repeat<F: Future<Output = usize>>(&self, count: u64, work: &impl Fn() -> F) {
        self.runtime.block_on(async {
            for _ in 0..count {
                black_box(work().await);
            }
        });
    }

    /// CPU time of the process, the median of five.
    #[cfg(not(feature = "count-allocations"))]
    fn measure<F: Future<Output = usize>>(&self, work: &impl Fn() -> F) -> String {
        let start = Instant::now();
        let mut warm = 0;
        while warm < 10 || start.elapsed().as_secs_f64() < WARM_UP {
            self.repeat(1, work);
            warm += 1;
        }
        let rate = f64::from(warm) / start.elapsed().as_secs_f64();
        let count = (rate * self.seconds).max(10.0) as u64;
        let mut times: Vec<f64> = (0..5)
            .map(|_| {
                let before = cpu_time();
                self.repeat(count, work);
                (cpu_time() - before) * 1e9 / count as f64
            })
            .collect();
        times.sort_by(f64::total_cmp);
        format!("ns={:.0}\tmin={:.0}\tmax={:.0}", times[2], times[0], times[4])
    }

    #[cfg(feature = "count-allocations")]
    fn measure<F: Future<Output = usize>>(&self, work: &impl Fn() -> F) -> String {
        /// Once things are warm every call allocates the same; a few show whether that is so.
        const COUNT: u64 = 100;
        let _ = Instant::now();
        self.repeat(10, work);
        let region = stats_alloc::Region::new(&counting::ALLOCATOR);
        self.repeat(COUNT, work);
        let counted = region.change();
        let each = |count: usize| count as f64 / COUNT as f64;
        let grown = usize::try_from(counted.bytes_reallocated).unwrap_or_default();
        format!(
            "allocations={:.1}\treallocations={:.1}\tbytes={:.0}",
            each(counted.allocations),
            each(counted.reallocations),
            each(counted.bytes_allocated + grown),
        )
    }
}

#[cfg(not(feature = "count-allocations"))]
fn cpu_time() -> f64 {
    let clock = nix::time::ClockId::CLOCK_PROCESS_CPUTIME_ID;
    let time = nix::time::clock_gettime(clock).expect("every Unix has this clock");
    time.tv_sec() as f64 + time.tv_nsec() as f64 / 1e9
}

#[cfg(feature = "count-allocations")]
mod counting {
    use std::alloc::System;

    use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};

    #[global_allocator]
    pub static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;
}
