//! Rust names of everything, once; a manifest's choice wins, and a choice that matches nothing is an error.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostics;
use crate::model::{Model, ModelPath};
use crate::names::identifier;
pub(super) use crate::names::identifier::service_module as module;
use crate::names::scope::Scope;

/// Names of types that generated files import, or that Rust imports into every file.
pub(super) const IMPORTED: [&str; 26] = [
    "AuthScheme",
    "BTreeMap",
    "BigDecimal",
    "BigInteger",
    "Blob",
    "Body",
    "Box",
    "Call",
    "Client",
    "Clone",
    "Default",
    "Document",
    "Drop",
    "Element",
    "Err",
    "Fn",
    "None",
    "Ok",
    "Option",
    "Result",
    "Send",
    "Some",
    "String",
    "Sync",
    "Timestamp",
    "Vec",
];

/// The choices of the manifest, and where problems go.
pub(super) struct Names<'a> {
    model: &'a Model,
    chosen: &'a BTreeMap<String, String>,
    used: BTreeSet<&'a str>,
    pub(super) problems: &'a mut Diagnostics,
}

impl<'a> Names<'a> {
    pub(super) fn new(model: &'a Model, chosen: &'a BTreeMap<String, String>, problems: &'a mut Diagnostics) -> Self {
        Self {
            model,
            chosen,
            used: BTreeSet::new(),
            problems,
        }
    }

    /// The type of a shape, or the marker of an operation.
    pub(super) fn ty(&mut self, wire: &str, scope: &mut Scope) -> String {
        self.name(wire, wire, None, identifier::ty(wire), scope)
    }

    /// The method of an operation.
    pub(super) fn method(&mut self, wire: &str, scope: &mut Scope) -> String {
        self.name(wire, wire, None, identifier::field(wire), scope)
    }

    /// A field of a structure.
    pub(super) fn field(&mut self, shape: &str, wire: &str, scope: &mut Scope) -> String {
        self.name(
            &format!("{shape}.{wire}"),
            shape,
            Some(wire),
            identifier::field(wire),
            scope,
        )
    }

    /// A variant of a union or an enum.
    pub(super) fn variant(&mut self, shape: &str, wire: &str, scope: &mut Scope) -> String {
        self.value(shape, wire, identifier::ty(wire), scope)
    }

    /// An integer of an enum.
    pub(super) fn constant(&mut self, shape: &str, wire: &str, scope: &mut Scope) -> String {
        self.value(shape, wire, identifier::constant(wire), scope)
    }

    fn value(&mut self, shape: &str, wire: &str, proposed: String, scope: &mut Scope) -> String {
        self.name(&format!("{shape}.{wire}"), shape, Some(wire), proposed, scope)
    }

    fn name(&mut self, key: &str, shape: &str, member: Option<&str>, proposed: String, scope: &mut Scope) -> String {
        let path = || match member {
            Some(member) => ModelPath::member(&self.model.file, shape, member),
            None => ModelPath::shape(&self.model.file, shape),
        };
        if let Some((key, chosen)) = self.chosen.get_key_value(key) {
            self.used.insert(key);
            if !identifier::is_identifier(chosen) {
                self.problems
                    .error(path(), format!("the chosen name `{chosen}` is no Rust identifier"));
            } else if scope.has(chosen) {
                self.problems
                    .error(path(), format!("the chosen name `{chosen}` is taken"));
            }
            scope.claim(chosen);
            return chosen.clone();
        }
        let (name, collided) = scope.take(&proposed);
        if collided {
            let message = format!("another name becomes `{proposed}` too, so this one is called `{name}`");
            self.problems.warning(path(), message).help(format!(
                "choose otherwise: \"{key}\" = {{ rust = \"…\", reason = \"…\" }} under `names` in models.toml, or --name {key}=…"
            ));
        }
        name
    }

    /// Reports the choices of the manifest that nothing in the model goes by.
    pub(super) fn report_unused(&mut self) {
        for key in self.chosen.keys().filter(|key| !self.used.contains(key.as_str())) {
            self.problems
                .error(
                    self.model.path(),
                    format!("a name is chosen for `{key}`, which is not in the model"),
                )
                .help("correct the key, or choose no name for it");
        }
    }
}
