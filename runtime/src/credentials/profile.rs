//! Credentials in a profile of the shared files; asks no service for the credentials that a profile only describes.

use std::future::ready;
use std::sync::Arc;

use super::{Credentials, CredentialsError, CredentialsErrorKind, CredentialsFuture, ProvideCredentials};
use crate::environment::Environment;
use crate::profile::{Property, Section, SharedConfig};

/// The access key in a profile of `~/.aws/config` and `~/.aws/credentials`.
#[derive(Debug, Clone)]
pub struct ProfileCredentials {
    environment: Arc<dyn Environment>,
    profile: Option<String>,
}

/// Properties by which a profile asks for credentials that have to be fetched.
///
/// Before the keys of the profile come those that the AWS CLI prefers to them, after them the others.
const BEFORE_KEYS: [(&str, &str); 5] = [
    ("role_arn", "by assuming a role"),
    ("credential_source", "by assuming a role"),
    ("web_identity_token_file", "for a web identity token"),
    ("sso_session", "from IAM Identity Center"),
    ("sso_start_url", "from IAM Identity Center"),
];
const AFTER_KEYS: [(&str, &str); 2] = [
    ("credential_process", "from a program"),
    ("login_session", "from a login of the AWS CLI"),
];

impl ProfileCredentials {
    /// Reads the files of this environment whenever it is asked; without a name, the profile is that of `AWS_PROFILE`
    /// or `default`.
    #[must_use]
    pub fn new(environment: Arc<dyn Environment>, profile: Option<String>) -> Self {
        Self { environment, profile }
    }

    fn read(&self) -> Result<Credentials, CredentialsError> {
        let shared = SharedConfig::load(&*self.environment, self.profile.as_deref())?;
        let profile = shared.profile();
        refuse(&shared, &BEFORE_KEYS)?;
        let id = profile.text("aws_access_key_id")?;
        let secret = profile.text("aws_secret_access_key")?;
        match (id, secret) {
            (Some((id, _)), Some((secret, _))) => with_token(profile, Credentials::new(id, secret)),
            (Some((_, property)), None) => Err(half(property, "aws_access_key_id", "aws_secret_access_key")),
            (None, Some((_, property))) => Err(half(property, "aws_secret_access_key", "aws_access_key_id")),
            (None, None) => {
                refuse(&shared, &AFTER_KEYS)?;
                Err(nothing(&shared))
            }
        }
    }
}

fn with_token(profile: &Section, credentials: Credentials) -> Result<Credentials, CredentialsError> {
    Ok(match profile.text("aws_session_token")? {
        Some((token, _)) => credentials.with_session_token(token),
        None => credentials,
    })
}

fn refuse(shared: &SharedConfig, properties: &[(&str, &str)]) -> Result<(), CredentialsError> {
    let profile = shared.profile();
    for (name, how) in properties {
        if let Some((_, property)) = profile.text(name)? {
            let shown = shared.profile_name().escape_debug();
            let message = format!(
                "{}: profile `{shown}` wants credentials {how} (`{name}`), which is not supported; let the AWS CLI get \
                 them with `aws configure export-credentials --profile {shown} --format env`, or give the client a \
                 provider of your own",
                property.place()
            );
            return Err(CredentialsError::of_kind(CredentialsErrorKind::Unsupported, message));
        }
    }
    Ok(())
}

fn half(property: &Property, set: &str, missing: &str) -> CredentialsError {
    let message = format!(
        "{}: the profile has `{set}` and no `{missing}`; set both or neither",
        property.place()
    );
    CredentialsError::of_kind(CredentialsErrorKind::Invalid, message)
}

fn nothing(shared: &SharedConfig) -> CredentialsError {
    let name = shared.profile_name().escape_debug();
    CredentialsError::not_configured(match shared.profile().place() {
        Some(place) => format!("profile `{name}` ({place}) has no `aws_access_key_id`"),
        None => format!("there is no profile `{name}` in {}", shared.places()),
    })
}

impl ProvideCredentials for ProfileCredentials {
    fn provide(&self) -> CredentialsFuture<'_> {
        Box::pin(ready(self.read()))
    }
}
