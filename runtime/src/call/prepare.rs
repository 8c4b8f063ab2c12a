//! From an input to a request that lacks nothing but a signature. Does no input or output.

use std::cell::Cell;
use std::time::Duration;

use super::customizations;
use crate::client::{Core, Inner};
use crate::config::uuid;
use crate::endpoint::{self, EndpointInput};
use crate::error::{Error, ErrorKind};
use crate::http::Request;
use crate::operation::OperationShape;
use crate::protocol::{Encoded, Protocol};
use crate::shape::{Flags, Reflect, Shape};

/// A call that was not polled yet.
pub(crate) struct Start {
    pub(super) core: Core,
    pub(super) operation: &'static OperationShape,
    pub(super) output_shape: fn() -> &'static Shape,
    pub(super) timeout: Option<Duration>,
    pub(super) spoken: Result<Spoken, Error>,
}

/// A request without an address, and the protocol it is written in; the response is read with the same.
pub(crate) struct Spoken {
    pub(super) protocol: &'static dyn Protocol,
    encoded: Encoded,
}

/// A request without a signature, and the region to sign it for.
pub(super) struct Draft<'a> {
    pub(super) request: Request,
    pub(super) protocol: &'static dyn Protocol,
    pub(super) signing_region: Option<&'a str>,
}

impl Start {
    /// Encodes the input; what goes wrong is reported when the call is polled.
    pub(crate) fn new(
        core: &Core,
        operation: &'static OperationShape,
        input: &dyn Reflect,
        output_shape: fn() -> &'static Shape,
    ) -> Self {
        Self {
            core: core.clone(),
            operation,
            output_shape,
            timeout: None,
            spoken: encode(core.inner(), operation, input),
        }
    }

    pub(super) fn set_header(&mut self, name: String, value: String) {
        if let Ok(spoken) = &mut self.spoken {
            spoken.encoded.headers.set(name, value);
        }
    }
}

fn encode(core: &Inner, operation: &OperationShape, input: &dyn Reflect) -> Result<Spoken, Error> {
    let protocol = protocol(core)?;
    let settings = core.config.settings();
    let failure = Cell::new(None);
    let token = || {
        uuid(&*settings.randomness).unwrap_or_else(|error| {
            failure.set(Some(error));
            String::new()
        })
    };
    let mut encoded = protocol.write_request(core.service, operation, input, &token)?;
    if let Some(error) = failure.into_inner() {
        return Err(error);
    }
    check_length(input, &encoded)?;
    customizations::apply(core.service, operation, &mut encoded);
    Ok(Spoken { protocol, encoded })
}

/// The protocol of the configuration, if the service speaks it, else the one that the service prefers.
fn protocol(core: &Inner) -> Result<&'static dyn Protocol, Error> {
    let service = core.service;
    let Some(chosen) = core.config.settings().protocol else {
        let missing = || Error::new(ErrorKind::Config, format!("`{}` has no protocol", service.id));
        return service.protocols.first().copied().ok_or_else(missing);
    };
    let mut names = service.protocols.iter().map(|protocol| protocol.name());
    if names.any(|name| name == chosen.name()) {
        return Ok(chosen);
    }
    let known: Vec<_> = service.protocols.iter().map(|protocol| protocol.name()).collect();
    let message = format!(
        "`{}` does not speak `{}`, but `{}`",
        service.id,
        chosen.name(),
        known.join("`, `")
    );
    Err(Error::new(ErrorKind::Config, message))
}

/// Some services want to know how much is coming before it comes.
fn check_length(input: &dyn Reflect, encoded: &Encoded) -> Result<(), Error> {
    if encoded.body.len().is_some() {
        return Ok(());
    }
    let mut members = input.shape().members.iter();
    match members.find(|member| member.has(Flags::REQUIRES_LENGTH)) {
        Some(member) => {
            let message = format!("`{}`: the length of the stream has to be known", member.rust_name);
            Err(Error::new(ErrorKind::Input, message))
        }
        None => Ok(()),
    }
}

/// Addresses the request and says who sends it.
pub(super) fn prepare(core: &Inner, spoken: Spoken) -> Result<Draft<'_>, Error> {
    let Spoken { protocol, encoded } = spoken;
    let endpoint = endpoint::resolve(&EndpointInput {
        service: core.service,
        region: core.region()?,
        endpoint_url: core.endpoint_url()?,
        host_prefix: &encoded.host_prefix,
    })?;
    let mut headers = encoded.headers;
    headers.set("Host", endpoint.host);
    headers.set("User-Agent", core.user_agent.clone());
    let request = Request {
        method: encoded.method,
        origin: endpoint.origin,
        target: under(&endpoint.path, encoded.target),
        headers,
        body: encoded.body,
    };
    Ok(Draft {
        request,
        protocol,
        signing_region: endpoint.signing_region,
    })
}

fn under(path: &str, target: String) -> String {
    if path.is_empty() {
        target
    } else {
        [path, &target].concat()
    }
}
