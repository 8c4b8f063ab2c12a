//! The region of a client; knows no services and no endpoints.

use std::borrow::Cow;
use std::fmt;

use crate::environment::{self, ConfigError, Environment, Place};
use crate::profile::SharedConfig;

/// The name of a region, such as `eu-west-1`.
///
/// It becomes a part of host names, so it is letters, digits and hyphens and nothing else.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Region(Cow<'static, str>);

/// Source: the length of a label in a host name, RFC 1035, section 2.3.4.
const LONGEST: usize = 63;

impl Region {
    /// A region given in code.
    ///
    /// # Errors
    ///
    /// When the name could not be a part of a host name.
    pub fn new(name: impl Into<Cow<'static, str>>) -> Result<Self, ConfigError> {
        Self::from_place(name.into(), || Place::Code)
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn from_place(name: Cow<'static, str>, place: impl FnOnce() -> Place) -> Result<Self, ConfigError> {
        if is_host_label(&name) {
            return Ok(Self(name));
        }
        let start: String = name.chars().take(LONGEST).collect();
        Err(ConfigError::new(
            place(),
            format!(
                "`{}` is not a region; a region is 1 to {LONGEST} letters, digits and hyphens, such as `eu-west-1`",
                start.escape_debug()
            ),
        ))
    }

    /// The region that the surroundings name, variables before files.
    ///
    /// # Errors
    ///
    /// When a value could not be a part of a host name.
    pub(crate) fn from_environment(
        environment: &dyn Environment,
        shared: &SharedConfig,
    ) -> Result<Option<Self>, ConfigError> {
        for name in ["AWS_REGION", "AWS_DEFAULT_REGION"] {
            if let Some(value) = environment::variable(environment, name)? {
                return Self::from_place(value.into(), || Place::Variable(name.to_owned())).map(Some);
            }
        }
        let Some((value, property)) = shared.profile().text("region")? else {
            return Ok(None);
        };
        Self::from_place(value.to_owned().into(), || property.place()).map(Some)
    }
}

/// Source: "label" in RFC 1123, section 2.1.
fn is_host_label(text: &str) -> bool {
    text.len() <= LONGEST
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && text.starts_with(|c| c != '-')
        && text.ends_with(|c| c != '-')
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Region({})", self.0)
    }
}

impl AsRef<str> for Region {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::environment::FixedEnvironment;

    #[test]
    fn a_region_is_a_host_label() {
        for name in ["us-east-1", "aws-global", "local", "A1"] {
            assert_eq!(Region::new(name).map(|region| region.to_string()), Ok(name.to_owned()));
        }
        let long = "x".repeat(64);
        for name in [
            "",
            "-x",
            "x-",
            "us east",
            "evil.example",
            "x/../y",
            "x@y",
            "x#",
            "x?",
            "x:1",
            "ä",
            "x\n",
            "x\0",
            "a_b",
            &long,
        ] {
            let error = Region::new(name.to_owned()).unwrap_err().to_string();
            assert!(error.starts_with("configuration: `"), "{error}");
            assert!(!error.contains(|c: char| c.is_control()), "{error}");
        }
    }

    #[test]
    fn variables_come_before_the_profile() {
        let file = "[default]\nregion = from-file";
        let with = |names: &[&str], file: &str| {
            let start = FixedEnvironment::new()
                .with_var("HOME", "/h")
                .with_file("/h/.aws/config", file);
            let environment = names.iter().fold(start, |environment, name| {
                environment.with_var(*name, name.to_lowercase().replace('_', "-"))
            });
            let shared = SharedConfig::load(&environment, None).unwrap();
            Region::from_environment(&environment, &shared)
                .map(|region| region.map(|region| region.to_string()))
                .map_err(|error| error.to_string())
        };
        let found = |name: &str| Ok(Some(name.to_owned()));
        assert_eq!(with(&["AWS_REGION", "AWS_DEFAULT_REGION"], file), found("aws-region"));
        assert_eq!(with(&["AWS_DEFAULT_REGION"], file), found("aws-default-region"));
        assert_eq!(with(&[], file), found("from-file"));
        assert_eq!(with(&[], "[default]\nregion =\n"), Ok(None));
        assert_eq!(
            with(&[], "# c\n[default]\nregion = evil.example/\n"),
            Err(
                "/h/.aws/config:3: `evil.example/` is not a region; a region is 1 to 63 letters, digits and hyphens, \
                 such as `eu-west-1`"
                    .to_owned()
            )
        );
    }
}
