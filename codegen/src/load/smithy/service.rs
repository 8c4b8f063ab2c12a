//! The service shape and its traits.

use super::super::json::Json;
use super::super::reader::{Place, Reader};
use super::ast::{Ast, local_name};
use super::traits::Traits;
use super::{auth, client, names, shape};
use crate::model::{AwsService, EndpointRules, H2, Protocol, Service};

/// Protocols by the IDs of their traits.
const PROTOCOLS: [(&str, Protocol); 7] = [
    ("smithy.protocols#rpcv2Cbor", Protocol::RpcV2Cbor),
    ("aws.protocols#awsJson1_0", Protocol::AwsJson1_0),
    ("aws.protocols#awsJson1_1", Protocol::AwsJson1_1),
    ("aws.protocols#restJson1", Protocol::RestJson1),
    ("aws.protocols#restXml", Protocol::RestXml),
    ("aws.protocols#awsQuery", Protocol::AwsQuery),
    ("aws.protocols#ec2Query", Protocol::Ec2Query),
];

/// Reads everything that holds for the service as a whole.
pub(super) fn read(ast: &Ast<'_>, id: &str, reader: &mut Reader<'_>) -> Service {
    let place = super::place(id);
    let shape = &ast.shapes[id];
    let traits = &shape.traits;
    let version = shape.text("version").unwrap_or_default().to_owned();
    let aws = aws(traits, &version, place, reader);
    let (sdk_id, aws) = match aws {
        Some((sdk_id, aws)) => (sdk_id, Some(aws)),
        None => (local_name(id).to_owned(), None),
    };
    let (protocols, unknown_protocols) = protocols(ast, traits);
    if protocols.is_empty() && unknown_protocols.is_empty() {
        let message = "the service says no protocol";
        let known = PROTOCOLS.map(|(id, _)| id);
        let help = format!("apply one of {}", crate::diagnostic::quoted(&known));
        let path = reader.path(place);
        reader.diagnostics.error(path, message).help(help);
    }
    Service {
        title: traits
            .string(names::TITLE, place, reader)
            .unwrap_or_else(|| sdk_id.clone()),
        sdk_id,
        abbreviation: None,
        version,
        signing_name: signing_name(traits, aws.as_ref(), place, reader),
        aws,
        auth: auth::of_service(ast, traits, place, reader),
        target_prefix: protocols
            .iter()
            .any(|protocol| names_target(*protocol))
            .then(|| local_name(id).to_owned()),
        h2: h2(traits, reader),
        xml_namespace: shape::xml_namespace(traits, place, reader),
        protocols,
        unknown_protocols,
        json_version: None,
        query_compatible: traits.has(names::QUERY_COMPATIBLE),
        checksum_format: None,
        client_context_params: client::context_params(traits, place, reader),
        endpoint_rules: endpoint_rules(traits),
        documentation: shape::documentation(traits, place, reader),
        deprecated: shape::deprecated(traits, place, reader),
    }
}

/// Whether requests name the service.
fn names_target(protocol: Protocol) -> bool {
    matches!(
        protocol,
        Protocol::AwsJson1_0 | Protocol::AwsJson1_1 | Protocol::RpcV2Cbor
    )
}

/// The name of the service in SDKs, and what else AWS says (<https://smithy.io/2.0/aws/aws-core.html>).
fn aws(traits: &Traits<'_>, version: &str, place: Place<'_>, reader: &mut Reader<'_>) -> Option<(String, AwsService)> {
    let json = traits.get(names::AWS_SERVICE)?;
    let (mut sdk_id, mut namespace, mut prefix, mut doc_id) = (None, None, None, None);
    for (key, value) in reader.object(place, names::AWS_SERVICE, json) {
        match key.as_ref() {
            "sdkId" => sdk_id = reader.string(place, key, value),
            "arnNamespace" => namespace = reader.string(place, key, value),
            "endpointPrefix" => prefix = reader.string(place, key, value),
            "docId" => doc_id = reader.string(place, key, value),
            "cloudFormationName" | "cloudTrailEventSource" => {}
            other => reader.unknown_key("`aws.api#service`", place, other),
        }
    }
    let Some(sdk_id) = sdk_id else {
        reader.error(place, format!("`{}` has no `sdkId`", names::AWS_SERVICE));
        return None;
    };
    let plain = || sdk_id.to_ascii_lowercase().replace(' ', "-");
    let namespace = namespace.unwrap_or_else(|| plain().replace('-', ""));
    let aws = AwsService {
        uid: Some(doc_id.unwrap_or_else(|| format!("{}-{version}", plain()))),
        endpoint_prefix: prefix.unwrap_or(namespace),
        global_endpoint: None,
    };
    Some((sdk_id, aws))
}

/// The name to sign for; one of AWS that does not say it is called like its host.
fn signing_name(
    traits: &Traits<'_>,
    aws: Option<&AwsService>,
    place: Place<'_>,
    reader: &mut Reader<'_>,
) -> Option<String> {
    let scheme = traits.get(names::SIGV4).or_else(|| traits.get(names::SIGV4A));
    let name = scheme.and_then(|json| json.get("name"));
    let name = name.and_then(|name| reader.string(place, names::SIGV4, name));
    name.or_else(|| aws.map(|aws| aws.endpoint_prefix.clone()))
}

/// The protocols that we know, and the traits of the others.
fn protocols(ast: &Ast<'_>, traits: &Traits<'_>) -> (Vec<Protocol>, Vec<String>) {
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for (id, _) in traits.iter() {
        let definition = ast.shapes.get(id);
        match PROTOCOLS.iter().find(|(known, _)| *known == id) {
            Some((_, protocol)) => known.push(*protocol),
            None if definition.is_some_and(|shape| shape.traits.has(names::PROTOCOL_DEFINITION)) => {
                unknown.push(id.to_owned());
            }
            None if id.starts_with("smithy.protocols#") => unknown.push(id.to_owned()),
            None => {}
        }
    }
    (known, unknown)
}

/// What protocol traits say of HTTP/2.
fn h2(traits: &Traits<'_>, reader: &mut Reader<'_>) -> H2 {
    let settings = traits
        .iter()
        .filter(|(id, _)| PROTOCOLS.iter().any(|(known, _)| known == id));
    let mut h2 = H2::default();
    for (id, json) in settings {
        let mut speaks = |key: &str| {
            let versions = json.get(key).map(|json| reader.texts(Place::default(), id, json));
            versions.is_some_and(|versions| versions.contains(&"h2"))
        };
        if speaks("http") {
            return H2::Optional;
        }
        if speaks("eventStreamHttp") {
            h2 = H2::EventStream;
        }
    }
    h2
}

fn endpoint_rules(traits: &Traits<'_>) -> Option<EndpointRules> {
    let kept = |id: &str| traits.get(id).map(Json::to_string);
    let bdd = kept(names::ENDPOINT_BDD).map(EndpointRules::Bdd);
    bdd.or_else(|| kept(names::ENDPOINT_RULES).map(EndpointRules::RuleSet))
}
