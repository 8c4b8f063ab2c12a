//! The block of an operation's error enum.

use super::scope::Scope;
use crate::print::{Block, Docs, Line, literal};
use crate::resolve::{ErrorVariant, ItemKind, Operation};

/// The block.
pub(crate) fn block(operation: &Operation, scope: &mut Scope<'_>) -> Block {
    let lines = operation
        .error
        .variants
        .iter()
        .map(|variant| line(variant, scope))
        .collect();
    Block {
        macro_name: scope.runtime("errors"),
        docs: Docs {
            lines: vec![format!("Errors of [`Client::{}`].", operation.method.rust)],
            attributes: Vec::new(),
        },
        head: vec![format!("pub enum {}", operation.error.name)],
        members: Some(lines),
    }
}

/// `AccessDeniedException(AccessDeniedException) = "AccessDeniedException";`
fn line(variant: &ErrorVariant, scope: &mut Scope<'_>) -> Line {
    let item = &scope.service[variant.item];
    let codes = match &item.kind {
        ItemKind::Structure(structure) => structure.error.as_ref(),
        _ => None,
    };
    let first = codes.map_or(&item.name.wire, |error| &error.code);
    let alias = codes
        .and_then(|error| error.query_code.as_ref())
        .filter(|code| *code != first);
    let alias = alias.map(|code| format!(" | {}", literal(code))).unwrap_or_default();
    let ty = scope.item(variant.item);
    Line {
        docs: Docs::default(),
        text: format!("{}({ty}) = {}{alias};", variant.rust, literal(first)),
    }
}
