//! Bearer tokens, the identity of the few services that do not check signatures; does not know where they go.

use std::fmt;
use std::future::{Future, ready};
use std::pin::Pin;
use std::sync::Arc;
use std::time::SystemTime;

use zeroize::Zeroizing;

use super::CredentialsError;

/// A bearer token. A clone shares it; the memory of the last one is cleared.
#[derive(Clone)]
pub struct Token {
    text: Arc<Zeroizing<String>>,
    expires_at: Option<SystemTime>,
}

impl Token {
    /// A token that does not expire.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: Arc::new(Zeroizing::new(text.into())),
            expires_at: None,
        }
    }

    /// Adds the time from which on the token is refused.
    #[must_use]
    pub fn with_expiry(mut self, expires_at: SystemTime) -> Self {
        self.expires_at = Some(expires_at);
        self
    }

    /// The token.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The time from which on the token is refused; none if it does not expire.
    #[must_use]
    pub fn expires_at(&self) -> Option<SystemTime> {
        self.expires_at
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Token")
            .field("text", &"redacted")
            .field("expires_at", &self.expires_at)
            .finish()
    }
}

/// A token on its way.
pub type TokenFuture<'a> = Pin<Box<dyn Future<Output = Result<Token, CredentialsError>> + Send + 'a>>;

/// A source of bearer tokens, asked before every call.
pub trait ProvideToken: fmt::Debug + Send + Sync + 'static {
    /// The token for a call that is made now.
    fn provide(&self) -> TokenFuture<'_>;
}

/// A token given in code.
impl ProvideToken for Token {
    fn provide(&self) -> TokenFuture<'_> {
        Box::pin(ready(Ok(self.clone())))
    }
}

impl<P: ProvideToken + ?Sized> ProvideToken for Arc<P> {
    fn provide(&self) -> TokenFuture<'_> {
        (**self).provide()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_does_not_show() {
        let token = Token::new("hunter2").with_expiry(SystemTime::UNIX_EPOCH);
        assert!(!format!("{token:?}").contains("hunter2"));
    }
}
