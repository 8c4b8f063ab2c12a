//! The name under which an application shows itself in the user agent.

use std::fmt;

/// The name of an application, for the user agent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppName(String);

/// A name with a character that has no place in a user agent, or no name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidAppName(String);

impl AppName {
    /// A name of letters, digits and any of ``!#$%&'*+-.^_`|~``: what HTTP calls a token.
    ///
    /// # Errors
    ///
    /// When the name is empty or has another character.
    pub fn new(name: impl Into<String>) -> Result<Self, InvalidAppName> {
        let name = name.into();
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
        if name.is_empty() || !name.bytes().all(allowed) {
            return Err(InvalidAppName(name));
        }
        Ok(Self(name))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for InvalidAppName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is no application name: use letters, digits and the characters !#$%&'*+-.^_`|~",
            self.0.escape_debug()
        )
    }
}

impl std::error::Error for InvalidAppName {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_tokens() {
        for (name, valid) in [
            ("billing", true),
            ("a-1_b.c", true),
            ("", false),
            ("two words", false),
            ("a/b", false),
            ("a\r\nx: y", false),
            ("größe", false),
        ] {
            assert_eq!(AppName::new(name).is_ok(), valid, "{name:?}");
        }
        let error = AppName::new("a\nb").expect_err("has a line break").to_string();
        assert!(error.starts_with("`a\\nb` is no application name"), "{error}");
    }
}
