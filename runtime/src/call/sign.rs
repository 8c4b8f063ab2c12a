//! Which scheme a request is authenticated by, and doing so.

use std::time::UNIX_EPOCH;

use ring::digest;

use super::prepare::Draft;
use crate::auth::sigv4::{Payload, Settings, SignableRequest, Signer};
use crate::client::Inner;
use crate::codec::text::{NONE, percent_encode};
use crate::config;
use crate::credentials::CredentialsErrorKind::NotConfigured;
use crate::credentials::{Credentials, ProvideCredentials, ProvideToken, Token};
use crate::endpoint::no_region;
use crate::error::{Error, ErrorKind};
use crate::http::Request;
use crate::operation::{AuthScheme, OperationShape};
use crate::types::Body;

/// Authenticates the request.
pub(super) async fn sign(core: &Inner, operation: &OperationShape, draft: Draft<'_>) -> Result<Request, Error> {
    let Draft {
        mut request,
        signing_region,
        ..
    } = draft;
    let schemes = operation.auth.unwrap_or(core.service.auth);
    match choose(core.config.settings(), schemes)? {
        Identity::Nobody => {}
        Identity::Bearer(provider) => {
            let token = provider.provide().await?;
            request
                .headers
                .set("Authorization", ["Bearer ", token.as_str()].concat());
        }
        Identity::KeyHeader(name, scheme, key) => {
            let separator = if scheme.is_empty() { "" } else { " " };
            request.headers.set(name, [scheme, separator, key.as_str()].concat());
        }
        Identity::KeyQuery(name, key) => push_query(&mut request.target, name, key.as_str()),
        Identity::Credentials(provider) => {
            let credentials = match provider.provide().await {
                // The chain of sources may turn out to be empty only now.
                Err(error) if error.kind() == NotConfigured && schemes.contains(&AuthScheme::Anonymous) => {
                    Credentials::anonymous()
                }
                credentials => credentials?,
            };
            if !credentials.is_anonymous() {
                let region = signing_region.ok_or_else(no_region)?;
                sigv4(core, operation, &mut request, &credentials, region).await?;
            }
        }
    }
    Ok(request)
}

/// What proves who sends a request.
enum Identity<'a> {
    Nobody,
    Bearer(&'a dyn ProvideToken),
    KeyHeader(&'static str, &'static str, &'a Token),
    KeyQuery(&'static str, &'a Token),
    Credentials(&'a dyn ProvideCredentials),
}

/// The first scheme of the model for which the configuration has an identity.
fn choose<'a>(settings: &'a config::Settings, schemes: &[AuthScheme]) -> Result<Identity<'a>, Error> {
    let key = settings.api_key.as_ref();
    let identity = |scheme: &AuthScheme| match *scheme {
        AuthScheme::SigV4 => settings.cached.as_deref().map(Identity::Credentials),
        AuthScheme::Bearer => settings.bearer_token.as_deref().map(Identity::Bearer),
        AuthScheme::ApiKeyHeader(name, scheme) => key.map(|key| Identity::KeyHeader(name, scheme, key)),
        AuthScheme::ApiKeyQuery(name) => key.map(|key| Identity::KeyQuery(name, key)),
        AuthScheme::Anonymous => Some(Identity::Nobody),
        AuthScheme::SigV4a | AuthScheme::Basic | AuthScheme::Digest => None,
    };
    if schemes.is_empty() {
        return Ok(Identity::Nobody);
    }
    schemes.iter().find_map(identity).ok_or_else(|| missing(schemes))
}

/// Says what to set for the first scheme that could be used.
fn missing(schemes: &[AuthScheme]) -> Error {
    let advice = schemes.iter().find_map(|scheme| match scheme {
        AuthScheme::SigV4 => Some("no credentials are set: set some with `Config::builder().credentials(…)`"),
        AuthScheme::Bearer => Some("no bearer token is set: set one with `Config::builder().bearer_token(…)`"),
        AuthScheme::ApiKeyHeader(..) | AuthScheme::ApiKeyQuery(_) => {
            Some("no API key is set: set one with `Config::builder().api_key(…)`")
        }
        _ => None,
    });
    match advice {
        Some(advice) => Error::new(ErrorKind::Credentials, advice),
        None => {
            let message = format!("the operation is authenticated by {schemes:?}, which is not supported");
            Error::new(ErrorKind::Config, message)
        }
    }
}

async fn sigv4(
    core: &Inner,
    operation: &OperationShape,
    request: &mut Request,
    credentials: &Credentials,
    region: &str,
) -> Result<(), Error> {
    let mut settings = settings(core.service.signing_name);
    let unsigned = operation.unsigned_payload || settings == Settings::S3;
    let payload = payload(request, unsigned).await?;
    settings.content_sha256_header |= matches!(payload, Payload::Unsigned);
    let signer = Signer {
        credentials,
        region,
        service: core.service.signing_name,
        seconds: seconds(core)?,
        settings,
        keys: &core.keys,
    };
    let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
    let headers: Vec<_> = request.headers.iter().collect();
    let signature = signer.headers(&SignableRequest {
        method: request.method,
        path,
        query,
        headers: &headers,
        payload,
    });
    let signature = signature.map_err(|error| Error::new(ErrorKind::Config, error.to_string()).with_source(error))?;
    for (name, value) in signature {
        request.headers.set(name, value);
    }
    Ok(())
}

/// S3 and its relatives sign the path as it is sent.
fn settings(signing_name: &str) -> Settings {
    match signing_name {
        "s3" | "s3express" | "s3-object-lambda" | "s3-outposts" => Settings::S3,
        _ => Settings::GENERAL,
    }
}

/// What the signature says about the body.
///
/// Bytes are under the signature unless the model says otherwise, and always where no TLS protects them. A file is read
/// for its hash before it is sent. Nobody can hash a stream and then send it.
async fn payload(request: &Request, unsigned: bool) -> Result<Payload<'_>, Error> {
    let unsigned = unsigned && request.origin.starts_with("https:");
    match request.body.as_bytes() {
        Some(bytes) if !unsigned => Ok(Payload::Bytes(bytes)),
        None if !unsigned && !request.body.is_replayable() => Err(Error::new(
            ErrorKind::Input,
            "the body is a stream, which this operation cannot sign: make it from bytes or from a file",
        )),
        None if !unsigned => Ok(Payload::Sha256(sha256(request.body.clone()).await?)),
        _ => Ok(Payload::Unsigned),
    }
}

async fn sha256(mut body: Body) -> Result<[u8; 32], Error> {
    let mut context = digest::Context::new(&digest::SHA256);
    while let Some(chunk) = body.chunk().await? {
        context.update(&chunk);
    }
    let mut hash = [0; 32];
    hash.copy_from_slice(context.finish().as_ref());
    Ok(hash)
}

fn seconds(core: &Inner) -> Result<i64, Error> {
    let now = (core.config.settings().clock)();
    let since = now.duration_since(UNIX_EPOCH).ok();
    since
        .and_then(|since| i64::try_from(since.as_secs()).ok())
        .ok_or_else(|| Error::new(ErrorKind::Config, "the clock stands before 1970"))
}

fn push_query(target: &mut String, name: &str, value: &str) {
    target.push(if target.contains('?') { '&' } else { '?' });
    percent_encode(name, NONE, target);
    target.push('=');
    percent_encode(value, NONE, target);
}
