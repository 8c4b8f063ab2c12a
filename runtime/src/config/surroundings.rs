//! The environment that a configuration was read from, for the settings that depend on the service.

use std::sync::Arc;

use crate::environment::{ConfigError, Environment};
use crate::error::{Error, ErrorKind};
use crate::profile::SharedConfig;
use crate::region::Region;

/// Environment variables, and the profile that was chosen.
#[derive(Clone)]
pub(crate) struct Surroundings {
    environment: Arc<dyn Environment>,
    shared: Arc<SharedConfig>,
}

impl Surroundings {
    pub(super) fn load(environment: Arc<dyn Environment>, profile: Option<&str>) -> Result<Self, ConfigError> {
        let shared = Arc::new(SharedConfig::load(&*environment, profile)?);
        Ok(Self { environment, shared })
    }

    pub(super) fn region(&self) -> Result<Option<Region>, ConfigError> {
        Region::from_environment(&*self.environment, &self.shared)
    }

    /// The address of a service, if one is set for it or for all.
    ///
    /// Without one, a wish for another kind of endpoint must not be passed over in silence.
    pub(crate) fn endpoint_url(&self, service_id: &str) -> Result<Option<String>, Error> {
        if let Some(url) = self.shared.endpoint_url(&*self.environment, service_id)? {
            return Ok(Some(url));
        }
        let wishes = [
            ("FIPS", self.shared.use_fips_endpoint(&*self.environment)?),
            ("dual-stack", self.shared.use_dualstack_endpoint(&*self.environment)?),
        ];
        match wishes.into_iter().find(|(_, wish)| *wish == Some(true)) {
            None => Ok(None),
            Some((kind, _)) => {
                let message =
                    format!("{kind} endpoints are wanted but not known here yet: set the endpoint URL of one");
                Err(Error::new(ErrorKind::Config, message))
            }
        }
    }
}
