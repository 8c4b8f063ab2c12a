//! When the source is asked, and by whom, with a clock and a source that do what the test says.

use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::time::{Duration, SystemTime};

use super::CachedCredentials;
use crate::credentials::{Credentials, CredentialsError, CredentialsFuture, ProvideCredentials};

type Answer = Result<Credentials, CredentialsError>;

/// Gives the next prepared answer, at the second poll.
#[derive(Debug, Default)]
struct Script {
    answers: Mutex<VecDeque<Answer>>,
    asked: AtomicUsize,
}

impl ProvideCredentials for Script {
    fn provide(&self) -> CredentialsFuture<'_> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        let mut waited = false;
        Box::pin(std::future::poll_fn(move |_| {
            if !std::mem::replace(&mut waited, true) {
                return Poll::Pending;
            }
            Poll::Ready(
                self.answers
                    .lock()
                    .unwrap()
                    .pop_front()
                    .expect("the test prepares an answer"),
            )
        }))
    }
}

struct Bench {
    script: Arc<Script>,
    now: Arc<Mutex<SystemTime>>,
    cache: CachedCredentials<Arc<Script>>,
}

const START: SystemTime = SystemTime::UNIX_EPOCH;

impl Bench {
    fn new(answers: impl IntoIterator<Item = Answer>) -> Self {
        let script = Arc::new(Script {
            answers: Mutex::new(answers.into_iter().collect()),
            asked: AtomicUsize::new(0),
        });
        let now = Arc::new(Mutex::new(START));
        let clock = now.clone();
        Self {
            cache: CachedCredentials::new(script.clone(), move || *clock.lock().unwrap()),
            script,
            now,
        }
    }

    fn at(&self, seconds: u64) -> &Self {
        *self.now.lock().unwrap() = START + Duration::from_secs(seconds);
        self
    }

    /// The access key id, or the error's text.
    fn get(&self) -> String {
        let mut call = self.cache.provide();
        for _ in 0..3 {
            if let Some(answer) = poll(&mut call) {
                return answer;
            }
        }
        panic!("the call waits for nobody");
    }

    fn asked(&self) -> usize {
        self.script.asked.load(Ordering::Relaxed)
    }
}

fn poll(call: &mut CredentialsFuture<'_>) -> Option<String> {
    poll_with(call, Waker::noop())
}

fn poll_with(call: &mut CredentialsFuture<'_>, waker: &Waker) -> Option<String> {
    match Pin::new(call).poll(&mut Context::from_waker(waker)) {
        Poll::Pending => None,
        Poll::Ready(Ok(credentials)) => Some(credentials.access_key_id().to_owned()),
        Poll::Ready(Err(error)) => Some(error.to_string()),
    }
}

fn until(id: &str, seconds: u64) -> Answer {
    Ok(Credentials::new(id, "secret").with_expiry(START + Duration::from_secs(seconds)))
}

fn failure() -> Answer {
    Err(CredentialsError::failed("out of order"))
}

#[test]
fn credentials_are_kept_until_shortly_before_they_expire() {
    let bench = Bench::new([until("first", 3600), until("second", 7200)]);
    assert_eq!(bench.at(0).get(), "first");
    assert_eq!(bench.at(3299).get(), "first");
    assert_eq!(bench.asked(), 1);
    assert_eq!(bench.at(3300).get(), "second");
    assert_eq!(bench.at(6899).get(), "second");
    assert_eq!(bench.asked(), 2);
}

#[test]
fn credentials_without_expiry_are_kept_for_ever() {
    let bench = Bench::new([Ok(Credentials::new("only", "secret"))]);
    assert_eq!(bench.at(0).get(), "only");
    assert_eq!(bench.at(u64::from(u32::MAX)).get(), "only");
    assert_eq!(bench.asked(), 1);
}

#[test]
fn a_failure_is_hidden_while_the_old_ones_work() {
    let bench = Bench::new([until("first", 3600), failure(), failure(), until("second", 7200)]);
    assert_eq!(bench.at(0).get(), "first");
    assert_eq!(bench.at(3400).get(), "first");
    assert_eq!(bench.at(3459).get(), "first");
    assert_eq!(bench.asked(), 2, "a pause follows a failure");
    assert_eq!(bench.at(3600).get(), "out of order");
    assert_eq!(bench.at(3601).get(), "second");
}

#[test]
fn a_source_of_short_lived_credentials_is_not_asked_every_time() {
    let bench = Bench::new([until("first", 100), until("second", 200)]);
    assert_eq!(bench.at(0).get(), "first");
    assert_eq!(bench.at(59).get(), "first");
    assert_eq!(bench.asked(), 1);
    assert_eq!(bench.at(60).get(), "second");
}

#[test]
fn expired_credentials_are_an_error() {
    let bench = Bench::new([until("late", 10)]);
    assert_eq!(
        bench.at(10).get(),
        "the credentials from the provider have expired already"
    );
}

#[test]
fn the_source_is_asked_once_for_all_who_wait() {
    for (answer, expected) in [(until("shared", 3600), "shared"), (failure(), "out of order")] {
        let bench = Bench::new([answer]);
        let mut calls = [bench.cache.provide(), bench.cache.provide(), bench.cache.provide()];
        assert!(calls.iter_mut().all(|call| poll(call).is_none()));
        assert!(calls.iter_mut().all(|call| poll(call).as_deref() == Some(expected)));
        assert_eq!(bench.asked(), 1);
    }
}

#[test]
fn nobody_waits_while_the_old_ones_work() {
    let bench = Bench::new([until("first", 3600), until("second", 7200)]);
    assert_eq!(bench.at(0).get(), "first");
    bench.at(3500);
    let mut leader = bench.cache.provide();
    assert_eq!(poll(&mut leader), None);
    assert_eq!(bench.get(), "first");
    assert_eq!(poll(&mut leader).as_deref(), Some("second"));
    assert_eq!(bench.get(), "second");
}

#[derive(Default)]
struct Count(AtomicUsize);

impl Wake for Count {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

#[test]
fn a_cancelled_call_hands_over_to_one_that_waits() {
    let bench = Bench::new([until("first", 3600)]);
    let mut leader = bench.cache.provide();
    let mut waiting = bench.cache.provide();
    assert_eq!(poll(&mut leader), None);
    let count = Arc::new(Count::default());
    let waker = Waker::from(count.clone());
    assert_eq!(poll_with(&mut waiting, &waker), None);
    assert_eq!(poll_with(&mut waiting, &waker), None);
    drop(leader);
    assert_eq!(count.0.load(Ordering::Relaxed), 1, "woken once");
    assert_eq!(poll(&mut waiting), None);
    assert_eq!(poll(&mut waiting).as_deref(), Some("first"));
    assert_eq!(bench.asked(), 2);
}

#[test]
fn threads_share_one_answer() {
    let bench = Bench::new([until("shared", 3600)]);
    std::thread::scope(|scope| {
        let calls: Vec<_> = (0..8)
            .map(|_| scope.spawn(|| block_on(bench.cache.provide())))
            .collect();
        for call in calls {
            assert_eq!(call.join().unwrap().unwrap().access_key_id(), "shared");
        }
    });
    assert_eq!(bench.asked(), 1);
}

/// Polls again and again: [`Script`] wakes nobody.
fn block_on<F: Future + Unpin>(mut future: F) -> F::Output {
    loop {
        if let Poll::Ready(output) = Pin::new(&mut future).poll(&mut Context::from_waker(Waker::noop())) {
            return output;
        }
        std::thread::yield_now();
    }
}
