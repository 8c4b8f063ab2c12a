//! rest-json: HTTP bindings, and JSON in the body.

use super::error_code::{self, Prefer};
use super::rest::{self, ReadDocuments, WriteDocuments};
use super::{Encoded, ErrorHead, Protocol, USUAL_DOCUMENT};
use crate::codec::{Members, Names, Result, Scope, json};
use crate::error::Error;
use crate::http::Response;
use crate::operation::{OperationShape, Service};
use crate::shape::{Member, Ref, Reflect, ReflectMut, Set};

/// The protocol; it has one form.
#[derive(Debug)]
pub(super) struct RestJson;

impl WriteDocuments for RestJson {
    fn content_type(&self) -> &'static str {
        "application/json"
    }

    fn sends_empty_document(&self) -> bool {
        true
    }

    fn write_input(&self, _service: &Service, _operation: &OperationShape, input: Members<'_>) -> Result<Vec<u8>> {
        let mut out = Vec::with_capacity(USUAL_DOCUMENT);
        json::write(input, Names::Json, &mut out)?;
        Ok(out)
    }

    fn write_payload(&self, _service: &Service, member: &Member, value: Ref<'_>) -> Result<Vec<u8>> {
        if let Ref::Null = value {
            return Ok(b"{}".to_vec());
        }
        let mut out = Vec::with_capacity(USUAL_DOCUMENT);
        json::write_value(value, &member.value, Names::Json, &mut out)?;
        Ok(out)
    }
}

impl ReadDocuments for RestJson {
    fn read_body(&self, body: &[u8], target: &mut dyn ReflectMut) -> Result<()> {
        json::read(body, Names::Json, Scope::Response, target)
    }

    fn read_payload(&self, body: &[u8], member: &Member, slot: &mut dyn Set) -> Result<()> {
        json::read_value(body, Names::Json, &member.value, slot)
    }
}

impl Protocol for RestJson {
    fn name(&self) -> &'static str {
        "aws.protocols#restJson1"
    }

    fn write_request(
        &self,
        service: &Service,
        operation: &OperationShape,
        input: &dyn Reflect,
        token: &dyn Fn() -> String,
    ) -> std::result::Result<Encoded, Error> {
        rest::write_request(self, service, operation, input, token)
    }

    fn read_response(
        &self,
        _operation: &OperationShape,
        response: &Response,
        body: &[u8],
        output: &mut dyn ReflectMut,
    ) -> std::result::Result<(), Error> {
        rest::read_response(self, response, body, output)
    }

    fn read_error_head(&self, service: &Service, response: &Response, body: &[u8]) -> ErrorHead {
        error_code::head(service, response, json::error_fields(body), Prefer::Code)
    }

    fn read_error(
        &self,
        _operation: &OperationShape,
        response: &Response,
        body: &[u8],
        error: &mut dyn ReflectMut,
    ) -> std::result::Result<(), Error> {
        rest::read_response(self, response, body, error)
    }
}
