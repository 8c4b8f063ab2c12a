//! The block of a structure.

use super::scope::Scope;
use super::{default, facts, texts};
use crate::model::{Fault, Retry, XmlNamespace};
use crate::print::{Block, Line, literal};
use crate::resolve::{ErrorShape, Item, Member, Structure};

/// The block; `docs` replaces the shape's own text where it has none.
pub(crate) fn block(item: &Item, structure: &Structure, scope: &mut Scope<'_>) -> Block {
    let members = structure
        .members
        .iter()
        .map(|member| line(member, structure.builder.is_some(), scope));
    let members = members.collect();
    if structure.builder.is_some() && structure.has_required() {
        scope.own("required");
    }
    Block {
        macro_name: scope.runtime("structure"),
        docs: texts::docs(&item.name.wire, &item.docs, item.deprecated.as_ref()),
        head: vec![head(item, structure)],
        members: Some(members),
    }
}

/// `pub struct AssociateWorkspaceRequest: input(AssociateWorkspaceRequestBuilder), sensitive`
fn head(item: &Item, structure: &Structure) -> String {
    let name = &item.name.rust;
    let direction = direction(item);
    let construction = match (&structure.builder, structure.has_required()) {
        (Some(builder), true) => format!("({builder})"),
        (Some(builder), false) => format!("({builder} + Default)"),
        (None, false) if item.written => "(Default)".to_owned(),
        (None, _) => String::new(),
    };
    let facts = item_facts(item) + &structure.error.as_ref().map(error_facts).unwrap_or_default();
    format!("pub struct {name}: {direction}{construction}{facts}")
}

/// Whether a shape is only sent, or can be received.
pub(crate) fn direction(item: &Item) -> &'static str {
    if item.read { "output" } else { "input" }
}

/// Facts of a structure or a union, each behind a comma.
pub(crate) fn item_facts(item: &Item) -> String {
    let mut facts = String::new();
    if item.name.wire != item.name.rust {
        facts.push_str(&format!(", named({})", literal(&item.name.wire)));
    }
    if item.sensitive {
        facts.push_str(", sensitive");
    }
    if let Some(name) = &item.xml_name {
        facts.push_str(&format!(", xml_name({})", literal(name)));
    }
    if let Some(XmlNamespace { uri, prefix }) = &item.xml_namespace {
        let prefix = literal(prefix.as_deref().unwrap_or(""));
        facts.push_str(&format!(", xml_namespace({prefix}, {})", literal(uri)));
    }
    facts
}

fn error_facts(error: &ErrorShape) -> String {
    let kind = match error.fault {
        Fault::Server => "server_error",
        Fault::Client => "client_error",
    };
    let status = error.status.unwrap_or(0);
    let retry = match error.retry {
        None => "",
        Some(Retry { throttling: false }) => ", retryable",
        Some(Retry { throttling: true }) => ", throttling",
    };
    format!(", {kind}({status}){retry}")
}

/// `[required] pub instance_id: String = "InstanceId" label;`, or `pub limit: Option<i32> = "limit" => 10_i32;`
fn line(member: &Member, has_builder: bool, scope: &mut Scope<'_>) -> Line {
    let marked = has_builder && !member.optional;
    let mark = if marked { "[required] " } else { "" };
    let ty = scope.slot(&member.ty, member.optional);
    let name = &member.name.rust;
    let wire = literal(&member.name.wire);
    let facts = facts::of_member(member, marked, scope);
    let mut docs = texts::member(
        &member.name.wire,
        &member.docs,
        member.required,
        member.deprecated.as_ref(),
    );
    let default = member.default.as_ref();
    let default = default.and_then(|value| default::expression(value, &member.ty, scope));
    let default = default.map_or_else(String::new, |value| {
        let sentence = format!("Default: {}.", crate::docs::code(&value));
        docs.lines.extend([String::new(), sentence]);
        format!(" => {value}")
    });
    Line {
        docs,
        text: format!("{mark}pub {name}: {ty} = {wire}{facts}{default};"),
    }
}
