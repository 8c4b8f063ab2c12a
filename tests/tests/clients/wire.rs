//! Answers as the services write them, in each of the protocols. Written by other code than that of the runtime.

use serde_json::{Map, Value, json};
use tinsmith::config::ConfigBuilder;
use tinsmith::protocol::AWS_JSON_1_1;
use tinsmith_tests::server::{Answer, response};

/// How a target and its server speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wire {
    RestJson,
    Json,
    Cbor,
}

impl Wire {
    /// Sets the protocol where it is not what the service prefers.
    pub(crate) fn choose(self, config: ConfigBuilder) -> ConfigBuilder {
        match self {
            Self::Json => config.protocol(AWS_JSON_1_1),
            Self::RestJson | Self::Cbor => config,
        }
    }

    /// The bytes of a document. `{"$time": 1.5}` stands for a timestamp.
    pub(crate) fn encode(self, document: &Value) -> Vec<u8> {
        let mut bytes = Vec::new();
        match self {
            Self::Cbor => ciborium::into_writer(&cbor(document), &mut bytes).expect("a vector takes all"),
            Self::RestJson | Self::Json => bytes.extend_from_slice(plain(document).to_string().as_bytes()),
        }
        bytes
    }

    /// The headers of every answer with a document.
    pub(crate) fn headers(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::RestJson => &[("Content-Type", "application/json"), ("x-amzn-RequestId", "id-1")],
            Self::Json => &[
                ("Content-Type", "application/x-amz-json-1.1"),
                ("x-amzn-RequestId", "id-1"),
            ],
            Self::Cbor => &[
                ("smithy-protocol", "rpc-v2-cbor"),
                ("Content-Type", "application/cbor"),
                ("x-amzn-RequestId", "id-1"),
            ],
        }
    }

    /// An answer with these bytes as its body.
    pub(crate) fn body(self, status: u16, body: &[u8]) -> Answer {
        Answer::bytes(response(status, self.headers(), body))
    }

    /// An answer with this document.
    pub(crate) fn document(self, status: u16, document: &Value) -> Answer {
        self.body(status, &self.encode(document))
    }

    /// An error where this protocol has it: the code in a header, or beside the members.
    pub(crate) fn error(self, status: u16, code: &str, members: &Value) -> Answer {
        if self == Self::RestJson {
            let headers = [self.headers(), &[("x-amzn-ErrorType", code)]].concat();
            return Answer::bytes(response(status, &headers, &self.encode(members)));
        }
        let mut document = members.clone();
        document["__type"] = json!(code);
        self.document(status, &document)
    }
}

fn time(object: &Map<String, Value>) -> Option<f64> {
    object.get("$time")?.as_f64()
}

fn plain(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(plain).collect(),
        Value::Object(object) => match time(object) {
            Some(seconds) => json!(seconds),
            None => object.iter().map(|(key, value)| (key.clone(), plain(value))).collect(),
        },
        value => value.clone(),
    }
}

fn cbor(value: &Value) -> ciborium::Value {
    use ciborium::Value as Cbor;
    match value {
        Value::Null => Cbor::Null,
        Value::Bool(value) => Cbor::Bool(*value),
        Value::String(value) => Cbor::Text(value.clone()),
        Value::Number(value) => match value.as_i64() {
            Some(value) => Cbor::Integer(value.into()),
            None => Cbor::Float(value.as_f64().expect("a number of JSON")),
        },
        Value::Array(items) => Cbor::Array(items.iter().map(cbor).collect()),
        Value::Object(object) => match time(object) {
            // RFC 8949, section 3.4.2: seconds since 1970.
            Some(seconds) => Cbor::Tag(1, Box::new(Cbor::Float(seconds))),
            None => Cbor::Map(
                object
                    .iter()
                    .map(|(key, value)| (Cbor::Text(key.clone()), cbor(value)))
                    .collect(),
            ),
        },
    }
}
