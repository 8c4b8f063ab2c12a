//! Digest authentication, RFC 7616: a server asks with a challenge, and is answered without the password. Sends nothing.
//!
//! The body is not under the digest (`qop=auth`), and what a server says about itself afterwards is not looked at.

mod algorithm;
mod challenge;
mod fields;
#[cfg(test)]
mod tests;

use std::sync::{Mutex, PoisonError};

use self::algorithm::Algorithm;
pub(crate) use self::challenge::Challenge;
use crate::credentials::Login;
use crate::error::{Error, ErrorKind};
use crate::http::Request;

/// The last challenge of a server, with which further requests need not be refused first.
#[derive(Default)]
pub(crate) struct Memory(Mutex<Option<Known>>);

struct Known {
    origin: String,
    challenge: Challenge,
    /// One for all requests, since the session variants of the algorithms hash that of the first.
    client_nonce: String,
    count: u32,
}

impl Memory {
    /// Keeps what the server at this address asks.
    pub(crate) fn remember(&self, origin: &str, challenge: Challenge, client_nonce: String) {
        self.set(Some(Known {
            origin: origin.to_owned(),
            challenge,
            client_nonce,
            count: 0,
        }));
    }

    pub(crate) fn forget(&self) {
        self.set(None);
    }

    fn set(&self, known: Option<Known>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = known;
    }

    /// Signs the request if it is known what its server asks.
    pub(crate) fn sign(&self, request: &mut Request, login: &Login) -> Result<bool, Error> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(known) = known.as_mut().filter(|known| known.origin == request.origin) else {
            return Ok(false);
        };
        known.count = known.count.wrapping_add(1);
        let header = header(known, request, login)?;
        request.headers.set("Authorization", header);
        Ok(true)
    }
}

/// The value of the `Authorization` header.
fn header(known: &Known, request: &Request, login: &Login) -> Result<String, Error> {
    if login.user_name().chars().any(char::is_control) {
        let message = "the user name has a control character, which no header can hold";
        return Err(Error::new(ErrorKind::Credentials, message));
    }
    let challenge = &known.challenge;
    let count = format!("{:08x}", known.count);
    let algorithm = challenge.algorithm.unwrap_or(Algorithm::MD5);
    let mut fields = fields::Fields::new();
    if challenge.user_hash {
        fields.quoted("username", &algorithm.hash(&[login.user_name(), &challenge.realm]));
        fields.plain("userhash", "true");
    } else {
        fields.name("username", login.user_name());
    }
    fields.quoted("realm", &challenge.realm);
    fields.quoted("nonce", &challenge.nonce);
    fields.quoted("uri", &request.target);
    fields.quoted("response", &response(known, &count, algorithm, request, login));
    if let Some(algorithm) = challenge.algorithm {
        fields.plain("algorithm", algorithm.name());
    }
    if let Some(opaque) = &challenge.opaque {
        fields.quoted("opaque", opaque);
    }
    if challenge.quality {
        fields.plain("qop", "auth");
        fields.plain("nc", &count);
        fields.quoted("cnonce", &known.client_nonce);
    }
    Ok(fields.header())
}

/// Source: RFC 7616, section 3.4.1.
fn response(known: &Known, count: &str, algorithm: Algorithm, request: &Request, login: &Login) -> String {
    let Challenge { realm, nonce, .. } = &known.challenge;
    let client_nonce = &known.client_nonce;
    let mut secret = algorithm.hash(&[login.user_name(), realm, login.password()]);
    if algorithm.is_session() {
        secret = algorithm.hash(&[&secret, nonce, client_nonce]);
    }
    let what = algorithm.hash(&[request.method, &request.target]);
    if known.challenge.quality {
        algorithm.hash(&[&secret, nonce, count, client_nonce, "auth", &what])
    } else {
        algorithm.hash(&[&secret, nonce, &what])
    }
}
