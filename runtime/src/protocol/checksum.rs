//! Checksums of the request body, in a header. A body that is a stream or a file gets none: it is not in memory.
//!
//! Source of the rules: the `httpChecksumRequired` and `httpChecksum` traits, read as botocore reads them.

use crate::codec::{CodecError, Members, Result, base64};
use crate::http::Headers;
use crate::operation::OperationShape;
use crate::shape::{Location, Member, Ref};
use crate::types::Body;

/// Headers that hold a checksum already.
const CHECKSUMS: [&str; 6] = [
    "content-md5",
    "x-amz-checksum-crc32",
    "x-amz-checksum-crc32c",
    "x-amz-checksum-crc64nvme",
    "x-amz-checksum-sha1",
    "x-amz-checksum-sha256",
];

/// The algorithm where the operation supports a choice and the caller made none.
const DEFAULT: &str = "CRC32";

/// Adds the checksum that the operation asks for, unless the caller gave one.
///
/// # Errors
///
/// When the caller chose an algorithm that is not known here; the error names the member.
pub(super) fn add(operation: &OperationShape, input: Members<'_>, body: &Body, headers: &mut Headers) -> Result<()> {
    let Some(bytes) = body.as_bytes() else { return Ok(()) };
    if CHECKSUMS.iter().any(|name| headers.get(name).is_some()) {
        return Ok(());
    }
    match algorithm(operation, input) {
        Some((member, algorithm)) => {
            let checksum = checksum(algorithm, bytes).ok_or_else(|| {
                CodecError::new("the checksum algorithm is not known: set the member of the checksum instead")
                    .in_member(member.name)
            })?;
            let header = format!("x-amz-checksum-{}", algorithm.to_ascii_lowercase());
            headers.append(header, base64::encode_string(&checksum));
            if let Location::Header(name) = member.location
                && headers.get(name).is_none()
            {
                headers.append(name, algorithm);
            }
        }
        None if operation.checksum_required => {
            headers.append("Content-MD5", base64::encode_string(&md5::compute(bytes).0));
        }
        None => {}
    }
    Ok(())
}

/// The algorithm, and the member of the input that chooses it; nothing for an operation without a choice.
fn algorithm<'a>(operation: &OperationShape, input: Members<'a>) -> Option<(&'static Member, &'a str)> {
    if operation.checksum_algorithm_member.is_empty() {
        return None;
    }
    let mut members = input.structure().shape().members.iter().enumerate();
    let (index, member) = members.find(|(_, member)| member.name == operation.checksum_algorithm_member)?;
    match input.get(index) {
        Ref::String(chosen) => Some((member, chosen)),
        _ => Some((member, DEFAULT)),
    }
}

fn checksum(algorithm: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    let digest = |algorithm| ring::digest::digest(algorithm, bytes).as_ref().to_vec();
    let low_half = |check: u64| {
        let [.., a, b, c, d] = check.to_be_bytes();
        vec![a, b, c, d]
    };
    Some(match algorithm {
        "CRC32" => low_half(CRC32.of(bytes)),
        "CRC32C" => low_half(CRC32C.of(bytes)),
        "CRC64NVME" => CRC64_NVME.of(bytes).to_be_bytes().to_vec(),
        "SHA1" => digest(&ring::digest::SHA1_FOR_LEGACY_USE_ONLY),
        "SHA256" => digest(&ring::digest::SHA256),
        _ => return None,
    })
}

/// A cyclic redundancy check of up to 64 bits, least significant bit first.
struct Crc {
    table: [u64; 256],
    /// All bits of the check's width.
    ones: u64,
}

static CRC32: Crc = Crc::new(0xedb8_8320, 0xffff_ffff);
static CRC32C: Crc = Crc::new(0x82f6_3b78, 0xffff_ffff);
static CRC64_NVME: Crc = Crc::new(0x9a6c_9329_ac4b_c9b5, u64::MAX);

impl Crc {
    const fn new(polynomial: u64, ones: u64) -> Self {
        let mut table = [0; 256];
        let mut byte = 0;
        while byte < 256 {
            let mut value = byte as u64;
            let mut bit = 0;
            while bit < 8 {
                value = if value & 1 == 1 {
                    value >> 1 ^ polynomial
                } else {
                    value >> 1
                };
                bit += 1;
            }
            table[byte] = value;
            byte += 1;
        }
        Self { table, ones }
    }

    fn of(&self, bytes: &[u8]) -> u64 {
        let check = bytes.iter().fold(self.ones, |check, byte| {
            let [low, ..] = (check ^ u64::from(*byte)).to_le_bytes();
            self.table[usize::from(low)] ^ check >> 8
        });
        check ^ self.ones
    }
}

#[cfg(test)]
mod tests {
    use super::{CRC32, CRC32C, CRC64_NVME};

    #[test]
    fn checks_of_the_usual_nine_digits() {
        // Source: the catalogue of parametrised CRC algorithms by Greg Cook.
        assert_eq!(CRC32.of(b"123456789"), 0xcbf4_3926);
        assert_eq!(CRC32C.of(b"123456789"), 0xe306_9283);
        assert_eq!(CRC64_NVME.of(b"123456789"), 0xae8b_1486_0a79_9888);
    }
}
