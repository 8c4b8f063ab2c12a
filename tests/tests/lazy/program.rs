//! The program of the test: it calls two operations and looks at what they give.

use CLIENT::connect::Client;
use CLIENT::connect::types::{AssociateWorkspaceRequest, DisassociateWorkspaceRequest};

async fn run() -> Result<(), tinsmith::Error> {
    let client = Client::from_env().await?;
    let associated = client
        .associate_workspace(
            AssociateWorkspaceRequest::builder()
                .instance_id("instance")
                .workspace_id("workspace")
                .resource_arns(["arn"])
                .build(),
        )
        .await?;
    println!("{associated:?}");
    let disassociated = client
        .disassociate_workspace(
            DisassociateWorkspaceRequest::builder()
                .instance_id("instance")
                .workspace_id("workspace")
                .resource_arns(["arn"])
                .build(),
        )
        .await?;
    println!("{disassociated:?}");
    Ok(())
}

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let done = runtime.map(|runtime| runtime.block_on(run()));
    println!("{done:?}");
}
