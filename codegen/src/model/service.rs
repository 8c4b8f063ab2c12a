//! Facts that hold for a service as a whole; nothing here knows an operation or a shape.

use super::{Deprecated, XmlNamespace};

/// A service.
#[derive(Debug, Clone)]
pub struct Service {
    /// The name that SDKs derive their own names from: `Connect`, `Route 53`; the service shape's for others than AWS.
    pub sdk_id: String,
    /// `Amazon Connect Service`.
    pub title: String,
    /// `Amazon Connect`, where it is shorter than the title.
    pub abbreviation: Option<String>,
    /// The API version, `2017-08-08`.
    pub version: String,
    /// What only services of AWS have.
    pub aws: Option<AwsService>,
    /// The service name in a signature's scope; services that are not AWS's may be signed for as well.
    pub signing_name: Option<String>,
    /// In the order of the model.
    pub auth: Vec<AuthScheme>,
    /// In the order of the model, without those that we do not know.
    pub protocols: Vec<Protocol>,
    /// Names of protocols that we do not know.
    pub unknown_protocols: Vec<String>,
    /// Prefix of the `X-Amz-Target` header of AWS JSON; Smithy takes the service shape's name.
    pub target_prefix: Option<String>,
    /// The version in the content type of AWS JSON.
    pub json_version: Option<JsonVersion>,
    /// The namespace of XML documents.
    pub xml_namespace: Option<XmlNamespace>,
    /// Errors may carry the code that the query protocol used before, and requests say so.
    pub query_compatible: bool,
    /// `md5` or `sha256` of Glacier and SQS' old checksums.
    pub checksum_format: Option<String>,
    /// Whether HTTP/2 is spoken, and for what.
    pub h2: H2,
    /// Settings of the client that endpoint rules read.
    pub client_context_params: Vec<ClientContextParam>,
    /// How Smithy says that endpoints are found; botocore has files of its own for that.
    pub endpoint_rules: Option<EndpointRules>,
    /// The model's own text.
    pub documentation: Option<String>,
    /// The whole service is deprecated.
    pub deprecated: Option<Deprecated>,
}

/// What only services of AWS have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AwsService {
    /// `connect-2017-08-08`: the name under which the AWS API reference is linked.
    pub uid: Option<String>,
    /// First label of the host name.
    pub endpoint_prefix: String,
    /// The one host that answers for every region, if there is one.
    pub global_endpoint: Option<String>,
}

/// How endpoints are found, as the JSON of the model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EndpointRules {
    /// `smithy.rules#endpointRuleSet`
    RuleSet(String),
    /// `smithy.rules#endpointBdd`: the same rules as a decision diagram.
    Bdd(String),
}

/// How messages are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Protocol {
    /// `smithy.protocols#rpcv2Cbor`
    RpcV2Cbor,
    /// `aws.protocols#awsJson1_0`
    AwsJson1_0,
    /// `aws.protocols#awsJson1_1`
    AwsJson1_1,
    /// `aws.protocols#restJson1`
    RestJson1,
    /// `aws.protocols#restXml`
    RestXml,
    /// `aws.protocols#awsQuery`
    AwsQuery,
    /// `aws.protocols#ec2Query`
    Ec2Query,
}

impl Protocol {
    /// Every protocol, in the order in which AWS' SDKs prefer them where a service lists several.
    pub const PREFERENCE: [Self; 7] = [
        Self::RpcV2Cbor,
        Self::AwsJson1_0,
        Self::AwsJson1_1,
        Self::RestJson1,
        Self::RestXml,
        Self::AwsQuery,
        Self::Ec2Query,
    ];

    /// The name that a manifest uses.
    pub fn name(self) -> &'static str {
        match self {
            Self::RpcV2Cbor => "rpc-v2-cbor",
            Self::AwsJson1_0 => "json-1.0",
            Self::AwsJson1_1 => "json-1.1",
            Self::RestJson1 => "rest-json",
            Self::RestXml => "rest-xml",
            Self::AwsQuery => "query",
            Self::Ec2Query => "ec2",
        }
    }

    /// The protocol that a manifest calls `name`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::PREFERENCE.into_iter().find(|protocol| protocol.name() == name)
    }
}

/// The version in `application/x-amz-json-1.1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JsonVersion {
    /// 1.0
    V1_0,
    /// 1.1
    V1_1,
}

/// How a request proves who sends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AuthScheme {
    /// `aws.auth#sigv4`
    SigV4,
    /// `aws.auth#sigv4a`
    SigV4a,
    /// Signature version 2, of the two oldest services.
    SigV2,
    /// `smithy.api#httpBearerAuth`
    HttpBearer,
    /// `smithy.api#httpApiKeyAuth`
    HttpApiKey {
        /// The header or the parameter of the query string.
        name: String,
        /// Where the key travels.
        place: ApiKeyPlace,
        /// The word before the key in a header.
        scheme: Option<String>,
    },
    /// `smithy.api#httpBasicAuth`
    HttpBasic,
    /// `smithy.api#httpDigestAuth`
    HttpDigest,
    /// `smithy.api#noAuth`, or an operation that may be called without: always the last of a list.
    NoAuth,
    /// One that we do not know; kept so that a check can name it.
    Unknown(String),
}

/// Where an API key travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ApiKeyPlace {
    /// In a header.
    Header,
    /// In the query string.
    Query,
}

/// Whether HTTP/2 is spoken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum H2 {
    /// The model does not say.
    #[default]
    Unspecified,
    /// Only event streams need it.
    EventStream,
    /// It may be used for everything.
    Optional,
}

/// A setting of the client that endpoint rules read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientContextParam {
    /// Its name in the rules.
    pub name: String,
    /// What it holds.
    pub ty: ContextParamType,
    /// The model's own text.
    pub documentation: Option<String>,
}

/// What a client context parameter holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContextParamType {
    /// A flag.
    Boolean,
    /// Free text.
    String,
}
