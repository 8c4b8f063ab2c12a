//! The files that only list others: modules and re-exports, each by name.

use crate::print::{File, Section};
use crate::resolve::{Item, ItemKind, Place, Resolved};

/// `mod.rs`, `types.rs`, `operations.rs`, `errors.rs` and `required.rs` of a service.
pub(crate) fn files(service: &Resolved) -> Vec<File> {
    vec![
        root(service),
        types(service),
        operations(service),
        errors(service),
        required(service),
    ]
}

fn root(service: &Resolved) -> File {
    let mut docs = vec![service.service.title.clone() + "."];
    if !service.docs.is_empty() {
        docs.push(String::new());
        docs.extend(service.docs.iter().cloned());
    }
    let lines = [
        "mod client;",
        "pub mod errors;",
        "pub mod operations;",
        "mod required;",
        "pub mod types;",
    ];
    let mut sections = vec![Section::Lines(lines.map(str::to_owned).into())];
    if has_deprecated(service) {
        sections.insert(
            0,
            Section::Lines(vec![
                "#![allow(deprecated, reason = \"the model still uses what it deprecates\")]".to_owned(),
            ]),
        );
    }
    sections.push(Section::Lines(vec!["pub use client::Client;".to_owned()]));
    file(service, "mod.rs", docs, sections)
}

fn types(service: &Resolved) -> File {
    let own_file = || service.items.iter().filter(|item| item.place == Place::Types);
    let modules = own_file().map(|item| format!("mod {};", item.module)).collect();
    let mut exports: Vec<String> = own_file().map(|item| export(&item.module, item)).collect();
    exports.extend(service.items.iter().filter_map(|item| match item.place {
        Place::Types => None,
        Place::Operation(id) => Some(export(&format!("super::operations::{}", service[id].module), item)),
    }));
    let docs = vec!["Structures, unions and enums.".to_owned()];
    file(
        service,
        "types.rs",
        docs,
        vec![Section::Lines(modules), Section::Lines(exports)],
    )
}

/// `pub use associate_workspace::{AssociateWorkspaceRequest, AssociateWorkspaceRequestBuilder};`
fn export(module: &str, item: &Item) -> String {
    let name = &item.name.rust;
    match &item.kind {
        ItemKind::Structure(structure) if let Some(builder) = &structure.builder => {
            format!("pub use {module}::{{{name}, {builder}}};")
        }
        _ => format!("pub use {module}::{name};"),
    }
}

fn operations(service: &Resolved) -> File {
    let modules = service
        .operations
        .iter()
        .map(|operation| format!("pub(super) mod {};", operation.module));
    let exports = service
        .operations
        .iter()
        .map(|operation| format!("pub use {}::{};", operation.module, operation.marker));
    let docs = vec!["Operations, each a type for [`Call`](tinsmith::Call).".to_owned()];
    let sections = vec![Section::Lines(modules.collect()), Section::Lines(exports.collect())];
    file(service, "operations.rs", docs, sections)
}

fn errors(service: &Resolved) -> File {
    let exports = service.operations.iter().map(|operation| {
        format!(
            "pub use super::operations::{}::{};",
            operation.module, operation.error.name
        )
    });
    let docs = vec!["Errors, one enum per operation.".to_owned()];
    file(service, "errors.rs", docs, vec![Section::Lines(exports.collect())])
}

fn required(service: &Resolved) -> File {
    let structures = service.items.iter().filter_map(|item| match &item.kind {
        ItemKind::Structure(structure) => structure.builder.as_ref().map(|_| structure),
        _ => None,
    });
    let members = structures
        .flat_map(|structure| &structure.members)
        .filter(|member| !member.optional);
    let mut names: Vec<&String> = members.map(|member| &member.name.rust).collect();
    names.sort_unstable();
    names.dedup();
    let mut lines = vec![
        "#![allow(non_camel_case_types, reason = \"a marker is called like the member that it marks\")]".to_owned(),
        String::new(),
        "tinsmith::required! {".to_owned(),
    ];
    lines.extend(names.into_iter().map(|name| format!("    {name};")));
    lines.push("}".to_owned());
    let docs = vec!["Marker types of the required members, for the types of builders.".to_owned()];
    file(service, "required.rs", docs, vec![Section::Lines(lines)])
}

fn file(service: &Resolved, name: &str, docs: Vec<String>, sections: Vec<Section>) -> File {
    File {
        path: format!("{}/{name}", service.module),
        docs,
        sections: sections
            .into_iter()
            .filter(|section| !matches!(section, Section::Lines(lines) if lines.is_empty()))
            .collect(),
    }
}

/// Whether anything in the service carries the attribute.
fn has_deprecated(service: &Resolved) -> bool {
    service.service.deprecated.is_some()
        || service
            .operations
            .iter()
            .any(|operation| operation.facts.deprecated.is_some())
        || service.items.iter().any(|item| {
            item.deprecated.is_some()
                || match &item.kind {
                    ItemKind::Structure(structure) => {
                        structure.members.iter().any(|member| member.deprecated.is_some())
                    }
                    ItemKind::Union(union) => union.members.iter().any(|member| member.deprecated.is_some()),
                    ItemKind::Enum(values) => values.variants.iter().any(|value| value.deprecated.is_some()),
                    ItemKind::IntEnum(values) => values.variants.iter().any(|value| value.deprecated.is_some()),
                }
        })
}
