//! A list of several pages, read by hand.

use serde_json::json;
use tinsmith_tests::weather::types::ListCitiesInput;

use crate::{client, json, server};

#[tokio::test]
async fn every_page_says_where_the_next_one_starts() {
    let city = |id: &str| json!({"cityId": id, "name": id.to_uppercase()});
    let server = server([
        json(
            200,
            &json!({"cities": [city("graz"), city("linz")], "nextToken": "a b&c"}),
        ),
        json(200, &json!({"cities": [], "nextToken": "end"})),
        json(200, &json!({"cities": [city("wels")]})),
    ]);
    let client = client(&server);
    let mut input = ListCitiesInput::builder().near("e").page_size(2).build();
    let mut names = Vec::new();
    loop {
        let page = client.list_cities(input.clone()).await.expect("a page");
        names.extend(page.cities.into_iter().map(|city| city.name));
        input.next_token = page.next_token;
        if input.next_token.is_none() {
            break;
        }
    }
    assert_eq!(names, ["GRAZ", "LINZ", "WELS"]);
    let received = server.received();
    let targets: Vec<_> = received
        .iter()
        .map(|received| received.request.target.as_str())
        .collect();
    let expected = [
        "/cities?pageSize=2&near=e",
        "/cities?nextToken=a%20b%26c&pageSize=2&near=e",
        "/cities?nextToken=end&pageSize=2&near=e",
    ];
    assert_eq!(targets, expected);
}
