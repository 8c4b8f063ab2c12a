//! In-process calls over a transport that answers at once: what is measured is building and encoding the input, the
//! endpoint, the signature, and reading and dropping the output.
//!
//! usage: `throughput PAYLOADS SECONDS [WORKLOAD]`
//!
//! It prints a line per workload: its name and, separated by tabs, `name=number` of what was measured.

mod canned;
mod measure;
mod workloads;

use std::error::Error;
use std::path::PathBuf;

use self::measure::Measure;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let payloads = arguments.next().map(PathBuf::from);
    let seconds = arguments.next().map(|text| text.parse()).transpose()?;
    let (Some(payloads), Some(seconds)) = (payloads, seconds) else {
        return Err("usage: throughput PAYLOADS SECONDS [WORKLOAD]".into());
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
    let measure = Measure {
        runtime,
        seconds,
        only: arguments.next(),
    };
    workloads::run(&payloads, &measure)
}
