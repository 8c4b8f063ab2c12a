//! Credentials kept until shortly before they expire, fetched once for all who wait; knows no source and no executor.

use std::fmt;
use std::future::poll_fn;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, SystemTime};

use super::{Credentials, CredentialsError, CredentialsFuture, ProvideCredentials};

/// How long before they expire credentials are fetched anew.
const WINDOW: Duration = Duration::from_secs(5 * 60);

/// How long credentials that still work are used after an attempt to replace them.
const PAUSE: Duration = Duration::from_secs(60);

/// Keeps the credentials of a source until five minutes before they expire.
///
/// However many calls need new credentials, the source is asked once, and the calls share its answer. While the old
/// ones still work, only one call waits for it, and a failure of the source is no failure of a call.
pub struct CachedCredentials<P> {
    source: P,
    clock: Box<dyn Fn() -> SystemTime + Send + Sync>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    current: Option<Credentials>,
    /// Until then the current ones are used although they expire soon.
    pause_until: Option<SystemTime>,
    /// Why the last attempt failed.
    failure: Option<CredentialsError>,
    /// How many attempts have ended.
    attempts: u64,
    running: bool,
    waiting: Vec<Waker>,
}

impl<P: ProvideCredentials> CachedCredentials<P> {
    /// Keeps what `source` provides, by this clock.
    #[must_use]
    pub fn new(source: P, clock: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        Self {
            source,
            clock: Box::new(clock),
            state: Mutex::default(),
        }
    }

    async fn get(&self) -> Result<Credentials, CredentialsError> {
        let seen = self.state().attempts;
        if let Some(answer) = poll_fn(|context| self.poll_answer(context, seen)).await {
            return answer;
        }
        let leader = Leader { cache: self };
        let answer = self.source.provide().await;
        leader.finish(answer)
    }

    /// What is known without asking the source; nothing if it is for this call to ask.
    fn poll_answer(&self, context: &Context<'_>, seen: u64) -> Poll<Option<Result<Credentials, CredentialsError>>> {
        let now = (self.clock)();
        let mut state = self.state();
        match state.usable(now) {
            Some(current) if state.running || state.is_fresh(current, now) => {
                return Poll::Ready(Some(Ok(current.clone())));
            }
            _ => {}
        }
        if let (true, Some(failure)) = (state.attempts != seen, &state.failure) {
            return Poll::Ready(Some(Err(failure.clone())));
        }
        if !state.running {
            state.running = true;
            return Poll::Ready(None);
        }
        if !state.waiting.iter().any(|waker| waker.will_wake(context.waker())) {
            state.waiting.push(context.waker().clone());
        }
        Poll::Pending
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing that can panic runs between two changes that belong together.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn usable(&self, now: SystemTime) -> Option<&Credentials> {
        self.current
            .as_ref()
            .filter(|current| !expires_within(current, now, Duration::ZERO))
    }

    fn is_fresh(&self, current: &Credentials, now: SystemTime) -> bool {
        !expires_within(current, now, WINDOW) || self.pause_until.is_some_and(|until| now < until)
    }
}

fn expires_within(credentials: &Credentials, now: SystemTime, duration: Duration) -> bool {
    let Some(expires_at) = credentials.expires_at() else {
        return false;
    };
    // A time that cannot be represented is after every expiry.
    now.checked_add(duration).is_none_or(|then| expires_at <= then)
}

/// The one call that asks the source. When it is dropped half-way, the next one that waits takes its place.
struct Leader<'a, P: ProvideCredentials> {
    cache: &'a CachedCredentials<P>,
}

impl<P: ProvideCredentials> Leader<'_, P> {
    fn finish(self, answer: Result<Credentials, CredentialsError>) -> Result<Credentials, CredentialsError> {
        let now = (self.cache.clock)();
        let mut state = self.cache.state();
        state.attempts = state.attempts.wrapping_add(1);
        state.pause_until = now.checked_add(PAUSE);
        let answer = answer.and_then(|credentials| match expires_within(&credentials, now, Duration::ZERO) {
            false => Ok(credentials),
            true => Err(CredentialsError::failed(
                "the credentials from the provider have expired already",
            )),
        });
        match answer {
            Ok(credentials) => {
                state.current = Some(credentials.clone());
                state.failure = None;
                Ok(credentials)
            }
            Err(error) => {
                state.failure = Some(error.clone());
                state.usable(now).cloned().ok_or(error)
            }
        }
    }
}

impl<P: ProvideCredentials> Drop for Leader<'_, P> {
    fn drop(&mut self) {
        let waiting = {
            let mut state = self.cache.state();
            state.running = false;
            std::mem::take(&mut state.waiting)
        };
        waiting.into_iter().for_each(Waker::wake);
    }
}

impl<P: ProvideCredentials> ProvideCredentials for CachedCredentials<P> {
    fn provide(&self) -> CredentialsFuture<'_> {
        Box::pin(self.get())
    }
}

impl<P: fmt::Debug> fmt::Debug for CachedCredentials<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CachedCredentials")
            .field("source", &self.source)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
