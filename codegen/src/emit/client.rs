//! The file of a service's client: the facts of the service.

use super::scope::Scope;
use crate::model::{ApiKeyPlace, AuthScheme, Protocol};
use crate::print::{Block, Docs, File, Line, Section, literal};
use crate::resolve::Resolved;

/// The file.
pub(crate) fn file(service: &Resolved) -> File {
    let mut scope = Scope::new(service, Vec::new(), &["Client"]);
    let block = Section::Block(block(service, &mut scope));
    let mut sections = scope.sections();
    sections.push(block);
    File {
        path: format!("{}/client.rs", service.module),
        docs: vec![format!("The client of {}.", service.service.title)],
        sections,
    }
}

fn block(service: &Resolved, scope: &mut Scope<'_>) -> Block {
    let mut lines = vec![format!("Client of {}; cheap to clone.", service.service.title)];
    if service.service.aws.is_none() {
        lines.extend(needs(&service.service.auth));
    }
    let deprecated = service.service.deprecated.as_ref();
    // What the word adds to the client is a matter of the runtime.
    let head = match service.service.aws {
        Some(_) => "pub struct Client: aws",
        None => "pub struct Client",
    };
    Block {
        macro_name: scope.runtime("service"),
        docs: Docs {
            lines,
            attributes: deprecated.into_iter().map(super::texts::deprecation).collect(),
        },
        head: vec![head.to_owned()],
        members: Some(facts(service, scope)),
    }
}

/// What a configuration has to hold for a service that no environment knows.
fn needs(schemes: &[AuthScheme]) -> [String; 2] {
    let mut setters: Vec<&str> = schemes.iter().filter_map(setter).collect();
    setters.dedup();
    let mut line = "Its `Config` has the address of the service, set by `endpoint_url`".to_owned();
    if !setters.is_empty() {
        line += ", and what the service knows callers by, set by ";
        line += &setters.join(" or ");
    }
    [String::new(), line + "."]
}

/// What sets the identity of a scheme.
fn setter(scheme: &AuthScheme) -> Option<&'static str> {
    match scheme {
        AuthScheme::HttpBearer => Some("`bearer_token`"),
        AuthScheme::HttpBasic | AuthScheme::HttpDigest => Some("`login`"),
        AuthScheme::HttpApiKey { .. } => Some("`api_key`"),
        AuthScheme::SigV4 => Some("`credentials` and `region`"),
        AuthScheme::SigV2 | AuthScheme::SigV4a | AuthScheme::NoAuth | AuthScheme::Unknown(_) => None,
    }
}

fn facts(service: &Resolved, scope: &mut Scope<'_>) -> Vec<Line> {
    let facts = &service.service;
    let auth = auth(&facts.auth, scope);
    let protocols = service
        .protocols
        .iter()
        .map(|&protocol| format!("protocol::{}", constant(protocol)));
    let protocols = protocols.collect::<Vec<_>>().join(", ");
    scope.runtime("protocol");
    let aws = facts.aws.as_ref();
    let texts = [
        ("id", Some(&facts.sdk_id)),
        ("version", Some(&facts.version)),
        ("endpoint_prefix", aws.map(|aws| &aws.endpoint_prefix)),
        ("global_endpoint", aws.and_then(|aws| aws.global_endpoint.as_ref())),
        ("signing_name", facts.signing_name.as_ref()),
        ("target_prefix", facts.target_prefix.as_ref()),
        (
            "xml_namespace",
            facts.xml_namespace.as_ref().map(|namespace| &namespace.uri),
        ),
    ];
    let texts = texts
        .into_iter()
        .filter_map(|(name, text)| Some((name, literal(text?))));
    let others = [("protocols", format!("&[{protocols}]")), ("auth", auth)];
    let flag = facts.query_compatible.then(|| ("query_compatible", "true".to_owned()));
    texts
        .chain(others)
        .chain(flag)
        .map(|(name, value)| line(&format!("{name}: {value},")))
        .collect()
}

/// The list of schemes, without those that no client of ours speaks: the check has warned of them.
pub(crate) fn auth(schemes: &[AuthScheme], scope: &mut Scope<'_>) -> String {
    let known: Vec<String> = schemes.iter().filter_map(variant).collect();
    if known.is_empty() {
        // Importing what is not used would be a warning.
        return "&[]".to_owned();
    }
    let name = scope.auth_scheme();
    let known: Vec<String> = known.iter().map(|scheme| format!("{name}::{scheme}")).collect();
    format!("&[{}]", known.join(", "))
}

