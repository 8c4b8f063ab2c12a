//! Error documents: `<Error>` alone, or inside of `<ErrorResponse>`, or of `<Response><Errors>`.

use super::read::Walker;
use super::reader::{Reader, Start};
use crate::codec::{CodecError, Result, Scope};
use crate::shape::ReflectMut;

/// What an error document says of itself.
#[derive(Debug, Default)]
pub(crate) struct ErrorFields {
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) request_id: Option<String>,
}

/// Whether the outermost element is `<Error>`.
pub(crate) fn is_error(bytes: &[u8]) -> bool {
    Reader::new(bytes).is_ok_and(|(_, root)| root.name() == "Error")
}

/// Reads the fields, as far as the document can be read.
pub(crate) fn error_fields(bytes: &[u8]) -> ErrorFields {
    let mut fields = ErrorFields::default();
    // What stands before the place where the document breaks off is still good.
    let _ = Reader::new(bytes).and_then(|(mut reader, root)| collect(&mut reader, &root, &mut fields));
    fields
}

fn collect<'a>(reader: &mut Reader<'a>, element: &Start<'a>, fields: &mut ErrorFields) -> Result<()> {
    while let Some(child) = reader.child(element)? {
        let field = match child.name() {
            "Errors" | "Error" => {
                collect(reader, &child, fields)?;
                continue;
            }
            "Code" => &mut fields.code,
            "Message" | "message" => &mut fields.message,
            "RequestId" | "RequestID" | "requestId" => &mut fields.request_id,
            _ => {
                reader.skip(&child)?;
                continue;
            }
        };
        let text = reader.text(&child)?;
        if field.is_none() && !text.is_empty() {
            *field = Some(text.into_owned());
        }
    }
    Ok(())
}

/// Reads the members of an error.
///
/// # Errors
///
/// When the text is not XML, or not what the shape describes; the error says where.
pub(crate) fn read_error(bytes: &[u8], target: &mut dyn ReflectMut) -> Result<()> {
    let (mut reader, root) = Reader::new(bytes)?;
    let error = find(&mut reader, root)?.ok_or_else(|| CodecError::at(root.offset, "expected an `Error` element"))?;
    Walker { reader }.structure(&error, target, Scope::Response)
}

/// The `<Error>` element, with the reader at its content.
fn find<'a>(reader: &mut Reader<'a>, element: Start<'a>) -> Result<Option<Start<'a>>> {
    if element.name() == "Error" {
        return Ok(Some(element));
    }
    while let Some(child) = reader.child(&element)? {
        match child.name() {
            "Errors" | "Error" => return find(reader, child),
            _ => reader.skip(&child)?,
        }
    }
    Ok(None)
}
