//! The program of the test: it associates a workspace, and takes that back.

pub mod connect;

use connect::Client;
use connect::errors::DisassociateWorkspaceError;
use connect::types::{AssociateWorkspaceRequest, DisassociateWorkspaceRequest};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), tinsmith::Error> {
    let client = Client::from_env().await?;
    let associated = client
        .associate_workspace(
            AssociateWorkspaceRequest::builder()
                .instance_id("i-1")
                .workspace_id("ws 1")
                .resource_arns(["arn:1"])
                .build(),
        )
        .await?;
    for resource in associated.successful_list.unwrap_or_default() {
        println!("associated: {}", resource.resource_arn.unwrap_or_default());
    }
    let taken_back = client
        .disassociate_workspace(
            DisassociateWorkspaceRequest::builder()
                .instance_id("i-1")
                .workspace_id("ws 1")
                .resource_arns(["arn:1"])
                .build(),
        )
        .await;
    match taken_back {
        Ok(_) => println!("disassociated"),
        Err(DisassociateWorkspaceError::ResourceNotFoundException(error)) => {
            println!("not there: {}", error.message.as_deref().unwrap_or_default());
        }
        Err(error) => return Err(error.into()),
    }
    Ok(())
}
