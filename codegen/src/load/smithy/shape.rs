//! Shapes and the traits that hold wherever they are used.

use super::super::json::Json;
use super::super::reader::{Place, Reader};
use super::super::shared;
use super::ast::Shape as AstShape;
use super::closure::{Closure, Wire};
use super::traits::Traits;
use super::{enumeration, member, names, prelude};
use crate::model::{
    Bound, Constraints, Declared, Deprecated, ErrorFacts, Fault, Retry, Shape, ShapeId, ShapeKind, TimestampFormat,
    Unresolved, XmlNamespace,
};

/// Reads one shape; there is none where its ID names nothing.
pub(super) fn read<'j>(
    closure: &mut Closure<'_, 'j>,
    id: &'j str,
    to: ShapeId,
    reader: &mut Reader<'j>,
) -> Option<Shape> {
    let name = closure.defined_name(to).to_owned();
    let ast = closure.ast;
    let Some(raw) = ast.shapes.get(id) else {
        return prelude::kind(id).map(|kind| Shape::new(name, kind));
    };
    reader.file = raw.file;
    let place = super::place(id);
    let traits = &raw.traits;
    let renamed = name != super::ast::local_name(id);
    let mut shape = Shape::new(name, kind(closure, raw, place, reader));
    shape.declared = Some(Declared {
        file: raw.file.to_owned(),
        id: id.to_owned(),
    });
    shape.documentation = documentation(traits, place, reader);
    shape.sensitive = traits.has(names::SENSITIVE);
    shape.sparse = traits.has(names::SPARSE);
    shape.streaming = traits.has(names::STREAMING);
    shape.requires_length = traits.has(names::REQUIRES_LENGTH);
    shape.error = error(closure.wire, traits, place, reader);
    shape.timestamp_format = timestamp_format(traits, place, reader);
    shape.media_type = traits.string(names::MEDIA_TYPE, place, reader);
    shape.xml_name = traits.string(names::XML_NAME, place, reader);
    if renamed && shape.is_item() && shape.xml_name.is_none() && closure.wire.xml {
        // A new name is for programs; what travels keeps the old one.
        shape.xml_name = Some(super::ast::local_name(id).to_owned());
    }
    shape.xml_namespace = xml_namespace(traits, place, reader);
    shape.deprecated = deprecated(traits, place, reader);
    shape.constraints = constraints(traits, place, reader);
    Some(shape)
}

fn kind<'j>(closure: &mut Closure<'_, 'j>, raw: &AstShape<'j>, place: Place<'_>, reader: &mut Reader<'_>) -> ShapeKind {
    match raw.ty {
        "structure" => ShapeKind::Structure(member::read_all(closure, raw, place, reader)),
        "union" => ShapeKind::Union(member::read_all(closure, raw, place, reader)),
        "enum" => enumeration::texts(raw, place, reader),
        "intEnum" => enumeration::numbers(raw, place, reader),
        "list" => match member::read_all(closure, raw, place, reader).pop() {
            Some(element) => ShapeKind::List(Box::new(element)),
            None => ShapeKind::Unresolved(Unresolved::Incomplete("member")),
        },
        "map" => match <[_; 2]>::try_from(member::read_all(closure, raw, place, reader)) {
            Ok(pair) => ShapeKind::Map(Box::new(pair)),
            Err(_) => ShapeKind::Unresolved(Unresolved::Incomplete("key` and `value")),
        },
        simple => {
            shared::simple(simple).unwrap_or_else(|| ShapeKind::Unresolved(Unresolved::UnknownType(simple.to_owned())))
        }
    }
}

