//! Code, message and request id of error responses, whatever their bodies are.

mod kinds;

use kinds::{SERVICE, response};
use tinsmith::operation::Service;
use tinsmith::protocol::{
    AWS_JSON_1_0, AWS_JSON_1_1, AWS_QUERY, EC2_QUERY, Protocol, REST_JSON_1, REST_XML, RPC_V2_CBOR,
};

const JSON: [&dyn Protocol; 3] = [AWS_JSON_1_0, AWS_JSON_1_1, REST_JSON_1];
const XML: [&dyn Protocol; 3] = [REST_XML, AWS_QUERY, EC2_QUERY];

type Head = (Option<String>, Option<String>, Option<String>);

fn head(protocol: &dyn Protocol, headers: &[(&'static str, &str)], body: &[u8]) -> Head {
    let mut response = response(503);
    for (name, value) in headers {
        response.headers.append(*name, *value);
    }
    let head = protocol.read_error_head(&SERVICE, &response, body);
    (head.code, head.message, head.request_id)
}

fn expected(code: Option<&str>, message: Option<&str>, request_id: Option<&str>) -> Head {
    (
        code.map(str::to_owned),
        message.map(str::to_owned),
        request_id.map(str::to_owned),
    )
}

#[test]
fn json_errors_name_themselves_in_many_ways() {
    for (body, code, message) in [
        (r#"{"__type":"a.b#Foo","message":"m"}"#, Some("Foo"), Some("m")),
        (
            r#"{"code":"Foo:http://example.com/","Message":"m"}"#,
            Some("Foo"),
            Some("m"),
        ),
        (r#"{"Code":"Foo","errorMessage":"m"}"#, Some("Foo"), Some("m")),
        (r#"{"x":[{"code":"No"}],"code":"Foo"}"#, Some("Foo"), None),
        (r#"{"code":5,"message":["m"],"__type":"Foo"}"#, Some("Foo"), None),
        (r#"{"__type":"Foo","message":null}"#, Some("Foo"), None),
        (r#"{"__type":"Foo","message":"cut of"#, Some("Foo"), None),
        (r#"{"message":"m"}"#, None, Some("m")),
    ] {
        for protocol in JSON {
            assert_eq!(
                head(protocol, &[], body.as_bytes()),
                expected(code, message, None),
                "{body}"
            );
        }
    }
}

#[test]
fn the_header_names_the_error_before_the_body_does() {
    for protocol in JSON {
        let headers = [("x-amzn-ErrorType", "a#Foo:http://example.com/")];
        assert_eq!(head(protocol, &headers, br#"{"code":"Bar"}"#).0.as_deref(), Some("Foo"));
        assert_eq!(head(protocol, &headers, b"<html>").0.as_deref(), Some("Foo"));
    }
}

#[test]
fn cbor_errors_name_themselves() {
    let body = b"\xa2\x66__type\x67a.b#Foo\x67message\x61m";
    assert_eq!(head(RPC_V2_CBOR, &[], body), expected(Some("Foo"), Some("m"), None));
    assert_eq!(head(RPC_V2_CBOR, &[], &body[..20]), expected(Some("Foo"), None, None));
}

#[test]
fn codes_of_the_query_protocol_count_where_the_service_had_it() {
    let mut service: Service = SERVICE;
    service.query_compatible = true;
    let mut response = response(400);
    response.headers.append("x-amzn-query-error", "Old.Code;Sender");
    let body = br#"{"__type":"New"}"#;
    let head = AWS_JSON_1_0.read_error_head(&service, &response, body);
    assert_eq!(
        (head.code.as_deref(), head.shape.as_deref()),
        (Some("Old.Code"), Some("New"))
    );
    let head = AWS_JSON_1_0.read_error_head(&SERVICE, &response, body);
    assert_eq!((head.code.as_deref(), head.shape.as_deref()), (Some("New"), None));
}

#[test]
fn xml_errors_have_three_forms() {
    for body in [
        "<Error><Code>Foo</Code><Message>m</Message><RequestId>r</RequestId></Error>",
        "<ErrorResponse><Error><Type>Sender</Type><Code>Foo</Code><Message>m</Message></Error><RequestId>r</RequestId></ErrorResponse>",
        "<Response><Errors><Error><Code>Foo</Code><Message>m</Message></Error></Errors><RequestID>r</RequestID></Response>",
    ] {
        for protocol in XML {
            assert_eq!(
                head(protocol, &[], body.as_bytes()),
                expected(Some("Foo"), Some("m"), Some("r")),
                "{body}"
            );
        }
    }
}

#[test]
fn an_answer_that_is_no_error_document_has_the_words_of_its_status() {
    for body in [
        "",
        "<html><body>Service Unavailable</body></html>",
        "<!DOCTYPE html><p>",
        "oops",
        "{",
        "null",
        "\u{0}",
    ] {
        for protocol in JSON.into_iter().chain(XML).chain([RPC_V2_CBOR]) {
            assert_eq!(
                head(protocol, &[], body.as_bytes()),
                expected(None, Some("Service Unavailable"), None),
                "{body}"
            );
        }
    }
}

#[test]
fn s3_answers_errors_with_status_200() {
    let body = b"<?xml version=\"1.0\"?>\n<Error><Code>InternalError</Code></Error>";
    assert!(REST_XML.is_error(&response(200), body));
    assert!(!REST_XML.is_error(&response(200), b"<CopyObjectResult/>"));
    assert!(!REST_JSON_1.is_error(&response(200), body));
    assert!(REST_JSON_1.is_error(&response(301), b""));
}
