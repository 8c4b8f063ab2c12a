//! Sources of credentials one after another; knows none of them but those of the default chain.

use std::sync::Arc;

use super::elsewhere::Elsewhere;
use super::{
    Credentials, CredentialsError, CredentialsErrorKind, CredentialsFuture, EnvironmentCredentials, ProfileCredentials,
    ProvideCredentials,
};
use crate::environment::Environment;

/// Asks its sources in order until one is set up.
///
/// A source that is set up and fails ends the search: a call must not be made in the name of somebody else because a
/// file has a typing mistake.
#[derive(Debug, Clone, Default)]
pub struct CredentialsChain {
    sources: Vec<Arc<dyn ProvideCredentials>>,
}

impl CredentialsChain {
    /// A chain without sources.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The environment variables, then the shared files. A profile that is named here comes instead of the variables.
    #[must_use]
    pub fn from_environment(environment: &Arc<dyn Environment>, profile: Option<String>) -> Self {
        let chain = Self::new();
        let chain = match &profile {
            Some(_) => chain,
            None => chain.then(EnvironmentCredentials::new(environment.clone())),
        };
        chain
            .then(ProfileCredentials::new(environment.clone(), profile))
            .then(Elsewhere::new(environment.clone()))
    }

    /// Adds a source, to be asked after those that are there.
    #[must_use]
    pub fn then(mut self, source: impl ProvideCredentials) -> Self {
        self.sources.push(Arc::new(source));
        self
    }

    async fn ask(&self) -> Result<Credentials, CredentialsError> {
        let mut reasons = Vec::new();
        for source in &self.sources {
            match source.provide().await {
                Err(error) if error.kind() == CredentialsErrorKind::NotConfigured => reasons.push(error.to_string()),
                answer => return answer,
            }
        }
        let reasons = reasons.join("; ");
        Err(CredentialsError::not_configured(format!(
            "no credentials are configured: {reasons}; set `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, or run \
             `aws configure`, or give the client credentials in code"
        )))
    }
}

impl ProvideCredentials for CredentialsChain {
    fn provide(&self) -> CredentialsFuture<'_> {
        Box::pin(self.ask())
    }
}
