//! The doors to the world outside: randomness and waiting. Tests put their own behind them.

use std::future::poll_fn;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};
use std::time::Duration;

use ring::rand::{SecureRandom, SystemRandom};

use crate::error::{Error, ErrorKind};
use crate::transport::BoxFuture;

/// Where the randomness of idempotency tokens comes from.
pub trait Randomness: Send + Sync + 'static {
    /// Fills the bytes, each with any value.
    ///
    /// # Errors
    ///
    /// When there is no randomness to be had.
    fn fill(&self, bytes: &mut [u8]) -> io::Result<()>;
}

impl<F: Fn(&mut [u8]) + Send + Sync + 'static> Randomness for F {
    fn fill(&self, bytes: &mut [u8]) -> io::Result<()> {
        self(bytes);
        Ok(())
    }
}

/// Waiting. The default one is tokio's, and outside of tokio a thread per wait.
pub trait Timer: Send + Sync + 'static {
    /// A future that is ready after this time.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;
}

impl<F: Fn(Duration) -> BoxFuture<'static, ()> + Send + Sync + 'static> Timer for F {
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self(duration)
    }
}

struct System(SystemRandom);

impl Randomness for System {
    fn fill(&self, bytes: &mut [u8]) -> io::Result<()> {
        self.0
            .fill(bytes)
            .map_err(|_| io::Error::other("the operating system gives none"))
    }
}

pub(super) fn randomness() -> Arc<dyn Randomness> {
    Arc::new(System(SystemRandom::new()))
}

pub(super) fn timer() -> Arc<dyn Timer> {
    Arc::new(sleep)
}

fn sleep(duration: Duration) -> BoxFuture<'static, ()> {
    #[cfg(feature = "default-transport")]
    if tokio::runtime::Handle::try_current().is_ok() {
        return Box::pin(tokio::time::sleep(duration));
    }
    Box::pin(thread_sleep(duration))
}

/// Waits on a thread of its own, where there is no tokio that could do it for less.
async fn thread_sleep(duration: Duration) {
    /// Whether the time is over, and whom to tell.
    type Shared = Mutex<(bool, Option<Waker>)>;
    fn lock(shared: &Shared) -> MutexGuard<'_, (bool, Option<Waker>)> {
        shared.lock().unwrap_or_else(PoisonError::into_inner)
    }

    let shared = Arc::new(Shared::default());
    let alarm = shared.clone();
    std::thread::spawn(move || {
        std::thread::sleep(duration);
        let mut state = lock(&alarm);
        state.0 = true;
        if let Some(waker) = state.1.take() {
            waker.wake();
        }
    });
    poll_fn(|cx| {
        let mut state = lock(&shared);
        if state.0 {
            return Poll::Ready(());
        }
        state.1 = Some(cx.waker().clone());
        Poll::Pending
    })
    .await;
}

/// A random UUID, version 4, in its usual form.
pub(crate) fn uuid(randomness: &dyn Randomness) -> Result<String, Error> {
    let mut bytes = [0; 16];
    randomness
        .fill(&mut bytes)
        .map_err(|error| Error::new(ErrorKind::Config, format!("no random numbers: {error}")))?;
    let value = u128::from_be_bytes(bytes);
    // RFC 9562, section 5.4: version and variant have fixed bits.
    let value = value & !(0xf << 76) | 0x4 << 76;
    let value = value & !(0x3 << 62) | 0x2 << 62;
    Ok(format!(
        "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        value >> 96,
        value >> 80 & 0xffff,
        value >> 64 & 0xffff,
        value >> 48 & 0xffff,
        value & 0xffff_ffff_ffff
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uuids_have_version_and_variant() {
        for (byte, expected) in [
            (0, "00000000-0000-4000-8000-000000000000"),
            (0xff, "ffffffff-ffff-4fff-bfff-ffffffffffff"),
        ] {
            let fixed = move |bytes: &mut [u8]| bytes.fill(byte);
            assert_eq!(uuid(&fixed).expect("fixed"), expected);
        }
    }

    #[test]
    fn without_randomness_there_is_no_uuid() {
        struct Closed;

        impl Randomness for Closed {
            fn fill(&self, _: &mut [u8]) -> io::Result<()> {
                Err(io::Error::other("the vault is closed"))
            }
        }

        let error = uuid(&Closed).expect_err("closed");
        assert_eq!(error.kind(), ErrorKind::Config);
        assert_eq!(error.to_string(), "no random numbers: the vault is closed");
    }

    #[test]
    fn uuids_differ() {
        let randomness = randomness();
        assert_ne!(uuid(&*randomness).expect("random"), uuid(&*randomness).expect("random"));
    }

    #[test]
    fn waits_without_a_runtime() {
        let mut wait = timer().sleep(Duration::from_millis(20));
        let (started, mut polls) = (std::time::Instant::now(), 0);
        let mut cx = std::task::Context::from_waker(Waker::noop());
        while wait.as_mut().poll(&mut cx).is_pending() {
            polls += 1;
            std::thread::sleep(Duration::from_millis(1));
        }
        assert!(polls > 0);
        assert!(started.elapsed() >= Duration::from_millis(20));
    }
}
