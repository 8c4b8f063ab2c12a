//! The smallest useful program: a call of each of four operations, printed. Its build is what is measured.
//!
//! usage: `seed-ops ENDPOINT-URL`

use std::error::Error;

use tinsmith_clients::connect::types::{AssociateWorkspaceRequest, DisassociateWorkspaceRequest};
use tinsmith_clients::fms::types::BatchDisassociateResourceRequest;
use tinsmith_clients::tinsmith::Config;
use tinsmith_clients::tinsmith::credentials::Credentials;
use tinsmith_clients::workspaces::types::DisassociateWorkspaceApplicationRequest;
use tinsmith_clients::{connect, fms, workspaces};

const INSTANCE: &str = "11111111-2222-3333-4444-555555555555";
const WORKSPACE: &str = "99999999-8888-7777-6666-555555555555";

fn main() -> Result<(), Box<dyn Error>> {
    let endpoint = std::env::args().nth(1).ok_or("usage: seed-ops ENDPOINT-URL")?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let config = Config::builder()
        .region("us-east-1")
        .credentials(Credentials::new("AKIDEXAMPLE", "SECRETEXAMPLE"))
        .endpoint_url(endpoint)
        .build();
    Ok(runtime.block_on(call(config))?)
}

async fn call(config: Config) -> Result<(), tinsmith_clients::tinsmith::Error> {
    let client = connect::Client::new(config.clone());
    let request = AssociateWorkspaceRequest::builder()
        .instance_id(INSTANCE)
        .workspace_id(WORKSPACE)
        .resource_arns([
            "arn:aws:connect:us-east-1:111122223333:instance/i/agent/a1",
            "arn:aws:connect:us-east-1:111122223333:instance/i/agent/a2",
            "arn:aws:connect:us-east-1:111122223333:instance/i/agent/a3",
        ])
        .build();
    let output = client.associate_workspace(request).await?;
    println!("associated: {}", output.successful_list.map_or(0, |list| list.len()));

    let request = DisassociateWorkspaceRequest::builder()
        .instance_id(INSTANCE)
        .workspace_id(WORKSPACE)
        .resource_arns(["arn:aws:connect:us-east-1:111122223333:instance/i/agent/a1"])
        .build();
    let output = client.disassociate_workspace(request).await?;
    println!("disassociated: {}", output.successful_list.map_or(0, |list| list.len()));

    let client = workspaces::Client::new(config.clone());
    let request = DisassociateWorkspaceApplicationRequest::builder()
        .workspace_id("ws-0123456789")
        .application_id("wsa-0123456789")
        .build();
    let output = client.disassociate_workspace_application(request).await?;
    println!("association: {}", output.association.is_some());

    let client = fms::Client::new(config);
    let request = BatchDisassociateResourceRequest::builder()
        .resource_set_identifier("rs-0123456789abcdef")
        .items(["arn:aws:ec2:us-east-1:111122223333:instance/i-0123456789abcdef0"])
        .build();
    let output = client.batch_disassociate_resource(request).await?;
    println!("failed: {}", output.failed_items.len());
    Ok(())
}
