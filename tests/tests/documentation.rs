//! Everything that the models say of the four seed operations stands in the documentation of the generated code, in files
//! that the operation's own file leads to.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

struct Operation {
    module: &'static str,
    model: &'static str,
    name: &'static str,
    file: &'static str,
}

const OPERATIONS: [Operation; 4] = [
    Operation {
        module: "connect",
        model: "connect/2017-08-08",
        name: "AssociateWorkspace",
        file: "associate_workspace",
    },
    Operation {
        module: "connect",
        model: "connect/2017-08-08",
        name: "DisassociateWorkspace",
        file: "disassociate_workspace",
    },
    Operation {
        module: "workspaces",
        model: "workspaces/2015-04-08",
        name: "DisassociateWorkspaceApplication",
        file: "disassociate_workspace_application",
    },
    Operation {
        module: "fms",
        model: "fms/2018-01-01",
        name: "BatchDisassociateResource",
        file: "batch_disassociate_resource",
    },
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn every_text_of_the_model_is_in_the_documentation() {
    for operation in &OPERATIONS {
        let model = Model::read(operation.model);
        let source = words(&documentation(&reachable(operation)));
        for (place, html) in model.texts(operation.name) {
            let text = words(&without_tags(&html));
            assert!(
                source.contains(&text),
                "{place}: missing in the generated documentation: {html}"
            );
        }
    }
}

#[test]
fn required_members_values_and_the_reference_are_named() {
    for operation in &OPERATIONS {
        let model = Model::read(operation.model);
        let files = reachable(operation);
        let source = files.values().cloned().collect::<Vec<_>>().join("\n");
        let uid = model.0["metadata"]["uid"].as_str().expect("the model has a uid");
        let reference = format!("https://docs.aws.amazon.com/goto/WebAPI/{uid}/{}", operation.name);
        assert!(
            source.contains(&reference),
            "{}: no link to the reference",
            operation.name
        );

        for (shape, definition) in model.shapes_of(operation.name) {
            for required in definition["required"].as_array().into_iter().flatten() {
                let wire = required.as_str().expect("members are called by strings");
                assert!(
                    marked_required(&source, wire),
                    "{shape}.{wire} is not marked as required"
                );
            }
            for value in definition["enum"].as_array().into_iter().flatten() {
                assert!(
                    source.contains(&format!("= {value};")),
                    "{shape}: the value {value} is missing"
                );
            }
        }
    }
}

/// Whether some member of this wire name stands below a line that says **Required.**
fn marked_required(source: &str, wire: &str) -> bool {
    let lines: Vec<&str> = source.lines().map(str::trim).collect();
    let members = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.contains(&format!("= \"{wire}\"")));
    members.into_iter().any(|(at, _)| {
        let texts = lines[..at].iter().rev().take_while(|line| line.starts_with("///"));
        texts.into_iter().any(|line| line.contains("**Required.**"))
    })
}

struct Model(Value);

impl Model {
    fn read(path: &str) -> Self {
        let text = read(format!("models/{path}/service-2.json"));
        Self(serde_json::from_str(&text).expect("the committed models are JSON"))
    }

    /// The shapes that an operation reaches, by name.
    fn shapes_of(&self, operation: &str) -> BTreeMap<String, &Value> {
        let operation = &self.0["operations"][operation];
        let roots = ["input", "output"].map(|key| &operation[key]);
        let mut open: Vec<&Value> = roots
            .into_iter()
            .chain(operation["errors"].as_array().into_iter().flatten())
            .collect();
        let mut found = BTreeMap::new();
        while let Some(reference) = open.pop() {
            let Some(name) = reference["shape"].as_str() else {
                continue;
            };
            let shape = &self.0["shapes"][name];
            if found.insert(name.to_owned(), shape).is_none() {
                open.extend(
                    shape["members"]
                        .as_object()
                        .into_iter()
                        .flat_map(|members| members.values()),
                );
                open.extend(["member", "key", "value"].map(|key| &shape[key]));
            }
        }
        found
    }

    /// Every text that the model has for an operation, with its place.
    fn texts(&self, name: &str) -> Vec<(String, String)> {
        let mut texts = Vec::new();
        let mut add = |place: String, value: &Value| {
            texts.extend(value["documentation"].as_str().map(|text| (place, text.to_owned())));
        };
        add(name.to_owned(), &self.0["operations"][name]);
        for (shape, definition) in self.shapes_of(name) {
            let is_item = definition["type"] == "structure" || definition.get("enum").is_some();
            if is_item {
                add(shape.clone(), definition);
            }
            for (member, reference) in definition["members"].as_object().into_iter().flatten() {
                add(format!("{shape}.{member}"), reference);
            }
        }
        texts
    }
}

/// The file of the operation, and all files of types that it leads to, by their imports.
fn reachable(operation: &Operation) -> BTreeMap<String, String> {
    let folder = format!("generated/src/{}", operation.module);
    let homes = homes(&folder);
    let mut files = BTreeMap::new();
    let mut open = BTreeSet::from([format!("{folder}/operations/{}.rs", operation.file)]);
    while let Some(path) = open.pop_first() {
        let text = read(&path);
        let prefix = format!("use crate::{}::types::", operation.module);
        let names = text
            .lines()
            .filter_map(|line| line.strip_prefix(&prefix)?.strip_suffix(';'));
        let next: Vec<&String> = names.map(|name| &homes[name]).collect();
        open.extend(
            next.into_iter()
                .filter(|home| !files.contains_key(*home) && **home != path)
                .cloned(),
        );
        files.insert(path, text);
    }
    files
}

/// The file of each type, from the list of re-exports.
fn homes(folder: &str) -> BTreeMap<String, String> {
    let list = read(format!("{folder}/types.rs"));
    let exports = list
        .lines()
        .filter_map(|line| line.strip_prefix("pub use ")?.strip_suffix(';'));
    exports
        .map(|export| {
            let (module, names) = export.rsplit_once("::").expect("re-exports name a module");
            let name = names.trim_matches(['{', '}']).split(',').next().unwrap_or(names);
            let path = match module.strip_prefix("super::operations::") {
                Some(module) => format!("{folder}/operations/{module}.rs"),
                None => format!("{folder}/types/{module}.rs"),
            };
            (name.to_owned(), path)
        })
        .collect()
}

/// The texts of all doc comments, without the targets of links.
fn documentation(files: &BTreeMap<String, String>) -> String {
    let lines = files.values().flat_map(|text| text.lines());
    let comments = lines.filter_map(|line| line.trim().strip_prefix("///"));
    let text = comments.collect::<Vec<_>>().join(" ");
    let mut parts = text.split("](");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push(' ');
        out.push_str(part.split_once(')').map_or(part, |(_, rest)| rest));
    }
    out
}

fn without_tags(html: &str) -> String {
    let mut parts = html.split('<');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text.push(' ');
        text.push_str(part.split_once('>').map_or(part, |(_, rest)| rest));
    }
    [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ]
    .into_iter()
    .fold(text, |text, (entity, letter)| text.replace(entity, letter))
}

/// The words of a text, each once between spaces, so that layout and punctuation do not count.
fn words(text: &str) -> String {
    let words = text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty());
    format!(" {} ", words.collect::<Vec<_>>().join(" "))
}
