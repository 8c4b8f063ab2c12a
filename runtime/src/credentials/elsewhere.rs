//! The sources that other SDKs ask next and this crate does not; says so instead of finding nothing.

use std::future::ready;
use std::sync::Arc;

use super::{CredentialsError, CredentialsErrorKind, CredentialsFuture, ProvideCredentials};
use crate::environment::{Environment, variable};

/// Variables by which the surroundings offer credentials that have to be fetched.
const VARIABLES: [(&str, &str); 3] = [
    ("AWS_WEB_IDENTITY_TOKEN_FILE", "for a web identity token"),
    ("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "of the container service"),
    ("AWS_CONTAINER_CREDENTIALS_FULL_URI", "of the container service"),
];

#[derive(Debug, Clone)]
pub(super) struct Elsewhere {
    environment: Arc<dyn Environment>,
}

impl Elsewhere {
    pub(super) fn new(environment: Arc<dyn Environment>) -> Self {
        Self { environment }
    }

    fn error(&self) -> CredentialsError {
        for (name, what) in VARIABLES {
            match variable(&*self.environment, name) {
                Err(error) => return error.into(),
                Ok(None) => {}
                Ok(Some(_)) => {
                    let message = format!(
                        "environment variable `{name}` offers the credentials {what}, which is not supported; give the \
                         client a provider of your own, or set `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`"
                    );
                    return CredentialsError::of_kind(CredentialsErrorKind::Unsupported, message);
                }
            }
        }
        CredentialsError::not_configured("the metadata service of EC2 is not asked, for it is not supported")
    }
}

impl ProvideCredentials for Elsewhere {
    fn provide(&self) -> CredentialsFuture<'_> {
        Box::pin(ready(Err(self.error())))
    }
}
