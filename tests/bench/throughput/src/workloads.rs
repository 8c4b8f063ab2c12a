//! The operations, with the inputs that the official SDK was measured with.

use std::error::Error;
use std::path::Path;

use tinsmith_clients::connect::types::AssociateWorkspaceRequest;
use tinsmith_clients::fms::types::BatchDisassociateResourceRequest;
use tinsmith_clients::tinsmith::Config;
use tinsmith_clients::tinsmith::credentials::Credentials;
use tinsmith_clients::{connect, fms};

use crate::canned::Canned;
use crate::measure::Measure;

/// Measures every workload.
pub fn run(payloads: &Path, measure: &Measure) -> Result<(), Box<dyn Error>> {
    let config = |payload| {
        let canned = Canned::load(payloads, payload)?;
        let builder = Config::builder()
            .region("us-east-1")
            .credentials(Credentials::new("AKIDEXAMPLE", "SECRETEXAMPLE"))
            .transport(canned);
        Ok::<_, std::io::Error>(builder.build())
    };

    let canned = Canned::load(payloads, "connect-associate")?;
    measure.run("harness", 474, || async {
        canned.respond().body.as_bytes().map_or(0, <[u8]>::len)
    });

    let client = connect::Client::new(config("connect-associate")?);
    measure.run("connect-associate", 3, || associate(&client));

    let client = fms::Client::new(config("fms-batch-disassociate-cbor")?);
    measure.run("fms-batch-disassociate-cbor", 2, || disassociate(&client));

    #[cfg(feature = "dynamodb")]
    {
        let client = tinsmith_clients::dynamodb::Client::new(config("dynamodb-scan-1000")?);
        measure.run("dynamodb-scan-1000", 1000, || dynamodb::scan(&client));
        let client = tinsmith_clients::dynamodb::Client::new(config("dynamodb-getitem")?);
        measure.run("dynamodb-getitem", 10, || dynamodb::get_item(&client));
    }
    #[cfg(feature = "s3")]
    {
        let client = tinsmith_clients::s3::Client::new(config("s3-listobjectsv2-1000")?);
        measure.run("s3-listobjectsv2-1000", 1000, || s3_list(&client));
    }
    #[cfg(feature = "ec2")]
    {
        let client = tinsmith_clients::ec2::Client::new(config("ec2-describeinstances-200")?);
        measure.run("ec2-describeinstances-200", 200, || ec2_describe(&client));
    }
    Ok(())
}

async fn associate(client: &connect::Client) -> usize {
    let request = AssociateWorkspaceRequest::builder()
        .instance_id("11111111-2222-3333-4444-555555555555")
        .workspace_id("99999999-8888-7777-6666-555555555555")
        .resource_arns([
            "arn:aws:connect:us-east-1:111122223333:instance/i/agent/a1",
            "arn:aws:connect:us-east-1:111122223333:instance/i/agent/a2",
            "arn:aws:connect:us-east-1:111122223333:instance/i/agent/a3",
        ])
        .build();
    let output = client
        .associate_workspace(request)
        .await
        .expect("the answer is a success");
    output.successful_list.map_or(0, |list| list.len())
}

async fn disassociate(client: &fms::Client) -> usize {
    let request = BatchDisassociateResourceRequest::builder()
        .resource_set_identifier("rs-0123456789abcdef")
        .items([
            "arn:aws:ec2:us-east-1:111122223333:instance/i-0123456789abcdef0",
            "arn:aws:ec2:us-east-1:111122223333:instance/i-0123456789abcdef1",
        ])
        .build();
    let output = client
        .batch_disassociate_resource(request)
        .await
        .expect("the answer is a success");
    output.failed_items.len()
}

#[cfg(feature = "dynamodb")]
mod dynamodb {
    use tinsmith_clients::dynamodb::Client;
    use tinsmith_clients::dynamodb::types::{AttributeValue, GetItemInput, ScanInput};

    pub(super) async fn scan(client: &Client) -> usize {
        let request = ScanInput::builder().table_name("example-table").limit(1000).build();
        let output = client.scan(request).await.expect("the answer is a success");
        output.items.map_or(0, |items| items.len())
    }

    pub(super) async fn get_item(client: &Client) -> usize {
        let key = [("pk", "user#000003"), ("sk", "order#3")]
            .map(|(name, value)| (name.to_owned(), AttributeValue::S(value.to_owned())));
        let request = GetItemInput::builder().table_name("example-table").key(key).build();
        let output = client.get_item(request).await.expect("the answer is a success");
        output.item.map_or(0, |item| item.len())
    }
}

#[cfg(feature = "s3")]
async fn s3_list(client: &tinsmith_clients::s3::Client) -> usize {
    let request = tinsmith_clients::s3::types::ListObjectsV2Request::builder()
        .bucket("example-bucket")
        .prefix("logs/")
        .max_keys(1000)
        .build();
    let output = client.list_objects_v2(request).await.expect("the answer is a success");
    output.contents.map_or(0, |contents| contents.len())
}

#[cfg(feature = "ec2")]
async fn ec2_describe(client: &tinsmith_clients::ec2::Client) -> usize {
    let request = tinsmith_clients::ec2::types::DescribeInstancesRequest::builder()
        .max_results(200)
        .build();
    let output = client
        .describe_instances(request)
        .await
        .expect("the answer is a success");
    let reservations = output.reservations.unwrap_or_default();
    reservations
        .into_iter()
        .map(|reservation| reservation.instances.map_or(0, |list| list.len()))
        .sum()
}
