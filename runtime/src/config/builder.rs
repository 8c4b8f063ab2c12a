//! Setting the values of a configuration.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::{AppName, CachedCredentials, Config, Randomness, Settings, Surroundings, Timer};
use crate::credentials::{CredentialsChain, Login, ProvideCredentials, ProvideToken, Token};
use crate::environment::Environment;
use crate::error::Error;
use crate::protocol::Protocol;
use crate::region::Region;
use crate::transport::Transport;

/// Sets the values of a [`Config`].
#[derive(Clone)]
pub struct ConfigBuilder(pub(super) Settings);

impl ConfigBuilder {
    /// Region, credentials and addresses of an environment and the shared profile files in it.
    ///
    /// A profile that is named here comes before `AWS_PROFILE`, and before credentials in variables.
    ///
    /// ```
    /// use tinsmith::config::ConfigBuilder;
    /// use tinsmith::environment::ProcessEnvironment;
    ///
    /// # fn load() -> Result<(), tinsmith::Error> {
    /// let config = ConfigBuilder::from_environment(ProcessEnvironment, Some("billing"))?.build();
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// When a setting cannot be read or understood; the error names it and its place.
    pub fn from_environment(environment: impl Environment, profile: Option<&str>) -> Result<Self, Error> {
        let environment: Arc<dyn Environment> = Arc::new(environment);
        let chain = CredentialsChain::from_environment(&environment, profile.map(str::to_owned));
        let surroundings = Surroundings::load(environment, profile)?;
        let mut builder = Config::builder().credentials(chain);
        builder.0.region = surroundings.region()?.map(Ok);
        builder.0.surroundings = Some(surroundings);
        Ok(builder)
    }

    /// The region, such as `eu-west-1`.
    #[must_use]
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.0.region = Some(Region::new(region.into()));
        self
    }

    /// The address to send requests to, in place of the service's own: `http://localhost:8000`, perhaps with a path.
    #[must_use]
    pub fn endpoint_url(mut self, url: impl Into<String>) -> Self {
        self.0.endpoint_url = Some(url.into());
        self
    }

    /// The credentials, or where they come from. They are kept until shortly before they expire.
    #[must_use]
    pub fn credentials(mut self, credentials: impl ProvideCredentials) -> Self {
        self.0.credentials = Some(Arc::new(credentials));
        self.0.cached = None;
        self
    }

    /// The token of operations that are called with one, or where it comes from.
    #[must_use]
    pub fn bearer_token(mut self, token: impl ProvideToken) -> Self {
        self.0.bearer_token = Some(Arc::new(token));
        self
    }

    /// The key of operations that are called with one.
    #[must_use]
    pub fn api_key(mut self, key: impl Into<String>) -> Self {
        self.0.api_key = Some(Token::new(key));
        self
    }

    /// The user name and the password of operations that ask for them, by basic or digest authentication.
    ///
    /// Basic authentication sends the password with every request, so use it over `https` alone.
    #[must_use]
    pub fn login(mut self, user_name: impl Into<String>, password: impl Into<String>) -> Self {
        self.0.login = Some(Login::new(user_name, password));
        self
    }

    /// The protocol to speak, in place of the service's preferred one. The service has to know it.
    #[must_use]
    pub fn protocol(mut self, protocol: &'static dyn Protocol) -> Self {
        self.0.protocol = Some(protocol);
        self
    }

    /// What carries requests to the service, in place of the default transport.
    #[must_use]
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.0.transport = Some(Arc::new(transport));
        self
    }

    /// What time it is, for signatures and for the expiry of credentials.
    #[must_use]
    pub fn clock(mut self, clock: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.0.clock = Arc::new(clock);
        self.0.cached = None;
        self
    }

    /// Where the randomness of idempotency tokens comes from.
    #[must_use]
    pub fn randomness(mut self, randomness: impl Randomness) -> Self {
        self.0.randomness = Arc::new(randomness);
        self
    }

    /// How to wait for the end of the time of an operation.
    #[must_use]
    pub fn timer(mut self, timer: impl Timer) -> Self {
        self.0.timer = Arc::new(timer);
        self
    }

    /// How long a connection may take to be made. `None` is for ever; the default is 5 seconds.
    #[must_use]
    pub fn connect_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.0.timeouts.connect = limit.into();
        self
    }

    /// How long nothing may be sent or received. `None` is for ever; the default is 60 seconds.
    #[must_use]
    pub fn read_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.0.timeouts.read = limit.into();
        self
    }

    /// How long a call may take, from its start to the decoded output. `None`, the default, is for ever.
    ///
    /// A streamed body that the output holds is not part of the call.
    #[must_use]
    pub fn operation_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.0.operation_timeout = limit.into();
        self
    }

    /// How many bytes a response may have that is read whole; the default is 64 MiB. Streams have no limit.
    #[must_use]
    pub fn response_limit(mut self, bytes: u64) -> Self {
        self.0.response_limit = bytes;
        self
    }

    /// The name of the application, for the user agent.
    #[must_use]
    pub fn app_name(mut self, name: AppName) -> Self {
        self.0.app_name = Some(name);
        self
    }

    /// What to add at the end of the user agent. Characters that HTTP forbids there become spaces.
    #[must_use]
    pub fn user_agent(mut self, addition: impl Into<String>) -> Self {
        self.0.user_agent = Some(addition.into());
        self
    }

    /// The configuration.
    ///
    /// What is missing or wrong is reported by the calls that need it.
    #[must_use]
    pub fn build(mut self) -> Config {
        let settings = &mut self.0;
        if let (None, Some(source)) = (&settings.cached, &settings.credentials) {
            let clock = settings.clock.clone();
            let cached = CachedCredentials::new(source.clone(), move || clock());
            settings.cached = Some(Arc::new(cached));
        }
        Config(Arc::new(self.0))
    }
}

impl fmt::Debug for ConfigBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let config = self.clone().build();
        f.debug_tuple("ConfigBuilder").field(&config).finish()
    }
}
