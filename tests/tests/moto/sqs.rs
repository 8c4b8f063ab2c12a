//! SQS: queues and the messages in them, in JSON.

use std::collections::BTreeMap;
use tinsmith_clients::sqs::errors::GetQueueUrlError;

use tinsmith::types::Blob;
use tinsmith_clients::sqs::Client;
use tinsmith_clients::sqs::types::{
    CreateQueueRequest, DeleteMessageRequest, DeleteQueueRequest, GetQueueAttributesRequest, GetQueueUrlRequest,
    ListQueuesRequest, MessageAttributeValue, QueueAttributeName, ReceiveMessageRequest, SendMessageRequest,
    SetQueueAttributesRequest,
};

use crate::peer::Moto;

async fn create(sqs: &Client, name: &str) -> String {
    let created = sqs
        .create_queue(
            CreateQueueRequest::builder()
                .queue_name(name)
                .attributes(BTreeMap::from([(
                    QueueAttributeName::VisibilityTimeout,
                    "45".to_owned(),
                )]))
                .build(),
        )
        .await
        .unwrap();
    created.queue_url.expect("a queue has an address")
}

#[tokio::test]
async fn queues() {
    let Some(moto) = Moto::start() else { return };
    let sqs = Client::new(moto.config());
    let mut urls = Vec::new();
    for n in 0..5 {
        urls.push(create(&sqs, &format!("queue-{n}")).await);
    }
    assert_eq!(list(&sqs).await, urls);

    let url = &urls[0];
    let found = sqs
        .get_queue_url(GetQueueUrlRequest::builder().queue_name("queue-0").build())
        .await
        .unwrap();
    assert_eq!(found.queue_url.as_ref(), Some(url));
    assert_eq!(visibility(&sqs, url).await, "45");
    sqs.set_queue_attributes(
        SetQueueAttributesRequest::builder()
            .queue_url(url)
            .attributes(BTreeMap::from([(
                QueueAttributeName::VisibilityTimeout,
                "60".to_owned(),
            )]))
            .build(),
    )
    .await
    .unwrap();
    assert_eq!(visibility(&sqs, url).await, "60");

    for url in &urls {
        sqs.delete_queue(DeleteQueueRequest::builder().queue_url(url).build())
            .await
            .unwrap();
    }
    assert_eq!(list(&sqs).await, [""; 0]);
}

/// The addresses of all queues, two at a time.
async fn list(sqs: &Client) -> Vec<String> {
    let (mut urls, mut token) = (Vec::new(), None);
    loop {
        let request = ListQueuesRequest::builder().max_results(2).next_token(token).build();
        let page = sqs.list_queues(request).await.unwrap();
        let found = page.queue_urls.unwrap_or_default();
        assert!(found.len() <= 2);
        urls.extend(found);
        token = page.next_token;
        if token.is_none() {
            return urls;
        }
    }
}

async fn visibility(sqs: &Client, url: &str) -> String {
    let read = sqs
        .get_queue_attributes(
            GetQueueAttributesRequest::builder()
                .queue_url(url)
                .attribute_names([QueueAttributeName::VisibilityTimeout])
                .build(),
        )
        .await
        .unwrap();
    read.attributes.unwrap_or_default()[&QueueAttributeName::VisibilityTimeout].clone()
}

#[tokio::test]
async fn messages() {
    let Some(moto) = Moto::start() else { return };
    let sqs = Client::new(moto.config());
    let url = create(&sqs, "messages").await;
    let text = "line\n\"quoted\" & <tagged> \u{1f980}";
    let attribute = MessageAttributeValue::builder()
        .data_type("Binary")
        .binary_value(Blob::new([0, 255, 7]))
        .build();
    let sent = sqs
        .send_message(
            SendMessageRequest::builder()
                .queue_url(&url)
                .message_body(text)
                .message_attributes(BTreeMap::from([("raw".to_owned(), attribute)]))
                .build(),
        )
        .await
        .unwrap();

    let received = sqs
        .receive_message(
            ReceiveMessageRequest::builder()
                .queue_url(&url)
                .message_attribute_names(["All"])
                .build(),
        )
        .await
        .unwrap();
    let [message] = &received.messages.unwrap_or_default()[..] else {
        panic!("one message was sent");
    };
    assert_eq!(message.message_id, sent.message_id);
    assert_eq!(message.md5_of_body, sent.md5_of_message_body);
    assert_eq!(message.body.as_deref(), Some(text));
    let attributes = message.message_attributes.as_ref().expect("they were asked for");
    assert_eq!(attributes["raw"].binary_value, Some(Blob::new([0, 255, 7])));

    let handle = message
        .receipt_handle
        .as_deref()
        .expect("a received message has a handle");
    sqs.delete_message(
        DeleteMessageRequest::builder()
            .queue_url(&url)
            .receipt_handle(handle)
            .build(),
    )
    .await
    .unwrap();
}

#[tokio::test]
async fn missing_queue() {
    let Some(moto) = Moto::start() else { return };
    let sqs = Client::new(moto.config());
    let error = sqs
        .get_queue_url(GetQueueUrlRequest::builder().queue_name("nowhere").build())
        .await
        .unwrap_err();
    // The code of the query protocol, which the service still sends in a header.
    let code = Some("AWS.SimpleQueueService.NonExistentQueue");
    assert_eq!(error.meta().code(), code);
    assert!(matches!(error, GetQueueUrlError::QueueDoesNotExist(_)), "{error:?}");

    let url = create(&sqs, "gone").await;
    sqs.delete_queue(DeleteQueueRequest::builder().queue_url(&url).build())
        .await
        .unwrap();
    let error = sqs
        .send_message(SendMessageRequest::builder().queue_url(&url).message_body("m").build())
        .await
        .unwrap_err();
    assert_eq!((error.meta().code(), error.meta().status()), (code, Some(400)));
}
