//! Enums and their values.

use super::super::json::Json;
use super::super::reader::{Place, Reader};
use super::ast::{Member, Shape};
use super::names;
use super::shape::{deprecated, documentation};
use crate::model::{EnumValue, ShapeKind};

/// An enum over text: a value is called like its member unless a trait says otherwise.
pub(super) fn texts(shape: &Shape<'_>, place: Place<'_>, reader: &mut Reader<'_>) -> ShapeKind {
    let values = shape.members.iter().filter_map(|member| {
        let place = place.member(&member.name);
        let value = match member.traits.get(names::ENUM_VALUE) {
            Some(json) => reader.string(place, names::ENUM_VALUE, json)?,
            None => member.name.to_string(),
        };
        let name = Some(member.name.to_string()).filter(|name| !same_words(name, &value));
        Some(enum_value(name, value, member, place, reader))
    });
    ShapeKind::Enum(values.collect())
}

/// An enum over numbers: each member must say its value.
pub(super) fn numbers(shape: &Shape<'_>, place: Place<'_>, reader: &mut Reader<'_>) -> ShapeKind {
    let values = shape.members.iter().filter_map(|member| {
        let place = place.member(&member.name);
        let json = member.traits.get(names::ENUM_VALUE).unwrap_or(&Json::Null);
        let number = reader.integer(place, names::ENUM_VALUE, json)?;
        let Ok(value) = i32::try_from(number) else {
            reader.error(place, format!("`{number}` is beyond what an intEnum can hold"));
            return None;
        };
        Some(enum_value(Some(member.name.to_string()), value, member, place, reader))
    });
    ShapeKind::IntEnum(values.collect())
}

fn enum_value<T>(
    name: Option<String>,
    value: T,
    member: &Member<'_>,
    place: Place<'_>,
    reader: &mut Reader<'_>,
) -> EnumValue<T> {
    EnumValue {
        name,
        value,
        documentation: documentation(&member.traits, place, reader),
        deprecated: deprecated(&member.traits, place, reader),
    }
}

/// Whether a name says no more than the value, as `AR_AE` for `ar-AE`: names of AWS were made so, by a machine.
///
/// The value then gives the better name, and the one that a model in botocore's format gets.
fn same_words(name: &str, value: &str) -> bool {
    let letters = |text: &str| -> String {
        let plain = text.chars().filter(|letter| letter.is_alphanumeric());
        plain.flat_map(char::to_lowercase).collect()
    };
    letters(name) == letters(value)
}
