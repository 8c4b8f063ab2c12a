//! The first byte of an item and the number behind it.

use crate::codec::{CodecError, Result};

pub(super) const UNSIGNED: u8 = 0;
pub(super) const NEGATIVE: u8 = 1;
pub(super) const BYTES: u8 = 2;
pub(super) const TEXT: u8 = 3;
pub(super) const ARRAY: u8 = 4;
pub(super) const MAP: u8 = 5;
pub(super) const TAG: u8 = 6;

/// The additional information of an item of indefinite length, and of the break behind it.
pub(super) const INDEFINITE: u8 = 31;

/// The first byte of an item, taken apart, with its argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) major: u8,
    /// The low five bits of the first byte.
    pub(super) info: u8,
    /// The number that follows, or that the first byte holds; 0 for an indefinite length.
    pub(super) argument: u64,
}

impl Head {
    /// Reads a head from the start of the bytes and gives what is behind it.
    #[inline]
    pub(super) fn split(bytes: &[u8], offset: usize) -> Result<(Self, &[u8])> {
        let Some((first, rest)) = bytes.split_first() else {
            return Err(CodecError::at(offset, "expected an item, there is nothing"));
        };
        let (major, info) = (first >> 5, first & 0x1f);
        let width = match info {
            0..24 => {
                return Ok((
                    Self {
                        major,
                        info,
                        argument: info.into(),
                    },
                    rest,
                ));
            }
            24 => 1,
            25 => 2,
            26 => 4,
            27 => 8,
            INDEFINITE if !matches!(major, UNSIGNED | NEGATIVE | TAG) => {
                return Ok((
                    Self {
                        major,
                        info,
                        argument: 0,
                    },
                    rest,
                ));
            }
            _ => return Err(CodecError::at(offset, "expected an item, the first byte is not one")),
        };
        let Some((argument, rest)) = rest.split_at_checked(width) else {
            return Err(CodecError::at(offset, "expected the whole head of an item"));
        };
        let argument = argument.iter().fold(0, |value, byte| value << 8 | u64::from(*byte));
        Ok((Self { major, info, argument }, rest))
    }
}

/// Appends a head in its shortest form.
pub(super) fn write(major: u8, argument: u64, out: &mut Vec<u8>) {
    let major = major << 5;
    match argument {
        0..24 => out.push(major | argument.to_be_bytes()[7]),
        24..0x100 => extend(out, major | 24, &argument.to_be_bytes()[7..]),
        0x100..0x1_0000 => extend(out, major | 25, &argument.to_be_bytes()[6..]),
        0x1_0000..0x1_0000_0000 => extend(out, major | 26, &argument.to_be_bytes()[4..]),
        _ => extend(out, major | 27, &argument.to_be_bytes()),
    }
}

fn extend(out: &mut Vec<u8>, first: u8, argument: &[u8]) {
    out.push(first);
    out.extend_from_slice(argument);
}
