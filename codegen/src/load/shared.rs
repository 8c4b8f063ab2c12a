//! What both formats say in the same words.

use super::json::Json;
use super::reader::{Place, Reader};
use crate::model::{HttpChecksum, ShapeKind, StaticContextParam, StaticValue};

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
