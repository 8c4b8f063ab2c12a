//! The files of the emitted crate that know all of its services: the manifest, with a feature per service, and the root.

use crate::print::{File, Section};

/// What `lib.rs` of an emitted crate says about itself.
const DOCS: [&str; 5] = [
    "Typed clients, a module and a Cargo feature per service; no feature is on by default.",
    "",
    "A client is made of a [`Config`](tinsmith::Config), or of the environment; each of its methods takes a structure and",
    "gives a [`Call`](tinsmith::Call), which is a future.",
    "The runtime is re-exported as [`tinsmith`].",
];

/// The manifest, for the workspace that the crate is a member of.
pub(crate) fn manifest(origin: &str, modules: &[String]) -> String {
    let mut text = crate::header::line("#", origin);
    text.push_str(
        r#"
[package]
name = "tinsmith-clients"
description = "Typed clients for AWS services, a Cargo feature per service"
version.workspace = true
edition.workspace = true
rust-version.workspace = true
license.workspace = true
publish.workspace = true

[features]
default = []
"#,
    );
    text.extend(modules.iter().map(|module| format!("{module} = []\n")));
    text.push_str(
        r#"
[dependencies]
tinsmith.workspace = true

[dev-dependencies]
clap.workspace = true
tokio = { workspace = true, features = ["macros"] }

[package.metadata.docs.rs]
all-features = true

[lints]
workspace = true
"#,
    );
    let (example, services) = EXAMPLE;
    if services
        .iter()
        .all(|service| modules.iter().any(|module| module == service))
    {
        let features = services.map(|service| format!("\"{service}\"")).join(", ");
        text.push_str(&format!(
            "\n[[example]]\nname = \"{example}\"\nrequired-features = [{features}]\n"
        ));
    }
    text
}

/// The program in `examples/` that is written by hand, and the services that it calls.
const EXAMPLE: (&str, [&str; 3]) = ("seed_operations", ["connect", "fms", "workspaces"]);

/// The root module.
pub(crate) fn root(modules: &[String]) -> File {
    let modules = modules
        .iter()
        .map(|module| format!("#[cfg(feature = \"{module}\")]\npub mod {module};"));
    File {
        path: "lib.rs".to_owned(),
        docs: DOCS.map(str::to_owned).into(),
        sections: vec![
            Section::Lines(vec!["#![warn(missing_docs)]".to_owned()]),
            Section::Lines(modules.collect()),
            Section::Lines(vec!["pub use tinsmith;".to_owned()]),
        ]
        .into_iter()
        .filter(|section| !matches!(section, Section::Lines(lines) if lines.is_empty()))
        .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::manifest;

    #[test]
    fn the_example_is_built_where_its_services_are() {
        let modules = ["connect", "ec2", "fms", "workspaces"].map(str::to_owned);
        let text = manifest("by a test", &modules);
        assert!(
            text.ends_with(
                "\n[[example]]\nname = \"seed_operations\"\nrequired-features = [\"connect\", \"fms\", \"workspaces\"]\n"
            ),
            "{text}"
        );
        assert!(!manifest("by a test", &modules[..3]).contains("example"));
    }
}
