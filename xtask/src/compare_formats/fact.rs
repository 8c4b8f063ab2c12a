//! The facts in which models of the two formats are known to differ: how each is read, and copied from one to the other.

use std::fmt;

use serde::Deserialize;
use tinsmith_codegen::model::{Fault, Location, Model, Operation, Shape, ShapeId, ShapeKind, XmlNamespace};

use super::names;

/// A fact of a service, an operation, a shape or a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Fact {
    /// Of the service: the one host that answers for every region.
    GlobalEndpoint,
    /// Of an operation: whether it is there.
    Operation,
    /// Of an operation.
    Uri,
    /// Of an operation: the names of its errors, sorted.
    Errors,
    /// Of a shape: `string`, `union` and so on. Of a member: that of its target, where the two models call that differently.
    Type,
    /// Of a structure or union: the names of its members, in order.
    Members,
    /// Of an error: its code in the query protocols.
    QueryCode,
    /// Of an error: whose fault it is.
    Fault,
    /// Of a shape or a member.
    XmlNamespace,
    /// Of a value of an enum, where it is not what the value says.
    Name,
}

impl Fact {
    pub(super) const ALL: [Self; 10] = [
        Self::GlobalEndpoint,
        Self::Operation,
        Self::Uri,
        Self::Errors,
        Self::Type,
        Self::Members,
        Self::QueryCode,
        Self::Fault,
        Self::XmlNamespace,
        Self::Name,
    ];

    /// What a model says; nothing if it has no such place. An empty text is a fact that is not stated.
    pub(super) fn read(self, model: &Model, at: &str) -> Option<String> {
        let shape = || names::shape(model, at).map(|id| &model.shapes[id]);
        let operation = || names::operation(model, at);
        match self {
            Self::GlobalEndpoint => {
                let aws = model.service.aws.as_ref().filter(|_| at.is_empty());
                aws.map(|aws| aws.global_endpoint.clone().unwrap_or_default())
            }
            Self::Operation => is_operation(at).then(|| presence(operation().is_some())),
            Self::Uri => operation().map(|operation| uri(model, operation)),
            Self::Errors => operation().map(|operation| {
                let errors = operation
                    .errors
                    .iter()
                    .map(|error| names::local(&model.shapes[*error].name));
                let errors: std::collections::BTreeSet<&str> = errors.collect();
                errors.into_iter().collect::<Vec<_>>().join(", ")
            }),
            Self::Type => match names::member(model, at) {
                Some(member) => Some(kind(&model.shapes[member.target]).to_owned()),
                None => shape().map(|shape| kind(shape).to_owned()),
            },
            Self::Members => {
                let shape = shape().filter(|shape| is_aggregate(shape));
                shape.map(|shape| join(shape.members().iter().map(|member| member.name.as_str())))
            }
            Self::QueryCode => {
                let error = shape().and_then(|shape| shape.error.as_ref());
                error.map(|error| error.query_code.clone().unwrap_or_default())
            }
            Self::Fault => {
                let error = shape().and_then(|shape| shape.error.as_ref());
                error.map(|error| fault(error.fault).to_owned())
            }
            Self::XmlNamespace => match names::member(model, at) {
                Some(member) => Some(namespace(member.xml_namespace.as_ref())),
                None => shape().map(|shape| namespace(shape.xml_namespace.as_ref())),
            },
            Self::Name => {
                let (owner, value) = at.split_once('.')?;
                let ShapeKind::Enum(values) = &model.shapes[names::shape(model, owner)?].kind else {
                    return None;
                };
                let value = values.iter().find(|known| known.value == value)?;
                Some(value.name.clone().unwrap_or_default())
            }
        }
    }

    /// Makes one model say what another says; both have the place.
    pub(super) fn copy(self, from: &Model, to: &mut Model, at: &str) {
        match self {
            Self::GlobalEndpoint => {
                if let (Some(to), Some(from)) = (&mut to.service.aws, &from.service.aws) {
                    to.global_endpoint.clone_from(&from.global_endpoint);
                }
            }
            Self::Operation => to.operations.retain(|operation| operation.name != at),
            Self::Uri => copy_uri(from, to, at),
            Self::Errors => copy_errors(from, to, at),
            Self::Name => copy_name(from, to, at),
            Self::XmlNamespace if names::member(from, at).is_some() => {
                if let (Some(from), Some(to)) = (names::member(from, at), names::member_mut(to, at)) {
                    to.xml_namespace.clone_from(&from.xml_namespace);
                }
            }
            Self::Type if names::member(from, at).is_some() => {
                let target = names::member(from, at).map(|member| names::import(from, to, member.target));
                if let (Some(target), Some(member)) = (target, names::member_mut(to, at)) {
                    member.target = target;
                }
            }
            Self::Members => copy_members(from, to, at),
            Self::Type | Self::QueryCode | Self::Fault | Self::XmlNamespace => {
                if let (Some(source), Some(target)) = (names::shape(from, at), names::shape(to, at)) {
                    self.copy_shape(&from.shapes[source], &mut to.shapes[target]);
                }
            }
        }
    }

