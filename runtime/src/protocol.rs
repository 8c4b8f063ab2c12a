//! Protocols: where the members of a shape go in an HTTP message. They leave the bytes of a document to the codecs.

mod aws_json;
mod checksum;
mod compression;
mod error_code;
mod finish;
mod http_bindings;
mod query;
mod rest;
mod rest_json;
mod rest_xml;
mod rpc_v2_cbor;

use crate::codec::CodecError;
use crate::error::{Error, ErrorKind};
use crate::http::{Headers, Response};
use crate::operation::{OperationShape, Service};
use crate::shape::{Reflect, ReflectMut};
use crate::types::Body;

/// AWS JSON 1.0: JSON bodies, the operation in a header.
pub const AWS_JSON_1_0: &dyn Protocol = &aws_json::AwsJson::V1_0;
/// AWS JSON 1.1: JSON bodies, the operation in a header.
pub const AWS_JSON_1_1: &dyn Protocol = &aws_json::AwsJson::V1_1;
/// The query protocol: form bodies, XML answers.
pub const AWS_QUERY: &dyn Protocol = &query::Query::AWS;
/// The query protocol of EC2.
pub const EC2_QUERY: &dyn Protocol = &query::Query::EC2;
/// rest-json: members all over the HTTP message, JSON bodies.
pub const REST_JSON_1: &dyn Protocol = &rest_json::RestJson;
/// rest-xml: members all over the HTTP message, XML bodies.
pub const REST_XML: &dyn Protocol = &rest_xml::RestXml;
/// Smithy RPC v2 with CBOR bodies, the operation in the path.
pub const RPC_V2_CBOR: &dyn Protocol = &rpc_v2_cbor::RpcV2Cbor;

/// Room for the headers of most requests, those of the signature among them.
const USUAL_HEADERS: usize = 10;
/// Room for the document of most requests, in bytes.
const USUAL_DOCUMENT: usize = 256;

/// A wire protocol: one of the constants of this module.
///
/// Implementations hold no state; a service names those that it speaks. What a protocol does is between this crate and
/// generated code and may change, so write none of your own.
pub trait Protocol: Send + Sync + std::fmt::Debug {
    /// The absolute name of the protocol trait, such as `aws.protocols#restJson1`.
    fn name(&self) -> &'static str;

    /// Writes method, target, headers and body of a request. The origin is the endpoint's business.
    ///
    /// `token` gives the value for an idempotency token that the input leaves unset.
    ///
    /// # Errors
    ///
    /// When the input cannot be sent; the error names the member.
    #[doc(hidden)]
    fn write_request(
        &self,
        service: &Service,
        operation: &OperationShape,
        input: &dyn Reflect,
        token: &dyn Fn() -> String,
    ) -> Result<Encoded, Error>;

    /// Whether the response is an error. The body is empty where it is left as a stream.
    #[doc(hidden)]
    fn is_error(&self, response: &Response, body: &[u8]) -> bool {
        let _ = body;
        !(200..300).contains(&response.status)
    }

    /// Reads a successful response into `output`. A streaming payload is left as the body; `body` is empty then.
    ///
    /// # Errors
    ///
    /// When the response is not what the model says; the error names the member or the place in the body.
    #[doc(hidden)]
    fn read_response(
        &self,
        operation: &OperationShape,
        response: &Response,
        body: &[u8],
        output: &mut dyn ReflectMut,
    ) -> Result<(), Error>;

    /// Reads code, message and request id of an error response, whatever its body is.
    #[doc(hidden)]
    fn read_error_head(&self, service: &Service, response: &Response, body: &[u8]) -> ErrorHead;

    /// Reads the members of a modeled error.
    ///
    /// # Errors
    ///
    /// As for [`Protocol::read_response`].
    #[doc(hidden)]
    fn read_error(
        &self,
        operation: &OperationShape,
        response: &Response,
        body: &[u8],
        error: &mut dyn ReflectMut,
    ) -> Result<(), Error>;
}

/// A request without an origin: what a protocol makes of an input.
#[doc(hidden)]
#[derive(Debug)]
pub struct Encoded {
    /// The HTTP method.
    pub method: &'static str,
    /// Path and query.
    pub target: String,
    /// Headers that the protocol and the bindings ask for.
    pub headers: Headers,
    /// The body.
    pub body: Body,
    /// What stands before the host name, with labels filled in; empty for nothing.
    pub host_prefix: String,
}

/// What every error response says, modeled or not.
#[doc(hidden)]
#[derive(Debug, Default)]
pub struct ErrorHead {
    /// The name of the error's shape, where the code is another: that of the query protocol, which a service spoke before.
    pub shape: Option<String>,
    /// The code, without name space and address.
    pub code: Option<String>,
    /// The message.
    pub message: Option<String>,
    /// The request id, where the body holds it.
    pub request_id: Option<String>,
}

/// A value that cannot be sent.
fn input_error(error: CodecError) -> Error {
    Error::new(ErrorKind::Input, error.to_string())
}

/// A response that is not what the model says.
fn response_error(error: CodecError) -> Error {
    Error::new(ErrorKind::Response, error.to_string())
}
