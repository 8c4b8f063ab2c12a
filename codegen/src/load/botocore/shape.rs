//! Shapes: their types and the traits that hold wherever they are used.

use std::collections::{BTreeMap, BTreeSet};

use super::super::json::Json;
use super::super::reader::{Place, Reader};
use super::super::shared;
use super::WireNames;
use super::member::{self, RawMember, Surroundings, deprecated, xml_namespace};
use crate::model::{
    Bound, Constraints, EnumValue, ErrorFacts, Fault, Member, Retry, Shape, ShapeKind, Shapes, TimestampFormat,
    Unresolved, XmlNamespace,
};

/// A shape as it stands in the file.
#[derive(Debug, Default, Clone)]
pub(super) struct RawShape<'j> {
    ty: Option<&'j str>,
    documentation: Option<&'j str>,
    members: Vec<RawMember<'j>>,
    element: Option<RawMember<'j>>,
    key: Option<RawMember<'j>>,
    value: Option<RawMember<'j>>,
    required: Vec<&'j str>,
    values: Vec<&'j str>,
    payload: Option<&'j str>,
    pub(super) location_name: Option<&'j str>,
    pub(super) flattened: bool,
    flags: Flags,
    error: Option<ErrorFacts>,
    timestamp_format: Option<TimestampFormat>,
    xml_namespace: Option<XmlNamespace>,
    xml_order: Vec<&'j str>,
    deprecated_message: Option<&'j str>,
    deprecated_since: Option<&'j str>,
    constraints: Constraints,
}

#[derive(Debug, Default, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of the format")]
struct Flags {
    union: bool,
    event_stream: bool,
    event: bool,
    document: bool,
    exception: bool,
    sensitive: bool,
    sparse: bool,
    streaming: bool,
    requires_length: bool,
    wrapper: bool,
    synthetic: bool,
    boxed: bool,
    deprecated: bool,
}

impl<'j> RawShape<'j> {
    pub(super) fn is_map(&self) -> bool {
        self.ty == Some("map")
    }

    /// The name of a list's elements.
    pub(super) fn element_name(&self) -> Option<&'j str> {
        self.element.as_ref().and_then(|element| element.location_name)
    }
}

/// Reads all shapes.
pub(super) fn read_all(json: Option<&Json<'_>>, names: WireNames, reader: &mut Reader<'_>) -> Shapes {
    let mut shapes = Shapes::default();
    let Some(json) = json else {
        reader.error(Place::default(), "`shapes` is missing");
        return shapes;
    };
    let entries = reader.object(Place::default(), "shapes", json);
    let raw: BTreeMap<&str, RawShape<'_>> = entries
        .iter()
        .map(|(name, json)| (name.as_ref(), read(name, json, reader)))
        .collect();
    for (name, shape) in &raw {
        let shape = lower(name, shape, &raw, names, &mut shapes, reader);
        shapes.define(shape);
    }
    shapes
}

fn read<'j>(name: &'j str, json: &'j Json<'_>, reader: &mut Reader<'_>) -> RawShape<'j> {
    let place = Place::shape(name);
    let mut raw = RawShape::default();
    for (key, value) in reader.object(place, name, json) {
        let key = key.as_ref();
        match key {
            "type" => raw.ty = reader.text(place, key, value),
            "documentation" => raw.documentation = reader.text(place, key, value),
            "members" => {
                let members = reader.object(place, key, value);
                raw.members = members
                    .iter()
                    .map(|(name, json)| member::read(name, json, place, reader))
                    .collect();
            }
            "member" => raw.element = Some(member::read("member", value, place, reader)),
            "key" => raw.key = Some(member::read("key", value, place, reader)),
            "value" => raw.value = Some(member::read("value", value, place, reader)),
            "required" => raw.required = reader.texts(place, key, value),
            "enum" => raw.values = reader.texts(place, key, value),
            "payload" => raw.payload = reader.text(place, key, value),
            "locationName" => raw.location_name = reader.text(place, key, value),
            "flattened" => raw.flattened = reader.flag(place, key, value),
            "error" => read_error(value, place, raw.error.get_or_insert_default(), reader),
            "fault" => read_fault(reader.flag(place, key, value), raw.error.get_or_insert_default()),
            "retryable" => raw.error.get_or_insert_default().retry = read_retry(value, place, reader),
            "timestampFormat" => raw.timestamp_format = read_timestamp_format(value, place, reader),
            "xmlNamespace" => raw.xml_namespace = xml_namespace(value, place, reader),
            "xmlOrder" => raw.xml_order = reader.texts(place, key, value),
            "deprecatedMessage" => raw.deprecated_message = reader.text(place, key, value),
            "deprecatedSince" => raw.deprecated_since = reader.text(place, key, value),
            "min" => raw.constraints.min = read_bound(key, value, place, reader),
            "max" => raw.constraints.max = read_bound(key, value, place, reader),
            "pattern" => raw.constraints.pattern = reader.string(place, key, value),
            _ => read_flag(key, value, place, &mut raw.flags, reader),
        }
    }
    raw
}

