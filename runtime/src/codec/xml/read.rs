//! Reading XML into the slots of a shape.

use super::attributes;
use super::reader::{Reader, Start, local};
use crate::codec::{CodecError, Result, Scope, UnionReader, text};
use crate::shape::{Element, Flags, ListMut, MapMut, Member, Mut, ReflectMut, Set};

/// Reads the outermost element into a structure, or the element inside of it that is called `wrapper`.
///
/// # Errors
///
/// When the text is not XML, or not what the shape describes; the error says where.
pub fn read(bytes: &[u8], wrapper: &str, scope: Scope, target: &mut dyn ReflectMut) -> Result<()> {
    let (mut reader, root) = document(bytes)?;
    if wrapper.is_empty() {
        let mut walker = Walker { reader };
        return match walker.unwrapped(&root, target)? {
            true => Ok(()),
            false => walker.structure(&root, target, scope),
        };
    }
    while let Some(child) = reader.child(&root)? {
        if child.name() == wrapper {
            return Walker { reader }.structure(&child, target, scope);
        }
        reader.skip(&child)?;
    }
    // A service leaves the wrapper out where there is nothing in it.
    Ok(())
}

/// Reads the outermost element into a slot.
///
/// # Errors
///
/// As for [`read`].
pub(crate) fn read_value(bytes: &[u8], facts: &Element, slot: &mut dyn Set) -> Result<()> {
    let (reader, root) = document(bytes)?;
    Walker { reader }.value(&root, slot.set(), facts)
}

/// A document that is not the page of a proxy.
fn document(bytes: &[u8]) -> Result<(Reader<'_>, Start<'_>)> {
    let (reader, root) = Reader::new(bytes)?;
    if root.name().eq_ignore_ascii_case("html") {
        return Err(CodecError::at(
            root.offset,
            "expected the answer of the service, it is an HTML page",
        ));
    }
    Ok((reader, root))
}

pub(super) struct Walker<'a> {
    pub(super) reader: Reader<'a>,
}

impl<'a> Walker<'a> {
    /// Reads the outermost element as the one member of the output, if it is called like it and holds text.
    ///
    /// S3 answers so where it is asked for the location of a bucket. Source: the Smithy trait
    /// `aws.customizations#s3UnwrappedXmlOutput`, which the models of botocore lack.
    fn unwrapped(&mut self, root: &Start<'a>, target: &mut dyn ReflectMut) -> Result<bool> {
        let [member] = target.shape().members else {
            return Ok(false);
        };
        let holds_text = || self.reader.clone().child(root).is_ok_and(|child| child.is_none());
        if !is_called(member.xml_name, root.name()) || !holds_text() {
            return Ok(false);
        }
        let Some(slot) = target.member_mut(0) else {
            return Ok(false);
        };
        self.member(root, member, slot)
            .map_err(|error| error.in_member(member.name))?;
        Ok(true)
    }

    pub(super) fn structure(&mut self, element: &Start<'a>, target: &mut dyn ReflectMut, scope: Scope) -> Result<()> {
        let members = target.shape().members;
        if !element.attributes.is_empty() {
            read_attributes(element, members, target)?;
        }
        let (mut expected, mut seen) = (0, 0);
        while let Some(child) = self.reader.child(element)? {
            let found = find(members, child.name(), expected);
            let found = found.and_then(|index| Some((index, members.get(index)?)));
            let Some((index, member)) = found.filter(|(_, member)| scope.holds(member)) else {
                self.reader.skip(&child)?;
                continue;
            };
            let Some(slot) = target.member_mut(index) else {
                self.reader.skip(&child)?;
                continue;
            };
            let flattened = member.has(Flags::FLATTENED);
            if index < seen && !flattened {
                // The element stood there before, perhaps: the last one counts.
                slot.reset();
            }
            self.member(&child, member, slot)
                .map_err(|error| error.in_member(member.name))?;
            // A flattened list goes on with the same name.
            expected = if flattened { index } else { index + 1 };
            seen = seen.max(index + 1);
        }
        Ok(())
    }

    fn member(&mut self, element: &Start<'a>, member: &Member, slot: &mut dyn Set) -> Result<()> {
        match slot.set() {
            Mut::List(list) if member.has(Flags::FLATTENED) => self.value(element, list.push(), member.value.items()),
            Mut::Map(map) if member.has(Flags::FLATTENED) => self.entry(element, map, &member.value),
            value @ (Mut::List(_) | Mut::Map(_) | Mut::Structure(_) | Mut::Union(_)) => {
                self.value(element, value, &member.value)
            }
            value => {
                let text = self.reader.text(element)?;
                if text::is_absent(&text, &value) {
                    slot.reset();
                    return Ok(());
                }
                text::read(&text, value).map_err(|error| error.or_at(element.offset))
            }
        }
    }

