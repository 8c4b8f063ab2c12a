//! Two of three required members are set.

use tinsmith_clients::connect::types::AssociateWorkspaceRequest;

fn main() {
    let _ = AssociateWorkspaceRequest::builder()
        .instance_id("i-1")
        .resource_arns(["arn:1"])
        .build();
}
