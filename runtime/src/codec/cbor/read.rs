//! Reading CBOR into the slots of a shape.

use std::borrow::Cow;

use super::reader::{Item, Length, Reader};
use super::{bignum, document};
use crate::codec::{CodecError, Key, Result, UnionReader};
use crate::shape::{ListMut, MapMut, Member, Mut, ReflectMut, Set};
use crate::types::{BigDecimal, BigInteger, Timestamp};

/// Reads a map into a structure. Members that it lacks, or that are null in it, are unset.
///
/// # Errors
///
/// When the bytes are not CBOR, or not what the shape describes; the error says where.
pub fn read(bytes: &[u8], target: &mut dyn ReflectMut) -> Result<()> {
    let mut walker = Walker {
        reader: Reader::new(bytes),
    };
    walker.structure(target)?;
    walker.reader.end()
}

pub(super) struct Walker<'a> {
    pub(super) reader: Reader<'a>,
}

impl<'a> Walker<'a> {
    fn structure(&mut self, target: &mut dyn ReflectMut) -> Result<()> {
        let members = target.shape().members;
        let mut length = self.map_length("expected a map")?;
        let (mut expected, mut seen) = (0, 0);
        while self.reader.next(&mut length)? {
            let Key::Known(index) = self.key(members, expected)? else {
                self.reader.skip()?;
                continue;
            };
            let (Some(member), Some(slot)) = (members.get(index), target.member_mut(index)) else {
                self.reader.skip()?;
                continue;
            };
            if index < seen {
                // The key stood there before, perhaps: the last one counts.
                slot.reset();
            }
            self.slot(slot).map_err(|error| error.in_member(member.name))?;
            expected = index + 1;
            seen = seen.max(expected);
        }
        Ok(())
    }

