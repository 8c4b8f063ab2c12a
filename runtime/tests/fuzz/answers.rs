//! Whole calls, whose answers are mostly errors: their heads, their bodies, and what a program is told of them.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tinsmith::client::Core;
use tinsmith::credentials::Credentials;
use tinsmith::operation::{AuthScheme, Service};
use tinsmith::protocol::{AWS_JSON_1_1, AWS_QUERY, Protocol, REST_JSON_1, REST_XML, RPC_V2_CBOR};
use tinsmith::testing::Replay;
use tinsmith::types::Timestamp;
use tinsmith::{Config, errors, operation, structure};
use tokio::runtime::{Builder, Runtime};

use crate::headers::message;
use crate::outcome::accepted;

const PROTOCOLS: &[&dyn Protocol] = &[REST_JSON_1, AWS_JSON_1_1, RPC_V2_CBOR, REST_XML, AWS_QUERY];

const SERVICE: &Service = &Service {
    id: "Things",
    version: "2026-01-01",
    endpoint_prefix: "things",
    signing_name: "things",
    target_prefix: "Things",
    query_compatible: true,
    protocols: PROTOCOLS,
    auth: &[AuthScheme::SigV4],
    ..Service::NEW
};

operation! {
    pub enum GetThing: POST "/things" (GetThingRequest) -> GetThingResponse, GetThingError, result_wrapper("GetThingResult");
}

structure! {
    #[derive(Default)]
    pub struct GetThingRequest: input {
        pub name: Option<String> = "Name";
    }
}

structure! {
    pub struct GetThingResponse: output {
        pub name: Option<String> = "Name";
        pub count: i32 = "Count" required;
    }
}

errors! {
    pub enum GetThingError {
        Taken(Taken) = "Taken";
        Slow(Slow) = "Slow" | "SlowDown";
    }
}

structure! {
    pub struct Taken: output, client_error(409) {
        pub by: Option<String> = "By";
        pub since: Option<Timestamp> = "Since" header("X-Since");
        pub message: Option<String> = "message";
    }
}

structure! {
    pub struct Slow: output, server_error(503), throttling {
        pub seconds: Option<i32> = "Seconds";
    }
}

thread_local! {
    static RUNTIME: Runtime = Builder::new_current_thread().enable_time().build().expect("a runtime without threads");
}

/// Gives a client the message as an answer, in each protocol.
pub(crate) fn read(input: &[u8]) -> Vec<String> {
    let (response, body) = message(input);
    let response = response.with_body(body.to_vec());
    let outcomes = PROTOCOLS.iter().map(|protocol| {
        let config = Config::builder()
            .region("eu-west-1")
            .endpoint_url("https://things.example.com")
            .credentials(Credentials::new("AKIDEXAMPLE", "SECRET"))
            .protocol(*protocol)
            .clock(clock)
            .transport(Replay::new([response.clone()]));
        let call = Core::new(SERVICE, config.build()).call::<GetThing>(GetThingRequest::default());
        match RUNTIME.with(|runtime| runtime.block_on(call)) {
            Ok(output) => accepted(&output),
            Err(error) => failed(&error),
        }
    });
    outcomes.flatten().collect()
}

fn clock() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_767_323_045)
}

/// An error is one line, and can be shown in full.
fn failed(error: &GetThingError) -> Vec<String> {
    let text = error.to_string();
    assert!(!text.contains(char::is_control), "{text:?} is not one line");
    assert!(text.starts_with("GetThing"), "{text} names no operation");
    assert!(!format!("{error:?}").is_empty());
    let mut outcome = match error {
        GetThingError::Taken(taken) => accepted(&***taken),
        GetThingError::Slow(slow) => accepted(&***slow),
        GetThingError::Other(other) => vec![format!("{:?}", other.kind())],
    };
    let meta = error.meta();
    outcome.extend(meta.code().map(|_| "code".to_owned()));
    outcome.extend(meta.message().map(|_| "message".to_owned()));
    outcome.extend(meta.request_id().map(|_| "request id".to_owned()));
    outcome
}