fn variant(scheme: &AuthScheme) -> Option<String> {
    let plain = match scheme {
        AuthScheme::SigV4 => "SigV4",
        AuthScheme::SigV4a => "SigV4a",
        AuthScheme::HttpBearer => "Bearer",
        AuthScheme::HttpBasic => "Basic",
        AuthScheme::HttpDigest => "Digest",
        AuthScheme::NoAuth => "Anonymous",
        AuthScheme::HttpApiKey { name, place, scheme } => {
            let name = literal(name);
            return Some(match place {
                ApiKeyPlace::Query => format!("ApiKeyQuery({name})"),
                ApiKeyPlace::Header => {
                    let scheme = literal(scheme.as_deref().unwrap_or_default());
                    format!("ApiKeyHeader({name}, {scheme})")
                }
            });
        }
        AuthScheme::SigV2 | AuthScheme::Unknown(_) => return None,
    };
    Some(plain.to_owned())
}

fn constant(protocol: Protocol) -> &'static str {
    match protocol {
        Protocol::RpcV2Cbor => "RPC_V2_CBOR",
        Protocol::AwsJson1_0 => "AWS_JSON_1_0",
        Protocol::AwsJson1_1 => "AWS_JSON_1_1",
        Protocol::RestJson1 => "REST_JSON_1",
        Protocol::RestXml => "REST_XML",
        Protocol::AwsQuery => "AWS_QUERY",
        Protocol::Ec2Query => "EC2_QUERY",
    }
}

fn line(text: &str) -> Line {
    Line {
        docs: Docs::default(),
        text: text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::{Package, Service, Source, generate};

    /// The file of the client of a service that becomes the module `mini`.
    fn client(source: Source) -> String {
        let package = Package {
            crate_name: "clients".to_owned(),
            command: "generate".to_owned(),
        };
        let service = Service {
            module: Some("mini".to_owned()),
            ..Service::new(source)
        };
        let outcome = generate(&[service], &package);
        let problems = outcome.diagnostics.to_string();
        let files = outcome.value.expect(&problems);
        let file = files.get("src/mini/client.rs");
        file.expect("every service has a client").to_owned()
    }

    #[test]
    fn only_schemes_that_are_used_are_imported() {
        for (version, expected) in [("v4", Some("auth: &[AuthScheme::SigV4],")), ("v2", None)] {
            let text = format!(
                r#"{{"metadata": {{"protocol": "query", "serviceId": "Mini", "signatureVersion": "{version}"}},
                        "operations": {{"Ping": {{}}}}, "shapes": {{}}}}"#
            );
            let client = client(Source::botocore("m.json", text));
            match expected {
                Some(expected) => assert!(client.contains(expected), "{client}"),
                None => assert!(!client.contains("AuthScheme"), "{client}"),
            }
        }
    }

    #[test]
    fn what_only_aws_has_comes_from_its_trait() {
        let aws = r#""aws.api#service": {"sdkId": "Mini", "endpointPrefix": "min"},"#;
        for (aws, expected) in [
            (
                aws,
                [
                    "pub struct Client: aws {",
                    r#"endpoint_prefix: "min","#,
                    r#"signing_name: "m","#,
                ],
            ),
            (
                "",
                [
                    "set by `credentials` and `region`.\n    pub struct Client {",
                    r#"id: "Tiny","#,
                    r#"signing_name: "m","#,
                ],
            ),
        ] {
            let text = format!(
                r#"{{"smithy": "2.0", "shapes": {{
                    "ns#Tiny": {{"type": "service", "version": "1", "operations": [{{"target": "ns#Ping"}}], "traits": {{
                        {aws} "aws.protocols#awsJson1_0": {{}}, "aws.auth#sigv4": {{"name": "m"}}}}}},
                    "ns#Ping": {{"type": "operation"}}}}}}"#
            );
            let client = client(Source::smithy("m.json", text));
            for expected in expected {
                assert!(client.contains(expected), "{client}");
            }
            assert_eq!(client.contains("endpoint_prefix"), !aws.is_empty(), "{client}");
        }
    }
}
