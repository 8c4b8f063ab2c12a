//! The traits of a shape or member: values by the IDs of the traits.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::super::json::Json;
use super::super::reader::{Place, Reader};

/// Traits by their IDs.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Traits<'j>(BTreeMap<&'j str, Cow<'j, Json<'j>>>);

impl<'j> Traits<'j> {
    pub(super) fn read(json: &'j Json<'j>, place: Place<'_>, reader: &mut Reader<'_>) -> Self {
        let entries = reader.object(place, "traits", json).iter();
        Self(entries.map(|(id, value)| (id.as_ref(), Cow::Borrowed(value))).collect())
    }

    pub(super) fn has(&self, id: &str) -> bool {
        self.0.contains_key(id)
    }

    pub(super) fn get(&self, id: &str) -> Option<&Json<'j>> {
        self.0.get(id).map(|value| &**value)
    }

    /// The text of a trait that is one.
    pub(super) fn text(&self, id: &str, place: Place<'_>, reader: &mut Reader<'_>) -> Option<&str> {
        self.get(id).and_then(|json| reader.text(place, id, json))
    }

    /// The same, to be kept.
    pub(super) fn string(&self, id: &str, place: Place<'_>, reader: &mut Reader<'_>) -> Option<String> {
        self.text(id, place, reader).map(str::to_owned)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&'j str, &Json<'j>)> {
        self.0.iter().map(|(id, value)| (*id, &**value))
    }

    pub(super) fn set(&mut self, id: &'j str, value: Json<'j>) {
        self.0.insert(id, Cow::Owned(value));
    }

    pub(super) fn remove(&mut self, id: &str) {
        self.0.remove(id);
    }

    /// Lays other traits over these: a trait that both have is the other's.
    pub(super) fn overlay(&mut self, others: &Self) {
        let others = others.0.iter().map(|(id, value)| (*id, value.clone()));
        self.0.extend(others);
    }

    /// Adds traits of equal standing: lists are joined, and any other value must not differ.
    pub(super) fn join(&mut self, others: Self, place: Place<'_>, reader: &mut Reader<'_>) {
        for (id, value) in others.0 {
            let Some(known) = self.0.get_mut(id) else {
                self.0.insert(id, value);
                continue;
            };
            match (&**known, &*value) {
                (Json::Array(left), Json::Array(right)) if left != right => {
                    *known = Cow::Owned(Json::Array(left.iter().chain(right).cloned().collect()));
                }
                (left, right) if left == right => {}
                _ => reader.error(
                    place,
                    format!("the trait `{id}` is applied twice, with different values"),
                ),
            }
        }
    }
}
