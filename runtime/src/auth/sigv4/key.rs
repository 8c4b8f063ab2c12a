//! The key that signs for a day, a region and a service, derived once; does not know what it signs.

use std::fmt;
use std::sync::{Mutex, PoisonError};

use ring::hmac;
use zeroize::Zeroizing;

use crate::credentials::Credentials;

/// The last signing key, kept by a client so that its requests of one day derive it once.
///
/// It holds one key, for a client signs for one region and service at a time; another one takes its place.
#[derive(Default)]
pub struct KeyCache(Mutex<Option<Entry>>);

struct Entry {
    credentials: Credentials,
    date: String,
    region: String,
    service: String,
    /// `ring` does not clear its keys. This one is good for a day and a service, unlike the secret it comes from.
    key: hmac::Key,
}

impl KeyCache {
    /// An empty cache.
    #[must_use]
    pub const fn new() -> Self {
        Self(Mutex::new(None))
    }

    pub(super) fn signing_key(&self, credentials: &Credentials, date: &str, region: &str, service: &str) -> hmac::Key {
        // A thread that panicked cannot have left half an entry behind.
        let mut cached = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match &*cached {
            Some(entry) if entry.is_for(credentials, date, region, service) => entry.key.clone(),
            _ => {
                let key = derive(credentials.secret_access_key(), date, region, service);
                *cached = Some(Entry {
                    credentials: credentials.clone(),
                    date: date.to_owned(),
                    region: region.to_owned(),
                    service: service.to_owned(),
                    key: key.clone(),
                });
                key
            }
        }
    }
}

impl Entry {
    fn is_for(&self, credentials: &Credentials, date: &str, region: &str, service: &str) -> bool {
        self.date == date
            && self.region == region
            && self.service == service
            && self.credentials.has_same_key(credentials)
    }
}

impl fmt::Debug for KeyCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyCache")
    }
}

fn derive(secret: &str, date: &str, region: &str, service: &str) -> hmac::Key {
    let mut seed = Zeroizing::new(String::with_capacity(4 + secret.len()));
    seed.push_str("AWS4");
    seed.push_str(secret);
    let seed = hmac::Key::new(hmac::HMAC_SHA256, seed.as_bytes());
    [date, region, service, "aws4_request"].iter().fold(seed, |key, part| {
        hmac::Key::new(hmac::HMAC_SHA256, hmac::sign(&key, part.as_bytes()).as_ref())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether the cached key gives the signature that a fresh one gives.
    fn agrees(cache: &KeyCache, credentials: &Credentials, scope: [&str; 3]) -> bool {
        let [date, region, service] = scope;
        let cached = cache.signing_key(credentials, date, region, service);
        let fresh = derive(credentials.secret_access_key(), date, region, service);
        hmac::sign(&cached, b"text").as_ref() == hmac::sign(&fresh, b"text").as_ref()
    }

    #[test]
    fn a_key_is_used_for_its_own_scope_and_secret_only() {
        let cache = KeyCache::new();
        let first = Credentials::new("AKID", "secret one");
        let same_id = Credentials::new("AKID", "secret two");
        for credentials in [&first, &first.clone(), &same_id, &first] {
            for scope in [
                ["20150830", "us-east-1", "s3"],
                ["20150831", "us-east-1", "s3"],
                ["20150831", "us-east-2", "s3"],
                ["20150831", "us-east-2", "sqs"],
                ["20150831", "us-east-2", "sqs"],
            ] {
                assert!(agrees(&cache, credentials, scope), "{credentials:?} {scope:?}");
            }
        }
    }

    /// The example of "Deriving a signing key" in the AWS documentation.
    #[test]
    fn derives_the_documented_key() {
        let key = derive(
            "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
            "20150830",
            "us-east-1",
            "iam",
        );
        let documented = [
            0xc4, 0xaf, 0xb1, 0xcc, 0x57, 0x71, 0xd8, 0x71, 0x76, 0x3a, 0x39, 0x3e, 0x44, 0xb7, 0x03, 0x57, 0x1b, 0x55,
            0xcc, 0x28, 0x42, 0x4d, 0x1a, 0x5e, 0x86, 0xda, 0x6e, 0xd3, 0xc1, 0x54, 0xa4, 0xb9,
        ];
        let expected = hmac::Key::new(hmac::HMAC_SHA256, &documented);
        assert_eq!(hmac::sign(&key, b"x").as_ref(), hmac::sign(&expected, b"x").as_ref());
    }

    #[test]
    fn the_key_does_not_show() {
        let cache = KeyCache::new();
        let credentials = Credentials::new("AKID", "secret");
        cache.signing_key(&credentials, "20150830", "us-east-1", "s3");
        assert_eq!(format!("{cache:?}"), "KeyCache");
    }
}
