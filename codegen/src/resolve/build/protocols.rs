//! Which protocol a client speaks unless it is told otherwise; knows no message.

use crate::model::{Model, Protocol, ShapeId, ShapeKind};

/// The protocol that the manifest chose; then those in which every stream of the service can travel, and the others, both
/// in AWS's order of preference.
pub(super) fn order(model: &Model, chosen: Option<Protocol>) -> Vec<Protocol> {
    let declared = |protocol: &Protocol| model.service.protocols.contains(protocol);
    let mut protocols: Vec<Protocol> = Protocol::PREFERENCE.into_iter().filter(declared).collect();
    let streams = model.roots().any(|id| streams(model, id));
    protocols.sort_by_key(|&protocol| {
        let unfit = streams && !has_bodies(protocol);
        (Some(protocol) != chosen, unfit)
    });
    protocols
}

/// Whether a member can be the body of a message.
fn has_bodies(protocol: Protocol) -> bool {
    matches!(protocol, Protocol::RestJson1 | Protocol::RestXml)
}

/// Whether a member of the structure is a stream of bytes.
fn streams(model: &Model, id: ShapeId) -> bool {
    model.shapes[id].members().iter().any(|member| {
        let target = &model.shapes[member.target];
        matches!(target.kind, ShapeKind::Blob) && (member.streaming || target.streaming)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Source, load_model};

    fn model(blob: &str) -> Model {
        let text = format!(
            r#"{{"smithy": "2.0", "shapes": {{
                "ns#Radar": {{"type": "service", "version": "1", "operations": [{{"target": "ns#Look"}}],
                    "traits": {{"aws.protocols#restJson1": {{}}, "smithy.protocols#rpcv2Cbor": {{}}}}}},
                "ns#Look": {{"type": "operation", "output": {{"target": "ns#LookOutput"}},
                    "traits": {{"smithy.api#http": {{"method": "GET", "uri": "/", "code": 200}}}}}},
                "ns#LookOutput": {{"type": "structure", "members": {{
                    "image": {{"target": "ns#Image", "traits": {{"smithy.api#httpPayload": {{}}, "smithy.api#required": {{}}}}}}}}}},
                "ns#Image": {{"type": "blob", "traits": {{{blob}}}}}}}}}"#
        );
        let outcome = load_model(&Source::smithy("m.json", text));
        let problems = outcome.diagnostics.to_string();
        outcome.value.expect(&problems)
    }

    #[test]
    fn streams_choose_a_protocol_that_has_a_place_for_them() {
        let (stream, whole) = (model(r#""smithy.api#streaming": {}"#), model(""));
        let (rest, cbor) = (Protocol::RestJson1, Protocol::RpcV2Cbor);
        assert_eq!(order(&whole, None), [cbor, rest]);
        assert_eq!(order(&stream, None), [rest, cbor]);
        assert_eq!(order(&whole, Some(rest)), [rest, cbor]);
        assert_eq!(order(&stream, Some(cbor)), [cbor, rest]);
    }
}
