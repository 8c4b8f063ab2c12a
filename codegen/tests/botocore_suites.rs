//! The reader and the passes take every model of botocore's own protocol tests.

use std::fs;
use std::path::PathBuf;

use serde_json::{Map, Value, json};
use tinsmith_codegen::{Service, Source, resolve_service};

fn suites() -> Option<Vec<(String, Value)>> {
    let default = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/conformance");
    let root = std::env::var_os("CONFORMANCE_DIR").map_or_else(|| PathBuf::from(default), PathBuf::from);
    let mut suites = Vec::new();
    for direction in ["input", "output"] {
        let Ok(folder) = fs::read_dir(root.join("botocore-protocols").join(direction)) else {
            println!(
                "skipped: no conformance data in {}; set CONFORMANCE_DIR",
                root.display()
            );
            return None;
        };
        for entry in folder {
            let path = entry.expect("the folder can be listed").path();
            let text = fs::read_to_string(&path).expect("the file can be read");
            let list: Vec<Value> = serde_json::from_str(&text).expect("the file is a list of suites");
            let name = |index: usize| format!("{}#{index}", path.display());
            suites.extend(list.into_iter().enumerate().map(|(index, suite)| (name(index), suite)));
        }
    }
    Some(suites)
}

/// A suite's model has the operations of its cases.
fn service(name: &str, suite: &Value) -> Service {
    let cases = suite.get("cases").and_then(Value::as_array).into_iter().flatten();
    let operations: Map<String, Value> = cases
        .filter_map(|case| case.get("given"))
        .filter_map(|given| Some((given.get("name")?.as_str()?.to_owned(), given.clone())))
        .collect();
    let model = json!({
        "metadata": suite.get("metadata"),
        "shapes": suite.get("shapes"),
        "operations": operations,
    });
    Service::new(Source::botocore(name, model.to_string()))
}

#[test]
fn every_suite_is_a_model_without_problems() {
    let Some(suites) = suites() else { return };
    assert!(suites.len() > 200, "only {} suites", suites.len());
    let mut problems = String::new();
    for (name, suite) in &suites {
        problems.push_str(&resolve_service(&service(name, suite)).diagnostics.to_string());
    }
    assert!(problems.is_empty(), "{problems}");
}
