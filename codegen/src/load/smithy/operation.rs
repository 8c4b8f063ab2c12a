//! Operations and their traits.

use super::super::json::Json;
use super::super::reader::{Place, Reader};
use super::super::shared;
use super::ast::{Shape, local_name};
use super::closure::Closure;
use super::traits::Traits;
use super::{auth, names, prelude, shape};
use crate::model::{Declared, Operation, Paginated, ShapeId, Uri, XmlRoot};

/// Reads one operation.
pub(super) fn read<'j>(
    closure: &mut Closure<'_, 'j>,
    id: &'j str,
    shape: &Shape<'j>,
    reader: &mut Reader<'_>,
) -> Operation {
    let place = super::place(id);
    let traits = &shape.traits;
    let service = &closure.ast.shapes[closure.id];
    let mut operation = Operation::new(local_name(id));
    operation.input = end(closure, shape, "input", reader);
    operation.output = end(closure, shape, "output", reader);
    let common = service.targets("errors").iter();
    let common = common.filter(|error| !shape.targets("errors").contains(error));
    for error in shape.targets("errors").iter().chain(common) {
        operation.errors.push(closure.intern(error, reader));
    }
    if closure.wire.rest {
        read_http(&mut operation, traits, place, reader);
    }
    operation.documentation = shape::documentation(traits, place, reader);
    operation.deprecated = shape::deprecated(traits, place, reader);
    operation.idempotent = traits.has(names::IDEMPOTENT);
    operation.readonly = traits.has(names::READONLY);
    operation.host_prefix = traits
        .get(names::ENDPOINT)
        .and_then(|json| shared::host_prefix(json, place, reader));
    operation.auth = auth::of_operation(traits, &service.traits, &closure.service.auth, place, reader);
    operation.unsigned_payload = traits.has(names::UNSIGNED_PAYLOAD);
    operation.http_checksum = traits
        .get(names::HTTP_CHECKSUM)
        .map(|json| shared::checksum(json, place, reader));
    operation.http_checksum_required = traits.has(names::HTTP_CHECKSUM_REQUIRED);
    operation.request_compression = traits
        .get(names::REQUEST_COMPRESSION)
        .map(|json| shared::compression(json, place, reader))
        .unwrap_or_default();
    let wrapped = closure.wire.wrapped && operation.output.is_some();
    operation.result_wrapper = wrapped.then(|| format!("{}Result", operation.name));
    operation.input_xml = input_xml(closure, shape, reader);
    operation.static_context_params = traits
        .get(names::STATIC_CONTEXT_PARAMS)
        .map(|json| shared::static_params(json, place, reader))
        .unwrap_or_default();
    operation.operation_context_params = traits
        .get(names::OPERATION_CONTEXT_PARAMS)
        .map(|json| shared::operation_params(json, place, reader))
        .unwrap_or_default();
    read_discovery(&mut operation, traits, &service.traits, id, place, reader);
    operation.paginated = paginated(traits, &service.traits, place, reader);
    operation.waiters = traits.get(names::WAITABLE).map(Json::to_string);
    operation.declared = Some(Declared {
        file: shape.file.to_owned(),
        id: id.to_owned(),
    });
    operation.examples = traits.get(names::EXAMPLES).map(Json::to_string);
    operation
}

/// The input or the output, if there is one.
fn end<'j>(closure: &mut Closure<'_, 'j>, shape: &Shape<'j>, key: &str, reader: &mut Reader<'_>) -> Option<ShapeId> {
    let target = shape.targets(key).first().copied();
    let target = target.filter(|target| *target != prelude::UNIT)?;
    Some(closure.intern(target, reader))
}

fn read_http(operation: &mut Operation, traits: &Traits<'_>, place: Place<'_>, reader: &mut Reader<'_>) {
    let Some(json) = traits.get(names::HTTP) else { return };
    for (key, value) in reader.object(place, names::HTTP, json) {
        match key.as_ref() {
            "method" => operation.method = reader.string(place, key, value).unwrap_or_default(),
            "uri" => operation.uri = shared::uri(key, value, place, reader).unwrap_or_else(Uri::root),
            "code" => operation.response_code = shared::status(value, place, reader),
            other => reader.unknown_key("`http`", place, other),
        }
    }
}

/// The root element of the request: the input's own, where members travel in the body.
fn input_xml<'j>(closure: &Closure<'_, 'j>, shape: &Shape<'j>, reader: &mut Reader<'_>) -> Option<XmlRoot> {
    let id = shape.targets("input").first().filter(|_| closure.wire.root)?;
    let input = closure.ast.shapes.get(id)?;
    let bindings = [
        names::HEADER,
        names::LABEL,
        names::PAYLOAD,
        names::PREFIX_HEADERS,
        names::QUERY,
        names::QUERY_PARAMS,
    ];
    let is_bound = |member: &super::ast::Member<'_>| bindings.iter().any(|id| member.traits.has(id));
    if input.members.iter().all(is_bound) || input.members.iter().any(|member| member.traits.has(names::PAYLOAD)) {
        return None;
    }
    let place = super::place(id);
    let name = input.traits.string(names::XML_NAME, place, reader);
    let namespace = shape::xml_namespace(&input.traits, place, reader);
    Some(XmlRoot {
        name: name.or_else(|| Some(local_name(id).to_owned())),
        namespace: namespace.or_else(|| closure.service.xml_namespace.clone()),
    })
}

fn read_discovery(
    operation: &mut Operation,
    traits: &Traits<'_>,
    service: &Traits<'_>,
    id: &str,
    place: Place<'_>,
    reader: &mut Reader<'_>,
) {
    operation.endpoint_discovery = traits
        .get(names::DISCOVERED_ENDPOINT)
        .map(|json| shared::discovery(json, place, reader));
    let answers = service.get(names::DISCOVERY).and_then(|json| json.get("operation"));
    operation.endpoint_operation = matches!(answers, Some(Json::Text(answers)) if answers == id);
}

/// What the operation says of its pages, the service's word where it is silent.
fn paginated(
    traits: &Traits<'_>,
    service: &Traits<'_>,
    place: Place<'_>,
    reader: &mut Reader<'_>,
) -> Option<Paginated> {
    let own = traits.get(names::PAGINATED)?;
    let common = service.get(names::PAGINATED);
    let mut text = |key: &str| {
        let json = own.get(key).or_else(|| common?.get(key))?;
        reader.string(place, key, json)
    };
    Some(Paginated {
        input_token: text("inputToken"),
        output_token: text("outputToken"),
        items: text("items"),
        page_size: text("pageSize"),
    })
}
