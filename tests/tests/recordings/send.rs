//! The recorded inputs, sent by the generated clients through their public interface alone.

use std::fmt::Display;

use serde_json::Value;
use tinsmith::Config;
use tinsmith::config::ConfigBuilder;
use tinsmith::credentials::Credentials;
use tinsmith::http::{Request, Response};
use tinsmith::protocol::{AWS_JSON_1_1, Protocol, REST_JSON_1, RPC_V2_CBOR};
use tinsmith::testing::Replay;
use tinsmith_clients::connect::types::{AssociateWorkspaceRequest, DisassociateWorkspaceRequest};
use tinsmith_clients::fms::types::BatchDisassociateResourceRequest;
use tinsmith_clients::workspaces::types::DisassociateWorkspaceApplicationRequest;
use tinsmith_clients::{connect, fms, workspaces};

use crate::fixtures::{Params, Recording};
use crate::wire::Server;

/// Calls an operation with the input that these parameters describe.
pub(crate) type SendInput = fn(Config, &Params) -> Result<(), String>;

/// The one request of a call, as the transport gets it.
pub(crate) fn captured(recording: &Recording, send: SendInput, params: &Params) -> Result<Request, String> {
    replayed(
        recording,
        config(recording).protocol(protocol(&recording.protocol)),
        send,
        params,
    )
}

/// The same, with the choice of the protocol left to the client.
pub(crate) fn captured_by_default(recording: &Recording, send: SendInput, params: &Params) -> Result<Request, String> {
    replayed(recording, config(recording), send, params)
}

fn replayed(recording: &Recording, config: ConfigBuilder, send: SendInput, params: &Params) -> Result<Request, String> {
    let replay = Replay::always(answer(&recording.protocol));
    send(config.transport(replay.clone()).build(), params)?;
    let mut requests = replay.requests();
    match (requests.pop(), requests.len()) {
        (Some(request), 0) => Ok(request),
        (_, more) => Err(format!("one request was expected, and {more} before it")),
    }
}

/// The same, as a server gets it; but for the origin, which is put back in place of the loopback address.
pub(crate) fn received(recording: &Recording, send: SendInput, params: &Params) -> Result<Request, String> {
    let sent = captured(recording, send, params)?;
    let server = Server::start(answer(&recording.protocol));
    let loopback = server.address.to_string();
    let config = config(recording)
        .protocol(protocol(&recording.protocol))
        .endpoint_url(format!("http://{loopback}"));
    send(config.build(), params)?;
    let mut request = server.request();
    if request.headers.get("Host") == Some(&loopback) {
        let host = sent.headers.get("Host").unwrap_or_default();
        request.headers.set("Host", host);
        request.origin = sent.origin;
    }
    Ok(request)
}

fn config(recording: &Recording) -> ConfigBuilder {
    Config::builder()
        .region(&recording.region)
        .credentials(Credentials::new("AKIDEXAMPLE", "secret"))
}

/// botocore's names of the protocols are those of the models.
fn protocol(name: &str) -> &'static dyn Protocol {
    match name {
        "json" => AWS_JSON_1_1,
        "rest-json" => REST_JSON_1,
        "smithy-rpc-v2-cbor" => RPC_V2_CBOR,
        _ => panic!("the protocol `{name}` has no recording yet"),
    }
}

/// A success of which nothing is read: what these operations answer has no required members.
fn answer(protocol: &str) -> Response {
    match protocol {
        "smithy-rpc-v2-cbor" => Response::new(200)
            .with_header("smithy-protocol", "rpc-v2-cbor")
            .with_header("Content-Type", "application/cbor")
            .with_body(vec![0xa0]),
        _ => Response::new(200).with_body("{}"),
    }
}

pub(crate) fn associate_workspace(config: Config, params: &Params) -> Result<(), String> {
    let input = AssociateWorkspaceRequest::builder()
        .instance_id(text(params, "InstanceId"))
        .workspace_id(text(params, "WorkspaceId"))
        .resource_arns(texts(params, "ResourceArns"))
        .build();
    finish(connect::Client::new(config).associate_workspace(input))
}

pub(crate) fn disassociate_workspace(config: Config, params: &Params) -> Result<(), String> {
    let input = DisassociateWorkspaceRequest::builder()
        .instance_id(text(params, "InstanceId"))
        .workspace_id(text(params, "WorkspaceId"))
        .resource_arns(texts(params, "ResourceArns"))
        .build();
    finish(connect::Client::new(config).disassociate_workspace(input))
}

pub(crate) fn batch_disassociate_resource(config: Config, params: &Params) -> Result<(), String> {
    let input = BatchDisassociateResourceRequest::builder()
        .resource_set_identifier(text(params, "ResourceSetIdentifier"))
        .items(texts(params, "Items"))
        .build();
    finish(fms::Client::new(config).batch_disassociate_resource(input))
}

pub(crate) fn disassociate_workspace_application(config: Config, params: &Params) -> Result<(), String> {
    let input = DisassociateWorkspaceApplicationRequest::builder()
        .workspace_id(text(params, "WorkspaceId"))
        .application_id(text(params, "ApplicationId"))
        .build();
    finish(workspaces::Client::new(config).disassociate_workspace_application(input))
}

fn text(params: &Params, member: &str) -> String {
    match params.get(member) {
        Some(Value::String(text)) => text.clone(),
        other => panic!("inputs.json: `{member}` should be a string, not {other:?}"),
    }
}

fn texts(params: &Params, member: &str) -> Vec<String> {
    let items = params.get(member).and_then(Value::as_array);
    let items = items.unwrap_or_else(|| panic!("inputs.json: `{member}` should be a list"));
    items
        .iter()
        .map(|item| item.as_str().expect("inputs.json: lists hold strings").to_owned())
        .collect()
}

/// Runs a call to its end. What it gives does not matter, what fails does.
fn finish<T, E: Display>(call: impl IntoFuture<Output = Result<T, E>>) -> Result<(), String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.expect("a runtime of one thread needs nothing");
    match runtime.block_on(call.into_future()) {
        Ok(_) => Ok(()),
        Err(error) => Err(error.to_string()),
    }
}
