//! The kitchen sink and the obstacle course, compiled: what a client sends is read back as it was, in every protocol.

use std::collections::BTreeMap;

use tinsmith::Config;
use tinsmith::credentials::Credentials;
use tinsmith::http::Response;
use tinsmith::protocol::{self, Protocol};
use tinsmith::testing::Replay;
use tinsmith::types::{Blob, Document, Timestamp};
use tinsmith_tests::kitchen_sink::types::{Any, Choice, Color, PaintRequest, Shape, StoreRequest, Tree, WalkRequest};
use tinsmith_tests::{kitchen_sink, obstacle_course};

/// The protocols in which a body holds all members, and what their responses look like beside the body.
const PROTOCOLS: [(&dyn Protocol, &str); 3] = [
    (protocol::REST_JSON_1, "application/json"),
    (protocol::AWS_JSON_1_1, "application/x-amz-json-1.1"),
    (protocol::RPC_V2_CBOR, "application/cbor"),
];

fn config(replay: &Replay, protocol: &'static dyn Protocol) -> Config {
    Config::builder()
        .region("eu-west-1")
        .credentials(Credentials::new("AKID", "SECRET"))
        .protocol(protocol)
        .transport(replay.clone())
        .build()
}

/// Sends a request to nowhere, and gives back what was sent as a response.
async fn echo<T, E: std::fmt::Display>(
    replay: &Replay,
    content_type: &str,
    call: impl Future<Output = Result<T, E>>,
) -> Response {
    let answer = call.await.err().map(|error| error.to_string());
    let request = replay.requests().pop();
    let request = request.unwrap_or_else(|| panic!("nothing was sent: {answer:?}"));
    let body = request.body.bytes().await.expect("the body is in memory");
    Response::new(200)
        .with_header("content-type", content_type.to_owned())
        .with_header("smithy-protocol", "rpc-v2-cbor")
        .with_body(body)
}

fn tree() -> Tree {
    let mut leaf = Tree::default();
    leaf.choice = Some(Box::new(Choice::Name("leaf".to_owned())));
    let mut tree = Tree::default();
    tree.left = Some(Box::new(leaf.clone()));
    tree.children = Some(vec![leaf.clone(), Tree::default()]);
    tree.by_name = Some(BTreeMap::from([("a \"quoted\" name".to_owned(), leaf.clone())]));
    tree.choice = Some(Box::new(Choice::Tree(Box::new(leaf))));
    tree
}

#[tokio::test]
async fn recursive_structures_come_back() {
    for (protocol, content_type) in PROTOCOLS {
        let sent = Replay::new([Response::new(500)]);
        let client = kitchen_sink::Client::new(config(&sent, protocol));
        let input = WalkRequest::builder().tree(tree()).build();
        let answer = echo(&sent, content_type, client.walk(input)).await;

        let client = kitchen_sink::Client::new(config(&Replay::new([answer]), protocol));
        let output = client
            .walk(WalkRequest::default())
            .await
            .expect("the echo is a good answer");
        assert_eq!(output.tree, Some(tree()), "{}", protocol.name());
    }
}

#[tokio::test]
async fn collections_come_back_with_their_nulls() {
    let sparse = vec![Some("a".to_owned()), None, Some(String::new())];
    let nested = BTreeMap::from([("k".to_owned(), vec![vec![Blob::from([0_u8, 255])], vec![]])]);
    let free: Document = [("list", Document::from(vec![1_i64, -1])), ("null", Document::Null)]
        .into_iter()
        .collect();
    for (protocol, content_type) in PROTOCOLS {
        let sent = Replay::new([Response::new(500)]);
        let client = kitchen_sink::Client::new(config(&sent, protocol));
        let input = StoreRequest::builder()
            .sparse(sparse.clone())
            .nested(nested.clone())
            .big(i64::MIN);
        // Documents are not part of RPC v2 CBOR.
        let documents = protocol.name() != protocol::RPC_V2_CBOR.name();
        let input = if documents { input.free(free.clone()) } else { input };
        let input = input.small(0.1).at(Timestamp::from_secs(1_700_000_000)).build();
        let answer = echo(&sent, content_type, client.store(input)).await;

        let client = kitchen_sink::Client::new(config(&Replay::new([answer]), protocol));
        let output = client
            .store(StoreRequest::default())
            .await
            .expect("the echo is a good answer");
        assert_eq!(output.sparse.as_ref(), Some(&sparse), "{}", protocol.name());
        assert_eq!(output.nested.as_ref(), Some(&nested), "{}", protocol.name());
        assert_eq!(output.free, documents.then(|| free.clone()), "{}", protocol.name());
    }
}

#[tokio::test]
async fn enums_and_unions_come_back_unknown_values_too() {
    let mut any = Any::default();
    any.name = Some("n".to_owned());
    let shapes = [Shape::Circle(3), Shape::Polygon(vec![1, 2]), Shape::Other(any)];
    for (protocol, content_type) in PROTOCOLS {
        for shape in &shapes {
            let sent = Replay::new([Response::new(500)]);
            let client = kitchen_sink::Client::new(config(&sent, protocol));
            let input = PaintRequest::builder().color("mauve").shape(shape.clone()).build();
            assert_eq!(input.color, Color::UnknownValue("mauve".to_owned()));
            let answer = echo(&sent, content_type, client.paint(input)).await;

            let client = kitchen_sink::Client::new(config(&Replay::new([answer]), protocol));
            let input = PaintRequest::builder().color(Color::Red).build();
            let output = client.paint(input).await.expect("the echo is a good answer");
            assert_eq!(output.shape.as_ref(), Some(shape), "{}", protocol.name());
        }
    }
}

#[tokio::test]
async fn an_unknown_variant_cannot_be_sent() {
    for (protocol, _) in PROTOCOLS {
        let replay = Replay::new([Response::new(200)]);
        let client = kitchen_sink::Client::new(config(&replay, protocol));
        let input = PaintRequest::builder()
            .color("red")
            .shape(Shape::Unknown("hexagon".to_owned()))
            .build();
        let error = client.paint(input).await.expect_err("the tag has no value to send");
        assert!(error.to_string().contains("Shape"), "{error}");
        assert!(replay.requests().is_empty(), "nothing may be sent");
    }
}

#[tokio::test]
async fn names_that_hurt_do_not() {
    use obstacle_course::types::{AssociateRequest, Kind, Option as OptionStructure};

    let replay = Replay::new([Response::new(200).with_body(
        r#"{"Result": {"value": "v"}, "Choice": {"Option": {"value": "o"}}, "Kind": "Self", "Map": {"": {"value": "x"}}}"#,
    )]);
    let client = obstacle_course::Client::new(config(&replay, protocol::AWS_JSON_1_1));
    let option = OptionStructure::builder().value("text").r#type("t").self_("s").build();
    let input = AssociateRequest::builder()
        .build_("b")
        .r#type("t")
        .option(option)
        .string(obstacle_course::types::String::builder().value("s").build())
        .new("n")
        .crate_("c")
        .build();
    let output = client.associate(input).await.expect("the answer is good");
    let body = replay
        .requests()
        .pop()
        .expect("sent")
        .body
        .bytes()
        .await
        .expect("in memory");
    let sent: serde_json::Value = serde_json::from_slice(&body).expect("the body is JSON");
    assert_eq!(sent["build"], "b");
    assert_eq!(sent["Option"]["self"], "s");
    assert_eq!(output.result.map(|result| result.value).as_deref(), Some("v"));
    assert!(matches!(&output.kind, Some(Kind::Self_)), "{:?}", output.kind);
    assert_eq!(output.map.map(|map| map.len()), Some(1));
}
