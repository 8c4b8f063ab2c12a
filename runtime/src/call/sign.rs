//! Putting the proof of who sends a request into the request.

use std::time::UNIX_EPOCH;

use ring::digest;

use super::prepare::Draft;
use super::scheme::{Proof, choose};
use crate::auth::basic;
use crate::auth::sigv4::{Payload, Settings, SignableRequest, Signer};
use crate::client::Inner;
use crate::codec::text::{NONE, percent_encode};
use crate::credentials::{Credentials, Login};
use crate::endpoint::no_region;
use crate::error::{Error, ErrorKind};
use crate::http::Request;
use crate::operation::OperationShape;
use crate::types::Body;

/// A request that can be sent.
pub(super) struct Signed<'a> {
    pub(super) request: Request,
    /// Who sends it, where the service is to ask.
    pub(super) login: Option<&'a Login>,
}

/// Authenticates the request.
pub(super) async fn sign<'a>(
    core: &'a Inner,
    operation: &OperationShape,
    draft: Draft<'_>,
) -> Result<Signed<'a>, Error> {
    let Draft {
        mut request,
        signing_region,
        ..
    } = draft;
    let schemes = operation.auth.unwrap_or(core.service.auth);
    let mut login = None;
    match choose(core.config.settings(), schemes).await? {
        Proof::Nothing => {}
        Proof::Bearer(token) => {
            let value = ["Bearer ", token.as_str()].concat();
            request.headers.set("Authorization", value);
        }
        Proof::KeyHeader(name, word, key) => {
            let separator = if word.is_empty() { "" } else { " " };
            request.headers.set(name, [word, separator, key.as_str()].concat());
        }
        Proof::KeyQuery(name, key) => push_query(&mut request.target, name, key.as_str()),
        Proof::Basic(login) => request.headers.set("Authorization", basic::header(login)?),
        Proof::Digest(name) => login = Some(name),
        Proof::Credentials(credentials) if credentials.is_anonymous() => {}
        Proof::Credentials(credentials) => {
            let region = signing_region.ok_or_else(no_region)?;
            sigv4(core, operation, &mut request, &credentials, region).await?;
        }
    }
    Ok(Signed { request, login })
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
