//! Operations and their traits.

use super::super::json::Json;
use super::super::reader::{Place, Reader};
use super::super::shared;
use super::member::{deprecated, xml_namespace};
use super::service::auth_scheme;
use super::shape::{read_error, read_fault};
use crate::model::{AuthScheme, ErrorFacts, Operation, ShapeId, Shapes, Uri, XmlRoot};

/// Reads all operations; shapes that they list as errors become errors.
pub(super) fn read_all(json: Option<&Json<'_>>, shapes: &mut Shapes, reader: &mut Reader<'_>) -> Vec<Operation> {
    let Some(json) = json else {
        reader.error(Place::default(), "`operations` is missing");
        return Vec::new();
    };
    reader
        .object(Place::default(), "operations", json)
        .iter()
        .map(|(name, json)| read(name, json, shapes, reader))
        .collect()
}

fn read(name: &str, json: &Json<'_>, shapes: &mut Shapes, reader: &mut Reader<'_>) -> Operation {
    let place = Place::shape(name);
    let mut operation = Operation::new(name);
    let (mut is_deprecated, mut message, mut since) = (false, None, None);
    for (key, value) in reader.object(place, name, json) {
        let key = key.as_ref();
        match key {
            "name" => operation.wire_name = reader.string(place, key, value).filter(|wire| wire != name),
            "http" => read_http(value, place, &mut operation, reader),
            "input" => read_input(value, place, &mut operation, shapes, reader),
            "output" => read_output(value, place, &mut operation, shapes, reader),
            "errors" => operation.errors = read_errors(value, place, shapes, reader),
            "documentation" => operation.documentation = reader.string(place, key, value),
            "deprecated" => is_deprecated = reader.flag(place, key, value),
            "deprecatedMessage" => message = reader.string(place, key, value),
            "deprecatedSince" => since = reader.string(place, key, value),
            "idempotent" => operation.idempotent = reader.flag(place, key, value),
            "readonly" => operation.readonly = reader.flag(place, key, value),
            "endpoint" => operation.host_prefix = shared::host_prefix(value, place, reader),
            "auth" => {
                let names = reader.texts(place, key, value);
                operation.auth = Some(names.into_iter().map(auth_scheme).collect());
            }
            "authtype" => read_authtype(value, place, &mut operation, reader),
            "unsignedPayload" => operation.unsigned_payload |= reader.flag(place, key, value),
            "httpChecksum" => operation.http_checksum = Some(shared::checksum(value, place, reader)),
            "httpChecksumRequired" => operation.http_checksum_required = reader.flag(place, key, value),
            "requestcompression" => operation.request_compression = shared::compression(value, place, reader),
            "staticContextParams" => operation.static_context_params = shared::static_params(value, place, reader),
            "operationContextParams" => {
                operation.operation_context_params = shared::operation_params(value, place, reader)
            }
            "endpointdiscovery" => operation.endpoint_discovery = Some(shared::discovery(value, place, reader)),
            "endpointoperation" => operation.endpoint_operation = reader.flag(place, key, value),
            other => reader.unknown_key("an operation", place, other),
        }
    }
    operation.deprecated = deprecated(is_deprecated, message, since);
    operation
}

fn read_http(json: &Json<'_>, place: Place<'_>, operation: &mut Operation, reader: &mut Reader<'_>) {
    for (key, value) in reader.object(place, "http", json) {
        match key.as_ref() {
            "method" => operation.method = reader.string(place, key, value).unwrap_or_default(),
            "requestUri" => operation.uri = shared::uri(key, value, place, reader).unwrap_or_else(Uri::root),
            "responseCode" => operation.response_code = shared::status(value, place, reader),
            other => reader.unknown_key("`http`", place, other),
        }
    }
}

fn read_input(
    json: &Json<'_>,
    place: Place<'_>,
    operation: &mut Operation,
    shapes: &mut Shapes,
    reader: &mut Reader<'_>,
) {
    let (mut name, mut namespace) = (None, None);
    for (key, value) in reader.object(place, "input", json) {
        match key.as_ref() {
            "shape" => operation.input = reader.text(place, key, value).map(|target| shapes.intern(target)),
            "locationName" => name = reader.string(place, key, value),
            "xmlNamespace" => namespace = xml_namespace(value, place, reader),
            // What the shape itself says is what users see.
            "documentation" => {}
            other => reader.unknown_key("an input", place, other),
        }
    }
    if name.is_some() || namespace.is_some() {
        operation.input_xml = Some(XmlRoot { name, namespace });
    }
}

fn read_output(
    json: &Json<'_>,
    place: Place<'_>,
    operation: &mut Operation,
    shapes: &mut Shapes,
    reader: &mut Reader<'_>,
) {
    for (key, value) in reader.object(place, "output", json) {
        match key.as_ref() {
            "shape" => operation.output = reader.text(place, key, value).map(|target| shapes.intern(target)),
            "resultWrapper" => operation.result_wrapper = reader.string(place, key, value),
            // botocore finds the members by their names, whatever the root element is called.
            "locationName" | "xmlNamespace" | "documentation" => {}
            other => reader.unknown_key("an output", place, other),
        }
    }
}

fn read_errors(json: &Json<'_>, place: Place<'_>, shapes: &mut Shapes, reader: &mut Reader<'_>) -> Vec<ShapeId> {
    let mut errors = Vec::new();
    for entry in reader.array(place, "errors", json) {
        let mut facts = ErrorFacts::default();
        let mut target = None;
        for (key, value) in reader.object(place, "errors", entry) {
            match key.as_ref() {
                "shape" => target = reader.text(place, key, value),
                "error" => read_error(value, place, &mut facts, reader),
                "fault" => read_fault(reader.flag(place, key, value), &mut facts),
                "exception" | "documentation" => {}
                other => reader.unknown_key("an error of an operation", place, other),
            }
        }
        match target {
            Some(target) => {
                let id = shapes.intern(target);
                shapes[id].error.get_or_insert(facts);
                errors.push(id);
            }
            None => reader.error(place, "an error has no `shape`"),
        }
    }
    errors
}

/// The older key: `auth` says the same and wins, wherever it stands.
fn read_authtype(json: &Json<'_>, place: Place<'_>, operation: &mut Operation, reader: &mut Reader<'_>) {
    match reader.text(place, "authtype", json) {
        Some("none") => {
            operation.auth.get_or_insert(vec![AuthScheme::NoAuth]);
        }
        Some("v4-unsigned-body") => operation.unsigned_payload = true,
        Some(other) => {
            operation
                .auth
                .get_or_insert(vec![AuthScheme::Unknown(other.to_owned())]);
        }
        None => {}
    }
}
