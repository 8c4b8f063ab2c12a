//! The conversation of digest authentication: a request, and the same once more where the service asks who sends it.

use super::attempt::send;
use crate::auth::digest::Challenge;
use crate::client::Inner;
use crate::config::uuid;
use crate::credentials::Login;
use crate::error::{Error, ErrorKind};
use crate::http::{Request, Response};

/// Sends the request with an answer to what the service asked last, or else to what it asks now.
pub(super) async fn converse(core: &Inner, request: Request, login: &Login) -> Result<Response, Error> {
    if !request.body.is_replayable() {
        let message =
            "the body is a stream, and digest authentication may send it twice: make it from bytes or from a file";
        return Err(Error::new(ErrorKind::Input, message));
    }
    let mut first = request.clone();
    let signed = core.digest.sign(&mut first, login)?;
    let response = send(core, first).await?;
    if response.status != UNAUTHORIZED {
        return Ok(response);
    }
    match Challenge::of(&response.headers)? {
        // A signed request that is refused for another reason than its age is refused for its login.
        Some(challenge) if !signed || challenge.stale => {
            let client_nonce = uuid(&*core.config.settings().randomness)?;
            core.digest.remember(&request.origin, challenge, client_nonce);
            let mut second = request;
            core.digest.sign(&mut second, login)?;
            send(core, second).await
        }
        _ => {
            core.digest.forget();
            Ok(response)
        }
    }
}

const UNAUTHORIZED: u16 = 401;
