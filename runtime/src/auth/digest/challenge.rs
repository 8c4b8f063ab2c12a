//! What a server asks in a `WWW-Authenticate` header.

use super::algorithm::Algorithm;
use super::fields::{Part, Reader};
use crate::error::{Error, ErrorKind};
use crate::http::Headers;

/// A challenge that can be answered.
#[derive(Debug, Default)]
pub(crate) struct Challenge {
    pub(super) realm: String,
    pub(super) nonce: String,
    pub(super) opaque: Option<String>,
    /// As the server names it; without a name it is MD5.
    pub(super) algorithm: Option<Algorithm>,
    /// Whether requests are counted; servers of before 1999 do not.
    pub(super) quality: bool,
    pub(super) user_hash: bool,
    /// The answer was right, but to a question that is too old.
    pub(crate) stale: bool,
}

/// A challenge with what stands in the way of answering it.
#[derive(Default)]
struct Draft {
    challenge: Challenge,
    obstacle: Option<String>,
}

impl Challenge {
    /// The first digest challenge that can be answered: a server names the one that it prefers first.
    ///
    /// # Errors
    ///
    /// When there are digest challenges, but only such as cannot be answered.
    pub(crate) fn of(headers: &Headers) -> Result<Option<Self>, Error> {
        let mut obstacle = None;
        for draft in headers.get_all("www-authenticate").flat_map(drafts) {
            match draft.obstacle {
                None => return Ok(Some(draft.challenge)),
                Some(reason) => obstacle = obstacle.or(Some(reason)),
            }
        }
        match obstacle {
            None => Ok(None),
            Some(reason) => {
                let message = format!("the service asks for a digest that is not supported: {reason}");
                Err(Error::new(ErrorKind::Credentials, message))
            }
        }
    }
}

/// The digest challenges of a header, which may hold others as well.
fn drafts(header: &str) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut is_digest = false;
    for part in Reader::new(header) {
        match part {
            Part::Scheme(scheme) => {
                is_digest = scheme.eq_ignore_ascii_case("Digest");
                drafts.extend(is_digest.then(Draft::default));
            }
            Part::Parameter(name, value) if is_digest => {
                if let Some(draft) = drafts.last_mut() {
                    draft.set(&name.to_ascii_lowercase(), value);
                }
            }
            Part::Parameter(..) => {}
        }
    }
    drafts.iter_mut().for_each(Draft::complete);
    drafts
}

impl Draft {
    fn set(&mut self, name: &str, value: String) {
        let challenge = &mut self.challenge;
        match name {
            "realm" => challenge.realm = value,
            "nonce" => challenge.nonce = value,
            "opaque" => challenge.opaque = Some(value),
            "stale" => challenge.stale = value.eq_ignore_ascii_case("true"),
            "userhash" => challenge.user_hash = value.eq_ignore_ascii_case("true"),
            "qop" => {
                challenge.quality = value.split(',').any(|word| word.trim().eq_ignore_ascii_case("auth"));
                if !challenge.quality {
                    self.obstacle = Some(format!("`qop` is `{}` and not `auth`", value.escape_debug()));
                }
            }
            "algorithm" => {
                challenge.algorithm = Algorithm::named(&value);
                if challenge.algorithm.is_none() {
                    self.obstacle = Some(format!("`algorithm` is `{}`", value.escape_debug()));
                }
            }
            _ => {}
        }
    }

    fn complete(&mut self) {
        if self.challenge.nonce.is_empty() {
            self.obstacle.get_or_insert_with(|| "it has no `nonce`".to_owned());
        }
    }
}
