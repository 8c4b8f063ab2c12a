//! Parameters of endpoint rules (<https://smithy.io/2.0/additional-specs/rules-engine/parameters.html>).

use super::super::reader::{Place, Reader};
use super::super::shared;
use super::names;
use super::traits::Traits;
use crate::model::{ClientContextParam, ContextParam, ContextParamType, OperationContextParam, StaticContextParam};

/// Those that a client is configured with.
pub(super) fn context_params(
    traits: &Traits<'_>,
    place: Place<'_>,
    reader: &mut Reader<'_>,
) -> Vec<ClientContextParam> {
    let Some(json) = traits.get(names::CLIENT_CONTEXT_PARAMS) else {
        return Vec::new();
    };
    let params = reader.object(place, names::CLIENT_CONTEXT_PARAMS, json).iter();
    let params = params.map(|(name, json)| {
        let mut text = |key: &str| json.get(key).and_then(|value| reader.string(place, key, value));
        ClientContextParam {
            name: name.to_string(),
            documentation: text("documentation"),
            ty: match text("type").as_deref() {
                Some("boolean") => ContextParamType::Boolean,
                _ => ContextParamType::String,
            },
        }
    });
    params.collect()
}

/// The one that a member gives.
pub(super) fn context_param(traits: &Traits<'_>, place: Place<'_>, reader: &mut Reader<'_>) -> Option<ContextParam> {
    let name = traits.get(names::CONTEXT_PARAM)?.get("name");
    let name = name.and_then(|name| reader.string(place, names::CONTEXT_PARAM, name));
    name.map(|name| ContextParam { name })
}

/// Those that an operation fixes.
pub(super) fn static_params(traits: &Traits<'_>, place: Place<'_>, reader: &mut Reader<'_>) -> Vec<StaticContextParam> {
    let json = traits.get(names::STATIC_CONTEXT_PARAMS);
    json.map(|json| shared::static_params(json, place, reader))
        .unwrap_or_default()
}

/// Those that an operation takes from its input.
pub(super) fn operation_params(
    traits: &Traits<'_>,
    place: Place<'_>,
    reader: &mut Reader<'_>,
) -> Vec<OperationContextParam> {
    let Some(json) = traits.get(names::OPERATION_CONTEXT_PARAMS) else {
        return Vec::new();
    };
    let params = reader.object(place, names::OPERATION_CONTEXT_PARAMS, json).iter();
    let params = params.filter_map(|(name, json)| {
        let path = json.get("path").and_then(|path| reader.string(place, name, path))?;
        Some(OperationContextParam {
            name: name.to_string(),
            path,
        })
    });
    params.collect()
}
