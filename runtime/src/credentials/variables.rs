//! Credentials in environment variables; knows no files.

use std::future::ready;
use std::sync::Arc;

use super::{Credentials, CredentialsError, CredentialsErrorKind, CredentialsFuture, ProvideCredentials};
use crate::environment::{Environment, variable};

const ACCESS_KEY_ID: &str = "AWS_ACCESS_KEY_ID";
const SECRET_ACCESS_KEY: &str = "AWS_SECRET_ACCESS_KEY";
const SESSION_TOKEN: &str = "AWS_SESSION_TOKEN";

/// The credentials of `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and, for temporary ones, `AWS_SESSION_TOKEN`.
#[derive(Debug, Clone)]
pub struct EnvironmentCredentials {
    environment: Arc<dyn Environment>,
}

impl EnvironmentCredentials {
    /// Looks at this environment whenever it is asked.
    #[must_use]
    pub fn new(environment: Arc<dyn Environment>) -> Self {
        Self { environment }
    }

    fn read(&self) -> Result<Credentials, CredentialsError> {
        let environment = &*self.environment;
        let access_key_id = variable(environment, ACCESS_KEY_ID)?;
        let secret_access_key = variable(environment, SECRET_ACCESS_KEY)?;
        let (access_key_id, secret_access_key) = match (access_key_id, secret_access_key) {
            (Some(id), Some(secret)) => (id, secret),
            (None, None) => {
                return Err(CredentialsError::not_configured(format!(
                    "`{ACCESS_KEY_ID}` is not set"
                )));
            }
            (Some(_), None) => return Err(half(ACCESS_KEY_ID, SECRET_ACCESS_KEY)),
            (None, Some(_)) => return Err(half(SECRET_ACCESS_KEY, ACCESS_KEY_ID)),
        };
        let credentials = Credentials::new(access_key_id, secret_access_key);
        Ok(match variable(environment, SESSION_TOKEN)? {
            Some(token) => credentials.with_session_token(token),
            None => credentials,
        })
    }
}

fn half(set: &str, missing: &str) -> CredentialsError {
    let message = format!("environment variable `{set}` is set and `{missing}` is not; set both or neither");
    CredentialsError::of_kind(CredentialsErrorKind::Invalid, message)
}

impl ProvideCredentials for EnvironmentCredentials {
    fn provide(&self) -> CredentialsFuture<'_> {
        Box::pin(ready(self.read()))
    }
}
