//! The texts of a model, and the format that they are in.

use crate::diagnostic::Diagnostics;
use crate::generate::Outcome;
use crate::load::{botocore, smithy};
use crate::model::{Model, ModelPath};

/// A file: its name, as diagnostics and headers show it, and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The name.
    pub file: String,
    /// The text.
    pub text: String,
}

impl Text {
    /// A file of this name with this text.
    pub fn new(file: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            file: file.into(),
            text: text.into(),
        }
    }
}

/// Where a service is described.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// In botocore's format, which AWS calls C2J.
    Botocore {
        /// `service-2.json`
        model: Text,
        /// `service-2.sdk-extras.json`: botocore's own corrections.
        extras: Option<Text>,
    },
    /// In JSON ASTs of Smithy 1.0 or 2.0, which together are one model.
    Smithy {
        /// The files, at least one.
        files: Vec<Text>,
        /// The shape ID of the service to take; it may be left out where there is only one.
        service: Option<String>,
    },
}

impl Source {
    /// A model in botocore's format.
    pub fn botocore(file: impl Into<String>, text: impl Into<String>) -> Self {
        Self::Botocore {
            model: Text::new(file, text),
            extras: None,
        }
    }

    /// A model in one JSON AST of Smithy with one service.
    pub fn smithy(file: impl Into<String>, text: impl Into<String>) -> Self {
        Self::Smithy {
            files: vec![Text::new(file, text)],
            service: None,
        }
    }

    /// Takes files for what they are: Smithy's ASTs have the key `smithy`, botocore's have `metadata`, and the
    /// corrections to these have `merge`.
    pub fn detect(files: Vec<Text>) -> Outcome<Self> {
        Outcome::of(|diagnostics| detect(files, diagnostics))
    }

    /// The file that headers of generated files name: the first.
    pub fn file(&self) -> &str {
        match self {
            Self::Botocore { model, .. } => &model.file,
            Self::Smithy { files, .. } => files.first().map_or("", |text| &text.file),
        }
    }
}

/// Reads the service of a source, before anything is chosen or corrected.
pub fn load_model(source: &Source) -> Outcome<Model> {
    Outcome::of(|diagnostics| load(source, diagnostics))
}

/// The shape IDs of the services of a source; botocore's format has none, and gives the name of its only service.
pub fn services(source: &Source) -> Outcome<Vec<String>> {
    Outcome::of(|diagnostics| match source {
        Source::Botocore { .. } => load(source, diagnostics).map(|model| vec![model.service.sdk_id]),
        Source::Smithy { files, .. } => smithy::services(files, diagnostics),
    })
}

/// The same as [`load_model`], for a caller that collects problems.
pub(crate) fn load(source: &Source, diagnostics: &mut Diagnostics) -> Option<Model> {
    match source {
        Source::Botocore { model, extras } => botocore::load(model, extras.as_slice(), diagnostics),
        Source::Smithy { files, service } => smithy::load(files, service.as_deref(), diagnostics),
    }
}

fn detect(files: Vec<Text>, diagnostics: &mut Diagnostics) -> Option<Source> {
    let (mut asts, mut models, mut corrections) = (Vec::new(), Vec::new(), Vec::new());
    for text in files {
        match Format::of(&text, diagnostics)? {
            Format::Smithy => asts.push(text),
            Format::Botocore => models.push(text),
            Format::Extras => corrections.push(text),
        }
    }
    let first = asts.first().or(models.first()).or(corrections.first());
    let path = ModelPath::file(first.map_or("the list of files", |text| &text.file));
    let mut models = models.into_iter();
    match (asts.is_empty(), models.next()) {
        (false, None) if corrections.is_empty() => Some(Source::Smithy {
            files: asts,
            service: None,
        }),
        (true, Some(model)) if models.next().is_none() && corrections.len() < 2 => Some(Source::Botocore {
            model,
            extras: corrections.pop(),
        }),
        (true, None) if corrections.is_empty() => {
            diagnostics.error(path, "there is no model");
            None
        }
        _ => {
            let help = "give the files of one Smithy model, or one service-2.json with at most one file of extras";
            let message = "the files do not belong to one model";
            diagnostics.error(path, message).help(help);
            None
        }
    }
}

enum Format {
    Smithy,
    Botocore,
    Extras,
}

impl Format {
    fn of(text: &Text, diagnostics: &mut Diagnostics) -> Option<Self> {
        let json = crate::load::json::parse(&text.file, &text.text, diagnostics)?;
        let format = [
            ("smithy", Self::Smithy),
            ("metadata", Self::Botocore),
            ("merge", Self::Extras),
        ];
        let found = format.into_iter().find(|(key, _)| json.get(key).is_some());
        if found.is_none() {
            let message =
                "this is no model: it has neither `smithy`, as Smithy's JSON AST, nor `metadata`, as botocore's format";
            diagnostics.error(ModelPath::file(&text.file), message);
        }
        found.map(|(_, format)| format)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detected(texts: &[&str]) -> (Option<Source>, String) {
        let files = texts.iter().enumerate();
        let files = files.map(|(number, text)| Text::new(format!("{number}.json"), *text));
        let outcome = Source::detect(files.collect());
        (outcome.value, outcome.diagnostics.to_string())
    }

    const AST: &str = r#"{"smithy": "2.0"}"#;
    const C2J: &str = r#"{"metadata": {}, "smithy-like": 1}"#;
    const EXTRAS: &str = r#"{"merge": {}}"#;

    #[test]
    fn files_are_taken_for_what_they_are() {
        let (source, _) = detected(&[AST, AST]);
        assert!(matches!(source, Some(Source::Smithy { files, service: None }) if files.len() == 2));
        let (source, _) = detected(&[EXTRAS, C2J]);
        let Some(Source::Botocore {
            model,
            extras: Some(extras),
        }) = source
        else {
            panic!("{source:?}");
        };
        assert_eq!((&*model.file, &*extras.file), ("1.json", "0.json"));
    }

    #[test]
    fn what_is_no_model_is_refused() {
        let cases: [&[&str]; 6] = [&[], &["[]"], &["{"], &[AST, C2J], &[C2J, C2J], &[EXTRAS]];
        let problems = cases.map(|texts| {
            let (source, problems) = detected(texts);
            assert_eq!(source, None);
            problems
        });
        insta::assert_snapshot!(problems.join(""), @r"
        error: the list of files: there is no model
        error: 0.json: this is no model: it has neither `smithy`, as Smithy's JSON AST, nor `metadata`, as botocore's format
        error: 0.json:1:1: not valid JSON: EOF while parsing an object
        error: 0.json: the files do not belong to one model
          help: give the files of one Smithy model, or one service-2.json with at most one file of extras
        error: 0.json: the files do not belong to one model
          help: give the files of one Smithy model, or one service-2.json with at most one file of extras
        error: 0.json: the files do not belong to one model
          help: give the files of one Smithy model, or one service-2.json with at most one file of extras
        ");
    }
}
