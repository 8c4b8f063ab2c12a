//! The text of one shared file as sections of properties; does not know where the file is or what a property means.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use zeroize::Zeroizing;

use crate::environment::{ConfigError, Place, check_text};

/// Which of the two files is read: they write their sections differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FileKind {
    Config,
    Credentials,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SectionKind {
    Profile,
    Services,
    SsoSession,
}

/// What stands between the brackets.
#[derive(Debug, Clone)]
pub(super) struct Header {
    pub(super) kind: SectionKind,
    pub(super) name: String,
    /// Written with a word before the name, as in `[profile name]`.
    pub(super) prefixed: bool,
}

/// The properties of a section by name, which is in lower case.
#[derive(Clone, Default)]
pub(crate) struct Section {
    place: Option<Place>,
    properties: BTreeMap<String, Property>,
}

/// A value, which may be a secret, and where it stands.
#[derive(Clone)]
pub(crate) struct Property {
    value: Zeroizing<String>,
    path: Arc<str>,
    line: usize,
}

pub(super) struct Parsed {
    pub(super) sections: Vec<(Header, Section)>,
    /// Sections of a kind or with a name that is not known.
    pub(super) ignored: Vec<(Place, String)>,
}

impl Section {
    /// Where the section starts.
    pub(crate) fn place(&self) -> Option<&Place> {
        self.place.as_ref()
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Property> {
        self.properties.get(name)
    }

    /// A value of one line; an empty one counts as not set.
    pub(crate) fn text(&self, name: &str) -> Result<Option<(&str, &Property)>, ConfigError> {
        let Some(property) = self.get(name).filter(|property| !property.value.is_empty()) else {
            return Ok(None);
        };
        check_text(&property.value, || property.place())?;
        Ok(Some((&property.value, property)))
    }

    pub(super) fn extend(&mut self, other: Self) {
        self.place = self.place.take().or(other.place);
        self.properties.extend(other.properties);
    }

    #[cfg(test)]
    pub(super) fn values(&self) -> BTreeMap<&str, &str> {
        let pairs = self.properties.iter();
        pairs
            .map(|(name, property)| (name.as_str(), property.value.as_str()))
            .collect()
    }
}

impl Property {
    pub(crate) fn place(&self) -> Place {
        Place::Line(self.path.clone(), self.line)
    }

    /// The value of a property nested in this one.
    pub(super) fn nested(&self, name: &str) -> Option<&str> {
        let pairs = self.value.lines().filter_map(|line| line.split_once('='));
        let mut trimmed = pairs.map(|(key, value)| (key.trim(), value.trim()));
        let last = trimmed.rfind(|(key, _)| key.eq_ignore_ascii_case(name));
        last.map(|(_, value)| value)
    }
}

impl fmt::Debug for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.properties.keys()).finish()
    }
}

impl fmt::Debug for Property {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Property({})", self.place())
    }
}

pub(super) fn parse(text: &str, path: &Arc<str>, kind: FileKind) -> Result<Parsed, ConfigError> {
    let mut parser = Parser {
        path,
        kind,
        number: 0,
        section: Open::Nothing,
        property: Open::Nothing,
        parsed: Parsed {
            sections: Vec::new(),
            ignored: Vec::new(),
        },
    };
    // Editors on Windows put a byte order mark in front.
    for line in text.trim_start_matches('\u{feff}').split('\n') {
        parser.number += 1;
        parser.line(line.strip_suffix('\r').unwrap_or(line))?;
    }
    Ok(parser.parsed)
}

/// What the next line belongs to.
enum Open<T> {
    Nothing,
    /// Something that is not known and skipped.
    Ignored,
    This(T),
}

/// The property that a line may continue.
struct Continued {
    name: String,
    /// It has no value of its own, so each of its lines is a property.
    nested: bool,
}

struct Parser<'a> {
    path: &'a Arc<str>,
    kind: FileKind,
    number: usize,
    /// The last of the sections is open.
    section: Open<()>,
    property: Open<Continued>,
    parsed: Parsed,
}

