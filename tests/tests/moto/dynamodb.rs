//! DynamoDB: JSON with a union that contains itself.

use std::collections::BTreeMap;

use tinsmith::types::Blob;
use tinsmith_clients::dynamodb::Client;
use tinsmith_clients::dynamodb::errors::{GetItemError, PutItemError};
use tinsmith_clients::dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, CreateTableInput, DeleteItemInput, DeleteTableInput,
    GetItemInput, KeySchemaElement, KeyType, ListTablesInput, PutItemInput, QueryInput, ReturnValue,
    ReturnValuesOnConditionCheckFailure, ScalarAttributeType, ScanInput, UpdateItemInput,
};

use crate::peer::Moto;

type Item = BTreeMap<String, AttributeValue>;

const TABLE: &str = "things";

fn s(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

fn n(number: impl ToString) -> AttributeValue {
    AttributeValue::N(number.to_string())
}

fn item<const N: usize>(members: [(&str, AttributeValue); N]) -> Item {
    members.map(|(name, value)| (name.to_owned(), value)).into()
}

fn key(owner: &str, number: u32) -> Item {
    item([("owner", s(owner)), ("number", n(number))])
}

/// An item with a value of every kind.
fn nested() -> Item {
    let mut nested = key("nest", 1);
    nested.extend(item([
        ("binary", AttributeValue::B(Blob::new([0, 1, 255]))),
        (
            "strings",
            AttributeValue::Ss(vec!["a".to_owned(), "\u{1f980}".to_owned()]),
        ),
        ("numbers", AttributeValue::Ns(vec!["1".to_owned(), "2.5".to_owned()])),
        ("binaries", AttributeValue::Bs(vec![Blob::new([7])])),
        ("nothing", AttributeValue::Null(true)),
        ("no", AttributeValue::Bool(false)),
        ("precise", n("12345678901234567890.123456789")),
        (
            "deep",
            AttributeValue::L(vec![
                AttributeValue::M(item([("in", AttributeValue::L(vec![s("\"inner\""), n(-1)]))])),
                AttributeValue::M(Item::new()),
                AttributeValue::L(Vec::new()),
            ]),
        ),
    ]));
    nested
}

async fn table(moto: &Moto) -> Client {
    let dynamodb = Client::new(moto.config());
    let attribute = |name: &str, kind| {
        AttributeDefinition::builder()
            .attribute_name(name)
            .attribute_type(kind)
            .build()
    };
    let element = |name: &str, kind| KeySchemaElement::builder().attribute_name(name).key_type(kind).build();
    dynamodb
        .create_table(
            CreateTableInput::builder()
                .table_name(TABLE)
                .attribute_definitions([
                    attribute("owner", ScalarAttributeType::S),
                    attribute("number", ScalarAttributeType::N),
                ])
                .key_schema([element("owner", KeyType::Hash), element("number", KeyType::Range)])
                .billing_mode(BillingMode::PayPerRequest)
                .build(),
        )
        .await
        .unwrap();
    dynamodb
}

async fn put(dynamodb: &Client, item: Item) {
    dynamodb
        .put_item(PutItemInput::builder().table_name(TABLE).item(item).build())
        .await
        .unwrap();
}

async fn get(dynamodb: &Client, key: Item) -> Option<Item> {
    let read = dynamodb
        .get_item(GetItemInput::builder().table_name(TABLE).key(key).build())
        .await
        .unwrap();
    read.item
}

#[tokio::test]
async fn items() {
    let Some(moto) = Moto::start() else { return };
    let dynamodb = table(&moto).await;
    put(&dynamodb, nested()).await;
    assert_eq!(get(&dynamodb, key("nest", 1)).await, Some(nested()));

    let updated = dynamodb
        .update_item(
            UpdateItemInput::builder()
                .table_name(TABLE)
                .key(key("nest", 1))
                .update_expression("SET #no = :yes REMOVE nothing")
                .expression_attribute_names(BTreeMap::from([("#no".to_owned(), "no".to_owned())]))
                .expression_attribute_values(item([(":yes", AttributeValue::Bool(true))]))
                .return_values(ReturnValue::AllNew)
                .build(),
        )
        .await
        .unwrap();
    let mut expected = nested();
    expected.remove("nothing");
    expected.insert("no".to_owned(), AttributeValue::Bool(true));
    assert_eq!(updated.attributes, Some(expected));

    dynamodb
        .delete_item(DeleteItemInput::builder().table_name(TABLE).key(key("nest", 1)).build())
        .await
        .unwrap();
    assert_eq!(get(&dynamodb, key("nest", 1)).await, None);

    dynamodb
        .delete_table(DeleteTableInput::builder().table_name(TABLE).build())
        .await
        .unwrap();
    let left = dynamodb.list_tables(ListTablesInput::default()).await.unwrap();
    assert_eq!(left.table_names, Some(Vec::new()));
}

#[tokio::test]
async fn pages() {
    let Some(moto) = Moto::start() else { return };
    let dynamodb = table(&moto).await;
    for number in 0..7 {
        put(&dynamodb, key("pages", number)).await;
    }
    let (mut found, mut last, mut pages) = (Vec::new(), None, 0);
    loop {
        let request = ScanInput::builder()
            .table_name(TABLE)
            .limit(3)
            .exclusive_start_key(last)
            .build();
        let page = dynamodb.scan(request).await.unwrap();
        pages += 1;
        found.extend(page.items.unwrap_or_default());
        last = page.last_evaluated_key;
        if last.is_none() {
            break;
        }
    }
    found.sort_by_key(|item| format!("{:?}", item["number"]));
    assert_eq!(found, (0..7).map(|number| key("pages", number)).collect::<Vec<_>>());
    assert_eq!(pages, 3);

    let newest = dynamodb
        .query(
            QueryInput::builder()
                .table_name(TABLE)
                .key_condition_expression("#o = :o")
                .expression_attribute_names(BTreeMap::from([("#o".to_owned(), "owner".to_owned())]))
                .expression_attribute_values(item([(":o", s("pages"))]))
                .scan_index_forward(false)
                .limit(1)
                .build(),
        )
        .await
        .unwrap();
    assert_eq!(newest.items, Some(vec![key("pages", 6)]));
}

#[tokio::test]
async fn errors() {
    let Some(moto) = Moto::start() else { return };
    let dynamodb = table(&moto).await;
    put(&dynamodb, nested()).await;
    let again = PutItemInput::builder()
        .table_name(TABLE)
        .item(key("nest", 1))
        .condition_expression("attribute_not_exists(precise)")
        .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
        .build();
    match dynamodb.put_item(again).await {
        // The error carries the item that was in the way.
        Err(PutItemError::ConditionalCheckFailedException(error)) => assert_eq!(error.item, Some(nested())),
        other => panic!("{other:?}"),
    }
    let nowhere = GetItemInput::builder().table_name("nowhere").key(key("k", 1)).build();
    match dynamodb.get_item(nowhere).await {
        Err(GetItemError::ResourceNotFoundException(error)) => assert_eq!(error.meta().status(), Some(400)),
        other => panic!("{other:?}"),
    }
}
