//! Inputs to begin with, and what inputs consist of.

mod outside;

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

pub(crate) const JSON_WORDS: &[&[u8]] = &[
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"\"",
    b"null",
    b"true",
    b"false",
    b"\"NaN\"",
    b"\"Infinity\"",
    b"1e400",
    b"-0",
    b"0.1",
    b"\\ud83d",
    b"\\ude39",
    b"\\u0000",
    b"\\n",
    b"__type",
    b"String",
    b"colour",
    b"Color",
    b"Boolean",
    b"Byte",
    b"Long",
    b"Float",
    b"Double",
    b"BigInteger",
    b"BigDecimal",
    b"Timestamp",
    b"DateTime",
    b"Blob",
    b"Strings",
    b"Nested",
    b"Sparse",
    b"Map",
    b"SparseMap",
    b"Colors",
    b"Choice",
    b"text",
    b"number",
    b"Kinds",
    b"kinds",
    b"Next",
    b"Document",
    b"\"Next\":{",
    b"\"Document\":[",
    b"9223372036854775808",
    b"2023-11-14T22:13:20Z",
    b"0001-01-01T00:00:00Z",
    b"AAEC",
    b"Code",
    b"message",
    b"code",
];

pub(crate) const CBOR_WORDS: &[&[u8]] = &[
    b"\xa0",
    b"\xa1",
    b"\xbf",
    b"\xff",
    b"\x80",
    b"\x81",
    b"\x9f",
    b"\x5f",
    b"\x7f",
    b"\xf6",
    b"\xf7",
    b"\xf4",
    b"\xf5",
    b"\xf9\x7e\x00",
    b"\xf9\x00\x01",
    b"\xfa\x7f\x7f\xff\xff",
    b"\xfb\x7f\xef\xff\xff\xff\xff\xff\xff",
    b"\x1b\xff\xff\xff\xff\xff\xff\xff\xff",
    b"\x3b\x7f\xff\xff\xff\xff\xff\xff\xff",
    b"\xc1",
    b"\xc2\x41\x01",
    b"\xc3\x49\x01\0\0\0\0\0\0\0\0",
    b"\xc4\x82\x20\x01",
    b"\xd9\xd9\xf7",
    b"\x9b\x7f\xff\xff\xff\xff\xff\xff\xff",
    b"\xbb\x7f\xff\xff\xff\xff\xff\xff\xff",
    b"\x66String",
    b"\x65Color",
    b"\x67Strings",
    b"\x66Sparse",
    b"\x63Map",
    b"\x66Choice",
    b"\x66number",
    b"\x65Kinds",
    b"\x64Next",
    b"\x68Document",
    b"\x69Timestamp",
    b"\x6aBigInteger",
    b"\x6aBigDecimal",
    b"\x64Blob",
    b"\x66Double",
    b"\x65Float",
    b"\x64Long",
    b"\x66__type",
    b"\x67message",
];

pub(crate) const XML_WORDS: &[&[u8]] = &[
    b"<",
    b">",
    b"</",
    b"/>",
    b"<a>",
    b"</a>",
    b"<a/>",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"]]>",
    b"<?",
    b"?>",
    b"<!DOCTYPE a [",
    b"&lt;",
    b"&#0;",
    b"&#x10FFFF;",
    b"&#xD800;",
    b"&a;",
    b"\r\n",
    b" xmlns='u'",
    b" a=\"b\"",
    b"ns:",
    b"String",
    b"Colour",
    b"Boolean",
    b"Byte",
    b"Long",
    b"Double",
    b"BigInteger",
    b"BigDecimal",
    b"Timestamp",
    b"DateTime",
    b"Epoch",
    b"Blob",
    b"Strings",
    b"flatItem",
    b"<flatItem>a</flatItem>",
    b"Nested",
    b"Map",
    b"entry",
    b"key",
    b"value",
    b"FlatMap",
    b"K",
    b"V",
    b"Colors",
    b"Choice",
    b"text",
    b"Kinds",
    b"Next",
    b"<Next>",
    b"TestResult",
    b"ErrorResponse",
    b"Errors",
    b"Error",
    b"Code",
    b"Message",
    b"RequestId",
    b"html",
    b"NaN",
    b"true",
    b"2023-11-14T22:13:20Z",
];

pub(crate) const HEADER_WORDS: &[&[u8]] = &[
    b"\n",
    b"\n\n",
    b":",
    b", ",
    b"\"",
    b"\\",
    b"X-Header: ",
    b"X-Words: ",
    b"X-Times: ",
    b"X-Json: ",
    b"X-Enabled: ",
    b"X-Meta-",
    b"true",
    b"False",
    b"Tue, 14 Nov 2023 22:13:20 GMT",
    b"Tuesday, 14-Nov-23 22:13:20 GMT",
    b"2023-11-14T22:13:20.123456789+01:00",
    b"-1.5",
    b"1e9",
    b"e30=",
    b"9999-12-31T23:59:59Z",
    b"Thu, 01 Jan 1970 00:00:00 GMT",
    b"{\"Body\":\"\"}",
    b"<a><Body>b</Body></a>",
];

pub(crate) const ERROR_WORDS: &[&[u8]] = &[
    b"\n",
    b"\n\n",
    b"200",
    b"204",
    b"301",
    b"400",
    b"503",
    b"999",
    b"x-amzn-errortype: ",
    b"x-amzn-query-error: ",
    b"x-amzn-requestid: ",
    b"content-encoding: ",
    b"location: ",
    b"smithy-protocol: rpc-v2-cbor",
    b"retry-after: ",
    b"x-since: ",
    b"Taken",
    b"Slow",
    b"SlowDown;",
    b"#",
    b";Receiver",
    b"{",
    b"}",
    b"\"__type\":",
    b"\"code\":",
    b"\"message\":",
    b"\"By\":",
    b"<Error>",
    b"</Error>",
    b"<Code>Taken</Code>",
    b"<Message>",
    b"\xa1\x66__type\x65Taken",
    b"\xa1\x67message\x61m",
    b"http://",
    b"://",
    b"@",
    b"\x1b[0m",
    b"\xe2\x80\xa8",
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
