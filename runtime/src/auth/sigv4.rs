//! Signature version 4: what to add to a request so that AWS accepts it; reads no clock and sends nothing.
//!
//! Source: "Create a signed AWS API request" in the IAM user guide. SigV4a, with its asymmetric keys, is not here.

mod canonical;
mod encode;
mod error;
mod key;
mod time;

use std::fmt;
use std::ops::Range;

use ring::{digest, hmac};

pub(crate) use self::encode::Hex;
pub use self::error::SigningError;
pub use self::key::KeyCache;
use self::time::SigningTime;
use crate::credentials::Credentials;

const ALGORITHM: &str = "AWS4-HMAC-SHA256";

/// AWS refuses presigned addresses that are valid for longer than a week.
const LONGEST_EXPIRY: u32 = 7 * 24 * 60 * 60;

/// A request, as far as its signature depends on it.
#[derive(Clone, Copy)]
pub struct SignableRequest<'a> {
    /// The HTTP method.
    pub method: &'a str,
    /// The path as it stands in the request line.
    pub path: &'a str,
    /// The query as it stands in the request line, without the question mark.
    pub query: &'a str,
    /// The headers as they will be sent, `host` among them; upper and lower case are the same.
    pub headers: &'a [(&'a str, &'a str)],
    /// What the signature says about the body.
    pub payload: Payload<'a>,
}

impl fmt::Debug for SignableRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignableRequest")
            .field("method", &self.method)
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

/// What the signature says about the body.
#[derive(Clone, Copy)]
pub enum Payload<'a> {
    /// The hash of these bytes.
    Bytes(&'a [u8]),
    /// This SHA-256 hash.
    Sha256([u8; 32]),
    /// Nothing: the body is not signed.
    Unsigned,
    /// Nothing: the body is sent in chunks and has a checksum in its trailer.
    StreamingUnsignedTrailer,
}

impl Payload<'_> {
    fn text(self) -> PayloadText {
        match self {
            Self::Bytes(bytes) => PayloadText::Hash(Hex::of(digest::digest(&digest::SHA256, bytes).as_ref())),
            Self::Sha256(hash) => PayloadText::Hash(Hex::of(&hash)),
            Self::Unsigned => PayloadText::Word("UNSIGNED-PAYLOAD"),
            Self::StreamingUnsignedTrailer => PayloadText::Word("STREAMING-UNSIGNED-PAYLOAD-TRAILER"),
        }
    }
}

impl fmt::Debug for Payload<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes(bytes) => write!(f, "Bytes({} bytes)", bytes.len()),
            Self::Sha256(hash) => write!(f, "Sha256({})", Hex::of(hash).as_str()),
            Self::Unsigned => f.write_str("Unsigned"),
            Self::StreamingUnsignedTrailer => f.write_str("StreamingUnsignedTrailer"),
        }
    }
}

/// What a signature says about a body, as it is written.
enum PayloadText {
    Hash(Hex),
    Word(&'static str),
}

impl PayloadText {
    fn as_str(&self) -> &str {
        match self {
            Self::Hash(hash) => hash.as_str(),
            Self::Word(word) => word,
        }
    }
}

/// In what services differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// How the path of the request line enters the signature.
    pub path_encoding: PathEncoding,
    /// Dot segments and doubled slashes of the path are resolved first.
    pub normalize_path: bool,
    /// Whether the session token is under the signature.
    pub session_token: SessionToken,
    /// The hash of the payload is sent as `x-amz-content-sha256`, which services with streams want to see.
    pub content_sha256_header: bool,
}

impl Settings {
    /// What nearly every service expects.
    pub const GENERAL: Self = Self {
        path_encoding: PathEncoding::Double,
        normalize_path: true,
        session_token: SessionToken::Signed,
        content_sha256_header: false,
    };

    /// What S3 and its relatives expect, whose paths are keys in which every character counts.
    pub const S3: Self = Self {
        path_encoding: PathEncoding::Single,
        normalize_path: false,
        session_token: SessionToken::Signed,
        content_sha256_header: true,
    };
}

/// How the path of the request line enters the signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathEncoding {
    /// As it is sent; only what should have been encoded and is not gets encoded.
    Single,
    /// Encoded once more, so that `%20` becomes `%2520`.
    Double,
}

/// Whether the session token is under the signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionToken {
    /// It is.
    Signed,
    /// It is added to the signed request.
    AddedAfter,
}

/// Where the signature goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placement {
    /// Into headers.
    Headers,
    /// Into the query, which makes an address that is valid by itself.
    Query {
        /// For how many seconds it is valid.
        expires: u32,
    },
}

/// Who signs, when, and for what.
#[derive(Debug, Clone, Copy)]
pub struct Signer<'a> {
    /// Who signs.
    pub credentials: &'a Credentials,
    /// The region of the service.
    pub region: &'a str,
    /// The name under which the service checks signatures.
    pub service: &'a str,
    /// The time of signing, in seconds since 1970-01-01T00:00:00Z.
    pub seconds: i64,
    /// In what the service differs.
    pub settings: Settings,
    /// Keys derived earlier.
    pub keys: &'a KeyCache,
}

