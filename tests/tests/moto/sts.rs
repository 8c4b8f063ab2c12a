//! STS: who the caller is, credentials for a while, and signatures that moto refuses.

use tinsmith::credentials::Credentials;
use tinsmith_clients::sts::Client;
use tinsmith_clients::sts::types::{AssumeRoleRequest, GetCallerIdentityRequest, GetSessionTokenRequest};

use crate::peer::{Moto, ROLE, USER};

#[tokio::test]
async fn credentials() {
    let Some(moto) = Moto::start() else { return };
    let sts = Client::new(moto.config());

    let caller = sts
        .get_caller_identity(GetCallerIdentityRequest::default())
        .await
        .unwrap();
    assert_eq!(caller.arn.as_deref(), Some(USER));
    assert_eq!(caller.account.as_deref(), Some("123456789012"));

    let token = sts
        .get_session_token(GetSessionTokenRequest::builder().duration_seconds(900).build())
        .await
        .unwrap();
    assert!(token.credentials.is_some_and(|given| !given.session_token.is_empty()));

    let role = sts
        .assume_role(
            AssumeRoleRequest::builder()
                .role_arn(ROLE)
                .role_session_name("a+b")
                .build(),
        )
        .await
        .unwrap();
    let given = role.credentials.expect("a role gives credentials");
    let assumed = Credentials::new(&given.access_key_id, &given.secret_access_key);

    // With the token they work, under the role's name; without it moto knows no such key.
    let with_token = assumed.clone().with_session_token(&given.session_token);
    let caller = Client::new(moto.config_with(with_token).build())
        .get_caller_identity(GetCallerIdentityRequest::default())
        .await
        .unwrap();
    assert_eq!(
        caller.arn.as_deref(),
        Some("arn:aws:sts::123456789012:assumed-role/tester/a+b")
    );
    assert_eq!(refused(&moto, assumed).await, "InvalidClientTokenId");
}

#[tokio::test]
async fn refused_signatures() {
    let Some(moto) = Moto::start() else { return };
    let wrong_secret = Credentials::new(moto.access_key(), "wrong");
    assert_eq!(refused(&moto, wrong_secret).await, "SignatureDoesNotMatch");
    let nobody = Credentials::new("AKIANOBODY", "wrong");
    assert_eq!(refused(&moto, nobody).await, "InvalidClientTokenId");
}

/// The code of the error that a call with these credentials ends in.
async fn refused(moto: &Moto, credentials: Credentials) -> String {
    let error = Client::new(moto.config_with(credentials).build())
        .get_caller_identity(GetCallerIdentityRequest::default())
        .await
        .unwrap_err();
    assert_eq!(error.meta().status(), Some(403), "{error}");
    error.meta().code().expect("the answer has a code").to_owned()
}
