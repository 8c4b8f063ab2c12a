//! Runs cases one after another, each on a thread of its own, so that one that panics or never ends is one that failed.

use std::env;
use std::io::{Write as _, stdout};
use std::process::ExitCode;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::{Outcome, cases};

/// A case needs microseconds.
const LIMIT: Duration = Duration::from_secs(20);

/// As much as the main thread of a program has, so that depth of recursion is judged as in one.
const STACK: usize = 8 << 20;

/// A case that came as data, or a generated function.
enum Case {
    Data(Value),
    Generated(fn() -> Outcome),
}

/// Runs the generated cases, then those in the file that the first argument names, and prints a line for each: its
/// number and its outcome. The second argument is the number of the case to begin with.
///
/// The process ends early when a case does not end; the command then starts it again behind that case.
pub fn main(generated: &[fn() -> Outcome]) -> ExitCode {
    let mut arguments = env::args().skip(1);
    let data = arguments.next().map_or(Ok(Vec::new()), |path| cases::load(&path));
    let first = arguments.next().and_then(|first| first.parse().ok()).unwrap_or(0);
    let data = match data {
        Ok(data) => data,
        Err(reason) => {
            eprintln!("error: {reason}");
            return ExitCode::FAILURE;
        }
    };
    let all = generated.iter().copied().map(Case::Generated);
    let all = all.chain(data.into_iter().map(Case::Data));
    for (number, case) in all.enumerate().skip(first) {
        let outcome = run(case);
        let ended = outcome.is_some();
        let outcome = outcome.unwrap_or_else(|| json!({ "failed": format!("no end after {LIMIT:?}") }));
        if writeln!(stdout(), "{}", json!([number, outcome])).is_err() || !ended {
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

/// The outcome of a case, or nothing where it takes too long.
fn run(case: Case) -> Option<Outcome> {
    let (sender, receiver) = mpsc::channel();
    let worker = thread::Builder::new().stack_size(STACK).spawn(move || {
        let outcome = match case {
            Case::Data(case) => cases::run(&case),
            Case::Generated(case) => case(),
        };
        // Nobody listens any more only where the time was over.
        let _ = sender.send(outcome);
    });
    let worker = match worker {
        Ok(worker) => worker,
        Err(error) => return Some(json!({ "failed": format!("no thread can be started: {error}") })),
    };
    match receiver.recv_timeout(LIMIT) {
        Ok(outcome) => Some(outcome),
        Err(mpsc::RecvTimeoutError::Timeout) => None,
        Err(mpsc::RecvTimeoutError::Disconnected) => {
            let panic = worker.join().err();
            let text = panic.as_deref().map_or("", |panic| {
                let owned = panic.downcast_ref::<String>().map(String::as_str);
                owned.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("")
            });
            Some(json!({ "failed": format!("panic: {text}") }))
        }
    }
}
