//! Refuses whatever later steps could not handle, so that they need no way to fail. It reports everything at once and
//! changes nothing; shapes that no operation reaches may be as they like.

mod auth;
mod bindings;
mod cycles;
mod operations;
mod shapes;
#[cfg(test)]
pub(crate) mod tests;

use crate::diagnostic::{Diagnostics, nearest, quoted};
use crate::model::{Model, ModelPath, Protocol, ShapeId, ShapeKind, Unresolved};

/// Checks everything that the operations reach, and that the service can be spoken to, by the protocol that a manifest
/// chose if it did.
pub(crate) fn check(model: &Model, chosen: Option<Protocol>, diagnostics: &mut Diagnostics) {
    let mut checker = Checker { model, diagnostics };
    checker.protocols(chosen);
    checker.auth();
    for operation in &model.operations {
        checker.operation(operation);
    }
    let reached = model.reached(model.roots());
    for &id in &reached {
        checker.shape(id);
    }
    checker.cycles(&reached);
}

/// The model, and where its problems go.
struct Checker<'a> {
    model: &'a Model,
    diagnostics: &'a mut Diagnostics,
}

impl Checker<'_> {
    fn error(&mut self, path: ModelPath, message: impl Into<String>) {
        self.diagnostics.error(path, message);
    }

    fn protocols(&mut self, chosen: Option<Protocol>) {
        let service = &self.model.service;
        let path = self.model.path();
        let names = |protocols: &[Protocol]| {
            let names: Vec<&str> = protocols.iter().map(|protocol| protocol.name()).collect();
            quoted(&names)
        };
        if let Some(chosen) = chosen.filter(|chosen| !service.protocols.contains(chosen)) {
            let message = format!(
                "the service does not speak `{}`, which the manifest chose",
                chosen.name()
            );
            let help = format!("it speaks {}", names(&service.protocols));
            self.diagnostics.error(path.clone(), message).help(help);
        }
        for unknown in &service.unknown_protocols {
            let message = format!("unsupported protocol `{unknown}`");
            if service.protocols.is_empty() {
                let help = format!("supported are {}", names(&Protocol::PREFERENCE));
                self.diagnostics.error(path.clone(), message).help(help);
            } else {
                self.diagnostics.warning(path.clone(), message);
            }
        }
    }

    /// Reports a target that is not defined, and says whether it is there.
    fn exists(&mut self, path: &ModelPath, role: &str, target: ShapeId) -> bool {
        let shape = &self.model.shapes[target];
        if !matches!(shape.kind, ShapeKind::Unresolved(Unresolved::Missing)) {
            return true;
        }
        let defined = self.model.shapes.iter().filter(|(_, shape)| !is_missing(&shape.kind));
        let near = nearest(&shape.name, defined.map(|(_, shape)| shape.name.as_str()));
        let help = near.first().map(|near| {
            format!("a shape `{near}` exists; correct the model, in codegen/src/fixups.rs if it is not yours")
        });
        self.diagnostics
            .error(path.clone(), format!("{role} shape `{}` does not exist", shape.name))
            .maybe_help(help);
        false
    }
}

fn is_missing(kind: &ShapeKind) -> bool {
    matches!(kind, ShapeKind::Unresolved(Unresolved::Missing))
}
