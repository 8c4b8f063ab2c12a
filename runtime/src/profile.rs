//! The shared files `~/.aws/config` and `~/.aws/credentials`, merged; does not know who uses which setting.
//!
//! Source: "Shared config and credentials files" in the AWS SDKs and Tools reference guide.

mod endpoint_url;
mod location;
mod parse;

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::Path;
use std::sync::Arc;

use zeroize::Zeroizing;

use self::parse::{Header, SectionKind};
pub(crate) use self::parse::{Property, Section};
use crate::environment::{self, ConfigError, Environment, Place};

/// The profile in use when none is named.
const DEFAULT: &str = "default";

/// The shared files and the profile that was chosen.
#[derive(Clone)]
pub(crate) struct SharedConfig {
    name: String,
    paths: Vec<Arc<str>>,
    sections: BTreeMap<(SectionKind, String), Section>,
    /// What stands in for a profile that is not there.
    nothing: Section,
}

impl SharedConfig {
    /// Reads the files and chooses the named profile, or that of `AWS_PROFILE`, or `default`.
    ///
    /// Files that do not exist are empty. The files are small and local, so they are read without an executor's help.
    ///
    /// # Errors
    ///
    /// When a file cannot be read or parsed, or a profile that is named does not exist.
    pub(crate) fn load(environment: &dyn Environment, profile: Option<&str>) -> Result<Self, ConfigError> {
        let mut shared = Self {
            name: DEFAULT.to_owned(),
            paths: Vec::new(),
            sections: BTreeMap::new(),
            nothing: Section::default(),
        };
        let mut ignored = Vec::new();
        for (kind, path) in location::locate(environment)? {
            let path = Arc::from(path);
            if let Some(text) = read(environment, &path)? {
                let parsed = parse::parse(&text, &path, kind)?;
                ignored.extend(parsed.ignored);
                shared.merge(parsed.sections);
            }
            shared.paths.push(path);
        }
        let chosen = match profile {
            Some(name) => Some((Place::Code, name.to_owned())),
            None => environment::variable(environment, "AWS_PROFILE")?
                .map(|name| (Place::Variable("AWS_PROFILE".to_owned()), name)),
        };
        if let Some((place, name)) = chosen {
            shared.name = name;
            if !shared.has_profile() && shared.name != DEFAULT {
                return Err(shared.missing_profile(place, &ignored));
            }
        }
        Ok(shared)
    }

    /// The name of the chosen profile.
    #[must_use]
    pub(crate) fn profile_name(&self) -> &str {
        &self.name
    }

    /// The chosen profile, empty if it is not in the files.
    pub(crate) fn profile(&self) -> &Section {
        self.section(SectionKind::Profile, &self.name).unwrap_or(&self.nothing)
    }

    /// The files in which settings are looked for, for messages.
    pub(crate) fn places(&self) -> String {
        match self.paths.as_slice() {
            [] => "no file, for there is no home directory".to_owned(),
            paths => paths.join(" and "),
        }
    }

    fn has_profile(&self) -> bool {
        self.section(SectionKind::Profile, &self.name).is_some()
    }

    fn section(&self, kind: SectionKind, name: &str) -> Option<&Section> {
        self.sections.get(&(kind, name.to_owned()))
    }

    /// Adds the sections of a file; what comes later wins.
    fn merge(&mut self, sections: Vec<(Header, Section)>) {
        let is_default = |header: &Header| header.kind == SectionKind::Profile && header.name == DEFAULT;
        let has_prefixed = sections.iter().any(|(header, _)| is_default(header) && header.prefixed);
        for (header, section) in sections {
            // `[profile default]` takes the place of `[default]` wherever they stand in the file.
            if has_prefixed && is_default(&header) && !header.prefixed {
                continue;
            }
            self.sections
                .entry((header.kind, header.name))
                .or_default()
                .extend(section);
        }
    }

    fn missing_profile(&self, place: Place, ignored: &[(Place, String)]) -> ConfigError {
        let name = self.name.escape_debug();
        let mut message = format!("profile `{name}` is not defined in {}", self.places());
        if let Some((at, _)) = ignored.iter().find(|(_, header)| *header == self.name) {
            message.push_str(&format!("; write `[profile {name}]` instead of `[{name}]` at {at}"));
        }
        ConfigError::new(place, message)
    }

    /// A flag of the environment or else of the profile.
    pub(crate) fn flag(
        &self,
        environment: &dyn Environment,
        variable: &str,
        property: &str,
    ) -> Result<Option<bool>, ConfigError> {
        if let Some(value) = environment::variable(environment, variable)? {
            return environment::parse_flag(&value, || Place::Variable(variable.to_owned())).map(Some);
        }
        match self.profile().text(property)? {
            Some((value, property)) => environment::parse_flag(value, || property.place()).map(Some),
            None => Ok(None),
        }
    }

    /// Whether endpoints validated under FIPS 140 are wanted.
    ///
    /// # Errors
    ///
    /// When the value is neither `true` nor `false`.
    pub(crate) fn use_fips_endpoint(&self, environment: &dyn Environment) -> Result<Option<bool>, ConfigError> {
        self.flag(environment, "AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint")
    }

    /// Whether endpoints with IPv6 addresses are wanted.
    ///
    /// # Errors
    ///
    /// When the value is neither `true` nor `false`.
    pub(crate) fn use_dualstack_endpoint(&self, environment: &dyn Environment) -> Result<Option<bool>, ConfigError> {
        self.flag(environment, "AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint")
    }
}

impl fmt::Debug for SharedConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The values may be secrets.
        f.debug_struct("SharedConfig")
            .field("profile", &self.name)
            .field("paths", &self.paths)
            .finish_non_exhaustive()
    }
}

/// The text of a file, if there is one.
fn read(environment: &dyn Environment, path: &Arc<str>) -> Result<Option<Zeroizing<String>>, ConfigError> {
    let bytes = match environment.read(Path::new(&**path)) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            let message = format!("the file cannot be read: {error}");
            return Err(ConfigError::new(Place::File(path.clone()), message));
        }
    };
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Some(Zeroizing::new(text))),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let bytes = Zeroizing::new(error.into_bytes());
            let line = 1 + bytes.iter().take(valid).filter(|&&byte| byte == b'\n').count();
            Err(ConfigError::new(
                Place::Line(path.clone(), line),
                "the line is not valid UTF-8; save the file as UTF-8",
            ))
        }
    }
}

#[cfg(test)]
mod suites;
#[cfg(test)]
mod tests;
