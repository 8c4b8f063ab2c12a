//! One operation with its traits.

use super::{AuthScheme, Declared, Deprecated, ShapeId, Uri, XmlNamespace};

/// An operation.
#[derive(Debug, Clone)]
pub struct Operation {
    /// `AssociateWorkspace`: its key in the model, and the name that clients show.
    pub name: String,
    /// The name sent as target or action, where it differs (`AssociateAlias2020_05_31`).
    pub wire_name: Option<String>,
    /// `POST`
    pub method: String,
    /// The path with its labels.
    pub uri: Uri,
    /// The status of success, where the model names one.
    pub response_code: Option<u16>,
    /// Absent when there is nothing to send.
    pub input: Option<ShapeId>,
    /// Absent when there is nothing to read.
    pub output: Option<ShapeId>,
    /// In the order of the model; an error may be listed twice.
    pub errors: Vec<ShapeId>,
    /// The model's own text: HTML.
    pub documentation: Option<String>,
    /// Set when the operation should no longer be used.
    pub deprecated: Option<Deprecated>,
    /// Repeating it has no further effect.
    pub idempotent: bool,
    /// It changes nothing.
    pub readonly: bool,
    /// `runtime.` or `{AccountId}.`, put before the host.
    pub host_prefix: Option<String>,
    /// Authentication schemes in place of the service's.
    pub auth: Option<Vec<AuthScheme>>,
    /// The body is not part of the signature.
    pub unsigned_payload: bool,
    /// Flexible checksums.
    pub http_checksum: Option<HttpChecksum>,
    /// The older trait: an MD5 of the body is needed.
    pub http_checksum_required: bool,
    /// The body may be compressed.
    pub request_compression: Vec<Compression>,
    /// Element around the result of the query protocol.
    pub result_wrapper: Option<String>,
    /// Element around the input of XML protocols.
    pub input_xml: Option<XmlRoot>,
    /// Endpoint parameters with a fixed value.
    pub static_context_params: Vec<StaticContextParam>,
    /// Endpoint parameters taken from the input.
    pub operation_context_params: Vec<OperationContextParam>,
    /// The endpoint is asked from the service first.
    pub endpoint_discovery: Option<EndpointDiscovery>,
    /// This is the operation that answers endpoint discovery.
    pub endpoint_operation: bool,
    /// The operation answers in pages.
    pub paginated: Option<Paginated>,
    /// Smithy's `waitable`, as the JSON of the model.
    pub waiters: Option<String>,
    /// Smithy's `examples`, as the JSON of the model.
    pub examples: Option<String>,
    /// Where a Smithy model defines it.
    pub declared: Option<Declared>,
}

impl Operation {
    /// An operation of which nothing is said.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            wire_name: None,
            method: "POST".to_owned(),
            uri: Uri::root(),
            response_code: None,
            input: None,
            output: None,
            errors: Vec::new(),
            documentation: None,
            deprecated: None,
            idempotent: false,
            readonly: false,
            host_prefix: None,
            auth: None,
            unsigned_payload: false,
            http_checksum: None,
            http_checksum_required: false,
            request_compression: Vec::new(),
            result_wrapper: None,
            input_xml: None,
            static_context_params: Vec::new(),
            operation_context_params: Vec::new(),
            endpoint_discovery: None,
            endpoint_operation: false,
            paginated: None,
            waiters: None,
            examples: None,
            declared: None,
        }
    }

    /// The name sent as target or action.
    pub fn sent_name(&self) -> &str {
        self.wire_name.as_deref().unwrap_or(&self.name)
    }
}

/// How an operation answers in pages; the names are those of members, in the items' case perhaps with dots between.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Paginated {
    /// The member of the input that takes the token.
    pub input_token: Option<String>,
    /// The member of the output that gives the next token.
    pub output_token: Option<String>,
    /// The member of the output that holds the page.
    pub items: Option<String>,
    /// The member of the input that limits a page.
    pub page_size: Option<String>,
}

/// Flexible checksums of one operation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HttpChecksum {
    /// The input member that chooses the algorithm.
    pub request_algorithm_member: Option<String>,
    /// A request without a checksum is refused.
    pub request_required: bool,
    /// The input member that switches validation on.
    pub validation_mode_member: Option<String>,
    /// Algorithms that responses may carry.
    pub response_algorithms: Vec<String>,
}

/// A way to compress a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compression {
    /// gzip
    Gzip,
}

/// The root element of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct XmlRoot {
    /// The element's name.
    pub name: Option<String>,
    /// Its namespace.
    pub namespace: Option<XmlNamespace>,
}

/// An endpoint parameter with a fixed value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaticContextParam {
    /// Its name in the rules.
    pub name: String,
    /// Its value.
    pub value: StaticValue,
}

/// The value of a static context parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StaticValue {
    /// A flag.
    Boolean(bool),
    /// Text.
    String(String),
    /// Several texts.
    Strings(Vec<String>),
}

/// An endpoint parameter taken from the input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperationContextParam {
    /// Its name in the rules.
    pub name: String,
    /// A JMESPath expression over the input.
    pub path: String,
}

/// Endpoint discovery of one operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EndpointDiscovery {
    /// There is no regional endpoint to fall back to.
    pub required: bool,
}
