//! A pull reader: the tokens of a JSON text one at a time. It knows no shape but for the names of members.

use std::borrow::Cow;

use super::{number, string};
use crate::codec::scan::json_run;
use crate::codec::{CodecError, Key, MAX_DEPTH, Names, Result};
use crate::shape::Member;

/// Where a JSON text is read.
#[derive(Debug, Clone)]
pub(crate) struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl<'a> Reader<'a> {
    /// A reader of these bytes, which have to be UTF-8: then no string needs to be checked again.
    pub(crate) fn new(bytes: &'a [u8]) -> Result<Self> {
        let text = std::str::from_utf8(bytes).map_err(|error| CodecError::at(error.valid_up_to(), "expected UTF-8"))?;
        let at = if text.starts_with('\u{feff}') {
            '\u{feff}'.len_utf8()
        } else {
            0
        };
        Ok(Self { text, at, depth: 0 })
    }

    /// How many bytes were read.
    pub(crate) fn offset(&self) -> usize {
        self.at
    }

    #[cold]
    pub(super) fn error(&self, message: &'static str) -> CodecError {
        CodecError::at(self.at, message)
    }

    fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// The next byte that is not blank.
    #[inline]
    pub(crate) fn peek(&mut self) -> Option<u8> {
        loop {
            match self.text.as_bytes().get(self.at) {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                byte => return byte.copied(),
            }
        }
    }

    /// Passes over this byte if it comes next.
    #[inline]
    fn eat(&mut self, byte: u8) -> bool {
        let next = self.peek() == Some(byte);
        self.at += usize::from(next);
        next
    }

    fn word(&mut self, word: &str) -> bool {
        let next = self.rest().starts_with(word.as_bytes());
        if next {
            self.at += word.len();
        }
        next
    }

    /// Whether the next value is null; it is passed over then.
    #[inline]
    pub(crate) fn null(&mut self) -> Result<bool> {
        if self.peek() != Some(b'n') {
            return Ok(false);
        }
        if self.word("null") {
            Ok(true)
        } else {
            Err(self.error("expected a value"))
        }
    }

    pub(super) fn boolean(&mut self) -> Result<bool> {
        self.peek();
        if self.word("true") {
            Ok(true)
        } else if self.word("false") {
            Ok(false)
        } else {
            Err(self.error("expected true or false"))
        }
    }

    /// The text of a number.
    pub(super) fn number(&mut self) -> Result<&'a str> {
        self.peek();
        let length = number::length(self.rest());
        let number = self.text.get(self.at..self.at + length).unwrap_or_default();
        if number.is_empty() {
            return Err(self.error("expected a number"));
        }
        self.at += length;
        Ok(number)
    }

    pub(crate) fn string(&mut self) -> Result<Cow<'a, str>> {
        match self.plain_string() {
            Some(value) => Ok(Cow::Borrowed(value)),
            None => self.escaped_string().map(Cow::Owned),
        }
    }

    /// A string without escapes, which is what most are; nothing is passed over if something else comes next.
    #[inline]
    pub(super) fn plain_string(&mut self) -> Option<&'a str> {
        if self.peek() != Some(b'"') {
            return None;
        }
        let rest = self.text.get(self.at + 1..)?;
        let (value, end) = rest.split_at_checked(json_run(rest.as_bytes()))?;
        if end.as_bytes().first() != Some(&b'"') {
            return None;
        }
        self.at += value.len() + 2;
        Some(value)
    }

    /// Reads a string that is not plain, or says why it is none.
    #[cold]
    pub(super) fn escaped_string(&mut self) -> Result<String> {
        if self.peek() != Some(b'"') {
            return Err(self.error("expected a string"));
        }
        let (value, end) = string::unescape(self.text, self.at + 1)?;
        self.at = end;
        Ok(value)
    }

    /// Enters an object.
    pub(crate) fn object(&mut self) -> Result<()> {
        self.enter(b'{', "expected an object")
    }

    /// Enters an array.
    pub(super) fn array(&mut self) -> Result<()> {
        self.enter(b'[', "expected an array")
    }

    fn enter(&mut self, open: u8, message: &'static str) -> Result<()> {
        if !self.eat(open) {
            return Err(self.error(message));
        }
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.error("expected less nesting"));
        }
        Ok(())
    }

    /// Moves to the next element of an array or entry of an object; false at the end, which is left then.
    #[inline]
    fn next(&mut self, first: &mut bool, close: u8) -> Result<bool> {
        let byte = self.peek();
        if byte == Some(close) {
            self.at += 1;
            self.depth -= 1;
            return Ok(false);
        }
        if std::mem::replace(first, false) {
            return Ok(true);
        }
        if byte == Some(b',') {
            self.at += 1;
            return Ok(true);
        }
        Err(self.error("expected a comma or the end of the array or object"))
    }

    /// Whether the array has another element. `first` is true before the first call.
    #[inline]
    pub(super) fn element(&mut self, first: &mut bool) -> Result<bool> {
        self.next(first, b']')
    }

    /// The key of the next entry. `first` is true before the first call.
    pub(crate) fn key(&mut self, first: &mut bool) -> Result<Option<Cow<'a, str>>> {
        if !self.next(first, b'}')? {
            return Ok(None);
        }
        let key = self.string()?;
        self.colon()?;
        Ok(Some(key))
    }

    /// Whether the object has another entry. `first` is true before the first call.
    #[inline]
    pub(super) fn entry(&mut self, first: &mut bool) -> Result<bool> {
        self.next(first, b'}')
    }

    /// The key of an entry, which is expected to be that of the member at `expected`.
    ///
    /// Objects mostly have their keys in the order of the model, and comparing with a name spares looking for the end of
    /// the key.
    #[inline]
    pub(super) fn member(&mut self, members: &[Member], names: Names, expected: usize) -> Result<Key<'a>> {
        self.peek();
        let key = match self.known_key(members, names, expected) {
            Some(index) => Key::Known(index),
            None => self.other_key(members, names)?,
        };
        self.colon()?;
        Ok(key)
    }

    /// Passes over a key that is the name of a member as it stands there.
    #[inline]
    fn known_key(&mut self, members: &[Member], names: Names, expected: usize) -> Option<usize> {
        let (b'"', rest) = self.rest().split_first()? else {
            return None;
        };
        let initial = rest.first();
        // Most names differ in their end or in their first letter, which spares a call that compares all of them.
        let is_key = |member: &Member| {
            let name = names.of(member).as_bytes();
            rest.get(name.len()) == Some(&b'"')
                && name.first() == initial
                && (name.len() == 1 || rest.starts_with(name))
        };
        let (before, after) = members.split_at_checked(expected).unwrap_or((members, &[]));
        let later = after.iter().position(is_key).map(|index| before.len() + index);
        let index = later.or_else(|| before.iter().position(is_key))?;
        self.at += members.get(index).map_or(0, |member| names.of(member).len()) + 2;
        Some(index)
    }

    /// Reads a key that is not that of a member as it stands there: only one with escapes may still be.
    fn other_key(&mut self, members: &[Member], names: Names) -> Result<Key<'a>> {
        let key = self.string()?;
        let found = match &key {
            Cow::Borrowed(_) => None,
            Cow::Owned(key) => members.iter().position(|member| names.of(member) == key),
        };
        Ok(found.map_or(Key::Unknown(key), Key::Known))
    }

    #[inline]
    fn colon(&mut self) -> Result<()> {
        if self.eat(b':') {
            Ok(())
        } else {
            Err(self.error("expected a colon"))
        }
    }

    /// Passes over a value of any kind.
    pub(crate) fn skip(&mut self) -> Result<()> {
        let mut first = true;
        match self.peek() {
            Some(b'{') => {
                self.object()?;
                while self.key(&mut first)?.is_some() {
                    self.skip()?;
                }
                Ok(())
            }
            Some(b'[') => {
                self.array()?;
                while self.element(&mut first)? {
                    self.skip()?;
                }
                Ok(())
            }
            Some(b'"') => self.string().map(drop),
            Some(b't' | b'f') => self.boolean().map(drop),
            Some(b'n') => self.null().map(drop),
            Some(b'-' | b'0'..=b'9') => self.number().map(drop),
            _ => Err(self.error("expected a value")),
        }
    }

    /// Makes sure that nothing but blanks follows.
    pub(super) fn end(&mut self) -> Result<()> {
        if self.peek().is_none() {
            Ok(())
        } else {
            Err(self.error("expected the end of the document"))
        }
    }
}
