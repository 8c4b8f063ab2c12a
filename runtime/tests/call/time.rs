//! The time of a call, and giving it up.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tinsmith::client::Core;
use tinsmith::http::{Request, Response};
use tinsmith::testing::{Answer, Replay};
use tinsmith::transport::{BoxFuture, Timeouts, Transport, TransportError};
use tinsmith::{Error, ErrorKind};
use tokio::time::Instant;

use crate::fixture::{PutThing, SERVICE, config, core, put_thing};

fn tokio_sleep(duration: Duration) -> BoxFuture<'static, ()> {
    Box::pin(tokio::time::sleep(duration))
}

#[tokio::test(start_paused = true)]
async fn a_call_ends_when_its_time_is_over() {
    let replay = Replay::new([Answer::Silence, Answer::Silence]);
    let client = Core::new(
        SERVICE,
        config(&replay)
            .operation_timeout(Duration::from_secs(30))
            .timer(tokio_sleep)
            .build(),
    );
    // The limit of the call counts more than that of the configuration.
    let short = client.call::<PutThing>(put_thing()).timeout(Duration::from_secs(3));
    for (call, seconds) in [(client.call::<PutThing>(put_thing()), 30), (short, 3)] {
        let started = Instant::now();
        let error: Error = call.await.expect_err("no answer").into();
        assert_eq!(started.elapsed().as_secs(), seconds);
        assert_eq!(error.kind(), ErrorKind::Timeout);
        assert_eq!(
            error.to_string(),
            format!("PutThing: the call was not complete within {seconds}s")
        );
    }
}

#[tokio::test(start_paused = true)]
async fn without_a_limit_a_call_waits() {
    let replay = Replay::new([Answer::Silence]);
    let call = core(&replay).call::<PutThing>(put_thing());
    let waited = tokio::time::timeout(Duration::from_secs(100_000), call).await;
    assert!(waited.is_err(), "the call ended by itself: {waited:?}");
}

/// A transport that counts the requests that nobody waits for any more.
struct Counting(Arc<AtomicUsize>);

impl Transport for Counting {
    fn send(&self, _: Request, _: Timeouts) -> BoxFuture<'_, Result<Response, TransportError>> {
        struct GivenUp(Arc<AtomicUsize>);
        impl Drop for GivenUp {
            fn drop(&mut self) {
                self.0.fetch_add(1, Ordering::SeqCst);
            }
        }
        let guard = GivenUp(self.0.clone());
        Box::pin(async move {
            let _guard = guard;
            std::future::pending().await
        })
    }
}

#[tokio::test]
async fn dropping_a_call_gives_it_up() {
    let given_up = Arc::new(AtomicUsize::new(0));
    let config = config(&Replay::default()).transport(Counting(given_up.clone())).build();
    let mut call = Core::new(SERVICE, config).call::<PutThing>(put_thing());
    let polled = tokio::time::timeout(Duration::from_millis(1), &mut call).await;
    assert!(polled.is_err());
    assert_eq!(given_up.load(Ordering::SeqCst), 0);
    drop(call);
    assert_eq!(given_up.load(Ordering::SeqCst), 1);
}
