//! The variables and files around a program; does not know what they mean.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::error::{Error, ErrorKind};

/// Where configuration comes from when it is not given in code.
pub trait Environment: fmt::Debug + Send + Sync + 'static {
    /// The value of an environment variable.
    fn var(&self, name: &str) -> Option<OsString>;

    /// The content of a file.
    ///
    /// # Errors
    ///
    /// [`io::ErrorKind::NotFound`] when there is none, which is no mistake, and any other kind when it cannot be read.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// Whether home directory and paths are those of Windows.
    fn is_windows(&self) -> bool {
        cfg!(windows)
    }
}

/// The environment variables of the process and the files of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct ProcessEnvironment;

/// Far more than any configuration, and little enough for a device that never ends.
const LARGEST_FILE: u64 = 16 << 20;

impl Environment for ProcessEnvironment {
    fn var(&self, name: &str) -> Option<OsString> {
        std::env::var_os(name)
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let mut content = Vec::new();
        File::open(path)?.take(LARGEST_FILE + 1).read_to_end(&mut content)?;
        if u64::try_from(content.len()).is_ok_and(|length| length <= LARGEST_FILE) {
            Ok(content)
        } else {
            Err(io::Error::new(
                io::ErrorKind::FileTooLarge,
                "the file is larger than 16 MiB",
            ))
        }
    }
}

/// Variables and files given in code, for tests and for programs that must not look around.
#[derive(Clone, Default)]
pub struct FixedEnvironment {
    variables: BTreeMap<String, OsString>,
    files: BTreeMap<PathBuf, Vec<u8>>,
    windows: bool,
}

impl FixedEnvironment {
    /// An environment without variables and files.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a variable.
    #[must_use]
    pub fn with_var(mut self, name: impl Into<String>, value: impl Into<OsString>) -> Self {
        self.variables.insert(name.into(), value.into());
        self
    }

    /// Adds a file.
    #[must_use]
    pub fn with_file(mut self, path: impl Into<PathBuf>, content: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path.into(), content.into());
        self
    }

    /// Looks for the home directory as on Windows.
    #[must_use]
    pub fn on_windows(mut self) -> Self {
        self.windows = true;
        self
    }
}

impl Environment for FixedEnvironment {
    fn var(&self, name: &str) -> Option<OsString> {
        self.variables.get(name).cloned()
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.files.get(path).cloned().ok_or(io::ErrorKind::NotFound.into())
    }

    fn is_windows(&self) -> bool {
        self.windows
    }
}

impl fmt::Debug for FixedEnvironment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The values of both may be secrets.
        f.debug_struct("FixedEnvironment")
            .field("variables", &self.variables.keys())
            .field("files", &self.files.keys())
            .field("windows", &self.windows)
            .finish()
    }
}

/// A setting that cannot be used: where it stands, what is wrong with it and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    place: Place,
    message: String,
}

/// Where a setting stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    /// In the program.
    Code,
    /// In this environment variable.
    Variable(String),
    /// In this file.
    File(Arc<str>),
    /// On this line of this file.
    Line(Arc<str>, usize),
}

impl ConfigError {
    pub(crate) fn new(place: Place, message: impl Into<String>) -> Self {
        Self {
            place,
            message: message.into(),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code => f.write_str("configuration"),
            Self::Variable(name) => write!(f, "environment variable `{}`", name.escape_debug()),
            Self::File(path) => write!(f, "{}", path.escape_debug()),
            Self::Line(path, line) => write!(f, "{}:{line}", path.escape_debug()),
        }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

impl std::error::Error for ConfigError {}

impl From<ConfigError> for Error {
    fn from(error: ConfigError) -> Self {
        Self::new(ErrorKind::Config, error.to_string())
    }
}

/// The value of a variable; a blank one counts as not set.
pub(crate) fn variable(environment: &dyn Environment, name: &str) -> Result<Option<String>, ConfigError> {
    let Some(value) = environment.var(name) else {
        return Ok(None);
    };
    let place = || Place::Variable(name.to_owned());
    let value = value
        .into_string()
        .map_err(|_| ConfigError::new(place(), "the value is not valid Unicode"))?;
    if value.trim().is_empty() {
        return Ok(None);
    }
    check_text(&value, place)?;
    Ok(Some(value))
}

/// Refuses what is no text of one line: no setting of AWS has control characters.
pub(crate) fn check_text(value: &str, place: impl FnOnce() -> Place) -> Result<(), ConfigError> {
    match value.chars().find(|c| c.is_control()) {
        None => Ok(()),
        Some('\n' | '\r') => Err(ConfigError::new(
            place(),
            "the value has a line break; write it on one line",
        )),
        Some(c) => {
            let message = format!("the value has the control character {}; remove it", c.escape_unicode());
            Err(ConfigError::new(place(), message))
        }
    }
}

/// Reads `true` or `false`.
pub(crate) fn parse_flag(value: &str, place: impl FnOnce() -> Place) -> Result<bool, ConfigError> {
    match value.trim() {
        text if text.eq_ignore_ascii_case("true") => Ok(true),
        text if text.eq_ignore_ascii_case("false") => Ok(false),
        text => {
            let message = format!("`{}` is neither `true` nor `false`", text.escape_debug());
            Err(ConfigError::new(place(), message))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_text_of_one_line() {
        for (value, expected) in [
            ("x y", Ok(Some("x y"))),
            (" ", Ok(None)),
            ("", Ok(None)),
            ("ä", Ok(Some("ä"))),
            (
                "x\n",
                Err("environment variable `V`: the value has a line break; write it on one line"),
            ),
            (
                "x\u{1b}[0m",
                Err("environment variable `V`: the value has the control character \\u{1b}; remove it"),
            ),
        ] {
            let environment = FixedEnvironment::new().with_var("V", value);
            let found = variable(&environment, "V").map_err(|error| error.to_string());
            assert_eq!(found, expected.map(|v| v.map(str::to_owned)).map_err(str::to_owned));
        }
        assert_eq!(variable(&FixedEnvironment::new(), "V"), Ok(None));
    }

    #[cfg(unix)]
    #[test]
    fn bytes_that_are_no_text_are_refused() {
        use std::os::unix::ffi::OsStringExt;

        let environment = FixedEnvironment::new().with_var("V", OsString::from_vec(vec![0xff]));
        let error = variable(&environment, "V").unwrap_err();
        assert_eq!(
            error.to_string(),
            "environment variable `V`: the value is not valid Unicode"
        );
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_without_end_is_refused() {
        let error = ProcessEnvironment.read(Path::new("/dev/zero")).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::FileTooLarge);
        let missing = ProcessEnvironment.read(Path::new("/does/not/exist")).unwrap_err();
        assert_eq!(missing.kind(), io::ErrorKind::NotFound);
    }

    #[test]
    fn values_do_not_show() {
        let environment = FixedEnvironment::new()
            .with_var("AWS_SECRET_ACCESS_KEY", "hunter2")
            .with_file("/f", "hunter2");
        let shown = format!("{environment:?}");
        assert!(
            shown.contains("AWS_SECRET_ACCESS_KEY") && !shown.contains("hunter2"),
            "{shown}"
        );
    }
}
