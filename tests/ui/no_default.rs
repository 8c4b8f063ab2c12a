//! An input with required members has no default, and no struct expression outside its crate.

use tinsmith_clients::workspaces::types::DisassociateWorkspaceApplicationRequest;

fn main() {
    let _: DisassociateWorkspaceApplicationRequest = Default::default();
    let _ = DisassociateWorkspaceApplicationRequest {
        workspace_id: String::new(),
        application_id: String::new(),
    };
}
