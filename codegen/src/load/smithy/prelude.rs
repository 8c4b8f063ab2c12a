//! The shapes that every model has (<https://smithy.io/2.0/spec/model.html#prelude>).

use super::super::json::Json;
use crate::model::ShapeKind;

/// Nothing: an operation without input, a member of a union that says enough by being there.
pub(super) const UNIT: &str = "smithy.api#Unit";

const NAMESPACE: &str = "smithy.api#";

/// What a shape of the prelude is; `None` for all others.
pub(super) fn kind(id: &str) -> Option<ShapeKind> {
    match id.strip_prefix(NAMESPACE)? {
        "String" => Some(ShapeKind::String),
        "Blob" => Some(ShapeKind::Blob),
        "BigInteger" => Some(ShapeKind::BigInteger),
        "BigDecimal" => Some(ShapeKind::BigDecimal),
        "Timestamp" => Some(ShapeKind::Timestamp),
        "Document" => Some(ShapeKind::Document),
        "Unit" => Some(ShapeKind::Structure(Vec::new())),
        name => number(name.strip_prefix("Primitive").unwrap_or(name)),
    }
}

fn number(name: &str) -> Option<ShapeKind> {
    Some(match name {
        "Boolean" => ShapeKind::Boolean,
        "Byte" => ShapeKind::Byte,
        "Short" => ShapeKind::Short,
        "Integer" => ShapeKind::Integer,
        "Long" => ShapeKind::Long,
        "Float" => ShapeKind::Float,
        "Double" => ShapeKind::Double,
        _ => return None,
    })
}

/// The default of a shape of the prelude: the primitive ones have one.
pub(super) fn default(id: &str) -> Option<Json<'static>> {
    let name = id.strip_prefix(NAMESPACE)?.strip_prefix("Primitive")?;
    let mut ty = name.to_owned();
    ty.make_ascii_lowercase();
    zero(&ty)
}

/// The value of a number or boolean of this type that 1.0 takes for an absent one.
pub(super) fn zero(ty: &str) -> Option<Json<'static>> {
    match ty {
        "boolean" => Some(Json::Boolean(false)),
        "byte" | "short" | "integer" | "long" | "float" | "double" => Some(Json::Integer(0)),
        _ => None,
    }
}
