//! Setting one required member twice does not stand for another.

use tinsmith_clients::workspaces::types::DisassociateWorkspaceApplicationRequest;

fn main() {
    let _ = DisassociateWorkspaceApplicationRequest::builder()
        .workspace_id("ws-1")
        .workspace_id("ws-2")
        .build();
}
