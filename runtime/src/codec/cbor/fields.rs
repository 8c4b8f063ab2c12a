//! The fields of an error document that say what happened, modeled or not.

use super::{Item, Reader};
use crate::codec::{ErrorFields, Result};

/// Reads the fields, as far as the document can be read.
pub(crate) fn error_fields(bytes: &[u8]) -> ErrorFields {
    let mut fields = ErrorFields::default();
    // What stands before the place where the document breaks off is still good.
    let _ = collect(bytes, &mut fields);
    fields
}

fn collect(bytes: &[u8], fields: &mut ErrorFields) -> Result<()> {
    let mut reader = Reader::new(bytes);
    let Item::Map(mut length) = reader.item()? else {
        return Ok(());
    };
    while reader.next(&mut length)? {
        let key = reader.key()?;
        let mut ahead = reader.clone();
        match (fields.slot(&key), ahead.item()) {
            (Some(slot), Ok(Item::Text(value))) => {
                *slot = Some(value.into_owned());
                reader = ahead;
            }
            _ => reader.skip()?,
        }
    }
    Ok(())
}
