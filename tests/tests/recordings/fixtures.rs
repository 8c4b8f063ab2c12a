//! The files of `tests/recordings`, read. What is in a request means nothing here.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// The parameters of an input, by the names of the model.
pub(crate) type Params = Map<String, Value>;

/// What botocore sent for the inputs of one operation over one protocol.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Recording {
    #[expect(
        dead_code,
        reason = "the recorder refuses another version than the one that is pinned"
    )]
    botocore: String,
    pub(crate) service: String,
    pub(crate) operation: String,
    pub(crate) protocol: String,
    pub(crate) region: String,
    /// By the name of the input.
    pub(crate) requests: BTreeMap<String, Recorded>,
}

/// A request of botocore's.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Recorded {
    pub(crate) method: String,
    pub(crate) target: String,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: RecordedBody,
}

#[derive(Clone, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum RecordedBody {
    Text(String),
    Base64(String),
}

impl RecordedBody {
    pub(crate) fn bytes(&self) -> Vec<u8> {
        match self {
            Self::Text(text) => text.clone().into_bytes(),
            Self::Base64(text) => BASE64_STANDARD.decode(text).expect("the recorder writes base64"),
        }
    }
}

impl Recording {
    pub(crate) fn read(file: &str) -> Self {
        read(&folder().join(file).with_extension("json"))
    }
}

/// The inputs of an operation.
pub(crate) struct Inputs {
    pub(crate) by_name: BTreeMap<String, Params>,
}

impl Inputs {
    pub(crate) fn read(service: &str, operation: &str) -> Self {
        #[derive(Deserialize)]
        struct Entry {
            service: String,
            operation: String,
            inputs: Vec<Input>,
        }
        #[derive(Deserialize)]
        struct Input {
            name: String,
            params: Params,
        }
        let entries: Vec<Entry> = read(&folder().join("inputs.json"));
        let entry = entries
            .into_iter()
            .find(|entry| entry.service == service && entry.operation == operation)
            .unwrap_or_else(|| panic!("inputs.json has no inputs for {service} {operation}"));
        let by_name = entry
            .inputs
            .into_iter()
            .map(|input| (input.name, input.params))
            .collect();
        Self { by_name }
    }
}

pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("recordings")
}

/// The recordings that there are, by name without extension, sorted.
pub(crate) fn recorded_files() -> Vec<String> {
    let entries = fs::read_dir(folder()).expect("the recordings are committed");
    let mut files: Vec<_> = entries
        .map(|entry| entry.expect("the folder can be listed").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .filter(|stem| stem != "inputs")
        .collect();
    files.sort_unstable();
    files
}

fn read<T: DeserializeOwned>(path: &Path) -> T {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
