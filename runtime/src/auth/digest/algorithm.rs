//! The hash functions of digest authentication.

use std::fmt::Write as _;

use ring::digest;
use zeroize::Zeroizing;

/// An algorithm that a challenge may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Algorithm {
    hash: Hash,
    /// Whether the secret is hashed once more with the nonces of the session.
    session: bool,
    name: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hash {
    Md5,
    Sha256,
    Sha512Part,
}

impl Algorithm {
    /// What is meant where a challenge names none.
    pub(super) const MD5: Self = Self::new(Hash::Md5, false, "MD5");

    const ALL: [Self; 6] = [
        Self::MD5,
        Self::new(Hash::Md5, true, "MD5-sess"),
        Self::new(Hash::Sha256, false, "SHA-256"),
        Self::new(Hash::Sha256, true, "SHA-256-sess"),
        Self::new(Hash::Sha512Part, false, "SHA-512-256"),
        Self::new(Hash::Sha512Part, true, "SHA-512-256-sess"),
    ];

    const fn new(hash: Hash, session: bool, name: &'static str) -> Self {
        Self { hash, session, name }
    }

    /// The algorithm of this name, in upper or lower case.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|algorithm| algorithm.name.eq_ignore_ascii_case(name))
    }

    pub(super) fn name(self) -> &'static str {
        self.name
    }

    pub(super) fn is_session(self) -> bool {
        self.session
    }

    /// The hash of the texts with colons between them, in hexadecimal digits.
    pub(super) fn hash(self, texts: &[&str]) -> String {
        // The password may be among them.
        let text = Zeroizing::new(texts.join(":"));
        let bytes = text.as_bytes();
        match self.hash {
            Hash::Md5 => hexadecimal(&md5::compute(bytes).0),
            Hash::Sha256 => hexadecimal(digest::digest(&digest::SHA256, bytes).as_ref()),
            Hash::Sha512Part => hexadecimal(digest::digest(&digest::SHA512_256, bytes).as_ref()),
        }
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        // Writing to a `String` cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_the_published_vectors() {
        // Source: RFC 1321, appendix A.5, and the examples of FIPS 180-4.
        for (name, expected) in [
            ("md5", "900150983cd24fb0d6963f7d28e17f72"),
            (
                "sha-256",
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            ),
            (
                "SHA-512-256",
                "53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23",
            ),
        ] {
            let algorithm = Algorithm::named(name).expect(name);
            assert_eq!(algorithm.hash(&["abc"]), expected);
        }
        assert_eq!(Algorithm::named("SHA-1"), None);
    }
}
