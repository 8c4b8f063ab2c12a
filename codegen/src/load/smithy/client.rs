//! Parameters of endpoint rules (<https://smithy.io/2.0/additional-specs/rules-engine/parameters.html>).

use super::super::reader::{Place, Reader};
use super::names;
use super::traits::Traits;
use crate::model::{ClientContextParam, ContextParamType};

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
