//! What every generated client holds: its service, its configuration, and what is made once for all of its calls.

use std::fmt;
use std::sync::Arc;

use crate::auth::digest;
use crate::auth::sigv4::KeyCache;
use crate::call::{Call, Start};
use crate::config::Config;
use crate::error::{Error, ErrorKind};
use crate::identity::user_agent::user_agent;
use crate::operation::{Operation, Service};
use crate::shape::{Described, Shape};

/// The part of a client that is the same for all services. A copy costs nothing.
#[derive(Clone)]
pub struct Core(Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) service: &'static Service,
    pub(crate) config: Config,
    endpoint_url: Result<Option<String>, String>,
    pub(crate) user_agent: String,
    pub(crate) keys: KeyCache,
    /// What the service asks of a digest.
    pub(crate) digest: digest::Memory,
}

impl Core {
    /// The core of a client of this service.
    #[must_use]
    pub fn new(service: &'static Service, config: Config) -> Self {
        let settings = config.settings();
        let user_agent = user_agent(service, settings.app_name.as_ref(), settings.user_agent.as_deref());
        let endpoint_url = match (&settings.endpoint_url, &settings.surroundings) {
            (Some(url), _) => Ok(Some(url.clone())),
            // A service elsewhere must not get its tokens from here sent to an address for AWS.
            (None, Some(surroundings)) if service.aws => {
                surroundings.endpoint_url(service.id).map_err(|error| error.to_string())
            }
            (None, _) => Ok(None),
        };
        Self(Arc::new(Inner {
            service,
            endpoint_url,
            user_agent,
            keys: KeyCache::new(),
            digest: digest::Memory::default(),
            config,
        }))
    }

    /// The configuration.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.0.config
    }

    /// A call of an operation, with its input encoded. Nothing is sent before it is polled.
    #[inline]
    pub fn call<O: Operation>(&self, input: O::Input) -> Call<O> {
        Call::new(Start::new(self, O::OPERATION, &input, output_shape::<O>))
    }

    pub(crate) fn inner(&self) -> &Inner {
        &self.0
    }
}

impl Inner {
    /// The address that takes the place of the service's own.
    pub(crate) fn endpoint_url(&self) -> Result<Option<&str>, Error> {
        match &self.endpoint_url {
            Ok(url) => Ok(url.as_deref()),
            Err(message) => Err(Error::new(ErrorKind::Config, message.as_str())),
        }
    }

    /// The region of the configuration.
    pub(crate) fn region(&self) -> Result<Option<&str>, Error> {
        match &self.config.settings().region {
            None => Ok(None),
            Some(Ok(region)) => Ok(Some(region.as_str())),
            Some(Err(error)) => Err(error.clone().into()),
        }
    }
}

#[inline]
fn output_shape<O: Operation>() -> &'static Shape {
    O::Output::SHAPE
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Core")
            .field("service", &self.0.service.id)
            .field("config", &self.0.config)
            .finish_non_exhaustive()
    }
}
