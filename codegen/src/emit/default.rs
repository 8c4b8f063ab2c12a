//! Defaults of members, as Rust expressions that a setter would take.

use super::scope::Scope;
use crate::model::DefaultValue;
use crate::print::literal;
use crate::resolve::{ItemKind, Ty};

/// The value that a member has where nobody gives it one; nothing for what the type cannot hold.
pub(crate) fn expression(default: &DefaultValue, ty: &Ty, scope: &mut Scope<'_>) -> Option<String> {
    Some(match (default, ty) {
        (DefaultValue::Integer(value), _) => integer(*value, ty, scope)?,
        (DefaultValue::Float(value), _) => float(*value, ty)?,
        (DefaultValue::Boolean(value), Ty::Boolean | Ty::Document) => value.to_string(),
        (DefaultValue::String(text), Ty::String | Ty::Document) => literal(text),
        (DefaultValue::String(text), Ty::Blob) => format!("b\"{}\"", decoded(text)?.escape_ascii()),
        (DefaultValue::String(text), Ty::Item(id)) if matches!(scope.service[*id].kind, ItemKind::Enum(_)) => {
            literal(text)
        }
        (DefaultValue::EmptyList, Ty::List { .. }) | (DefaultValue::EmptyMap, Ty::Map { .. }) => "[]".to_owned(),
        (DefaultValue::EmptyList, Ty::Document) => empty_document("Array", scope),
        (DefaultValue::EmptyMap, Ty::Document) => empty_document("Object", scope),
        _ => return None,
    })
}

/// With the type behind the number: it may be in an `Option`, of which rustc infers nothing.
fn integer(value: i64, ty: &Ty, scope: &mut Scope<'_>) -> Option<String> {
    Some(match ty {
        Ty::Byte => format!("{}_i8", i8::try_from(value).ok()?),
        Ty::Short => format!("{}_i16", i16::try_from(value).ok()?),
        Ty::Integer => format!("{}_i32", i32::try_from(value).ok()?),
        Ty::Long | Ty::Document => format!("{value}_i64"),
        Ty::Float => format!("{value}_f32"),
        Ty::Double => format!("{value}_f64"),
        Ty::BigInteger | Ty::BigDecimal => format!("{}::from({value}_i64)", scope.ty(ty)),
        Ty::Timestamp => format!("{}::from_secs({value})", scope.ty(ty)),
        Ty::Item(id) if matches!(scope.service[*id].kind, ItemKind::IntEnum(_)) => {
            format!("{}::from({})", scope.item(*id), i32::try_from(value).ok()?)
        }
        _ => return None,
    })
}

fn float(value: f64, ty: &Ty) -> Option<String> {
    match ty {
        Ty::Float if value.abs() <= f64::from(f32::MAX) => Some(format!("{value:?}_f32")),
        Ty::Double | Ty::Document => Some(format!("{value:?}_f64")),
        _ => None,
    }
}

fn empty_document(kind: &str, scope: &mut Scope<'_>) -> String {
    format!("{}::{kind}([].into())", scope.ty(&Ty::Document))
}

/// Base64, with or without its padding.
fn decoded(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0_u32, 0);
    for letter in text.trim_end_matches('=').bytes() {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = (bits << 6) | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count).to_le_bytes()[0]);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn base64_is_decoded() {
        for (text, bytes) in [("YWJj", "abc"), ("YWI=", "ab"), ("YQ==", "a"), ("", ""), ("YQ", "a")] {
            assert_eq!(decoded(text).as_deref(), Some(bytes.as_bytes()), "{text}");
        }
        assert_eq!(decoded("a b"), None);
    }
}
