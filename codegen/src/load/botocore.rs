//! Reads botocore's `service-2.json` (the format that AWS calls C2J) into a [`Model`]; whatever that format means by a
//! key is decided below this module and nowhere else.

mod member;
mod operation;
mod service;
mod shape;

use super::json::{Json, parse};
use super::reader::{Place, Reader};
use crate::diagnostic::Diagnostics;
use crate::model::{DocFormat, Model, Protocol};
use crate::source::Text;

/// Reads a service, with the `service-2.sdk-extras.json` files that botocore merges into it.
///
/// Problems go to `diagnostics`; there is no model only where the text is no JSON object at all.
pub(crate) fn load(service: &Text, extras: &[Text], diagnostics: &mut Diagnostics) -> Option<Model> {
    let mut json = parse(&service.file, &service.text, diagnostics)?;
    for extra in extras {
        let extra = parse(&extra.file, &extra.text, diagnostics)?;
        json.merge(extra.take("merge").unwrap_or(Json::Object(Vec::new())));
    }
    let mut reader = Reader::new(&service.file, diagnostics);
    if !matches!(json, Json::Object(_)) {
        reader.wrong(Place::default(), "the model", "an object", &json);
        return None;
    }
    Some(lower(&json, &mut reader))
}

fn lower(json: &Json<'_>, reader: &mut Reader<'_>) -> Model {
    let raw = read_top(json, reader);
    let service = service::read(&raw, reader);
    let names = WireNames::of(&service.protocols);
    let mut shapes = shape::read_all(raw.shapes, names, reader);
    let operations = operation::read_all(raw.operations, &mut shapes, reader);
    super::labels::mark(&operations, &mut shapes);
    Model {
        file: reader.file.to_owned(),
        service,
        operations,
        shapes,
        docs: DocFormat::Html,
    }
}

/// The sections of the file, unread.
#[derive(Debug, Default)]
struct Raw<'j, 't> {
    metadata: Option<&'j Json<'t>>,
    operations: Option<&'j Json<'t>>,
    shapes: Option<&'j Json<'t>>,
    client_context_params: Option<&'j Json<'t>>,
    documentation: Option<&'j Json<'t>>,
    deprecated: Option<&'j Json<'t>>,
    deprecated_message: Option<&'j Json<'t>>,
}

fn read_top<'j, 't>(json: &'j Json<'t>, reader: &mut Reader<'_>) -> Raw<'j, 't> {
    let mut raw = Raw::default();
    for (key, value) in reader.object(Place::default(), "the model", json) {
        match key.as_ref() {
            "metadata" => raw.metadata = Some(value),
            "operations" => raw.operations = Some(value),
            "shapes" => raw.shapes = Some(value),
            "clientContextParams" => raw.client_context_params = Some(value),
            "documentation" => raw.documentation = Some(value),
            "deprecated" => raw.deprecated = Some(value),
            "deprecatedMessage" => raw.deprecated_message = Some(value),
            // The version of the format, and examples that botocore keeps in a file of their own.
            "version" | "examples" => {}
            other => reader.unknown_key("a service", Place::default(), other),
        }
    }
    raw
}

/// What `locationName` means where the member travels in the body: C2J has one key for every protocol.
#[derive(Debug, Clone, Copy)]
struct WireNames {
    /// A key of JSON. As in Smithy, other protocols than rest-json do not have such names; no model tries.
    json: bool,
    /// An element of XML, or a part of a query key.
    xml: bool,
    /// A part of a query key of EC2, which is capitalised there.
    ec2: bool,
    /// HTTP bindings count; all other protocols put every member into the body.
    rest: bool,
}

impl WireNames {
    fn of(protocols: &[Protocol]) -> Self {
        let any = |wanted: &[Protocol]| protocols.iter().any(|protocol| wanted.contains(protocol));
        use Protocol::{AwsQuery, Ec2Query, RestJson1, RestXml};
        Self {
            json: any(&[RestJson1]),
            xml: any(&[RestXml, AwsQuery, Ec2Query]),
            ec2: any(&[Ec2Query]),
            rest: any(&[RestJson1, RestXml]),
        }
    }
}

#[cfg(test)]
mod tests;
