//! Writing values as CBOR, with definite lengths and the shortest heads.

use super::{bignum, document, head};
use crate::codec::members::variant;
use crate::codec::{CodecError, MAX_DEPTH, Members, Result};
use crate::shape::{List, Map, Ref, TimestampFormat};
use crate::types::{BigDecimal, BigInteger, Timestamp};

/// The tag of seconds since the epoch.
const EPOCH: u64 = 1;
/// The tags of an integer that is given as bytes, and of one that is counted down from -1.
const BIGNUMS: [u64; 2] = [2, 3];
/// The tag of an exponent to base 10 and a mantissa.
const DECIMAL: u64 = 4;

/// Appends a structure as a map.
///
/// # Errors
///
/// When it holds what CBOR or the model cannot say; the error names the member.
pub(crate) fn write(structure: Members<'_>, out: &mut Vec<u8>) -> Result<()> {
    Writer { out, depth: 0 }.structure(structure)
}

struct Writer<'a> {
    out: &'a mut Vec<u8>,
    depth: usize,
}

impl Writer<'_> {
    fn structure(&mut self, structure: Members<'_>) -> Result<()> {
        self.enter(head::MAP, structure.iter().count())?;
        for (member, value) in structure.iter() {
            write_text(member.name, self.out);
            self.value(value).map_err(|error| error.in_member(member.name))?;
        }
        self.depth -= 1;
        Ok(())
    }

    fn value(&mut self, value: Ref<'_>) -> Result<()> {
        match value {
            Ref::Null => self.out.push(0xf6),
            Ref::String(value) => write_text(value, self.out),
            Ref::Boolean(value) => self.out.push(if value { 0xf5 } else { 0xf4 }),
            Ref::Byte(value) => write_integer(value.into(), self.out),
            Ref::Short(value) => write_integer(value.into(), self.out),
            Ref::Integer(value) => write_integer(value.into(), self.out),
            Ref::Long(value) => write_integer(value, self.out),
            Ref::Float(value) => write_float(value, self.out),
            Ref::Double(value) => write_double(value, self.out),
            Ref::BigInteger(value) => return self.big_integer(value.as_str()),
            Ref::BigDecimal(value) => return self.big_decimal(value),
            Ref::Timestamp(value) => return self.timestamp(value),
            Ref::Blob(value) => {
                head::write(head::BYTES, value.len() as u64, self.out);
                self.out.extend_from_slice(value);
            }
            Ref::Document(value) => return document::write(value, self.depth, self.out),
            Ref::Body(_) => return Err(CodecError::new("a stream cannot stand in a document")),
            Ref::List(value) => return self.list(value),
            Ref::Map(value) => return self.map(value),
            Ref::Structure(value) => return self.structure(Members::nested(value)),
            Ref::Union(value) => {
                let (member, value) = variant(value)?;
                self.enter(head::MAP, 1)?;
                write_text(member.name, self.out);
                self.value(value).map_err(|error| error.in_member(member.name))?;
                self.depth -= 1;
            }
        }
        Ok(())
    }

    fn list(&mut self, list: &dyn List) -> Result<()> {
        self.enter(head::ARRAY, list.len())?;
        for index in 0..list.len() {
            self.value(list.item(index)).map_err(|error| error.in_item(index))?;
        }
        self.depth -= 1;
        Ok(())
    }

    fn map(&mut self, map: &dyn Map) -> Result<()> {
        self.enter(head::MAP, map.len())?;
        for (key, value) in map.entries() {
            write_text(key, self.out);
            self.value(value)?;
        }
        self.depth -= 1;
        Ok(())
    }

    fn enter(&mut self, major: u8, count: usize) -> Result<()> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(CodecError::new("the value nests too deep to be sent"));
        }
        head::write(major, count as u64, self.out);
        Ok(())
    }

    fn timestamp(&mut self, value: Timestamp) -> Result<()> {
        head::write(head::TAG, EPOCH, self.out);
        if value.subsec_nanos() == 0 {
            write_integer(value.secs(), self.out);
            return Ok(());
        }
        // By way of the decimal number, so that it is rounded once.
        let mut text = String::new();
        value
            .write(TimestampFormat::EpochSeconds, &mut text)
            .map_err(|error| CodecError::new(error.to_string()))?;
        write_double(text.parse().unwrap_or(f64::NAN), self.out);
        Ok(())
    }

    fn big_integer(&mut self, digits: &str) -> Result<()> {
        if let Ok(value) = digits.parse() {
            write_integer(value, self.out);
            return Ok(());
        }
        if digits.len() > bignum::MAX_DIGITS {
            return Err(CodecError::new("the number has too many digits to be sent"));
        }
        let [positive, negative] = BIGNUMS;
        let (tag, bytes) = match digits.strip_prefix('-') {
            Some(digits) => (negative, bignum::to_bytes(&bignum::minus_one(digits))),
            None => (positive, bignum::to_bytes(digits)),
        };
        head::write(head::TAG, tag, self.out);
        head::write(head::BYTES, bytes.len() as u64, self.out);
        self.out.extend_from_slice(&bytes);
        Ok(())
    }

    /// A decimal number is its digits without the point, and the exponent that puts the point back.
    fn big_decimal(&mut self, value: &BigDecimal) -> Result<()> {
        let text = value.as_str();
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let exponent = exponent
            .parse::<i64>()
            .ok()
            .and_then(|exponent| exponent.checked_sub(i64::try_from(fraction.len()).ok()?))
            .ok_or_else(|| CodecError::new("the number has too large an exponent to be sent"))?;
        let digits: BigInteger = format!("{whole}{fraction}")
            .parse()
            .map_err(|_| CodecError::new("the number is not decimal"))?;
        head::write(head::TAG, DECIMAL, self.out);
        head::write(head::ARRAY, 2, self.out);
        write_integer(exponent, self.out);
        self.big_integer(digits.as_str())
    }
}

pub(super) fn write_text(value: &str, out: &mut Vec<u8>) {
    head::write(head::TEXT, value.len() as u64, out);
    out.extend_from_slice(value.as_bytes());
}

pub(super) fn write_integer(value: i64, out: &mut Vec<u8>) {
    match u64::try_from(value) {
        Ok(value) => head::write(head::UNSIGNED, value, out),
        // -1 - n, which is all bits turned around.
        Err(_) => head::write(head::NEGATIVE, (!value).unsigned_abs(), out),
    }
}

fn write_float(value: f32, out: &mut Vec<u8>) {
    if !write_not_finite(value.into(), out) {
        out.push(0xfa);
        out.extend_from_slice(&value.to_be_bytes());
    }
}

pub(super) fn write_double(value: f64, out: &mut Vec<u8>) {
    if !write_not_finite(value, out) {
        out.push(0xfb);
        out.extend_from_slice(&value.to_be_bytes());
    }
}

/// Numbers that are not finite need no more than 16 bits.
fn write_not_finite(value: f64, out: &mut Vec<u8>) -> bool {
    let bits = if value.is_nan() {
        [0x7e, 0x00]
    } else if value == f64::INFINITY {
        [0x7c, 0x00]
    } else if value == f64::NEG_INFINITY {
        [0xfc, 0x00]
    } else {
        return false;
    };
    out.push(0xf9);
    out.extend_from_slice(&bits);
    true
}
