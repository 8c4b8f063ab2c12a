//! Who makes a call, and the ways to find out; does not know how a request is signed.

mod cached;
mod chain;
mod elsewhere;
mod error;
mod login;
mod profile;
mod token;
mod variables;

use std::fmt;
use std::future::{Future, ready};
use std::pin::Pin;
use std::sync::Arc;
use std::time::SystemTime;

// Why a crate for it: writing zeros from safe code to memory that is freed right after may be optimised away. rustls
// brings this crate already, so it adds nothing to a build that can reach AWS (0.1 CPU s to one without TLS).
use zeroize::Zeroizing;

pub use self::cached::CachedCredentials;
pub use self::chain::CredentialsChain;
pub use self::error::{CredentialsError, CredentialsErrorKind};
pub(crate) use self::login::Login;
pub use self::profile::ProfileCredentials;
pub use self::token::{ProvideToken, Token, TokenFuture};
pub use self::variables::EnvironmentCredentials;

/// The keys of a caller. A clone shares them; the memory of the last one is cleared.
#[derive(Clone)]
pub struct Credentials {
    inner: Arc<Inner>,
}

#[derive(Clone, Default)]
struct Inner {
    access_key_id: String,
    secret_access_key: Zeroizing<String>,
    session_token: Option<Zeroizing<String>>,
    expires_at: Option<SystemTime>,
    anonymous: bool,
}

impl Credentials {
    /// The two parts of an access key.
    #[must_use]
    pub fn new(access_key_id: impl Into<String>, secret_access_key: impl Into<String>) -> Self {
        Self {
            inner: Arc::new(Inner {
                access_key_id: access_key_id.into(),
                secret_access_key: Zeroizing::new(secret_access_key.into()),
                ..Inner::default()
            }),
        }
    }

    /// Nobody's: requests go out unsigned.
    #[must_use]
    pub fn anonymous() -> Self {
        Self {
            inner: Arc::new(Inner {
                anonymous: true,
                ..Inner::default()
            }),
        }
    }

    /// Adds the token of a temporary access key.
    #[must_use]
    pub fn with_session_token(mut self, token: impl Into<String>) -> Self {
        Arc::make_mut(&mut self.inner).session_token = Some(Zeroizing::new(token.into()));
        self
    }

    /// Adds the time from which on the keys are refused.
    #[must_use]
    pub fn with_expiry(mut self, expires_at: SystemTime) -> Self {
        Arc::make_mut(&mut self.inner).expires_at = Some(expires_at);
        self
    }

    /// The public part of the access key.
    #[must_use]
    pub fn access_key_id(&self) -> &str {
        &self.inner.access_key_id
    }

    /// The secret part of the access key.
    #[must_use]
    pub fn secret_access_key(&self) -> &str {
        &self.inner.secret_access_key
    }

    /// The token of a temporary access key.
    #[must_use]
    pub fn session_token(&self) -> Option<&str> {
        self.inner.session_token.as_ref().map(|token| token.as_str())
    }

    /// The time from which on the keys are refused; none if they do not expire.
    #[must_use]
    pub fn expires_at(&self) -> Option<SystemTime> {
        self.inner.expires_at
    }

    /// Whether requests go out unsigned.
    #[must_use]
    pub fn is_anonymous(&self) -> bool {
        self.inner.anonymous
    }

    /// Whether both sign alike.
    pub(crate) fn has_same_key(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.inner, &other.inner)
            || self.inner.access_key_id == other.inner.access_key_id
                && self.inner.secret_access_key == other.inner.secret_access_key
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_anonymous() {
            return f.write_str("Credentials(anonymous)");
        }
        f.debug_struct("Credentials")
            .field("access_key_id", &self.access_key_id())
            .field("secret_access_key", &"redacted")
            .field("session_token", &self.session_token().map(|_| "redacted"))
            .field("expires_at", &self.expires_at())
            .finish()
    }
}

/// Credentials on their way.
pub type CredentialsFuture<'a> = Pin<Box<dyn Future<Output = Result<Credentials, CredentialsError>> + Send + 'a>>;

/// A source of credentials, asked before every call.
///
/// ```
/// use tinsmith::credentials::{Credentials, CredentialsError, CredentialsFuture, ProvideCredentials};
///
/// #[derive(Debug)]
/// struct Vault;
///
/// impl ProvideCredentials for Vault {
///     fn provide(&self) -> CredentialsFuture<'_> {
///         Box::pin(async { Err(CredentialsError::failed("the vault is closed")) })
///     }
/// }
/// ```
pub trait ProvideCredentials: fmt::Debug + Send + Sync + 'static {
    /// The credentials for a call that is made now.
    fn provide(&self) -> CredentialsFuture<'_>;
}

/// Credentials given in code.
impl ProvideCredentials for Credentials {
    fn provide(&self) -> CredentialsFuture<'_> {
        Box::pin(ready(Ok(self.clone())))
    }
}

impl<P: ProvideCredentials + ?Sized> ProvideCredentials for Arc<P> {
    fn provide(&self) -> CredentialsFuture<'_> {
        (**self).provide()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clone_is_changed_alone() {
        let plain = Credentials::new("AKID", "secret");
        let token = plain.clone().with_session_token("token");
        assert_eq!(plain.session_token(), None);
        assert_eq!(token.session_token(), Some("token"));
        assert!(token.has_same_key(&plain));
        assert!(!plain.has_same_key(&Credentials::new("AKID", "other")));
    }

    #[test]
    fn secrets_do_not_show() {
        let credentials = Credentials::new("AKID", "hunter2")
            .with_session_token("hunter3")
            .with_expiry(SystemTime::UNIX_EPOCH);
        let shown = format!("{credentials:?} {credentials:#?}");
        assert!(shown.contains("AKID") && !shown.contains("hunter"), "{shown}");
        assert_eq!(format!("{:?}", Credentials::anonymous()), "Credentials(anonymous)");
    }
}
