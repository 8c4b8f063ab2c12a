//! Documents in both protocols: unions, enums, lists with holes, and errors.

use serde_json::{Value, json};
use tinsmith::credentials::Token;
use tinsmith::protocol::RPC_V2_CBOR;
use tinsmith::types::Timestamp;
use tinsmith_tests::server::{Answer, Server, response};
use tinsmith_tests::weather::Client;
use tinsmith_tests::weather::errors::{GetForecastError, RecordObservationError};
use tinsmith_tests::weather::types::{
    AlertLevel, GetForecastInput, GetForecastOutput, Rain, RecordObservationInput, Sky, Snow, Units,
};

use crate::{client, config, json, request, server};

fn cbor(status: u16, document: &Value) -> Answer {
    let mut body = Vec::new();
    ciborium::into_writer(document, &mut body).expect("a vector takes all that is written");
    let headers = [("Content-Type", "application/cbor"), ("smithy-protocol", "rpc-v2-cbor")];
    Answer::bytes(response(status, &headers, &body))
}

fn cbor_client(server: &Server) -> Client {
    let config = config(server).protocol(RPC_V2_CBOR).bearer_token(Token::new("token"));
    Client::new(config.build())
}

fn forecast() -> GetForecastInput {
    let input = GetForecastInput::builder().city_id("bad ischl").days(3);
    input.units(Units::Scientific).build()
}

/// 2026-11-21T00:00:00Z
const FIRST_DAY: i64 = 1_795_219_200;

/// The days of a forecast, of which the last is a hole.
fn days(date: impl Fn(u8) -> Value) -> Value {
    json!([
        {"date": date(21), "high": 274.5, "sky": {"snow": {"centimetres": 3.5, "sticks": true}}, "alert": 5},
        {"date": date(22), "low": 270.0, "sky": {"clouds": 8}, "alert": 7},
        {"date": date(23), "sky": {"clear": {}}},
        {"date": date(24), "sky": {"frogs": 12}},
        null,
    ])
}

fn check_days(output: &GetForecastOutput) {
    let [Some(first), Some(second), Some(third), Some(fourth), None] = &output.days[..] else {
        panic!("{output:?}");
    };
    assert_eq!(first.date, Timestamp::from_secs(FIRST_DAY));
    assert_eq!((first.high, first.alert), (Some(274.5), Some(AlertLevel::DANGER)));
    assert!(
        matches!(&first.sky, Some(Sky::Snow(Snow { sticks: Some(true), .. }))),
        "{first:?}"
    );
    assert_eq!((second.low, &second.sky), (Some(270.0), &Some(Sky::Clouds(8))));
    // A level that the model does not know is kept.
    assert_eq!(second.alert, Some(AlertLevel(7)));
    assert!(matches!(third.sky, Some(Sky::Clear(_))), "{third:?}");
    assert!(
        matches!(&fourth.sky, Some(Sky::Unknown(tag)) if tag.contains("frogs")),
        "{fourth:?}"
    );
}

#[tokio::test]
async fn a_forecast_in_json() {
    let days = days(|day| format!("2026-11-{day}T00:00:00Z").into());
    let body = json!({ "days": days }).to_string();
    let headers = [("X-Forecast-Issued", "Sat, 21 Nov 2026 06:00:00 GMT")];
    let server = server([Answer::bytes(response(200, &headers, body.as_bytes()))]);
    let output = client(&server).get_forecast(forecast()).await.expect("an answer");
    check_days(&output);
    assert_eq!(output.issued, Some(Timestamp::from_secs(1_795_240_800)));
    let request = request(&server);
    assert_eq!(request.method, "GET");
    assert_eq!(request.target, "/cities/bad%20ischl/forecast?days=3&units=kelvin");
    assert!(request.body.is_empty());
}

#[tokio::test]
async fn a_forecast_in_cbor() {
    // Dates are numbers of seconds in this protocol, whatever the model says of them.
    let days = days(|day| (FIRST_DAY + 86_400 * i64::from(day - 21)).into());
    let server = server([cbor(200, &json!({ "days": days }))]);
    let output = cbor_client(&server).get_forecast(forecast()).await.expect("an answer");
    check_days(&output);
    let request = request(&server);
    assert_eq!(request.method, "POST");
    assert_eq!(request.target, "/service/Weather/operation/GetForecast");
    assert_eq!(request.header("smithy-protocol"), Some("rpc-v2-cbor"));
    let sent: Value = ciborium::from_reader(&request.body[..]).expect("CBOR");
    assert_eq!(sent, json!({"cityId": "bad ischl", "days": 3, "units": "kelvin"}));
}

fn observation() -> RecordObservationInput {
    let input = RecordObservationInput::builder().city_id("vienna").observer("Somebody");
    input.sky(Sky::Rain(Rain::builder().millimetres(1.5).build())).build()
}

#[tokio::test]
async fn an_observation_in_json() {
    let server = server([json(201, &json!({"observationId": "o-1"}))]);
    let output = client(&server).record_observation(observation()).await;
    assert_eq!(output.expect("an answer").observation_id, "o-1");
    let request = request(&server);
    assert_eq!(
        (request.method.as_str(), request.target.as_str()),
        ("POST", "/cities/vienna/observations")
    );
    let sent: Value = serde_json::from_slice(&request.body).expect("JSON");
    assert_eq!(
        sent,
        json!({"sky": {"rain": {"millimetres": 1.5}}, "observer": "Somebody"})
    );
    // The client makes the token up, a UUID.
    assert_eq!(request.header("idempotency-key").map(str::len), Some(36));
    assert!(!format!("{:?}", observation()).contains("Somebody"));
}

#[tokio::test]
async fn errors_are_chosen_by_their_shape_in_both_protocols() {
    let document = json!({"__type": "example.weather#InvalidObservation", "message": "no", "reasons": ["too dry"]});
    let plain = server([json(422, &document)]);
    let binary = server([cbor(422, &document)]);
    for client in [client(&plain), cbor_client(&binary)] {
        match client.record_observation(observation()).await {
            Err(RecordObservationError::InvalidObservation(error)) => {
                assert_eq!(error.reasons.as_deref(), Some(&["too dry".to_owned()][..]));
                assert_eq!((error.meta().status(), error.meta().message()), (Some(422), Some("no")));
            }
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn an_error_of_the_service_belongs_to_every_operation() {
    let headers = [
        ("X-Amzn-Errortype", "ThrottledError"),
        ("Retry-After", "7"),
        ("X-Request-Id", "r-1"),
    ];
    let server = server([Answer::bytes(response(429, &headers, br#"{"message":"slow down"}"#))]);
    match client(&server).get_forecast(forecast()).await {
        Err(GetForecastError::ThrottledError(error)) => {
            assert_eq!(error.retry_after, Some(7));
            assert!(error.meta().is_throttling());
            assert_eq!(error.meta().request_id(), Some("r-1"));
        }
        other => panic!("{other:?}"),
    }
}
