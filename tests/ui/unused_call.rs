//! A call that is not awaited sends nothing, and the compiler says so.
#![deny(unused_must_use)]

use tinsmith_clients::fms::Client;
use tinsmith_clients::fms::types::BatchDisassociateResourceRequest;

fn send(client: &Client, request: BatchDisassociateResourceRequest) {
    client.batch_disassociate_resource(request);
}

fn main() {}
