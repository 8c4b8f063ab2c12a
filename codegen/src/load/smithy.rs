//! Reads Smithy's JSON AST into a [`Model`].

use crate::diagnostic::Diagnostics;
use crate::model::{Model, ModelPath};
use crate::source::Text;

/// Reads a service of the model that these files are.
pub(crate) fn load(files: &[Text], _service: Option<&str>, diagnostics: &mut Diagnostics) -> Option<Model> {
    services(files, diagnostics).and(None)
}

/// The shape IDs of the services.
pub(crate) fn services(files: &[Text], diagnostics: &mut Diagnostics) -> Option<Vec<String>> {
    for text in files {
        diagnostics.error(ModelPath::file(&text.file), "the JSON AST of Smithy cannot be read yet");
    }
    None
}
