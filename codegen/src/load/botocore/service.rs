//! The metadata of a service.

use super::super::json::Json;
use super::super::reader::{Place, Reader};
use super::Raw;
use super::member::{deprecated, xml_namespace};
use crate::model::{
    AuthScheme, AwsService, ClientContextParam, ContextParamType, H2, JsonVersion, Protocol, Service, XmlNamespace,
};

/// Reads everything that holds for the service as a whole.
pub(super) fn read(raw: &Raw<'_, '_>, reader: &mut Reader<'_>) -> Service {
    let place = Place::default();
    let metadata = match raw.metadata {
        Some(json) => read_metadata(json, reader),
        None => {
            reader.error(place, "`metadata` is missing");
            Metadata::default()
        }
    };
    let documentation = raw
        .documentation
        .and_then(|json| reader.string(place, "documentation", json));
    let is_deprecated = raw
        .deprecated
        .is_some_and(|json| reader.flag(place, "deprecated", json));
    let message = raw
        .deprecated_message
        .and_then(|json| reader.string(place, "deprecatedMessage", json));
    let params = raw.client_context_params.map(|json| read_params(json, reader));
    let mut service = metadata.lower(reader);
    service.documentation = documentation;
    service.deprecated = deprecated(is_deprecated, message, None);
    service.client_context_params = params.unwrap_or_default();
    service
}

#[derive(Debug, Default)]
struct Metadata<'j> {
    api_version: Option<&'j str>,
    endpoint_prefix: Option<&'j str>,
    signing_name: Option<&'j str>,
    global_endpoint: Option<&'j str>,
    protocol: Option<&'j str>,
    protocols: Vec<&'j str>,
    json_version: Option<&'j str>,
    target_prefix: Option<&'j str>,
    full_name: Option<&'j str>,
    abbreviation: Option<&'j str>,
    service_id: Option<&'j str>,
    signature_version: Option<&'j str>,
    auth: Vec<&'j str>,
    uid: Option<&'j str>,
    xml_namespace: Option<XmlNamespace>,
    checksum_format: Option<&'j str>,
    query_compatible: bool,
    h2: H2,
}

fn read_metadata<'j>(json: &'j Json<'_>, reader: &mut Reader<'_>) -> Metadata<'j> {
    let place = Place::shape("metadata");
    let mut metadata = Metadata::default();
    for (key, value) in reader.object(place, "metadata", json) {
        let key = key.as_ref();
        match key {
            "apiVersion" => metadata.api_version = reader.text(place, key, value),
            "endpointPrefix" => metadata.endpoint_prefix = reader.text(place, key, value),
            "signingName" => metadata.signing_name = reader.text(place, key, value),
            "globalEndpoint" => metadata.global_endpoint = reader.text(place, key, value),
            "protocol" => metadata.protocol = reader.text(place, key, value),
            "protocols" => metadata.protocols = reader.texts(place, key, value),
            "jsonVersion" => metadata.json_version = reader.text(place, key, value),
            "targetPrefix" => metadata.target_prefix = reader.text(place, key, value),
            "serviceFullName" => metadata.full_name = reader.text(place, key, value),
            "serviceAbbreviation" => metadata.abbreviation = reader.text(place, key, value),
            "serviceId" => metadata.service_id = reader.text(place, key, value),
            "signatureVersion" => metadata.signature_version = reader.text(place, key, value),
            "auth" => metadata.auth = reader.texts(place, key, value),
            "uid" => metadata.uid = reader.text(place, key, value),
            "xmlNamespace" => metadata.xml_namespace = xml_namespace(value, place, reader),
            "checksumFormat" => metadata.checksum_format = reader.text(place, key, value),
            "awsQueryCompatible" => metadata.query_compatible = true,
            "protocolSettings" => metadata.h2 = read_h2(value, reader),
            // The name of the service in a database of AWS' own.
            "ripServiceName" => {}
            other => reader.unknown_key("metadata", place, other),
        }
    }
    metadata
}

