//! What the reader makes of small models.

use super::*;
use crate::diagnostic::Diagnostics;

fn loaded(text: &str) -> (Option<Model>, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let model = load(Source { file: "m.json", text }, &[], &mut diagnostics);
    (model, diagnostics)
}
