//! Smithy RPC v2 with CBOR: all members in a CBOR body, service and operation in the path.

use super::error_code::{self, Prefer};
use super::finish::{Parts, finish};
use super::{Encoded, ErrorHead, Protocol, USUAL_DOCUMENT, USUAL_HEADERS, input_error, response_error};
use crate::codec::{Members, Scope, Tokens, cbor};
use crate::error::Error;
use crate::http::{Headers, Response};
use crate::operation::{OperationShape, Service};
use crate::shape::{Reflect, ReflectMut};

/// The protocol; it has one form.
#[derive(Debug)]
pub(super) struct RpcV2Cbor;

const CONTENT_TYPE: &str = "application/cbor";

impl Protocol for RpcV2Cbor {
    fn name(&self) -> &'static str {
        "smithy.protocols#rpcv2Cbor"
    }

    fn write_request(
        &self,
        service: &Service,
        operation: &OperationShape,
        input: &dyn Reflect,
        token: &dyn Fn() -> String,
    ) -> Result<Encoded, Error> {
        let tokens = Tokens::of(input, token);
        let members = Members::input(input, &tokens, Scope::All);
        let mut headers = Headers::with_capacity(USUAL_HEADERS);
        headers.append("smithy-protocol", "rpc-v2-cbor");
        if service.query_compatible {
            headers.append("x-amzn-query-mode", "true");
        }
        headers.append("Accept", CONTENT_TYPE);
        let mut body = Vec::with_capacity(USUAL_DOCUMENT);
        if operation.has_input {
            cbor::write(members, &mut body).map_err(input_error)?;
            headers.append("Content-Type", CONTENT_TYPE);
        }
        let target = ["/service/", service.target_prefix, "/operation/", operation.name].concat();
        finish(
            operation,
            members,
            Parts {
                method: "POST",
                target,
                headers,
                body: body.into(),
            },
        )
    }

    fn read_response(
        &self,
        _operation: &OperationShape,
        _response: &Response,
        body: &[u8],
        output: &mut dyn ReflectMut,
    ) -> Result<(), Error> {
        if body.is_empty() {
            return Ok(());
        }
        cbor::read(body, output).map_err(response_error)
    }

    fn read_error_head(&self, service: &Service, response: &Response, body: &[u8]) -> ErrorHead {
        error_code::head(service, response, cbor::error_fields(body), Prefer::Type)
    }

    fn read_error(
        &self,
        operation: &OperationShape,
        response: &Response,
        body: &[u8],
        error: &mut dyn ReflectMut,
    ) -> Result<(), Error> {
        self.read_response(operation, response, body, error)
    }
}
