//! rest-xml: HTTP bindings, and XML in the body.

use super::error_code::described;
use super::rest::{self, ReadDocuments, WriteDocuments};
use super::{Encoded, ErrorHead, Protocol};
use crate::codec::{Members, Result, Scope, xml};
use crate::error::Error;
use crate::http::Response;
use crate::operation::{OperationShape, Service};
use crate::shape::{Member, Namespace, Ref, Reflect, ReflectMut, Set};

/// The protocol; it has one form.
#[derive(Debug)]
pub(super) struct RestXml;

/// The documents of errors, whose members stand in an `<Error>` element.
struct Errors;

impl WriteDocuments for RestXml {
    fn content_type(&self) -> &'static str {
        "application/xml"
    }

    fn sends_empty_document(&self) -> bool {
        false
    }

    fn write_input(&self, service: &Service, operation: &OperationShape, input: Members<'_>) -> Result<Vec<u8>> {
        let shape = input.structure().shape();
        let root = xml::Root {
            name: or(operation.input_xml_name, shape.xml_name),
            namespace: shape
                .xml_namespace
                .or_else(|| default_namespace(operation.input_xml_namespace))
                .or_else(|| default_namespace(service.xml_namespace)),
        };
        xml::write(root, input).map(String::into_bytes)
    }

    fn write_payload(&self, service: &Service, member: &Member, value: Ref<'_>) -> Result<Vec<u8>> {
        let shape = match value {
            Ref::Structure(value) | Ref::Union(value) => Some(value.shape()),
            _ => None,
        };
        let root = xml::Root {
            name: or(member.value.xml_name, shape.map_or(member.name, |shape| shape.xml_name)),
            namespace: member
                .value
                .xml_namespace
                .or_else(|| shape.and_then(|shape| shape.xml_namespace))
                .or_else(|| default_namespace(service.xml_namespace)),
        };
        xml::write_value(root, value, &member.value).map(String::into_bytes)
    }
}

impl ReadDocuments for RestXml {
    fn read_body(&self, body: &[u8], target: &mut dyn ReflectMut) -> Result<()> {
        xml::read(body, "", Scope::Response, target)
    }

    fn read_payload(&self, body: &[u8], member: &Member, slot: &mut dyn Set) -> Result<()> {
        xml::read_value(body, &member.value, slot)
    }
}

fn or(name: &'static str, otherwise: &'static str) -> &'static str {
    if name.is_empty() { otherwise } else { name }
}

fn default_namespace(uri: &'static str) -> Option<Namespace> {
    (!uri.is_empty()).then_some(Namespace { prefix: "", uri })
}

impl ReadDocuments for Errors {
    fn read_body(&self, body: &[u8], target: &mut dyn ReflectMut) -> Result<()> {
        xml::read_error(body, target)
    }

    fn read_payload(&self, body: &[u8], member: &Member, slot: &mut dyn Set) -> Result<()> {
        RestXml.read_payload(body, member, slot)
    }
}

impl Protocol for RestXml {
    fn name(&self) -> &'static str {
        "aws.protocols#restXml"
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

    /// S3 answers some operations with status 200 before it knows how they end, and an error in the body.
    /// Source: <https://repost.aws/knowledge-center/s3-resolve-200-internalerror>.
    fn is_error(&self, response: &Response, body: &[u8]) -> bool {
        !(200..300).contains(&response.status) || xml::is_error(body)
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
        response: &Response,
        body: &[u8],
        error: &mut dyn ReflectMut,
    ) -> std::result::Result<(), Error> {
        rest::read_response(&Errors, response, body, error)
    }
}
