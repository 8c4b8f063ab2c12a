//! Seeds from the outside suites: the bodies and headers of their answers, whatever folder they are in.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::Path;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;

/// The seeds, by what they are.
#[derive(Default)]
pub(super) struct Seeds {
    pub(super) json: Vec<Vec<u8>>,
    pub(super) cbor: Vec<Vec<u8>>,
    pub(super) xml: Vec<Vec<u8>>,
    pub(super) messages: Vec<Vec<u8>>,
}

/// The seeds of the folder that the environment names.
pub(super) fn seeds() -> Option<Seeds> {
    let folder = env::var_os("CONFORMANCE_DIR")?;
    let mut seeds = Seeds::default();
    seeds.folder(Path::new(&folder));
    assert!(!seeds.json.is_empty(), "there is no seed in {}", folder.display());
    Some(seeds)
}

impl Seeds {
    fn folder(&mut self, folder: &Path) {
        let entries = fs::read_dir(folder).expect("the folder of the seeds can be read");
        let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                self.folder(&path);
            } else if let Ok(text) = fs::read_to_string(&path) {
                self.file(&path, &text);
            }
        }
    }

    fn file(&mut self, path: &Path, text: &str) {
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("xml") => self.document(text),
            // Models and endpoint rules are no answers.
            Some("json") if text.len() < 1 << 20 => {
                let suite = serde_json::from_str(text);
                suite.iter().for_each(|suite| self.cases(suite));
                if text.len() < 4096 {
                    self.document(text);
                }
            }
            _ => {}
        }
    }

    /// Looks for answers at any depth: objects with a `body`, and the bytes of CBOR in hexadecimal digits.
    fn cases(&mut self, value: &Value) {
        match value {
            Value::Object(object) => {
                if let Some(body) = object.get("body").and_then(Value::as_str) {
                    self.answer(object.get("status_code"), object.get("headers"), body);
                }
                if let Some(bytes) = object.get("input").and_then(Value::as_str).and_then(hexadecimal) {
                    self.cbor.push(bytes);
                }
                object.values().for_each(|value| self.cases(value));
            }
            Value::Array(items) => items.iter().for_each(|item| self.cases(item)),
            _ => {}
        }
    }

    fn answer(&mut self, status: Option<&Value>, headers: Option<&Value>, body: &str) {
        self.document(body);
        let mut head = format!("{}\n", status.and_then(Value::as_u64).unwrap_or(200));
        for (name, value) in headers.and_then(Value::as_object).into_iter().flatten() {
            head.push_str(&format!("{name}: {}\n", value.as_str().unwrap_or_default()));
        }
        self.messages.push(format!("{head}\n{body}").into_bytes());
    }

    fn document(&mut self, text: &str) {
        if text.starts_with('<') {
            self.xml.push(text.into());
        } else if let Ok(value) = serde_json::from_str(text) {
            self.json.push(text.into());
            self.json.push(renamed(&value).to_string().into());
        } else if let Ok(bytes) = BASE64_STANDARD.decode(text)
            && !bytes.is_empty()
        {
            self.cbor.push(bytes);
        }
    }
}

fn hexadecimal(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u32>> = text.chars().map(|digit| digit.to_digit(16)).collect();
    digits?
        .chunks(2)
        .map(|pair| u8::try_from(pair.iter().fold(0, |byte, digit| byte << 4 | digit)).ok())
        .collect()
}

/// The value with keys that the readers know, in place of those that only the suite knows.
fn renamed(value: &Value) -> Value {
    match value {
        Value::Object(object) => {
            let named = object
                .iter()
                .map(|(key, value)| (member_for(key, value).to_owned(), renamed(value)));
            Value::Object(named.collect::<BTreeMap<_, _>>().into_iter().collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(renamed).collect()),
        value => value.clone(),
    }
}

/// One of the members that can hold such a value; which one depends on the key.
fn member_for(key: &str, value: &Value) -> &'static str {
    let members: &[&str] = match value {
        Value::Null => &["Sparse", "String"],
        Value::Bool(_) => &["Boolean"],
        Value::Number(number) if number.is_f64() => &["Double", "Float", "Timestamp", "BigDecimal"],
        Value::Number(_) => &["Integer", "Long", "Short", "Byte", "BigInteger", "Epoch"],
        Value::String(_) => &["String", "Color", "colour", "DateTime", "Blob"],
        Value::Array(items) => match items.first() {
            Some(Value::Object(_)) => &["Kinds"],
            Some(Value::Array(_)) => &["Nested"],
            _ => &["Strings", "Flat", "Sparse"],
        },
        Value::Object(_) => &["Next", "Map", "Choice", "SparseMap"],
    };
    members[key.len() % members.len()]
}