    /// The next key, which is expected to be that of the member at `expected`.
    #[inline]
    fn key(&mut self, members: &[Member], expected: usize) -> Result<Key<'a>> {
        if let Some(member) = members.get(expected)
            && self.reader.key_is(member.name)
        {
            return Ok(Key::Known(expected));
        }
        let key = self.reader.key()?;
        let index = members.iter().position(|member| member.name == key);
        Ok(index.map_or(Key::Unknown(key), Key::Known))
    }

    fn slot(&mut self, slot: &mut dyn Set) -> Result<()> {
        if self.reader.null() {
            slot.reset();
            return Ok(());
        }
        self.value(slot.set())
    }

    fn value(&mut self, slot: Mut<'_>) -> Result<()> {
        match slot {
            Mut::String(slot) => *slot = self.text()?.into_owned(),
            Mut::Enum(slot) => slot.parse(&self.text()?),
            Mut::Boolean(slot) => *slot = self.boolean()?,
            Mut::Byte(slot) => *slot = self.integer("expected an integer of 8 bits")?,
            Mut::Short(slot) => *slot = self.integer("expected an integer of 16 bits")?,
            Mut::Integer(slot) => *slot = self.integer("expected an integer of 32 bits")?,
            Mut::Long(slot) => *slot = self.integer("expected an integer of 64 bits")?,
            Mut::Float(slot) => *slot = self.single()?,
            Mut::Double(slot) => *slot = self.double()?,
            Mut::BigInteger(slot) => *slot = self.big_integer()?,
            Mut::BigDecimal(slot) => *slot = self.big_decimal()?,
            Mut::Timestamp(slot) => *slot = self.timestamp()?,
            Mut::Blob(slot) => *slot = self.bytes()?.into(),
            Mut::Document(slot) => *slot = document::read(self)?,
            Mut::Body(_) => return Err(self.reader.error("expected no stream in a document")),
            Mut::List(list) => return self.list(list),
            Mut::Map(map) => return self.map(map),
            Mut::Structure(target) => return self.structure(target),
            Mut::Union(target) => return self.union(target),
        }
        Ok(())
    }

    /// The next item, without the tags before it: those that mean something are looked for where they may stand.
    pub(super) fn untagged(&mut self) -> Result<Item<'a>> {
        loop {
            match self.reader.item()? {
                Item::Tag(_) => {}
                item => return Ok(item),
            }
        }
    }

    fn map_length(&mut self, message: &'static str) -> Result<Length> {
        let offset = self.reader.offset();
        match self.untagged()? {
            Item::Map(length) => Ok(length),
            _ => Err(CodecError::at(offset, message)),
        }
    }

    fn list(&mut self, list: &mut dyn ListMut) -> Result<()> {
        list.clear();
        let offset = self.reader.offset();
        let Item::Array(mut length) = self.untagged()? else {
            return Err(CodecError::at(offset, "expected an array"));
        };
        let mut index = 0;
        while self.reader.next(&mut length)? {
            if self.reader.null() {
                list.push_null();
            } else {
                self.value(list.push()).map_err(|error| error.in_item(index))?;
            }
            index += 1;
        }
        Ok(())
    }

    fn map(&mut self, map: &mut dyn MapMut) -> Result<()> {
        map.clear();
        let mut length = self.map_length("expected a map")?;
        while self.reader.next(&mut length)? {
            let key = self.reader.key()?;
            if self.reader.null() {
                map.slot_null(&key);
            } else {
                self.value(map.slot(&key))?;
            }
        }
        Ok(())
    }

    fn union(&mut self, target: &mut dyn ReflectMut) -> Result<()> {
        let members = target.shape().members;
        let mut union = UnionReader::new(target);
        let mut length = self.map_length("expected a map with one member of the union")?;
        while self.reader.next(&mut length)? {
            let key = self.key(members, 0)?;
            let offset = self.reader.offset();
            if self.reader.null() {
                continue;
            }
            match key {
                Key::Known(index) => {
                    let name = members.get(index).map_or("", |member| member.name);
                    let slot = union.known(index, offset)?;
                    self.value(slot.set()).map_err(|error| error.in_member(name))?;
                }
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

    fn text(&mut self) -> Result<Cow<'a, str>> {
        let offset = self.reader.offset();
        match self.untagged()? {
            Item::Text(value) => Ok(value),
            _ => Err(CodecError::at(offset, "expected a string")),
        }
    }

    fn bytes(&mut self) -> Result<Vec<u8>> {
        let offset = self.reader.offset();
        match self.untagged()? {
            Item::Bytes(value) => Ok(value.into_owned()),
            _ => Err(CodecError::at(offset, "expected bytes")),
        }
    }

    fn boolean(&mut self) -> Result<bool> {
        let offset = self.reader.offset();
        match self.untagged()? {
            Item::Boolean(value) => Ok(value),
            _ => Err(CodecError::at(offset, "expected true or false")),
        }
    }

    fn integer<T: TryFrom<i64>>(&mut self, message: &'static str) -> Result<T> {
        let offset = self.reader.offset();
        let value = match self.untagged()? {
            Item::Unsigned(value) => i64::try_from(value).ok(),
            Item::Negative(value) => i64::try_from(value).ok().map(|value| -1 - value),
            Item::Single(value) => whole(value.into()),
            Item::Double(value) => whole(value),
            _ => None,
        };
        value
            .and_then(|value| T::try_from(value).ok())
            .ok_or_else(|| CodecError::at(offset, message))
    }

    fn double(&mut self) -> Result<f64> {
        let offset = self.reader.offset();
        let value = match self.untagged()? {
            Item::Single(value) => Some(value.into()),
            Item::Double(value) => Some(value),
            Item::Unsigned(value) => exact(value, 53),
            Item::Negative(value) => value
                .checked_add(1)
                .and_then(|value| exact(value, 53))
                .map(|value| -value),
            _ => None,
        };
        value.ok_or_else(|| CodecError::at(offset, "expected a number that 64 bits can hold"))
    }

    fn single(&mut self) -> Result<f32> {
        let offset = self.reader.offset();
        let value = match self.untagged()? {
            Item::Single(value) => Some(value),
            #[expect(
                clippy::cast_possible_truncation,
                reason = "a service may send more precision than it models"
            )]
            Item::Double(value) => Some(value as f32).filter(|single| single.is_finite() || !value.is_finite()),
            #[expect(clippy::cast_possible_truncation, reason = "24 bits fit without loss")]
            Item::Unsigned(value) => exact(value, 24).map(|value| value as f32),
            #[expect(clippy::cast_possible_truncation, reason = "24 bits fit without loss")]
            Item::Negative(value) => value
                .checked_add(1)
                .and_then(|value| exact(value, 24))
                .map(|value| -value as f32),
            _ => None,
        };
        value.ok_or_else(|| CodecError::at(offset, "expected a number that 32 bits can hold"))
    }

    fn timestamp(&mut self) -> Result<Timestamp> {
        let offset = self.reader.offset();
        let time = match self.untagged()? {
            Item::Unsigned(value) => i64::try_from(value).ok().map(Timestamp::from_secs),
            Item::Negative(value) => i64::try_from(value).ok().map(|value| Timestamp::from_secs(-1 - value)),
            Item::Single(value) => Timestamp::from_f64(value.into()).ok(),
            Item::Double(value) => Timestamp::from_f64(value).ok(),
            // Tag 0, which the protocol does not use, is a date and time in text.
            Item::Text(value) => Timestamp::parse(&value).ok(),
            _ => None,
        };
        time.ok_or_else(|| CodecError::at(offset, "expected a timestamp"))
    }

    fn big_integer(&mut self) -> Result<BigInteger> {
        let offset = self.reader.offset();
        self.digits()?
            .and_then(|digits| digits.parse().ok())
            .ok_or_else(|| CodecError::at(offset, "expected an integer of at most 8,192 bits"))
    }

    /// The digits of an integer of any size.
    fn digits(&mut self) -> Result<Option<String>> {
        let mut tag = None;
        let item = loop {
            match self.reader.item()? {
                Item::Tag(next) => tag = Some(next),
                item => break item,
            }
        };
        Ok(match item {
            Item::Unsigned(value) => Some(value.to_string()),
            Item::Negative(value) => Some((-1 - i128::from(value)).to_string()),
            Item::Single(value) => whole(value.into()).map(|value| value.to_string()),
            Item::Double(value) => whole(value).map(|value| value.to_string()),
            Item::Bytes(bytes) if bytes.len() <= bignum::MAX_BYTES => match tag {
                Some(2) => Some(bignum::to_digits(&bytes)),
                Some(3) => Some(bignum::minus_one_minus(&bignum::to_digits(&bytes))),
                _ => None,
            },
            _ => None,
        })
    }

    fn big_decimal(&mut self) -> Result<BigDecimal> {
        let offset = self.reader.offset();
        let mut ahead = Walker {
            reader: self.reader.clone(),
        };
        let text = match ahead.untagged()? {
            Item::Single(value) => Some(value.to_string()),
            Item::Double(value) => Some(value.to_string()),
            Item::Array(mut length) => ahead.decimal_fraction(&mut length)?,
            _ => {
                let integer = self.digits()?;
                return integer
                    .and_then(|digits| digits.parse().ok())
                    .ok_or_else(|| CodecError::at(offset, "expected a number"));
            }
        };
        self.reader = ahead.reader;
        text.and_then(|text| text.parse().ok())
            .ok_or_else(|| CodecError::at(offset, "expected a number"))
    }

    /// The exponent and the mantissa of a decimal fraction.
    fn decimal_fraction(&mut self, length: &mut Length) -> Result<Option<String>> {
        let mut parts = [None, None];
        for part in &mut parts {
            if self.reader.next(length)? {
                *part = self.digits()?;
            }
        }
        let end = !self.reader.next(length)?;
        Ok(match parts {
            [Some(exponent), Some(mantissa)] if end && exponent == "0" => Some(mantissa),
            [Some(exponent), Some(mantissa)] if end => Some(format!("{mantissa}e{exponent}")),
            _ => None,
        })
    }
}

/// The integer that a float is, if it is one and every integer around it can be told from it.
fn whole(value: f64) -> Option<i64> {
    const LIMIT: f64 = 9_007_199_254_740_992.0; // 2^53
    #[expect(clippy::cast_possible_truncation, reason = "the value is whole and within 2^53")]
    let whole = value as i64;
    (value.fract() == 0.0 && value.abs() <= LIMIT).then_some(whole)
}

/// The float that an integer is, if a mantissa of so many bits holds it.
fn exact(value: u64, bits: u32) -> Option<f64> {
    // Zero has no bit at all, and the zeros on both sides of it are the same ones.
    let zeros = value.leading_zeros() + value.trailing_zeros();
    #[expect(clippy::cast_precision_loss, reason = "the mantissa holds all bits")]
    (zeros + bits >= u64::BITS).then_some(value as f64)
}
