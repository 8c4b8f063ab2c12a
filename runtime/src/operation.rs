//! What a service and an operation are called and how they are reached, as static data of generated code.

use crate::error::{Error, Failure};
use crate::protocol::Protocol;
use crate::shape::{Described, DescribedMut};

/// An operation of a service: the types of a call and its facts.
///
/// Implemented by generated marker types that have no values.
pub trait Operation: 'static {
    /// What is sent.
    type Input: Described;
    /// What comes back.
    type Output: DescribedMut;
    /// What can go wrong, one variant per modeled exception.
    type Error: OperationError;
    /// The facts of the operation.
    const OPERATION: &'static OperationShape;
}

/// The error enum of an operation.
pub trait OperationError: std::error::Error + From<Error> + Send + Sync + 'static {
    /// The variant for the error code that the service answered with.
    ///
    /// It holds the modeled members; a code that the model does not list becomes `Other`.
    fn from_failure(failure: Failure<'_>) -> Self;
}

/// The facts of an operation.
#[derive(Debug, Clone, Copy)]
pub struct OperationShape {
    /// The name in the model.
    pub name: &'static str,
    /// The HTTP method.
    pub method: &'static str,
    /// The template of path and query, such as `/workspaces/{WorkspaceId}?operation=associate`.
    pub uri: &'static str,
    /// What stands before the host name, such as `data.` or `{Account}.`; empty for nothing.
    pub host_prefix: &'static str,
    /// The element around the result in query responses; empty for none.
    pub result_wrapper: &'static str,
    /// The name of the root element of the XML request; empty for the input's own.
    pub input_xml_name: &'static str,
    /// The XML namespace of the root element of the request; empty for the service's.
    pub input_xml_namespace: &'static str,
    /// The authentication schemes of the operation where they differ from the service's.
    pub auth: Option<&'static [AuthScheme]>,
    /// The payload is not part of the signature.
    pub unsigned_payload: bool,
    /// The request needs a checksum header (`Content-MD5` where no algorithm is chosen).
    pub checksum_required: bool,
    /// The member that chooses the checksum algorithm of the request; empty for none.
    pub checksum_algorithm_member: &'static str,
    /// The request body is compressed with gzip when it is large.
    pub compress: bool,
    /// Whether the input has members (an operation without input sends no body).
    pub has_input: bool,
    /// Whether a second call with the same input changes nothing more.
    pub idempotent: bool,
}

impl OperationShape {
    /// An operation of which the model says nothing but how it is reached.
    #[must_use]
    pub const fn new(name: &'static str, method: &'static str, uri: &'static str) -> Self {
        Self {
            name,
            method,
            uri,
            host_prefix: "",
            result_wrapper: "",
            input_xml_name: "",
            input_xml_namespace: "",
            auth: None,
            unsigned_payload: false,
            checksum_required: false,
            checksum_algorithm_member: "",
            compress: false,
            has_input: true,
            idempotent: false,
        }
    }

    /// Sets the name in the model where Rust calls the operation differently.
    #[must_use]
    pub const fn named(mut self, name: &'static str) -> Self {
        self.name = name;
        self
    }

    /// Sets what stands before the host name.
    #[must_use]
    pub const fn host_prefix(mut self, prefix: &'static str) -> Self {
        self.host_prefix = prefix;
        self
    }

    /// Sets the element around the result in query responses.
    #[must_use]
    pub const fn result_wrapper(mut self, name: &'static str) -> Self {
        self.result_wrapper = name;
        self
    }

    /// Sets the name of the root element of the XML request.
    #[must_use]
    pub const fn input_xml_name(mut self, name: &'static str) -> Self {
        self.input_xml_name = name;
        self
    }

    /// Sets the XML namespace of the root element of the request.
    #[must_use]
    pub const fn input_xml_namespace(mut self, uri: &'static str) -> Self {
        self.input_xml_namespace = uri;
        self
    }

    /// Sets the authentication schemes of the operation, the preferred one first.
    #[must_use]
    pub const fn auth(mut self, schemes: &'static [AuthScheme]) -> Self {
        self.auth = Some(schemes);
        self
    }

    /// Leaves the payload out of the signature.
    #[must_use]
    pub const fn unsigned_payload(mut self) -> Self {
        self.unsigned_payload = true;
        self
    }

    /// Makes a checksum header a must.
    #[must_use]
    pub const fn checksum_required(mut self) -> Self {
        self.checksum_required = true;
        self
    }

    /// Names the member that chooses the checksum algorithm.
    #[must_use]
    pub const fn checksum_algorithm_member(mut self, member: &'static str) -> Self {
        self.checksum_algorithm_member = member;
        self
    }

    /// Compresses large request bodies.
    #[must_use]
    pub const fn compress(mut self) -> Self {
        self.compress = true;
        self
    }

    /// Says that the operation has no input in the model.
    #[must_use]
    pub const fn no_input(mut self) -> Self {
        self.has_input = false;
        self
    }

    /// Says that a second call with the same input changes nothing more.
    #[must_use]
    pub const fn idempotent(mut self) -> Self {
        self.idempotent = true;
        self
    }
}

/// The facts of a service.
#[derive(Debug, Clone, Copy)]
pub struct Service {
    /// The name of the service in errors and in the user agent, such as `Connect`.
    pub id: &'static str,
    /// The version of the API, such as `2017-08-08`.
    pub version: &'static str,
    /// Whether AWS runs it: its host has a name that follows from the region, and AWS's settings are for it.
    pub aws: bool,
    /// The first label of the regional host name; empty for a service that is not AWS's.
    pub endpoint_prefix: &'static str,
    /// The one host of a service that has no regional ones; empty for none.
    pub global_endpoint: &'static str,
    /// The name of the service in the scope of a signature.
    pub signing_name: &'static str,
    /// The name before the operation in `X-Amz-Target`, and in the path of RPC v2.
    pub target_prefix: &'static str,
    /// The namespace of XML requests; empty for none.
    pub xml_namespace: &'static str,
    /// The protocols, the preferred one first.
    pub protocols: &'static [&'static dyn Protocol],
    /// The authentication schemes, the preferred one first.
    pub auth: &'static [AuthScheme],
    /// Error codes are those of the query protocol, sent in a header.
    pub query_compatible: bool,
}

impl Service {
    /// A service of which nothing is known, not even who runs it.
    pub const NEW: Self = Self {
        id: "",
        version: "",
        aws: false,
        endpoint_prefix: "",
        global_endpoint: "",
        signing_name: "",
        target_prefix: "",
        xml_namespace: "",
        protocols: &[],
        auth: &[],
        query_compatible: false,
    };

    /// A service of AWS of which nothing is known.
    pub const AWS: Self = Self { aws: true, ..Self::NEW };
}

/// How a request proves who sends it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuthScheme {
    /// Signature version 4.
    SigV4,
    /// Signature version 4 over any region, with an asymmetric key.
    SigV4a,
    /// A token in the `Authorization` header.
    Bearer,
    /// User and password.
    Basic,
    /// A challenge and its answer.
    Digest,
    /// A key in this header, behind this scheme word.
    ApiKeyHeader(&'static str, &'static str),
    /// A key in this parameter of the query string.
    ApiKeyQuery(&'static str),
    /// None.
    Anonymous,
}
