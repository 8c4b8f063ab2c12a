//! A call of an operation: a future that has its request ready, and sends it when it is polled.

mod answer;
mod attempt;
mod customizations;
mod digest;
mod prepare;
mod scheme;
mod sign;

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use self::answer::Answer;
pub(crate) use self::prepare::Start;
use crate::error::Error;
use crate::operation::{Operation, OperationError};
use crate::shape::Described;
use crate::transport::BoxFuture;

/// A call of an operation, to be awaited.
///
/// The input is encoded already. Nothing is sent before the first poll, and dropping the call gives it up.
///
/// ```
/// # use std::time::Duration;
/// # use tinsmith::{Call, Operation};
/// # async fn example<O: Operation>(call: Call<O>) -> Result<O::Output, O::Error> {
/// call.timeout(Duration::from_secs(3)).await
/// # }
/// ```
#[must_use = "a call sends nothing until it is awaited"]
pub struct Call<O> {
    state: State,
    operation: PhantomData<fn() -> O>,
}

enum State {
    Start(Start),
    Running(BoxFuture<'static, Result<Answer, Error>>),
    /// Between the two states above.
    Moving,
}

impl<O> Call<O> {
    #[inline]
    pub(crate) fn new(start: Start) -> Self {
        Self {
            state: State::Start(start),
            operation: PhantomData,
        }
    }

    /// Limits how long the call may take, in place of the configuration's limit.
    #[inline]
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.state.change(|start| start.timeout = Some(limit));
        self
    }

    /// Sets a header of the request, which is then signed like the others.
    ///
    /// `Host`, `Content-Length` and the headers of the signature are set afterwards.
    #[inline]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let (name, value) = (name.into(), value.into());
        self.state.change(|start| start.set_header(name, value));
        self
    }
}

impl State {
    fn change(&mut self, change: impl FnOnce(&mut Start)) {
        if let Self::Start(start) = self {
            change(start);
        }
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Result<Answer, Error>> {
        if matches!(self, Self::Start(_))
            && let Self::Start(start) = std::mem::replace(self, Self::Moving)
        {
            *self = Self::Running(Box::pin(attempt::drive(start)));
        }
        match self {
            Self::Running(running) => running.as_mut().poll(cx),
            Self::Start(_) | Self::Moving => unreachable!("the state was set to running above"),
        }
    }
}

impl<O: Operation> Future for Call<O> {
    type Output = Result<O::Output, O::Error>;

    #[inline]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        Poll::Ready(match ready!(self.state.poll(cx)) {
            Ok(answer) if answer.is_success() => {
                let mut output = O::Output::blank();
                match answer.read(&mut output) {
                    Ok(()) => Ok(output),
                    Err(error) => Err(error.into()),
                }
            }
            Ok(answer) => Err(O::Error::from_failure(answer.failure())),
            Err(error) => Err(error.into()),
        })
    }
}

impl<O: Operation> fmt::Debug for Call<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("operation", &O::OPERATION.name)
            .finish_non_exhaustive()
    }
}
