//! Calls four operations of three services, at AWS or at an address of your own:
//!
//! ```sh
//! cargo run -p tinsmith-clients --features connect,fms,workspaces --example seed_operations -- \
//!     --region eu-west-1 --endpoint-url http://127.0.0.1:8000 \
//!     disassociate-application --workspace-id ws-1 --application-id wsa-1
//! ```
//!
//! Credentials, and what the options leave open, come from the environment and the shared profile files.

use std::process::ExitCode;
use std::time::Duration;

use clap::{Args, Parser, Subcommand};
use tinsmith_clients::connect::errors::AssociateWorkspaceError;
use tinsmith_clients::connect::types::{
    AssociateWorkspaceRequest, DisassociateWorkspaceRequest, FailedBatchAssociationSummary,
    SuccessfulBatchAssociationSummary,
};
use tinsmith_clients::fms::types::{BatchDisassociateResourceRequest, FailedItemReason};
use tinsmith_clients::tinsmith::{Config, Error};
use tinsmith_clients::workspaces::types::{AssociationState, DisassociateWorkspaceApplicationRequest};
use tinsmith_clients::{connect, fms, workspaces};

/// Call an operation of Amazon Connect, AWS Firewall Manager or Amazon WorkSpaces.
#[derive(Parser)]
struct Options {
    /// The region; that of the environment or the profile if absent.
    #[arg(long)]
    region: Option<String>,
    /// The address to send requests to, in place of the service's own.
    #[arg(long, value_name = "URL")]
    endpoint_url: Option<String>,
    /// How long the call may take.
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    timeout: u64,
    #[command(subcommand)]
    operation: Operation,
}

#[derive(Subcommand)]
enum Operation {
    /// Connect: give users or routing profiles a workspace.
    AssociateWorkspace(Workspace),
    /// Connect: take a workspace from users or routing profiles.
    DisassociateWorkspace(Workspace),
    /// Firewall Manager: take resources out of a resource set.
    DisassociateResources {
        #[arg(long, value_name = "ID")]
        resource_set: String,
        #[arg(required = true, value_name = "ARN")]
        items: Vec<String>,
    },
    /// WorkSpaces: take an application from a workspace.
    DisassociateApplication {
        #[arg(long, value_name = "ID")]
        workspace_id: String,
        #[arg(long, value_name = "ID")]
        application_id: String,
    },
}

#[derive(Args)]
struct Workspace {
    #[arg(long, value_name = "ID")]
    instance_id: String,
    #[arg(long, value_name = "ID")]
    workspace_id: String,
    #[arg(required = true, value_name = "ARN")]
    resource_arns: Vec<String>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run(Options::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // One line: operation, code, message, HTTP status and request id.
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(options: Options) -> Result<(), Error> {
    let mut config = Config::from_env()
        .await?
        .to_builder()
        .operation_timeout(Duration::from_secs(options.timeout));
    if let Some(region) = options.region {
        config = config.region(region);
    }
    if let Some(url) = options.endpoint_url {
        config = config.endpoint_url(url);
    }
    let config = config.build();
    match options.operation {
        Operation::AssociateWorkspace(workspace) => associate(&connect::Client::new(config), workspace).await,
        Operation::DisassociateWorkspace(workspace) => disassociate(&connect::Client::new(config), workspace).await,
        Operation::DisassociateResources { resource_set, items } => {
            disassociate_resources(&fms::Client::new(config), resource_set, items).await
        }
        Operation::DisassociateApplication {
            workspace_id,
            application_id,
        } => disassociate_application(&workspaces::Client::new(config), workspace_id, application_id).await,
    }
}

async fn associate(client: &connect::Client, workspace: Workspace) -> Result<(), Error> {
    let result = client
        .associate_workspace(
            AssociateWorkspaceRequest::builder()
                .instance_id(workspace.instance_id)
                .workspace_id(workspace.workspace_id)
                .resource_arns(workspace.resource_arns)
                .build(),
        )
        .await;
    let output = match result {
        Ok(output) => output,
        // The exceptions of the model are variants, with their members and what is known of the call.
        Err(AssociateWorkspaceError::DuplicateResourceException(exception)) => {
            let message = exception.message.as_deref();
            println!("associated already: {}", message.unwrap_or("the service says no more"));
            return Ok(());
        }
        Err(error) => return Err(error.into()),
    };
    print_batch("associated", output.successful_list, output.failed_list);
    Ok(())
}

async fn disassociate(client: &connect::Client, workspace: Workspace) -> Result<(), Error> {
    let output = client
        .disassociate_workspace(
            DisassociateWorkspaceRequest::builder()
                .instance_id(workspace.instance_id)
                .workspace_id(workspace.workspace_id)
                .resource_arns(workspace.resource_arns)
                .build(),
        )
        .await?;
    print_batch("disassociated", output.successful_list, output.failed_list);
    Ok(())
}

fn print_batch(
    done: &str,
    successful: Option<Vec<SuccessfulBatchAssociationSummary>>,
    failed: Option<Vec<FailedBatchAssociationSummary>>,
) {
    for item in successful.unwrap_or_default() {
        println!("{done}: {}", item.resource_arn.unwrap_or_default());
    }
    for item in failed.unwrap_or_default() {
        let (code, message) = (
            item.error_code.unwrap_or_default(),
            item.error_message.unwrap_or_default(),
        );
        println!("failed: {}: {code}: {message}", item.resource_arn.unwrap_or_default());
    }
}

async fn disassociate_resources(client: &fms::Client, resource_set: String, items: Vec<String>) -> Result<(), Error> {
    let output = client
        .batch_disassociate_resource(
            BatchDisassociateResourceRequest::builder()
                .resource_set_identifier(resource_set)
                .items(items)
                .build(),
        )
        .await?;
    println!(
        "resource set {}: {} failed",
        output.resource_set_identifier,
        output.failed_items.len()
    );
    for item in output.failed_items {
        let reason = match item.reason {
            Some(FailedItemReason::NotValidArn) => "this is no ARN".to_owned(),
            // What this version does not know is kept as the service sent it.
            Some(reason) => reason.to_string(),
            None => "no reason given".to_owned(),
        };
        println!("failed: {}: {reason}", item.uri.unwrap_or_default());
    }
    Ok(())
}

async fn disassociate_application(
    client: &workspaces::Client,
    workspace_id: String,
    application_id: String,
) -> Result<(), Error> {
    let output = client
        .disassociate_workspace_application(
            DisassociateWorkspaceApplicationRequest::builder()
                .workspace_id(workspace_id)
                .application_id(application_id)
                .build(),
        )
        .await?;
    let Some(association) = output.association else {
        println!("no association");
        return Ok(());
    };
    match association.state {
        Some(AssociationState::Removed) => println!("removed"),
        Some(state) => println!("state: {state}"),
        None => println!("no state"),
    }
    if let Some(time) = association.last_updated_time {
        println!("last updated: {time}");
    }
    if let Some(code) = association.state_reason.and_then(|reason| reason.error_code) {
        println!("reason: {code}");
    }
    Ok(())
}