/// The texts on the way to a signature, to be compared with what a service says about one that does not match.
pub struct Steps {
    /// The request in canonical form. It holds the session token.
    pub canonical_request: String,
    /// Time, scope and the hash of the canonical request.
    pub string_to_sign: String,
    /// The signature, in hexadecimal.
    pub signature: String,
}

impl fmt::Debug for Steps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Steps")
            .field("string_to_sign", &self.string_to_sign)
            .finish_non_exhaustive()
    }
}

/// Everything but the signature.
struct Draft {
    time: SigningTime,
    payload: PayloadText,
    /// The parameters that come before the signature in the query; empty where headers carry it.
    parameters: String,
    canonical_request: String,
    /// Where the names of the signed headers stand in it.
    signed_names: Range<usize>,
}

impl Signer<'_> {
    /// The headers to set, each in place of one of the same name that the request has.
    ///
    /// # Errors
    ///
    /// When the request has no `host` header, or a text cannot stand in a header.
    pub fn headers(&self, request: &SignableRequest<'_>) -> Result<Vec<(&'static str, String)>, SigningError> {
        let draft = self.draft(request, Placement::Headers)?;
        let mut authorization = String::with_capacity(192 + draft.signed_names().len());
        let access_key_id = self.credentials.access_key_id();
        let credential = [ALGORITHM, " Credential=", access_key_id, "/"];
        let headers = [", SignedHeaders=", draft.signed_names(), ", Signature="];
        for piece in credential.into_iter().chain(self.scope(&draft.time)).chain(headers) {
            authorization.push_str(piece);
        }
        authorization.push_str(self.signature(&draft).as_str());

        let mut headers = Vec::with_capacity(4);
        headers.push(("x-amz-date", draft.time.into_string()));
        if let Some(token) = self.credentials.session_token() {
            headers.push(("x-amz-security-token", token.to_owned()));
        }
        if self.settings.content_sha256_header {
            headers.push(("x-amz-content-sha256", draft.payload.as_str().to_owned()));
        }
        headers.push(("authorization", authorization));
        Ok(headers)
    }

    /// The parameters to put behind the query of the request, which make the address valid for `expires` seconds.
    ///
    /// # Errors
    ///
    /// When the request has no `host` header or is signed already, or `expires` is none or more than a week.
    pub fn query(&self, request: &SignableRequest<'_>, expires: u32) -> Result<String, SigningError> {
        let mut draft = self.draft(request, Placement::Query { expires })?;
        let signature = self.signature(&draft);
        let mut parameters = std::mem::take(&mut draft.parameters);
        if self.settings.session_token == SessionToken::AddedAfter {
            self.push_token(&mut parameters);
        }
        parameters.push_str("&X-Amz-Signature=");
        parameters.push_str(signature.as_str());
        Ok(parameters)
    }

    /// The texts on the way to the signature.
    ///
    /// # Errors
    ///
    /// Those of [`Signer::headers`] and [`Signer::query`].
    pub fn steps(&self, request: &SignableRequest<'_>, placement: Placement) -> Result<Steps, SigningError> {
        let draft = self.draft(request, placement)?;
        Ok(Steps {
            string_to_sign: self.string_to_sign(&draft, &draft.request_hash()).concat(),
            signature: self.signature(&draft).as_str().to_owned(),
            canonical_request: draft.canonical_request,
        })
    }

    fn signature(&self, draft: &Draft) -> Hex {
        let key = self
            .keys
            .signing_key(self.credentials, draft.time.date(), self.region, self.service);
        let mut context = hmac::Context::with_key(&key);
        for piece in self.string_to_sign(draft, &draft.request_hash()) {
            context.update(piece.as_bytes());
        }
        Hex::of(context.sign().as_ref())
    }

    /// Day, region and service that the signature is good for, in pieces.
    fn scope<'a>(&'a self, time: &'a SigningTime) -> [&'a str; 6] {
        [time.date(), "/", self.region, "/", self.service, "/aws4_request"]
    }

    /// Time, scope and the hash of the canonical request, in pieces.
    fn string_to_sign<'a>(&'a self, draft: &'a Draft, hash: &'a Hex) -> [&'a str; 12] {
        let [day, first_slash, region, second_slash, service, end] = self.scope(&draft.time);
        let time = draft.time.as_str();
        [
            ALGORITHM,
            "\n",
            time,
            "\n",
            day,
            first_slash,
            region,
            second_slash,
            service,
            end,
            "\n",
            hash.as_str(),
        ]
    }

    fn draft(&self, request: &SignableRequest<'_>, placement: Placement) -> Result<Draft, SigningError> {
        self.check(request, placement)?;
        let time = SigningTime::from_epoch(self.seconds)?;
        let payload = request.payload.text();
        let headers = self.signed_headers(request, placement, &time, payload.as_str())?;
        let parameters = match placement {
            Placement::Headers => String::new(),
            Placement::Query { expires } => self.parameters(&time, &headers, expires),
        };

        let names_and_values: usize = headers
            .iter()
            .map(|(name, value)| 2 * name.len() + value.len() + 3)
            .sum();
        let rest = request.path.len() + request.query.len() + parameters.len() + payload.as_str().len();
        let mut text = String::with_capacity(names_and_values + rest + 64);
        text.push_str(request.method);
        text.push('\n');
        canonical::push_path(&mut text, request.path, self.settings);
        text.push('\n');
        canonical::push_query(&mut text, [request.query, &parameters]);
        text.push('\n');
        canonical::push_headers(&mut text, &headers);
        text.push('\n');
        let names = text.len();
        canonical::push_names(&mut text, &headers);
        let signed_names = names..text.len();
        text.push('\n');
        text.push_str(payload.as_str());
        Ok(Draft {
            time,
            payload,
            parameters,
            canonical_request: text,
            signed_names,
        })
    }

    fn check(&self, request: &SignableRequest<'_>, placement: Placement) -> Result<(), SigningError> {
        if self.credentials.is_anonymous() {
            return Err(SigningError::Anonymous);
        }
        for (what, text) in [
            ("access key id", self.credentials.access_key_id()),
            ("region", self.region),
            ("service name", self.service),
        ] {
            // These are separated by slashes and commas in the scope and in the `authorization` header.
            if text.is_empty() || !text.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'/' | b',')) {
                return Err(SigningError::InvalidScope { what });
            }
        }
        if let Placement::Query { expires } = placement {
            if !(1..=LONGEST_EXPIRY).contains(&expires) {
                return Err(SigningError::Expiry { seconds: expires });
            }
            if let Some(parameter) = canonical::signing_parameter(request.query) {
                return Err(SigningError::AlreadySigned { parameter });
            }
        }
        Ok(())
    }

    /// Names and values under the signature, sorted; the names still in the case in which they are sent.
    fn signed_headers<'a>(
        &'a self,
        request: &SignableRequest<'a>,
        placement: Placement,
        time: &'a SigningTime,
        payload: &'a str,
    ) -> Result<Vec<(&'a str, &'a str)>, SigningError> {
        let mut headers = Vec::with_capacity(request.headers.len() + 3);
        let token = self.credentials.session_token();
        if placement == Placement::Headers {
            headers.push(("x-amz-date", time.as_str()));
            if self.settings.content_sha256_header {
                headers.push(("x-amz-content-sha256", payload));
            }
            if let (Some(token), SessionToken::Signed) = (token, self.settings.session_token) {
                headers.push(("x-amz-security-token", token));
            }
        }
        let ours = headers.len();
        for &(name, value) in request.headers {
            let replaced = |(ours, _): &(&str, &str)| ours.eq_ignore_ascii_case(name);
            let token_later = self.settings.session_token == SessionToken::AddedAfter
                && name.eq_ignore_ascii_case("x-amz-security-token");
            if !canonical::is_excluded(name, placement) && !token_later && !headers.iter().take(ours).any(replaced) {
                headers.push((name, value));
            }
        }
        canonical::check_and_sort(&mut headers)?;
        // The token also goes out where it is not signed, so it is checked like the rest.
        match token {
            Some(token) if !canonical::is_header_value(token) => Err(SigningError::InvalidHeader {
                name: "x-amz-security-token".to_owned(),
            }),
            _ => Ok(headers),
        }
    }

    fn parameters(&self, time: &SigningTime, headers: &[(&str, &str)], expires: u32) -> String {
        let mut names = String::new();
        canonical::push_names(&mut names, headers);
        let mut text = String::with_capacity(256);
        text.push_str("X-Amz-Algorithm=");
        text.push_str(ALGORITHM);
        text.push_str("&X-Amz-Credential=");
        encode::push_encoded(&mut text, self.credentials.access_key_id());
        text.push_str("%2F");
        for piece in self.scope(time) {
            encode::push_encoded(&mut text, piece);
        }
        text.push_str("&X-Amz-Date=");
        text.push_str(time.as_str());
        text.push_str("&X-Amz-SignedHeaders=");
        encode::push_encoded(&mut text, &names);
        text.push_str("&X-Amz-Expires=");
        text.push_str(&expires.to_string());
        if self.settings.session_token == SessionToken::Signed {
            self.push_token(&mut text);
        }
        text
    }

    fn push_token(&self, parameters: &mut String) {
        if let Some(token) = self.credentials.session_token() {
            parameters.push_str("&X-Amz-Security-Token=");
            encode::push_encoded(parameters, token);
        }
    }
}

impl Draft {
    /// The names of the headers under the signature: `host;x-amz-date`.
    fn signed_names(&self) -> &str {
        self.canonical_request
            .get(self.signed_names.clone())
            .unwrap_or_default()
    }

    fn request_hash(&self) -> Hex {
        Hex::of(digest::digest(&digest::SHA256, self.canonical_request.as_bytes()).as_ref())
    }
}

#[cfg(test)]
mod tests;
