//! SNS: topics, over the query protocol.
//!
//! No value holds a space: moto checks the signature of a form against one that it writes itself, with `+` for a space
//! where we send `%20`, and not against the bytes that were signed (`AWSRequest(data=self._body or self._data)` in
//! `moto/iam/access_control.py`).

use std::collections::BTreeMap;

use tinsmith_clients::sns::Client;
use tinsmith_clients::sns::errors::{GetTopicAttributesError, PublishError};
use tinsmith_clients::sns::types::{
    CreateTopicInput, DeleteTopicInput, GetTopicAttributesInput, ListTopicsInput, MessageAttributeValue, PublishInput,
    SetTopicAttributesInput,
};

use crate::peer::Moto;

/// moto gives a hundred topics a page.
const TOPICS: usize = 130;

async fn create(sns: &Client, name: &str) -> String {
    let created = sns
        .create_topic(
            CreateTopicInput::builder()
                .name(name)
                .attributes(BTreeMap::from([("DisplayName".to_owned(), "first&<only>".to_owned())]))
                .build(),
        )
        .await
        .unwrap();
    created.topic_arn.expect("a topic has a name")
}

async fn display_name(sns: &Client, arn: &str) -> String {
    let read = sns
        .get_topic_attributes(GetTopicAttributesInput::builder().topic_arn(arn).build())
        .await
        .unwrap();
    read.attributes.unwrap_or_default()["DisplayName"].clone()
}

#[tokio::test]
async fn topics() {
    let Some(moto) = Moto::start() else { return };
    let sns = Client::new(moto.config());
    let arn = create(&sns, "topic").await;
    assert_eq!(display_name(&sns, &arn).await, "first&<only>");
    sns.set_topic_attributes(
        SetTopicAttributesInput::builder()
            .topic_arn(&arn)
            .attribute_name("DisplayName")
            .attribute_value("a+b=\u{e9}")
            .build(),
    )
    .await
    .unwrap();
    assert_eq!(display_name(&sns, &arn).await, "a+b=\u{e9}");

    let attribute = MessageAttributeValue::builder()
        .data_type("Number")
        .string_value("7")
        .build();
    let published = sns
        .publish(
            PublishInput::builder()
                .topic_arn(&arn)
                .message("100%\u{1f980}&more\n")
                .message_attributes(BTreeMap::from([("n".to_owned(), attribute)]))
                .build(),
        )
        .await
        .unwrap();
    assert!(published.message_id.is_some());

    sns.delete_topic(DeleteTopicInput::builder().topic_arn(&arn).build())
        .await
        .unwrap();
    match sns
        .get_topic_attributes(GetTopicAttributesInput::builder().topic_arn(&arn).build())
        .await
    {
        Err(GetTopicAttributesError::NotFoundException(error)) => assert_eq!(error.meta().status(), Some(404)),
        other => panic!("{other:?}"),
    }
    match sns
        .publish(PublishInput::builder().topic_arn(&arn).message("m").build())
        .await
    {
        Err(PublishError::NotFoundException(error)) => assert_eq!(error.meta().code(), Some("NotFound")),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn pages() {
    let Some(moto) = Moto::start() else { return };
    let sns = Client::new(moto.config());
    for n in 0..TOPICS {
        create(&sns, &format!("topic-{n:03}")).await;
    }
    let (mut topics, mut token, mut pages) = (0, None, 0);
    loop {
        let page = sns
            .list_topics(ListTopicsInput::builder().next_token(token).build())
            .await
            .unwrap();
        pages += 1;
        topics += page.topics.unwrap_or_default().len();
        token = page.next_token;
        if token.is_none() {
            break;
        }
    }
    assert_eq!((topics, pages), (TOPICS, 2));
}
