//! Checked by the compiler: what may be shared between threads can be.

use tinsmith::config::ConfigBuilder;
use tinsmith::credentials::{CachedCredentials, Credentials, CredentialsChain};
use tinsmith::error::Metadata;
use tinsmith::http::{Headers, Request, Response};
use tinsmith::testing::Replay;
use tinsmith::transport::{HyperTransport, TransportError};
use tinsmith::types::{Blob, Body, Document, Timestamp};
use tinsmith::{Call, Config, Error, Exception};
use tinsmith_clients::connect::types as connect_types;
use tinsmith_clients::fms::types as fms_types;
use tinsmith_clients::workspaces::types as workspaces_types;
use tinsmith_clients::{connect, fms, workspaces};
use tinsmith_tests::kitchen_sink;

const fn shared<T: Send + Sync + 'static>() {}
const fn value<T: Send + Sync + Clone + Unpin + 'static>() {}
const fn error<T: std::error::Error + Into<Error> + Send + Sync + 'static>() {}
/// A call is polled by one task at a time, so nobody has a use for a shared one.
const fn call<T: Future + Send + Unpin + 'static>() {}

/// Never called: what it says is true as soon as it compiles.
#[expect(dead_code, reason = "compiling it is the test")]
const fn checks() {
    value::<Config>();
    shared::<ConfigBuilder>();
    value::<connect::Client>();
    value::<fms::Client>();
    value::<workspaces::Client>();

    call::<Call<connect::operations::AssociateWorkspace>>();
    call::<Call<connect::operations::DisassociateWorkspace>>();
    call::<Call<fms::operations::BatchDisassociateResource>>();
    call::<Call<workspaces::operations::DisassociateWorkspaceApplication>>();

    value::<connect_types::AssociateWorkspaceRequest>();
    value::<connect_types::AssociateWorkspaceResponse>();
    value::<connect_types::DisassociateWorkspaceRequest>();
    value::<connect_types::DisassociateWorkspaceResponse>();
    value::<connect_types::InvalidRequestException>();
    value::<connect_types::InvalidRequestExceptionReason>();
    value::<fms_types::BatchDisassociateResourceRequest>();
    value::<fms_types::BatchDisassociateResourceResponse>();
    value::<fms_types::FailedItem>();
    value::<fms_types::FailedItemReason>();
    value::<workspaces_types::DisassociateWorkspaceApplicationRequest>();
    value::<workspaces_types::DisassociateWorkspaceApplicationResult>();
    value::<workspaces_types::WorkspaceResourceAssociation>();

    error::<Error>();
    error::<connect::errors::AssociateWorkspaceError>();
    error::<connect::errors::DisassociateWorkspaceError>();
    error::<fms::errors::BatchDisassociateResourceError>();
    error::<workspaces::errors::DisassociateWorkspaceApplicationError>();
    shared::<Exception<connect_types::InvalidRequestException>>();
    shared::<TransportError>();
    value::<Metadata>();

    value::<Blob>();
    value::<Body>();
    value::<Document>();
    value::<Timestamp>();
    value::<Headers>();
    value::<Request>();
    value::<Response>();

    value::<Credentials>();
    shared::<CachedCredentials<CredentialsChain>>();
    shared::<HyperTransport>();
    value::<Replay>();

    // Streams, recursion, unions and documents.
    value::<kitchen_sink::types::UploadRequest>();
    value::<kitchen_sink::types::Tree>();
    value::<kitchen_sink::types::Choice>();
    call::<Call<kitchen_sink::operations::Upload>>();
    call::<Call<kitchen_sink::operations::Watch>>();
}
