//! A request that is signed as a case says, with every text on the way to the signature.
//!
//! No case says whether its service encodes paths once or twice, so both are shown.

use serde_json::{Value, json};
use tinsmith::auth::sigv4::{
    KeyCache, PathEncoding, Payload, Placement, SessionToken, Settings, SignableRequest, Signer, SigningError,
};
use tinsmith::credentials::Credentials;

use crate::Outcome;
use crate::cases::bytes;

/// Signs the request of the case.
pub(crate) fn sign(case: &Value) -> Result<Outcome, String> {
    let text = |key: &str| case[key].as_str().unwrap_or_default();
    let body = bytes(&case["body"])?;
    let headers: Vec<(&str, &str)> = case["headers"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|header| Some((header[0].as_str()?, header[1].as_str()?)))
        .collect();
    let credentials = Credentials::new(text("access_key_id"), text("secret_access_key"));
    let credentials = match case["session_token"].as_str() {
        Some(token) => credentials.with_session_token(token),
        None => credentials,
    };
    let signer = Signer {
        credentials: &credentials,
        region: text("region"),
        service: text("service"),
        seconds: case["seconds"].as_i64().unwrap_or_default(),
        settings: settings(case),
        keys: &KeyCache::new(),
    };
    let request = SignableRequest {
        method: text("method"),
        path: text("path"),
        query: text("query"),
        headers: &headers,
        payload: Payload::Bytes(&body),
    };
    let expires = case["expires"].as_u64();
    let signed = [PathEncoding::Double, PathEncoding::Single].map(|path_encoding| {
        let mut signer = signer;
        signer.settings.path_encoding = path_encoding;
        signed(&signer, &request, expires).map_err(|error| error.to_string())
    });
    let signed: Result<Vec<Value>, String> = signed.into_iter().collect();
    signed.map(|signed| json!({ "signed": signed }))
}

fn settings(case: &Value) -> Settings {
    let mut settings = Settings {
        normalize_path: case["normalize"] == true,
        content_sha256_header: case["sign_body"] == true,
        ..Settings::GENERAL
    };
    if case["omit_session_token"] == true {
        settings.session_token = SessionToken::AddedAfter;
    }
    settings
}

fn signed(signer: &Signer<'_>, request: &SignableRequest<'_>, expires: Option<u64>) -> Result<Value, SigningError> {
    let expires = expires.map(|expires| u32::try_from(expires).unwrap_or(u32::MAX));
    let placement = expires.map_or(Placement::Headers, |expires| Placement::Query { expires });
    let steps = signer.steps(request, placement)?;
    let added = match expires {
        None => json!({ "headers": signer.headers(request)? }),
        Some(expires) => json!({ "query": signer.query(request, expires)? }),
    };
    Ok(json!({
        "canonical_request": steps.canonical_request,
        "string_to_sign": steps.string_to_sign,
        "signature": steps.signature,
        "added": added,
    }))
}
