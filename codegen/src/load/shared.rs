//! What both formats say in the same words.

use super::json::Json;
use super::reader::{Place, Reader};
use crate::model::{
    Compression, ContextParam, EndpointDiscovery, HttpChecksum, OperationContextParam, ShapeKind, StaticContextParam,
    StaticValue, Uri,
};

/// The types of which nothing more needs to be said; C2J writes some of them small.
pub(super) fn simple(ty: &str) -> Option<ShapeKind> {
    Some(match ty {
        "string" => ShapeKind::String,
        "document" => ShapeKind::Document,
        "boolean" => ShapeKind::Boolean,
        "byte" => ShapeKind::Byte,
        "short" => ShapeKind::Short,
        "integer" => ShapeKind::Integer,
        "long" => ShapeKind::Long,
        "float" => ShapeKind::Float,
        "double" => ShapeKind::Double,
        "bigInteger" | "biginteger" => ShapeKind::BigInteger,
        "bigDecimal" | "bigdecimal" => ShapeKind::BigDecimal,
        "blob" => ShapeKind::Blob,
        "timestamp" => ShapeKind::Timestamp,
        _ => return None,
    })
}

/// A status code.
pub(super) fn status(json: &Json<'_>, place: Place<'_>, reader: &mut Reader<'_>) -> Option<u16> {
    let code = reader.integer(place, "status code", json)?;
    let status = u16::try_from(code).ok().filter(|status| (100..1000).contains(status));
    if status.is_none() {
        reader.error(place, format!("`{code}` is no HTTP status code"));
    }
    status
}

/// Flexible checksums.
pub(super) fn checksum(json: &Json<'_>, place: Place<'_>, reader: &mut Reader<'_>) -> HttpChecksum {
    let mut checksum = HttpChecksum::default();
    for (key, value) in reader.object(place, "httpChecksum", json) {
        match key.as_ref() {
            "requestAlgorithmMember" => checksum.request_algorithm_member = reader.string(place, key, value),
            "requestChecksumRequired" => checksum.request_required = reader.flag(place, key, value),
            "requestValidationModeMember" => checksum.validation_mode_member = reader.string(place, key, value),
            "responseAlgorithms" => {
                let names = reader.texts(place, key, value);
                checksum.response_algorithms = names.into_iter().map(str::to_owned).collect();
            }
            other => reader.unknown_key("`httpChecksum`", place, other),
        }
    }
    checksum
}

/// Endpoint parameters with a fixed value.
pub(super) fn static_params(json: &Json<'_>, place: Place<'_>, reader: &mut Reader<'_>) -> Vec<StaticContextParam> {
    let mut params = Vec::new();
    for (name, json) in reader.object(place, "staticContextParams", json) {
        for (key, value) in reader.object(place, name, json) {
            let value = match (key.as_ref(), value) {
                ("value", Json::Boolean(flag)) => StaticValue::Boolean(*flag),
                ("value", Json::Text(text)) => StaticValue::String(text.to_string()),
                ("value", texts @ Json::Array(_)) => {
                    let texts = reader.texts(place, key, texts);
                    StaticValue::Strings(texts.into_iter().map(str::to_owned).collect())
                }
                ("value", other) => {
                    reader.wrong(place, name, "a boolean, a string or a list", other);
                    continue;
                }
                (other, _) => {
                    reader.unknown_key("a static context parameter", place, other);
                    continue;
                }
            };
            params.push(StaticContextParam {
                name: name.to_string(),
                value,
            });
        }
    }
    params
}

/// What stands before the host.
pub(super) fn host_prefix(json: &Json<'_>, place: Place<'_>, reader: &mut Reader<'_>) -> Option<String> {
    let mut prefix = None;
    for (key, value) in reader.object(place, "endpoint", json) {
        match key.as_ref() {
            "hostPrefix" => prefix = reader.string(place, key, value),
            other => reader.unknown_key("an endpoint", place, other),
        }
    }
    prefix
}

/// How a request may be compressed.
pub(super) fn compression(json: &Json<'_>, place: Place<'_>, reader: &mut Reader<'_>) -> Vec<Compression> {
    let mut compressions = Vec::new();
    for (key, value) in reader.object(place, "requestcompression", json) {
        match key.as_ref() {
            "encodings" => {
                for encoding in reader.texts(place, key, value) {
                    match encoding {
                        "gzip" => compressions.push(Compression::Gzip),
                        other => reader.unknown_key("request compression", place, other),
                    }
                }
            }
            other => reader.unknown_key("request compression", place, other),
        }
    }
    compressions
}

/// Endpoint parameters that are taken from the input.
pub(super) fn operation_params(
    json: &Json<'_>,
    place: Place<'_>,
    reader: &mut Reader<'_>,
) -> Vec<OperationContextParam> {
    let mut params = Vec::new();
    for (name, json) in reader.object(place, "operationContextParams", json) {
        for (key, value) in reader.object(place, name, json) {
            match (key.as_ref(), reader.string(place, key, value)) {
                ("path", Some(path)) => params.push(OperationContextParam {
                    name: name.to_string(),
                    path,
                }),
                ("path", None) => {}
                (other, _) => reader.unknown_key("an operation context parameter", place, other),
            }
        }
    }
    params
}

/// That the endpoint is asked from the service first.
pub(super) fn discovery(json: &Json<'_>, place: Place<'_>, reader: &mut Reader<'_>) -> EndpointDiscovery {
    let mut discovery = EndpointDiscovery { required: false };
    for (key, value) in reader.object(place, "endpointdiscovery", json) {
        match key.as_ref() {
            "required" => discovery.required = reader.flag(place, key, value),
            other => reader.unknown_key("endpoint discovery", place, other),
        }
    }
    discovery
}

/// The endpoint parameter that a member gives.
pub(super) fn context_param(json: &Json<'_>, place: Place<'_>, reader: &mut Reader<'_>) -> Option<ContextParam> {
    let mut param = None;
    for (key, value) in reader.object(place, "contextParam", json) {
        match key.as_ref() {
            "name" => param = reader.string(place, key, value).map(|name| ContextParam { name }),
            other => reader.unknown_key("a context parameter", place, other),
        }
    }
    param
}

/// The template of a path and a query.
pub(super) fn uri(key: &str, json: &Json<'_>, place: Place<'_>, reader: &mut Reader<'_>) -> Option<Uri> {
    let text = reader.text(place, key, json)?;
    match Uri::parse(text) {
        Ok(uri) => Some(uri),
        Err(reason) => {
            reader.error(place, format!("the URI `{text}` is not valid: {reason}"));
            None
        }
    }
}
