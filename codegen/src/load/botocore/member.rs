//! Members, and what `locationName` and `location` of C2J mean for each protocol.

use std::collections::BTreeMap;

use super::super::capitalise;
use super::super::json::Json;
use super::super::reader::{Place, Reader};
use super::super::shared;
use super::WireNames;
use super::shape::{RawShape, read_timestamp_format};
use crate::model::{ContextParam, Deprecated, EventBinding, Location, Member, Shapes, TimestampFormat, XmlNamespace};

/// A member as it stands in the file.
#[derive(Debug, Default, Clone)]
pub(super) struct RawMember<'j> {
    pub(super) name: &'j str,
    pub(super) target: Option<&'j str>,
    pub(super) location_name: Option<&'j str>,
    location: Option<&'j str>,
    documentation: Option<&'j str>,
    flags: Flags,
    query_name: Option<&'j str>,
    timestamp_format: Option<TimestampFormat>,
    xml_namespace: Option<XmlNamespace>,
    context_param: Option<ContextParam>,
    deprecated_message: Option<&'j str>,
    deprecated_since: Option<&'j str>,
    values: Vec<&'j str>,
}

#[derive(Debug, Default, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of the format")]
struct Flags {
    deprecated: bool,
    idempotency_token: bool,
    host_label: bool,
    xml_attribute: bool,
    flattened: bool,
    streaming: bool,
    requires_length: bool,
    sensitive: bool,
    json_value: bool,
    event_payload: bool,
    event_header: bool,
    boxed: bool,
}

/// Reads one member.
pub(super) fn read<'j>(name: &'j str, json: &'j Json<'_>, place: Place<'_>, reader: &mut Reader<'_>) -> RawMember<'j> {
    let place = place.member(name);
    let mut raw = RawMember {
        name,
        ..RawMember::default()
    };
    for (key, value) in reader.object(place, name, json) {
        let key = key.as_ref();
        match key {
            "shape" => raw.target = reader.text(place, key, value),
            "documentation" => raw.documentation = reader.text(place, key, value),
            "location" => raw.location = reader.text(place, key, value),
            "locationName" => raw.location_name = reader.text(place, key, value),
            "queryName" => raw.query_name = reader.text(place, key, value),
            "timestampFormat" => raw.timestamp_format = read_timestamp_format(value, place, reader),
            "xmlNamespace" => raw.xml_namespace = xml_namespace(value, place, reader),
            "contextParam" => raw.context_param = shared::context_param(value, place, reader),
            "deprecatedMessage" => raw.deprecated_message = reader.text(place, key, value),
            "deprecatedSince" => raw.deprecated_since = reader.text(place, key, value),
            "enum" => raw.values = reader.texts(place, key, value),
            "deprecated" => raw.flags.deprecated = reader.flag(place, key, value),
            "idempotencyToken" => raw.flags.idempotency_token = reader.flag(place, key, value),
            "hostLabel" => raw.flags.host_label = reader.flag(place, key, value),
            "xmlAttribute" => raw.flags.xml_attribute = reader.flag(place, key, value),
            "flattened" => raw.flags.flattened = reader.flag(place, key, value),
            "streaming" => raw.flags.streaming = reader.flag(place, key, value),
            "requiresLength" => raw.flags.requires_length = reader.flag(place, key, value),
            "sensitive" => raw.flags.sensitive = reader.flag(place, key, value),
            "jsonvalue" => raw.flags.json_value = reader.flag(place, key, value),
            "eventpayload" => raw.flags.event_payload = reader.flag(place, key, value),
            "eventheader" => raw.flags.event_header = reader.flag(place, key, value),
            "box" => raw.flags.boxed = reader.flag(place, key, value),
            other => reader.unknown_key("a member", place, other),
        }
    }
    raw
}

/// What a member's meaning depends on besides itself.
pub(super) struct Surroundings<'a, 'j> {
    pub(super) names: WireNames,
    pub(super) shapes: &'a BTreeMap<&'j str, RawShape<'j>>,
    /// The member that the owner calls its payload.
    pub(super) payload: Option<&'j str>,
    pub(super) place: Place<'j>,
}