fn read_flag(key: &str, json: &Json<'_>, place: Place<'_>, flags: &mut Flags, reader: &mut Reader<'_>) {
    let flag = match key {
        "union" => &mut flags.union,
        "eventstream" => &mut flags.event_stream,
        "event" => &mut flags.event,
        "document" => &mut flags.document,
        "exception" => &mut flags.exception,
        "sensitive" => &mut flags.sensitive,
        "sparse" => &mut flags.sparse,
        "streaming" => &mut flags.streaming,
        "requiresLength" => &mut flags.requires_length,
        "wrapper" => &mut flags.wrapper,
        "synthetic" => &mut flags.synthetic,
        "box" => &mut flags.boxed,
        "deprecated" => &mut flags.deprecated,
        other => return reader.unknown_key("a shape", place, other),
    };
    *flag = reader.flag(place, key, json);
}

/// Reads the `error` of an exception.
pub(super) fn read_error(json: &Json<'_>, place: Place<'_>, facts: &mut ErrorFacts, reader: &mut Reader<'_>) {
    for (key, value) in reader.object(place, "error", json) {
        match key.as_ref() {
            "code" => facts.query_code = reader.string(place, key, value),
            "httpStatusCode" => facts.status = shared::status(value, place, reader),
            "senderFault" if reader.flag(place, key, value) => facts.fault = Fault::Client,
            "senderFault" | "fault" => {}
            other => reader.unknown_key("an error", place, other),
        }
    }
}

/// Reads the `fault` of an exception: always the service's.
pub(super) fn read_fault(fault: bool, facts: &mut ErrorFacts) {
    if fault {
        facts.fault = Fault::Server;
    }
}

fn read_retry(json: &Json<'_>, place: Place<'_>, reader: &mut Reader<'_>) -> Option<Retry> {
    let mut retry = Retry { throttling: false };
    for (key, value) in reader.object(place, "retryable", json) {
        match key.as_ref() {
            "throttling" => retry.throttling = reader.flag(place, key, value),
            other => reader.unknown_key("`retryable`", place, other),
        }
    }
    Some(retry)
}

/// Reads C2J's name of a timestamp format.
pub(super) fn read_timestamp_format(
    json: &Json<'_>,
    place: Place<'_>,
    reader: &mut Reader<'_>,
) -> Option<TimestampFormat> {
    match reader.text(place, "timestampFormat", json)? {
        "iso8601" => Some(TimestampFormat::DateTime),
        "unixTimestamp" => Some(TimestampFormat::EpochSeconds),
        "rfc822" => Some(TimestampFormat::HttpDate),
        other => {
            reader.error(place, format!("unknown timestamp format `{other}`"));
            None
        }
    }
}

fn read_bound(key: &str, json: &Json<'_>, place: Place<'_>, reader: &mut Reader<'_>) -> Option<Bound> {
    match json {
        Json::Integer(number) => Some(Bound::Integer(*number)),
        Json::Float(number) => Some(Bound::Float(*number)),
        other => {
            reader.wrong(place, key, "a number", other);
            None
        }
    }
}

