//! Logins, and a key in the query: the second service of the model.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::json;
use sha2::{Digest, Sha256};
use tinsmith::config::ConfigBuilder;
use tinsmith::{Error, ErrorKind};
use tinsmith_tests::server::{Answer, Request, Server, response};
use tinsmith_tests::stations::Client;
use tinsmith_tests::stations::errors::ListStationsError;
use tinsmith_tests::stations::types::{CalibrateStationInput, ListStationsInput, Position};

use crate::{config, json, request, server};

const USER: &str = "maintainer";
const PASSWORD: &str = "password-of-the-tests";

fn client(server: &Server, change: fn(ConfigBuilder) -> ConfigBuilder) -> Client {
    Client::new(change(config(server)).build())
}

fn stations() -> Answer {
    let station = json!({"stationId": "s-1", "position": {"latitude": 47.05, "longitude": 12.96}});
    json(200, &json!({ "stations": [station] }))
}

#[tokio::test]
async fn a_key_goes_into_the_query() {
    let server = server([stations()]);
    let client = client(&server, |config| config.api_key("key&of=the tests"));
    let input = ListStationsInput::builder().page_size(9).build();
    let output = client.list_stations(input).await.expect("an answer");
    // The service calls the coordinates of the weather another name.
    let Position {
        latitude, longitude, ..
    } = output.stations[0].position;
    assert_eq!((latitude, longitude), (47.05, 12.96));
    let request = request(&server);
    assert_eq!(request.target, "/stations?pageSize=9&api_key=key%26of%3Dthe%20tests");
    assert_eq!(request.header("authorization"), None);
}

#[tokio::test]
async fn nothing_that_is_set_is_said_with_all_that_could_be() {
    let server = server([]);
    let call = client(&server, |config| config).list_stations(ListStationsInput::default());
    let error = Error::from(call.await.expect_err("no identity"));
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert_eq!(
        error.to_string(),
        "ListStations: no login is set, and no API key is set: use `.login(…)` or `.api_key(…)` of `Config::builder()`"
    );
}

/// The parameters of a digest, without their quotation marks.
fn parameters(header: &str) -> BTreeMap<&str, &str> {
    let list = header.strip_prefix("Digest ").expect("a digest");
    let parameters = list
        .split(", ")
        .map(|parameter| parameter.split_once('=').expect("a parameter"));
    parameters
        .map(|(name, value)| (name, value.trim_matches('"')))
        .collect()
}

fn sha256(text: &str) -> String {
    let hash = Sha256::digest(text);
    hash.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a string takes all that is written");
        text
    })
}

/// Whether a server that knows the password believes the request (RFC 7616, section 3.4).
#[track_caller]
fn check_digest(request: &Request, count: &str) {
    let given = parameters(request.header("authorization").expect("signed"));
    assert_eq!(
        (given["username"], given["realm"], given["nonce"]),
        (USER, "stations", "n-1")
    );
    assert_eq!(
        (given["uri"], given["nc"], given["qop"]),
        (request.target.as_str(), count, "auth")
    );
    let who = sha256(&format!("{USER}:stations:{PASSWORD}"));
    let what = sha256(&format!("{}:{}", request.method, request.target));
    let response = sha256(&format!("{who}:n-1:{count}:{}:auth:{what}", given["cnonce"]));
    assert_eq!(given["response"], response);
}

#[tokio::test]
async fn a_digest_answers_the_service_and_keeps_the_password() {
    let challenge = r#"Digest realm="stations", nonce="n-1", algorithm=SHA-256, qop="auth", Basic realm="stations""#;
    let server = server([
        Answer::bytes(response(401, &[("WWW-Authenticate", challenge)], b"{}")),
        json(200, &json!({"previous": 0.25})),
        stations(),
    ]);
    let client = client(&server, |config| config.login(USER, PASSWORD).api_key("unused"));
    let input = CalibrateStationInput::builder().station_id("s 1").offset(-0.5).build();
    let output = client.calibrate_station(input).await.expect("an answer");
    assert_eq!(output.previous, Some(0.25));
    client
        .list_stations(ListStationsInput::default())
        .await
        .expect("an answer");

    let requests: Vec<_> = server.received().into_iter().map(|received| received.request).collect();
    let [first, second, third] = &requests[..] else {
        panic!("{requests:?}");
    };
    assert_eq!((first.header("authorization"), &first.body), (None, &second.body));
    assert_eq!(second.target, "/stations/s%201/calibration");
    check_digest(second, "00000001");
    check_digest(third, "00000002");
    assert!(!format!("{requests:?} {client:?}").contains(PASSWORD));
}

#[tokio::test]
async fn an_error_of_the_server_is_typed() {
    let document = json!({"__type": "StationsClosed", "message": "come back tomorrow"});
    let server = server([json(503, &document)]);
    let call = client(&server, |config| config.api_key("k")).list_stations(ListStationsInput::default());
    match call.await {
        Err(ListStationsError::StationsClosed(error)) => {
            assert_eq!(error.message.as_deref(), Some("come back tomorrow"));
        }
        other => panic!("{other:?}"),
    }
}
