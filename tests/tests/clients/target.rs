//! The operations that the cases are run against, behind one interface: a case knows neither clients nor types.

use std::fmt::{Debug, Display};
use std::pin::Pin;

use tinsmith::Config;
use tinsmith::config::ConfigBuilder;
use tinsmith::{Error, ErrorKind};
use tinsmith_clients::connect::errors::{AssociateWorkspaceError, DisassociateWorkspaceError};
use tinsmith_clients::connect::types::{AssociateWorkspaceRequest, DisassociateWorkspaceRequest};
use tinsmith_clients::fms::errors::BatchDisassociateResourceError;
use tinsmith_clients::fms::types::BatchDisassociateResourceRequest;
use tinsmith_clients::workspaces::errors::DisassociateWorkspaceApplicationError;
use tinsmith_clients::workspaces::types::DisassociateWorkspaceApplicationRequest;
use tinsmith_clients::{connect, fms, workspaces};

use crate::wire::Wire;

/// An operation in one of the protocols that its service speaks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Target {
    pub(crate) operation: &'static str,
    /// The name in the scope of signatures.
    pub(crate) service: &'static str,
    pub(crate) wire: Wire,
    call: fn(Config) -> Outcome,
}

/// The outcome of a call as text: the output as `Debug` shows it, or the variant of the error and its line.
pub(crate) type Outcome = Pin<Box<dyn Future<Output = String> + Send>>;

impl Target {
    /// Calls the operation with any input.
    pub(crate) fn call(&self, config: ConfigBuilder) -> Outcome {
        (self.call)(self.wire.choose(config).build())
    }
}

const fn target(operation: &'static str, service: &'static str, wire: Wire, call: fn(Config) -> Outcome) -> Target {
    Target {
        operation,
        service,
        wire,
        call,
    }
}

pub(crate) const ASSOCIATE: Target = target("AssociateWorkspace", "connect", Wire::RestJson, associate);
const DISASSOCIATE: Target = target("DisassociateWorkspace", "connect", Wire::RestJson, disassociate);
pub(crate) const FMS_CBOR: Target = target("BatchDisassociateResource", "fms", Wire::Cbor, batch);
pub(crate) const FMS_JSON: Target = target("BatchDisassociateResource", "fms", Wire::Json, batch);
pub(crate) const WORKSPACES_CBOR: Target = target(
    "DisassociateWorkspaceApplication",
    "workspaces",
    Wire::Cbor,
    application,
);
pub(crate) const WORKSPACES_JSON: Target = target(
    "DisassociateWorkspaceApplication",
    "workspaces",
    Wire::Json,
    application,
);

/// Every operation in every protocol.
pub(crate) const ALL: &[Target] = &[
    ASSOCIATE,
    DISASSOCIATE,
    FMS_CBOR,
    FMS_JSON,
    WORKSPACES_CBOR,
    WORKSPACES_JSON,
];

/// One operation for each protocol.
pub(crate) const EACH_WIRE: &[Target] = &[ASSOCIATE, FMS_CBOR, WORKSPACES_JSON];

pub(crate) fn associate_request() -> AssociateWorkspaceRequest {
    AssociateWorkspaceRequest::builder()
        .instance_id("11111111-2222-3333-4444-555555555555")
        .workspace_id("ws-1")
        .resource_arns(["arn:aws:connect:eu-west-1:123456789012:instance/i/agent/a"])
        .build()
}

fn associate(config: Config) -> Outcome {
    outcome(connect::Client::new(config).associate_workspace(associate_request()))
}

fn disassociate(config: Config) -> Outcome {
    let request = DisassociateWorkspaceRequest::builder()
        .instance_id("11111111-2222-3333-4444-555555555555")
        .workspace_id("a label/with ünusual characters: %")
        .resource_arns(["arn:aws:connect:eu-west-1:123456789012:instance/i/agent/a"])
        .build();
    outcome(connect::Client::new(config).disassociate_workspace(request))
}

pub(crate) fn batch_request() -> BatchDisassociateResourceRequest {
    BatchDisassociateResourceRequest::builder()
        .resource_set_identifier("set-1")
        .items(["arn:aws:ec2:eu-west-1:123456789012:vpc/vpc-1"])
        .build()
}

fn batch(config: Config) -> Outcome {
    outcome(fms::Client::new(config).batch_disassociate_resource(batch_request()))
}

fn application(config: Config) -> Outcome {
    let request = DisassociateWorkspaceApplicationRequest::builder()
        .workspace_id("ws-1")
        .application_id("wsa-1")
        .build();
    outcome(workspaces::Client::new(config).disassociate_workspace_application(request))
}

fn outcome<O, E>(call: impl Future<Output = Result<O, E>> + Send + 'static) -> Outcome
where
    O: Debug,
    E: Variant + Display + Into<Error> + Send + 'static,
{
    Box::pin(async {
        match call.await {
            Ok(output) => format!("{output:?}"),
            Err(error) => failure(error),
        }
    })
}

fn failure<E: Variant + Display + Into<Error>>(error: E) -> String {
    let (variant, line) = (error.variant(), error.to_string());
    assert!(!line.contains(['\n', '\r']), "more than one line: {line:?}");
    let common: Error = error.into();
    assert_eq!(common.to_string(), line, "the common error says the same");
    match variant {
        Some(variant) => {
            assert_eq!(common.kind(), ErrorKind::Service, "{line}");
            format!("{variant}: {line}")
        }
        None => format!("Other({:?}): {line}", common.kind()),
    }
}

/// The error enums of the operations.
trait Variant {
    /// The name of the variant; nothing for `Other`.
    fn variant(&self) -> Option<&'static str>;
}

macro_rules! variants {
    ($($error:ident: $($variant:ident)*;)*) => {
        $(
            impl Variant for $error {
                fn variant(&self) -> Option<&'static str> {
                    match self {
                        $(Self::$variant(_) => Some(stringify!($variant)),)*
                        Self::Other(_) => None,
                        // New in the model, and to be listed below.
                        _ => Some("?"),
                    }
                }
            }
        )*
    };
}

variants! {
    AssociateWorkspaceError: AccessDeniedException DuplicateResourceException InternalServiceException
        InvalidParameterException InvalidRequestException ResourceNotFoundException ThrottlingException;
    DisassociateWorkspaceError: AccessDeniedException InternalServiceException InvalidParameterException
        InvalidRequestException ResourceNotFoundException ThrottlingException;
    BatchDisassociateResourceError: InternalErrorException InvalidInputException InvalidOperationException
        ResourceNotFoundException;
    DisassociateWorkspaceApplicationError: AccessDeniedException InvalidParameterValuesException
        OperationNotSupportedException ResourceInUseException ResourceNotFoundException;
}
