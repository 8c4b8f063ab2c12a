//! Secrets appear in no `Debug`, no error and no log: a test for each thing that carries some.

use std::error::Error as StdError;
use std::fmt::Debug;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use tinsmith::config::ConfigBuilder;
use tinsmith::credentials::{CachedCredentials, Credentials, CredentialsChain, Token};
use tinsmith::environment::FixedEnvironment;
use tinsmith::http::{Request, Response};
use tinsmith::protocol::{AWS_JSON_1_1, REST_JSON_1};
use tinsmith::testing::Replay;
use tinsmith::transport::{BoxFuture, Timeouts, Transport, TransportError};
use tinsmith::{Config, Error};
use tinsmith_clients::fms;
use tinsmith_clients::fms::types::BatchDisassociateResourceRequest;
use tinsmith_tests::kitchen_sink;
use tinsmith_tests::kitchen_sink::types::{LoginRequest, LoginResponse};

/// A part of everything that is secret below.
const SECRET: &str = "hunter2";

/// Fails where the text has a secret.
#[track_caller]
fn clean(text: &str) {
    assert!(!text.contains(SECRET), "{text}");
}

/// Fails where the value shows a secret.
#[track_caller]
fn silent(value: &impl Debug) {
    clean(&format!("{value:?}\n{value:#?}"));
}