fn lower<'j>(
    name: &'j str,
    raw: &RawShape<'j>,
    shapes: &BTreeMap<&'j str, RawShape<'j>>,
    names: WireNames,
    ids: &mut Shapes,
    reader: &mut Reader<'_>,
) -> Shape {
    let surroundings = Surroundings {
        names,
        shapes,
        payload: raw.payload,
        place: Place::shape(name),
    };
    let kind = lower_kind(raw, &surroundings, ids, reader);
    let flags = raw.flags;
    let owned = |text: Option<&str>| text.map(str::to_owned);
    let mut shape = Shape::new(name, kind);
    shape.documentation = owned(raw.documentation);
    shape.sensitive = flags.sensitive;
    shape.sparse = flags.sparse;
    shape.flattened = raw.flattened;
    shape.streaming = flags.streaming || flags.event_stream;
    shape.requires_length = flags.requires_length;
    shape.event = flags.event;
    shape.error = lower_error(raw);
    shape.timestamp_format = raw.timestamp_format;
    shape.xml_name = owned(raw.location_name);
    shape.xml_namespace.clone_from(&raw.xml_namespace);
    shape.wrapper = flags.wrapper;
    shape.synthetic = flags.synthetic;
    shape.boxed = flags.boxed;
    shape.xml_order = raw.xml_order.iter().map(|name| (*name).to_owned()).collect();
    shape.deprecated = deprecated(
        flags.deprecated,
        owned(raw.deprecated_message),
        owned(raw.deprecated_since),
    );
    shape.constraints = raw.constraints.clone();
    shape
}

fn lower_error(raw: &RawShape<'_>) -> Option<ErrorFacts> {
    if !raw.flags.exception && raw.error.is_none() {
        return None;
    }
    let mut facts = raw.error.clone().unwrap_or_default();
    if matches!(facts.status, Some(500..600)) {
        facts.fault = Fault::Server;
    }
    Some(facts)
}

fn lower_kind<'j>(
    raw: &RawShape<'j>,
    surroundings: &Surroundings<'_, 'j>,
    ids: &mut Shapes,
    reader: &mut Reader<'_>,
) -> ShapeKind {
    let incomplete = |key| ShapeKind::Unresolved(Unresolved::Incomplete(key));
    let Some(ty) = raw.ty else { return incomplete("type") };
    match ty {
        "structure" if raw.flags.document => ShapeKind::Document,
        "structure" => {
            let members = lower_members(raw, surroundings, ids, reader);
            if raw.flags.union || raw.flags.event_stream {
                ShapeKind::Union(members)
            } else {
                ShapeKind::Structure(members)
            }
        }
        "list" => match &raw.element {
            Some(element) => ShapeKind::List(Box::new(surroundings.lower(element, false, ids, reader))),
            None => incomplete("member"),
        },
        "map" => match (&raw.key, &raw.value) {
            (Some(key), Some(value)) => ShapeKind::Map(Box::new([
                surroundings.lower(key, true, ids, reader),
                surroundings.lower(value, false, ids, reader),
            ])),
            (None, _) => incomplete("key"),
            (_, None) => incomplete("value"),
        },
        "string" | "character" if raw.values.is_empty() => ShapeKind::String,
        "string" | "character" => ShapeKind::Enum(raw.values.iter().map(|value| enum_value(value)).collect()),
        other => {
            shared::simple(other).unwrap_or_else(|| ShapeKind::Unresolved(Unresolved::UnknownType(other.to_owned())))
        }
    }
}

fn lower_members<'j>(
    raw: &RawShape<'j>,
    surroundings: &Surroundings<'_, 'j>,
    ids: &mut Shapes,
    reader: &mut Reader<'_>,
) -> Vec<Member> {
    let known: BTreeSet<&str> = raw.members.iter().map(|member| member.name).collect();
    let named = raw.required.iter().map(|name| ("required", *name));
    for (key, name) in named.chain(raw.payload.map(|name| ("payload", name))) {
        if !known.contains(name) {
            reader.error(
                surroundings.place,
                format!("`{key}` names `{name}`, which is no member"),
            );
        }
    }
    let required: BTreeSet<&str> = raw.required.iter().copied().collect();
    raw.members
        .iter()
        .map(|member| surroundings.lower(member, required.contains(member.name), ids, reader))
        .collect()
}

fn enum_value(value: &str) -> EnumValue<String> {
    EnumValue {
        name: None,
        value: value.to_owned(),
        documentation: None,
        deprecated: None,
    }
}
