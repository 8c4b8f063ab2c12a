//! Bodies on their way, and the watch over their progress.

use std::io;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use hyper::body::{Body as _, Frame, Incoming, SizeHint};
use tokio::time::{Instant, Sleep, sleep_until};

use super::pool::Lease;
use crate::transport::{TransportError, TransportErrorKind};
use crate::types::{Body, ChunkStream};

/// When the last bytes of a request body were handed over.
pub(super) struct Progress(Mutex<Instant>);

impl Progress {
    fn now(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
    }

    fn last(&self) -> Instant {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Ends the wait for a response when nothing moves.
pub(super) struct Watchdog {
    limit: Option<Duration>,
    progress: Arc<Progress>,
}

impl Watchdog {
    pub(super) fn new(limit: Option<Duration>) -> Self {
        Self {
            limit,
            progress: Arc::new(Progress(Mutex::new(Instant::now()))),
        }
    }

    pub(super) fn progress(&self) -> Arc<Progress> {
        self.progress.clone()
    }

    pub(super) fn limit(&self) -> Option<Duration> {
        self.limit
    }

    /// Waits for `work` as long as the request body moves, and for the limit after that.
    pub(super) async fn guard<T>(&mut self, work: impl Future<Output = T>) -> Result<T, TransportError> {
        let Some(limit) = self.limit else {
            return Ok(work.await);
        };
        self.progress.now();
        let mut work = pin!(work);
        let mut alarm = pin!(sleep_until(Instant::now() + limit));
        std::future::poll_fn(|cx| {
            if let Poll::Ready(done) = work.as_mut().poll(cx) {
                return Poll::Ready(Ok(done));
            }
            while alarm.as_mut().poll(cx).is_ready() {
                let deadline = self.progress.last() + limit;
                if deadline <= Instant::now() {
                    return Poll::Ready(Err(TransportError::new(
                        TransportErrorKind::ReadTimeout,
                        silence(limit),
                    )));
                }
                alarm.as_mut().reset(deadline);
            }
            Poll::Pending
        })
        .await
    }
}

fn silence(limit: Duration) -> String {
    format!("nothing was sent or received for {limit:?}")
}

/// The body of a request, for hyper.
pub(super) struct RequestBody {
    body: Body,
    progress: Arc<Progress>,
}

impl RequestBody {
    pub(super) fn new(body: Body, progress: Arc<Progress>) -> Self {
        Self { body, progress }
    }
}

impl hyper::body::Body for RequestBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let chunk = ready!(self.body.poll_chunk(cx));
        self.progress.now();
        Poll::Ready(chunk.map(|chunk| chunk.map(Frame::data)))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.len().map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

/// The body of a response, which gives its connection back at the end.
pub(super) struct ResponseBody {
    incoming: Incoming,
    lease: Option<Lease>,
    limit: Option<Duration>,
    alarm: Option<Pin<Box<Sleep>>>,
}

impl ResponseBody {
    /// The body, or nothing if it is empty: then the connection is free at once.
    pub(super) fn new(incoming: Incoming, lease: Lease, limit: Option<Duration>) -> Option<Self> {
        if incoming.is_end_stream() {
            lease.give_back();
            return None;
        }
        Some(Self {
            incoming,
            lease: Some(lease),
            limit,
            alarm: None,
        })
    }

    fn give_back(&mut self) {
        if let Some(lease) = self.lease.take() {
            lease.give_back();
        }
    }

    /// Starts to count at the first wait for a piece, so that a slow reader is not taken for a silent service.
    fn poll_alarm(&mut self, cx: &mut Context<'_>) -> Poll<io::Error> {
        let Some(limit) = self.limit else { return Poll::Pending };
        let alarm = self
            .alarm
            .get_or_insert_with(|| Box::pin(sleep_until(Instant::now() + limit)));
        ready!(alarm.as_mut().poll(cx));
        self.lease = None;
        Poll::Ready(io::Error::new(io::ErrorKind::TimedOut, silence(limit)))
    }
}

impl ChunkStream for ResponseBody {
    fn poll_chunk(&mut self, cx: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        loop {
            let Poll::Ready(frame) = Pin::new(&mut self.incoming).poll_frame(cx) else {
                return self.poll_alarm(cx).map(|error| Some(Err(error)));
            };
            self.alarm = None;
            let data = match frame {
                None => {
                    self.give_back();
                    return Poll::Ready(None);
                }
                Some(Err(error)) => {
                    self.lease = None;
                    return Poll::Ready(Some(Err(broken(&error))));
                }
                Some(Ok(frame)) => frame.into_data(),
            };
            if self.incoming.is_end_stream() {
                self.give_back();
            }
            // What is not data are trailers, which no protocol here uses.
            if let Ok(data) = data {
                return Poll::Ready(Some(Ok(data)));
            }
        }
    }

    fn remaining(&self) -> Option<u64> {
        self.incoming.size_hint().exact()
    }
}

fn broken(error: &hyper::Error) -> io::Error {
    let source = std::error::Error::source(error);
    // hyper's decoder of chunks reports what it cannot read as an error of the input.
    let unreadable = source
        .and_then(|source| source.downcast_ref::<io::Error>())
        .is_some_and(|source| matches!(source.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData));
    let (kind, mut message) = if unreadable || error.is_parse() {
        (
            io::ErrorKind::InvalidData,
            "the body is not framed as HTTP asks".to_owned(),
        )
    } else {
        let message = "the connection broke before the body was complete".to_owned();
        (io::ErrorKind::UnexpectedEof, message)
    };
    let mut source = source;
    while let Some(reason) = source {
        message = format!("{message}: {reason}");
        source = reason.source();
    }
    io::Error::new(kind, message)
}
