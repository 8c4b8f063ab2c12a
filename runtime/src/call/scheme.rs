//! Which scheme a request is authenticated by: the first of the model for which there is an identity.

use std::borrow::Borrow;

use crate::config::Settings;
use crate::credentials::CredentialsErrorKind::NotConfigured;
use crate::credentials::{Credentials, CredentialsError, Login, Token};
use crate::error::{Error, ErrorKind};
use crate::operation::AuthScheme;

/// What proves who sends a request.
pub(super) enum Proof<'a> {
    Nothing,
    Bearer(Token),
    KeyHeader(&'static str, &'static str, &'a Token),
    KeyQuery(&'static str, &'a Token),
    Basic(&'a Login),
    Digest(&'a Login),
    Credentials(Credentials),
}

/// Goes through the schemes; a source that turns out to have nothing leaves the request to the next one.
pub(super) async fn choose<'a>(settings: &'a Settings, schemes: &[AuthScheme]) -> Result<Proof<'a>, Error> {
    if schemes.is_empty() {
        return Ok(Proof::Nothing);
    }
    let mut empty = None;
    for scheme in schemes {
        match proof(settings, scheme).await {
            Ok(Some(proof)) => return Ok(proof),
            Ok(None) => {}
            Err(error) if error.kind() == NotConfigured => empty = empty.or(Some(error)),
            Err(error) => return Err(error.into()),
        }
    }
    Err(empty.map_or_else(|| missing(schemes), Error::from))
}

/// What the configuration has for a scheme.
async fn proof<'a>(settings: &'a Settings, scheme: &AuthScheme) -> Result<Option<Proof<'a>>, CredentialsError> {
    let key = || settings.api_key.as_ref().map(|key| filled("API key", key)).transpose();
    let login = settings.login.as_ref();
    Ok(match *scheme {
        AuthScheme::SigV4 => match &settings.cached {
            Some(provider) => Some(Proof::Credentials(provider.provide().await?)),
            None => None,
        },
        AuthScheme::Bearer => match &settings.bearer_token {
            Some(provider) => Some(Proof::Bearer(filled("bearer token", provider.provide().await?)?)),
            None => None,
        },
        AuthScheme::ApiKeyHeader(name, word) => key()?.map(|key| Proof::KeyHeader(name, word, key)),
        AuthScheme::ApiKeyQuery(name) => key()?.map(|key| Proof::KeyQuery(name, key)),
        AuthScheme::Basic => login.map(Proof::Basic),
        AuthScheme::Digest => login.map(Proof::Digest),
        AuthScheme::Anonymous => Some(Proof::Nothing),
        AuthScheme::SigV4a => None,
    })
}

/// Refuses an empty text, which is what a variable that nobody has set often gives.
fn filled<T: Borrow<Token>>(what: &str, token: T) -> Result<T, CredentialsError> {
    if token.borrow().as_str().is_empty() {
        return Err(CredentialsError::failed(format!("the {what} is an empty text")));
    }
    Ok(token)
}

/// Says what could be set, in the order of the model.
fn missing(schemes: &[AuthScheme]) -> Error {
    let mut known: Vec<(&str, &str)> = schemes.iter().filter_map(setting).collect();
    known.dedup();
    let (names, setters): (Vec<&str>, Vec<&str>) = known.into_iter().unzip();
    if names.is_empty() {
        let message = format!("the operation is authenticated by {schemes:?}, which is not supported");
        return Error::new(ErrorKind::Config, message);
    }
    let message = format!(
        "no {} set: use {} of `Config::builder()`",
        names.join(" set, and no "),
        setters.join(" or ")
    );
    Error::new(ErrorKind::Credentials, message)
}

/// What a scheme needs, and what sets it.
fn setting(scheme: &AuthScheme) -> Option<(&'static str, &'static str)> {
    match scheme {
        AuthScheme::SigV4 => Some(("credentials are", "`.credentials(…)`")),
        AuthScheme::Bearer => Some(("bearer token is", "`.bearer_token(…)`")),
        AuthScheme::ApiKeyHeader(..) | AuthScheme::ApiKeyQuery(_) => Some(("API key is", "`.api_key(…)`")),
        AuthScheme::Basic | AuthScheme::Digest => Some(("login is", "`.login(…)`")),
        AuthScheme::SigV4a | AuthScheme::Anonymous => None,
    }
}
