//! Reading JSON into the slots of a shape.

use std::str::FromStr;

use super::reader::Reader;
use super::{document, number};
use crate::codec::{CodecError, Key, Names, Result, Scope, UnionReader, base64};
use crate::shape::{Element, ListMut, MapMut, Member, Mut, ReflectMut, Set};
use crate::types::{Blob, Timestamp};

/// Reads a JSON object into a structure. Members that it lacks, or that are null in it, are unset.
///
/// # Errors
///
/// When the text is not JSON, or not what the shape describes; the error says where.
pub fn read(bytes: &[u8], names: Names, scope: Scope, target: &mut dyn ReflectMut) -> Result<()> {
    let mut walker = Walker {
        reader: Reader::new(bytes)?,
        names,
    };
    walker.structure(target, scope)?;
    walker.reader.end()
}

/// Reads any JSON value into a slot; null resets it.
///
/// # Errors
///
/// As for [`read`].
pub fn read_value(bytes: &[u8], names: Names, facts: &Element, slot: &mut dyn Set) -> Result<()> {
    let mut walker = Walker {
        reader: Reader::new(bytes)?,
        names,
    };
    walker.slot(slot, facts)?;
    walker.reader.end()
}

struct Walker<'a> {
    reader: Reader<'a>,
    names: Names,
}

