//! What an operation names must be there, and be of the right kind.

use std::collections::BTreeSet;

use super::Checker;
use crate::model::{AuthScheme, Location, ModelPath, Operation, ShapeId, ShapeKind};

impl Checker<'_> {
    pub(super) fn operation(&mut self, operation: &Operation) {
        let path = self.model.operation_path(operation);
        if let Some(input) = operation.input {
            self.structure(&path, "input", input);
        }
        if let Some(output) = operation.output {
            self.structure(&path, "output", output);
        }
        for &error in &operation.errors {
            self.structure(&path, "error", error);
        }
        if !is_token(&operation.method) {
            self.error(path.clone(), format!("`{}` is no HTTP method", operation.method));
        }
        for scheme in operation.auth.iter().flatten().chain(&self.model.service.auth) {
            if let AuthScheme::Unknown(name) = scheme {
                self.diagnostics
                    .warning(path.clone(), format!("unknown authentication scheme `{name}`"));
            }
        }
        self.labels(&path, operation);
        self.host_labels(&path, operation);
    }

    fn structure(&mut self, path: &ModelPath, role: &str, id: ShapeId) {
        let shape = &self.model.shapes[id];
        if self.exists(path, role, id) && !matches!(shape.kind, ShapeKind::Structure(_)) {
            self.error(path.clone(), format!("{role} shape `{}` is no structure", shape.name));
        }
    }

    /// Every label of the URI has a required member, and every member that is a label is in the URI.
    fn labels(&mut self, path: &ModelPath, operation: &Operation) {
        let members = operation
            .input
            .map_or(&[][..], |input| self.model.shapes[input].members());
        let wanted: BTreeSet<&str> = operation.uri.labels().map(|(name, _)| name).collect();
        let mut given = BTreeSet::new();
        for member in members {
            let Location::Label { name, .. } = &member.location else {
                continue;
            };
            given.insert(name.as_str());
            if !wanted.contains(name.as_str()) {
                let message = format!(
                    "the URI `{}` has no label for `{}` of the input",
                    operation.uri, member.name
                );
                self.error(path.clone(), message);
            }
            if !member.required {
                let message = format!("`{}` is in the URI, but the input does not require it", member.name);
                self.error(path.clone(), message);
            }
        }
        for name in wanted.difference(&given) {
            let message = format!("no member of the input is in the place of `{{{name}}}` in the URI");
            self.error(path.clone(), message);
        }
    }

    /// Every label of the host prefix has a member.
    fn host_labels(&mut self, path: &ModelPath, operation: &Operation) {
        let prefix = operation.host_prefix.as_deref().unwrap_or_default();
        let members = operation
            .input
            .map_or(&[][..], |input| self.model.shapes[input].members());
        for name in prefix.split('{').skip(1).filter_map(|rest| rest.split('}').next()) {
            let found = members.iter().any(|member| member.name == name && member.host_label);
            if !found {
                let message = format!("no member of the input is in the place of `{{{name}}}` in the host name");
                self.error(path.clone(), message);
            }
        }
    }
}

/// Whether a text can be a method or the name of a header (RFC 9110, 5.6.2).
pub(super) fn is_token(text: &str) -> bool {
    let good = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(good)
}