/// The text, with what other traits have to say to a reader behind it.
pub(super) fn documentation(traits: &Traits<'_>, place: Place<'_>, reader: &mut Reader<'_>) -> Option<String> {
    let mut parts: Vec<String> = traits.string(names::DOCUMENTATION, place, reader).into_iter().collect();
    if traits.has(names::UNSTABLE) {
        parts.push("<p>This is unstable: it may change.</p>".to_owned());
    }
    if let Some(since) = traits.text(names::SINCE, place, reader) {
        parts.push(format!("<p>Since {}.</p>", escaped(since)));
    }
    if let Some(json) = traits.get(names::EXTERNAL_DOCUMENTATION) {
        for (name, address) in reader.object(place, names::EXTERNAL_DOCUMENTATION, json) {
            let address = reader.text(place, name, address).unwrap_or_default();
            parts.push(format!("<p><a href=\"{}\">{}</a></p>", escaped(address), escaped(name)));
        }
    }
    (!parts.is_empty()).then(|| parts.join("\n\n"))
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('"', "&quot;")
}

pub(super) fn deprecated(traits: &Traits<'_>, place: Place<'_>, reader: &mut Reader<'_>) -> Option<Deprecated> {
    let json = traits.get(names::DEPRECATED)?;
    let mut text = |key: &str| json.get(key).and_then(|value| reader.string(place, key, value));
    Some(Deprecated {
        message: text("message"),
        since: text("since"),
    })
}

fn error(wire: Wire, traits: &Traits<'_>, place: Place<'_>, reader: &mut Reader<'_>) -> Option<ErrorFacts> {
    let fault = match traits.text(names::ERROR, place, reader)? {
        "client" => Fault::Client,
        "server" => Fault::Server,
        other => {
            reader.error(place, format!("an error is `client` or `server`, not `{other}`"));
            Fault::Client
        }
    };
    let query = traits.get(names::QUERY_ERROR).filter(|_| wire.query_codes);
    let own = |key: &str| query.and_then(|json| json.get(key));
    let code = own("code").and_then(|json| reader.string(place, "code", json));
    // Protocols without HTTP bindings are to ignore the traits of these.
    let status = traits.get(names::HTTP_ERROR).or_else(|| own("httpResponseCode"));
    let status = status.filter(|_| wire.status);
    let retry = traits.get(names::RETRYABLE).map(|json| Retry {
        throttling: json
            .get("throttling")
            .is_some_and(|json| reader.flag(place, "throttling", json)),
    });
    Some(ErrorFacts {
        query_code: code,
        status: status.and_then(|json| shared::status(json, place, reader)),
        fault,
        retry,
    })
}

pub(super) fn timestamp_format(
    traits: &Traits<'_>,
    place: Place<'_>,
    reader: &mut Reader<'_>,
) -> Option<TimestampFormat> {
    match traits.text(names::TIMESTAMP_FORMAT, place, reader)? {
        "date-time" => Some(TimestampFormat::DateTime),
        "epoch-seconds" => Some(TimestampFormat::EpochSeconds),
        "http-date" => Some(TimestampFormat::HttpDate),
        other => {
            reader.error(place, format!("unknown timestamp format `{other}`"));
            None
        }
    }
}

pub(super) fn xml_namespace(traits: &Traits<'_>, place: Place<'_>, reader: &mut Reader<'_>) -> Option<XmlNamespace> {
    let json = traits.get(names::XML_NAMESPACE)?;
    let mut text = |key: &str| json.get(key).and_then(|value| reader.string(place, key, value));
    Some(XmlNamespace {
        uri: text("uri").unwrap_or_default(),
        prefix: text("prefix"),
    })
}

/// Limits on values.
pub(super) fn constraints(traits: &Traits<'_>, place: Place<'_>, reader: &mut Reader<'_>) -> Constraints {
    let limits = traits.get(names::LENGTH).or_else(|| traits.get(names::RANGE));
    let mut bound = |key: &str| match limits?.get(key)? {
        Json::Integer(number) => Some(Bound::Integer(*number)),
        Json::Float(number) => Some(Bound::Float(*number)),
        other => {
            reader.wrong(place, key, "a number", other);
            None
        }
    };
    Constraints {
        min: bound("min"),
        max: bound("max"),
        pattern: traits.string(names::PATTERN, place, reader),
        unique_items: traits.has(names::UNIQUE_ITEMS),
    }
}