impl Metadata<'_> {
    fn lower(self, reader: &mut Reader<'_>) -> Service {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        let (protocols, unknown_protocols) = self.protocols(reader);
        let title = self.full_name.unwrap_or_default();
        let endpoint_prefix = self.endpoint_prefix.unwrap_or_default();
        let named = self.service_id.or(self.abbreviation).or(self.full_name);
        Service {
            sdk_id: named.or(self.endpoint_prefix).unwrap_or_default().to_owned(),
            title: title.to_owned(),
            abbreviation: owned(self.abbreviation),
            version: self.api_version.unwrap_or_default().to_owned(),
            aws: Some(AwsService {
                uid: owned(self.uid),
                endpoint_prefix: endpoint_prefix.to_owned(),
                global_endpoint: owned(self.global_endpoint),
            }),
            signing_name: Some(self.signing_name.unwrap_or(endpoint_prefix).to_owned()),
            auth: self.auth_schemes(),
            protocols,
            unknown_protocols,
            target_prefix: owned(self.target_prefix),
            json_version: self.json_version(),
            xml_namespace: self.xml_namespace,
            query_compatible: self.query_compatible,
            checksum_format: owned(self.checksum_format),
            h2: self.h2,
            client_context_params: Vec::new(),
            endpoint_rules: None,
            documentation: None,
            deprecated: None,
        }
    }

    fn json_version(&self) -> Option<JsonVersion> {
        self.json_version.map(|version| match version {
            "1.0" => JsonVersion::V1_0,
            _ => JsonVersion::V1_1,
        })
    }

    /// The protocols that we know, and the names of the others.
    fn protocols(&self, reader: &mut Reader<'_>) -> (Vec<Protocol>, Vec<String>) {
        let names = match self.protocols.as_slice() {
            [] => self.protocol.into_iter().collect(),
            names => names.to_vec(),
        };
        if names.is_empty() {
            reader.error(Place::shape("metadata"), "`protocol` is missing");
        }
        let (mut known, mut unknown) = (Vec::new(), Vec::new());
        for name in names {
            match self.protocol(name) {
                Some(protocol) => known.push(protocol),
                None => unknown.push(name.to_owned()),
            }
        }
        (known, unknown)
    }

    fn protocol(&self, name: &str) -> Option<Protocol> {
        Some(match name {
            "rest-json" => Protocol::RestJson1,
            "json" if self.json_version() == Some(JsonVersion::V1_0) => Protocol::AwsJson1_0,
            "json" => Protocol::AwsJson1_1,
            "rest-xml" => Protocol::RestXml,
            "query" => Protocol::AwsQuery,
            "ec2" => Protocol::Ec2Query,
            "smithy-rpc-v2-cbor" => Protocol::RpcV2Cbor,
            _ => return None,
        })
    }

    /// `auth` where there is one, else the older key for a single scheme.
    fn auth_schemes(&self) -> Vec<AuthScheme> {
        if !self.auth.is_empty() {
            return self.auth.iter().map(|name| auth_scheme(name)).collect();
        }
        let scheme = self.signature_version.map(|version| match version {
            "v4" | "s3" | "s3v4" => AuthScheme::SigV4,
            "v2" => AuthScheme::SigV2,
            "bearer" => AuthScheme::HttpBearer,
            other => AuthScheme::Unknown(other.to_owned()),
        });
        scheme.into_iter().collect()
    }
}

/// The scheme of this Smithy name.
pub(super) fn auth_scheme(name: &str) -> AuthScheme {
    match name {
        "aws.auth#sigv4" => AuthScheme::SigV4,
        "aws.auth#sigv4a" => AuthScheme::SigV4a,
        "smithy.api#httpBearerAuth" => AuthScheme::HttpBearer,
        "smithy.api#httpBasicAuth" => AuthScheme::HttpBasic,
        "smithy.api#httpDigestAuth" => AuthScheme::HttpDigest,
        "smithy.api#noAuth" => AuthScheme::NoAuth,
        other => AuthScheme::Unknown(other.to_owned()),
    }
}

fn read_h2(json: &Json<'_>, reader: &mut Reader<'_>) -> H2 {
    let place = Place::shape("metadata").member("protocolSettings");
    let mut h2 = H2::default();
    for (key, value) in reader.object(place, "protocolSettings", json) {
        match (key.as_ref(), reader.text(place, key, value)) {
            ("h2", Some("eventstream")) => h2 = H2::EventStream,
            ("h2", Some("optional")) => h2 = H2::Optional,
            (key, _) => reader.unknown_key("protocol settings", place, key),
        }
    }
    h2
}

fn read_params(json: &Json<'_>, reader: &mut Reader<'_>) -> Vec<ClientContextParam> {
    let place = Place::shape("clientContextParams");
    let mut params = Vec::new();
    for (name, value) in reader.object(place, "clientContextParams", json) {
        let place = place.member(name);
        let mut param = ClientContextParam {
            name: name.to_string(),
            ty: ContextParamType::String,
            documentation: None,
        };
        for (key, value) in reader.object(place, name, value) {
            match (key.as_ref(), reader.text(place, key, value)) {
                ("type", Some("boolean")) => param.ty = ContextParamType::Boolean,
                ("type", Some("string")) => param.ty = ContextParamType::String,
                ("type", Some(other)) => reader.error(place, format!("unknown type `{other}`")),
                ("documentation", text) => param.documentation = text.map(str::to_owned),
                (key, _) => reader.unknown_key("a client context parameter", place, key),
            }
        }
        params.push(param);
    }
    params
}
