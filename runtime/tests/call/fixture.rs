//! A small service, written as generated code is, and the client that the tests call it with.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tinsmith::client::Core;
use tinsmith::config::ConfigBuilder;
use tinsmith::credentials::Credentials;
use tinsmith::operation::{AuthScheme, Service};
use tinsmith::protocol::{AWS_JSON_1_1, REST_JSON_1};
use tinsmith::testing::Replay;
use tinsmith::types::Body;
use tinsmith::{Config, errors, operation, structure};

pub(crate) const SERVICE: &Service = &Service {
    id: "Things",
    version: "2026-01-01",
    endpoint_prefix: "things",
    signing_name: "things",
    target_prefix: "Things_20260101",
    protocols: &[REST_JSON_1, AWS_JSON_1_1],
    auth: &[AuthScheme::SigV4],
    ..Service::AWS
};

operation! {
    pub enum PutThing: POST "/things/{Id}" (PutThingRequest) -> PutThingResponse, PutThingError;
}

structure! {
    #[derive(Default)]
    pub struct PutThingRequest: input {
        pub id: String = "Id" label;
        pub name: Option<String> = "Name";
        pub token: Option<String> = "Token" idempotency_token;
    }
}

structure! {
    pub struct PutThingResponse: output {
        pub name: Option<String> = "Name";
        pub count: i32 = "Count" required;
    }
}

errors! {
    pub enum PutThingError {
        Taken(Taken) = "Taken";
    }
}

structure! {
    pub struct Taken: output {
        pub by: Option<String> = "By";
        pub message: Option<String> = "message";
    }
}

errors! {
    pub enum NoError {}
}

operation! {
    pub enum Upload: PUT "/files/{Name}" (UploadRequest) -> UploadResponse, NoError;
}

operation! {
    pub enum UploadUnsigned: PUT "/unsigned/{Name}" (UploadRequest) -> UploadResponse, NoError, unsigned_payload;
}

structure! {
    #[derive(Default)]
    pub struct UploadRequest: input {
        pub name: String = "Name" label;
        pub content: Body = "Content" payload streaming;
    }
}

structure! {
    pub struct UploadResponse: output {}
}

operation! {
    pub enum UploadMeasured: PUT "/measured" (UploadMeasuredRequest) -> UploadResponse, NoError, unsigned_payload;
}

structure! {
    #[derive(Default)]
    pub struct UploadMeasuredRequest: input {
        pub content: Body = "Content" payload streaming requires_length;
    }
}

operation! {
    pub enum Download: GET "/files" (DownloadRequest) -> DownloadResponse, NoError;
}

structure! {
    #[derive(Default)]
    pub struct DownloadRequest: input {}
}

structure! {
    pub struct DownloadResponse: output {
        pub kind: Option<String> = "Kind" header("Content-Type");
        pub content: Body = "Content" payload streaming;
    }
}

pub(crate) const SECRET_KEY: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

/// 2026-01-02T03:04:05Z.
pub(crate) fn clock() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_767_323_045)
}

pub(crate) fn config(replay: &Replay) -> ConfigBuilder {
    Config::builder()
        .region("eu-west-1")
        .credentials(Credentials::new("AKIDEXAMPLE", SECRET_KEY))
        .clock(clock)
        .randomness(|bytes: &mut [u8]| bytes.fill(7))
        .transport(replay.clone())
}

pub(crate) fn core(replay: &Replay) -> Core {
    Core::new(SERVICE, config(replay).build())
}

pub(crate) fn put_thing() -> PutThingRequest {
    PutThingRequest {
        id: "a b".to_owned(),
        name: Some("N".to_owned()),
        ..PutThingRequest::default()
    }
}
