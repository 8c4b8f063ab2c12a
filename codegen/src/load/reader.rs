//! Typed access to JSON that reports what is not as expected and goes on; it knows no key of any format.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::json::Json;
use crate::diagnostic::Diagnostics;
use crate::model::ModelPath;

/// What an object holds.
pub(crate) type Entries<'t> = [(Cow<'t, str>, Json<'t>)];

/// Where the reader is: cheap to carry, made into a [`ModelPath`] only for a diagnostic.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Place<'p> {
    pub(crate) shape: Option<&'p str>,
    pub(crate) member: Option<&'p str>,
}

impl<'p> Place<'p> {
    pub(crate) fn shape(shape: &'p str) -> Self {
        Self {
            shape: Some(shape),
            member: None,
        }
    }

    pub(crate) fn member(self, member: &'p str) -> Self {
        Self {
            member: Some(member),
            ..self
        }
    }
}

/// Collects what is wrong with one file.
#[derive(Debug)]
pub(crate) struct Reader<'f> {
    pub(crate) file: &'f str,
    pub(crate) diagnostics: &'f mut Diagnostics,
    unknown: BTreeSet<(&'static str, String)>,
}

impl<'f> Reader<'f> {
    pub(crate) fn new(file: &'f str, diagnostics: &'f mut Diagnostics) -> Self {
        Self {
            file,
            diagnostics,
            unknown: BTreeSet::new(),
        }
    }

    pub(crate) fn path(&self, place: Place<'_>) -> ModelPath {
        match (place.shape, place.member) {
            (Some(shape), Some(member)) => ModelPath::member(self.file, shape, member),
            (Some(shape), None) => ModelPath::shape(self.file, shape),
            (None, _) => ModelPath::file(self.file),
        }
    }

    pub(crate) fn error(&mut self, place: Place<'_>, message: impl Into<String>) {
        let path = self.path(place);
        self.diagnostics.error(path, message);
    }

    /// Reports a key that no version of the format known to us has, once for each kind of object.
    pub(crate) fn unknown_key(&mut self, kind: &'static str, place: Place<'_>, key: &str) {
        if self.unknown.insert((kind, key.to_owned())) {
            let path = self.path(place);
            self.diagnostics
                .warning(path, format!("unknown key `{key}` of {kind} is left out"));
        }
    }

    /// The entries of an object; keys that are repeated are reported.
    pub(crate) fn object<'j, 't>(&mut self, place: Place<'_>, key: &str, json: &'j Json<'t>) -> &'j Entries<'t> {
        let Json::Object(entries) = json else {
            self.wrong(place, key, "an object", json);
            return &[];
        };
        self.repeated(place, entries);
        entries
    }

    fn repeated(&mut self, place: Place<'_>, entries: &Entries<'_>) {
        // Most objects have a handful of keys: comparing them is cheaper than a set.
        let few = entries.len() < 16;
        let mut seen = BTreeSet::new();
        for (index, (key, _)) in entries.iter().enumerate() {
            let before = || entries.iter().take(index).any(|(known, _)| known == key);
            let again = if few { before() } else { !seen.insert(key.as_ref()) };
            if again {
                self.error(place, format!("duplicate key `{key}`"));
            }
        }
    }

    pub(crate) fn array<'j, 't>(&mut self, place: Place<'_>, key: &str, json: &'j Json<'t>) -> &'j [Json<'t>] {
        match json {
            Json::Array(values) => values,
            other => {
                self.wrong(place, key, "a list", other);
                &[]
            }
        }
    }

    pub(crate) fn text<'j>(&mut self, place: Place<'_>, key: &str, json: &'j Json<'_>) -> Option<&'j str> {
        match json {
            Json::Text(text) => Some(text),
            other => {
                self.wrong(place, key, "a string", other);
                None
            }
        }
    }

    pub(crate) fn string(&mut self, place: Place<'_>, key: &str, json: &Json<'_>) -> Option<String> {
        self.text(place, key, json).map(str::to_owned)
    }

    /// Texts of a list; `null` among them is left out.
    pub(crate) fn texts<'j>(&mut self, place: Place<'_>, key: &str, json: &'j Json<'_>) -> Vec<&'j str> {
        let values = self.array(place, key, json).iter();
        values
            .filter(|value| **value != Json::Null)
            .filter_map(|value| self.text(place, key, value))
            .collect()
    }

    pub(crate) fn flag(&mut self, place: Place<'_>, key: &str, json: &Json<'_>) -> bool {
        match json {
            Json::Boolean(flag) => *flag,
            other => {
                self.wrong(place, key, "a boolean", other);
                false
            }
        }
    }

    pub(crate) fn integer(&mut self, place: Place<'_>, key: &str, json: &Json<'_>) -> Option<i64> {
        match json {
            Json::Integer(number) => Some(*number),
            other => {
                self.wrong(place, key, "a whole number", other);
                None
            }
        }
    }

    pub(crate) fn wrong(&mut self, place: Place<'_>, key: &str, expected: &str, found: &Json<'_>) {
        self.error(place, format!("`{key}` is {}, not {expected}", found.kind()));
    }
}
