//! A service that is not AWS's: nothing in its code, its client and its requests speaks of AWS.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;
use tinsmith::config::ConfigBuilder;
use tinsmith::credentials::Token;
use tinsmith::environment::FixedEnvironment;
use tinsmith::protocol::RPC_V2_CBOR;
use tinsmith::testing::Replay;
use tinsmith::{Config, Error, ErrorKind};
use tinsmith_tests::weather::types::{GetCityInput, GetCurrentTimeInput};
use tinsmith_tests::{stations, weather};

use crate::{config, json, server};

/// Words of AWS, in lower case.
const WORDS: [&str; 7] = ["aws", "amz", "amazon", "region", "sigv4", "arn", "from_env"];

/// The files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths
        .flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] })
        .collect()
}

#[test]
fn the_generated_code_does_not_name_aws() {
    for module in ["weather", "stations"] {
        let files = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(module));
        assert!(files.len() > 10, "{files:?}");
        for file in files {
            let text = fs::read_to_string(&file).expect("the file is text").to_lowercase();
            let mut words = text.split(|c: char| !c.is_alphanumeric() && c != '_');
            let found = words.find(|word| WORDS.iter().any(|name| word.split('_').any(|part| part == *name)));
            assert_eq!(found, None, "{}", file.display());
        }
    }
}

/// Takes the place of a function that the clients of AWS have: one of their own would come first.
trait NoSettings: Sized {
    fn from_env() -> &'static str {
        "nothing is read from the environment"
    }
}

impl NoSettings for weather::Client {}
impl NoSettings for stations::Client {}

#[test]
fn the_clients_read_no_settings_of_aws() {
    assert_eq!(weather::Client::from_env(), stations::Client::from_env());
}

#[tokio::test]
async fn an_address_for_aws_is_not_the_address_of_the_service() {
    let environment = FixedEnvironment::new()
        .with_var("AWS_ENDPOINT_URL", "http://localhost:1")
        .with_var("AWS_ENDPOINT_URL_WEATHER", "http://localhost:1")
        .with_var("AWS_REGION", "eu-west-1")
        .with_var("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
        .with_var("AWS_SECRET_ACCESS_KEY", "secret");
    let config = ConfigBuilder::from_environment(environment, None).expect("read");
    let replay = Replay::default();
    let config = config.bearer_token(Token::new("token")).transport(replay.clone());
    let client = weather::Client::new(config.build());
    let call = client.get_city(GetCityInput::builder().city_id("vienna").build());
    let error = Error::from(call.await.expect_err("no address"));
    assert_eq!(error.kind(), ErrorKind::Config);
    assert_eq!(
        error.to_string(),
        "GetCity: `Weather` has no address of its own: set one with `Config::builder().endpoint_url(…)`"
    );
    assert!(replay.requests().is_empty());
}

#[tokio::test]
async fn requests_carry_no_headers_of_aws() {
    let rest: fn(ConfigBuilder) -> Config = |config| config.build();
    let binary: fn(ConfigBuilder) -> Config = |config| config.protocol(RPC_V2_CBOR).build();
    let agent = concat!("tinsmith/", env!("CARGO_PKG_VERSION"), " weather/2026-11-01");
    for (build, names) in [
        (rest, &["authorization", "host", "user-agent"][..]),
        (
            binary,
            &[
                "accept",
                "authorization",
                "content-length",
                "content-type",
                "host",
                "smithy-protocol",
                "user-agent",
            ],
        ),
    ] {
        let server = server([json(200, &json!({"time": "2026-11-21T12:00:00Z"}))]);
        let client = weather::Client::new(build(config(&server).bearer_token(Token::new("token"))));
        // The binary protocol cannot read this answer, which does not matter here.
        let _ = client.get_current_time(GetCurrentTimeInput::default()).await;
        let request = crate::request(&server);
        let mut sent: Vec<_> = request.headers.iter().map(|(name, _)| name.to_lowercase()).collect();
        sent.sort();
        assert_eq!(sent, names);
        assert_eq!(request.header("user-agent"), Some(agent));
    }
}
