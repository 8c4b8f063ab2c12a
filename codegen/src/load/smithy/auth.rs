//! Authentication traits (<https://smithy.io/2.0/spec/authentication-traits.html>).

use super::super::reader::{Place, Reader};
use super::ast::Ast;
use super::names;
use super::traits::Traits;
use crate::model::{ApiKeyPlace, AuthScheme};

/// The schemes of a service: as it orders them, or else all that it has, by their IDs.
pub(super) fn of_service(
    ast: &Ast<'_>,
    traits: &Traits<'_>,
    place: Place<'_>,
    reader: &mut Reader<'_>,
) -> Vec<AuthScheme> {
    if let Some(chosen) = traits.get(names::AUTH) {
        let ids = reader.texts(place, names::AUTH, chosen);
        return ids.into_iter().map(|id| scheme(id, traits, place, reader)).collect();
    }
    let defined = traits.iter().filter(|(id, _)| is_scheme(ast, id));
    let ids: Vec<&str> = defined.map(|(id, _)| id).collect();
    ids.into_iter().map(|id| scheme(id, traits, place, reader)).collect()
}

/// The schemes of an operation, where they are not those of its service, whose traits say the details.
pub(super) fn of_operation(
    traits: &Traits<'_>,
    service: &Traits<'_>,
    schemes: &[AuthScheme],
    place: Place<'_>,
    reader: &mut Reader<'_>,
) -> Option<Vec<AuthScheme>> {
    let chosen = traits.get(names::AUTH).map(|json| {
        let ids = reader.texts(place, names::AUTH, json);
        let chosen = ids.into_iter().map(|id| scheme(id, service, place, reader));
        chosen.collect::<Vec<_>>()
    });
    let mut chosen = match (chosen, traits.has(names::OPTIONAL_AUTH)) {
        (Some(chosen), _) => chosen,
        (None, true) => schemes.to_vec(),
        (None, false) => return None,
    };
    if traits.has(names::OPTIONAL_AUTH) || chosen.is_empty() {
        chosen.push(AuthScheme::NoAuth);
    }
    (chosen != schemes).then_some(chosen)
}

fn is_scheme(ast: &Ast<'_>, id: &str) -> bool {
    let known = [
        names::API_KEY,
        names::BASIC,
        names::BEARER,
        names::DIGEST,
        names::SIGV4,
        names::SIGV4A,
    ];
    let defined = || {
        ast.shapes
            .get(id)
            .is_some_and(|shape| shape.traits.has(names::AUTH_DEFINITION))
    };
    known.contains(&id) || defined()
}

fn scheme(id: &str, traits: &Traits<'_>, place: Place<'_>, reader: &mut Reader<'_>) -> AuthScheme {
    match id {
        names::SIGV4 => AuthScheme::SigV4,
        names::SIGV4A => AuthScheme::SigV4a,
        names::BEARER => AuthScheme::HttpBearer,
        names::BASIC => AuthScheme::HttpBasic,
        names::DIGEST => AuthScheme::HttpDigest,
        names::NO_AUTH => AuthScheme::NoAuth,
        names::API_KEY => api_key(traits, place, reader),
        other => AuthScheme::Unknown(other.to_owned()),
    }
}

fn api_key(traits: &Traits<'_>, place: Place<'_>, reader: &mut Reader<'_>) -> AuthScheme {
    let (mut name, mut key_place, mut scheme) = (String::new(), ApiKeyPlace::Header, None);
    let Some(json) = traits.get(names::API_KEY) else {
        reader.error(
            place,
            format!(
                "`{}` is chosen, but the service does not say how the key travels",
                names::API_KEY
            ),
        );
        return AuthScheme::Unknown(names::API_KEY.to_owned());
    };
    for (key, value) in reader.object(place, names::API_KEY, json) {
        match (key.as_ref(), reader.text(place, key, value)) {
            ("name", Some(text)) => text.clone_into(&mut name),
            ("in", Some("header")) => key_place = ApiKeyPlace::Header,
            ("in", Some("query")) => key_place = ApiKeyPlace::Query,
            ("in", Some(other)) => reader.error(
                place,
                format!("an API key cannot be in `{other}`, but in `header` or `query`"),
            ),
            ("scheme", text) => scheme = text.map(str::to_owned),
            (_, None) => {}
            (other, _) => reader.unknown_key("an API key", place, other),
        }
    }
    if name.is_empty() {
        reader.error(place, format!("`{}` has no `name`", names::API_KEY));
    }
    AuthScheme::HttpApiKey {
        name,
        place: key_place,
        scheme,
    }
}
