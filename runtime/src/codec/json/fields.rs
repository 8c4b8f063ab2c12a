//! The fields of an error document that say what happened, modeled or not.

use super::Reader;
use crate::codec::{ErrorFields, Result};

/// Reads the fields, as far as the document can be read.
pub(crate) fn error_fields(bytes: &[u8]) -> ErrorFields {
    let mut fields = ErrorFields::default();
    // What stands before the place where the document breaks off is still good.
    let _ = collect(bytes, &mut fields);
    fields
}

fn collect(bytes: &[u8], fields: &mut ErrorFields) -> Result<()> {
    let mut reader = Reader::new(bytes)?;
    reader.object()?;
    let mut first = true;
    while let Some(key) = reader.key(&mut first)? {
        match fields.slot(&key) {
            Some(slot) if reader.peek() == Some(b'"') => *slot = Some(reader.string()?.into_owned()),
            _ => reader.skip()?,
        }
    }
    Ok(())
}
