//! A pull reader: the items of a CBOR document one at a time. It knows no shape.

use std::borrow::Cow;

use super::head::{self, Head, INDEFINITE};
use crate::codec::{CodecError, MAX_DEPTH, Result};

/// Where a CBOR document is read.
#[derive(Debug, Clone)]
pub struct Reader<'a> {
    bytes: &'a [u8],
    rest: &'a [u8],
    depth: usize,
}

/// An item, of which arrays, maps and tags are still to be entered.
#[derive(Debug, Clone, PartialEq)]
pub enum Item<'a> {
    /// An integer from zero up.
    Unsigned(u64),
    /// The integer -1 - n.
    Negative(u64),
    /// Bytes.
    Bytes(Cow<'a, [u8]>),
    /// A string.
    Text(Cow<'a, str>),
    /// An array of so many items, or of items up to a break.
    Array(Length),
    /// A map of so many entries, or of entries up to a break.
    Map(Length),
    /// A tag; the item that it belongs to follows.
    Tag(u64),
    /// True or false.
    Boolean(bool),
    /// No value.
    Null,
    /// No value either.
    Undefined,
    /// A float of 16 or 32 bits.
    Single(f32),
    /// A float of 64 bits.
    Double(f64),
    /// A simple value that has no meaning here.
    Simple(u8),
}

/// How many items or entries are still to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Length(Option<u64>);

impl<'a> Reader<'a> {
    /// A reader of these bytes.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            rest: bytes,
            depth: 0,
        }
    }

    /// How many bytes were read.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.bytes.len() - self.rest.len()
    }

    #[cold]
    pub(super) fn error(&self, message: &'static str) -> CodecError {
        CodecError::at(self.offset(), message)
    }

    #[inline]
    fn head(&mut self) -> Result<Head> {
        let (head, rest) = Head::split(self.rest, self.bytes.len() - self.rest.len())?;
        self.rest = rest;
        Ok(head)
    }

    /// The next item.
    ///
    /// # Errors
    ///
    /// When the bytes are not an item, or an array or a map nests too deep.
    pub fn item(&mut self) -> Result<Item<'a>> {
        let offset = self.offset();
        let head = self.head()?;
        Ok(match head.major {
            head::UNSIGNED => Item::Unsigned(head.argument),
            head::NEGATIVE => Item::Negative(head.argument),
            head::BYTES => Item::Bytes(self.bytes(head)?),
            head::TEXT => Item::Text(self.text(head)?),
            head::ARRAY => Item::Array(self.enter(head)?),
            head::MAP => Item::Map(self.enter(head)?),
            head::TAG => Item::Tag(head.argument),
            _ => simple(head).ok_or_else(|| CodecError::at(offset, "expected an item, a break stands there"))?,
        })
    }

    fn enter(&mut self, head: Head) -> Result<Length> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.error("expected less nesting"));
        }
        // A length is a claim of the sender: nothing is reserved for it.
        Ok(Length((head.info != INDEFINITE).then_some(head.argument)))
    }

    /// Whether an array has another item, or a map another entry; at the end it is left.
    ///
    /// # Errors
    ///
    /// When the document ends before.
    pub fn next(&mut self, length: &mut Length) -> Result<bool> {
        let more = match &mut length.0 {
            Some(0) => false,
            Some(count) => {
                *count -= 1;
                true
            }
            None => !self.break_code(),
        };
        if !more {
            self.depth = self.depth.saturating_sub(1);
        }
        Ok(more)
    }

    fn break_code(&mut self) -> bool {
        match self.rest.split_first() {
            Some((0xff, rest)) => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    /// Whether the next item is a map key that equals `name`; it is passed over then.
    #[inline]
    pub(super) fn key_is(&mut self, name: &str) -> bool {
        // Names of more than 23 bytes have a longer head; comparing them the slow way is as good.
        let Some((first, rest)) = self.rest.split_first() else {
            return false;
        };
        let short = name.len() < 24 && usize::from(*first) == name.len() | usize::from(head::TEXT << 5);
        match rest.strip_prefix(name.as_bytes()) {
            Some(rest) if short => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    /// The next item, which has to be a string: a key of a map.
    pub(super) fn key(&mut self) -> Result<Cow<'a, str>> {
        let offset = self.offset();
        let head = self.head()?;
        if head.major != head::TEXT {
            return Err(CodecError::at(offset, "expected a string as the key"));
        }
        self.text(head)
    }

    fn bytes(&mut self, head: Head) -> Result<Cow<'a, [u8]>> {
        if head.info != INDEFINITE {
            return self.slice(head).map(Cow::Borrowed);
        }
        let mut whole = Vec::new();
        while let Some(chunk) = self.chunk(head.major)? {
            whole.extend_from_slice(chunk);
        }
        Ok(Cow::Owned(whole))
    }

    fn text(&mut self, head: Head) -> Result<Cow<'a, str>> {
        let offset = self.offset();
        let utf8 = |bytes| std::str::from_utf8(bytes).map_err(|_| CodecError::at(offset, "expected UTF-8"));
        if head.info != INDEFINITE {
            return utf8(self.slice(head)?).map(Cow::Borrowed);
        }
        let mut whole = String::new();
        while let Some(chunk) = self.chunk(head.major)? {
            whole.push_str(utf8(chunk)?);
        }
        Ok(Cow::Owned(whole))
    }

    /// The next part of bytes or a string of indefinite length.
    fn chunk(&mut self, major: u8) -> Result<Option<&'a [u8]>> {
        if self.break_code() {
            return Ok(None);
        }
        let offset = self.offset();
        let head = self.head()?;
        if head.major != major || head.info == INDEFINITE {
            return Err(CodecError::at(offset, "expected a part of the bytes or string"));
        }
        self.slice(head).map(Some)
    }

    fn slice(&mut self, head: Head) -> Result<&'a [u8]> {
        let length = usize::try_from(head.argument).ok();
        let split = length.and_then(|length| self.rest.split_at_checked(length));
        let (slice, rest) = split.ok_or_else(|| self.error("expected more bytes, the document ends"))?;
        self.rest = rest;
        Ok(slice)
    }

    /// Whether the next item is null or undefined; it is passed over then, with the tags before it.
    #[inline]
    pub(super) fn null(&mut self) -> bool {
        match self.rest.split_first() {
            Some((0xf6 | 0xf7, rest)) => {
                self.rest = rest;
                true
            }
            Some((first, _)) if first >> 5 == head::TAG => self.tagged_null(),
            _ => false,
        }
    }

    #[cold]
    fn tagged_null(&mut self) -> bool {
        let mut ahead = self.clone();
        loop {
            match ahead.item() {
                Ok(Item::Tag(_)) => {}
                Ok(Item::Null | Item::Undefined) => {
                    *self = ahead;
                    return true;
                }
                _ => return false,
            }
        }
    }

    /// Passes over an item of any kind.
    ///
    /// # Errors
    ///
    /// When the bytes are not an item.
    pub fn skip(&mut self) -> Result<()> {
        // Tags can follow each other without end, so they are a loop and not a depth.
        let item = loop {
            match self.item()? {
                Item::Tag(_) => {}
                item => break item,
            }
        };
        match item {
            Item::Array(mut length) => {
                while self.next(&mut length)? {
                    self.skip()?;
                }
            }
            Item::Map(mut length) => {
                while self.next(&mut length)? {
                    self.skip()?;
                    self.skip()?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Makes sure that nothing follows.
    pub(super) fn end(&self) -> Result<()> {
        if self.rest.is_empty() {
            Ok(())
        } else {
            Err(self.error("expected the end of the document"))
        }
    }
}

/// An item of major type 7, or nothing for a break.
fn simple<'a>(head: Head) -> Option<Item<'a>> {
    let [.., a, b, c, d] = head.argument.to_be_bytes();
    Some(match head.info {
        20 => Item::Boolean(false),
        21 => Item::Boolean(true),
        22 => Item::Null,
        23 => Item::Undefined,
        25 => Item::Single(half(u16::from_be_bytes([c, d]))),
        26 => Item::Single(f32::from_be_bytes([a, b, c, d])),
        27 => Item::Double(f64::from_bits(head.argument)),
        INDEFINITE => return None,
        _ => Item::Simple(d),
    })
}

/// A float of 16 bits: a sign, five bits of exponent and ten of fraction.
fn half(bits: u16) -> f32 {
    let sign = u32::from(bits & 0x8000) << 16;
    let (exponent, fraction) = (u32::from(bits >> 10 & 0x1f), u32::from(bits & 0x3ff));
    match exponent {
        // Without an exponent the fraction counts units of 2^-24.
        0 => {
            let magnitude = f32::from(bits & 0x3ff) / 16_777_216.0;
            f32::from_bits(sign | magnitude.to_bits())
        }
        0x1f => f32::from_bits(sign | 0x7f80_0000 | fraction << 13),
        _ => f32::from_bits(sign | (exponent + 112) << 23 | fraction << 13),
    }
}

#[cfg(test)]
mod tests {
    use super::half;

    #[test]
    fn half_floats_have_the_values_of_ieee_754() {
        for (bits, expected) in [
            (0x0000, 0.0),
            (0x8000, -0.0),
            (0x0001, 5.960_464_5e-8),
            (0x03ff, 6.097_555e-5),
            (0x0400, 6.103_515_6e-5),
            (0x3555, 0.333_251_95),
            (0x3c00, 1.0),
            (0xc000, -2.0),
            (0x7bff, 65504.0),
            (0x7c00, f32::INFINITY),
            (0xfc00, f32::NEG_INFINITY),
        ] {
            assert_eq!(half(bits).to_bits(), f32::to_bits(expected), "{bits:#x}");
        }
        assert!(half(0x7e00).is_nan());
    }
}
