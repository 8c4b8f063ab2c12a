//! Members and their bindings.

use super::super::reader::{Place, Reader};
use super::super::shared;
use super::ast::{Member as AstMember, Shape};
use super::closure::Closure;
use super::{default, names, shape};
use crate::model::{EventBinding, Location, Member};

/// Reads the members of a shape; those of a map are its key and its value.
pub(super) fn read_all<'j>(
    closure: &mut Closure<'_, 'j>,
    owner: &Shape<'j>,
    place: Place<'_>,
    reader: &mut Reader<'_>,
) -> Vec<Member> {
    let members = owner.members.iter();
    members
        .filter_map(|member| read(closure, member, place.member(&member.name), reader))
        .collect()
}

fn read<'j>(
    closure: &mut Closure<'_, 'j>,
    raw: &AstMember<'j>,
    place: Place<'_>,
    reader: &mut Reader<'_>,
) -> Option<Member> {
    let traits = &raw.traits;
    let target = raw.target?;
    let mut member = Member::new(raw.name.as_ref(), closure.intern(target, reader));
    member.documentation = shape::documentation(traits, place, reader);
    member.required = traits.has(names::REQUIRED);
    member.location = location(closure, raw, place, reader);
    member.idempotency_token = traits.has(names::IDEMPOTENCY_TOKEN);
    member.host_label = traits.has(names::HOST_LABEL);
    if matches!(member.location, Location::Body | Location::Payload) {
        name_in_body(closure, raw, &mut member, place, reader);
    }
    member.xml_attribute = traits.has(names::XML_ATTRIBUTE);
    member.xml_namespace = shape::xml_namespace(traits, place, reader);
    member.flattened = traits.has(names::FLATTENED);
    member.timestamp_format = shape::timestamp_format(traits, place, reader);
    member.media_type = traits.string(names::MEDIA_TYPE, place, reader);
    let of_target = closure
        .ast
        .shapes
        .get(target)
        .is_some_and(|target| target.traits.has(names::MEDIA_TYPE));
    let is_text = closure
        .ast
        .shapes
        .get(target)
        .is_none_or(|target| target.ty == "string");
    let in_header = matches!(member.location, Location::Header(_));
    member.json_value = in_header && is_text && (of_target || member.media_type.is_some());
    member.sensitive = traits.has(names::SENSITIVE);
    member.event = match (traits.has(names::EVENT_PAYLOAD), traits.has(names::EVENT_HEADER)) {
        (true, _) => EventBinding::Payload,
        (_, true) => EventBinding::Header,
        _ => EventBinding::None,
    };
    member.default = default::of_member(raw, place, reader);
    member.context_param = traits
        .get(names::CONTEXT_PARAM)
        .and_then(|json| shared::context_param(json, place, reader));
    member.deprecated = shape::deprecated(traits, place, reader);
    member.constraints = shape::constraints(traits, place, reader);
    Some(member)
}

fn location(closure: &Closure<'_, '_>, raw: &AstMember<'_>, place: Place<'_>, reader: &mut Reader<'_>) -> Location {
    let traits = &raw.traits;
    if !closure.wire.rest {
        return Location::Body;
    }
    if let Some(name) = traits.string(names::HEADER, place, reader) {
        return Location::Header(name);
    }
    if let Some(name) = traits.string(names::QUERY, place, reader) {
        return Location::Query(name);
    }
    if let Some(prefix) = traits.string(names::PREFIX_HEADERS, place, reader) {
        return Location::PrefixHeaders(prefix);
    }
    let bound = [
        (
            names::LABEL,
            Location::Label {
                name: raw.name.to_string(),
                greedy: false,
            },
        ),
        (names::QUERY_PARAMS, Location::QueryParams),
        (names::PAYLOAD, Location::Payload),
        (names::RESPONSE_CODE, Location::StatusCode),
    ];
    let found = bound.into_iter().find(|(id, _)| traits.has(id));
    found.map_or(Location::Body, |(_, location)| location)
}

fn name_in_body(
    closure: &Closure<'_, '_>,
    raw: &AstMember<'_>,
    member: &mut Member,
    place: Place<'_>,
    reader: &mut Reader<'_>,
) {
    let traits = &raw.traits;
    let differing = |name: Option<String>| name.filter(|name| *name != raw.name);
    let xml = traits.string(names::XML_NAME, place, reader);
    if closure.wire.json {
        member.json_name = differing(traits.string(names::JSON_NAME, place, reader));
    }
    if closure.wire.ec2 {
        let capitalised = || super::super::capitalise(xml.as_deref().unwrap_or(&raw.name));
        let own = traits.string(names::EC2_NAME, place, reader);
        member.ec2_name = differing(Some(own.unwrap_or_else(capitalised)));
    }
    if closure.wire.xml {
        member.xml_name = differing(xml);
    }
}
