//! For tests of programs that call services: a transport that answers as it is told, and remembers what was sent.
//!
//! ```
//! use tinsmith::Config;
//! use tinsmith::http::Response;
//! use tinsmith::testing::Replay;
//!
//! let replay = Replay::new([Response::new(200).with_body(r#"{"FailedList":[]}"#)]);
//! let config = Config::builder()
//!     .region("eu-west-1")
//!     .transport(replay.clone())
//!     .build();
//! // … make a client with this configuration, call an operation, then look at what was sent:
//! for request in replay.requests() {
//!     assert_eq!(request.method, "POST");
//! }
//! ```

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::http::{Request, Response};
use crate::transport::{BoxFuture, Timeouts, Transport, TransportError, TransportErrorKind};
use crate::types::Body;

/// A transport that gives prepared answers, one per request, and keeps the requests.
///
/// A copy shares answers and requests.
#[derive(Clone, Default)]
pub struct Replay(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    answers: VecDeque<Answer>,
    /// Given when no other answer is left.
    always: Option<Response>,
    requests: Vec<Request>,
}

/// What a [`Replay`] does with a request.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Answer {
    /// Gives this response.
    Response(Response),
    /// Fails in this way.
    Error(TransportErrorKind),
    /// Never answers.
    Silence,
}

impl From<Response> for Answer {
    fn from(response: Response) -> Self {
        Self::Response(response)
    }
}

impl From<TransportErrorKind> for Answer {
    fn from(kind: TransportErrorKind) -> Self {
        Self::Error(kind)
    }
}

impl Replay {
    /// Gives these answers, in this order. One more request is an error.
    #[must_use]
    pub fn new(answers: impl IntoIterator<Item = impl Into<Answer>>) -> Self {
        let answers = answers.into_iter().map(Into::into).collect();
        Self::from_state(State {
            answers,
            ..State::default()
        })
    }

    /// Gives this response to every request.
    #[must_use]
    pub fn always(response: Response) -> Self {
        Self::from_state(State {
            always: Some(response),
            ..State::default()
        })
    }

    fn from_state(state: State) -> Self {
        Self(Arc::new(Mutex::new(state)))
    }

    /// The requests so far, in order, with their bodies as bytes.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        self.lock().requests.clone()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn answer(&self, mut request: Request) -> Result<Response, TransportError> {
        let body = std::mem::take(&mut request.body).bytes().await;
        request.body = body
            .map(Body::from)
            .map_err(|error| TransportError::new(TransportErrorKind::Request, error))?;
        let answer = {
            let mut state = self.lock();
            state.requests.push(request);
            let always = state.always.clone().map(Answer::Response);
            state.answers.pop_front().or(always)
        };
        match answer {
            Some(Answer::Response(response)) => Ok(response),
            Some(Answer::Error(kind)) => Err(TransportError::new(kind, "the test says so")),
            Some(Answer::Silence) => std::future::pending().await,
            None => Err(TransportError::new(
                TransportErrorKind::Request,
                "the test has no answer for this request",
            )),
        }
    }
}

impl Transport for Replay {
    fn send(&self, request: Request, _: Timeouts) -> BoxFuture<'_, Result<Response, TransportError>> {
        Box::pin(self.answer(request))
    }
}

impl fmt::Debug for Replay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.lock();
        f.debug_struct("Replay")
            .field("answers", &state.answers)
            .field("always", &state.always)
            .field("requests", &state.requests)
            .finish()
    }
}