impl Walker<'_> {
    fn structure(&mut self, target: &mut dyn ReflectMut, scope: Scope) -> Result<()> {
        let members = target.shape().members;
        self.reader.object()?;
        let (mut first, mut expected, mut seen) = (true, 0, 0);
        while self.reader.entry(&mut first)? {
            let Key::Known(index) = self.reader.member(members, self.names, expected)? else {
                self.reader.skip()?;
                continue;
            };
            let member = members.get(index).filter(|member| scope.holds(member));
            let (Some(member), Some(slot)) = (member, target.member_mut(index)) else {
                self.reader.skip()?;
                continue;
            };
            if index < seen {
                // The key stood there before, perhaps: the last one counts.
                slot.reset();
            }
            self.slot(slot, &member.value)
                .map_err(|error| error.in_member(member.name))?;
            expected = index + 1;
            seen = seen.max(expected);
        }
        Ok(())
    }

    #[inline]
    fn slot(&mut self, slot: &mut dyn Set, facts: &Element) -> Result<()> {
        if self.reader.null()? {
            slot.reset();
            return Ok(());
        }
        self.value(slot.set(), facts)
    }

    /// Reads what documents mostly consist of; the rest is apart, so that these need little room on the stack.
    fn value(&mut self, slot: Mut<'_>, facts: &Element) -> Result<()> {
        match slot {
            Mut::String(slot) => self.string(slot),
            Mut::List(list) => self.list(list, facts.items()),
            Mut::Map(map) => self.map(map, facts.items()),
            Mut::Structure(target) => self.structure(target, Scope::All),
            Mut::Union(target) => self.union(target),
            slot => self.scalar(slot),
        }
    }

    fn string(&mut self, slot: &mut String) -> Result<()> {
        *slot = match self.reader.plain_string() {
            Some(value) => value.to_owned(),
            None => self.reader.escaped_string()?,
        };
        Ok(())
    }

    fn scalar(&mut self, slot: Mut<'_>) -> Result<()> {
        match slot {
            Mut::Enum(slot) => slot.parse(&self.reader.string()?),
            Mut::Boolean(slot) => *slot = self.reader.boolean()?,
            Mut::Byte(slot) => *slot = self.integer("expected an integer of 8 bits")?,
            Mut::Short(slot) => *slot = self.integer("expected an integer of 16 bits")?,
            Mut::Integer(slot) => *slot = self.integer("expected an integer of 32 bits")?,
            Mut::Long(slot) => *slot = self.integer("expected an integer of 64 bits")?,
            Mut::Float(slot) => *slot = self.float()?,
            Mut::Double(slot) => *slot = self.float()?,
            Mut::BigInteger(slot) => *slot = self.big("expected an integer")?,
            Mut::BigDecimal(slot) => *slot = self.big("expected a number")?,
            Mut::Timestamp(slot) => *slot = self.timestamp()?,
            Mut::Blob(slot) => *slot = self.blob()?,
            Mut::Document(slot) => *slot = document::read(&mut self.reader)?,
            Mut::Body(_) => return Err(self.reader.error("expected no stream in a document")),
            Mut::String(_) | Mut::List(_) | Mut::Map(_) | Mut::Structure(_) | Mut::Union(_) => {}
        }
        Ok(())
    }

    fn list(&mut self, list: &mut dyn ListMut, items: &Element) -> Result<()> {
        list.clear();
        self.reader.array()?;
        let (mut first, mut index) = (true, 0);
        while self.reader.element(&mut first)? {
            if self.reader.null()? {
                list.push_null();
            } else {
                self.value(list.push(), items).map_err(|error| error.in_item(index))?;
            }
            index += 1;
        }
        Ok(())
    }

    fn map(&mut self, map: &mut dyn MapMut, values: &Element) -> Result<()> {
        map.clear();
        self.reader.object()?;
        let mut first = true;
        while let Some(key) = self.reader.key(&mut first)? {
            if self.reader.null()? {
                map.slot_null(&key);
            } else {
                self.value(map.slot(&key), values)?;
            }
        }
        Ok(())
    }

    fn union(&mut self, target: &mut dyn ReflectMut) -> Result<()> {
        let members = target.shape().members;
        let mut union = UnionReader::new(target);
        self.reader.object()?;
        let mut first = true;
        while self.reader.entry(&mut first)? {
            let key = self.reader.member(members, self.names, 0)?;
            let offset = self.reader.offset();
            if self.reader.null()? {
                continue;
            }
            match key {
                Key::Known(index) => self.variant(union.known(index, offset)?, members.get(index))?,
                // Services that write their class names into a document do so in unions too.
                Key::Unknown(tag) if tag == "__type" => self.reader.skip()?,
                Key::Unknown(tag) => {
                    union.unknown(&tag, offset)?;
                    self.reader.skip()?;
                }
            }
        }
        union.finish(self.reader.offset())
    }

    fn variant(&mut self, slot: &mut dyn Set, member: Option<&'static Member>) -> Result<()> {
        match member {
            Some(member) => self
                .value(slot.set(), &member.value)
                .map_err(|error| error.in_member(member.name)),
            None => self.reader.skip(),
        }
    }

    fn integer<T: TryFrom<i64>>(&mut self, message: &'static str) -> Result<T> {
        self.reader.peek();
        let offset = self.reader.offset();
        let text = self.reader.number().map_err(|_| CodecError::at(offset, message))?;
        number::integer(text)
            .and_then(|value| T::try_from(value).ok())
            .ok_or_else(|| CodecError::at(offset, message))
    }

    fn float<T: FromStr + Copy + Into<f64>>(&mut self) -> Result<T> {
        let next = self.reader.peek();
        let offset = self.reader.offset();
        let error = || CodecError::at(offset, "expected a number");
        if next == Some(b'"') {
            // Rust reads these three names, and others that are none of JSON's.
            let name = self.reader.string()?;
            if !matches!(&*name, "NaN" | "Infinity" | "-Infinity") {
                return Err(error());
            }
            return name.parse().map_err(|_| error());
        }
        number::float(self.reader.number()?).ok_or_else(error)
    }

    fn big<T: FromStr>(&mut self, message: &'static str) -> Result<T> {
        let offset = self.reader.offset();
        let text = self.reader.number().map_err(|_| CodecError::at(offset, message))?;
        text.parse().map_err(|_| CodecError::at(offset, message))
    }

    fn timestamp(&mut self) -> Result<Timestamp> {
        let next = self.reader.peek();
        let offset = self.reader.offset();
        let time = if next == Some(b'"') {
            Timestamp::parse(&self.reader.string()?)
        } else {
            Timestamp::parse(
                self.reader
                    .number()
                    .map_err(|_| CodecError::at(offset, "expected a timestamp"))?,
            )
        };
        time.map_err(|error| CodecError::at(offset, error.to_string()))
    }

    fn blob(&mut self) -> Result<Blob> {
        let offset = self.reader.offset();
        let text = self.reader.string()?;
        base64::decode(text.as_bytes())
            .map(Blob::from)
            .ok_or_else(|| CodecError::at(offset, "expected base64"))
    }
}