    fn value(&mut self, element: &Start<'a>, slot: Mut<'_>, facts: &Element) -> Result<()> {
        match slot {
            Mut::List(list) => self.list(element, list, facts.items()),
            Mut::Map(map) => self.map(element, map, facts),
            Mut::Structure(target) => self.structure(element, target, Scope::All),
            Mut::Union(target) => self.union(element, target),
            slot => {
                let text = self.reader.text(element)?;
                text::read(&text, slot).map_err(|error| error.or_at(element.offset))
            }
        }
    }

    /// Reads the elements of a list, whatever they are called.
    fn list(&mut self, element: &Start<'a>, list: &mut dyn ListMut, items: &Element) -> Result<()> {
        list.clear();
        let mut index = 0;
        while let Some(child) = self.reader.child(element)? {
            self.value(&child, list.push(), items)
                .map_err(|error| error.in_item(index))?;
            index += 1;
        }
        Ok(())
    }

    fn map(&mut self, element: &Start<'a>, map: &mut dyn MapMut, facts: &Element) -> Result<()> {
        map.clear();
        while let Some(entry) = self.reader.child(element)? {
            self.entry(&entry, map, facts)?;
        }
        Ok(())
    }

    /// Reads an entry of a map. The value is read once the key is known, so it may stand before the key.
    fn entry(&mut self, entry: &Start<'a>, map: &mut dyn MapMut, facts: &Element) -> Result<()> {
        let key_name = name_or(facts.keys(), "key");
        let value_name = name_or(facts.items(), "value");
        let (mut key, mut value) = (None, None);
        while let Some(child) = self.reader.child(entry)? {
            if child.name() == key_name {
                key = Some(self.reader.text(&child)?);
            } else if child.name() == value_name
                && let Some(key) = &key
            {
                self.value(&child, map.slot(key), facts.items())?;
            } else {
                if child.name() == value_name {
                    value = Some((self.reader.clone(), child));
                }
                self.reader.skip(&child)?;
            }
        }
        match (key, value) {
            (Some(key), Some((reader, child))) => Walker { reader }.value(&child, map.slot(&key), facts.items()),
            (Some(_), None) => Ok(()),
            (None, _) => Err(CodecError::at(entry.offset, "expected a key in the entry of the map")),
        }
    }

    fn union(&mut self, element: &Start<'a>, target: &mut dyn ReflectMut) -> Result<()> {
        let members = target.shape().members;
        let mut union = UnionReader::new(target);
        while let Some(child) = self.reader.child(element)? {
            match find(members, child.name(), 0).and_then(|index| Some((index, members.get(index)?))) {
                Some((index, member)) => {
                    let slot = union.known(index, child.offset)?;
                    self.member(&child, member, slot)
                        .map_err(|error| error.in_member(member.name))?;
                }
                None => {
                    union.unknown(child.name(), child.offset)?;
                    self.reader.skip(&child)?;
                }
            }
        }
        union.finish(element.offset)
    }
}

fn read_attributes(element: &Start<'_>, members: &[Member], target: &mut dyn ReflectMut) -> Result<()> {
    for (index, member) in members
        .iter()
        .enumerate()
        .filter(|(_, member)| member.has(Flags::XML_ATTRIBUTE))
    {
        if let (Some(value), Some(slot)) = (attributes::find(element, member.xml_name)?, target.member_mut(index)) {
            text::read(&value, slot.set()).map_err(|error| error.or_at(element.offset).in_member(member.name))?;
        }
    }
    Ok(())
}

/// The member of this name; the one at `expected` is compared first.
#[inline]
fn find(members: &[Member], name: &str, expected: usize) -> Option<usize> {
    let is_named = |index: &usize| {
        members
            .get(*index)
            .is_some_and(|member| is_called(member.xml_name, name) && !member.has(Flags::XML_ATTRIBUTE))
    };
    let expected = expected.min(members.len());
    (expected..members.len()).chain(0..expected).find(is_named)
}

/// Whether a name of the model, which may have a prefix, is this one.
#[inline]
fn is_called(modeled: &str, name: &str) -> bool {
    // Most names differ in length or in their first byte, which spares a call that compares all of them.
    if modeled.len() == name.len() {
        return modeled.as_bytes().first() == name.as_bytes().first() && modeled == name;
    }
    modeled.len() > name.len() && modeled.strip_suffix(name).is_some_and(|prefix| prefix.ends_with(':'))
}

fn name_or(facts: &Element, default: &'static str) -> &'static str {
    if facts.xml_name.is_empty() {
        default
    } else {
        local(facts.xml_name)
    }
}