impl Parser<'_> {
    fn line(&mut self, line: &str) -> Result<(), ConfigError> {
        if line.trim().is_empty() || line.starts_with(['#', ';']) {
            Ok(())
        } else if line.starts_with('[') {
            self.header(line)
        } else if line.starts_with(char::is_whitespace) {
            self.continuation(line.trim())
        } else {
            self.property(line)
        }
    }

    fn header(&mut self, line: &str) -> Result<(), ConfigError> {
        let before_comment = line.split(['#', ';']).next().unwrap_or_default().trim();
        let inner = before_comment
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
            .ok_or_else(|| self.error("profile definition must end with ']'"))?
            .trim();
        self.property = Open::Nothing;
        if let Some(header) = read_header(self.kind, inner) {
            let section = Section {
                place: Some(self.place()),
                properties: BTreeMap::new(),
            };
            self.parsed.sections.push((header, section));
            self.section = Open::This(());
        } else {
            self.parsed.ignored.push((self.place(), inner.to_owned()));
            self.section = Open::Ignored;
        }
        Ok(())
    }

    fn property(&mut self, line: &str) -> Result<(), ConfigError> {
        match self.section {
            Open::Nothing => return Err(self.error("expected a profile definition, such as `[default]`")),
            Open::Ignored => return Ok(()),
            Open::This(()) => {}
        }
        let (name, value) = self.split(without_comment(line), "property")?;
        if !is_name(name) {
            self.property = Open::Ignored;
            return Ok(());
        }
        let name = name.to_ascii_lowercase();
        let nested = value.is_empty();
        let property = Property {
            value: Zeroizing::new(value.to_owned()),
            path: self.path.clone(),
            line: self.number,
        };
        if let Some((_, section)) = self.parsed.sections.last_mut() {
            section.properties.insert(name.clone(), property);
        }
        self.property = Open::This(Continued { name, nested });
        Ok(())
    }

    fn continuation(&mut self, line: &str) -> Result<(), ConfigError> {
        if matches!(self.section, Open::Nothing) {
            return Err(self.error("expected a profile definition, found continuation"));
        }
        let Open::This(continued) = &self.property else {
            return match (&self.section, &self.property) {
                (Open::This(()), Open::Nothing) => {
                    Err(self.error("expected a property definition, found continuation"))
                }
                _ => Ok(()),
            };
        };
        if continued.nested {
            self.split(line, "sub-property")?;
        }
        let section = self.parsed.sections.last_mut().map(|(_, section)| section);
        if let Some(property) = section.and_then(|section| section.properties.get_mut(&continued.name)) {
            property.value.push('\n');
            property.value.push_str(line);
        }
        Ok(())
    }

    fn split<'a>(&self, line: &'a str, what: &str) -> Result<(&'a str, &'a str), ConfigError> {
        let (name, value) = line
            .split_once('=')
            .ok_or_else(|| self.error(format!("expected an '=' sign defining a {what}")))?;
        if name.trim().is_empty() {
            return Err(self.error(format!("{what} did not have a name")));
        }
        Ok((name.trim(), value.trim()))
    }

    fn place(&self) -> Place {
        Place::Line(self.path.clone(), self.number)
    }

    fn error(&self, message: impl Into<String>) -> ConfigError {
        ConfigError::new(self.place(), message)
    }
}

/// The header, if it is of a kind and has a name that is known.
fn read_header(kind: FileKind, text: &str) -> Option<Header> {
    let (section, name, prefixed) = match (kind, text.split_once(char::is_whitespace)) {
        (FileKind::Credentials, _) => (SectionKind::Profile, text, false),
        (FileKind::Config, None) if text == super::DEFAULT => (SectionKind::Profile, text, false),
        (FileKind::Config, Some(("profile", name))) => (SectionKind::Profile, name, true),
        (FileKind::Config, Some(("services", name))) => (SectionKind::Services, name, true),
        (FileKind::Config, Some(("sso-session", name))) => (SectionKind::SsoSession, name, true),
        (FileKind::Config, _) => return None,
    };
    let name = name.trim();
    is_name(name).then(|| Header {
        kind: section,
        name: name.to_owned(),
        prefixed,
    })
}

/// Source: the identifiers that the test cases of the official SDKs allow.
fn is_name(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-/.%@_:+".contains(&byte);
    !text.is_empty() && text.bytes().all(allowed)
}

/// The line up to a comment, which has white space before it.
fn without_comment(line: &str) -> &str {
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        if matches!(c, '#' | ';') && before.is_whitespace() {
            return line.split_at(at).0;
        }
        before = c;
    }
    line
}
