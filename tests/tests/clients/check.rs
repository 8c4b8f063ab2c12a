//! Runs cases: a server with an answer, one call, and what has to come of it.

use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use tinsmith::Config;
use tinsmith::config::ConfigBuilder;
use tinsmith::credentials::Credentials;
use tinsmith::transport::HyperTransport;
use tinsmith_tests::server::{Account, Answer, Server};

use crate::target::Target;

/// A case that takes longer hangs.
const LIMIT: Duration = Duration::from_secs(30);

pub(crate) const ACCESS_KEY_ID: &str = "AKIDEXAMPLE";
pub(crate) const SECRET: &str = "secret-of-the-tests";
pub(crate) const REGION: &str = "eu-west-1";

/// The account that the server expects.
pub(crate) fn account(service: &'static str) -> Account {
    Account {
        access_key_id: ACCESS_KEY_ID,
        secret_access_key: SECRET,
        session_token: None,
        region: REGION,
        service,
    }
}

/// What a client needs to call the server, over connections of its own.
pub(crate) fn config(server: &Server) -> ConfigBuilder {
    Config::builder()
        .region(REGION)
        .endpoint_url(server.url())
        .credentials(Credentials::new(ACCESS_KEY_ID, SECRET))
        .transport(Arc::new(HyperTransport::new()))
        .read_timeout(Duration::from_secs(5))
}

/// A change of the configuration.
pub(crate) type Change = fn(ConfigBuilder) -> ConfigBuilder;

/// An answer, and what a call gives that gets it. `{operation}` stands for the name of the operation.
pub(crate) struct Case {
    name: String,
    answer: Answer,
    expected: String,
}

/// A case.
pub(crate) fn case(name: impl Into<String>, answer: Answer, expected: impl Into<String>) -> Case {
    Case {
        name: name.into(),
        answer,
        expected: expected.into(),
    }
}

/// Checks the cases of each of the targets, and reports all that fail.
pub(crate) fn check(targets: &[Target], cases: impl Fn(&Target) -> Vec<Case>) {
    check_with(targets, cases, |config| config);
}

/// The same, with another configuration.
pub(crate) fn check_with(targets: &[Target], cases: impl Fn(&Target) -> Vec<Case>, change: Change) {
    let mut report = String::new();
    for target in targets {
        for case in cases(target) {
            let expected = case.expected.replace("{operation}", target.operation);
            let given = call(*target, case.answer, change);
            if given != expected {
                let (operation, wire) = (target.operation, target.wire);
                writeln!(
                    report,
                    "{operation} {wire:?}, {}:\n  expected {expected}\n  given    {given}",
                    case.name
                )
                .expect("a string takes all that is written");
            }
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

/// The outcome of one call, which has to send one request with a good signature.
fn call(target: Target, answer: Answer, change: Change) -> String {
    bounded(move || async move {
        let server = Server::start(account(target.service), [answer]);
        let outcome = target.call(change(config(&server))).await;
        let received = server.received();
        assert_eq!(received.len(), 1, "{outcome}");
        assert_eq!(received[0].refused, None);
        outcome
    })
}

/// Runs a test on a thread and a runtime of its own, and fails when it takes too long.
pub(crate) fn bounded<T, F>(test: impl FnOnce() -> F + Send + 'static) -> T
where
    T: Send + 'static,
    F: Future<Output = T>,
{
    let (sender, receiver) = channel();
    let thread = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let result = runtime.expect("a runtime of one thread needs nothing").block_on(test());
        // Nobody listens any more once the time is over.
        drop(sender.send(result));
    });
    match receiver.recv_timeout(LIMIT) {
        Ok(result) => result,
        Err(RecvTimeoutError::Timeout) => panic!("not complete within {LIMIT:?}"),
        Err(RecvTimeoutError::Disconnected) => match thread.join() {
            Err(panic) => std::panic::resume_unwind(panic),
            Ok(()) => unreachable!("the thread sends before it ends"),
        },
    }
}
