//! How a request is authenticated.

use tinsmith::client::Core;
use tinsmith::config::ConfigBuilder;
use tinsmith::credentials::{Credentials, CredentialsError, ProvideToken, Token, TokenFuture};
use tinsmith::http::{Request, Response};
use tinsmith::operation::{AuthScheme, Service};
use tinsmith::testing::Replay;
use tinsmith::{Config, Error, ErrorKind};

use crate::fixture::{PutThing, SECRET_KEY, SERVICE, put_thing};

async fn call(
    auth: &'static [AuthScheme],
    change: impl FnOnce(ConfigBuilder) -> ConfigBuilder,
) -> Result<Request, Error> {
    let service: &'static Service = Box::leak(Box::new(Service { auth, ..*SERVICE }));
    let replay = Replay::always(Response::new(200).with_body("{}"));
    let config = change(Config::builder().region("eu-west-1").transport(replay.clone())).build();
    Core::new(service, config).call::<PutThing>(put_thing()).await?;
    Ok(replay.requests().remove(0))
}

fn with_everything(config: ConfigBuilder) -> ConfigBuilder {
    config
        .credentials(Credentials::new("AKIDEXAMPLE", SECRET_KEY))
        .bearer_token(Token::new("b-token"))
        .api_key("k&y")
        .login("Aladdin", "open sesame")
}

#[tokio::test]
async fn the_first_scheme_that_has_an_identity_is_used() {
    let cases: [(&[AuthScheme], _, _); 8] = [
        (
            &[AuthScheme::Bearer, AuthScheme::SigV4],
            "authorization",
            Some("Bearer b-token"),
        ),
        (
            &[AuthScheme::SigV4, AuthScheme::Bearer],
            "authorization",
            Some("AWS4-HMAC-SHA256 "),
        ),
        (
            &[AuthScheme::SigV4a, AuthScheme::SigV4],
            "authorization",
            Some("AWS4-HMAC-SHA256 "),
        ),
        (&[AuthScheme::ApiKeyHeader("X-Key", "")], "x-key", Some("k&y")),
        (
            &[AuthScheme::ApiKeyHeader("Authorization", "Key")],
            "authorization",
            Some("Key k&y"),
        ),
        (
            &[AuthScheme::Basic, AuthScheme::Bearer],
            "authorization",
            Some("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="),
        ),
        (&[AuthScheme::Anonymous, AuthScheme::SigV4], "authorization", None),
        (&[], "authorization", None),
    ];
    for (schemes, header, expected) in cases {
        let request = call(schemes, with_everything).await.expect("sent");
        let value = request.headers.get(header);
        let matches = match (value, expected) {
            (Some(value), Some(expected)) => value.starts_with(expected),
            (value, expected) => value == expected,
        };
        assert!(matches, "{schemes:?}: {value:?}");
    }
    let request = call(&[AuthScheme::ApiKeyQuery("key")], with_everything)
        .await
        .expect("sent");
    assert_eq!(request.target, "/things/a%20b?key=k%26y");
}

#[tokio::test]
async fn what_is_missing_is_named() {
    let cases: [(&[AuthScheme], _, _); 6] = [
        (&[AuthScheme::SigV4], ErrorKind::Credentials, "no credentials are set"),
        (&[AuthScheme::Bearer], ErrorKind::Credentials, "no bearer token is set"),
        (
            &[AuthScheme::ApiKeyQuery("key")],
            ErrorKind::Credentials,
            "no API key is set",
        ),
        (
            &[AuthScheme::SigV4a],
            ErrorKind::Config,
            "authenticated by [SigV4a], which is not supported",
        ),
        (
            &[AuthScheme::Digest, AuthScheme::SigV4],
            ErrorKind::Credentials,
            "no login is set, and no credentials are set: use `.login(…)` or `.credentials(…)` of `Config::builder()`",
        ),
        (
            &[AuthScheme::Digest, AuthScheme::Basic],
            ErrorKind::Credentials,
            "no login is set: use `.login(…)` of `Config::builder()`",
        ),
    ];
    for (schemes, kind, expected) in cases {
        let error = call(schemes, |config| config).await.expect_err("no identity");
        assert_eq!(error.kind(), kind);
        assert!(error.to_string().contains(expected), "{error}");
    }
}

/// A source that turns out to have no token.
#[derive(Debug)]
struct NoToken;

impl ProvideToken for NoToken {
    fn provide(&self) -> TokenFuture<'_> {
        Box::pin(async { Err(CredentialsError::not_configured("the drawer is empty")) })
    }
}

#[tokio::test]
async fn a_source_without_a_token_leaves_the_call_to_the_next_scheme() {
    const KEY: AuthScheme = AuthScheme::ApiKeyHeader("X-Key", "");
    let without_token = |config: ConfigBuilder| config.bearer_token(NoToken);
    let request = call(&[AuthScheme::Bearer, KEY, AuthScheme::Anonymous], |config| {
        without_token(config).api_key("k")
    });
    assert_eq!(request.await.expect("sent").headers.get("x-key"), Some("k"));
    let request = call(&[AuthScheme::Bearer, KEY, AuthScheme::Anonymous], without_token);
    assert!(request.await.expect("sent").headers.get("authorization").is_none());
    let error = call(&[AuthScheme::Bearer, KEY], without_token)
        .await
        .expect_err("nothing");
    assert!(error.to_string().contains("the drawer is empty"), "{error}");
}

#[tokio::test]
async fn an_empty_text_is_no_identity() {
    let cases: [(AuthScheme, _); 3] = [
        (AuthScheme::Bearer, "the bearer token is an empty text"),
        (AuthScheme::ApiKeyQuery("key"), "the API key is an empty text"),
        (AuthScheme::ApiKeyHeader("X-Key", ""), "the API key is an empty text"),
    ];
    for (scheme, expected) in cases {
        let schemes = vec![scheme, AuthScheme::Anonymous].leak();
        let error = call(schemes, |config| config.bearer_token(Token::new("")).api_key("")).await;
        let error = error.expect_err("empty");
        assert_eq!(error.kind(), ErrorKind::Credentials);
        assert!(error.to_string().contains(expected), "{error}");
    }
}

#[tokio::test]
async fn a_signature_needs_a_region_even_where_the_address_does_not() {
    let replay = Replay::default();
    let config = Config::builder()
        .endpoint_url("http://localhost")
        .credentials(Credentials::new("AKIDEXAMPLE", SECRET_KEY))
        .transport(replay)
        .build();
    let error: Error = Core::new(SERVICE, config)
        .call::<PutThing>(put_thing())
        .await
        .expect_err("no region")
        .into();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(error.to_string().contains("no region is set"), "{error}");
}
