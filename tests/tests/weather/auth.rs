//! Tokens and keys: which of them is sent, and what is said where there is none.

use serde_json::json;
use tinsmith::config::ConfigBuilder;
use tinsmith::credentials::Token;
use tinsmith::{Error, ErrorKind};
use tinsmith_tests::server::Request;
use tinsmith_tests::weather::Client;
use tinsmith_tests::weather::types::{
    GetCityInput, GetCurrentTimeInput, GetServiceStatusInput, RecordObservationInput, Sky,
};

use crate::{config, json, request, server};

/// A change of the configuration.
type Change = fn(ConfigBuilder) -> ConfigBuilder;

fn nothing(config: ConfigBuilder) -> ConfigBuilder {
    config
}

fn key(config: ConfigBuilder) -> ConfigBuilder {
    config.api_key("key-of-the-tests")
}

fn token(config: ConfigBuilder) -> ConfigBuilder {
    config.bearer_token(Token::new("token-of-the-tests"))
}

/// The token and the key of a request.
fn proofs(request: &Request) -> (Option<&str>, Option<&str>) {
    (request.header("authorization"), request.header("x-api-key"))
}

const TOKEN: Option<&str> = Some("Bearer token-of-the-tests");
const KEY: Option<&str> = Some("key-of-the-tests");

#[tokio::test]
async fn the_first_identity_of_the_model_is_sent_alone() {
    let changes: [(Change, _); 3] = [
        (token, (TOKEN, None)),
        (key, (None, KEY)),
        (|config| key(token(config)), (TOKEN, None)),
    ];
    for (change, expected) in changes {
        let city = json!({"name": "Wien", "coordinates": {"latitude": 48.2, "longitude": 16.4}});
        let server = server([json(200, &city)]);
        let client = Client::new(change(config(&server)).build());
        let call = client.get_city(GetCityInput::builder().city_id("vienna").build());
        assert_eq!(call.await.expect("an answer").name, "Wien");
        assert_eq!(proofs(&request(&server)), expected);
    }
}

#[tokio::test]
async fn where_identities_are_optional_nobody_may_ask() {
    let changes: [(Change, _); 3] = [(nothing, (None, None)), (key, (None, KEY)), (token, (TOKEN, None))];
    for (change, expected) in changes {
        let server = server([json(
            200,
            &json!({"time": "2026-11-21T12:00:00Z", "expires": 1_800_000_000}),
        )]);
        let client = Client::new(change(config(&server)).build());
        let output = client.get_current_time(GetCurrentTimeInput::default()).await;
        let output = output.expect("an answer");
        assert_eq!(output.time.to_string(), "2026-11-21T12:00:00Z");
        assert_eq!(output.expires.map(|time| time.secs()), Some(1_800_000_000));
        assert_eq!(proofs(&request(&server)), expected);
    }
}

#[tokio::test]
async fn where_no_identity_is_wanted_none_is_sent() {
    let server = server([json(203, &json!({"healthy": true}))]);
    let client = Client::new(key(token(config(&server))).build());
    let output = client.get_service_status(GetServiceStatusInput::default()).await;
    let output = output.expect("an answer");
    assert_eq!((output.healthy, output.http_status), (true, Some(203)));
    assert_eq!(proofs(&request(&server)), (None, None));
}

/// The error of a call that sends nothing.
async fn refused<O: tinsmith::Operation>(change: Change, call: impl FnOnce(&Client) -> tinsmith::Call<O>) -> Error
where
    O::Error: Into<Error>,
    O::Output: std::fmt::Debug,
{
    let server = server([]);
    let client = Client::new(change(config(&server)).build());
    let error = call(&client).await.expect_err("no identity").into();
    assert!(server.received().is_empty());
    error
}

#[tokio::test]
async fn what_is_missing_is_said_before_anything_is_sent() {
    let error = refused(nothing, |client| {
        client.get_city(GetCityInput::builder().city_id("vienna").build())
    });
    let error = error.await;
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert_eq!(
        error.to_string(),
        "GetCity: no bearer token is set, and no API key is set: use `.bearer_token(…)` or `.api_key(…)` of `Config::builder()`"
    );
    // A key is something, but not what this operation takes.
    let observation = RecordObservationInput::builder().city_id("vienna").sky(Sky::Clouds(8));
    let error = refused(key, |client| client.record_observation(observation.build())).await;
    assert_eq!(
        error.to_string(),
        "RecordObservation: no bearer token is set: use `.bearer_token(…)` of `Config::builder()`"
    );
}

#[tokio::test]
async fn a_token_that_is_refused_shows_in_no_error() {
    let server = server([json(401, &json!({"message": "who are you?"}))]);
    let client = Client::new(token(config(&server)).build());
    let call = client.get_city(GetCityInput::builder().city_id("vienna").build());
    let error = Error::from(call.await.expect_err("refused"));
    assert_eq!((error.kind(), error.status()), (ErrorKind::Service, Some(401)));
    let text = format!("{error} {error:?} {client:?}");
    assert!(
        text.contains("who are you?") && !text.contains("of-the-tests"),
        "{text}"
    );
}
