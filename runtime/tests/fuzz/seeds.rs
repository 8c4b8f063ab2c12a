//! Inputs to begin with.

mod outside;
pub(crate) mod words;

use tinsmith::protocol::{AWS_JSON_1_1, REST_XML, RPC_V2_CBOR};

use crate::kinds::{Free, Kinds, body, read};

/// A value for every member.
const ALL_KINDS: &str = r#"{
    "String": "a \"b\" \\ \u00e9 \ud83d\ude39 <&>", "Color": "light.blue", "Boolean": true,
    "Byte": -128, "Short": 32767, "Integer": 2147483647, "Long": -9223372036854775808,
    "Float": 1.5, "Double": -2.5e-3, "BigInteger": 123456789012345678901234567890, "BigDecimal": 1.000000000000000000001,
    "Timestamp": 1700000000.25, "DateTime": "2023-11-14T22:13:20.5Z", "Epoch": 1700000000, "Blob": "AAEC/w==",
    "Strings": ["a", ""], "Flat": ["b", "c"], "Nested": [[1, 2], []], "Sparse": [null, "d"],
    "Map": {"k": "v", "": "empty"}, "FlatMap": {"one": 1}, "Colors": {"red": ["mauve"]}, "SparseMap": {"none": null, "one": 1},
    "Choice": {"text": "chosen"}, "Kinds": [{"Required": 1}, {"Choice": {"kinds": {"Choice": {"number": 2}}}}],
    "Next": {"Next": {"String": "deep"}}, "Required": 7, "Unknown": [{"a": [null, false, 1e3]}]
}"#;

const NOT_FINITE: &str =
    r#"{"Float": "NaN", "Double": "-Infinity", "Integer": 1e3, "Timestamp": "Tue, 14 Nov 2023 22:13:20 GMT"}"#;

const FREE: &str = r#"{"Document": {"list": [1, -1, 2.5, 18446744073709551615, "s", true, null], "": {}}}"#;

const XML: &str = "<?xml version='1.0'?><r xmlns=\"http://example.com/\"><!-- c --><String><![CDATA[<a>]]>&lt;&#233;&#x42;</String>\
    <Strings/><Map><entry><value>v</value><key>k</key></entry></Map><Unknown a='1' b=\"&quot;\"><x/></Unknown></r>";

const XML_ERROR: &str = "<ErrorResponse><Error><Type>Sender</Type><Code>Taken</Code><Message>no</Message><By>you</By></Error>\
    <RequestId>id</RequestId></ErrorResponse>";

const HEADERS: &str = "200\nX-Header: text\nX-Words: a, \"b, \\\"c\\\"\", d\nX-Times: Tue, 14 Nov 2023 22:13:20 GMT, Wed, 15 Nov 2023 00:00:00 GMT\n\
    X-Json: eyJhIjoxfQ==\nX-Enabled: true\nX-Meta-One: 1\nX-Meta-Two: 2\n\n{\"Body\": \"b\"}";

const ERRORS: [&str; 5] = [
    "409\nx-amzn-RequestId: id-1\nx-amzn-ErrorType: aws.example#Taken:http://example.com/\nX-Since: Tue, 14 Nov 2023 22:13:20 GMT\n\n\
     {\"By\": \"you\", \"message\": \"no\"}",
    "400\nx-amzn-query-error: SlowDown;Sender\nretry-after: 3\n\n{\"__type\": \"ns#Slow\", \"code\": \"Slow\", \"Message\": \"slow\", \"Seconds\": 3}",
    "200\nsmithy-protocol: rpc-v2-cbor\n\n{\"Name\": \"n\", \"Count\": 1}",
    "200\n\n<GetThingResponse><GetThingResult><Name>n</Name><Count>1</Count></GetThingResult></GetThingResponse>",
    "301\nlocation: https://user:password@example.com/path\ncontent-encoding: gzip\n\n",
];

/// Seeds of JSON.
pub(crate) fn json() -> Vec<Vec<u8>> {
    let own = [ALL_KINDS, NOT_FINITE, FREE, "{}", "null"];
    with_outside(own.map(Into::into).into(), |seeds| seeds.json)
}

/// Seeds of CBOR: those of JSON, written anew.
pub(crate) fn cbor() -> Vec<Vec<u8>> {
    let kinds = [ALL_KINDS, NOT_FINITE].map(|text| body(RPC_V2_CBOR, &value(text)).expect("the value can be sent"));
    let free: Free = read(AWS_JSON_1_1, FREE.as_bytes()).expect("the seed is good");
    let mut own = Vec::from(kinds);
    own.push(body(RPC_V2_CBOR, &free).expect("the value can be sent"));
    with_outside(own, |seeds| seeds.cbor)
}

/// Seeds of XML.
pub(crate) fn xml() -> Vec<Vec<u8>> {
    let mut own = Vec::from([XML, XML_ERROR].map(|text| text.as_bytes().to_vec()));
    own.extend([ALL_KINDS, NOT_FINITE].map(|text| body(REST_XML, &value(text)).expect("the value can be sent")));
    with_outside(own, |seeds| seeds.xml)
}

/// Seeds of messages with members in headers.
pub(crate) fn headers() -> Vec<Vec<u8>> {
    with_outside(vec![HEADERS.into()], |seeds| seeds.messages)
}

/// Seeds of messages that are mostly errors.
pub(crate) fn errors() -> Vec<Vec<u8>> {
    let mut own = Vec::from(ERRORS.map(|text| text.as_bytes().to_vec()));
    own.push([b"400\n\n".as_slice(), XML_ERROR.as_bytes()].concat());
    own.push(b"400\nsmithy-protocol: rpc-v2-cbor\n\n\xa2\x66__type\x65Taken\x67message\x62no".to_vec());
    with_outside(own, |seeds| seeds.messages)
}

fn value(text: &str) -> Kinds {
    read(AWS_JSON_1_1, text.as_bytes()).expect("the seed is good")
}

fn with_outside(mut own: Vec<Vec<u8>>, choose: fn(outside::Seeds) -> Vec<Vec<u8>>) -> Vec<Vec<u8>> {
    own.extend(outside::seeds().map(choose).unwrap_or_default());
    own
}