/// Fails where the error or one that it comes from shows a secret.
#[track_caller]
fn silent_error(error: &(dyn StdError + 'static)) {
    let mut next = Some(error);
    while let Some(error) = next {
        clean(&format!("{error}\n{error:?}\n{error:#?}"));
        next = error.source();
    }
}

fn credentials() -> Credentials {
    Credentials::new("AKID", "hunter2-secret").with_session_token("hunter2-token")
}

fn config(replay: &Replay) -> ConfigBuilder {
    Config::builder()
        .region("eu-west-1")
        .credentials(credentials())
        .bearer_token(Token::new("hunter2-bearer"))
        .api_key("hunter2-key")
        .login("somebody", "hunter2-password")
        .transport(replay.clone())
}

fn input() -> BatchDisassociateResourceRequest {
    BatchDisassociateResourceRequest::builder()
        .resource_set_identifier("set-1")
        .items(["arn:1"])
        .build()
}

#[test]
fn identities() {
    silent(&credentials());
    silent(&CachedCredentials::new(credentials(), std::time::SystemTime::now));
    silent(&Token::new("hunter2"));
}

#[test]
fn environments_and_what_is_read_from_them() {
    let environment = FixedEnvironment::new()
        .with_var("HOME", "/home/user")
        .with_var("AWS_SECRET_ACCESS_KEY", "hunter2")
        .with_file(
            "/home/user/.aws/credentials",
            "[default]\naws_access_key_id = AKID\naws_secret_access_key = hunter2\n",
        );
    silent(&environment);
    silent(&CredentialsChain::from_environment(
        &(Arc::new(environment.clone()) as _),
        None,
    ));
    let builder = ConfigBuilder::from_environment(environment, None).expect("the files are good");
    silent(&builder);
    silent(&builder.build());
}

#[test]
fn errors_of_files_that_cannot_be_understood() {
    for content in [
        "hunter2",
        "[default\naws_secret_access_key = hunter2",
        "[default]\nhunter2",
        "[default]\n= hunter2",
    ] {
        let file = PathBuf::from("/home/user/.aws/credentials");
        let environment = FixedEnvironment::new()
            .with_var("HOME", "/home/user")
            .with_file(file, content);
        match ConfigBuilder::from_environment(environment, None) {
            Ok(builder) => silent(&builder),
            Err(error) => silent_error(&error),
        }
    }
}

#[test]
fn configurations() {
    let builder = config(&Replay::default());
    silent(&builder);
    silent(&builder.build());
    for url in [
        "https://user:hunter2@example.com",
        "https://example.com/?key=hunter2",
        "hunter2",
    ] {
        silent(&Config::builder().endpoint_url(url));
        silent(&Config::builder().endpoint_url(url).build());
    }
}

#[tokio::test]
async fn errors_of_configurations() {
    for change in [
        (|config| config.endpoint_url("https://user:hunter2@example.com")) as fn(ConfigBuilder) -> ConfigBuilder,
        |config| config.endpoint_url("https://example.com/?key=hunter2"),
        |config| config.endpoint_url("hunter2"),
        |config| config.credentials(Credentials::new("AKID", "hunter2").with_session_token("hunter2\n")),
        |config| config.credentials(Credentials::new("AKID\nhunter2", "hunter2")),
    ] {
        let replay = Replay::always(Response::new(200));
        let client = fms::Client::new(change(config(&replay)).build());
        if let Err(error) = client.batch_disassociate_resource(input()).await {
            silent_error(&error);
            silent_error(&Error::from(error));
        }
    }
}

#[test]
fn clients_and_calls() {
    let client = fms::Client::new(config(&Replay::default()).build());
    silent(&client);
    silent(&client.batch_disassociate_resource(input()));
    silent(&client.batch_disassociate_resource(input()).header("X-Key", "hunter2"));
}

fn login() -> LoginRequest {
    LoginRequest::builder()
        .user("user")
        .password("hunter2")
        .keys(["hunter2"])
        .build()
}

#[tokio::test]
async fn sensitive_members() {
    silent(&LoginRequest::builder().password("hunter2").keys(["hunter2"]));
    silent(&login());

    let body = r#"{"Session":{"Token":"hunter2"}}"#;
    let replay = Replay::always(Response::new(200).with_body(body));
    let client = kitchen_sink::Client::new(config(&replay).protocol(REST_JSON_1).build());
    #[expect(deprecated, reason = "the only operation with sensitive members")]
    let call = client.login(login());
    silent(&call);
    let output: LoginResponse = call.await.expect("a success");
    silent(&output);
    #[expect(deprecated, reason = "the only operation with sensitive members")]
    let token = output.session.and_then(|session| session.token);
    assert_eq!(token.as_deref(), Some("hunter2"), "it is there all the same");
}

#[tokio::test]
async fn requests_as_transports_see_them() {
    let replay = Replay::always(Response::new(200));
    let client = fms::Client::new(config(&replay).build());
    let call = client.batch_disassociate_resource(input()).header("X-Key", "hunter2");
    call.await.expect("a success");
    let [request] = &replay.requests()[..] else {
        panic!("one request was expected")
    };
    assert_eq!(request.headers.get("x-amz-security-token"), Some("hunter2-token"));
    silent(request);
    silent(&request.headers);
    silent(&replay);
    let authorization = request.headers.get("authorization").expect("it is signed");
    let (_, signature) = authorization.split_once("Signature=").expect("it is signed");
    assert!(!format!("{request:?}").contains(signature), "{request:?}");
}

#[tokio::test]
async fn errors_of_responses() {
    let with = |status: u16, body: &str| Response::new(status).with_body(body.to_owned());
    for response in [
        with(302, "").with_header("Location", "https://user:hunter2@example.com/?token=hunter2"),
        with(200, "hunter2"),
        with(200, r#"{"ResourceSetIdentifier":["hunter2"]}"#),
        with(200, r#"{"hunter2":"#),
        with(500, "<html>hunter2</html>"),
        with(400, r#"{"Token":"hunter2"}"#).with_header("X-Token", "hunter2"),
        with(400, r#"{"__type":"InvalidInputException","Token":"hunter2"}"#).with_header("Set-Cookie", "id=hunter2"),
    ] {
        silent(&response);
        let replay = Replay::always(response);
        let client = fms::Client::new(config(&replay).protocol(AWS_JSON_1_1).build());
        let error = client
            .batch_disassociate_resource(input())
            .await
            .expect_err("no success");
        silent(error.meta());
        silent_error(&error);
        silent_error(&Error::from(error));
    }
}

/// The log that the documentation of transports shows.
struct Logged {
    inner: Replay,
    lines: Arc<Mutex<String>>,
}

impl Transport for Logged {
    fn send(&self, request: Request, timeouts: Timeouts) -> BoxFuture<'_, Result<Response, TransportError>> {
        Box::pin(async move {
            let mut lines = format!("> {request:?}\n");
            let result = self.inner.send(request, timeouts).await;
            match &result {
                Ok(response) => lines.push_str(&format!("< {response:?}\n")),
                Err(error) => lines.push_str(&format!("! {error}\n")),
            }
            self.lines.lock().expect("no panic").push_str(&lines);
            result
        })
    }
}

#[tokio::test]
async fn logs() {
    let lines = Arc::default();
    let inner = Replay::new([Response::new(200).with_body(r#"{"Session":{"Token":"hunter2"}}"#)]);
    let logged = Logged {
        inner: inner.clone(),
        lines: Arc::clone(&lines),
    };
    let client = kitchen_sink::Client::new(config(&inner).protocol(REST_JSON_1).transport(logged).build());
    for _ in 0..2 {
        #[expect(deprecated, reason = "the only operation with sensitive members")]
        let call = client.login(login());
        // The second call finds no answer.
        drop(call.await);
    }
    let lines = lines.lock().expect("no panic");
    assert_eq!(lines.lines().count(), 4, "{lines}");
    clean(&lines);
}
