//! No required member is set.

use tinsmith_clients::fms::types::BatchDisassociateResourceRequest;

fn main() {
    let _ = BatchDisassociateResourceRequest::builder().build();
}
