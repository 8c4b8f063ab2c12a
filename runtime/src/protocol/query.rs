//! The query protocol and that of EC2: all members in a form, answers in XML.

use super::error_code::described;
use super::finish::{Parts, finish};
use super::{Encoded, ErrorHead, Protocol, USUAL_HEADERS, input_error, response_error};
use crate::codec::form::{self, Style};
use crate::codec::{Members, Scope, Tokens, xml};
use crate::error::Error;
use crate::http::{Headers, Response};
use crate::operation::{OperationShape, Service};
use crate::shape::{Reflect, ReflectMut};

/// One of the two protocols, which differ in names and lists of the form.
#[derive(Debug)]
pub(super) struct Query {
    name: &'static str,
    style: Style,
}

impl Query {
    pub(super) const AWS: Self = Self {
        name: "aws.protocols#awsQuery",
        style: Style::Query,
    };
    pub(super) const EC2: Self = Self {
        name: "aws.protocols#ec2Query",
        style: Style::Ec2,
    };
}

impl Protocol for Query {
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
        let body = form::write(self.style, operation.name, service.version, members).map_err(input_error)?;
        let mut headers = Headers::with_capacity(USUAL_HEADERS);
        headers.append("Content-Type", "application/x-www-form-urlencoded");
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
        operation: &OperationShape,
        _response: &Response,
        body: &[u8],
        output: &mut dyn ReflectMut,
    ) -> Result<(), Error> {
        if body.is_empty() {
            return Ok(());
        }
        xml::read(body, operation.result_wrapper, Scope::All, output).map_err(response_error)
    }

    fn read_error_head(&self, _service: &Service, response: &Response, body: &[u8]) -> ErrorHead {
        let xml::ErrorFields {
            code,
            message,
            request_id,
        } = xml::error_fields(body);
        described(
            response,
            ErrorHead {
                shape: None,
                code,
                message,
                request_id,
            },
        )
    }

    fn read_error(
        &self,
        _operation: &OperationShape,
        _response: &Response,
        body: &[u8],
        error: &mut dyn ReflectMut,
    ) -> Result<(), Error> {
        xml::read_error(body, error).map_err(response_error)
    }
}
