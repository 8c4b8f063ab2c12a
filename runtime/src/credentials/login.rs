//! A user name and a password, for services that ask for them; does not know how they are sent.

use std::fmt;
use std::sync::Arc;

use zeroize::Zeroizing;

/// A user name and a password. A clone shares the password; the memory of the last one is cleared.
#[derive(Clone)]
pub(crate) struct Login {
    user_name: String,
    password: Arc<Zeroizing<String>>,
}

impl Login {
    pub(crate) fn new(user_name: impl Into<String>, password: impl Into<String>) -> Self {
        Self {
            user_name: user_name.into(),
            password: Arc::new(Zeroizing::new(password.into())),
        }
    }

    pub(crate) fn user_name(&self) -> &str {
        &self.user_name
    }

    pub(crate) fn password(&self) -> &str {
        &self.password
    }
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Login")
            .field("user_name", &self.user_name)
            .field("password", &"redacted")
            .finish()
    }
}