    fn copy_shape(self, from: &Shape, to: &mut Shape) {
        match (self, &mut to.error, &from.error) {
            (Self::QueryCode, Some(to), Some(from)) => to.query_code.clone_from(&from.query_code),
            (Self::Fault, Some(to), Some(from)) => to.fault = from.fault,
            (Self::XmlNamespace, ..) => to.xml_namespace.clone_from(&from.xml_namespace),
            (Self::Type, ..) => {
                to.kind = match (&from.kind, &mut to.kind) {
                    (ShapeKind::Union(_), ShapeKind::Structure(members)) => ShapeKind::Union(std::mem::take(members)),
                    (kind, _) => kind.clone(),
                };
            }
            _ => {}
        }
    }
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::GlobalEndpoint => "global-endpoint",
            Self::Operation => "operation",
            Self::Uri => "uri",
            Self::Errors => "errors",
            Self::Type => "type",
            Self::Members => "members",
            Self::QueryCode => "query-code",
            Self::Fault => "fault",
            Self::XmlNamespace => "xml-namespace",
            Self::Name => "name",
        })
    }
}

/// The values of an enum over text.
pub(super) fn values(shape: &Shape) -> impl Iterator<Item = &str> {
    let values = match &shape.kind {
        ShapeKind::Enum(values) => values.as_slice(),
        _ => &[],
    };
    values.iter().map(|value| value.value.as_str())
}

/// The template with its labels called as the members are: C2J gives them names of their own.
fn uri(model: &Model, operation: &Operation) -> String {
    let mut text = operation.uri.to_string();
    let members = operation.input.map_or(&[][..], |input| model.shapes[input].members());
    for member in members {
        if let Location::Label { name, .. } = &member.location {
            for (label, end) in [(name, "}"), (name, "+}")] {
                text = text.replace(&format!("{{{label}{end}"), &format!("{{{}{end}", member.name));
            }
        }
    }
    text
}

fn copy_uri(from: &Model, to: &mut Model, at: &str) {
    let Some(source) = names::operation(from, at) else {
        return;
    };
    let Some(target) = names::operation_mut(to, at) else {
        return;
    };
    target.uri.clone_from(&source.uri);
    let Some(input) = target.input else { return };
    for member in to.shapes[input].members_mut() {
        if let Location::Label { name, .. } = &mut member.location {
            name.clone_from(&member.name);
        }
    }
}

fn copy_errors(from: &Model, to: &mut Model, at: &str) {
    let errors: Vec<ShapeId> = names::operation(from, at)
        .map(|operation| operation.errors.clone())
        .unwrap_or_default();
    let errors: Vec<ShapeId> = errors.into_iter().map(|error| names::import(from, to, error)).collect();
    if let Some(operation) = names::operation_mut(to, at) {
        operation.errors = errors;
    }
}

fn copy_members(from: &Model, to: &mut Model, at: &str) {
    let (Some(source), Some(target)) = (names::shape(from, at), names::shape(to, at)) else {
        return;
    };
    let mut members = from.shapes[source].members().to_vec();
    for member in &mut members {
        let own = to.shapes[target]
            .members()
            .iter()
            .find(|own| own.name == member.name)
            .cloned();
        match own {
            Some(own) => *member = own,
            None => member.target = names::import(from, to, member.target),
        }
    }
    if let ShapeKind::Structure(own) | ShapeKind::Union(own) = &mut to.shapes[target].kind {
        *own = members;
    }
}

fn copy_name(from: &Model, to: &mut Model, at: &str) {
    let Some((owner, value)) = at.split_once('.') else {
        return;
    };
    let (Some(source), Some(target)) = (names::shape(from, owner), names::shape(to, owner)) else {
        return;
    };
    if let (ShapeKind::Enum(from), ShapeKind::Enum(to)) = (&from.shapes[source].kind, &mut to.shapes[target].kind) {
        let from = from.iter().find(|known| known.value == value);
        let to = to.iter_mut().find(|known| known.value == value);
        if let (Some(from), Some(to)) = (from, to) {
            to.name.clone_from(&from.name);
        }
    }
}

/// Operations are found by what they have, except that one side may lack them: then nothing tells them from shapes.
fn is_operation(at: &str) -> bool {
    !at.is_empty() && !at.contains('.')
}

fn presence(present: bool) -> String {
    if present { "present" } else { "absent" }.to_owned()
}

fn is_aggregate(shape: &Shape) -> bool {
    matches!(shape.kind, ShapeKind::Structure(_) | ShapeKind::Union(_))
}

fn join<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.collect::<Vec<_>>().join(", ")
}

fn fault(fault: Fault) -> &'static str {
    match fault {
        Fault::Client => "client",
        Fault::Server => "server",
    }
}

fn namespace(namespace: Option<&XmlNamespace>) -> String {
    namespace.map_or(String::new(), |namespace| match &namespace.prefix {
        Some(prefix) => format!("{prefix} {}", namespace.uri),
        None => namespace.uri.clone(),
    })
}

fn kind(shape: &Shape) -> &'static str {
    match &shape.kind {
        ShapeKind::String => "string",
        ShapeKind::Enum(_) => "enum",
        ShapeKind::IntEnum(_) => "intEnum",
        ShapeKind::Boolean => "boolean",
        ShapeKind::Byte => "byte",
        ShapeKind::Short => "short",
        ShapeKind::Integer => "integer",
        ShapeKind::Long => "long",
        ShapeKind::Float => "float",
        ShapeKind::Double => "double",
        ShapeKind::BigInteger => "bigInteger",
        ShapeKind::BigDecimal => "bigDecimal",
        ShapeKind::Blob => "blob",
        ShapeKind::Timestamp => "timestamp",
        ShapeKind::Document => "document",
        ShapeKind::List(_) => "list",
        ShapeKind::Map(_) => "map",
        ShapeKind::Structure(_) => "structure",
        ShapeKind::Union(_) => "union",
        ShapeKind::Unresolved(_) => "nothing",
    }
}
