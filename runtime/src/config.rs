//! The configuration of clients: plain values and the doors to the outside world. It resolves nothing by itself.

mod app_name;
mod builder;
mod surroundings;
mod world;

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

pub use self::app_name::{AppName, InvalidAppName};
pub use self::builder::ConfigBuilder;
pub(crate) use self::surroundings::Surroundings;
pub(crate) use self::world::uuid;
pub use self::world::{Randomness, Timer};
use crate::credentials::{CachedCredentials, Login, ProvideCredentials, ProvideToken, Token};
use crate::endpoint;
use crate::environment::{ConfigError, ProcessEnvironment};
use crate::error::Error;
use crate::protocol::Protocol;
use crate::region::Region;
use crate::transport::{Timeouts, Transport};

/// The configuration of one or more clients. A copy costs nothing.
///
/// ```
/// use std::time::Duration;
///
/// use tinsmith::Config;
///
/// let config = Config::builder()
///     .region("eu-west-1")
///     .operation_timeout(Duration::from_secs(30))
///     .build();
/// assert!(config.region().is_some_and(|region| region.as_str() == "eu-west-1"));
/// ```
///
/// A service that is not AWS's needs no region, but an address and what it knows callers by:
///
/// ```
/// use tinsmith::Config;
/// use tinsmith::credentials::Token;
///
/// let config = Config::builder()
///     .endpoint_url("https://weather.example.com/v1")
///     .bearer_token(Token::new("…")) // or `.api_key("…")`, or `.login("name", "password")`
///     .build();
/// assert_eq!(config.endpoint_url(), Some("https://weather.example.com/v1"));
/// ```
///
/// | setting | without it |
/// |---|---|
/// | time to connect | 5 seconds |
/// | time without a sign of life | 60 seconds |
/// | time for the whole call | no limit, because an upload may take its time |
/// | size of a response that is read whole | 64 MiB |
#[derive(Clone)]
pub struct Config(Arc<Settings>);

/// What time it is.
type Clock = Arc<dyn Fn() -> SystemTime + Send + Sync>;

/// What a configuration is made of.
#[derive(Clone)]
pub(crate) struct Settings {
    /// A name that is no region is an error of the calls.
    pub(crate) region: Option<Result<Region, ConfigError>>,
    pub(crate) endpoint_url: Option<String>,
    pub(crate) surroundings: Option<Surroundings>,
    pub(crate) credentials: Option<Arc<dyn ProvideCredentials>>,
    /// Those credentials by this clock.
    pub(crate) cached: Option<Arc<dyn ProvideCredentials>>,
    pub(crate) bearer_token: Option<Arc<dyn ProvideToken>>,
    pub(crate) api_key: Option<Token>,
    pub(crate) login: Option<Login>,
    pub(crate) protocol: Option<&'static dyn Protocol>,
    pub(crate) transport: Option<Arc<dyn Transport>>,
    pub(crate) clock: Clock,
    pub(crate) randomness: Arc<dyn Randomness>,
    pub(crate) timer: Arc<dyn Timer>,
    pub(crate) timeouts: Timeouts,
    pub(crate) operation_timeout: Option<Duration>,
    pub(crate) response_limit: u64,
    pub(crate) app_name: Option<AppName>,
    pub(crate) user_agent: Option<String>,
}

/// Ten times what the services of AWS answer in one piece, and little enough for a small machine.
const RESPONSE_LIMIT: u64 = 64 * 1024 * 1024;

impl Default for Settings {
    fn default() -> Self {
        Self {
            region: None,
            endpoint_url: None,
            surroundings: None,
            credentials: None,
            cached: None,
            bearer_token: None,
            api_key: None,
            login: None,
            protocol: None,
            transport: None,
            clock: Arc::new(SystemTime::now),
            randomness: world::randomness(),
            timer: world::timer(),
            timeouts: Timeouts::default(),
            operation_timeout: None,
            response_limit: RESPONSE_LIMIT,
            app_name: None,
            user_agent: None,
        }
    }
}

impl Config {
    /// A configuration in which nothing is set.
    #[must_use]
    pub fn builder() -> ConfigBuilder {
        ConfigBuilder(Settings::default())
    }

    /// This configuration, to be changed.
    #[must_use]
    pub fn to_builder(&self) -> ConfigBuilder {
        ConfigBuilder((*self.0).clone())
    }

    /// Region, credentials and addresses of the environment variables and the shared profile files.
    ///
    /// Credentials are looked for when a call needs them, the rest now. See [`ConfigBuilder::from_environment`] for
    /// another profile or other surroundings.
    ///
    /// # Errors
    ///
    /// When a setting cannot be read or understood; the error names it and its place.
    pub async fn from_env() -> Result<Self, Error> {
        ConfigBuilder::from_environment(ProcessEnvironment, None).map(ConfigBuilder::build)
    }

    /// The region, if a valid one is set.
    #[must_use]
    pub fn region(&self) -> Option<&Region> {
        self.0.region.as_ref()?.as_ref().ok()
    }

    /// The address that takes the place of those of all services, if one is set.
    #[must_use]
    pub fn endpoint_url(&self) -> Option<&str> {
        self.0.endpoint_url.as_deref()
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.0
    }
}

/// Shows what is set, but neither secrets nor what stands behind the doors to the world.
impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Settings {
            region,
            endpoint_url,
            credentials,
            bearer_token,
            api_key,
            login,
            protocol,
            transport,
            timeouts,
            operation_timeout,
            response_limit,
            app_name,
            user_agent,
            surroundings: _,
            cached: _,
            clock: _,
            randomness: _,
            timer: _,
        } = &*self.0;
        f.debug_struct("Config")
            .field("region", region)
            .field("endpoint_url", &endpoint_url.as_deref().map(endpoint::shown))
            .field("credentials", credentials)
            .field("bearer_token", bearer_token)
            .field("api_key", api_key)
            .field("login", login)
            .field("protocol", &protocol.map(Protocol::name))
            .field("transport", &transport.as_ref().map(|_| format_args!("set")))
            .field("timeouts", timeouts)
            .field("operation_timeout", operation_timeout)
            .field("response_limit", response_limit)
            .field("app_name", app_name)
            .field("user_agent", user_agent)
            .finish_non_exhaustive()
    }
}
