//! The file of an operation: the client's method, the operation's facts, its own input and output, its errors.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::scope::Scope;
use super::{client, error, example, texts};
use crate::model::{Location, Uri, UriPart};
use crate::print::{Block, Docs, File, Section, literal};
use crate::resolve::{ItemId, ItemKind, Operation, OperationId, Place, Resolved};

/// The file.
pub(crate) fn file(service: &Resolved, id: OperationId, crate_name: &str) -> File {
    let operation = &service[id];
    let mut own = vec![operation.input, operation.output];
    own.dedup();
    own.retain(|&item| service[item].place == Place::Operation(id));

    let mut scope = Scope::new(service, own.clone(), &[&operation.marker, &operation.error.name]);
    scope.own("Client");
    let mut body = vec![
        Section::Item(method(operation, crate_name, &mut scope)),
        Section::Block(block(operation, &mut scope)),
    ];
    body.extend(own.iter().map(|&item| self::item(operation, item, &mut scope)));
    body.push(Section::Block(error::block(operation, &mut scope)));

    let mut sections = scope.sections();
    sections.extend(body);
    File {
        path: format!("{}/operations/{}.rs", service.module, operation.module),
        docs: vec![texts::module_line(&operation.method.wire, &operation.docs)],
        sections,
    }
}

/// The method of the client.
fn method(operation: &Operation, crate_name: &str, scope: &mut Scope<'_>) -> TokenStream {
    let call = format_ident!("{}", scope.runtime("Call"));
    let docs = method_docs(operation, crate_name, scope)
        .into_iter()
        .map(|line| format!(" {line}"));
    let deprecated = operation
        .facts
        .deprecated
        .iter()
        .map(texts::deprecation)
        .map(|text| tokens(&text));
    let method = tokens(&operation.method.rust);
    let input = tokens(&scope.item(operation.input));
    let marker = tokens(&operation.marker);
    quote! {
        impl Client {
            #(#[doc = #docs])*
            #(#deprecated)*
            #[inline]
            pub fn #method(&self, input: #input) -> #call<#marker> {
                self.core.call(input)
            }
        }
    }
}

fn method_docs(operation: &Operation, crate_name: &str, scope: &mut Scope<'_>) -> Vec<String> {
    let mut lines = texts::docs(&operation.method.wire, &operation.docs, None).lines;
    let (output, error) = (scope.item(operation.output), &operation.error.name);
    lines.extend([String::new(), format!("Gives [`{output}`], or [`{error}`].")]);
    if let Some(reference) = &operation.reference {
        lines.extend([String::new(), format!("[AWS API reference]({reference})")]);
    }
    lines.extend([String::new(), "# Example".to_owned(), String::new()]);
    lines.extend(example::lines(scope.service, operation, crate_name));
    lines
}

/// Text that the generator made as tokens.
fn tokens(text: &str) -> TokenStream {
    text.parse()
        .expect("names and paths of the resolved model are Rust tokens")
}

/// The facts of the operation.
fn block(operation: &Operation, scope: &mut Scope<'_>) -> Block {
    let (method, marker) = (&operation.facts.method, &operation.marker);
    let uri = literal(&template(operation, scope.service));
    let (input, output) = (scope.item(operation.input), scope.item(operation.output));
    let error = &operation.error.name;
    let facts = facts(operation, scope);
    Block {
        docs: Docs {
            lines: vec![format!("The operation of [`Client::{}`].", operation.method.rust)],
            attributes: Vec::new(),
        },
        head: vec![
            format!("pub enum {marker}: {method} {uri}"),
            format!("({input}) -> {output}, {error}{facts}"),
        ],
        members: None,
        macro_name: scope.runtime("operation"),
    }
}

/// The template of path and query, its labels called like the members that fill them.
fn template(operation: &Operation, service: &Resolved) -> String {
    let uri = &operation.facts.uri;
    let mut text: String = uri
        .path
        .iter()
        .map(|part| match part {
            UriPart::Literal(text) => text.clone(),
            UriPart::Label { name, greedy } => {
                let name = label_member(name, operation.input, service).unwrap_or(name);
                format!("{{{name}{}}}", if *greedy { "+" } else { "" })
            }
        })
        .collect();
    text.push_str(&query(uri));
    text
}

fn query(uri: &Uri) -> String {
    let pairs = uri.query.iter().map(|(name, value)| match value {
        Some(value) => format!("{name}={value}"),
        None => name.clone(),
    });
    let pairs: Vec<String> = pairs.collect();
    if pairs.is_empty() {
        String::new()
    } else {
        format!("?{}", pairs.join("&"))
    }
}

/// The name of the member that fills a label.
fn label_member<'a>(label: &str, input: ItemId, service: &'a Resolved) -> Option<&'a String> {
    let ItemKind::Structure(structure) = &service[input].kind else {
        return None;
    };
    let member = structure.members.iter().find(|member| match &member.location {
        Location::Label { name, .. } => name == label,
        _ => false,
    });
    member.map(|member| &member.name.wire)
}

/// The facts behind the types, each behind a comma.
fn facts(operation: &Operation, scope: &mut Scope<'_>) -> String {
    let model = &operation.facts;
    let checksum = model.http_checksum.as_ref();
    let root = model.input_xml.as_ref();
    let sent_name = Some(model.sent_name()).filter(|name| *name != operation.marker);
    let texts = [
        ("named", sent_name),
        ("host_prefix", model.host_prefix.as_deref()),
        ("result_wrapper", model.result_wrapper.as_deref()),
        ("input_xml_name", root.and_then(|root| root.name.as_deref())),
        (
            "input_xml_namespace",
            root.and_then(|root| Some(root.namespace.as_ref()?.uri.as_str())),
        ),
        (
            "checksum_algorithm_member",
            checksum.and_then(|checksum| checksum.request_algorithm_member.as_deref()),
        ),
    ];
    let texts = texts
        .into_iter()
        .filter_map(|(fact, text)| Some(format!("{fact}({})", literal(text?))));
    let auth = model
        .auth
        .as_ref()
        .map(|schemes| format!("auth({})", client::auth(schemes, scope)));
    let flags = [
        ("unsigned_payload", model.unsigned_payload),
        (
            "checksum_required",
            model.http_checksum_required || checksum.is_some_and(|checksum| checksum.request_required),
        ),
        ("compress", !model.request_compression.is_empty()),
        ("no_input", !operation.has_input),
        ("idempotent", model.idempotent || model.readonly),
    ];
    let flags = flags.into_iter().filter(|flag| flag.1).map(|flag| flag.0.to_owned());
    texts.chain(auth).chain(flags).map(|fact| format!(", {fact}")).collect()
}

/// The operation's own input or output.
fn item(operation: &Operation, id: ItemId, scope: &mut Scope<'_>) -> Section {
    let item = &scope.service[id];
    let mut section = super::item(item, scope);
    let role = if id == operation.input { "Input" } else { "Output" };
    if let Section::Block(block) = &mut section {
        let line = format!("{role} of [`Client::{}`].", operation.method.rust);
        if item.docs.is_empty() {
            block.docs.lines = vec![line];
        } else {
            block.docs.lines.splice(0..0, [line, String::new()]).for_each(drop);
        }
    }
    section
}
