//! What a configuration shows and shares.

use std::time::Duration;

use tinsmith::client::Core;
use tinsmith::config::{AppName, ConfigBuilder};
use tinsmith::credentials::Token;
use tinsmith::environment::FixedEnvironment;
use tinsmith::http::{Request, Response};
use tinsmith::testing::Replay;
use tinsmith::transport::Timeouts;
use tinsmith::{Error, ErrorKind};

use crate::fixture::{PutThing, SECRET_KEY, SERVICE, config, put_thing};

#[test]
fn debug_shows_no_secret() {
    let config = config(&Replay::default())
        .bearer_token(Token::new("hunter2"))
        .api_key("hunter2");
    let shown = format!(
        "{config:?} {:?} {:?}",
        config.clone().build(),
        Core::new(SERVICE, config.clone().build())
    );
    for secret in ["hunter2", SECRET_KEY] {
        assert!(!shown.contains(secret), "{shown}");
    }
    assert!(shown.contains("eu-west-1"), "{shown}");
}

#[test]
fn a_configuration_can_be_changed_without_changing_its_copies() {
    let first = config(&Replay::default()).build();
    let second = first
        .to_builder()
        .region("us-east-1")
        .read_timeout(Duration::from_secs(1))
        .build();
    assert_eq!(
        [first.region(), second.region()].map(|region| region.map(|region| region.as_str())),
        [Some("eu-west-1"), Some("us-east-1")]
    );
    assert_eq!(Timeouts::default().read, Some(Duration::from_secs(60)));
}

#[tokio::test]
async fn the_user_agent_names_the_application() {
    let replay = Replay::always(Response::new(200).with_body("{}"));
    let config = config(&replay)
        .app_name(AppName::new("billing").expect("a token"))
        .user_agent("batch/7");
    Core::new(SERVICE, config.build())
        .call::<PutThing>(put_thing())
        .await
        .expect("a success");
    let agent = replay.requests()[0].headers.get("user-agent").map(str::to_owned);
    assert!(
        agent
            .as_ref()
            .is_some_and(|agent| agent.ends_with(" app/billing batch/7")),
        "{agent:?}"
    );
}

fn surroundings() -> FixedEnvironment {
    let file = "[default]\nregion = eu-central-1\nservices = local\n\
                aws_access_key_id = AKIDFILE\naws_secret_access_key = hunter2\n\
                [services local]\nthings =\n  endpoint_url = http://localhost:4566/things\n\
                [profile other]\nregion = sa-east-1\naws_access_key_id = AKIDOTHER\naws_secret_access_key = hunter2\n";
    FixedEnvironment::new()
        .with_var("HOME", "/h")
        .with_file("/h/.aws/config", file)
}

async fn sent(environment: FixedEnvironment, profile: Option<&str>) -> Result<Request, Error> {
    let replay = Replay::always(Response::new(200).with_body("{}"));
    let config = ConfigBuilder::from_environment(environment, profile)?
        .transport(replay.clone())
        .build();
    let client = Core::new(SERVICE, config);
    let shown = format!("{client:?}");
    assert!(!shown.contains("hunter2"), "{shown}");
    client.call::<PutThing>(put_thing()).await?;
    Ok(replay.requests().remove(0))
}

#[tokio::test]
async fn the_surroundings_give_region_credentials_and_the_address_of_the_service() {
    for (environment, profile, origin, scope) in [
        (
            surroundings(),
            None,
            "http://localhost:4566",
            "=AKIDFILE/*/eu-central-1/",
        ),
        (
            surroundings().with_var("AWS_REGION", "us-west-2"),
            None,
            "http://localhost:4566",
            "=AKIDFILE/*/us-west-2/",
        ),
        (
            surroundings()
                .with_var("AWS_ACCESS_KEY_ID", "AKIDENV")
                .with_var("AWS_SECRET_ACCESS_KEY", "hunter2"),
            Some("other"),
            "https://things.sa-east-1.amazonaws.com",
            "=AKIDOTHER/*/sa-east-1/",
        ),
        (
            surroundings()
                .with_var("AWS_ENDPOINT_URL", "http://localhost:1")
                .with_var("AWS_PROFILE", "other"),
            None,
            "http://localhost:1",
            "=AKIDOTHER/*/sa-east-1/",
        ),
    ] {
        let request = sent(environment, profile).await.expect(origin);
        assert_eq!(request.origin, origin);
        let authorization = request.headers.get("authorization").expect("signed");
        let (start, end) = scope.split_once('*').expect("a day");
        assert!(
            authorization.contains(start) && authorization.contains(end),
            "{authorization}"
        );
    }
}

#[tokio::test]
async fn what_the_surroundings_lack_or_get_wrong_is_said() {
    for (environment, kind, expected) in [
        (
            FixedEnvironment::new().with_var("AWS_REGION", "x y"),
            ErrorKind::Config,
            "`AWS_REGION`: `x y` is not a region",
        ),
        (FixedEnvironment::new(), ErrorKind::Config, "no region is set"),
        (
            FixedEnvironment::new().with_var("AWS_REGION", "x"),
            ErrorKind::Credentials,
            "no credentials are configured",
        ),
        (
            FixedEnvironment::new()
                .with_var("AWS_REGION", "x")
                .with_var("AWS_USE_FIPS_ENDPOINT", "true"),
            ErrorKind::Config,
            "FIPS endpoints are wanted but not known here yet",
        ),
        (
            FixedEnvironment::new().with_var("AWS_ENDPOINT_URL_THINGS", "localhost"),
            ErrorKind::Config,
            "environment variable `AWS_ENDPOINT_URL_THINGS`: ",
        ),
    ] {
        let error = sent(environment, None).await.expect_err(expected);
        assert_eq!(error.kind(), kind, "{error}");
        assert!(error.to_string().contains(expected), "{error}");
    }
}

#[tokio::test]
async fn a_region_that_is_none_is_an_error_of_the_call() {
    let replay = Replay::default();
    let config = config(&replay).region("evil.example/").build();
    assert_eq!(config.region(), None);
    let error: Error = Core::new(SERVICE, config)
        .call::<PutThing>(put_thing())
        .await
        .expect_err("no region")
        .into();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(error.to_string().contains("`evil.example/` is not a region"), "{error}");
}
