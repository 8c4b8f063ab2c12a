//! EC2: its own query protocol, with filters and attributes that are structures. No spaces, as in `sns`.

use tinsmith_clients::ec2::Client;
use tinsmith_clients::ec2::types::{
    AttributeBooleanValue, CreateTagsRequest, CreateVpcRequest, DeleteVpcRequest, DescribeVpcsRequest, Filter,
    ModifyVpcAttributeRequest, Tag, Vpc,
};

use crate::peer::Moto;

fn filter(name: &str, values: &[&str]) -> Filter {
    let mut filter = Filter::default();
    filter.name = Some(name.to_owned());
    filter.values = Some(values.iter().map(|&value| value.to_owned()).collect());
    filter
}

fn tag(key: &str, value: &str) -> Tag {
    let mut tag = Tag::default();
    tag.key = Some(key.to_owned());
    tag.value = Some(value.to_owned());
    tag
}

async fn describe(ec2: &Client, filters: Vec<Filter>) -> Vec<Vpc> {
    let found = ec2
        .describe_vpcs(DescribeVpcsRequest::builder().filters(filters).build())
        .await
        .unwrap();
    found.vpcs.unwrap_or_default()
}

#[tokio::test]
async fn networks() {
    let Some(moto) = Moto::start() else { return };
    let ec2 = Client::new(moto.config());
    let mut ids = Vec::new();
    for block in ["10.1.0.0/16", "10.2.0.0/16", "10.3.0.0/16"] {
        let created = ec2
            .create_vpc(CreateVpcRequest::builder().cidr_block(block).build())
            .await
            .unwrap();
        ids.extend(created.vpc.and_then(|vpc| vpc.vpc_id));
    }
    ec2.create_tags(
        CreateTagsRequest::builder()
            .resources(&ids[..2])
            .tags([tag("purpose", "a+b&c"), tag("empty", "")])
            .build(),
    )
    .await
    .unwrap();

    // Filters are joined by "and", their values by "or".
    let tagged = describe(&ec2, vec![filter("tag:purpose", &["none", "a+b&c"])]).await;
    assert_eq!(tagged.len(), 2);
    let both = vec![
        filter("tag:purpose", &["a+b&c"]),
        filter("cidr-block-association.cidr-block", &["10.2.0.0/16"]),
    ];
    let [vpc] = &describe(&ec2, both).await[..] else {
        panic!("one network has both");
    };
    assert_eq!(vpc.vpc_id.as_ref(), Some(&ids[1]));
    assert_eq!(vpc.is_default, Some(false));
    let associated = vpc.cidr_block_association_set.as_deref().unwrap_or_default();
    assert_eq!(associated[0].cidr_block.as_deref(), Some("10.2.0.0/16"));
    let mut tags = vpc.tags.clone().unwrap_or_default();
    tags.sort_by(|a, b| a.key.cmp(&b.key));
    assert_eq!(tags, [tag("empty", ""), tag("purpose", "a+b&c")]);

    let mut enabled = AttributeBooleanValue::default();
    enabled.value = Some(true);
    ec2.modify_vpc_attribute(
        ModifyVpcAttributeRequest::builder()
            .vpc_id(&ids[0])
            .enable_dns_hostnames(enabled)
            .build(),
    )
    .await
    .unwrap();

    for id in &ids {
        ec2.delete_vpc(DeleteVpcRequest::builder().vpc_id(id).build())
            .await
            .unwrap();
    }
    assert_eq!(describe(&ec2, vec![filter("is-default", &["false"])]).await, []);
    let error = ec2
        .delete_vpc(DeleteVpcRequest::builder().vpc_id(&ids[0]).build())
        .await
        .unwrap_err();
    assert_eq!(error.meta().code(), Some("InvalidVpcID.NotFound"));
    assert_eq!(error.meta().status(), Some(400));
}
