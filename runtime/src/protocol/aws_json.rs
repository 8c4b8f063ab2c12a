//! AWS JSON 1.0 and 1.1: all members in a JSON body, the operation in a header.

use super::error_code::{self, Prefer};
use super::finish::{Parts, finish};
use super::{Encoded, ErrorHead, Protocol, USUAL_DOCUMENT, USUAL_HEADERS, input_error, response_error};
use crate::codec::{Members, Names, Scope, Tokens, json};
use crate::error::Error;
use crate::http::{Headers, Response};
use crate::operation::{OperationShape, Service};
use crate::shape::{Reflect, ReflectMut};

/// One of the two versions, which differ in their names alone.
#[derive(Debug)]
pub(super) struct AwsJson {
    name: &'static str,
    content_type: &'static str,
}

impl AwsJson {
    pub(super) const V1_0: Self = Self {
        name: "aws.protocols#awsJson1_0",
        content_type: "application/x-amz-json-1.0",
    };
    pub(super) const V1_1: Self = Self {
        name: "aws.protocols#awsJson1_1",
        content_type: "application/x-amz-json-1.1",
    };
}

impl Protocol for AwsJson {
    fn name(&self) -> &'static str {
        self.name
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
        let mut body = Vec::with_capacity(USUAL_DOCUMENT);
        json::write(members, Names::Model, &mut body).map_err(input_error)?;
        let mut headers = Headers::with_capacity(USUAL_HEADERS);
        headers.append("X-Amz-Target", [service.target_prefix, ".", operation.name].concat());
        headers.append("Content-Type", self.content_type);
        if service.query_compatible {
            headers.append("x-amzn-query-mode", "true");
        }
        let target = operation.uri.to_owned();
        finish(
            operation,
            members,
            Parts {
                method: operation.method,
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
        json::read(body, Names::Model, Scope::All, output).map_err(response_error)
    }

    fn read_error_head(&self, service: &Service, response: &Response, body: &[u8]) -> ErrorHead {
        error_code::head(service, response, json::error_fields(body), Prefer::Type)
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
