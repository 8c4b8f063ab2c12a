//! The loop: mutate, read, keep what led to something new. It knows no format.

use std::collections::HashSet;
use std::env;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::mutate::{Mutator, Random};

/// How long a reader is tried in an ordinary test run.
pub(crate) const SECONDS: u64 = 2;
/// How many inputs are kept at most.
const CORPUS: usize = 5_000;
/// How long one input may take, on a busy machine and without optimisation.
const PATIENCE: Duration = Duration::from_secs(5);

/// One reader at a time: what is allocated is its own then.
static TURN: Mutex<()> = Mutex::new(());

/// What is tried.
pub(crate) struct Reader {
    /// The name of the test.
    pub(crate) name: &'static str,
    /// Inputs to begin with.
    pub(crate) seeds: fn() -> Vec<Vec<u8>>,
    /// What inputs of this kind consist of.
    pub(crate) words: &'static [&'static [u8]],
    /// Reads an input, panics where something is wrong, and says in a few texts what came of it.
    pub(crate) read: fn(&[u8]) -> Vec<String>,
}

/// Tries a reader for as long as the environment says.
pub(crate) fn run(reader: &Reader) {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(path) = env::var_os("TINSMITH_FUZZ_INPUT") {
        let input = fs::read(&path).expect("the file of TINSMITH_FUZZ_INPUT can be read");
        println!("{:?}", (reader.read)(&input));
        return;
    }
    let mut corpus = Corpus::default();
    let seeds = (reader.seeds)();
    assert!(!seeds.is_empty(), "{}: there are no seeds", reader.name);
    for seed in seeds {
        corpus.is_news(guarded(reader, &seed));
        corpus.inputs.push(seed);
    }
    let (start, began) = (Instant::now(), corpus.inputs.len());
    let limit = Duration::from_secs(number("TINSMITH_FUZZ_SECONDS", SECONDS));
    let mut mutator = Mutator::new(Random::new(number("TINSMITH_FUZZ_SEED", 1)), reader.words);
    let mut executions = 0_u64;
    while start.elapsed() < limit {
        let input = mutator.mutate(&corpus.inputs);
        if corpus.is_news(guarded(reader, &input)) && corpus.inputs.len() < CORPUS {
            corpus.inputs.push(input);
        }
        executions += 1;
    }
    println!(
        "{}: {executions} inputs in {} s; {began} to begin with, {} different outcomes",
        reader.name,
        limit.as_secs(),
        corpus.outcomes.len(),
    );
}

/// Inputs that led to something new.
#[derive(Default)]
struct Corpus {
    inputs: Vec<Vec<u8>>,
    outcomes: HashSet<String>,
}

impl Corpus {
    fn is_news(&mut self, outcome: Vec<String>) -> bool {
        let known = self.outcomes.len();
        self.outcomes.extend(outcome);
        self.outcomes.len() > known
    }
}

/// Reads an input, which is kept in a file if something is wrong with that.
fn guarded(reader: &Reader, input: &[u8]) -> Vec<String> {
    if env::var_os("TINSMITH_FUZZ_TRACE").is_some() {
        // For what no program survives, such as a stack that is too small.
        keep(reader.name, "trace", input);
    }
    let start = Instant::now();
    let result = catch_unwind(AssertUnwindSafe(|| (reader.read)(input)));
    let elapsed = start.elapsed();
    match result {
        Ok(outcome) if elapsed < PATIENCE => outcome,
        _ => {
            let path = keep(reader.name, "failed", input);
            panic!(
                "reading failed, or took too long ({elapsed:?}); to see it again:\n\
                 TINSMITH_FUZZ_INPUT={} cargo test -p tinsmith --test fuzz -- --exact {}",
                path.display(),
                reader.name
            );
        }
    }
}

fn keep(reader: &str, what: &str, input: &[u8]) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("fuzz-{reader}-{what}"));
    fs::write(&path, input).expect("the folder for temporary files of tests can be written to");
    path
}

fn number(variable: &str, otherwise: u64) -> u64 {
    match env::var(variable) {
        Ok(text) => text.parse().unwrap_or_else(|_| panic!("{variable} is no number")),
        Err(_) => otherwise,
    }
}
