//! One call of a generated client over a transport that answers as the case says.

use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use tinsmith::credentials::Credentials;
use tinsmith::error::Metadata;
use tinsmith::http::Response;
use tinsmith::operation::Operation;
use tinsmith::shape::{Get, Ref, Reflect};
use tinsmith::testing::Replay;
use tinsmith::{Call, Config};

use crate::Outcome;
use crate::value::show;

/// Where requests go unless the case says otherwise.
const ENDPOINT: &str = "https://example.com";

/// The transport of a case, and the configuration that leads there.
#[derive(Debug)]
pub struct Setup {
    replay: Replay,
    /// The configuration of the client.
    pub config: Config,
}

impl Setup {
    /// The transport gives this answer to every request.
    #[must_use]
    pub fn new(endpoint: Option<&str>, answer: Response) -> Self {
        let replay = Replay::always(answer);
        let config = Config::builder()
            .region("us-east-1")
            .endpoint_url(endpoint.unwrap_or(ENDPOINT))
            .credentials(Credentials::new(
                "AKIDEXAMPLE",
                "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
            ))
            .api_key("a key")
            .clock(|| SystemTime::UNIX_EPOCH + Duration::from_secs(1_440_938_160))
            // The idempotency token of all suites is made of zeros: 00000000-0000-4000-8000-000000000000.
            .randomness(|bytes: &mut [u8]| bytes.fill(0))
            .transport(replay.clone())
            .build();
        Self { replay, config }
    }
}

/// What a failed call ended with.
#[derive(Debug)]
pub struct Failure(Value);

impl Failure {
    /// A variant of the operation's error enum, by the name of its shape in the model.
    #[must_use]
    pub fn modeled(shape: &str, meta: &Metadata, members: &dyn Reflect) -> Self {
        Self::new(Some(shape), meta, show(Ref::Structure(members)))
    }

    /// The variant for everything that the model does not list.
    #[must_use]
    pub fn other(meta: &Metadata) -> Self {
        Self::new(None, meta, Value::Null)
    }

    fn new(shape: Option<&str>, meta: &Metadata, members: Value) -> Self {
        Self(json!({
            "shape": shape,
            "members": members,
            "code": meta.code(),
            "message": meta.message(),
            "status": meta.status(),
            "request_id": meta.request_id(),
            "text": meta.to_string(),
        }))
    }
}

/// Makes the call and gives the request that the transport was handed.
pub fn request<O: Operation>(setup: &Setup, call: Call<O>) -> Outcome {
    let ended = block_on(call);
    let requests = setup.replay.requests();
    let Some(request) = requests.first() else {
        let reason = match ended {
            Some(Err(error)) => format!("nothing was sent: {error}"),
            Some(Ok(_)) => "nothing was sent".to_owned(),
            None => NEVER_READY.to_owned(),
        };
        return json!({ "failed": reason });
    };
    let headers: Vec<_> = request.headers.iter().collect();
    json!({ "request": {
        "method": request.method,
        "origin": request.origin,
        "target": request.target,
        "headers": headers,
        "body": STANDARD.encode(request.body.as_bytes().unwrap_or_default()),
    }})
}

/// Makes the call and gives what its future gives.
pub fn response<O: Operation>(call: Call<O>, failure: impl FnOnce(O::Error) -> Failure) -> Outcome {
    match block_on(call) {
        Some(Ok(output)) => json!({ "output": show(output.get()) }),
        Some(Err(error)) => json!({ "error": failure(error).0 }),
        None => json!({ "failed": NEVER_READY }),
    }
}

const NEVER_READY: &str = "the call waits, although its answer is there";

/// Every door to the world is a canned one here, so nothing is worth waiting for; a few polls allow for tasks that yield.
fn block_on<T>(future: impl Future<Output = T>) -> Option<T> {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    (0..1000).find_map(|_| match future.as_mut().poll(&mut context) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    })
}