impl<'j> Surroundings<'_, 'j> {
    /// Makes a member of the model.
    pub(super) fn lower(
        &self,
        raw: &RawMember<'j>,
        required: bool,
        ids: &mut Shapes,
        reader: &mut Reader<'_>,
    ) -> Member {
        if raw.target.is_none() {
            reader.error(self.place.member(raw.name), "`shape` is missing");
        }
        let target = raw.target.and_then(|target| self.shapes.get(target));
        let mut member = Member::new(raw.name, ids.intern(raw.target.unwrap_or_default()));
        member.documentation = raw.documentation.map(str::to_owned);
        member.required = required;
        member.location = self.location(raw, target, reader);
        if matches!(member.location, Location::Body | Location::Payload) {
            self.name_in_body(raw, target, &mut member);
        }
        raw.copy_traits(&mut member);
        member
    }

    fn location(&self, raw: &RawMember<'j>, target: Option<&RawShape<'j>>, reader: &mut Reader<'_>) -> Location {
        if !self.names.rest {
            return Location::Body;
        }
        if self.payload == Some(raw.name) {
            return Location::Payload;
        }
        let name = || raw.location_name.unwrap_or(raw.name).to_owned();
        match raw.location {
            None => Location::Body,
            Some("uri") => Location::Label {
                name: name(),
                greedy: false,
            },
            Some("querystring") if target.is_some_and(RawShape::is_map) => Location::QueryParams,
            Some("querystring") => Location::Query(name()),
            Some("header") => Location::Header(name()),
            Some("headers") => Location::PrefixHeaders(raw.location_name.unwrap_or_default().to_owned()),
            Some("statusCode") => Location::StatusCode,
            Some(other) => {
                reader.error(self.place.member(raw.name), format!("unknown location `{other}`"));
                Location::Body
            }
        }
    }

    /// What the target says holds unless the member says otherwise.
    fn name_in_body(&self, raw: &RawMember<'j>, target: Option<&RawShape<'j>>, member: &mut Member) {
        let own = raw
            .location_name
            .or_else(|| target.and_then(|target| target.location_name));
        // A flattened list has no element of its own: the name of its elements stands in for it. Where the member says that
        // it is flattened, its own name counts, as in Smithy.
        let flattened = target.filter(|target| target.flattened && !raw.flags.flattened);
        let xml = flattened.and_then(RawShape::element_name).or(own);
        let differing = |name: Option<&str>| name.filter(|name| *name != raw.name).map(str::to_owned);
        if self.names.json {
            member.json_name = differing(own);
        }
        if self.names.xml {
            member.xml_name = differing(xml);
        }
        if self.names.ec2 {
            let capitalised = capitalise(own.unwrap_or(raw.name));
            member.ec2_name = differing(Some(raw.query_name.unwrap_or(&capitalised)));
        }
    }
}

impl RawMember<'_> {
    fn copy_traits(&self, member: &mut Member) {
        let flags = self.flags;
        member.idempotency_token = flags.idempotency_token;
        member.host_label = flags.host_label;
        member.xml_attribute = flags.xml_attribute;
        member.xml_namespace.clone_from(&self.xml_namespace);
        member.flattened = flags.flattened;
        member.timestamp_format = self.timestamp_format;
        member.json_value = flags.json_value;
        member.streaming = flags.streaming;
        member.requires_length = flags.requires_length;
        member.sensitive = flags.sensitive;
        member.event = match flags {
            Flags {
                event_payload: true, ..
            } => EventBinding::Payload,
            Flags { event_header: true, .. } => EventBinding::Header,
            _ => EventBinding::None,
        };
        member.boxed = flags.boxed;
        member.context_param.clone_from(&self.context_param);
        let owned = |text: Option<&str>| text.map(str::to_owned);
        member.deprecated = deprecated(
            flags.deprecated,
            owned(self.deprecated_message),
            owned(self.deprecated_since),
        );
        member.values = self.values.iter().map(|value| (*value).to_owned()).collect();
    }
}

/// The three keys of deprecation, where the first one is set.
pub(super) fn deprecated(deprecated: bool, message: Option<String>, since: Option<String>) -> Option<Deprecated> {
    deprecated.then_some(Deprecated { message, since })
}

/// A namespace, written as an object or, in older models, as a string.
pub(super) fn xml_namespace(json: &Json<'_>, place: Place<'_>, reader: &mut Reader<'_>) -> Option<XmlNamespace> {
    if let Json::Text(uri) = json {
        return Some(XmlNamespace {
            uri: uri.to_string(),
            prefix: None,
        });
    }
    let mut namespace = XmlNamespace {
        uri: String::new(),
        prefix: None,
    };
    for (key, value) in reader.object(place, "xmlNamespace", json) {
        match key.as_ref() {
            "uri" => namespace.uri = reader.string(place, key, value).unwrap_or_default(),
            "prefix" => namespace.prefix = reader.string(place, key, value).filter(|prefix| !prefix.is_empty()),
            other => reader.unknown_key("an XML namespace", place, other),
        }
    }
    Some(namespace)
}
